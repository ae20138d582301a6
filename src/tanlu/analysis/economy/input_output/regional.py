"""Multipliers of a region that has no table: the nation's coefficients cut by quotients, always as a range over methods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.input_output.leontief import Households, closed, households, invert, overspent
from tanlu.analysis.economy.input_output.table import GROSS, IOTable
from tanlu.errors import BadReference, BadTable, NotComparable
from tanlu.text import Text

Floats = NDArray[np.float64]
Kind = Literal["SLQ", "CILQ", "FLQ", "AFLQ", "FLQ+SLQ"]

DELTAS: Final = (0.1, 0.2, 0.25, 0.3, 0.4)
HYPER: Final = 5.0
"""From this location quotient on the cross-industry quotients of a column are near zero whatever the supplier."""

METHODS: Final[dict[str, Text]] = {
    "SLQ": Text("SLQ_i = (RE_i/RE) / (NE_i/NE)", "SLQ_i = (RE_i/RE) / (NE_i/NE)"),
    "CILQ": Text("CILQ_ij = SLQ_i / SLQ_j, SLQ_i on the diagonal", "CILQ_ij = SLQ_i / SLQ_j，对角线为 SLQ_i"),
    "FLQ": Text(
        "FLQ_ij = CILQ_ij λ, λ = [log2(1 + RE/NE)]^δ (Flegg & Webber 1997)",
        "FLQ_ij = CILQ_ij λ，λ = [log2(1 + RE/NE)]^δ（Flegg & Webber 1997）",
    ),
    "AFLQ": Text(
        "AFLQ_ij = FLQ_ij log2(1 + SLQ_j) where SLQ_j > 1 (Flegg & Webber 2000)",
        "SLQ_j > 1 时 AFLQ_ij = FLQ_ij log2(1 + SLQ_j)（Flegg & Webber 2000）",
    ),
    "FLQ+SLQ": Text(
        f"FLQ, with SLQ in the columns of sectors whose SLQ is {HYPER:g} or more",
        f"FLQ，其中 SLQ 不低于 {HYPER:g} 的部门所在列改用 SLQ",
    ),
}
_CUT: Final = Text(
    "regional coefficient = national domestic coefficient × min(quotient, 1); household purchases × min(SLQ, 1)",
    "地区系数 = 全国国内系数 × min(区位商, 1)；居民消费 × min(SLQ, 1)",
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Output multipliers of every sector by one method.

    Parameters
    ----------
    kind : str
        A key of :data:`METHODS`.
    delta : float or None
        Exponent of FLQ and AFLQ.
    type_1 : ndarray, shape (n,)
    type_2 : ndarray, shape (n,), or None
        None where the table does not say what households earn and buy.
    """

    kind: Kind
    delta: float | None
    type_1: Floats
    type_2: Floats | None

    @property
    def label(self) -> str:
        """Return the method with its exponent."""
        return self.kind if self.delta is None else f"{self.kind} δ={self.delta:g}"


@dataclass(frozen=True, slots=True)
class RegionalMultipliers:
    """Output multipliers of a region by every method.

    Parameters
    ----------
    sectors : tuple of str
    slq : ndarray, shape (n,)
        Simple location quotients; zero where the region has nothing of a sector.
    size : float
        The region's share of the nation.
    estimates : tuple of Estimate
    national : Estimate
        National coefficients uncut, households cut by SLQ: outside the range, for comparison.
    method : Text
    cautions : tuple of Caution
    """

    sectors: tuple[str, ...]
    slq: Floats
    size: float
    estimates: tuple[Estimate, ...]
    national: Estimate
    method: Text
    cautions: tuple[Caution, ...] = ()

    def span(self, at: int, *, type_2: bool = False) -> tuple[float, float] | None:
        """Return the lowest and highest multiplier of a sector over the methods; None where there is no type II."""
        found = [each.type_2 if type_2 else each.type_1 for each in self.estimates]
        values = [float(each[at]) for each in found if each is not None]
        return (min(values), max(values)) if values else None

    def why(self, at: int) -> Text:
        """Return why the methods differ for a sector."""
        quotient = float(self.slq[at])
        if quotient < HYPER:
            return Text(
                "The methods differ in how much of each input they take to come from outside the region; none of them is "
                "data.",
                "各方法的差别在于假定多少投入来自区外，都不是实际数据。",
            )  # fmt: skip
        return Text(
            f"{self.sectors[at]} is {quotient:.1f} times as large here as in the nation. CILQ, FLQ and AFLQ divide "
            f"the quotient of every supplier by {quotient:.1f}, so nearly all inputs count as imports and the "
            "multiplier falls towards 1; SLQ does not. They were made for ordinary regions: read the range, not one "
            "end of it.",
            f"{self.sectors[at]} 在本地区的比重是全国的 {quotient:.1f} 倍。CILQ、FLQ 和 AFLQ 把各供给部门的区位商除以 "
            f"{quotient:.1f}，几乎所有投入都算作区外调入，乘数趋近于 1；SLQ 则不然。这些方法针对一般地区设计，应看区间，"
            "不应只看一端。",
        )  # fmt: skip


