"""A scorecard that carries its doubt: scores capped by evidence, intervals from who rated and how it was added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tanlu.study.adjudication import Adjudication, Outcome
from tanlu.study.concord import Concord, concord
from tanlu.study.framework import TOP, Indicator, dimensions, indicators
from tanlu.study.ratings import Measured, Rating
from tanlu.study.region import Region
from tanlu.study.severity import Shift, shifts
from tanlu.text import Text

Floats = NDArray[np.float64]
Status = Literal["scored", "not_applicable", "no_evidence", "not_rated", "too_few", "unsettled"]

DRAWS: Final = 1000
ENOUGH: Final = 2 / 3
"""A dimension is scored only where this share of its indicators is."""
AHEAD: Final = 0.9
"""Two regions are put in order only where one is higher in this share of draws."""
CONTESTED: Final = 2
"""Ratings that lie this many steps apart, or more, are contested."""
_RATERS: Final = 2
_SPREAD: Final = 0.25
_TO_DROP: Final = 3
_ENDS: Final = (5.0, 50.0, 95.0)
_Z90: Final = 1.6448536269514722
"""Half a 90% interval of a normal distribution, in standard deviations."""

STATUS: Final[dict[Status, Text]] = {
    "scored": Text("scored", "已评分"),
    "not_applicable": Text("does not apply", "不适用"),
    "no_evidence": Text("looked for, no evidence found", "查找过，未见证据"),
    "not_rated": Text("not rated", "未评定"),
    "too_few": Text("fewer than two raters, or none from outside", "评定者不足两人，或没有外部评定者"),
    "unsettled": Text("goalposts not settled", "目标界限未定"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator of one region.

    Parameters
    ----------
    indicator : Indicator
    status : str
    ends : tuple of float, optional
        5%, median and 95% of the draws, from 0 to 4.
    is_contested : bool
        Whether capped ratings lie two steps apart or more.
    is_capped : bool
        Whether the evidence carries less than some rater gave.
    address : str
        Of the figure that was scored; empty where there is none.
    outcome : str, optional
        What came of exchanging evidence, where that was done.
    """

    indicator: Indicator
    status: Status
    ends: tuple[float, float, float] | None = None
    is_contested: bool = False
    is_capped: bool = False
    address: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of one region.

    Parameters
    ----------
    id : str
    scored, asked : int
        Indicators with a score, and those that apply to a region of its level.
    ends : tuple of float, optional
        5%, median and 95%; None where too little is scored.
    """

    id: str
    scored: int
    asked: int
    ends: tuple[float, float, float] | None

    @property
    def coverage(self) -> float:
        """Return the share of its indicators that are scored."""
        return self.scored / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """One region: its dimensions and cells."""

    region: Region
    dimensions: tuple[Dimension, ...]
    cells: tuple[Cell, ...]

    @property
    def disputed(self) -> tuple[Cell, ...]:
        """Return the cells that are contested, or were until evidence was exchanged."""
        return tuple(each for each in self.cells if each.is_contested or each.outcome)

    @property
    def contested(self) -> tuple[Cell, ...]:
        """Return the cells on which raters lie far apart."""
        return tuple(each for each in self.cells if each.is_contested)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Regions side by side.

    Parameters
    ----------
    profiles : tuple of Profile
    ahead : tuple of (str, str, str, float)
        Dimension, the region that is higher, the other, and in which share of draws; only where that is enough.
    draws : int
    concord : tuple of Concord
        How far raters agree, over all and by dimension.
    shifts : tuple of Shift
        How far rated dimensions move with severity taken out; empty where too little is rated.
    """

    profiles: tuple[Profile, ...]
    ahead: tuple[tuple[str, str, str, float], ...]
    draws: int
    concord: tuple[Concord, ...] = ()
    shifts: tuple[Shift, ...] = ()


