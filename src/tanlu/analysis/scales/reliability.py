"""How far the items of a scale hold together: Cronbach's alpha, omega, lambda 6, and what each item adds."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import f as f_distribution

from tanlu.analysis.scales.omega import FEW_ITEMS, omega
from tanlu.analysis.scales.ratings import Bools, Coefficient, Floats
from tanlu.errors import BadTable
from tanlu.text import Text

NEGATIVE: Final = Text(
    "an item goes against the others: is it worded the other way round?",
    "有题项与其余题项方向相反：是否为反向题？",
)
INCOMPLETE: Final = Text(
    "no interval: fewer than two people answered every item", "不给出区间：答完全部题项者不足两人"
)
NEGATIVE_ALPHA: Final = Text(
    "the items do not vary together: their sum has no variation", "各题项不共变：总分没有差异"
)


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
    total, loadings = omega(cor)
    off = cor[~np.eye(k, dtype=bool)]
    return Reliability(
        items=k,
        people=int(seen.any(axis=1).sum()),
        complete=complete,
        alpha=_with_interval(cronbach(cov), complete, k),
        standardised=cronbach(cor),
        lambda_6=lambda_6(cor),
        mean_correlation=float(off.mean()),
        omega=total,
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


def pair_correlations(values: Floats, seen: Bools) -> Floats:
    """Return correlations of items, each over the people who answered both, with their means and spreads.

    `covariances` takes the spread of an item over all who answered it; R's ``cor(use = "pairwise")``, and so psych's
    ``fa``, takes that of the pair's own people. Without missing answers both are the same.

    Raises
    ------
    BadTable
        As `covariances`, or if of a pair's own people all gave one answer.

    Examples
    --------
    >>> values = np.array([[1.0, 2], [2, 2], [3, 4], [9, 0]])
    >>> seen = np.array([[True, True], [True, True], [True, True], [True, False]])
    >>> pair_correlations(values, seen).round(4).tolist()
    [[1.0, 0.866], [0.866, 1.0]]
    """
    cov = covariances(values, seen)
    there = seen.astype(np.float64)
    n = there.T @ there
    x = np.where(seen, values - np.where(seen, values, 0.0).sum(0) / np.maximum(there.sum(0), 1), 0.0)
    # Row i, column j: of item i, over those who answered j too.
    own = ((x**2).T @ there - (x.T @ there) ** 2 / n) / (n - 1)
    if (own <= 1e-12 * np.diag(cov)[:, None]).any():
        place = int(np.argwhere(own <= 1e-12 * np.diag(cov)[:, None])[0, 0]) + 1
        raise BadTable(
            (
                f"Item {place} has the same answer from everyone who answered another item too.",
                f"第{place}个题项，在同时回答了另一题项的人中答案全都相同。",
            ),
            ("Leave it out of the scale.", "请将其移出量表。"),
        )
    found: Floats = cov / np.sqrt(own * own.T)
    return found


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