def location_quotients(region: ArrayLike, nation: ArrayLike) -> tuple[Floats, float]:
    """Return SLQ of every sector, and the region's share of the nation.

    Parameters
    ----------
    region, nation : array_like, shape (n,)
        Output, value added or jobs by sector, in one unit; the nation holds the region.

    Raises
    ------
    BadTable
        If a number is negative or not finite, or a total is zero.
    NotComparable
        If the region exceeds the nation in a sector.

    Examples
    --------
    >>> location_quotients([30, 10], [100, 300])[0].round(3).tolist()
    [3.0, 0.333]
    """
    here, whole = np.array(region, dtype=np.float64), np.array(nation, dtype=np.float64)
    fits = here.shape == whole.shape and here.ndim == 1
    if not fits or not all(
        (np.isfinite(each) & (each >= 0)).all() and each.sum() > 0 for each in (here, whole)
    ):
        raise BadTable(
            ("The region's or the nation's figures differ in length, are negative or not finite, or are all zero.",
             "地区或全国的数据长度不一、为负、非有限值，或全部为零。"),
            ("Give output, value added or jobs of every sector, from zero up.",
             "请给出各部门不小于零的产出、增加值或就业人数。"),
        )  # fmt: skip
    if (here > whole * (1 + 1e-9)).any():
        at = int(np.argmax(here - whole))
        raise NotComparable(
            (f"The region exceeds the nation in sector {at + 1} ({here[at]:g} of {whole[at]:g}).",
             f"第 {at + 1} 个部门的地区数大于全国数（{here[at]:g} 与 {whole[at]:g}）。"),
            ("Give both in one unit and scope.", "两者的单位和口径须一致。"),
        )  # fmt: skip
    size = float(here.sum() / whole.sum())
    return np.divide(here, whole, out=np.zeros_like(here), where=whole > 0) / size, size


def quotients(slq: ArrayLike, size: float, kind: Kind, delta: float = 0.25) -> Floats:
    """Return the quotients that cut the coefficients, shape (n, n), not yet limited to 1.

    Parameters
    ----------
    slq : array_like, shape (n,)
    size : float
        RE/NE, above 0 and at most 1.
    kind : str
        A key of :data:`METHODS`.
    delta : float
        From 0 up; about .25 to .3 in surveys of ordinary regions.

    Raises
    ------
    BadReference
        If the kind is unknown, or delta negative.

    Notes
    -----
    A sector that the region has not (SLQ = 0) buys nothing: its column is zero.

    References
    ----------
    Flegg, Webber & Elliott (1995), Regional Studies 29:547-561; Flegg & Webber (1997), 31:795-805; (2000), 34:563-569.

    Examples
    --------
    >>> quotients([2.0, 0.5], 1.0, "CILQ").tolist()
    [[2.0, 4.0], [0.25, 0.5]]
    """
    here = np.array(slq, dtype=np.float64)
    if kind not in METHODS or not 0 <= delta < np.inf:
        raise BadReference(
            (f"There is no quotient {kind!r} with delta {delta:g}.", f"没有 {kind!r}（δ = {delta:g}）这种区位商。"),
            (f"Choose among {', '.join(METHODS)}, delta from 0 up.", f"可选：{'、'.join(METHODS)}，δ 不小于 0。"),
        )  # fmt: skip
    n = len(here)
    simple = np.where(here > 0, np.repeat(here[:, None], n, axis=1), 0.0)
    if kind == "SLQ":
        return simple
    cross = np.divide(here[:, None], here, out=np.zeros((n, n)), where=here > 0)
    cross.flat[:: n + 1] = here
    if kind == "CILQ":
        return cross
    cross *= float(np.log2(1 + size)) ** delta
    if kind == "AFLQ":
        cross *= np.where(here > 1, np.log2(1 + here), 1.0)
    if kind == "FLQ+SLQ":
        cross = np.where(here >= HYPER, simple, cross)
    return cross


