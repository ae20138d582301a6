"""How alike every two occupations are, by measures that answer different questions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.workforce.ratings import Ratings
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

DEFAULT: Final = "standardised"
_SAME: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the scale it reads, its definition with the paper, and how it is worked out."""

    scale: str
    method: Text
    of: Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike every two occupations are.

    Parameters
    ----------
    kind : str
        A key of :data:`MEASURES`.
    values : ndarray, shape (N, N)
        Larger is more alike; a distance or gap has its sign turned. Only a gap is not symmetric: row to column.
    pairs : ndarray
        All values off the diagonal, in order.
    method : Text
        The definition.
    """

    kind: str
    values: Floats
    pairs: Floats
    method: Text

    def percentile(self, values: Floats) -> Floats:
        """Return the share of all pairs that are less alike, ties counted half, from 0 to 100.

        Examples
        --------
        >>> held = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], importance=[[1, 5], [1, 4], [5, 1]])
        >>> found = similarity(held)
        >>> found.percentile(found.values[0]).round().tolist()
        [100.0, 83.0, 17.0]
        """
        low = np.searchsorted(self.pairs, values - _SAME, side="left")
        high = np.searchsorted(self.pairs, values + _SAME, side="right")
        return np.asarray(50.0 * (low + high) / len(self.pairs))


def similarity(ratings: Ratings, kind: str = DEFAULT) -> Similarity:
    r"""Return how alike every two occupations are.

    With importance f and level l of the elements e: ``cosine``
    :math:`\sum_e f_{oe}f_{pe} / \sqrt{\sum_e f_{oe}^2 \sum_e f_{pe}^2}`; ``standardised`` the same of
    :math:`(f_{oe} - \bar f_e)/s_e`, mean and deviation over the occupations; ``euclid``
    :math:`-\sqrt{\sum_e (l_{oe} - l_{pe})^2}`; ``jaccard`` shared over joint elements with revealed comparative
    advantage :math:`(f_{oe}/f_{o\cdot})/(f_{\cdot e}/f_{\cdot\cdot}) \ge 1`; ``gap``
    :math:`-\frac{1}{M}\sum_e \max(0, l_{pe} - l_{oe})`.

    Parameters
    ----------
    ratings : Ratings
        Of all occupations, not of two alone: standardising and percentiles need the rest.
    kind : str
        A key of :data:`MEASURES`.

    Raises
    ------
    BadReference
        If the kind is unknown or the ratings lack its scale.
    BadTable
        If no element tells occupations apart.

    Notes
    -----
    An element that is alike everywhere says nothing in ``standardised`` (0). An occupation at the mean of every
    element points nowhere: 0 to all others. Raw cosine is compressed, since every rating is above zero; the
    percentile says what a value means.

    References
    ----------
    Gathmann & Schonberg (2010), Journal of Labor Economics 28:1-49. Poletaev & Robinson (2008), Journal of Labor
    Economics 26:387-420. Alabdulkareem et al. (2018), Science Advances 4:eaao6030. Lim, Aklin & Frank (2023), Nature
    Communications 14:5711.

    Examples
    --------
    >>> held = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], importance=[[1, 5], [1, 4], [5, 1]])
    >>> similarity(held).values[0].round(2).tolist()
    [1.0, 0.9, -0.98]
    >>> similarity(held, "cosine").values[0].round(2).tolist()
    [1.0, 1.0, 0.38]
    """
    if kind not in MEASURES:
        raise BadReference(
            (f"There is no measure {kind!r}.", f"没有 {kind!r} 这种指标。"),
            (f"Choose among {', '.join(MEASURES)}.", f"可选：{'、'.join(MEASURES)}。"),
        )
    measure = MEASURES[kind]
    values = measure.of(ratings.scale(measure.scale))
    apart = ~np.eye(len(values), dtype=bool)
    pairs = values[apart if kind == "gap" else np.triu(apart)]
    return Similarity(kind, values, np.sort(pairs), measure.method)


def _cosine(values: Floats) -> Floats:
    length = np.sqrt((values**2).sum(axis=1, keepdims=True))
    unit = np.divide(values, length, out=np.zeros_like(values), where=length > _SAME)
    found: Floats = np.clip(unit @ unit.T, -1.0, 1.0)
    np.fill_diagonal(found, 1.0)
    return found


def _standardised(values: Floats) -> Floats:
    spread = values.std(axis=0)
    varies = spread > _SAME
    if not varies.any():
        raise BadTable(
            ("Every occupation has the same ratings.", "各职业的评分全都相同。"),
            ("Check the file: there is nothing to tell them apart by.", "请检查文件：这样无从区分各职业。"),
        )
    centred = values - values.mean(axis=0)
    return _cosine(np.divide(centred, spread, out=np.zeros_like(centred), where=varies))


def _euclid(values: Floats) -> Floats:
    square = (values**2).sum(axis=1)
    found: Floats = -np.sqrt(np.maximum(square[:, None] + square - 2 * values @ values.T, 0.0))
    np.fill_diagonal(found, 0.0)
    return found


def _jaccard(values: Floats) -> Floats:
    share = values / values.sum(axis=1, keepdims=True)
    has = (share >= values.sum(axis=0) / values.sum() * (1 - _SAME)).astype(np.float64)
    together, count = has @ has.T, has.sum(axis=1)
    return np.asarray(together / (count[:, None] + count - together))


def _gap(values: Floats) -> Floats:
    found = np.empty((len(values), len(values)))
    for at, row in enumerate(values):
        found[at] = -np.maximum(values - row, 0.0).mean(axis=1)
    return found


MEASURES: Final[dict[str, Measure]] = {
    "standardised": Measure("importance", Text(
        "cosine of importance, each element standardised over the occupations (after Gathmann & Schönberg 2010); from "
        "-1 to 1",
        "重要性的余弦相似度，各要素先在全部职业间标准化（据 Gathmann 与 Schönberg 2010）；取值 -1 至 1",
    ), _standardised),
    "cosine": Measure("importance", Text(
        "cosine of importance, not standardised (angular separation, Gathmann & Schönberg 2010); compressed towards 1, "
        "so read the percentile",
        "重要性的余弦相似度，未标准化（Gathmann 与 Schönberg 2010）；取值都偏近 1，请看百分位",
    ), _cosine),
    "euclid": Measure("level", Text(
        "Euclidean distance between levels, with a minus sign (Poletaev & Robinson 2008); 0 is alike",
        "水平的欧氏距离，取负号（Poletaev 与 Robinson 2008）；0 为相同",
    ), _euclid),
    "jaccard": Measure("importance", Text(
        "Jaccard index: elements with revealed comparative advantage ≥ 1 in both occupations over those in either "
        "(Alabdulkareem et al. 2018; Lim, Aklin & Frank 2023)",
        "杰卡德指数：两职业均具显示性比较优势（≥ 1）的要素数与任一职业具有的要素数之比（Alabdulkareem 等 2018；"
        "Lim、Aklin 与 Frank 2023）",
    ), _jaccard),
    "gap": Measure("level", Text(
        "mean of what the destination asks for beyond the origin's level, with a minus sign; shown only where the wage "
        "is known and not cut by more than 10 %, since whatever asks for little has no gap",
        "目标职业高出原职业水平部分的平均值，取负号；要求越低差距越小，因此仅列出工资已知且降幅不超过 10% 的职业",
    ), _gap),
}  # fmt: skip
