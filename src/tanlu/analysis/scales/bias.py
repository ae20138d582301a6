"""Item bias (DIF): whether people of two groups who stand alike answer an item differently."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.stats import chi2, norm

from tanlu.analysis.scales.ratings import Bools, Floats, Ints
from tanlu.text import Text

Size = Literal["A", "B", "C"]
SIZES: Final[dict[Size, Text]] = {
    "A": Text("negligible", "可忽略"),
    "B": Text("moderate", "中等"),
    "C": Text("large", "较大"),
}
FLAG: Final = 0.02
"""Rise of McFadden's R² from which an item is flagged."""
_MODERATE, _LARGE = 1.0, 1.5
_SMALL_RISE, _LARGE_RISE = 0.035, 0.070
NO_STRATA: Final = Text(
    "no score at which both groups gave both answers", "没有任何总分水平上两组都有两种回答"
)
NOT_SETTLED: Final = Text(
    "the model does not settle: an answer, or a group, is told by the score alone",
    "模型无法收敛：回答或组别可完全由得分推出",
)


@dataclass(frozen=True, slots=True)
class Mantel:
    """Mantel and Haenszel's test of an item with two answers.

    Parameters
    ----------
    odds : float
        Common odds ratio, of the first group against the second.
    chi_square, p : float
        With continuity correction.
    delta : float
        -2.35 ln odds.
    low, high : float
        Of delta, at 95%.
    size : str
        Class of the Educational Testing Service.
    """

    odds: float
    chi_square: float
    p: float
    delta: float
    low: float
    high: float
    size: Size


def mantel(tables: ArrayLike) -> Mantel | None:
    r"""Return the common odds ratio of two-by-two tables, or None where no table has both groups and both answers.

    .. math:: \hat\alpha = \frac{\sum a_k d_k / n_k}{\sum b_k c_k / n_k}, \qquad \Delta = -2.35 \ln \hat\alpha

    Class A if :math:`|\Delta|` is below 1 or not different from zero; C if it is 1.5 or more and above 1 beyond chance;
    else B. The error of the logarithm is that of Robins, Breslow and Greenland.

    Parameters
    ----------
    tables : array_like, shape (k, 2, 2)
        Group by answer, one for each level of the score.

    Examples
    --------
    >>> found = mantel([[[10, 5], [6, 9]], [[8, 2], [5, 5]]])
    >>> round(found.odds, 3), found.size
    (3.333, 'B')

    References
    ----------
    Mantel and Haenszel (1959), JNCI 22:719-748; Holland and Thayer (1988), in Wainer and Braun, Test Validity; Zieky (1993),
    in Holland and Wainer, Differential Item Functioning; Robins, Breslow and Greenland (1986), Biometrics 42:311-323.
    """
    t = np.asarray(tables, dtype=np.float64).reshape(-1, 2, 2)
    t = t[(t.sum(axis=1) > 0).all(axis=1) & (t.sum(axis=2) > 0).all(axis=1)]
    n = t.sum(axis=(1, 2))
    r, s = t[:, 0, 0] * t[:, 1, 1] / n, t[:, 0, 1] * t[:, 1, 0] / n
    if not len(t) or r.sum() <= 0 or s.sum() <= 0:
        return None
    odds = float(r.sum() / s.sum())
    rows, columns = t.sum(axis=2), t.sum(axis=1)
    spread = (rows[:, 0] * rows[:, 1] * columns[:, 0] * columns[:, 1] / (n**2 * np.maximum(n - 1, 1))).sum()
    apart = abs(float((t[:, 0, 0] - rows[:, 0] * columns[:, 0] / n).sum()))
    square = max(apart - 0.5, 0.0) ** 2 / float(spread)
    p, q = (t[:, 0, 0] + t[:, 1, 1]) / n, (t[:, 0, 1] + t[:, 1, 0]) / n
    total_r, total_s = r.sum(), s.sum()
    variance = (
        (p * r).sum() / (2 * total_r**2)
        + (p * s + q * r).sum() / (2 * total_r * total_s)
        + (q * s).sum() / (2 * total_s**2)
    )
    delta, reach = -2.35 * float(np.log(odds)), 2.35 * float(np.sqrt(variance))
    z = float(norm.ppf(0.975))
    return Mantel(
        odds, square, float(chi2.sf(square, 1)), delta, delta - z * reach, delta + z * reach, _size(delta, reach)
    )  # fmt: skip


def _size(delta: float, error: float) -> Size:
    far = abs(delta)
    if far < _MODERATE or far <= float(norm.ppf(0.975)) * error:
        return "A"
    if far >= _LARGE and far - _MODERATE > float(norm.ppf(0.95)) * error:
        return "C"
    return "B"


@dataclass(frozen=True, slots=True)
class Bias:
    """An item beside the others.

    Parameters
    ----------
    people : int
    uniform_p, crossing_p : float or None
        Whether one group answers higher at the same score, and whether that changes with the score.
    rise : float or None
        Of McFadden's R² with the group and its product with the score.
    shift : float or None
        Log odds of a higher answer in the second group, at the same score.
    nagelkerke : float or None
        Rise of Nagelkerke's R² alike.
    size : str or None
        Class of that rise: A below .035 or not beyond chance, C from .070 on, else B.
    is_flagged : bool
        Rise of 0.02 or more, beyond chance.
    mantel : Mantel or None
        Where the item has two answers.
    why : Text or None
    """

    people: int
    uniform_p: float | None
    crossing_p: float | None
    rise: float | None
    shift: float | None
    nagelkerke: float | None
    size: Size | None
    is_flagged: bool
    mantel: Mantel | None
    why: Text | None


