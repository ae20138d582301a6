"""Entries, the back-test of scores, and what is proposed: on worlds whose rule is known."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.analysis.economy.advice import propose
from tanlu.analysis.economy.backtest import JUDGED, backtest
from tanlu.analysis.economy.entry import entries
from tanlu.analysis.economy.nulls import rewired
from tanlu.analysis.economy.relatedness import presence
from tanlu.analysis.economy.scores import SCORES, scores
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotComparable, NotIdentified, UnknownName

REGIONS, INDUSTRIES = 40, 24


def made(values, period, *, regions=None, industries=None, suppressed=None):
    rows, columns = np.shape(values)
    return RegionIndustry.from_arrays(
        regions or [f"R{at:02}" for at in range(rows)], industries or [f"I{at:02}" for at in range(columns)],
        values, suppressed=suppressed, period=period,
    )  # fmt: skip


def world(seed, *, related):
    """Return levels of three periods: industries in four families arrive beside their kin, or anywhere."""
    generator = np.random.default_rng(seed)
    family = np.arange(INDUSTRIES) % 4
    home = generator.integers(4, size=REGIONS)
    here = generator.random((REGIONS, INDUSTRIES)) < np.where(home[:, None] == family, 0.5, 0.08)
    found = []
    for period in ("2000", "2010", "2020"):
        found.append(made(np.where(here, 100.0, 5.0) * generator.uniform(0.7, 1.3, here.shape), period))
        kin = np.array([[here[r, family == f].mean() for f in family] for r in range(REGIONS)])
        chance = kin * 0.6 if related else np.full(here.shape, 0.1)
        here = here | (generator.random(here.shape) < chance)
    return found


@pytest.fixture(scope="module")
def kin():
    return world(1, related=True)


@pytest.fixture(scope="module")
def tested(kin):
    return backtest(kin[1], kin[2], fitted=(kin[0], kin[1]), at=3)


def test_where_kin_arrive_density_is_better_and_is_recommended(kin, tested):
    assert (tested.fitted, tested.tested) == (("2000", "2010"), ("2010", "2020"))
    density = tested.row("density_nearest")
    assert "at" in density.better
    assert density.verdict.en.startswith("better")
    assert tested.recommended not in tested.best
    assert tested.row("logistic").brier.value < tested.base_brier.value
    assert tested.row("null").pooled.value < density.pooled.value - 0.1
    right = tested.row(tested.recommended).at
    assert tested.by_chance.value < right.low < right.value < right.high


def test_where_nothing_foretells_the_baseline_is_recommended_and_the_verdict_says_so():
    start, middle, end = world(2, related=False)
    found = backtest(middle, end, fitted=(start, middle), at=3)
    assert found.recommended == found.best[-1]
    assert found.row("density").verdict.en == "not better than the best baseline"
    assert found.row("lq").verdict.en == "baseline"


def test_the_same_seed_gives_the_same_answer_and_numbers_are_finite(kin, tested):
    again = backtest(kin[1], kin[2], fitted=(kin[0], kin[1]), at=3)
    assert again == tested
    folds = backtest(kin[1], kin[2], at=3, seed=5)
    assert folds.fitted == ()
    assert "folds of whole regions" in folds.method.en
    assert folds.row("density").pooled.value == tested.row("density").pooled.value  # no chance in it
    for row in (*tested.rows, *folds.rows):
        for each in (row.pooled, row.region, row.industry, row.top, row.at, row.brier, *row.ahead):
            assert each is None or np.isfinite([each.value, each.low, each.high]).all()
            assert each is None or each.low <= each.high
            json.dumps(each and each.to_json(), allow_nan=False)
        assert (row.ahead == ()) == (row.score.role == "baseline")


def test_without_draws_nothing_is_called_better(kin):
    found = backtest(kin[1], kin[2], draws=0, at=3)
    assert found.row("density").verdict.zh == "未检验：无区间"
    assert found.row("density").pooled.low is None
    assert found.recommended == found.best[JUDGED.index("at")]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_regions_and_industries_does_not_matter(seed):
    tables, generator = world(3, related=True)[1:], np.random.default_rng(seed)
    rows, columns = generator.permutation(REGIONS), generator.permutation(INDUSTRIES)
    turned = [
        made(each.values[np.ix_(rows, columns)], each.period,
             regions=[each.regions[at] for at in rows], industries=[each.industries[at] for at in columns])
        for each in tables
    ]  # fmt: skip
    plain, moved = (backtest(*pair, draws=0, at=3) for pair in (tables, turned))
    for name in set(SCORES) - {
        "logistic",
        "null",
        "density_nearest",
    }:  # these hold chance, or the first of equals
        a, b = plain.row(name), moved.row(name)
        for x, y in (
            (a.pooled, b.pooled),
            (a.region, b.region),
            (a.industry, b.industry),
            (a.top, b.top),
            (a.at, b.at),
        ):
            assert x.value == pytest.approx(y.value, abs=1e-9)


def test_what_is_proposed_is_absent_and_in_order(kin, tested):
    found = propose(kin[2], "R03", tested, fitted=(kin[1], kin[2]))
    assert len(found.industries) == 3
    assert (found.lq < 0.5).all()
    assert (np.diff(found.values) <= 0).all()
    assert found.right == tested.row(tested.recommended).at
    assert f"{found.right.value:.1%}" in found.said.en
    assert f"{found.right.value:.1%}" in found.said.zh
    with pytest.raises(UnknownName):
        propose(kin[2], "nowhere", tested, fitted=(kin[1], kin[2]))


def test_a_suppressed_cell_is_no_candidate(kin):
    hidden = np.zeros((REGIONS, INDUSTRIES), bool)
    hidden[4, 5] = hidden[6] = True
    start = made(kin[0].values, "2000", suppressed=hidden)
    found = entries(start, kin[1])
    at = found.start.regions.index("R04")
    assert not found.candidates[at, found.start.industries.index("I05")]
    assert "suppressed" in [each.code for each in found.cautions]
    result = backtest(start, kin[1], draws=20, at=3)
    assert result.candidates == found.candidates.sum()


def test_entry_by_hand():
    start = made([[90, 10, 10], [40, 160, 20]], "a", regions=["x", "y"], industries=["p", "q", "r"])
    end = made([[10, 100, 60], [30, 150, 10]], "b", regions=["y", "x"], industries=["p", "q", "r"])
    found = entries(start, end)
    assert found.end.regions == ("x", "y")
    lq = start.values / start.values.sum(1, keepdims=True) / (start.values.sum(0) / start.values.sum())
    after = np.array([[30, 150, 10], [10, 100, 60.0]])
    later = after / after.sum(1, keepdims=True) / (after.sum(0) / after.sum())
    assert found.candidates.tolist() == (lq < 0.5).tolist()
    assert (
        found.entered.tolist() == ((lq < 0.5) & (later >= 1)).tolist() == [[False, True, False], [False] * 3]
    )


def test_what_cannot_be_tested_is_refused(kin):
    start, end = kin[0], kin[1]
    one = made(start.values[:1], "2000"), made(end.values[:1], "2010")
    with pytest.raises(BadTable, match="Common to both periods are 1 regions"):
        entries(*one)
    with pytest.raises(NotIdentified, match="0 arrived"):
        entries(start, start)
    with pytest.raises(NotIdentified, match="everything is present"):
        entries(made(np.ones((5, 4)), "2000"), made(np.ones((5, 4)), "2010"))
    names = [f"X{at}" if at < 8 else f"I{at:02}" for at in range(INDUSTRIES)]
    with pytest.raises(NotComparable, match="classification changed"):
        entries(start, made(end.values, "2010", industries=names))
    with pytest.raises(BadTable):
        made(np.where(start.values > 100, np.nan, start.values), "2000")
    for absent in (0.0, 1.5, float("nan")):
        with pytest.raises(BadReference, match="absent"):
            entries(start, end, absent=absent)
    with pytest.raises(BadReference, match="fitted up to 2020"):
        backtest(start, end, fitted=(kin[1], kin[2]))
    with pytest.raises(BadReference, match="out of range"):
        backtest(start, end, at=0)


def test_industries_and_regions_of_one_period_are_left_out_and_named(kin):
    values = kin[1].values.copy()
    values[:, 3] = 0
    end = made(values[:-1], "2010")
    found = entries(kin[0], end)
    codes = [each.code for each in found.cautions]
    assert {"one_period_regions", "one_period_industries"} <= set(codes)
    assert found.candidates.shape == (REGIONS - 1, INDUSTRIES - 1)


def test_too_few_entries_to_fit_leave_the_other_scores():
    """Four regions with two industries each; two change places."""
    values = np.array([[9, 1, 9, 1], [1, 9, 1, 9], [9, 1, 1, 9], [1, 9, 9, 1.0]])
    after = values.copy()
    after[0, 1] = 9
    found = backtest(made(values, "2000"), made(after, "2010"), at=1, draws=30)
    assert {"unfitted", "few_regions"} <= {each.code for each in found.cautions}
    assert found.base_brier is None
    assert "logistic" not in [row.score.id for row in found.rows]


@given(st.integers(0, 1000))
def test_a_rewired_matrix_keeps_its_sums(seed):
    generator = np.random.default_rng(seed)
    here = generator.random((7, 9)) < 0.4
    found = rewired(here, generator)
    assert found.sum(axis=0).tolist() == here.sum(axis=0).tolist()
    assert found.sum(axis=1).tolist() == here.sum(axis=1).tolist()


def test_rewiring_forgets_who_stands_together(kin):
    here = presence(kin[0])
    found = rewired(here, np.random.default_rng(1))
    together, by_chance = (abs(np.corrcoef(each.T.astype(float))).mean() for each in (here, found))
    assert by_chance < together


def test_every_score_is_told_in_both_languages(kin):
    found = scores(kin[0], generator=np.random.default_rng(1))
    assert set(found) == set(SCORES) - {"logistic"}
    assert all(np.isfinite(each).all() for each in found.values())
    assert all(each.label.zh and each.method.zh for each in SCORES.values())
