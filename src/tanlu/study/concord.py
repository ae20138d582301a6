"""How far raters agree, dimension by dimension, beside the scores that they gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tanlu.analysis.scales.agreement import Verdict, agreement
from tanlu.analysis.scales.ratings import UNRATED, Ratings
from tanlu.study.framework import TOP, dimensions, indicators
from tanlu.study.ratings import Rating
from tanlu.text import Text

FEWEST: Final = 10
"""Cells rated by two or more, below which agreement is not told: it would be that of single people."""
_DRAWS: Final = 500
READINGS: Final[dict[Verdict, Text]] = {
    "firm": Text("firm", "可靠"),
    "tentative": Text("tentative", "尚可"),
    "contested": Text("contested", "有分歧"),
    "uninformative": Text("alpha uninformative", "α 无参考价值"),
    "not estimable": Text("not estimable", "无法估计"),
}


@dataclass(frozen=True, slots=True)
class Concord:
    """How far raters agree on a dimension.

    Parameters
    ----------
    dimension : str
        Empty for all together.
    cells : int
        Cells with a score by two raters or more.
    raw, alpha, low, high, gwet : float, optional
        Raw agreement, Krippendorff's alpha on the ordinal scale with its 95% interval, Gwet's AC2; None where too few.
    verdict : str
    """

    dimension: str
    cells: int
    raw: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    gwet: float | None = None
    verdict: Verdict = "not estimable"


def concord(ratings: Sequence[Rating], *, seed: int = 1) -> tuple[Concord, ...]:
    """Return agreement over all dimensions, then of each, on the scores as raters gave them, before evidence caps them.

    A unit is an indicator of a region. Units of one region hang together, so intervals are too narrow.

    Parameters
    ----------
    ratings : sequence of Rating
        The last of each rater.
    seed : int
    """
    scored = [each for each in ratings if each.score is not None]
    found = [_of("", scored, seed)]
    for name in dimensions():
        inside = [each for each in scored if indicators()[each.indicator].dimension == name]
        if inside:
            found.append(_of(name, inside, seed))
    return tuple(found)


def _of(dimension: str, ratings: Sequence[Rating], seed: int) -> Concord:
    units = sorted({(each.region, each.indicator) for each in ratings})
    raters = sorted({each.rater for each in ratings})
    row, column = {name: at for at, name in enumerate(units)}, {name: at for at, name in enumerate(raters)}
    codes = np.full((len(units), len(raters)), UNRATED, dtype=np.int64)
    for each in ratings:
        codes[row[each.region, each.indicator], column[each.rater]] = each.score or 0
    paired = int(((codes != UNRATED).sum(axis=1) > 1).sum())
    if paired < FEWEST:
        return Concord(dimension, paired)
    scale = Ratings(codes, tuple(str(at) for at in range(TOP + 1)), np.arange(TOP + 1.0))
    told = agreement(scale, "ordinal", draws=_DRAWS, seed=seed)
    return Concord(
        dimension,
        paired,
        told.raw.value,
        told.alpha.value,
        told.alpha.low,
        told.alpha.high,
        told.gwet.value,
        told.verdict,
    )
