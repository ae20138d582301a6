"""Severity of raters: found where it was planted, nil where there is none, and never in place of a score."""

from dataclasses import replace

import numpy as np
import pytest

from tanlu.study.ratings import Rating
from tanlu.study.region import Region
from tanlu.study.scorecard import scorecard
from tanlu.study.severity import FEWEST, severities, shifts
from tanlu.study.told import from_json, to_json
from tanlu.text import Text


def simulated(severity, seed, cells=40, noise=0.4):
    rng = np.random.default_rng(seed)
    truth = rng.uniform(1, 3, cells)
    pairs = [(cell, rater) for cell in range(cells) for rater in rng.choice(len(severity), 2, replace=False)]
    scores = np.array([truth[cell] + severity[rater] + rng.normal(0, noise) for cell, rater in pairs])
    return truth, [cell for cell, _ in pairs], [rater for _, rater in pairs], scores


def error(level, truth):
    return np.sqrt(np.mean((level - level.mean() - truth + truth.mean()) ** 2))


def test_planted_severity_is_found_and_brings_cells_nearer_to_the_truth():
    planted, better = np.array([-0.8, -0.2, 0.3, 0.7]), 0
    for seed in range(20):
        truth, cells, raters, scores = simulated(planted, seed)
        level, found = severities(cells, raters, scores)
        assert np.abs(found - planted).max() < 0.45
        plain = np.bincount(cells, scores) / np.bincount(cells)
        better += error(level, truth) < error(plain, truth)
    assert better >= 18


def test_where_there_is_none_little_or_nothing_moves():
    sizes = [np.abs(severities(*simulated(np.zeros(4), seed)[1:])[1]).max() for seed in range(20)]
    assert np.median(sizes) < 0.1


def test_it_is_the_ridge_solution():
    _, cells, raters, scores = simulated(np.array([-0.5, 0.1, 0.4]), 3, cells=12)
    level, severity = severities(cells, raters, scores)
    left = scores - level[cells] - severity[raters]
    assert np.bincount(cells, left) == pytest.approx(0, abs=1e-9)
    assert severity.sum() == pytest.approx(0, abs=1e-9)


SCORES = [(0, 2), (1, 2), (1, 3), (2, 3), (0, 1), (1, 3), (2, 4), (1, 2), (0, 2), (2, 3), (1, 2), (0, 1)]


def ratings(pairs):
    """The stricter of two raters judges every region; a third, mild one judges in place of the strict one in half."""
    return [
        Rating(
            f"R{at}",
            "GOV1",
            "mild" if who else ("strict" if at % 2 else "middle"),
            "g",
            True,
            score,
            "",
            "A",
            1,
        )
        for at, pair in enumerate(pairs)
        for who, score in enumerate(pair)
    ]


def test_it_is_told_without_raters_and_changes_no_score():
    here = [Region(f"R{at}", "S", Text("R", "某地")) for at in range(len(SCORES))]
    held = ratings(SCORES)
    card = scorecard(here, held, [])
    assert {each.region for each in card.shifts} == {each.id for each in here}
    assert not any(word in str(to_json(card)) for word in ("strict", "mild", "middle"))
    assert from_json(to_json(card)).shifts == tuple(
        replace(each, given=round(each.given, 4), adjusted=round(each.adjusted, 4)) for each in card.shifts
    )


def test_a_few_cells_say_nothing():
    assert shifts(ratings(SCORES[: FEWEST - 1])) == ()
    assert all(0 <= each.adjusted <= 4 for each in shifts(ratings(SCORES)))
