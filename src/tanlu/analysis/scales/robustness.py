"""What of a ranking stands if the choices behind it are made otherwise: every draw is a row that can be looked at."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from tanlu.analysis.scales.composite import (
    NORMALISATIONS,
    Aggregation,
    Index,
    Normalisation,
    Scores,
    composite,
    without,
)
from tanlu.analysis.scales.ratings import Bools, Floats, Ints
from tanlu.errors import BadTable

ORDERED: Final = 0.9
"""Two units are in order only if one is above the other in this share of the draws."""
LIFTED: Final = 1.0
"""The floor of geometric draws, on the scale to 100."""
_WAYS: Final[tuple[tuple[Normalisation, Aggregation], ...]] = (
    ("goalposts", "arithmetic"),
    ("goalposts", "geometric"),
    ("min-max", "arithmetic"),
    ("min-max", "geometric"),
    ("z", "arithmetic"),
)


@dataclass(frozen=True, slots=True)
class Draw:
    """The choices of one draw.

    Parameters
    ----------
    normalisation, aggregation : str
        The aggregation of the levels above the first, or of the only one; the first is arithmetic.
    dropped : int or None
        Place of the indicator left out.
    """

    normalisation: Normalisation
    aggregation: Aggregation
    dropped: int | None


@dataclass(frozen=True, slots=True)
class Robustness:
    """Scores and ranks over draws, of the units that have a score to begin with.

    Parameters
    ----------
    units : ndarray of int, shape (u,)
        Rows with a score.
    base : ndarray, shape (u,)
        Their scores by the index as it stands.
    scores : ndarray, shape (3, u)
        5th, 50th and 95th percentile, over the draws on the scale to 100 (goalposts and min-max).
    ranks : ndarray, shape (3, u)
        The same of ranks, over all draws; 1 is best, ties share the mean.
    above : ndarray, shape (u, u)
        Share of draws in which the row is above the column.
    ordered : ndarray of bool, shape (u, u)
        Where that share is 0.9 or more.
    rank_width : float
        Median width of the 5th to 95th percentile of ranks.
    shares : dict
        Of the variance of ranks, what each choice explains alone; the rest is weights and choices together. Empty where
        ranks do not vary.
    draws : tuple of Draw
    drawn : ndarray, shape (d, u)
        Score of every draw; see ``known``.
    known : ndarray of bool, shape (d, u)
        Where a draw has a score.
    """

    units: Ints
    base: Floats
    scores: Floats
    ranks: Floats
    above: Floats
    ordered: Bools
    rank_width: float
    shares: dict[str, float]
    draws: tuple[Draw, ...]
    drawn: Floats
    known: Bools


def robustness(
    index: Index,
    values: Floats,
    known: Bools,
    *,
    draws: int = 1000,
    spread: float = 0.25,
    seed: int = 1,
    normalisations: tuple[Normalisation, ...] = NORMALISATIONS,
) -> Robustness:
    """Return scores and ranks over draws of normalisation, aggregation, weights and an indicator left out.

    Each draw takes a normalisation, an aggregation above the first level (z goes with arithmetic only; geometric draws have
    a floor of 1), each weight times a number from 1 - spread to 1 + spread, and leaves out no indicator or one.

    Parameters
    ----------
    index : Index
    values : ndarray, shape (n, p)
    known : ndarray of bool, shape (n, p)
    draws : int
    spread : float
        From 0 to below 1.
    seed : int
    normalisations : tuple of str
        What a draw may take: only goalposts where an indicator does not vary between the units.

    Raises
    ------
    BadTable
        If there are fewer than two draws, no normalisation to choose from, fewer than two units with a score, or the
        index cannot be computed.

    References
    ----------
    Saisana, Saltelli & Tarantola (2005), Journal of the Royal Statistical Society A 168:307-323.
    """
    base = composite(index, values, known)
    units = np.flatnonzero(base.scored)
    if draws < 2 or not 0 <= spread < 1 or len(units) < 2 or not {*normalisations} & {*NORMALISATIONS}:
        raise BadTable(
            ("Robustness needs two draws, two units with a score, and a spread of weights from 0 to below 1.",
             "稳健性分析至少需要两次抽样、两个有得分的单元，权重幅度须在 0 至 1 以下。"),
            ("Ask for more draws, or look at what is missing.", "请增加抽样次数，或检查缺失。"),
        )  # fmt: skip
    rng = np.random.default_rng(seed)
    chosen = _choices(len(index.indicators), draws, rng, normalisations)
    drawn, there = np.zeros((draws, len(units))), np.zeros((draws, len(units)), dtype=bool)
    for place, each in enumerate(chosen):
        made = _once(_varied(index, each, rng, spread), values, known, each)
        drawn[place], there[place] = made.total[units], made.scored[units]
    return _summary(units, base.total[units], chosen, drawn, there)


def _choices(
    p: int, draws: int, rng: np.random.Generator, allowed: tuple[Normalisation, ...]
) -> tuple[Draw, ...]:
    open_ = [each for each in _WAYS if each[0] in allowed]
    ways = rng.integers(0, len(open_), draws).tolist()
    dropped = rng.integers(-1, p if p > 1 else 0, draws).tolist()
    return tuple(
        Draw(open_[way][0], open_[way][1], None if place < 0 else place)
        for way, place in zip(ways, dropped, strict=True)
    )


def _once(asked: Index, values: Floats, known: Bools, draw: Draw) -> Scores:
    if draw.dropped is None:
        return composite(asked, values, known, draw.normalisation)
    kept = np.arange(values.shape[1]) != draw.dropped
    return composite(without(asked, draw.dropped), values[:, kept], known[:, kept], draw.normalisation)


def _varied(index: Index, draw: Draw, rng: np.random.Generator, spread: float) -> Index:
    alone = len(index.layers) == 1
    layers = tuple(
        replace(
            layer,
            weights=layer.weights * rng.uniform(1 - spread, 1 + spread, len(layer.parents)),
            aggregation=draw.aggregation if level or alone else "arithmetic",
        )
        for level, layer in enumerate(index.layers)
    )
    return replace(index, layers=layers, floor=LIFTED if draw.aggregation == "geometric" else index.floor)


def _summary(units: Ints, base: Floats, chosen: tuple[Draw, ...], drawn: Floats, known: Bools) -> Robustness:
    ranks = ranks_of(drawn, known)
    on_scale = np.array([each.normalisation != "z" for each in chosen])
    scores = _percentiles(drawn, known & on_scale[:, None])
    places = _percentiles(ranks, known)
    above = _above(drawn, known)
    return Robustness(
        units,
        base,
        scores,
        places,
        above,
        above >= ORDERED,
        float(np.median(places[2] - places[0])),
        _shares(chosen, ranks, known),
        chosen,
        drawn,
        known,
    )


def ranks_of(scores: Floats, known: Bools) -> Floats:
    """Return ranks in each row, 1 the highest, ties sharing the mean; 0 where there is no score.

    Examples
    --------
    >>> ranks_of(np.array([[3.0, 1.0, 3.0, 9.0]]), np.array([[True, True, True, False]])).tolist()
    [[1.5, 3.0, 1.5, 0.0]]
    """
    held = np.where(known, scores, -np.inf)
    higher = (held[:, None, :] > held[:, :, None]).sum(axis=2)
    same = ((held[:, None, :] == held[:, :, None]) & known[:, None, :]).sum(axis=2)
    return np.where(known, higher + (same + 1) / 2, 0.0)


def _percentiles(values: Floats, known: Bools) -> Floats:
    found = np.empty((3, values.shape[1]))
    for unit in range(values.shape[1]):
        held = values[known[:, unit], unit]
        if not held.size:
            raise BadTable(
                ("A unit has a score in the index, but in none of the draws.",
                 "有单元在指数中有得分，但各次抽样中均无得分。"),
                ("Look at what it lacks, or ask for more draws.", "请检查其缺失，或增加抽样次数。"),
            )  # fmt: skip
        found[:, unit] = np.quantile(held, (0.05, 0.5, 0.95))
    return found


def _above(drawn: Floats, known: Bools) -> Floats:
    there = known.astype(np.float64)
    both = there.T @ there
    u = drawn.shape[1]
    held = np.where(known, drawn, -np.inf)
    wins = np.stack([((held[:, [unit]] > held) & known).sum(axis=0) for unit in range(u)])
    return wins / np.maximum(both, 1)


def _shares(chosen: tuple[Draw, ...], ranks: Floats, known: Bools) -> dict[str, float]:
    whole: Bools = np.asarray(known.all(axis=1))
    kept = ranks[whole]
    total = float(((kept - kept.mean(axis=0)) ** 2).sum()) if len(kept) else 0.0
    if total <= 0:
        return {}
    picked = [each for each, stays in zip(chosen, whole.tolist(), strict=True) if stays]
    told = {
        "normalisation": [each.normalisation for each in picked],
        "aggregation": [each.aggregation for each in picked],
        "dropped": [str(each.dropped) for each in picked],
    }
    return {name: _explained(kept, np.array(each), total) for name, each in told.items()}


def _explained(ranks: Floats, group: "np.typing.NDArray[np.str_]", total: float) -> float:
    """Return the share of variance between groups, less what chance alone would give (epsilon squared)."""
    names, at = np.unique(group, return_inverse=True)
    n, g = len(ranks), len(names)
    if g < 2 or n <= g:
        return 0.0
    member = np.eye(g)[at]
    sizes = member.sum(axis=0)
    means = member.T @ ranks / sizes[:, None]
    within = float(((ranks - means[at]) ** 2).sum())
    return max(0.0, 1 - within / (n - g) / (total / (n - 1)))
