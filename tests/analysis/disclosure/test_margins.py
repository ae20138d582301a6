"""Whether votes fit is decided exactly: the same answer as trying every table, and as an integer program."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tanlu.analysis.disclosure.attack import fits
from tanlu.analysis.disclosure.bands import is_safe
from tanlu.analysis.disclosure.margins import Margins


def some_span(rng, most, whole=0.1):
    if rng.random() < whole:
        return 0, int(most)
    low, high = sorted(rng.integers(0, most + 1, 2))
    return int(low), int(high)


def some_opposition(rng, most, whole=0.1):
    """Return a step of those who disagree as it may be told: with votes to spare, or nothing."""
    low, high = some_span(rng, most, whole)
    return (low, high) if is_safe((low, high), most) else (0, int(most))


def some_case(rng, most=5, whole=0.1):
    rows, columns = rng.integers(1, 4, 2)
    sizes = rng.integers(0, most, (rows, columns))
    against = [some_opposition(rng, each, whole) for each in sizes.sum(1)]
    margins = Margins(
        tuple(some_span(rng, each, whole) for each in sizes.sum(1)),
        tuple(some_span(rng, each, whole) for each in sizes.sum(0)),
        some_span(rng, sizes.sum(), whole),
        tuple(low for low, _ in against),
    )
    return sizes, margins, tuple(against)


def solvable(sizes, margins, against):
    """Ask an integer program: agreeing and disagreeing in each cell, everyone in it once."""
    count = sizes.size
    cells = np.arange(count).reshape(sizes.shape)
    lines = [*cells, *cells.T, cells.ravel()]
    matrix = [np.isin(np.arange(2 * count), line) for line in lines]
    limits = [*margins.rows, *margins.columns, margins.total]
    matrix += [np.isin(np.arange(2 * count), line + count) for line in cells]
    limits += against
    matrix += [np.isin(np.arange(2 * count), [cell, cell + count]) for cell in range(count)]
    limits += [(0, size) for size in sizes.ravel()]
    told = np.array(limits, dtype=float)
    if (told[:, 0] > told[:, 1]).any():
        return False
    result = milp(
        np.zeros(2 * count),
        integrality=np.ones(2 * count),
        bounds=Bounds(0, np.tile(sizes.ravel(), 2)),
        constraints=LinearConstraint(np.array(matrix, dtype=float), told[:, 0], told[:, 1]),
    )
    return bool(result.success)


def test_votes_fit_exactly_when_an_integer_program_finds_some():
    rng = np.random.default_rng(11)
    cases = [some_case(rng) for _ in range(600)]
    answers = [fits(tuple(map(tuple, sizes.tolist())), margins) for sizes, margins, _ in cases]
    assert answers == [solvable(*case) for case in cases]
    assert 150 < sum(answers) < 550, "both answers must come often, or this proves nothing"
    assert any(sum(margins.against) for _, margins, _ in cases)
