"""Measures of how often two industries stand together, from where each is present, or from who moves between them."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

KINDS: Final = {
    "min_conditional": Text(
        "minimum conditional probability (Hidalgo et al. 2007): regions with both over the larger of the numbers of "
        "regions with either",
        "最小条件概率（Hidalgo 等 2007）：同时具有两行业的地区数与两者各自地区数中较大者之比",
    ),
    "cosine": Text(
        "cosine: regions with both over the geometric mean of the numbers of regions with either",
        "余弦：同时具有两行业的地区数与两者各自地区数的几何平均之比",
    ),
    "jaccard": Text(
        "Jaccard: regions with both over regions with at least one of the two",
        "雅卡尔系数：同时具有两行业的地区数与至少具有其一的地区数之比",
    ),
    "association": Text(
        "association strength (van Eck & Waltman 2009): regions with both over what the sums of such regions of either "
        "would give by chance; 1 is chance, no upper bound",
        "关联强度（van Eck 和 Waltman 2009）：同时具有两行业的地区数与按两者共现总数随机所得之比；1 即随机水平，无上限",
    ),
    "survivor": Text(
        "survivor measure (Teece et al. 1994): standard deviations by which the regions with both exceed those of a "
        "hypergeometric draw; below chance counts 0",
        "幸存者测度（Teece 等 1994）：同时具有两行业的地区数高出超几何随机抽取几个标准差；低于随机水平计为 0",
    ),
    "taxonomy": Text(
        "taxonomy (Zaccaria et al. 2014): regions with both, each counted by one over its number of industries, over the "
        "larger of the numbers of regions with either",
        "分类网络（Zaccaria 等 2014）：同时具有两行业的地区各按其行业数的倒数计数，再除以两者各自地区数中较大者",
    ),
    "correlation": Text(
        "correlation of the RCA of two industries over the regions, as (1 + r) / 2",
        "两行业显示性比较优势在各地区间的相关系数，按 (1 + r) / 2 计",
    ),
}
FLOWS: Final = Text(
    "labour flows (Neffke & Henning 2013): moves between two industries over what their moves would give by chance, as "
    "(SR − 1) / (SR + 1), mean of both directions; below chance counts 0",
    "劳动力流动（Neffke 和 Henning 2013）：两行业间的流动人数与按各自流动总数随机所得之比 SR，按 (SR − 1) / (SR + 1) 换算，"
    "取两个方向的均值；低于随机水平计为 0",
)


def min_conditional(m: Bools) -> Floats:
    r"""Return minimum conditional probabilities :math:`C_{ij}/\max(k_i, k_j)` of a presence matrix of shape (R, P).

    Examples
    --------
    >>> min_conditional(np.array([[True, True], [True, False]])).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    both, counts = _counted(m)
    return _over(both, np.maximum(counts[:, None], counts))


def cosine(m: Bools) -> Floats:
    r"""Return :math:`C_{ij}/\sqrt{k_ik_j}`.

    Examples
    --------
    >>> cosine(np.array([[True, True], [True, False]])).round(3).tolist()
    [[1.0, 0.707], [0.707, 1.0]]
    """
    both, counts = _counted(m)
    return _over(both, np.sqrt(counts[:, None] * counts))


def jaccard(m: Bools) -> Floats:
    r"""Return :math:`C_{ij}/(k_i + k_j - C_{ij})`.

    Examples
    --------
    >>> jaccard(np.array([[True, True], [True, False], [False, True]])).round(3).tolist()
    [[1.0, 0.333], [0.333, 1.0]]
    """
    both, counts = _counted(m)
    return _over(both, counts[:, None] + counts - both)


def association(m: Bools) -> Floats:
    r"""Return :math:`C_{ij}T/(S_iS_j)`, where :math:`S_i = \sum_{j\ne i}C_{ij}` and :math:`T = \sum_i S_i`.

    The diagonal, which the definition leaves open, is the largest value of the row, so that nothing is nearer to an
    industry than itself.

    Examples
    --------
    >>> association(np.array([[True, True, False], [True, True, True]]))[0].round(3).tolist()
    [1.778, 1.778, 1.333]
    """
    both, _ = _counted(m)
    np.fill_diagonal(both, 0.0)
    sums = both.sum(axis=0)
    found = _over(both * sums.sum(), sums[:, None] * sums)
    np.fill_diagonal(found, found.max(axis=0, initial=0.0))
    return found