def scorecard(
    regions: Sequence[Region],
    ratings: Sequence[Rating],
    measured: Sequence[Measured],
    adjudicated: Sequence[Adjudication] = (),
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> Scorecard:
    """Return the scorecard of regions.

    Each draw picks, for every rated cell, a group of stakeholders and then a rater of it; for every measured cell, a
    value of its interval; for all regions the same weights, 25% up or down; and leaves out one indicator where three or
    more are scored. What is told are the 5th, 50th and 95th percentile. A dimension without two thirds of its indicators
    has no score: what is missing is never filled in. There is no total.

    Parameters
    ----------
    regions : sequence of Region
    ratings : sequence of Rating
        The last of each rater, as :func:`tanlu.study.ratings.read_ratings` returns them.
    measured : sequence of Measured
    adjudicated : sequence of Adjudication
        What came of contested cells; it changes no score.
    draws, seed : int

    Returns
    -------
    Scorecard
    """
    common = np.random.default_rng(np.random.SeedSequence((seed, 0)))
    weights = common.uniform(1 - _SPREAD, 1 + _SPREAD, (draws, len(indicators())))
    dropped = common.random((draws, len(dimensions())))
    held: dict[str, dict[str, Floats]] = {}
    profiles = []
    for region in regions:
        mine = [each for each in ratings if each.region == region.id]
        values = {each.indicator: each for each in measured if each.region == region.id}
        asked = [each for each in indicators().values() if region.level in each.levels]
        cells, drawn = _cells(asked, mine, values, draws, (seed, *region.id.encode()))
        found, held[region.id] = _dimensions(cells, drawn, weights, dropped)
        outcomes = {each.indicator: each.outcome for each in adjudicated if each.region == region.id}
        told = tuple(replace(each, outcome=outcomes.get(each.indicator.id)) for each in cells)
        profiles.append(Profile(region, found, told))
    return Scorecard(tuple(profiles), _ahead(held), draws, concord(ratings, seed=seed), shifts(ratings))


def _cells(
    asked: Sequence[Indicator],
    ratings: Sequence[Rating],
    values: Mapping[str, Measured],
    draws: int,
    seed: tuple[int, ...],
) -> tuple[tuple[Cell, ...], dict[str, Floats]]:
    cells, drawn = [], {}
    for each in asked:
        stream = np.random.default_rng(np.random.SeedSequence((*seed, *each.id.encode())))
        if each.kind == "rated":
            cell, found = _rated(each, [one for one in ratings if one.indicator == each.id], stream, draws)
        else:
            cell, found = _valued(each, values.get(each.id), stream, draws)
        cells.append(cell)
        if found is not None:
            drawn[each.id] = found
    return tuple(cells), drawn


def _rated(
    indicator: Indicator, ratings: Sequence[Rating], stream: np.random.Generator, draws: int
) -> tuple[Cell, Floats | None]:
    scored = [each for each in ratings if each.capped is not None]
    if not scored:
        return Cell(indicator, _absent(ratings)), None
    if len(scored) < _RATERS or not any(each.is_outside for each in scored):
        return Cell(indicator, "too_few"), None
    groups = sorted({each.group for each in scored})
    inside = [[float(each.capped or 0) for each in scored if each.group == group] for group in groups]
    which = stream.integers(0, len(groups), draws)
    place = stream.random(draws)
    found = np.array(
        [inside[group][int(at * len(inside[group]))] for group, at in zip(which, place, strict=True)]
    )
    capped = [each.capped or 0 for each in scored]
    return Cell(
        indicator, "scored", _ends(found), max(capped) - min(capped) >= CONTESTED,
        any((each.score or 0) > (each.capped or 0) for each in scored),
    ), found  # fmt: skip


def _absent(ratings: Sequence[Rating]) -> Status:
    said = {each.absent for each in ratings}
    if said == {"NA"}:
        return "not_applicable"
    return "no_evidence" if "NE" in said else "not_rated"


def _valued(
    indicator: Indicator, held: Measured | None, stream: np.random.Generator, draws: int
) -> tuple[Cell, Floats | None]:
    if held is None:
        return Cell(indicator, "not_rated"), None
    low, high = indicator.low, indicator.high
    if low is None or high is None:
        return Cell(indicator, "unsettled"), None
    spread = (held.high - held.low) / (2 * _Z90)
    values = held.value + spread * stream.standard_normal(draws)
    found = TOP * np.clip((values - low) / (high - low), 0.0, 1.0)
    return Cell(indicator, "scored", _ends(found), address=held.address), found


def _dimensions(
    cells: Sequence[Cell], drawn: Mapping[str, Floats], weights: Floats, dropped: Floats
) -> tuple[tuple[Dimension, ...], dict[str, Floats]]:
    order = {name: at for at, name in enumerate(indicators())}
    told, held = [], {}
    for at, dimension in enumerate(dimensions()):
        applies = [
            each
            for each in cells
            if each.indicator.dimension == dimension and each.status != "not_applicable"
        ]
        names = [each.indicator.id for each in applies if each.indicator.id in drawn]
        made = None
        if names and len(names) >= ENOUGH * len(applies) - 1e-9:
            given = weights[:, [order[each] for each in names]]
            made = _mean(np.column_stack([drawn[each] for each in names]), given, dropped[:, at])
            held[dimension] = made
        told.append(Dimension(dimension, len(names), len(applies), None if made is None else _ends(made)))
    return tuple(told), held


def _mean(scores: Floats, weights: Floats, dropped: Floats) -> Floats:
    """Return the weighted mean of each draw, one indicator left out where there are three or more."""
    width = scores.shape[1]
    if width >= _TO_DROP:
        weights = weights.copy()
        weights[np.arange(len(weights)), (dropped * width).astype(np.intp)] = 0.0
    found: Floats = (scores * weights).sum(axis=1) / weights.sum(axis=1)
    return found


def _ahead(held: Mapping[str, Mapping[str, Floats]]) -> tuple[tuple[str, str, str, float], ...]:
    found = []
    for dimension in dimensions():
        for one, mine in held.items():
            for other, theirs in held.items():
                if one == other or dimension not in mine or dimension not in theirs:
                    continue
                share = float((mine[dimension] > theirs[dimension]).mean())
                if share >= AHEAD:
                    found.append((dimension, one, other, share))
    return tuple(found)


def _ends(draws: Floats) -> tuple[float, float, float]:
    low, middle, high = np.percentile(draws, _ENDS)
    return float(low), float(middle), float(high)
