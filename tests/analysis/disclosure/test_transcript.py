"""What is told settles nobody; steps are chosen without a look at the votes."""

from dataclasses import replace

import numpy as np
import pytest
from tests import rooms
from tests.analysis.disclosure.test_margins import some_case

from tanlu.analysis.disclosure import transcript as module
from tanlu.analysis.disclosure.attack import Settled, fits, settled
from tanlu.analysis.disclosure.bands import coarse, exact, is_safe, least
from tanlu.analysis.disclosure.margins import Margins
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


def every_world(sizes, margins, against):
    """Return all tables of those who agree and disagree that fit what is told."""
    counts = [
        np.array([(yes, no) for yes in range(size + 1) for no in range(size + 1 - yes)])
        for size in sizes.ravel()
    ]
    index = np.indices([len(each) for each in counts]).reshape(len(counts), -1)
    worlds = np.stack([each[at] for each, at in zip(counts, index, strict=True)], axis=2).reshape(
        -1, 2, *sizes.shape
    )
    yes, no = worlds[:, 0], worlds[:, 1]
    told = [(yes.sum(2)[:, row], span) for row, span in enumerate(margins.rows)]
    told += [(yes.sum(1)[:, column], span) for column, span in enumerate(margins.columns)]
    told += [(yes.sum((1, 2)), margins.total)]
    told += [(no.sum(2)[:, row], span) for row, span in enumerate(against)]
    return worlds[np.all([(low <= sums) & (sums <= high) for sums, (low, high) in told], axis=0)]


def test_the_inequalities_find_what_trying_every_vote_and_attack_finds():
    rng = np.random.default_rng(17)
    answers, opposed = [], 0
    while len(answers) < 400:
        sizes, margins, against = some_case(rng, most=11, whole=0.6)
        sizes_told = tuple(map(tuple, sizes.tolist()))
        if not 8 < sizes.sum() <= 17 or (sizes > 0).sum() > 3 or not fits(sizes_told, margins):
            continue
        worlds = every_world(sizes, margins, against)
        tried = rooms.settled_by_trying(sizes, worlds, min(3, int(sizes.sum()) - 1)) is not None
        answers.append((settled(sizes_told, margins) is not None, tried))
        opposed += sum(margins.against) > 0
    assert [one for one, _ in answers] == [other for _, other in answers]
    assert 100 < sum(one for one, _ in answers) < 300, "both answers must come, or this proves nothing"
    assert opposed > 50, "opposition must be told sometimes"


@pytest.mark.parametrize("voters", [9, 10, 12])
def test_one_group_told_of_for_and_against_leaves_everyone_free(voters):
    """Every pair of steps that can be told of one group, and every attack on it."""
    sizes = np.array([[voters]])
    for agree in exact(voters):
        for against in exact(voters):
            worlds = every_world(sizes, Margins((agree,), ((0, voters),), (0, voters)), [against])
            assert rooms.settled_by_trying(sizes, worlds, 3) is None


def test_an_attack_is_told_with_what_it_takes():
    found = settled(((10,),), Margins(((7, 10),), ((0, 10),), (0, 10)))
    assert found == Settled(0, 0, agrees=True, known=((0, 0, -1), (0, 0, -1), (0, 0, -1)))


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
        agreeing = rng.binomial(voters, rng.uniform())
        said = transcript(voters, agreeing, rng.binomial(voters - agreeing, 0.5))
        before = (said.told.rows, said.told.total, said.told.against)
        first = said.told.columns[0]
        shapes.setdefault(before, set()).add(first)
    for spans in shapes.values():
        cuts = {frozenset(range(low, high + 1)) for low, high in spans}
        assert all(one == other or not one & other for one in cuts for other in cuts)


@pytest.mark.parametrize("agreeing", [[[13]], [[-1]], [[1, 2]]])
def test_counts_that_cannot_be_are_refused(agreeing):
    with pytest.raises(BadTable):
        transcript(np.array([[12]]), np.array(agreeing), np.array([[0]]))


def test_more_answers_than_votes_are_refused():
    with pytest.raises(BadTable):
        transcript(np.array([[12]]), np.array([[7]]), np.array([[6]]))


def test_a_small_or_empty_room_is_told_nothing():
    for size in range(9):
        said = transcript(np.array([[size]]), np.array([[size]]), np.array([[0]]))
        assert said.told == Margins(((0, size),), ((0, size),), (0, size), (0,))
        assert said.against == ((0, size),)


def test_without_opposition_in_the_reckoning_the_whole_would_settle_a_vote(monkeypatch):
    """Found by trying 60,000 rooms: three who are known to pass leave so few who can agree that a fourth must."""
    voters, agreeing, opposing = (
        np.array(each)
        for each in ([[0, 1], [6, 5], [5, 8]], [[0, 0], [2, 2], [2, 2]], [[0, 1], [4, 3], [3, 6]])
    )
    said = transcript(voters, agreeing, opposing)
    assert settled(said.sizes, said.told) is None

    def blind(sizes, margins, known):
        return settled(sizes, replace(margins, against=()), known)

    monkeypatch.setattr(module, "settled", blind)
    said = transcript(voters, agreeing, opposing)
    found = settled(said.sizes, said.told)
    assert found is not None
    assert found.known == ((2, 0, 0), (2, 0, 0), (2, 0, 0))
