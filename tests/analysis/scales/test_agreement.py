"""Agreement: what must always hold, and honest silence where nothing can be said."""

import numpy as np
import pytest

from tanlu.analysis.scales.agreement import (
    CONSTANT,
    FEW,
    NO_PAIRS,
    NO_RATINGS,
    agreement,
    krippendorff,
    weights_of,
)
from tanlu.analysis.scales.icc import icc
from tanlu.analysis.scales.kappa import NO_CHANCE, NOT_TOGETHER, NOT_TWO, disagreements, kappa, kappa_of
from tanlu.analysis.scales.ratings import LEVELS, UNRATED, Ratings, read_cells
from tanlu.errors import BadTable


def drawn(seed, units=40, raters=4, categories=4, agree=0.7, missing=0.2):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, categories, (units, 1))
    codes = np.where(rng.random((units, raters)) < agree, truth, rng.integers(0, categories, (units, raters)))
    codes[rng.random(codes.shape) < missing] = UNRATED
    return Ratings(codes, tuple("abcdefgh"[:categories]), np.arange(1.0, categories + 1))


def slow_alpha(ratings, level):
    """By all pairs, as the definition has it."""
    units = [[code for code in row if code != UNRATED] for row in ratings.codes.tolist()]
    units = [row for row in units if len(row) > 1]
    flat = [code for row in units for code in row]
    totals = [flat.count(code) for code in range(len(ratings.categories))]

    def apart(c, k):
        x, y = ratings.points[c], ratings.points[k]
        low, high = min(c, k), max(c, k)
        return {
            "nominal": float(c != k),
            "ordinal": (sum(totals[low : high + 1]) - (totals[c] + totals[k]) / 2) ** 2,
            "interval": (x - y) ** 2,
            "ratio": ((x - y) / (x + y)) ** 2,
        }[level]

    def pairs(row):
        return sum(apart(a, b) for i, a in enumerate(row) for j, b in enumerate(row) if i != j)

    seen = sum(pairs(row) / (len(row) - 1) for row in units) / len(flat)
    return 1 - seen / (pairs(flat) / (len(flat) * (len(flat) - 1)))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_that_of_all_pairs(level, seed):
    ratings = drawn(seed)
    assert krippendorff(ratings, level) == pytest.approx(slow_alpha(ratings, level), abs=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_perfect_agreement_is_one(level):
    found = agreement(drawn(1, raters=2, agree=1.0, missing=0.0), level, draws=50)
    for each in (found.raw, found.alpha, found.gwet, found.kappa):
        assert (each.value, each.low, each.high) == pytest.approx((1, 1, 1), abs=1e-12)
    assert found.verdict == "firm"


@pytest.mark.parametrize("level", LEVELS)
def test_ratings_at_random_agree_by_chance_only(level):
    assert abs(krippendorff(drawn(3, units=4000, agree=0.0), level)) < 0.02


@pytest.mark.parametrize("level", LEVELS)
def test_the_order_of_units_and_raters_changes_nothing(level):
    ratings, rng = drawn(2, raters=2), np.random.default_rng(0)
    codes = ratings.codes[rng.permutation(len(ratings.codes))]
    other = Ratings(codes, ratings.categories, ratings.points)
    one, two = (agreement(each, level, draws=100) for each in (ratings, other))
    for name in ("raw", "alpha", "gwet", "kappa"):
        a, b = getattr(one, name), getattr(two, name)
        assert (a.value, a.low, a.high) == pytest.approx((b.value, b.low, b.high), abs=1e-12)
    turned = Ratings(ratings.codes[:, ::-1], ratings.categories, ratings.points)
    assert krippendorff(turned, level) == pytest.approx(krippendorff(ratings, level), abs=1e-12)


def test_names_of_nominal_categories_do_not_matter():
    ratings = drawn(4, raters=2)
    new = np.array([2, 0, 3, 1, UNRATED])  # the last place is that of no rating
    other = Ratings(new[ratings.codes], ratings.categories, ratings.points)
    one, two = (agreement(each, "nominal", draws=0) for each in (ratings, other))
    for name in ("raw", "alpha", "gwet", "kappa"):
        assert getattr(one, name).value == pytest.approx(getattr(two, name).value, abs=1e-12)
    assert krippendorff(other, "ordinal") != pytest.approx(krippendorff(ratings, "ordinal"), abs=1e-6)


def test_interval_does_not_depend_on_origin_and_step():
    ratings = drawn(5)
    moved = Ratings(ratings.codes, ratings.categories, 1e6 + 7 * ratings.points)
    assert krippendorff(moved, "interval") == pytest.approx(krippendorff(ratings, "interval"), abs=1e-9)


def test_intervals_cover_what_is_true():
    """Of 100 samples of 60 units the interval holds the value of a very large one about 95 times."""
    truth = krippendorff(drawn(99, units=200_000), "nominal")
    held = 0
    for seed in range(100):
        found = agreement(drawn(seed, units=60), "nominal", draws=200).alpha
        held += found.low <= truth <= found.high
    assert 88 <= held <= 99


def test_the_guard_of_prevalence():
    cells = [["no", "no"]] * 18 + [["no", "yes"], ["yes", "no"]]
    found = agreement(read_cells(cells, "nominal"), "nominal")
    assert found.raw.value == pytest.approx(0.9)
    assert found.alpha.value == pytest.approx(-0.026, abs=5e-4)
    assert found.gwet.value > 0.88
    assert found.verdict == "uninformative"


def nothing(found, why):
    assert (found.alpha.value, found.alpha.why) == (None, why)
    assert found.verdict == "not estimable"
    for each in (found.raw, found.alpha, found.gwet, found.kappa):
        for value in (each.value, each.low, each.high):
            assert value is None or np.isfinite(value)
        assert each.value is not None or each.why


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ([["1"], ["2"], ["3"]], NO_PAIRS),
        ([["1", ""], ["", "2"]], NO_PAIRS),
        ([["1", "1"]] * 12, CONSTANT),
        ([["1", "1", "1"]] * 12, CONSTANT),
        ([["", ""]], NO_RATINGS),
        ([], NO_RATINGS),
    ],
)
def test_what_cannot_be_estimated_says_why(level, cells, why):
    nothing(agreement(read_cells(cells, level), level), why)