def survivor(m: Bools) -> Floats:
    r"""Return :math:`\max(0, (C_{ij} - \mu)/\sigma)` with :math:`\mu = k_ik_j/N` and
    :math:`\sigma^2 = \mu(1 - k_i/N)(N - k_j)/(N - 1)`, N being the number of regions.

    Examples
    --------
    >>> survivor(np.array([[True, True], [True, True], [False, False], [False, False]])).round(3).tolist()
    [[1.732, 1.732], [1.732, 1.732]]
    """  # noqa: D205 - a formula belongs to the sentence
    both, counts = _counted(m)
    n = len(m)
    mean = counts[:, None] * counts / n
    spread = np.sqrt(mean * (1 - counts[:, None] / n) * (n - counts) / max(n - 1, 1))
    return np.maximum(_over(both - mean, spread), 0.0)


def taxonomy(m: Bools) -> Floats:
    r"""Return :math:`\sum_c (M_{ci}M_{cj}/k_c) / \max(k_i, k_j)`.

    Examples
    --------
    >>> taxonomy(np.array([[True, True], [True, False]])).tolist()
    [[0.75, 0.25], [0.25, 0.5]]
    """
    held = m.astype(np.float64)
    wide = np.maximum(held.sum(axis=1, keepdims=True), 1.0)
    counts = held.sum(axis=0)
    return _over(held.T @ (held / wide), np.maximum(counts[:, None], counts))


def moved(industries: Sequence[str], flows: ArrayLike) -> Floats:
    r"""Return how related industries are by who moves between them.

    :math:`SR_{ij} = F_{ij}F/(F_{i\cdot}F_{\cdot j})` without those who stay, as :math:`(SR - 1)/(SR + 1)`, the mean of
    both directions, and 0 where that is below chance. The diagonal is 1.

    Parameters
    ----------
    industries : sequence of str
        Labels.
    flows : array_like, shape (P, P)
        Persons who moved from the row's industry to the column's; the diagonal is not read.

    Raises
    ------
    BadTable
        If the shape does not fit, a flow is negative or not finite, or nobody moves.

    References
    ----------
    Neffke & Henning (2013), Strategic Management Journal 34:297-316.

    Examples
    --------
    >>> moved(["coal", "quarry", "film"], [[0, 8, 1], [8, 0, 1], [1, 1, 0]]).round(2).tolist()
    [[1.0, 0.33, 0.05], [0.33, 1.0, 0.05], [0.05, 0.05, 1.0]]
    """
    found = np.array(flows, dtype=np.float64)
    shape = (len(industries), len(industries))
    if found.shape == shape:
        np.fill_diagonal(found, 0.0)
    if found.shape != shape or not np.isfinite(found).all() or (found < 0).any() or not found.any():
        raise BadTable(
            ("The moves between industries do not fit: a square of persons from zero up.", "行业间的流动人数不合要求。"),
            ("Give one row and one column for each industry.", "每个行业各占一行一列，数值为不小于零的人数。"),
        )  # fmt: skip
    out, into = found.sum(axis=1), found.sum(axis=0)
    ratio = _over(found * found.sum(), out[:, None] * into)
    scaled = (ratio - 1) / (ratio + 1)
    both = np.maximum((scaled + scaled.T) / 2, 0.0)
    np.fill_diagonal(both, 1.0)
    return np.asarray(both)


WAYS: Final[dict[str, Callable[[Bools], Floats]]] = {
    "min_conditional": min_conditional,
    "cosine": cosine,
    "jaccard": jaccard,
    "association": association,
    "survivor": survivor,
    "taxonomy": taxonomy,
}
"""All but the correlation, which is of RCA and not of presence."""


def _counted(m: Bools) -> tuple[Floats, Floats]:
    """Return how many regions have two industries, and how many have each."""
    both = m.T.astype(np.float64) @ m
    return both, np.diag(both).copy()


def _over(above: Floats, below: Floats) -> Floats:
    found: Floats = np.divide(above, below, out=np.zeros(above.shape), where=below > 0)
    return found
