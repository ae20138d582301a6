"""What of a table is told, and what is held back with it."""

from tanlu.analysis.survey.asked import Asked, Drawn, Table, Wanted, tabulate
from tanlu.analysis.survey.publication import FEWEST_PEOPLE, NO_MARGIN, SUBTRACTION, Rules, publish

TABLE = Table(
    {
        "v": ["yes", "no"] * 60 + ["other"] * 4,
        "y": [str(10 + at % 7) for at in range(124)],
        "g": ["a"] * 60 + ["b"] * 40 + ["c"] * 16 + ["d"] * 8,
    }
)


USUAL = Rules()


def told(*wanted, rules=USUAL, domains=(), convenience=False):
    return publish(tabulate(Asked(Drawn(), wanted, domains), TABLE), rules, convenience=convenience)


def test_a_small_category_takes_another_along():
    found = {each.row.category: each for each in told(Wanted("proportion", ("v",)))}
    assert found["other"].why == Rules().cell()
    assert found["no"].why == SUBTRACTION
    assert not found["yes"].held_back
    assert found["no"].row.found.value is None
    assert found["no"].row.found.n == 0


def test_a_small_group_takes_another_along():
    found = {
        each.row.group: each for each in told(Wanted("mean", ("y",)), domains=("g",), rules=Rules(answers=2))
    }
    assert {name: each.held_back for name, each in found.items()} == {
        "": False, "a": False, "b": False, "c": True, "d": True
    }  # fmt: skip
    assert found["c"].why == SUBTRACTION


def test_few_answers_are_held_back():
    found = {each.row.group: each.why for each in told(Wanted("mean", ("y",)), domains=("g",))}
    assert found["b"] is None
    assert found["c"] == SUBTRACTION
    assert told(Wanted("mean", ("y",)), rules=Rules(answers=200))[0].why == Rules(answers=200).few()


def test_wide_shares_are_held_back():
    found = told(Wanted("proportion", ("v",)), rules=Rules(people=3, widest=0.1))
    assert [each.held_back for each in found] == [False, True, False]


def test_a_convenience_sample_has_no_margin():
    (found,) = told(Wanted("mean", ("y",)), convenience=True)
    assert found.why == NO_MARGIN
    assert found.row.found.value is not None
    assert (found.row.found.error, found.row.found.low, found.row.found.deff) == (None, None, None)
    assert "非概率样本" in NO_MARGIN.zh


def test_no_fewer_people_than_the_room_of_disclosure_asks_for():
    from tanlu.analysis.disclosure.bands import least

    assert max(10, least()) <= FEWEST_PEOPLE
