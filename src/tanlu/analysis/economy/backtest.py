"""How often an order of absent industries was right, beside trivial baselines, out of sample."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.entry import ABSENT, Entries, entries
from tanlu.analysis.economy.logistic import fit
from tanlu.analysis.economy.measures import (
    MEASURES,
    Cells,
    Estimate,
    estimate,
    measures,
    resampled,
    weighted,
)
from tanlu.analysis.economy.scores import NEIGHBOURS, SCORES, Score, features, scores
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]
Span = tuple[RegionIndustry, RegionIndustry]

JUDGED: Final = ("pooled", "region", "at")
"""On which measures a score is held against the best baseline."""
_WHERE: Final = {
    "pooled": Text("over all cells", "在全部单元格中"),
    "region": Text("within regions", "在地区内"),
    "at": Text("in lists", "在清单中"),
}
LEAST_TOP: Final = 50
FEW_REGIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One score, and how well it foretold.

    Parameters
    ----------
    score : Score
        What was tried.
    pooled, region, industry : Estimate or None
        AUC over all cells; its mean within regions; its mean within industries.
    top, at : Estimate or None
        Share of entries in the top of all cells, and in the list of a region, on average.
    brier : Estimate or None
        Mean squared error of the chance; only for a score that is one.
    ahead : tuple of (Estimate or None)
        What it has over the best baseline in each of ``JUDGED``; empty for a baseline.
    better : tuple of str, or None
        Those of ``JUDGED`` in which the interval of that excludes 0; None if there is no interval.
    """

    score: Score
    pooled: Estimate | None
    region: Estimate | None
    industry: Estimate | None
    top: Estimate | None
    at: Estimate | None
    brier: Estimate | None
    ahead: tuple[Estimate | None, ...]
    better: tuple[str, ...] | None

    @property
    def verdict(self) -> Text:
        """Whether it is better than the best baseline, in words."""
        if self.score.role == "baseline":
            return Text("baseline", "基线")
        if self.score.role == "chance":
            return Text("chance", "随机对照")
        if self.better is None:
            return Text("not tested: no interval", "未检验：无区间")
        if not self.better:
            return Text("not better than the best baseline", "不优于最好的基线")
        if len(self.better) == len(JUDGED):
            return Text("better than the best baseline", "优于最好的基线")
        where = [_WHERE[each] for each in self.better]
        en, zh = " and ".join(each.en for each in where), "、".join(each.zh for each in where)
        return Text(f"better {en} only", f"仅{zh}更优")


@dataclass(frozen=True, slots=True)
class Backtest:
    """A back-test of scores on one span.

    Parameters
    ----------
    fitted : tuple of str
        Span on which the combination was fitted; empty for folds of regions.
    tested : tuple of str
        Span on which everything was tested.
    regions, industries, candidates, entered : int
        Sizes of the test.
    top, at, draws : int
        Cells in the top, industries in a region's list, resamples.
    by_chance : Estimate or None
        Share of entries in a list drawn by lot, on average over the regions whose list counts.
    base_brier : Estimate or None
        Brier score of the entry rate where the combination was fitted.
    rows : tuple of Row
        Baselines first.
    best : tuple of str
        Id of the best baseline in each of ``JUDGED``.
    recommended : str
        Id of the score to use for the list of a region.
    absent : float
        LQ below which an industry is absent.
    method : Text
        The definition.
    cautions : tuple of Caution
        What stands against taking it at its word.
    """

    fitted: tuple[str, ...]
    tested: tuple[str, str]
    regions: int
    industries: int
    candidates: int
    entered: int
    top: int
    at: int
    draws: int
    by_chance: Estimate | None
    base_brier: Estimate | None
    rows: tuple[Row, ...]
    best: tuple[str, ...]
    recommended: str
    absent: float
    method: Text
    cautions: tuple[Caution, ...]

    def row(self, score: str) -> Row:
        """Return the row of a score by its id."""
        return next(each for each in self.rows if each.score.id == score)


