"""Two raters: their table, and Cohen's kappa with and without weights."""

from typing import Final, Literal

import numpy as np

from tanlu.analysis.scales.ratings import UNRATED, Coefficient, Floats, Ints, Level, Ratings
from tanlu.errors import BadTable
from tanlu.text import Text

Weighing = Literal["identity", "linear", "quadratic"]
FEW_UNITS: Final = 10
LOST: Final = 0.05
"""More draws than this without an answer, and there is no interval."""

FEW: Final = Text(
    f"fewer than {FEW_UNITS} units were rated by two or more raters: too few for an interval",
    f"由两名以上评定者评定的单元不足{FEW_UNITS}个，不足以给出区间",
)
UNSTEADY: Final = Text(
    "in more than 5% of the draws every rating was the same: no interval",
    "超过 5% 的抽样中所有评定相同，不给出区间",
)
UNASKED: Final = Text("no draws were asked for", "未要求抽样")
NOT_TWO: Final = Text("kappa is for exactly two raters", "κ 只适用于恰好两名评定者")
NOT_TOGETHER: Final = Text("the two raters rated no unit together", "两名评定者没有共同评定任何单元")
NO_CHANCE: Final = Text(
    "both raters always gave the same one value, so chance alone would agree as often",
    "两名评定者始终给出同一取值，偶然也会同样一致",
)


def table_of(ratings: Ratings) -> Ints:
    """Return how often two raters gave each pair of categories, of units that both rated.

    Raises
    ------
    BadTable
        If there are not two columns.
    """
    if ratings.codes.shape[1] != 2:
        raise BadTable(
            ("Kappa needs the ratings of two raters.", "κ 需要两名评定者的评定。"),
            ("Choose two columns, or use alpha.", "请选定两列，或改用 α。"),
        )
    both = ratings.codes[(ratings.codes != UNRATED).all(axis=1)]
    c = len(ratings.categories)
    return np.bincount(both[:, 0] * c + both[:, 1], minlength=c * c).reshape(c, c)


def disagreements(size: int, weighing: Weighing) -> Floats:
    """Return how much each pair of categories disagrees: 0 or 1, steps, or squared steps.

    Examples
    --------
    >>> disagreements(3, "quadratic").tolist()
    [[0.0, 1.0, 4.0], [1.0, 0.0, 1.0], [4.0, 1.0, 0.0]]
    """
    steps = np.abs(np.subtract.outer(np.arange(size, dtype=np.float64), np.arange(size)))
    if weighing == "identity":
        return (steps > 0).astype(np.float64)
    return steps if weighing == "linear" else steps**2


def kappa(table: Floats | Ints, disagreement: Floats) -> float | None:
    r"""Return Cohen's kappa: one less the disagreement seen over the disagreement by chance.

    .. math:: \kappa = 1 - \frac{\sum v_{ij} p_{ij}}{\sum v_{ij} p_{i.} p_{.j}}

    Parameters
    ----------
    table : ndarray, shape (c, c)
        Counts or proportions.
    disagreement : ndarray, shape (c, c)
        See `disagreements`.

    Returns
    -------
    float or None
        None where the table is empty or chance leaves no disagreement.

    Raises
    ------
    BadTable
        If the table is not square, holds a negative number, or the weights do not fit.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20:37-46; Cohen (1968), Psychological Bulletin 70:213-220.

    Examples
    --------
    >>> round(kappa(np.array([[20, 5], [10, 15]]), disagreements(2, "identity")), 6)
    0.4
    """
    counted = np.asarray(table, dtype=np.float64)
    if counted.ndim != 2 or counted.shape[0] != counted.shape[1] or counted.shape != disagreement.shape:
        raise BadTable(
            ("Kappa needs a square table and weights of its size.", "κ 需要方表及同样大小的权重。"),
            ("Give both raters the same categories, in one order.", "请使两名评定者的类别相同且次序一致。"),
        )
    if not np.isfinite(counted).all() or (counted < 0).any():
        raise BadTable(
            ("The table of kappa holds a negative or unknown count.", "κ 的表中有负数或未知的计数。"),
            ("Correct the count.", "请更正计数。"),
        )
    total = counted.sum()
    if total == 0:
        return None
    shares = counted / total
    chance = float((disagreement * np.outer(shares.sum(axis=1), shares.sum(axis=0))).sum())
    return None if chance <= 0 else 1 - float((disagreement * shares).sum()) / chance


def kappa_of(ratings: Ratings, level: Level, *, draws: int = 1000, seed: int = 1) -> Coefficient:
    """Return kappa of ratings where exactly two raters rated, weighted by the level.

    Nominal without weights, ordinal with squared steps, interval and ratio with squared differences; with a bootstrap
    interval over the units that both rated.

    Parameters
    ----------
    ratings : Ratings
    level : {"nominal", "ordinal", "interval", "ratio"}
    draws : int
        0 for no interval.
    seed : int
    """
    rated = (ratings.codes != UNRATED).any(axis=0)
    if rated.sum() != 2:
        return Coefficient(None, why=NOT_TWO)
    table = table_of(Ratings(ratings.codes[:, rated], ratings.categories, ratings.points))
    if not table.sum():
        return Coefficient(None, why=NOT_TOGETHER)
    apart = _apart(level, ratings.points)
    value = kappa(table, apart)
    if value is None:
        return Coefficient(None, why=NO_CHANCE)
    if not draws or table.sum() < FEW_UNITS:
        return Coefficient(value, why=FEW if draws else UNASKED)
    low, high = _interval(table, apart, draws, seed)
    return Coefficient(value, low, high, UNSTEADY if low is None else None)


def _apart(level: Level, points: Floats) -> Floats:
    if level == "nominal":
        return disagreements(len(points), "identity")
    apart: Floats = np.subtract.outer(points, points) ** 2
    return apart


def _interval(table: Ints, apart: Floats, draws: int, seed: int) -> tuple[float | None, float | None]:
    used = table.sum(axis=0) + table.sum(axis=1) > 0
    cells, apart = table[np.ix_(used, used)], apart[np.ix_(used, used)]
    total, size = int(cells.sum()), len(cells)
    drawn = np.random.default_rng(seed).multinomial(total, (cells / total).ravel(), size=draws)
    found = [kappa(each.reshape(size, size), apart) for each in drawn]
    kept = [each for each in found if each is not None]
    if len(kept) < (1 - LOST) * draws:
        return None, None
    low, high = np.quantile(kept, (0.025, 0.975)).tolist()
    return low, high
