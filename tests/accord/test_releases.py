"""Nothing that leaves settles a vote, and each rule is needed: without it the attacker succeeds."""

import numpy as np
import pytest

from tanlu.accord import releases
from tanlu.accord.poll import divided
from tanlu.accord.releases import Ledger, release
from tanlu.accord.rules import Audience, Rule
from tanlu.analysis.disclosure import bands, transcript
from tanlu.errors import BadDialogue, HeldBack
from tests import rooms


def seen_by_all(sizes, cuts=("country", "sector")):
    """Return what the attacker sees: every export to every audience."""
    roster = rooms.roster_of(sizes)

    def observe(column):
        polled = rooms.asked(roster, rooms.cast(roster, [column]), cuts)
        return [rooms.told(polled, audience)["tables"] for audience in Audience]

    return observe


@pytest.mark.parametrize("sizes", [[[9]], [[13]], [[8, 1], [1, 1]], [[2, 8], [1, 0]], [[9], [1]], [[2], [3]]])
def test_every_vote_of_a_small_room_stays_open(sizes):
    assert rooms.given_away(sizes, seen_by_all(sizes)) is None


@pytest.mark.prove
@pytest.mark.parametrize("sizes", [[[9, 0], [0, 9]], [[9, 1], [1, 3]], [[1, 9], [9, 1]]])
def test_every_vote_of_a_larger_room_stays_open(sizes):
    assert rooms.given_away(sizes, seen_by_all(sizes)) is None


def test_something_is_told_all_the_same():
    sizes = [[12], [12]]
    roster = rooms.roster_of(sizes)
    polled = rooms.asked(roster, rooms.cast(roster, [rooms.column_of(sizes, [[11], [7]])]))
    inside = [cell["told"]["en"] for cell in rooms.told(polled)["tables"][0]["cells"]]
    outside = [cell["told"]["zh"] for cell in rooms.told(polled, Audience.PUBLIC)["tables"][0]["cells"]]
    assert inside[:3] == ["15 to 19 of 24 agree", "8 to 12 of 12 agree", "7 of 12 agree"]
    assert outside[1:3] == ["三分之二及以上同意", "三分之一至三分之二同意"]


# Each hole below is one rule switched off; the same attacker must then find a vote.


def test_without_votes_to_spare_unanimity_is_told(monkeypatch):
    monkeypatch.setattr(bands, "spare", lambda known=3: known)
    assert rooms.given_away([[12]], seen_by_all([[12]])) is not None


