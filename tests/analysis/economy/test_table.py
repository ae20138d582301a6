"""A table is checked when it is built: each fault is refused, or told with what to do."""

import numpy as np
import pytest

from tanlu.analysis.economy.audit import audit
from tanlu.analysis.economy.diversity import diversity
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotComparable, UnknownName

R, P = ["a", "b"], ["x", "y"]


def made(values, regions=R, industries=P, **more):
    return RegionIndustry.from_arrays(regions, industries, values, **more)


REFUSED = [
    (lambda: made([[1, np.nan], [2, 3]]), "NaN or infinite"),
    (lambda: made([[1, np.inf], [2, 3]]), "NaN or infinite"),
    (lambda: made([[1, -2], [2, 3]]), "negative (-2)"),
    (lambda: made([[1, 2]]), "shape (1, 2), the labels make (2, 2)"),
    (lambda: made([[1, 2], [3, 4]], regions=["a", "a"]), "stands twice: a"),
    (lambda: made([[1, 2], [3, 4]], industries=["x", " "]), "A label is empty"),
    (lambda: made([[0, 0], [0, 0]]), "nothing but zeros"),
    (lambda: made([[1, 0], [2, 0]]), "one industry only"),
    (lambda: made([[0.4, 0.6], [0.5, 0.5]]), "sums to 1: these are shares"),
    (lambda: made([[40, 60.1], [50, 50]]), "sums to 100: these are shares"),
    (lambda: made([[1, 2, 3], [4, 5, 9]], industries=["x", "y", "z"]), "'z' is the whole, not a part"),
    (lambda: made([[1, 9], [4, 5]], industries=["x", "合计"]), "'合计' is the whole, not a part"),
    (lambda: made([[1, 2], [4, 5], [5, 7]], regions=["a", "b", "US"]), "--reference US"),
    (lambda: made([[9, 5, 2], [8, 4, 4]], industries=["21", "212", "22"]), "these codes hold others: 21"),
    (lambda: made([[1, 2], [3, 4]], population=[1, 0]), "population is missing"),
    (lambda: RegionIndustry.from_long(["a"], ["x", "y"], [1]), "differ in length"),
    (lambda: RegionIndustry.from_long(["a", "a"], ["x", "x"], [5, -1]), "negative (-1)"),
    (lambda: RegionIndustry.from_long(["a", "b"], ["x", "y"], [1, 2], population={"a": 1}), "population of b"),
    (lambda: quotients(made([[1, 2]], regions=["a"])), "One region cannot be compared"),
    (lambda: diversity(made([[1, 2]], regions=["a"])), "One region cannot be compared"),
    (lambda: quotients(made([[1, 2], [3, 4]]), "rpop"), "needs the population"),
    (lambda: quotients(made([[1, 2], [3, 4]]), reference=[1, -1]), "level from zero up"),
    (lambda: diversity(made([[1, 2], [3, 4]]), groups=["g"]), "Not every industry has a group"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "words"), REFUSED, ids=lambda each: each if isinstance(each, str) else "")
def test_a_fault_is_refused_with_what_to_do(ask, words, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        ask()
    assert words in str(caught.value)
    assert_bilingual(caught.value, "合计")


def test_other_mistakes_have_their_own_kind(assert_bilingual):
    table = made([[1, 2], [3, 4]])
    for kind, ask in (
        (BadReference, lambda: quotients(table, "hoover")),
        (BadReference, lambda: quotients(table, "nrca", reference=[9, 9])),
        (NotComparable, lambda: quotients(table, reference=[9, 0])),
        (UnknownName, lambda: table.row("c")),
    ):
        with pytest.raises(kind) as caught:
            ask()
        assert_bilingual(caught.value)


def test_levels_that_look_like_shares_can_be_said_to_be_levels():
    assert made([[40, 60], [50, 50]], levels=True).values.sum() == 200


def test_running_numbers_are_no_nested_codes():
    industries = [str(number) for number in range(1, 13)]
    values = np.arange(1, 25).reshape(2, 12)
    assert made(values, industries=industries).industries == tuple(industries)


def codes(table):
    return [each.code for each in audit(table).cautions]


def test_what_can_be_put_right_is_put_right_and_told():
    table = RegionIndustry.from_long(
        ["a", "a", "b", "b", "c", "a"], ["x", "x", "x", "y", "y", "z"], [1, 2, 3, 4, 0, 0]
    )
    assert table.regions == ("a", "b")
    assert table.industries == ("x", "y")
    assert table.values.tolist() == [[3, 0], [3, 4]]
    assert codes(table) == ["empty_regions", "empty_industries", "duplicates", "single_region"]


@pytest.mark.parametrize(
    ("values", "industries", "code"),
    [
        ([[1, 0], [0, 2]], P, "components"),
        ([[1, 2], [2, 4]], P, "all_equal"),
        ([[1, 2], [2, 3]], ["2121", "B06"], "two_classifications"),
    ],
)
def test_what_is_odd_is_told(values, industries, code):
    table = made(values, industries=industries)
    found = next(each for each in audit(table).cautions if each.code == code)
    assert found.what.en
    assert found.do.zh


def test_a_suppressed_cell_is_neither_zero_nor_known():
    hidden = [[False, True, False], [False, False, False]]
    table = made([[10, np.nan, 5], [10, 5, 5]], industries=["x", "y", "z"], suppressed=hidden)
    found = quotients(table)
    assert found.values.mask.tolist() == hidden
    assert found.values[0, 0] == pytest.approx((10 / 15) / (20 / 35))
    assert np.isfinite(found.values.data).all()
    assert audit(table).suppressed_share == pytest.approx(1 / 6)
    assert "suppressed" in codes(table)
    assert diversity(table).known.tolist() == [pytest.approx(2 / 3), 1.0]


def test_a_key_with_one_withheld_row_is_withheld():
    table = RegionIndustry.from_long(
        ["a", "a", "a", "b", "b"], ["x", "x", "y", "x", "y"], [5, 7, 1, 2, 3], suppressed=[1, 0, 0, 0, 0]
    )
    assert table.suppressed.tolist() == [[True, False], [False, False]]
    assert table.values[0, 0] == 0 or quotients(table).values.mask[0, 0]


def test_a_suppressed_majority_is_refused(assert_bilingual):
    table = made([[1, 2], [3, 4]], suppressed=[[1, 1], [1, 0]])
    for method in (quotients, diversity):
        with pytest.raises(BadTable, match="3 of 4 cells are suppressed") as caught:
            method(table)
        assert_bilingual(caught.value)


def test_a_region_of_which_nothing_is_known_has_no_number():
    table = made([[0, 0], [3, 4], [5, 2]], regions=["a", "b", "c"], suppressed=[[1, 1], [0, 0], [0, 0]])
    assert quotients(table).values.mask[0].all()
    found = diversity(table)
    assert found.regions == ("b", "c")
    assert [each.code for each in found.cautions] == ["nothing_known"]


def test_a_country_is_the_whole_beside_its_states_and_a_part_beside_countries():
    levels = [[5.0, 1.0], [1.0, 7.0], [2.0, 3.5]]
    RegionIndustry.from_arrays(["usa", "jpn", "deu"], ["x", "y"], levels)
    with pytest.raises(BadTable, match="is the whole"):
        RegionIndustry.from_arrays(["USA", "US-WY", "US-WV"], ["x", "y"], levels)
