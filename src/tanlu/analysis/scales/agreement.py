"""How far raters agree: raw agreement, Krippendorff's alpha and Gwet's coefficient, with intervals and a guard."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tanlu.analysis.scales.kappa import FEW, FEW_UNITS, LOST, UNASKED, UNSTEADY, kappa_of
from tanlu.analysis.scales.ratings import UNRATED, Coefficient, Floats, Ints, Level, Ratings
from tanlu.text import Text

Verdict = Literal["firm", "tentative", "contested", "uninformative", "not estimable"]

VERDICTS: Final[dict[Verdict, Text]] = {
    "firm": Text("firm (alpha of .800 or more)", "可靠（α 不低于 0.800）"),
    "tentative": Text("tentative (alpha from .667 to .800)", "尚可（α 在 0.667 至 0.800 之间）"),
    "contested": Text("contested (alpha below .667)", "有分歧（α 低于 0.667）"),
    "uninformative": Text(
        "alpha says nothing here: one value holds more than 85% of the ratings; see raw agreement and Gwet's coefficient",
        "α 在此没有参考价值：一个取值占全部评定的 85% 以上，请看原始一致率和 Gwet 系数",
    ),
    "not estimable": Text("not estimable", "无法估计"),
}
FIRM: Final = 0.8
TENTATIVE: Final = 2 / 3
PREVALENT: Final = 0.85
_SAME: Final = 1e-12

NO_RATINGS: Final = Text("there are no ratings", "没有任何评定")
NO_PAIRS: Final = Text("no unit was rated by two or more raters", "没有一个单元由两名以上评定者评定")
CONSTANT: Final = Text(
    "every rating is the same, so there is nothing that chance could have mixed up",
    "所有评定相同，无从区分一致与偶然",
)
ONE_CATEGORY: Final = Text("the scale has one value only", "等级只有一个取值")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is known of how far raters agree.

    Parameters
    ----------
    level : str
    units, paired, raters, ratings : int
        Units with a rating, units with two or more, raters with a rating, ratings.
    categories : int
        Values of the scale.
    commonest : str
        The value given most often; empty without ratings.
    prevalence : float or None
        Its share of the ratings.
    raw, alpha, gwet, kappa : Coefficient
        ``gwet`` is AC1 at the nominal level and AC2 above; ``kappa`` is there for two raters only.
    verdict : str
    """

    level: Level
    units: int
    paired: int
    raters: int
    ratings: int
    categories: int
    commonest: str
    prevalence: float | None
    raw: Coefficient
    alpha: Coefficient
    gwet: Coefficient
    kappa: Coefficient
    verdict: Verdict


def agreement(ratings: Ratings, level: Level, *, draws: int = 1000, seed: int = 1) -> Agreement:
    """Return coefficients of agreement, each with a bootstrap interval over units.

    Units are drawn with replacement, all their ratings together; the interval holds the 2.5th to 97.5th percentile. Units
    that hang together (segments of one interview) make it too narrow.

    Parameters
    ----------
    ratings : Ratings
    level : {"nominal", "ordinal", "interval", "ratio"}
    draws : int
        0 for no intervals.
    seed : int

    Returns
    -------
    Agreement
        A coefficient that cannot be estimated says why.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; (2019), Content Analysis, 4th ed., ch. 12.
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29-48.

    Examples
    --------
    >>> from tanlu.analysis.scales.ratings import read_cells
    >>> found = agreement(read_cells([["a", "a"], ["b", "b"], ["a", "b"]], "nominal"), "nominal", draws=0)
    >>> round(found.alpha.value, 4), found.verdict
    (0.4444, 'contested')
    """
    counts = ratings.counts
    each = counts.sum(axis=1)
    patterns, times = np.unique(counts[each > 0], axis=0, return_counts=True)
    given = counts.sum(axis=0)
    total = int(given.sum())
    prevalence = float(given.max() / total) if total else None
    raw, alpha, gwet = _coefficients(_Patterns(patterns, times, level, ratings.points), draws, seed)
    return Agreement(
        level=level,
        units=int((each > 0).sum()),
        paired=int((each > 1).sum()),
        raters=int((ratings.codes != UNRATED).any(axis=0).sum()),
        ratings=total,
        categories=len(ratings.categories),
        commonest=ratings.categories[int(given.argmax())] if total else "",
        prevalence=prevalence,
        raw=raw,
        alpha=alpha,
        gwet=gwet,
        kappa=kappa_of(ratings, level, draws=draws, seed=seed),
        verdict=verdict(alpha.value, prevalence),
    )