def test_few_units_get_no_interval():
    found = agreement(read_cells([["1", "1"], ["2", "2"], ["1", "2"]], "nominal"), "nominal").alpha
    assert (found.low, found.why) == (None, FEW)


def test_a_single_rater_and_a_third_have_no_kappa():
    assert kappa_of(drawn(1, raters=3), "nominal").why == NOT_TWO
    assert kappa_of(read_cells([["a", ""], ["", "b"]], "nominal"), "nominal").why == NOT_TOGETHER
    assert kappa_of(read_cells([["a", "a"]] * 3, "nominal"), "nominal").why == NO_CHANCE


def test_kappa_of_an_empty_table_and_of_a_bad_one():
    assert kappa(np.zeros((2, 2)), disagreements(2, "linear")) is None
    for table in (np.ones((2, 3)), np.array([[1.0, -1.0], [0.0, 1.0]]), np.ones((3, 3))):
        with pytest.raises(BadTable):
            kappa(table, disagreements(2, "identity"))


@pytest.mark.parametrize(
    ("cells", "level", "scale"),
    [
        ([["low", "high"]], "ordinal", ()),
        ([["low", "high"]], "interval", ("low", "high")),
        ([["5", "1"]], "ordinal", ("1", "2", "3")),
        ([["1", "1.0"]], "ordinal", ()),
        ([["1", "2"]], "nominal", ("1", "2", "1")),
        ([["-1", "2"]], "ratio", ()),
        ([["inf", "2"]], "interval", ()),
        ([["1_000", "2"]], "interval", ()),
        ([[str(each), "1"] for each in range(600)], "interval", ()),
    ],
)
def test_a_scale_that_does_not_hold_is_refused(cells, level, scale):
    with pytest.raises(BadTable):
        read_cells(cells, level, scale)


def test_values_nobody_gave_count_for_gwet_but_not_for_alpha():
    cells = [["1", "1"], ["2", "2"], ["1", "2"], ["2", "2"]]
    used, listed = (read_cells(cells, "nominal", scale) for scale in ((), ("1", "2", "3")))
    assert krippendorff(used, "nominal") == krippendorff(listed, "nominal")
    one, two = (agreement(each, "nominal", draws=0).gwet.value for each in (used, listed))
    assert two > one


def test_weights_go_from_one_to_zero():
    for level in LEVELS:
        weights = weights_of(level, np.array([1.0, 2.0, 5.0]))
        assert np.diag(weights).tolist() == [1, 1, 1]
        assert weights[0, 2] == pytest.approx(0)
        assert np.array_equal(weights, weights.T)


def test_intraclass_correlations_need_a_full_table():
    assert icc(np.ones((3, 3))).two_fixed is None
    for values in (np.ones((1, 3)), np.ones((3, 1)), np.array([[1.0, np.nan], [2.0, 3.0]])):
        with pytest.raises(BadTable):
            icc(values)