def item_bias(item: Floats, score: Floats, second: Bools) -> Bias:
    r"""Return whether an item is answered differently by two groups who stand alike on the others.

    Ordered logistic regression of the item on the score, then with the group, then with their product; McFadden's
    :math:`R^2 = 1 - \ell / \ell_0`. Flagged where it rises by .02 or more and the test of both terms has p below .01.

    Parameters
    ----------
    item : ndarray, shape (n,)
    score : ndarray, shape (n,)
        Of the other items.
    second : ndarray of bool, shape (n,)
        Who belongs to the second group.

    References
    ----------
    Swaminathan and Rogers (1990), Journal of Educational Measurement 27:361-370; Zumbo (1999), A Handbook on the Theory and
    Methods of Differential Item Functioning; Jodoin and Gierl (2001), Applied Measurement in Education 14:329-349; Choi,
    Gibbons and Crane (2011), Journal of Statistical Software 39(8).
    """
    codes = np.unique(item, return_inverse=True)[1].astype(np.int64)
    spread = float(score.std())
    table = _by_score(codes, score, second) if codes.max(initial=0) == 1 else None
    if codes.max(initial=0) < 1 or spread == 0 or len(set(second.tolist())) < 2:
        return _unsettled(len(item), table)
    x, g = (score - score.mean()) / spread, second.astype(np.float64)
    steps = [np.empty((len(x), 0)), x[:, None], np.column_stack([x, g]), np.column_stack([x, g, x * g])]
    fits = [ordered(codes, each) for each in steps]
    if any(each is None for each in fits):
        return _unsettled(len(item), table)
    none, alone, uniform, crossing = (each for each in fits if each is not None)
    gain = 2 * (crossing[0] - alone[0])
    rise = (crossing[0] - alone[0]) / -none[0]
    p = float(chi2.sf(max(gain, 0.0), 2))
    more = _nagelkerke(none[0], crossing[0], len(x)) - _nagelkerke(none[0], alone[0], len(x))
    return Bias(
        len(item),
        float(chi2.sf(max(2 * (uniform[0] - alone[0]), 0.0), 1)),
        float(chi2.sf(max(2 * (crossing[0] - uniform[0]), 0.0), 1)),
        float(rise),
        float(uniform[1][-1]),
        more,
        "A" if more < _SMALL_RISE or p >= 0.01 else "C" if more >= _LARGE_RISE else "B",
        is_flagged=bool(rise >= FLAG and p < 0.01),
        mantel=table,
        why=NO_STRATA if table is None and codes.max() == 1 else None,
    )


def _unsettled(people: int, table: Mantel | None) -> Bias:
    return Bias(
        people, None, None, None, None, None, None, is_flagged=False, mantel=table, why=NOT_SETTLED
    )  # fmt: skip


def _nagelkerke(none: float, fitted: float, n: int) -> float:
    return float((1 - np.exp(2 * (none - fitted) / n)) / (1 - np.exp(2 * none / n)))


def _by_score(codes: Ints, score: Floats, second: Bools) -> Mantel | None:
    """Return Mantel and Haenszel's test, the second answer being the one that is counted."""
    levels = np.unique(score, return_inverse=True)[1]
    tables = np.zeros((int(levels.max()) + 1, 2, 2))
    np.add.at(tables, (levels, second.astype(np.int64), 1 - codes), 1)
    return mantel(tables)


def ordered(codes: Ints, columns: Floats) -> tuple[float, Floats] | None:
    r"""Return the log-likelihood and slopes of an ordered logistic regression, or None where it does not settle.

    .. math:: P(Y \le j) = \frac{1}{1 + e^{-(\theta_j - x^T \beta)}}

    Parameters
    ----------
    codes : ndarray of int, shape (n,)
        Answers from zero without a gap.
    columns : ndarray, shape (n, q)

    References
    ----------
    McCullagh (1980), JRSS B 42:109-142.
    """
    top = int(codes.max())
    shares = np.cumsum(np.bincount(codes)) / len(codes)
    cuts = np.log(shares[:-1] / (1 - shares[:-1]))
    start = np.concatenate([cuts[:1], np.log(np.diff(cuts)), np.zeros(columns.shape[1])])

    def loss(vector: Floats) -> tuple[float, Floats]:
        theta = np.concatenate([vector[:1], vector[0] + np.cumsum(np.exp(vector[1:top]))])
        eta = columns @ vector[top:]
        upper = np.concatenate([theta, [np.inf]])[codes] - eta
        lower = np.concatenate([[-np.inf], theta])[codes] - eta
        above, beneath = _logistic(upper), _logistic(lower)
        inside = np.maximum(above - beneath, 1e-300)
        up, down = above * (1 - above) / inside, beneath * (1 - beneath) / inside
        by_cut = (
            np.bincount(codes, up, minlength=top + 1)[:top] - np.bincount(codes, down, minlength=top + 1)[1:]
        )
        # A cut moves all cuts above it, since they are kept in order by their distances.
        beyond = np.cumsum(by_cut[::-1])[::-1]
        by_vector = np.concatenate([beyond[:1], beyond[1:] * np.exp(vector[1:top])])
        slope = np.concatenate([by_vector, -((up - down) @ columns)])
        return -float(np.log(inside).sum()) / len(codes), -slope / len(codes)

    found = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 500})
    slopes = found.x[top:]
    if np.abs(found.jac).max() > 1e-5 or (np.abs(slopes) > 12).any():
        return None
    return -float(found.fun) * len(codes), slopes


def _logistic(x: Floats) -> Floats:
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-x)))