def regional_multipliers(
    table: IOTable,
    region: ArrayLike,
    nation: ArrayLike | None = None,
    *,
    deltas: Iterable[float] = DELTAS,
    homes: Households | None = None,
) -> RegionalMultipliers:
    """Return output multipliers of a region by SLQ, CILQ, FLQ, AFLQ, and FLQ with SLQ for hyper-specialised sectors.

    Parameters
    ----------
    table : IOTable
        Of the nation.
    region : array_like, shape (n,)
        Output, value added or jobs of the region by sector.
    nation : array_like, shape (n,), optional
        The same of the nation; the output of the table if not given.
    deltas : iterable of float
        Exponents of FLQ and AFLQ.
    homes : Households, optional
        Those of the table, if not given.

    Raises
    ------
    BadTable, NotComparable, BadReference
        As :func:`location_quotients` and :func:`quotients`, and if a cut system cannot be solved.

    Notes
    -----
    The quotients were designed for ordinary regions. In a coal region the method decides more than the data do, so no
    single number is given. See Bonfiglio & Chelli (2008), Economic Systems Research 20:243-258.
    """
    whole = table.output if nation is None else nation
    slq, size = location_quotients(region, whole)
    if len(slq) != len(table.sectors):
        raise BadTable(
            (f"There are {len(slq)} figures for {len(table.sectors)} sectors.",
             f"数据有 {len(slq)} 个，部门有 {len(table.sectors)} 个。"),
            ("Give one figure a sector, in the order of the table.", "每个部门一个数，顺序与表一致。"),
        )  # fmt: skip
    inputs = table.flows / table.output[None, :]
    homes = homes or households(table)
    asked: list[tuple[Kind, float | None]] = [("SLQ", None), ("CILQ", None)]
    kinds: Sequence[Kind] = ("FLQ", "AFLQ", "FLQ+SLQ") if (slq >= HYPER).any() else ("FLQ", "AFLQ")
    asked += [(kind, delta) for kind in kinds for delta in deltas]
    estimates = []
    for kind, delta in asked:
        cut = np.minimum(quotients(slq, size, kind, 0.25 if delta is None else delta), 1.0)
        estimates.append(Estimate(kind, delta, *_solve(inputs * cut, table.output, homes, slq)))
    national = Estimate("SLQ", None, *_solve(inputs, table.output, homes, slq))
    told = "; ".join(f"{name}: {words.en}" for name, words in METHODS.items())
    told_zh = "；".join(f"{name}：{words.zh}" for name, words in METHODS.items())
    method = Text(
        f"{_CUT.en}; {told}; {table.basis.en}; {GROSS.en}",
        f"{_CUT.zh}；{told_zh}；{table.basis.zh}；{GROSS.zh}",
    )
    cautions = (*table.cautions, *(overspent(homes) if homes else ()))
    return RegionalMultipliers(table.sectors, slq, size, tuple(estimates), national, method, cautions)


def _solve(
    inputs: Floats, output: Floats, homes: Households | None, slq: Floats
) -> tuple[Floats, Floats | None]:
    inverse = invert(inputs)
    first = inverse.sum(axis=0)
    if homes is None:
        return first, None
    total = float(homes.income.sum()) if homes.total is None else homes.total
    here = Households(homes.income, homes.spending * np.minimum(slq, 1.0), homes.own, total)
    income, induced, _ = closed(inverse, output, here)
    return first, first + float(induced.sum()) * income
