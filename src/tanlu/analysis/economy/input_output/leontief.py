"""The Leontief and Ghosh inverses, multipliers of type I and II, and linkages."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.input_output.table import GROSS, IOTable
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
Masked = np.ma.MaskedArray[Any, np.dtype[np.float64]]

KINDS: Final = {
    "output": Text(
        "output multiplier: output of all sectors for one unit of final demand",
        "产出乘数：一单位最终需求带动的各部门产出之和",
    ),
    "income": Text(
        "income multiplier: wages in all sectors for one unit of final demand",
        "收入乘数：一单位最终需求带动的各部门劳动者报酬之和",
    ),
    "employment": Text(
        "employment multiplier: jobs in all sectors for one unit of final demand",
        "就业乘数：一单位最终需求带动的各部门就业之和",
    ),
    "value added": Text(
        "value added multiplier: value added in all sectors for one unit of final demand",
        "增加值乘数：一单位最终需求带动的各部门增加值之和",
    ),
}
_TYPES: Final = Text(
    "type I with suppliers; type II also with what the wages are spent on (households closed; output summed over sectors "
    "without households)",
    "I 型含供应链；II 型另含工资再消费（居民部门内生；产出只对各部门求和，不含居民）",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Households:
    """How households close the model.

    Parameters
    ----------
    income : ndarray, shape (n,)
        What each sector pays them.
    spending : ndarray, shape (n,)
        What they buy of each sector, domestic.
    own : float
        What they pay one another.
    total : float or None
        What their spending is divided by; the sum of income if not given.
    """

    income: Floats
    spending: Floats
    own: float = 0.0
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Leontief:
    r"""A table with its inverse.

    Parameters
    ----------
    table : IOTable
    inputs : ndarray, shape (n, n)
        :math:`A = Z \hat x^{-1}`.
    inverse : ndarray, shape (n, n)
        :math:`L = (I - A)^{-1}`.
    """

    table: IOTable
    inputs: Floats
    inverse: Floats

    @property
    def ghosh(self) -> Floats:
        r"""Return :math:`G = (I - B)^{-1} = \hat x^{-1} L \hat x`, with :math:`B = \hat x^{-1} Z` (Ghosh 1958)."""
        x = self.table.output
        return np.asarray(self.inverse * (x[None, :] / x[:, None]), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Multipliers:
    """What one unit of final demand for each sector brings.

    Parameters
    ----------
    kind : str
        A key of :data:`KINDS`.
    sectors : tuple of str
    direct : ndarray, shape (n,)
        In the sector itself: 1 for output, else its coefficient.
    type_1 : ndarray, shape (n,)
        With suppliers.
    type_2 : ndarray, shape (n,), or None
        Also with what households spend; None where wages or their spending are not known.
    ratio_1, ratio_2 : masked array, shape (n,)
        Divided by ``direct``, masked where that is zero.
    method : Text
        The definition, and that it is gross.
    cautions : tuple of Caution
    """

    kind: str
    sectors: tuple[str, ...]
    direct: Floats
    type_1: Floats
    type_2: Floats | None
    ratio_1: Masked
    ratio_2: Masked | None
    method: Text
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Linkages:
    """Backward and forward linkages, 1 being the average sector."""

    sectors: tuple[str, ...]
    backward: Floats
    forward: Floats
    method: Text


def leontief(table: IOTable) -> Leontief:
    r"""Return :math:`A` and :math:`L = (I - A)^{-1}`.

    Raises
    ------
    BadTable
        If the system is singular or not productive: some final demand could not be met with outputs from zero up.

    References
    ----------
    Leontief (1936), Review of Economics and Statistics 18:105-125. Hawkins & Simon (1949), Econometrica 17:245-248.

    Examples
    --------
    >>> table = IOTable.from_domestic(["a", "b"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400])
    >>> leontief(table).inverse.round(4).tolist()
    [[1.2541, 0.33], [0.264, 1.1221]]
    """
    inputs = table.flows / table.output[None, :]
    return Leontief(table, inputs, invert(inputs))


def invert(inputs: Floats) -> Floats:
    """Return the Leontief inverse of input coefficients, shape (n, n).

    Raises
    ------
    BadTable
        If the system is singular or not productive.
    """
    system = -inputs
    system.flat[:: len(inputs) + 1] += 1.0
    try:
        inverse = np.asarray(np.linalg.inv(system), dtype=np.float64)
    except np.linalg.LinAlgError as error:
        raise _not_productive() from error
    low, high = float(inverse.min()), float(inverse.max())  # NaN fails both comparisons
    if not (low > -1e-9 and high < 1e9):
        raise _not_productive()
    return inverse


def closed(inverse: Floats, output: Floats, homes: Households) -> tuple[Floats, Floats, float]:
    r"""Return the effects through households: of every sector's final demand on income, and of income on output.

    The closed inverse in blocks: :math:`\bar L = L + L h_c (1 - o - h_r L h_c)^{-1} h_r L`; no second inversion.

    Parameters
    ----------
    inverse : ndarray, shape (n, n)
    output : ndarray, shape (n,)
    homes : Households

    Returns
    -------
    income : ndarray, shape (n,)
        Last row of the closed inverse: household income for one unit of final demand.
    induced : ndarray, shape (n,)
        :math:`L h_c`: output for one unit of household income.
    scale : float
        Last cell of the closed inverse.

    Raises
    ------
    BadTable
        If households would respend more than they get, so that the circle has no end.
    """
    total = float(homes.income.sum()) if homes.total is None else homes.total
    if total <= 0:
        raise BadTable(
            ("Nobody is paid any wages, so households cannot close the model.", "没有劳动者报酬，无法将居民部门内生。"),
            ("Give the wages of every sector, or ask for type I only.", "请给出各部门劳动者报酬，或只求 I 型乘数。"),
        )  # fmt: skip
    paid, bought = homes.income / output, homes.spending / total
    earned, induced = paid @ inverse, inverse @ bought
    left = 1.0 - homes.own / total - float(paid @ induced)
    if left <= 1e-9:
        raise BadTable(
            ("Households spend more at home than they earn through it: type II has no answer.",
             "居民在国内的消费超过由此带来的收入，II 型乘数无解。"),
            ("Check that wages and consumption are in one unit, or ask for type I only.",
             "请核对劳动者报酬与居民消费的单位，或只求 I 型乘数。"),
        )  # fmt: skip
    return earned / left, induced, 1.0 / left


def households(table: IOTable) -> Households | None:
    """Return how the households of a table close it, or None if it does not say what they earn and buy."""
    if table.wages is None or table.households is None:
        return None
    return Households(table.wages, table.households)


def multipliers(
    system: Leontief, kind: str = "output", *, homes: Households | None = None, type_2: bool = True
) -> Multipliers:
    r"""Return multipliers of type I, :math:`w'L`, and type II, :math:`w'\bar L`, of each sector.

    Parameters
    ----------
    system : Leontief
    kind : str
        ``output``, ``income``, ``employment`` or ``value added``.
    homes : Households, optional
        Those of the table, if not given.
    type_2 : bool
        False to leave type II out.

    Raises
    ------
    BadReference
        If the kind is unknown.
    BadTable
        If the table lacks what the kind needs, or households cannot close it.

    Notes
    -----
    The income multiplier of type II is the last row of the closed inverse, so type II / type I is the same for every
    sector (Miller & Blair 2009, section 6.2). Households spend out of other income than wages, too; where they spend
    more than all wages, a caution says that type II is overstated.

    Examples
    --------
    >>> table = IOTable.from_domestic(["a", "b"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400])
    >>> multipliers(leontief(table)).type_1.round(3).tolist()
    [1.518, 1.452]
    """
    table = system.table
    direct = _direct(table, kind)
    type_1 = direct @ system.inverse
    homes = (homes or households(table)) if type_2 else None
    second = None
    cautions: tuple[Caution, ...] = ()
    if homes is not None:
        income, induced, _ = closed(system.inverse, table.output, homes)
        second = income if kind == "income" else type_1 + float(direct @ induced) * income
        cautions = overspent(homes)
    words = KINDS[kind]
    method = Text(
        f"{words.en}; {_TYPES.en}; {table.basis.en}; {GROSS.en}",
        f"{words.zh}；{_TYPES.zh}；{table.basis.zh}；{GROSS.zh}",
    )
    ratio_2 = None if second is None else _ratio(second, direct)
    return Multipliers(
        kind, table.sectors, direct, type_1, second, _ratio(type_1, direct), ratio_2, method, cautions
    )


def overspent(homes: Households) -> tuple[Caution, ...]:
    """Return a caution if households spend more than they earn in wages."""
    total = float(homes.income.sum()) if homes.total is None else homes.total
    share = (float(homes.spending.sum()) + homes.own) / total
    if share <= 1 + 1e-9:
        return ()
    return (
        Caution(
            "overspent",
            Text(
                f"Households spend {share:.0%} of all wages: they have other income, which the closed model takes as wages.",
                f"居民消费相当于全部劳动者报酬的 {share:.0%}：居民另有其他收入，封闭模型将其一并视为劳动者报酬。",
            ),
            Text("Take type II as overstated, and type I as the figure.", "II 型乘数偏高，请以 I 型乘数为准。"),
        ),
    )  # fmt: skip


def linkages(system: Leontief) -> Linkages:
    r"""Return the backward linkage (column sum of :math:`L`) and the forward one (row sum of :math:`G`), average 1.

    References
    ----------
    Rasmussen (1956), Studies in Inter-sectoral Relations. Ghosh (1958), Economica 25:58-64; Beyers (1976),
    Environment and Planning A 8:231-236.

    Examples
    --------
    >>> table = IOTable.from_domestic(["a", "b"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400])
    >>> linkages(leontief(table)).backward.round(3).tolist()
    [1.022, 0.978]
    """
    back, forward = system.inverse.sum(axis=0), system.ghosh.sum(axis=1)
    method = Text(
        f"backward: column sum of the Leontief inverse, forward: row sum of the Ghosh inverse, each divided by its mean, "
        f"unweighted; {system.table.basis.en}; {GROSS.en}",
        f"后向关联为列昂惕夫逆矩阵列和，前向关联为Ghosh 逆矩阵行和，各除以其均值（不加权）；"
        f"{system.table.basis.zh}；{GROSS.zh}",
    )
    return Linkages(system.table.sectors, back / back.mean(), forward / forward.mean(), method)


def respond(system: Leontief, final: ArrayLike) -> Floats:
    """Return the output that a final demand of shape (n,) calls for: :math:`x = L f`."""
    return np.asarray(system.inverse @ np.asarray(final, dtype=np.float64), dtype=np.float64)


def _direct(table: IOTable, kind: str) -> Floats:
    if kind not in KINDS:
        raise BadReference(
            (f"There is no multiplier of {kind!r}.", f"没有 {kind!r} 这种乘数。"),
            (f"Choose among {', '.join(KINDS)}.", f"可选：{'、'.join(KINDS)}。"),
        )
    if kind == "output":
        return np.ones(len(table.sectors))
    held = {"income": table.wages, "employment": table.jobs, "value added": table.value_added}[kind]
    if held is None:
        raise BadTable(
            (f"The table does not give what a multiplier of {kind} needs.", f"表中没有计算该乘数所需的数据（{kind}）。"),
            ("Add a row of wages or of jobs.", "请加上劳动者报酬或就业人数一行。"),
        )  # fmt: skip
    return held / table.output


def _ratio(effect: Floats, direct: Floats) -> Masked:
    there = direct > 0
    return np.ma.masked_array(np.divide(effect, direct, out=np.zeros_like(effect), where=there), mask=~there)


def _not_productive() -> BadTable:
    return BadTable(
        (
            "The system is singular or not productive: sectors use up more than they make.",
            "该系统奇异或不具生产性：各部门消耗超过产出。",
        ),
        (
            "Check that output is total output, not value added, and that flows are in the same unit.",
            "请核对总产出列不是增加值，且各列单位一致。",
        ),
    )