def test_without_the_least_cell_a_few_are_told(monkeypatch):
    def naive(voters, known=3):
        return ((0, voters // 2), (voters // 2 + 1, voters))

    monkeypatch.setattr(bands, "least", lambda known=3: 3)
    monkeypatch.setattr(transcript, "least", lambda known=3: 3)
    monkeypatch.setattr(releases, "least", lambda known=3: 3)
    monkeypatch.setattr(transcript, "exact", naive)
    assert rooms.given_away([[7]], seen_by_all([[7]])) is not None


def test_without_complementary_suppression_two_cuts_pinch(monkeypatch):
    monkeypatch.setattr(transcript, "settled", lambda *_: None)
    sizes = [[8, 1], [1, 0]]
    assert rooms.given_away(sizes, seen_by_all(sizes)) is not None


def test_without_one_transcript_the_room_and_the_public_pinch():
    """A public band of the true count, "four fifths or more", meets what the room is told at an edge."""
    roster = rooms.roster_of([[12]])

    def observe(column):
        polled = rooms.asked(roster, rooms.cast(roster, [column]), ("country",))
        return [rooms.told(polled)["tables"], sum(each > 0 for each in column) >= 0.8 * len(column)]

    assert rooms.given_away([[12]], observe) is not None


def test_a_step_withheld_for_what_it_is_speaks_by_its_silence(monkeypatch):
    """The usual rule, "counts below four are not shown", shows that at most three agree."""

    def by_votes(voters, agreeing, opposing, known=3):
        held = transcript.transcript(voters, agreeing, opposing, known)
        count, cast = int(agreeing.sum()), int(voters.sum())
        span = (count, count) if 4 <= count <= cast - 4 else (cast - 4, cast) if count > 4 else (0, cast)
        told = transcript.Margins((span,) * len(held.sizes), held.told.columns, span)
        return transcript.Transcript(held.sizes, told, held.against)

    monkeypatch.setattr(releases, "transcript", by_votes)
    assert rooms.given_away([[12]], seen_by_all([[12]], ("country",))) is not None


def test_without_declared_cuts_one_more_cut_pinches():
    """Each cut alone is safe; asked for one after the other they are not, so the ledger refuses the second."""
    sizes = [[8, 1], [1, 0]]
    first, second = seen_by_all(sizes, ("country",)), seen_by_all(sizes, ("sector",))
    assert rooms.given_away(sizes, first) is None
    assert rooms.given_away(sizes, second) is None
    assert rooms.given_away(sizes, lambda column: (first(column), second(column))) is not None


def a_room(rng, people=24):
    sizes = [[people // 4, people // 4], [people // 4, people - 3 * (people // 4)]]
    roster = rooms.roster_of(sizes)
    return roster, rng.integers(-1, 2, (3, len(roster)))


def changed(votes, at):
    again = votes.copy()
    again[:, at] = np.where(again[:, at] > 0, -1, 1)
    return again


def test_a_second_telling_from_other_ballots_is_refused():
    roster, votes = a_room(np.random.default_rng(1))
    polled = rooms.asked(roster, rooms.cast(roster, votes))
    _, ledger = release(polled, Audience.ROOM, Ledger(), key=rooms.KEY, date="2026-01-01")
    revoted = rooms.asked(roster, rooms.cast(roster, changed(votes, 5)))
    withdrawn = rooms.asked(roster, rooms.cast(roster, votes, absent={next(iter(roster))}))
    recut = rooms.asked(roster, rooms.cast(roster, votes), ("sector", "country"))
    moved = {**roster, "p000": {"country": "c1", "sector": "s0"}}
    reassigned = rooms.asked(moved, rooms.cast(moved, votes))
    for other in (revoted, withdrawn, recut, reassigned):
        with pytest.raises(HeldBack):
            release(other, Audience.PUBLIC, ledger, key=rooms.KEY, date="2026-01-02")
    _, ledger = release(polled, Audience.PUBLIC, ledger, key=rooms.KEY, date="2026-01-02")
    assert [export.audience for export in ledger.exports] == ["room", "public"]


def test_without_the_ledger_a_revote_is_a_vote(monkeypatch):
    """One person is known to have voted anew: two tables then differ by their vote."""
    monkeypatch.setattr(releases, "_demand_unchanged", lambda *_: None)
    sizes = [[12]]
    roster = rooms.roster_of(sizes)
    ledger = Ledger()
    counts = []
    for agreeing in (6, 7):
        polled = rooms.asked(roster, rooms.cast(roster, [rooms.column_of(sizes, [[agreeing]])]), ("country",))
        said, ledger = release(polled, Audience.ROOM, ledger, key=rooms.KEY, date="2026-01-01")
        counts.append(said.tables[0].cells[0].count)
    assert counts == [(6, 6), (7, 7)], "the one who voted anew now agrees"


def test_nothing_is_told_before_the_vote_is_closed_or_under_a_closed_segment():
    roster, votes = a_room(np.random.default_rng(2))
    for more in ({"closed": False}, {"rule": Rule.CLOSED}):
        polled = rooms.asked(roster, rooms.cast(roster, votes), **more)
        with pytest.raises(HeldBack):
            rooms.told(polled, Audience.PUBLIC)
    assert rooms.told(rooms.asked(roster, rooms.cast(roster, votes), rule=Rule.CLOSED), Audience.ROOM)


def test_passing_and_disagreeing_are_told_apart_by_country_only():
    roster, votes = a_room(np.random.default_rng(4), 48)
    swapped = np.where(votes > 0, votes, -1 - votes)
    one, other = (rooms.told(rooms.asked(roster, rooms.cast(roster, each))) for each in (votes, swapped))
    assert one != other
    for table, twin in zip(one["tables"], other["tables"], strict=True):
        for cell, again in zip(table["cells"], twin["cells"], strict=True):
            assert {**cell, "opposed": 0} == {**again, "opposed": 0}
            assert ("opposed" in cell) <= (cell["cut"] in ("", "country"))


def test_opposition_is_told_to_the_room_in_counts_and_to_others_in_words():
    sizes = [[12], [24]]
    roster = rooms.roster_of(sizes)
    polled = rooms.asked(
        roster, rooms.cast(roster, [rooms.column_of(sizes, [[2], [10]], [[7], [9]])]), ("country",)
    )
    inside, outside = (
        rooms.told(polled, each)["tables"][0]["cells"] for each in (Audience.ROOM, Audience.PUBLIC)
    )
    assert [cell["opposed"]["told"]["en"] for cell in inside] == [
        "16 of 36 disagree",
        "7 of 12 disagree",
        "9 of 24 disagree",
    ]
    assert [cell["opposed"]["told"]["zh"] for cell in outside][1:] == [
        "三分之一至三分之二不同意",
        "五分之一至一半不同意",
    ]
    assert "disagree" not in outside[1]["opposed"]


def test_the_public_is_told_no_count():
    roster, votes = a_room(np.random.default_rng(6))
    for cell in rooms.told(rooms.asked(roster, rooms.cast(roster, votes)), Audience.PUBLIC)["tables"][0][
        "cells"
    ]:
        assert not {"voters", "agree"} & set(cell)
        assert not set("0123456789") & set(cell["told"]["en"]) or cell["told"]["en"].startswith("not shown")


def test_a_voter_who_is_not_on_the_roster_is_refused_without_a_name():
    roster, votes = a_room(np.random.default_rng(7))
    fewer = dict(list(roster.items())[1:])
    with pytest.raises(BadDialogue) as told:
        rooms.asked(fewer, rooms.cast(roster, votes))
    assert "p000" not in str(told.value)


@pytest.mark.parametrize("cuts", [(), ("country", "sector", "role"), ("country", "country"), ("age",)])
def test_cuts_are_one_or_two_that_someone_bears(cuts):
    with pytest.raises(BadDialogue):
        divided([{"country": "CN"}], cuts)


def test_no_votes_one_voter_and_everyone_agreeing_are_valid():
    for sizes, column in (([[3]], [1, 1, 1]), ([[1]], [1]), ([[20]], [1] * 20), ([[20]], [0] * 20)):
        roster = rooms.roster_of(sizes)
        assert rooms.told(rooms.asked(roster, rooms.cast(roster, [column]), ("country",)))["tables"]
    roster = rooms.roster_of([[12]])
    nobody = rooms.asked(roster, rooms.cast(roster, [[1] * 12], absent=set(roster)), ("country",))
    assert not any(
        cell.shown for cell in release(nobody, Audience.ROOM, Ledger(), key=b"k", date="d")[0].tables[0].cells
    )