def backtest(
    start: RegionIndustry,
    end: RegionIndustry,
    *,
    fitted: Span | None = None,
    absent: float = ABSENT,
    at: int = 10,
    draws: int = 200,
    seed: int = 1,
    folds: int = 10,
    neighbours: int = NEIGHBOURS,
) -> Backtest:
    """Test scores of the start of a span on what arrived by its end.

    Parameters
    ----------
    start, end : RegionIndustry
        The span on which all scores are tested.
    fitted : tuple of RegionIndustry, optional
        An earlier span, on which the logistic combination is fitted; without one on other regions of the same span.
    absent, at : float, int
        LQ below which an industry is absent; length of a region's list.
    draws, seed, folds, neighbours : int
        Resamples of whole regions for intervals (none with 0), where chance starts, folds of regions, and neighbours
        of the nearest-neighbour density.

    Raises
    ------
    BadReference
        If the fitted span runs into the tested one, or a number is out of range.
    BadTable, NotComparable, NotIdentified
        As :func:`entries`.

    Notes
    -----
    A score is better only where the 95 % interval of its advantage over the best baseline excludes 0. Recommended is
    the score whose lists were most often right among those whose lists are better, and else the baseline with the
    best lists. It is chosen after the test, which flatters it a little.

    References
    ----------
    Li & Neffke (2024), Research Policy 53(3). Tacchella et al. (2023), Chaos, Solitons & Fractals 176:114071.
    """
    _demand(start, fitted, at=at, draws=draws, folds=folds, neighbours=neighbours)
    chance, split, sample = (np.random.default_rng(each) for each in np.random.SeedSequence(seed).spawn(3))
    test = entries(start, end, absent=absent)
    cells, found = _cells(test, at), scores(test.start, neighbours=neighbours, generator=chance)
    combined = _combined(test, found, fitted, folds, split)
    weights = resampled(int(cells.region.max()) + 1, draws, sample)
    rows, best = _rows(
        {name: each[test.candidates] for name, each in found.items()}, cells, weights, combined
    )
    height, width = test.candidates.shape
    return Backtest(
        () if fitted is None else (fitted[0].period, fitted[1].period), (start.period, end.period),
        height, width, len(cells.hit), int(cells.hit.sum()), cells.top, at, draws, _by_chance(cells, weights),
        None if combined is None else _brier(combined[1], cells, weights), rows, best, _recommended(rows, best[-1]),
        absent, _method(test, fitted, min(folds, height), cells, draws, near=neighbours),
        _cautions(test, fitted=combined is not None),
    )  # fmt: skip


def _cautions(test: Entries, *, fitted: bool) -> tuple[Caution, ...]:
    few = (_FEW,) if len(test.start.regions) < FEW_REGIONS else ()
    return (*test.cautions, *(() if fitted else (_UNFITTED,)), *few)


def _demand(
    start: RegionIndustry, fitted: Span | None, *, at: int, draws: int, folds: int, neighbours: int
) -> None:
    if min(at, folds - 1, neighbours) < 1 or draws < 0:
        raise BadReference(
            (
                f"Length of the list {at}, folds {folds}, neighbours {neighbours}, draws {draws}: out of range.",
                f"清单长度 {at}、折数 {folds}、近邻数 {neighbours}、抽样次数 {draws}：超出范围。",
            ),
            (
                "Give at least 1, 2, 1 and 0.",
                "依次至少为 1、2、1、0。",
            ),
        )
    if fitted is not None and fitted[1].period > start.period:
        raise BadReference(
            (
                f"The combination would be fitted up to {fitted[1].period} and tested from {start.period}.",
                f"拟合截至{fitted[1].period}年，检验却始于{start.period}年。",
            ),
            ("Fit on a span that ends before the test begins.", "拟合时段须在检验开始之前结束。"),
        )


