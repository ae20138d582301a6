"""Absent industries of a region in the order of a tested score, with how often such a list was right."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.backtest import Backtest, Span
from tanlu.analysis.economy.entry import entries
from tanlu.analysis.economy.logistic import fit
from tanlu.analysis.economy.measures import Estimate
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.scores import NEIGHBOURS, SCORES, Score, features, scores
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The absent industries of a region, the likeliest first.

    Parameters
    ----------
    region, period : str
        Whose, and when.
    score : Score
        By which they are ordered.
    industries : tuple of str
        At most as many as asked for.
    values : ndarray
        The score of each.
    lq : ndarray
        Location quotient of each.
    right : Estimate or None
        Share of what such lists named that arrived in the back-test; None where so short a list was not tested.
    by_chance : Estimate or None
        The same for lists drawn by lot.
    """

    region: str
    period: str
    score: Score
    industries: tuple[str, ...]
    values: Floats
    lq: Floats
    right: Estimate | None
    by_chance: Estimate | None

    @property
    def said(self) -> Text:
        """How often such a list was right, in a sentence."""
        if self.right is None or self.by_chance is None:
            return Text("A list of this length was not tested.", "未检验过这样长度的清单。")
        share, lot = f"{self.right.value:.1%}", f"{self.by_chance.value:.1%}"
        if self.right.low is None or self.right.high is None:
            return Text(
                f"Of what such lists named {share} arrived; by lot {lot}.",
                f"此类清单所列行业有 {share} 进入；随机抽取为 {lot}。",
            )
        return Text(
            f"Of what such lists named {share} arrived (95 % interval {self.right.low:.1%} to {self.right.high:.1%}); "
            f"by lot {lot}.",
            f"此类清单所列行业有 {share} 进入（95% 区间 {self.right.low:.1%} 至 {self.right.high:.1%}）；随机抽取为 {lot}。",
        )  # fmt: skip


def propose(
    latest: RegionIndustry, region: str, tested: Backtest, *, fitted: Span, neighbours: int = NEIGHBOURS
) -> Proposal:
    """Return the absent industries of a region by the recommended score of a back-test.

    Parameters
    ----------
    latest : RegionIndustry
        The period from which one looks ahead.
    region : str
        Label.
    tested : Backtest
        Its list length, threshold and recommended score are used.
    fitted : tuple of RegionIndustry
        The last span known, on which the logistic combination is fitted anew if it is recommended.
    neighbours : int
        Of the nearest-neighbour density.

    Raises
    ------
    UnknownName
        If the table has no such region.
    NotIdentified
        If the region lacks nothing.
    """
    row = latest.row(region)
    lq = quotients(latest, "rca", counts=False).values
    absent = ~np.ma.getmaskarray(lq)[row] & (lq.filled(0.0)[row] < tested.absent)
    if not absent.any():
        raise NotIdentified(
            (
                f"{region} has every known industry at LQ ≥ {tested.absent:g}.",
                f"{region} 各已知行业的区位商均不低于 {tested.absent:g}。",
            ),
            ("Raise --absent, or use a finer classification.", "请提高 --absent，或改用较细的分类。"),
        )
    found = scores(latest, neighbours=neighbours)
    if tested.recommended == "logistic":
        past = entries(*fitted, absent=tested.absent)
        model = fit(features(scores(past.start), past.candidates), past.entered[past.candidates])
        whole = np.ones(lq.shape, bool)
        values = model.predict(features(found, whole)).reshape(lq.shape)[row]
    else:
        values = found[tested.recommended][row]
    places = np.flatnonzero(absent)
    order = places[np.argsort(-values[places], kind="stable")][: tested.at]
    full = int(absent.sum()) >= tested.at
    return Proposal(
        region, latest.period, SCORES[tested.recommended], tuple(latest.industries[p] for p in order), values[order],
        lq.filled(0.0)[row][order], tested.row(tested.recommended).at if full else None,
        tested.by_chance if full else None,
    )  # fmt: skip
