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

    :math:`D = V \hat q^{-1}`, :math:`Z = D (U - U^m)`: model D of Eurostat (2008), Manual of Supply, Use and Input-Output
    Tables, chapter 11. Where more is imported than used (scrap, non-comparable imports), use is zero, with a caution.

    Parameters
    ----------
    industries, titles : length n
    use, make : array_like, shape (c, n) and (n, c)
        Commodities that industries use, imports included, and make.
    output, value_added, wages, commodity_output : array_like, shape (n,), and (c,) for commodities
    imported, households_imported : array_like, shape (c, n) and (c,), optional
        What of ``use`` and ``households`` is imported.
    imports, domestic_use : array_like, shape (c,), optional
        Without ``imported``: imports, and all use at home, for the proportional split.
    households : array_like, shape (c,), optional

    Raises
    ------
    BadTable
        If shapes do not fit, totals are missed, or as :meth:`IOTable.from_domestic`.

    Examples
    --------
    >>> found = industry_by_industry(
    ...     ["a", "b"], [[20, 30], [10, 40]], [[90, 0], [10, 100]], [90, 110], [60, 40], commodity_output=[100, 100]
    ... )
    >>> found.flows.tolist()
    [[18.0, 27.0], [12.0, 43.0]]
    """
    u, v = np.array(use, dtype=np.float64), np.array(make, dtype=np.float64)
    q, x, added = (np.array(each, dtype=np.float64) for each in (commodity_output, output, value_added))
    _demand(industries, u, v, q)
    demand_balance(industries, u.sum(axis=0) + added, x, Text("column of the use table", "使用表列"))
    demand_balance(industries, v.sum(axis=1), x, Text("row of the make table", "供给表行"))
    flows, bought, cut = _domestic(u, households, imported, households_imported, (imports, domestic_use))
    shares = np.divide(v, q, out=np.zeros_like(v), where=q > 0)
    table = IOTable.from_domestic(
        industries, shares @ np.maximum(flows, 0), x, added,
        wages=wages, households=None if households is None else shares @ np.maximum(bought, 0), titles=titles,
        basis=_basis(_SHARED if imported is None else _MATRIX),
    )  # fmt: skip
    return replace(table, cautions=(*cut, *_scrap(flows, bought, float(u.sum())), *table.cautions))


def _domestic(
    use: Floats,
    households: ArrayLike | None,
    imported: ArrayLike | None,
    households_imported: ArrayLike | None,
    split: tuple[ArrayLike | None, ArrayLike | None],
) -> tuple[Floats, Floats, tuple[Caution, ...]]:
    """Return what industries and households use of domestic commodities; it may be negative."""
    spent, away = (
        np.zeros(len(use)) if each is None else np.array(each, np.float64)
        for each in (households, households_imported)
    )
    if imported is not None:
        return use - np.array(imported, np.float64), spent - away, ()
    share, cut = _shares(use, *split)
    return (1 - share)[:, None] * use, (1 - share) * spent, cut


def _basis(imports: Text) -> Text:
    return Text(f"{_SALES.en}; {imports.en}", f"{_SALES.zh}；{imports.zh}")


def _demand(industries: Sequence[str], use: Floats, make: Floats, commodities: Floats) -> None:
    shapes = use.shape, make.shape, commodities.shape
    if (
        use.ndim != 2
        or shapes != (use.shape, use.shape[::-1], use.shape[:1])
        or use.shape[1] != len(industries)
    ):
        raise BadTable(
            (f"Use has the shape {use.shape}, make {make.shape}, for {len(industries)} industries.",
             f"使用表的形状为 {use.shape}，供给表为 {make.shape}，行业数为 {len(industries)}。"),
            ("Give use as commodities × industries, and make as industries × commodities.",
             "使用表为产品×行业，供给表为行业×产品。"),
        )  # fmt: skip


def _shares(
    use: Floats, imports: ArrayLike | None, domestic_use: ArrayLike | None
) -> tuple[Floats, tuple[Caution, ...]]:
    if imports is None or domestic_use is None:
        return np.zeros(len(use)), ()
    labels = [str(at + 1) for at in range(len(use))]
    return import_shares(labels, np.array(domestic_use, np.float64), np.array(imports, np.float64))


def _scrap(flows: Floats, bought: Floats, whole: float) -> tuple[Caution, ...]:
    lost = -float(np.minimum(flows, 0).sum() + np.minimum(bought, 0).sum())
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
