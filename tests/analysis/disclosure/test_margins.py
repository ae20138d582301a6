"""Whether a table fits is decided exactly: the same answer as trying every table."""

from itertools import product

import numpy as np

from tanlu.analysis.disclosure.margins import Margins, exists


def some_span(rng, most):
    low, high = sorted(rng.integers(0, most + 1, 2))
    return int(low), int(high)


def some_case(rng):
    rows, columns = rng.integers(1, 4, 2)
    highs = rng.integers(0, 3, (rows, columns))
    lows = np.minimum(rng.integers(0, 2, (rows, columns)), highs)
    margins = Margins(
        tuple(some_span(rng, int(each)) for each in highs.sum(1)),
        tuple(some_span(rng, int(each)) for each in highs.sum(0)),
        some_span(rng, int(highs.sum())),
    )
    return lows, highs, margins


def within(sums, spans):
    return all(low <= each <= high for each, (low, high) in zip(sums, spans, strict=True))


def tried(lows, highs, margins):
    cells = [range(low, high + 1) for low, high in zip(lows.ravel(), highs.ravel(), strict=True)]
    tables = (np.array(each).reshape(lows.shape) for each in product(*cells))
    return any(
        within(table.sum(1), margins.rows)
        and within(table.sum(0), margins.columns)
        and within([table.sum()], [margins.total])
        for table in tables
    )


def test_it_is_trying_every_table():
    rng = np.random.default_rng(11)
    cases = [some_case(rng) for _ in range(400)]
    answers = [exists(*case) for case in cases]
    assert answers == [tried(*case) for case in cases]
    assert 100 < sum(answers) < 300, "both answers must come often, or this proves nothing"
