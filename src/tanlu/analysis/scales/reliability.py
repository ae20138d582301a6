"""How far the items of a scale hold together: Cronbach's alpha, omega, lambda 6, and what each item adds."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import f as f_distribution

from tanlu.analysis.scales.ratings import Bools, Coefficient, Floats
from tanlu.errors import BadTable
from tanlu.text import Text

FEW_ITEMS: Final = Text(
    "fewer than three items: alpha and omega rest on one correlation",
    "少于三个题项：α 与 ω 只取决于一个相关系数",
)
NEGATIVE: Final = Text(
    "an item goes against the others: is it worded the other way round?",
    "有题项与其余题项方向相反：是否为反向题？",
)
NOT_FOUND: Final = Text(
    "one factor cannot be fitted: a loading would exceed one, or does not settle",
    "拟合不出单一因子：有载荷超过 1，或无法收敛",
)
INCOMPLETE: Final = Text(
    "no interval: fewer than two people answered every item", "不给出区间：答完全部题项者不足两人"
)
NEGATIVE_ALPHA: Final = Text(
    "the items do not vary together: their sum has no variation", "各题项不共变：总分没有差异"
)
_STEPS: Final = 2_000
_CLOSE: Final = 1e-13


@dataclass(frozen=True, slots=True)
class Reliability:
    """A scale of k items.

    Parameters
    ----------
    items, people, complete : int
        People with any answer, people with all.
    alpha : Coefficient
        Of the raw items, with Feldt's interval.
    standardised, lambda_6, mean_correlation : float or None
    omega : Coefficient
        Of one factor.
    loadings : tuple of float
        Of the one factor, on standardised items; empty where there is none.
    if_dropped : tuple of float or None
        Alpha without each item.
    item_rest : tuple of float or None
        Correlation of each item with the sum of the others.
    cautions : tuple of Text
    """

    items: int
    people: int
    complete: int
    alpha: Coefficient
    standardised: float | None
    lambda_6: float | None
    mean_correlation: float
    omega: Coefficient
    loadings: tuple[float, ...]
    if_dropped: tuple[float | None, ...]
    item_rest: tuple[float | None, ...]
    cautions: tuple[Text, ...]


def reliability(values: Floats, seen: Bools) -> Reliability:
    """Return how far items hold together, from covariances of all people who answered both of each pair.

    Parameters
    ----------
    values : ndarray, shape (n, k)
        Answers, reversed items already turned.
    seen : ndarray of bool, shape (n, k)
        Where there is an answer.

    Raises
    ------
    BadTable
        If there are fewer than two items, a pair of items with fewer than two people, or an item without variation.

    References
    ----------
    Cronbach (1951), Psychometrika 16:297-334; Guttman (1945), Psychometrika 10:255-282; McDonald (1999), Test Theory;
    Hayes & Coutts (2020), Communication Methods and Measures 14:1-24; Feldt (1965), Psychometrika 30:357-370.

    Examples
    --------
    >>> values = np.array([[1.0, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5]])
    >>> found = reliability(values, np.ones(values.shape, bool))
    >>> round(found.alpha.value, 4), found.complete
    (0.9333, 4)
    """
    cov = covariances(values, seen)
    cor = _correlations(cov)
    k = len(cov)
    complete = int(seen.all(axis=1).sum())
    omega, loadings = _omega(cor)
    off = cor[~np.eye(k, dtype=bool)]
    return Reliability(
        items=k,
        people=int(seen.any(axis=1).sum()),
        complete=complete,
        alpha=_with_interval(cronbach(cov), complete, k),
        standardised=cronbach(cor),
        lambda_6=lambda_6(cor),
        mean_correlation=float(off.mean()),
        omega=omega,
        loadings=loadings,
        if_dropped=tuple(_without(cov, place) for place in range(k)),
        item_rest=tuple(_item_rest(cov, place) for place in range(k)),
        cautions=_cautions(k, loadings),
    )


def covariances(values: Floats, seen: Bools) -> Floats:
    """Return covariances of items, each pair over the people who answered both.

    Raises
    ------
    BadTable
        If there are fewer than two items, an item without variation, or a pair with fewer than two people.
    """
    if values.ndim != 2 or values.shape != seen.shape or values.shape[1] < 2:
        raise BadTable(
            ("A scale needs two items or more.", "量表至少需要两个题项。"),
            ("Give one column for each item.", "每个题项一列。"),
        )
    if not np.isfinite(values[seen]).all():
        raise BadTable(
            ("An answer is not a finite number.", "有答案不是有限的数。"),
            ("Leave it out as missing, or correct it.", "请按缺失处理，或更正。"),
        )
    there = seen.astype(np.float64)
    means = np.where(seen, values, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    x = np.where(seen, values - means, 0.0)
    n = there.T @ there
    if n.min() < 2:
        raise BadTable(
            (
                "Two items were answered by fewer than two of the same people.",
                "有两个题项的共同作答者不足两人。",
            ),
            ("Leave out the item with the fewest answers.", "请去掉作答最少的题项。"),
        )
    sums = x.T @ there
    found: Floats = (x.T @ x - sums * sums.T / n) / (n - 1)
    if (np.diag(found) <= 0).any():
        place = int(np.argmin(np.diag(found))) + 1
        raise BadTable(
            (f"Item {place} has the same answer from everyone.", f"第{place}个题项所有人的答案相同。"),
            ("Leave it out of the scale.", "请将其移出量表。"),
        )
    return found


def cronbach(cov: Floats) -> float | None:
    r"""Return Cronbach's alpha of a covariance matrix, :math:`\frac{k}{k-1}(1 - \sum s_i^2 / s_T^2)`.

    Returns
    -------
    float or None
        None where the sum of the items does not vary.

    Examples
    --------
    >>> cronbach(np.array([[1.0, 0.5], [0.5, 1.0]])).__round__(6)
    0.666667
    """
    k, total = len(cov), float(cov.sum())
    return None if total <= 0 else k / (k - 1) * (1 - float(np.trace(cov)) / total)


def lambda_6(cor: Floats) -> float | None:
    """Return Guttman's lambda 6: one less what each item shares with no other, over the variance of the sum.

    Returns
    -------
    float or None
        None where an item is settled by the others.
    """
    total = float(cor.sum())
    if total <= 0 or np.linalg.cond(cor) > 1e12:
        return None
    return float(1 - (1 / np.diag(np.linalg.inv(cor))).sum() / total)


def one_factor(cor: Floats) -> Floats | None:
    r"""Return loadings on one factor by minimal residuals.

    Minimises :math:`\sum_{i<j} (r_{ij} - \lambda_i \lambda_j)^2`, one loading at a time, to the last digits.

    Parameters
    ----------
    cor : ndarray, shape (k, k)

    Returns
    -------
    ndarray or None, shape (k,)
        With a positive sum; None where it does not settle or a loading exceeds one.

    References
    ----------
    Harman & Jones (1966), Psychometrika 31:351-368.

    Examples
    --------
    >>> lam = np.array([0.8, 0.7, 0.6])
    >>> one_factor(np.outer(lam, lam) + np.diag(1 - lam**2)).round(6).tolist()
    [0.8, 0.7, 0.6]
    """
    values, vectors = np.linalg.eigh(cor)
    loads = vectors[:, -1] * np.sqrt(values[-1])
    rest = cor - np.diag(np.diag(cor))
    for _ in range(_STEPS):
        before = loads.copy()
        for place in range(len(loads)):
            others = float((loads**2).sum() - loads[place] ** 2)
            if others <= 0:
                return None
            loads[place] = rest[place] @ loads / others
        if np.abs(loads - before).max() < _CLOSE:
            break
    else:
        return None
    if (np.abs(loads) > 1).any():
        return None
    return np.asarray(-loads if loads.sum() < 0 else loads)


def _omega(cor: Floats) -> tuple[Coefficient, tuple[float, ...]]:
    if len(cor) < 3:
        return Coefficient(None, why=FEW_ITEMS), ()
    loads = one_factor(cor)
    if loads is None:
        return Coefficient(None, why=NOT_FOUND), ()
    common = float(loads.sum()) ** 2
    return Coefficient(common / (common + float((1 - loads**2).sum()))), tuple(loads.tolist())


def _with_interval(alpha: float | None, complete: int, k: int) -> Coefficient:
    if alpha is None:
        return Coefficient(None, why=NEGATIVE_ALPHA)
    if complete < 2:
        return Coefficient(alpha, why=INCOMPLETE)
    free = (complete - 1, (complete - 1) * (k - 1))
    low, high = (float(1 - (1 - alpha) * f_distribution.ppf(each, *free)) for each in (0.975, 0.025))
    return Coefficient(alpha, low, high)


def _without(cov: Floats, place: int) -> float | None:
    kept = np.delete(np.delete(cov, place, 0), place, 1)
    return cronbach(kept) if len(kept) > 1 else None


def _item_rest(cov: Floats, place: int) -> float | None:
    own, shared = float(cov[place, place]), float(cov[place].sum() - cov[place, place])
    rest = float(cov.sum()) - own - 2 * shared
    return float(shared / np.sqrt(own * rest)) if rest > 0 else None


def _correlations(cov: Floats) -> Floats:
    spread = np.sqrt(np.diag(cov))
    found: Floats = cov / np.outer(spread, spread)
    return found


def _cautions(k: int, loadings: tuple[float, ...]) -> tuple[Text, ...]:
    few = (FEW_ITEMS,) if k < 3 else ()
    return (*few, NEGATIVE) if any(each < 0 for each in loadings) else few
