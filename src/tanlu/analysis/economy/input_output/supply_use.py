"""From what industries make and use of commodities to flows between industries."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.input_output.faults import demand_balance, import_shares
from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

_SALES: Final = Text(
    "industry by industry, fixed product sales structure: an industry supplies the same share of a commodity to every "
    "user",
    "行业×行业，固定产品销售结构：某行业在某种产品供给中的比重，对所有使用者都相同",
)  # fmt: skip
_MATRIX: Final = Text("imports removed by the matrix of imports", "进口按进口矩阵扣除")
_SHARED: Final = Text("imports removed in proportion to use", "进口按使用比例扣除")


def industry_by_industry(
    industries: Sequence[str],
    use: ArrayLike,
    make: ArrayLike,
    output: ArrayLike,
    value_added: ArrayLike,
    *,
    commodity_output: ArrayLike,
    imported: ArrayLike | None = None,
    imports: ArrayLike | None = None,
    domestic_use: ArrayLike | None = None,
    wages: ArrayLike | None = None,
    households: ArrayLike | None = None,
    households_imported: ArrayLike | None = None,
    titles: Sequence[Text] | None = None,
) -> IOTable:
    r"""Return flows between n industries from a use and a make table of c commodities.

    :math:`D = V \hat q^{-1}`, :math:`Z = D (U - U^m)`: model D of Eurostat.

    Parameters
    ----------
    industries : sequence of str, length n
    use : array_like, shape (c, n)
        What industries use of commodities, imports included.
    make : array_like, shape (n, c)
        What industries make of commodities.
    output, value_added, wages : array_like, shape (n,)
    commodity_output : array_like, shape (c,)
        Domestic output of each commodity.
    imported : array_like, shape (c, n), optional
        What of ``use`` is imported.
    imports, domestic_use : array_like, shape (c,), optional
        Without ``imported``: imports, and all use at home, for the proportional split.
    households, households_imported : array_like, shape (c,), optional
        What households buy of commodities, and what of it is imported.

    Raises
    ------
    BadTable
        If shapes do not fit, or as :meth:`IOTable.from_domestic`.

    Notes
    -----
    Where more of a commodity is imported than used (scrap, second-hand goods, non-comparable imports), domestic use is
    set to zero, and a caution says how much that is.

    References
    ----------
    Eurostat (2008), Manual of Supply, Use and Input-Output Tables, chapter 11.

    Examples
    --------
    >>> found = industry_by_industry(
    ...     ["a", "b"], [[20, 30], [10, 40]], [[90, 0], [10, 100]], [90, 110], [60, 40], commodity_output=[100, 100]
    ... )
    >>> found.flows.tolist()
    [[18.0, 27.0], [12.0, 43.0]]
    """
    u, v = np.array(use, dtype=np.float64), np.array(make, dtype=np.float64)
    q = np.array(commodity_output, dtype=np.float64)
    if u.ndim != 2 or v.shape != u.shape[::-1] or q.shape != u.shape[:1] or u.shape[1] != len(industries):
        raise BadTable(
            (f"Use has the shape {u.shape}, make {v.shape}, for {len(industries)} industries.",
             f"使用表的形状为 {u.shape}，供给表为 {v.shape}，行业数为 {len(industries)}。"),
            ("Give use as commodities × industries, and make as industries × commodities.",
             "使用表为产品×行业，供给表为行业×产品。"),
        )  # fmt: skip
    x, added = np.array(output, dtype=np.float64), np.array(value_added, dtype=np.float64)
    demand_balance(industries, u.sum(axis=0) + added, x, Text("column of the use table", "使用表列"))
    demand_balance(industries, v.sum(axis=1), x, Text("row of the make table", "供给表行"))
    spent = np.zeros(len(q)) if households is None else np.array(households, dtype=np.float64)
    cut: tuple[Caution, ...] = ()
    if imported is not None:
        away = np.zeros(len(q)) if households_imported is None else np.array(households_imported, np.float64)
        flows, bought, basis = u - np.array(imported, np.float64), spent - away, _MATRIX
    else:
        share, cut = _shares(u, imports, domestic_use)
        flows, bought, basis = (1 - share)[:, None] * u, (1 - share) * spent, _SHARED
    lost = -float(np.minimum(flows, 0).sum() + np.minimum(bought, 0).sum())
    shares = np.divide(v, q, out=np.zeros_like(v), where=q > 0)
    table = IOTable.from_domestic(
        industries, shares @ np.maximum(flows, 0), x, added,
        wages=wages, households=None if households is None else shares @ np.maximum(bought, 0), titles=titles,
        basis=Text(f"{_SALES.en}; {basis.en}", f"{_SALES.zh}；{basis.zh}"),
    )  # fmt: skip
    return replace(table, cautions=(*cut, *_scrap(lost, float(u.sum())), *table.cautions))


def _shares(
    use: Floats, imports: ArrayLike | None, domestic_use: ArrayLike | None
) -> tuple[Floats, tuple[Caution, ...]]:
    if imports is None or domestic_use is None:
        return np.zeros(len(use)), ()
    labels = [str(at + 1) for at in range(len(use))]
    return import_shares(labels, np.array(domestic_use, np.float64), np.array(imports, np.float64))


def _scrap(lost: float, whole: float) -> tuple[Caution, ...]:
    if lost <= 0:
        return ()
    return (
        Caution(
            "negative_use",
            Text(
                f"Negative domestic use (scrap, second-hand and non-comparable goods) was set to zero: {lost:,.0f}, "
                f"{lost / whole:.2%} of all use by industries.",
                f"国内使用为负的（废料、旧货和不可比进口）已置零：{lost:.0f}，占行业使用总额的 {lost / whole:.2%}。",
            ),
            Text("It goes to final demand, so output is reproduced.", "差额计入最终使用，总产出不变。"),
        ),
    )  # fmt: skip
