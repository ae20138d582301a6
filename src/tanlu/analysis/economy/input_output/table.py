"""An input-output table of one economy: domestic flows, checked and balanced before any method meets them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.input_output.faults import (
    demand_balance,
    demand_signs,
    import_shares,
    matrix,
    vector,
)
from tanlu.analysis.economy.table import place
from tanlu.errors import BadTable, UnknownName
from tanlu.text import Text

Floats = NDArray[np.float64]

GROSS: Final = Text(
    "gross effect: an upper bound, with no substitution, no prices and no limit to capacity",
    "总效应，为上限：不考虑替代、价格变化和产能限制",
)
"""What every number of an input-output model is, and is not."""

DOMESTIC: Final = Text("domestic flows as the table gives them", "表中给出的国内流量")
SPLIT: Final = Text(
    "domestic flows by the proportional import split: the share m = imports / (intermediate use + domestic final "
    "use) of a good is imported, whoever uses it; exports are domestic",
    "国内流量按进口比例法拆分：每种产品的各种国内使用均按同一比例 m = 进口 /（中间使用 + 国内最终使用）扣除进口，"
    "出口视为国产",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IOTable:
    """Domestic flows between sectors. Build it by :meth:`from_domestic` or :meth:`from_competitive`, which check.

    Parameters
    ----------
    sectors : tuple of str
        Codes or labels, each once.
    titles : tuple of Text
        What people call them.
    flows : ndarray, shape (n, n)
        What the sector of the row delivers to the sector of the column, in money, from domestic production.
    final : ndarray, shape (n,)
        Final demand for domestic production: output less deliveries.
    output, value_added : ndarray, shape (n,)
        In the same unit.
    wages, households : ndarray, shape (n,), or None
        Compensation of employees, and what households buy of domestic production.
    jobs : ndarray, shape (n,), or None
        Persons.
    basis : Text
        Where the domestic flows come from.
    cautions : tuple of Caution
        What was found and put right.
    """

    sectors: tuple[str, ...]
    titles: tuple[Text, ...]
    flows: Floats
    final: Floats
    output: Floats
    value_added: Floats
    wages: Floats | None = None
    households: Floats | None = None
    jobs: Floats | None = None
    basis: Text = DOMESTIC
    cautions: tuple[Caution, ...] = ()

    @classmethod
    def from_domestic(
        cls,
        sectors: Sequence[str],
        flows: ArrayLike,
        output: ArrayLike,
        value_added: ArrayLike,
        *,
        final: ArrayLike | None = None,
        titles: Sequence[Text] | None = None,
        wages: ArrayLike | None = None,
        households: ArrayLike | None = None,
        jobs: ArrayLike | None = None,
        basis: Text = DOMESTIC,
    ) -> "IOTable":
        """Build a table of flows that are domestic already.

        Parameters
        ----------
        sectors : sequence of str, length n
            Labels, each once.
        flows : array_like, shape (n, n)
            From zero up.
        output, value_added : array_like, shape (n,)
            Value added may be negative, output may not.
        final : array_like, shape (n,), optional
            Checked against output less deliveries, which is what is used.
        titles, wages, households, jobs, basis
            As in the class.

        Raises
        ------
        BadTable
            If shapes or labels do not fit, a number is NaN or infinite, output or a flow is negative, a sector
            delivers or buys without output, or a row misses its total.

        Notes
        -----
        Sectors in which nothing stands are left out, and a :class:`Caution` names them.

        Examples
        --------
        >>> table = IOTable.from_domestic(["a", "b"], [[150, 500], [200, 100]], [1000, 2000], [650, 1400])
        >>> table.final.tolist()
        [350.0, 1700.0]
        """
        labels = tuple(sectors)
        z = matrix(labels, flows)
        x, va = (
            vector(labels, output, "output", "总产出"),
            vector(labels, value_added, "value added", "增加值"),
        )
        extra = _optional(labels, wages, households, jobs)
        demand_signs(labels, z, x)
        if final is not None:
            demanded = vector(labels, final, "final demand", "最终使用")
            demand_balance(labels, z.sum(axis=1) + demanded, x, Text("row", "行"))
        named_ = tuple(titles) if titles is not None else tuple(Text(each, each) for each in labels)
        table = cls(labels, named_, z, x - z.sum(axis=1), x, va, **extra, basis=basis)
        return _without_empty(table)

    @classmethod
    def from_competitive(
        cls,
        sectors: Sequence[str],
        flows: ArrayLike,
        output: ArrayLike,
        value_added: ArrayLike,
        *,
        domestic_use: ArrayLike,
        exports: ArrayLike,
        imports: ArrayLike,
        residual: ArrayLike | None = None,
        households: ArrayLike | None = None,
        titles: Sequence[Text] | None = None,
        wages: ArrayLike | None = None,
        jobs: ArrayLike | None = None,
    ) -> "IOTable":
        r"""Build a table whose flows hold imports too, as the Chinese tables do.

        :math:`Z^d = (I - \hat m) Z`, :math:`m_i = M_i / (\sum_j z_{ij} + f_i - e_i)`, exports :math:`e` being domestic.

        Parameters
        ----------
        sectors, flows, output, value_added, titles, wages, jobs : as in :meth:`from_domestic`
        domestic_use, exports, imports : array_like, shape (n,)
            Consumption and capital formation, exports, imports; imports from zero up.
        residual : array_like, shape (n,), optional
            Statistical error (column ERR, 2002 to 2012): final demand, without which output is not reproduced.
        households : array_like, shape (n,), optional
            Household consumption, imports included.

        Raises
        ------
        BadTable
            As :meth:`from_domestic`, and if a row or column misses its total, or imports are negative.

        Notes
        -----
        Imports may exceed use at home (re-exports): then m is 1, with a caution. Miller & Blair (2009), section 4.2.
        """
        labels = tuple(sectors)
        z, x = matrix(labels, flows), vector(labels, output, "output", "总产出")
        va = vector(labels, value_added, "value added", "增加值")
        home = vector(labels, domestic_use, "domestic final use", "国内最终使用")
        abroad, bought = (
            vector(labels, exports, "exports", "出口"),
            vector(labels, imports, "imports", "进口"),
        )
        error = vector(labels, np.zeros_like(x) if residual is None else residual, "residual", "误差项")
        demand_balance(labels, z.sum(axis=1) + home + abroad - bought + error, x, Text("row", "行"))
        demand_balance(labels, z.sum(axis=0) + va, x, Text("column", "列"))
        share, cautions = import_shares(labels, z.sum(axis=1) + home, bought)
        spent = (
            None if households is None else vector(labels, households, "household consumption", "居民消费")
        )
        table = cls.from_domestic(
            labels, (1 - share)[:, None] * z, x, va,
            households=None if spent is None else (1 - share) * spent,
            titles=titles, wages=wages, jobs=jobs, basis=SPLIT,
        )  # fmt: skip
        return replace(table, cautions=cautions + table.cautions)

    def place(self, sector: str) -> int:
        """Return where a sector stands, by its code or by its title in either language.

        Raises
        ------
        UnknownName
            If there is none, or several have that title; the nearest are offered.
        """
        if sector in self.sectors:
            return self.sectors.index(sector)
        asked = sector.strip().casefold()
        found = [
            at for at, each in enumerate(self.titles) if asked in {each.en.casefold(), each.zh.casefold()}
        ]
        if len(found) == 1:
            return found[0]
        near = [
            at
            for at, each in enumerate(self.titles)
            if asked and (asked in each.en.casefold() or asked in each.zh.casefold())
        ]
        if not near:
            return place(self.sectors, sector, Text("sector", "部门"))
        en = named(tuple(f"{self.sectors[at]} {self.titles[at].en}" for at in near)).en
        zh = named(tuple(f"{self.sectors[at]} {self.titles[at].zh}" for at in near)).zh
        raise UnknownName(
            (f"The table has no sector {sector!r}.", f"表中没有部门 {sector!r}。"),
            (f"Name it by its code. Near: {en}.", f"请用代码指定。相近的有：{zh}。"),
        )


def _optional(
    labels: tuple[str, ...], wages: ArrayLike | None, households: ArrayLike | None, jobs: ArrayLike | None
) -> dict[str, Any]:
    given = (
        ("wages", wages, Text("wages", "劳动者报酬")),
        ("households", households, Text("household consumption", "居民消费")),
        ("jobs", jobs, Text("jobs", "就业人数")),
    )
    return {
        name: None if each is None else vector(labels, each, words.en, words.zh)
        for name, each, words in given
    }


def _without_empty(table: IOTable) -> IOTable:
    keep = table.output > 0
    if not keep.any():
        raise BadTable(
            ("The table holds nothing but zeros.", "表中全部为零。"),
            ("Check the column of total output.", "请核对总产出列。"),
        )
    if keep.all():
        return table
    few = named(tuple(each for each, kept in zip(table.sectors, keep, strict=True) if not kept))
    told = Caution(
        "empty_sectors",
        Text(f"Left out, since they have no output: {few.en}.", f"以下部门没有产出，已略去：{few.zh}。"),
        Text("Check whether their figures are missing.", "请核对是否缺少数据。"),
    )
    cut: dict[str, Any] = {
        name: None if (held := getattr(table, name)) is None else held[keep]
        for name in ("final", "output", "value_added", "wages", "households", "jobs")
    }
    return replace(
        table,
        sectors=tuple(np.array(table.sectors, dtype=object)[keep]),
        titles=tuple(np.array(table.titles, dtype=object)[keep]),
        flows=table.flows[np.ix_(keep, keep)],
        cautions=(*table.cautions, told),
        **cut,
    )
