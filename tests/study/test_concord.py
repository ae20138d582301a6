"""Agreement of raters beside their scores."""

import pytest

from tanlu.analysis.scales.agreement import agreement
from tanlu.analysis.scales.ratings import read_cells
from tanlu.study.concord import FEWEST, READINGS, concord
from tanlu.study.ratings import Rating
from tanlu.study.region import Region
from tanlu.study.scorecard import scorecard
from tanlu.study.told import from_json, to_json
from tanlu.text import Text

SCORES = [(0, 1), (1, 1), (2, 3), (3, 3), (4, 4), (2, 2), (1, 0), (3, 4), (2, 2), (0, 0), (4, 2), (1, 1)]


def rated(region, indicator, rater, score):
    return Rating(region, indicator, rater, "g", True, score, "", "D", 1)


def ratings(indicator="GOV1", scores=SCORES):
    return [
        rated(f"R{at}", indicator, f"r{who}", score)
        for at, pair in enumerate(scores)
        for who, score in enumerate(pair)
    ]


def test_it_is_that_of_the_scales_before_the_cap():
    cells = [[str(one), str(other)] for one, other in SCORES]
    other = agreement(read_cells(cells, "ordinal", [str(at) for at in range(5)]), "ordinal", draws=500)
    whole, dimension = concord(ratings())
    assert (whole.dimension, dimension.dimension, whole.cells) == ("", "GOV", len(SCORES))
    assert whole.alpha == pytest.approx(other.alpha.value)
    assert whole.raw == pytest.approx(other.raw.value)
    assert whole.gwet == pytest.approx(other.gwet.value)
    assert (whole.low, whole.high) == pytest.approx((other.alpha.low, other.alpha.high))
    assert whole.verdict in READINGS


def test_a_few_cells_say_nothing():
    found = concord(ratings(scores=SCORES[: FEWEST - 1]))
    assert all(each.alpha is None and each.raw is None and each.verdict == "not estimable" for each in found)


def test_one_rater_is_not_estimable():
    (whole, _) = concord([each for each in ratings() if each.rater == "r0"])
    assert (whole.cells, whole.alpha, whole.verdict) == (0, None, "not estimable")


def test_constant_ratings_are_not_estimable():
    (whole, _) = concord(ratings(scores=[(2, 2)] * 12))
    assert (whole.alpha, whole.verdict) == (None, "not estimable")


def test_it_leaves_with_the_scorecard_and_names_nobody():
    here = [Region(f"R{at}", "S", Text("R", "某地")) for at in range(len(SCORES))]
    card = scorecard(here, ratings(), [])
    written = to_json(card)
    assert "'r0'" not in str(written)
    assert from_json(written).concord[0].cells == len(SCORES)
    assert to_json(from_json(written)) == written
    assert from_json({**written, "agreement": []}).concord == ()
