"""The network tells only what a small register bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.accord.business import Move, placements
from tanlu.accord.instrument import Instrument, Party
from tanlu.accord.network import network
from tanlu.errors import BadTable
from tanlu.period import PartialDate
from tanlu.text import Text

WORDS = Text("-", "-")


def paper(name, *members, dated="2016"):
    parties = tuple(Party(each) for each in members)
    return Instrument(name, "mou", WORDS, WORDS, None, parties, PartialDate.parse(dated), "s")


def net(*papers):
    countries = {each.organisation: each.organisation[0] for one in papers for each in one.parties}
    return network(papers, countries, ())


def test_an_organisation_that_alone_joins_others_is_a_cut_point():
    found = net(paper("one", "a1", "b1"), paper("two", "a1", "b2"))
    assert found.cut_points == ("a1",)
    assert found.parts == 1
    assert found.bridges_by_year == ((2016, 2),)


def test_a_ring_has_no_cut_point():
    assert net(paper("1", "a1", "b1"), paper("2", "b1", "a2"), paper("3", "a2", "a1")).cut_points == ()


def test_a_tie_that_stands_in_two_papers_is_one_tie_of_its_first_year():
    found = net(paper("new", "a1", "b1", dated="2020"), paper("old", "a1", "b1", dated="2016"))
    assert [each.instruments for each in found.ties] == [("new", "old")]
    assert found.bridges_by_year == ((2016, 1),)


def test_who_was_only_consulted_is_no_party():
    one = Instrument("p", "mou", WORDS, WORDS, None, (Party("a1"), Party("b1", "consulted")), None, "s")
    assert network([one], {"a1": "a", "b1": "b"}, ()).ties == ()


def parts_by_hand(names, pairs):
    left, count = set(names), 0
    while left:
        count += 1
        todo = [left.pop()]
        while todo:
            here = todo.pop()
            near = {b if a == here else a for a, b in pairs if here in {a, b}} & left
            left -= near
            todo += near
    return count


NAMES = st.sampled_from(["a1", "a2", "a3", "b1", "b2", "b3"])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3, unique=True), max_size=6))
def test_cut_points_are_those_whose_loss_adds_a_part(groups):
    found = net(*(paper(str(place), *group) for place, group in enumerate(groups)))
    pairs = [each.pair for each in found.ties]
    assert found.parts == parts_by_hand(found.organisations, pairs)
    for name in found.organisations:
        rest = [each for each in found.organisations if each != name]
        before = parts_by_hand(found.organisations, pairs)
        after = parts_by_hand(rest, [each for each in pairs if name not in each])
        alone = all(name not in each for each in pairs)
        assert (name in found.cut_points) == (after > before - alone)


def move(went, people, **given):
    given = {"company": "C", "site": "", "scope": "group"} | given
    return Move(date=PartialDate.parse("2016"), went=went, people=people, source="s", **given)


def test_those_whom_nobody_separates_bound_the_share_that_left_coal():
    (found,) = placements([move("in_coal", 60), move("out_of_coal", 10), move("not_separated", 30)])
    assert found.total == 100
    assert found.out_of_coal == (0.1, 0.4)
    (nothing,) = placements([move("in_coal", 0)])
    assert nothing.out_of_coal is None


def test_a_number_of_a_group_for_one_mine_is_refused(assert_bilingual):
    with pytest.raises(BadTable) as caught:
        placements([move("in_coal", 60, site="No 2 mine")])
    assert_bilingual(caught.value)
    assert "No 2 mine" in str(caught.value)
    with pytest.raises(BadTable):
        placements([move("in_coal", -1)])


def test_a_site_and_its_group_are_never_added():
    found = placements([move("in_coal", 60), move("in_coal", 6, site="No 2 mine", scope="site")])
    assert [each.total for each in found] == [60, 6]
