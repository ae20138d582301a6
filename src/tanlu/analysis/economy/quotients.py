"""Specialisation of regions in industries, with intervals: location quotient, RCA, RPOP, NRCA."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import named
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotComparable
from tanlu.text import Text

Floats = NDArray[np.float64]
Masked = np.ma.MaskedArray[Any, np.dtype[np.float64]]

_Z: Final = 1.959963984540054
"""Of a two-sided interval of 95 %."""
_NONE: Final = -float(np.log(0.025))
"""Upper 97.5 % bound of a Poisson mean of which nothing was seen."""

KINDS: Final = {
    "lq": Text(
        "location quotient: share of the industry in the region over its share in the reference; 1 is average",
        "区位商：行业占本地区的比重与其占参照的比重之比，1 为平均水平",
    ),
    "rca": Text(
        "revealed comparative advantage (Balassa 1965): share of the industry in the region over its share in all "
        "regions of the table; 1 is average",
        "显示性比较优势（Balassa 1965）：行业占本地区的比重与其占表中全部地区的比重之比，1 为平均水平",
    ),
    "rpop": Text(
        "relative presence per head (Bustos et al. 2012): value per person in the region over value per person in "
        "all regions; 1 is average",
        "人均相对水平（Bustos 等 2012）：本地区人均值与全部地区人均值之比，1 为平均水平",
    ),
    "nrca": Text(
        "normalised RCA (Yu, Cai & Leung 2009): actual minus expected share of the cell in the whole; 0 is average, "
        "rows and columns sum to 0",
        "标准化显示性比较优势（Yu、Cai 和 Leung 2009）：单元格占总体的实际比重减预期比重，0 为平均水平，"
        "各行、各列之和为 0",
    ),
}


@dataclass(frozen=True, slots=True)
class Quotients:
    """A quotient for every region and industry; masked where the cell is suppressed or nothing is known.

    Parameters
    ----------
    kind : str
        ``lq``, ``rca``, ``rpop`` or ``nrca``.
    regions, industries : tuple of str
        Labels of the rows and columns.
    values : masked array, shape (R, P)
        Without unit; the average is 1, for ``nrca`` 0.
    low, high : masked array, shape (R, P), or None
        Bounds of the 95 % interval; None where the values are no counts.
    method : Text
        The definition, as it must stand beside the numbers.
    """

    kind: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    values: Masked
    low: Masked | None
    high: Masked | None
    method: Text


def quotients(
    table: RegionIndustry, kind: str = "lq", *, reference: ArrayLike | None = None, counts: bool = True
) -> Quotients:
    r"""Return how specialised each region is in each industry.

    With :math:`s_{cp} = x_{cp}/x_{c\cdot}` and :math:`s_p` the share of industry p in the reference:

    - ``lq`` :math:`s_{cp}/s_p`; ``rca`` the same against the sum of the regions;
    - ``rpop`` :math:`(x_{cp}/n_c)/(x_{\cdot p}/n)`, n being persons;
    - ``nrca`` :math:`x_{cp}/x - x_{c\cdot}x_{\cdot p}/x^2`.

    Intervals take the values as counts drawn from a multinomial distribution (delta method). With a region inside
    the reference, :math:`\mathrm{var}\ln LQ = 1/x_{cp} - 1/x_{c\cdot} - 1/x_{\cdot p} + (2LQ - 1)/x`; with an
    outside reference :math:`1/x_{cp} - 1/x_{c\cdot} + 1/X_p - 1/X`. An empty cell has the lower bound 0 and the
    upper bound of a Poisson mean of which nothing was seen.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    kind : str
        Which quotient.
    reference : array_like, shape (P,), optional
        Levels of an outside whole (the nation) for ``lq``; the sum of the regions if not given.
    counts : bool
        False if the values are money or other amounts, which have no such interval.

    Raises
    ------
    BadReference
        If the kind is unknown, or a reference is given to another kind than ``lq``.
    BadTable
        If most cells are suppressed, there is one region and no reference, or ``rpop`` has no population.
    NotComparable
        If the reference lacks an industry that a region has.

    References
    ----------
    Balassa (1965), Manchester School 33:99-123. Bustos et al. (2012), PLoS ONE 7:e49393. Yu, Cai & Leung (2009),
    Annals of Regional Science 43:267-282. Moineddin, Beyene & Boyle (2003), Geographical Analysis 35:249-256.

    Examples
    --------
    >>> table = RegionIndustry.from_arrays(["a", "b"], ["coal", "steel"], [[90, 10], [40, 160]])
    >>> quotients(table).values.round(3).tolist()
    [[2.077, 0.176], [0.462, 1.412]]
    """
    outside = _demand(table, kind, reference)
    unknown = table.suppressed | (table.values.sum(axis=1, keepdims=True) == 0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        value, low, high = _WAYS[kind](table, outside)
    unknown |= ~np.isfinite(value)

    def shown(array: Floats) -> Masked:
        mask = unknown | ~np.isfinite(array)  # a bound of a tiny fraction read as a count has no end
        return np.ma.MaskedArray(np.where(mask, 0.0, array), mask=mask)

    low_high = (shown(low), shown(high)) if counts else (None, None)
    method = _method(kind, outside, counts=counts)
    return Quotients(kind, table.regions, table.industries, shown(value), low_high[0], low_high[1], method)


def _demand(table: RegionIndustry, kind: str, reference: ArrayLike | None) -> Floats | None:
    """Make sure that a kind can be worked out, and return the outside whole if there is one."""
    if kind not in KINDS:
        raise BadReference(
            (f"There is no quotient {kind!r}.", f"没有 {kind!r} 这种指标。"),
            (f"Choose among {', '.join(KINDS)}.", f"可选：{'、'.join(KINDS)}。"),
        )
    table.demand_known()
    outside = None if reference is None else whole(table, reference)
    if outside is not None and kind != "lq":
        raise BadReference(
            (f"{kind} is measured against the regions of the table.", f"{kind} 以表中各地区之和为参照。"),
            ("Leave the reference out, or ask for lq.", "请去掉参照，或改用 lq。"),
        )
    if outside is None:
        demand_regions(table)
    return outside


def whole(table: RegionIndustry, reference: ArrayLike) -> Floats:
    """Return an outside reference, checked against a table.

    Raises
    ------
    BadTable
        If it does not fit the industries, or is negative or not finite.
    NotComparable
        If it lacks an industry that a region has.
    """
    found = np.array(reference, dtype=np.float64)
    if found.shape != (len(table.industries),) or not (np.isfinite(found) & (found >= 0)).all():
        raise BadTable(
            (
                "The reference does not give every industry a level from zero up.",
                "参照未给出每个行业不小于零的数值。",
            ),
            ("Give one value for each industry of the table.", "请为表中每个行业各给出一个数值。"),
        )
    lacking = (found == 0) & (table.values.sum(axis=0) > 0)
    if lacking.any():
        few = named(tuple(np.array(table.industries, dtype=object)[lacking]))
        raise NotComparable(
            (
                f"The reference has none of what regions have: {few.en}.",
                f"参照中没有而地区有的行业：{few.zh}。",
            ),
            ("Bring both to one classification.", "请将两者统一到一种分类。"),
        )
    return found


def demand_regions(table: RegionIndustry) -> None:
    """Make sure that there are two regions to compare.

    Raises
    ------
    BadTable
        If there is one.
    """
    if len(table.regions) < 2:
        raise BadTable(
            ("One region cannot be compared with itself.", "只有一个地区，无从比较。"),
            ("Give other regions, or a reference such as the nation.", "请给出其他地区，或以全国等为参照。"),
        )


Way = Callable[[RegionIndustry, Floats | None], tuple[Floats, Floats, Floats]]


def _lq(table: RegionIndustry, outside: Floats | None) -> tuple[Floats, Floats, Floats]:
    cells, rows = table.values, table.values.sum(axis=1, keepdims=True)
    columns = table.values.sum(axis=0) if outside is None else outside
    share = columns / columns.sum()
    value = cells / rows / share
    if outside is None:
        variance = 1 / cells - 1 / rows - 1 / columns + (2 * value - 1) / cells.sum()
    else:
        variance = 1 / cells - 1 / rows + 1 / columns - 1 / columns.sum()
    return _around(value, variance, cells, _NONE / rows / share)


def _rpop(table: RegionIndustry, _outside: Floats | None) -> tuple[Floats, Floats, Floats]:
    if table.population is None:
        raise BadTable(
            ("A value per head needs the population of every region.", "计算人均值须有每个地区的人口。"),
            ("Give a column population.", "请给出人口列（population）。"),
        )
    people = table.population[:, None]
    mean = table.values.sum(axis=0) / people.sum()
    value = table.values / people / mean
    variance = 1 / table.values - 1 / table.values.sum(axis=0)
    return _around(value, variance, table.values, _NONE / people / mean)


def _around(value: Floats, variance: Floats, cells: Floats, none: Floats) -> tuple[Floats, Floats, Floats]:
    """Return a quotient with its interval on the logarithmic scale; for an empty cell from 0 to ``none``."""
    step = np.exp(_Z * np.sqrt(np.maximum(variance, 0.0)))
    empty = cells == 0
    return value, np.where(empty, 0.0, value / step), np.where(empty, none, value * step)


def _nrca(table: RegionIndustry, _outside: Floats | None) -> tuple[Floats, Floats, Floats]:
    total = table.values.sum()
    p = table.values / total
    r, k = p.sum(axis=1, keepdims=True), p.sum(axis=0)
    value = p - r * k
    square = p * (1 - r - k) ** 2 + (r - p) * k**2 + (k - p) * r**2
    step = _Z * np.sqrt(np.maximum(square - (p - 2 * r * k) ** 2, 0.0) / total)
    return value, value - step, value + step


_WAYS: Final[dict[str, Way]] = {"lq": _lq, "rca": _lq, "rpop": _rpop, "nrca": _nrca}


def _method(kind: str, outside: Floats | None, *, counts: bool) -> Text:
    parts = [KINDS[kind]]
    if kind == "lq":
        parts.append(
            Text("reference: the sum of the regions of the table", "参照：表中各地区之和")
            if outside is None
            else Text("reference: a whole outside the regions", "参照：地区之外另给的总体")
        )
    parts.append(
        Text("interval: 95 %, delta method, values read as counts", "区间：95%，德尔塔法，数值按计数处理")
        if counts
        else Text("no interval: the values are no counts", "无区间：数值不是计数")
    )
    return Text("; ".join(each.en for each in parts), "；".join(each.zh for each in parts))
