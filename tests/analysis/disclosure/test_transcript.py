"""What is told settles nobody; steps are chosen without a look at the votes."""

from itertools import combinations_with_replacement

import numpy as np
import pytest

from tanlu.analysis.disclosure.attack import Settled, fits, settled
from tanlu.analysis.disclosure.bands import coarse, exact, is_safe, least
from tanlu.analysis.disclosure.margins import Margins, exists
from tanlu.analysis.disclosure.transcript import transcript
from tanlu.errors import BadTable


def test_every_step_of_every_size_is_safe_and_together_they_hold_every_count():
    for voters in range(121):
        for steps in (exact(voters), *coarse(voters)):
            assert [count for low, high in steps for count in range(low, high + 1)] == list(range(voters + 1))
            if voters >= least():
                assert all(is_safe(span, voters) for span in steps)
            else:
                assert len(steps) == 1


@pytest.mark.parametrize("voters", range(9, 16))
def test_the_closed_form_is_what_trying_every_attack_says(voters):
    for low in range(voters + 1):
        for high in range(low, voters + 1):
            margins = Margins(((low, high),), ((0, voters),), (0, voters))
            assert (settled(((voters,),), margins) is None) == is_safe((low, high), voters)


def some_told(rng):
    """Return a small room and steps told of it, some of them of no use."""
    sizes = rng.integers(0, 6, rng.integers(1, 4, 2))

    def span(people):
        width = int(rng.integers(0, people + 1)) if rng.random() < 0.7 else int(people)
        low = int(rng.integers(0, people - width + 1))
        return low, low + width

    return sizes, Margins(tuple(map(span, sizes.sum(1))), tuple(map(span, sizes.sum(0))), span(sizes.sum()))


def every_attack_tried(sizes, margins, known=3):
    """Tell whether any known votes settle another, by asking of each attack and person whether both answers fit."""
    kinds = [(row, column, agrees) for row, column in np.argwhere(sizes > 0) for agrees in (0, 1)]
    for pick in combinations_with_replacement(kinds, min(known, int(sizes.sum()) - 1)):
        knowing, agreeing = np.zeros_like(sizes), np.zeros_like(sizes)
        for row, column, agrees in pick:
            knowing[row, column] += 1
            agreeing[row, column] += agrees
        low, high = agreeing, sizes - knowing + agreeing
        if (knowing > sizes).any() or not exists(low, high, margins):
            continue
        for row, column in np.argwhere(sizes > knowing):
            one = np.zeros_like(sizes)
            one[row, column] = 1
            if not (exists(low + one, high, margins) and exists(low, high - one, margins)):
                return True
    return False


def test_the_cuts_find_what_trying_every_attack_finds():
    rng = np.random.default_rng(17)
    answers = []
    while len(answers) < 120:
        sizes, margins = some_told(rng)
        told = tuple(map(tuple, sizes.tolist()))
        if sizes.sum() > 1 and fits(told, margins):
            answers.append((settled(told, margins) is not None, every_attack_tried(sizes, margins)))
    assert [one for one, _ in answers] == [other for _, other in answers]
    assert 20 < sum(one for one, _ in answers) < 110, "both answers must come, or this proves nothing"


def test_an_attack_is_told_with_what_it_takes():
    found = settled(((10,),), Margins(((7, 10),), ((0, 10),), (0, 10)))
    assert found == Settled(0, 0, agrees=True, known=((0, 0, 0), (0, 0, 0), (0, 0, 0)))


def test_two_cuts_that_are_safe_alone_are_not_safe_together():
    """Nine and nine: of the first country at least five agree, of the first sector at most four."""
    sizes = ((8, 1), (1, 8))
    alone = Margins(((5, 9), (0, 9)), ((0, 9), (0, 9)), (0, 18))
    both = Margins(((5, 9), (0, 9)), ((0, 4), (0, 9)), (0, 18))
    assert settled(sizes, alone) is None
    assert settled(sizes, both) is not None


def test_steps_of_the_second_cut_do_not_depend_on_the_votes_that_are_not_told():
    rng = np.random.default_rng(3)
    voters = np.array([[6, 5, 4], [5, 6, 4]])
    shapes = {}
    for _ in range(60):
        said = transcript(voters, rng.binomial(voters, rng.uniform()))
        before = (said.told.rows, said.told.total)
        first = said.told.columns[0]
        shapes.setdefault(before, set()).add(first)
    for spans in shapes.values():
        cuts = {frozenset(range(low, high + 1)) for low, high in spans}
        assert all(one == other or not one & other for one in cuts for other in cuts)


@pytest.mark.parametrize("agreeing", [[[13]], [[-1]], [[1, 2]]])
def test_counts_that_cannot_be_are_refused(agreeing):
    with pytest.raises(BadTable):
        transcript(np.array([[12]]), np.array(agreeing))


def test_a_small_or_empty_room_is_told_nothing():
    for size in range(9):
        said = transcript(np.array([[size]]), np.array([[size]])).told
        assert said == Margins(((0, size),), ((0, size),), (0, size))