def verdict(alpha: float | None, prevalence: float | None) -> Verdict:
    """Return how alpha is to be read; where one value holds more than 85% of the ratings, not at all.

    Examples
    --------
    >>> verdict(0.8, 0.4), verdict(0.7, 0.4), verdict(-0.03, 0.95), verdict(None, 1.0)
    ('firm', 'tentative', 'uninformative', 'not estimable')
    """
    if alpha is None or prevalence is None:
        return "not estimable"
    if prevalence > PREVALENT:
        return "uninformative"
    if alpha >= FIRM:
        return "firm"
    return "tentative" if alpha >= TENTATIVE else "contested"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Units with the same counts stand together: what is drawn is how often each pattern occurs."""

    counts: Ints
    times: Ints
    level: Level
    points: Floats


def krippendorff(ratings: Ratings, level: Level) -> float | None:
    r"""Return Krippendorff's alpha.

    .. math:: \alpha = 1 - \frac{\sum o_{ck}\delta^2_{ck} / n}{\sum n_c n_k \delta^2_{ck} / (n(n-1))},\quad
              o_{ck} = \sum_u \frac{n_{uc}(n_{uk} - [c = k])}{m_u - 1}

    with :math:`\delta^2` of the level: nominal :math:`[c \ne k]`; ordinal the square of the difference of middle ranks;
    interval :math:`(c-k)^2`; ratio :math:`((c-k)/(c+k))^2`. Units with one rating are left out.

    Parameters
    ----------
    ratings : Ratings
    level : {"nominal", "ordinal", "interval", "ratio"}

    Returns
    -------
    float or None
        None where no unit has two ratings or all ratings are the same.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.

    Examples
    --------
    >>> from tanlu.analysis.scales.ratings import read_cells
    >>> krippendorff(read_cells([["1", "1"], ["2", "2"]], "interval"), "interval")
    1.0
    """
    counts = ratings.counts
    return _alpha(counts, np.ones(len(counts), dtype=np.int64), level, ratings.points)


def _alpha(counts: Ints, times: Ints, level: Level, points: Floats) -> float | None:
    paired = (counts.sum(axis=1) > 1) & (times > 0)
    counts, times = counts[paired], times[paired]
    totals = (times @ counts).astype(np.float64)
    n = float(totals.sum())
    if np.count_nonzero(totals) < 2:
        return None
    used = totals > 0
    seen, totals, points = counts[:, used].astype(np.float64), totals[used], points[used]
    within = (times * _pairs(seen, level, points, totals) / (seen.sum(axis=1) - 1)).sum() / n
    across = _pairs(totals[None], level, points, totals)[0] / (n * (n - 1))
    return float(1 - within / across) if across > 0 else None


def _pairs(counts: Floats, level: Level, points: Floats, totals: Floats) -> Floats:
    """Return the sum of squared differences over all ordered pairs of ratings of each row."""
    m = counts.sum(axis=1)
    if level == "nominal":
        apart: Floats = m**2 - (counts**2).sum(axis=1)
        return apart
    if level == "ratio":
        sums = points[:, None] + points[None, :]
        ratios = (points[:, None] - points[None, :]) / np.where(sums == 0, 1.0, sums)
        mixed: Floats = ((counts @ ratios**2) * counts).sum(axis=1)
        return mixed
    at = np.cumsum(totals) - totals / 2 if level == "ordinal" else points
    at = at - at @ totals / totals.sum()
    found = 2 * (m * (counts @ at**2) - (counts @ at) ** 2)
    return np.asarray(np.maximum(found, 0.0))


def weights_of(level: Level, points: Floats) -> Floats:
    r"""Return how far two categories count as agreed: 1 on the diagonal, 0 for the farthest.

    Nominal: the diagonal. Ordinal: :math:`1 - \binom{|k-l|+1}{2} / \binom{q}{2}`. Interval and ratio: quadratic in the
    numbers.

    Parameters
    ----------
    level : {"nominal", "ordinal", "interval", "ratio"}
    points : ndarray, shape (c,)

    References
    ----------
    Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., ch. 3.

    Examples
    --------
    >>> weights_of("ordinal", np.arange(3.0)).round(3).tolist()
    [[1.0, 0.667, 0.0], [0.667, 1.0, 0.667], [0.0, 0.667, 1.0]]
    """
    q = len(points)
    if level == "nominal" or q < 2:
        return np.eye(q)
    if level == "ordinal":
        steps = np.abs(np.subtract.outer(np.arange(q), np.arange(q)))
        return np.asarray(1 - steps * (steps + 1) / (q * (q - 1)), dtype=np.float64)
    return np.asarray(1 - np.subtract.outer(points, points) ** 2 / float(np.ptp(points)) ** 2)


def _gwet(shares: Floats, agreed: float, weights: Floats) -> float | None:
    q = len(shares)
    if q < 2:
        return None
    chance = float(weights.sum() / (q * (q - 1)) * (shares * (1 - shares)).sum())
    return None if 1 - chance < _SAME else (agreed - chance) / (1 - chance)


def _coefficients(told: _Patterns, draws: int, seed: int) -> tuple[Coefficient, Coefficient, Coefficient]:
    each = told.counts.sum(axis=1)
    if not each.size:
        none = Coefficient(None, why=NO_RATINGS)
        return none, none, none
    if not (each > 1).any():
        none = Coefficient(None, why=NO_PAIRS)
        return none, none, none
    point = _three(told, told.times)
    why = (NO_PAIRS, CONSTANT, ONE_CATEGORY)
    drawn = _draw(told, draws, seed) if told.times[each > 1].sum() >= FEW_UNITS else None
    found = [
        Coefficient(None, why=why[place]) if value is None else _interval(value, drawn, place)
        for place, value in enumerate(point)
    ]
    return found[0], found[1], found[2]


def _three(told: _Patterns, times: Ints) -> tuple[float | None, float | None, float | None]:
    m = told.counts.sum(axis=1)
    paired = (m > 1) & (times > 0)
    if not paired.any():
        return None, None, None
    counts, many, often = told.counts[paired], m[paired], times[paired]
    weights = weights_of(told.level, told.points)
    pairs = often / (many * (many - 1.0)) / often.sum()
    raw = 1 - float(pairs @ (counts * (many[:, None] - counts)).sum(axis=1))
    agreed = 1 - float(pairs @ (counts * (counts @ (1 - weights))).sum(axis=1))
    shares = (times / m) @ told.counts / times.sum()
    return raw, _alpha(told.counts, times, told.level, told.points), _gwet(shares, agreed, weights)


def _draw(told: _Patterns, draws: int, seed: int) -> list[list[float]] | None:
    if not draws:
        return []
    rng = np.random.default_rng(seed)
    units = np.repeat(np.arange(len(told.times)), told.times)
    found: list[list[float]] = [[], [], []]
    for _ in range(draws):
        times = np.bincount(units[rng.integers(0, len(units), len(units))], minlength=len(told.times))
        for place, value in enumerate(_three(told, times)):
            if value is not None:
                found[place].append(value)
    return [each if len(each) >= (1 - LOST) * draws else [] for each in found]


def _interval(value: float, drawn: list[list[float]] | None, place: int) -> Coefficient:
    if drawn is None:
        return Coefficient(value, why=FEW)
    if not drawn:
        return Coefficient(value, why=UNASKED)
    if not drawn[place]:
        return Coefficient(value, why=UNSTEADY)
    low, high = np.quantile(drawn[place], (0.025, 0.975)).tolist()
    return Coefficient(value, low, high)