def _cells(test: Entries, at: int) -> Cells:
    """Return the candidates; regions without one have no place."""
    rows, columns = np.nonzero(test.candidates)
    size = len(rows)
    top = max(size // 100, min(LEAST_TOP, size // 10), 1)
    return Cells(
        test.entered[test.candidates], np.unique(rows, return_inverse=True)[1],
        np.unique(columns, return_inverse=True)[1], top, at,
    )  # fmt: skip


def _combined(
    test: Entries, found: dict[str, Floats], fitted: Span | None, folds: int, generator: np.random.Generator
) -> tuple[Floats, Floats] | None:
    """Return the chance of every candidate by a model fitted elsewhere, and the entry rate there; None if too few."""
    here, hit = features(found, test.candidates), test.entered[test.candidates]
    try:
        if fitted is not None:
            before = entries(*fitted, absent=test.absent)
            there = features(scores(before.start), before.candidates)
            arrived = before.entered[before.candidates]
            return fit(there, arrived).predict(here), np.full(len(hit), arrived.mean())
        height = len(test.start.regions)
        fold = (generator.permutation(height) % min(folds, height))[np.nonzero(test.candidates)[0]]
        chance, rate = np.empty(len(hit)), np.empty(len(hit))
        for each in np.unique(fold):
            out = fold == each
            chance[out] = fit(here[~out], hit[~out]).predict(here[out])
            rate[out] = hit[~out].mean()
    except NotIdentified:
        return None
    return chance, rate


def _rows(
    chosen: dict[str, Floats], cells: Cells, weights: Floats, combined: tuple[Floats, Floats] | None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return a row for each score, and the best baseline in each of ``JUDGED``."""
    once = np.vstack([np.ones(weights.shape[1]), weights])
    chosen = chosen if combined is None else {**chosen, "logistic": combined[0]}
    found = {name: measures(chosen[name], cells, once) for name in SCORES if name in chosen}
    plain = [name for name in found if SCORES[name].role == "baseline"]
    judged = [MEASURES.index(each) for each in JUDGED]
    best = tuple(_highest({name: float(np.nan_to_num(found[name][0, m])) for name in plain}) for m in judged)
    rows = []
    for name, values in found.items():
        pooled, region, industry, top, at = (
            estimate(values[0, m], values[1:, m]) for m in range(len(MEASURES))
        )
        brier = _brier(combined[0], cells, weights) if combined is not None and name == "logistic" else None
        gains = [values[:, m] - found[than][:, m] for m, than in zip(judged, best, strict=True)]
        ahead = tuple(estimate(each[0], each[1:]) for each in gains)
        if SCORES[name].role == "baseline":
            ahead = ()
        rows.append(Row(SCORES[name], pooled, region, industry, top, at, brier, ahead, _better(ahead)))
    return tuple(rows), best


def _highest(values: dict[str, float]) -> str:
    return max(values, key=lambda name: values[name])


def _better(ahead: tuple[Estimate | None, ...]) -> tuple[str, ...] | None:
    pairs = [(name, each.low) for name, each in zip(JUDGED, ahead, strict=False) if each is not None]
    lows = {name: low for name, low in pairs if low is not None}
    return tuple(name for name, low in lows.items() if low > 0) if lows else None


def _recommended(rows: tuple[Row, ...], baseline: str) -> str:
    able = [row for row in rows if "at" in (row.better or ()) and row.score.role != "chance" and row.at]
    best = max(able, key=lambda row: row.at.value if row.at else 0.0, default=None)
    return best.score.id if best else baseline


def _brier(chance: Floats, cells: Cells, weights: Floats) -> Estimate | None:
    square = (chance - cells.hit) ** 2
    return estimate(float(square.mean()), weighted(square, cells.region, weights))


def _by_chance(cells: Cells, weights: Floats) -> Estimate | None:
    """Return the mean, over regions with a full list, of the share of candidates that arrived."""
    counts = np.bincount(cells.region)
    full = (counts >= cells.at).astype(np.float64)
    if not full.any():
        return None
    rate = np.bincount(cells.region, cells.hit) / counts
    below = weights @ full
    draws = np.divide(weights @ (rate * full), below, out=np.full(len(weights), np.nan), where=below > 0)
    return estimate(float((rate * full).sum() / full.sum()), draws)


def _method(test: Entries, fitted: Span | None, folds: int, cells: Cells, draws: int, *, near: int) -> Text:
    span = f"{test.start.period or '-'}–{test.end.period or '-'}"
    fit_en = (
        f"on other regions of the same span ({folds} folds of whole regions)"
        if fitted is None
        else f"on {fitted[0].period or '-'}–{fitted[1].period or '-'}"
    )
    fit_zh = (
        f"同一时段的其他地区（按地区分为 {folds} 折）"
        if fitted is None
        else f"{fitted[0].period or '-'}—{fitted[1].period or '-'}年"
    )
    return Text(
        f"{test.method.en}; tested on {span}; the combination fitted {fit_en}; nearest: {near}; "
        "AUC with midranks; the top is the "
        f"{cells.top} highest cells; a list is the {cells.at} highest of a region that has as many candidates; 95 % "
        f"intervals by resampling whole regions ({draws} draws)",
        f"{test.method.zh}；检验时段：{span.replace('–', '—')}年；组合的拟合数据：{fit_zh}；"
        f"近邻 {near} 个；AUC 按平均名次计算；顶端为分值最高的 "
        f"{cells.top} 个单元格；清单为地区内分值最高的 {cells.at} 个候选，候选不足的地区不计；95% 区间由对整个地区重抽样得出"
        f"（{draws} 次）",
    )


_UNFITTED: Final = Caution(
    "unfitted",
    Text("Too few entries to fit the combination.", "进入的单元格过少，无法拟合组合。"),
    Text("Read the other scores.", "请看其他分值。"),
)
_FEW: Final = Caution(
    "few_regions",
    Text(
        "Fewer than 20 regions: intervals by resampling regions are too narrow.",
        "地区不足 20 个：对地区重抽样得出的区间偏窄。",
    ),
    Text("Take smaller regions, or read them as a lower bound.", "请改用较小的地区，或视为宽度的下限。"),
)
