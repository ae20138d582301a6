"""An input-output table of one economy: domestic flows, checked and balanced before any method meets them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.table import place
from tanlu.errors import BadTable, UnknownName
from tanlu.text import Text

Floats = NDArray[np.float64]

MOST_OFF: Final = 0.005
"""A row or column may miss its total by this share of the sector's output, which is what rounding leaves."""

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
        z = _matrix(labels, flows)
        x, va = _vector(labels, output, "output", "总产出"), _vector(labels, value_added, "value added", "增加值")
        extra = {
            name: None if given is None else _vector(labels, given, words.en, words.zh)
            for name, given, words in (
                ("wages", wages, Text("wages", "劳动者报酬")),
                ("households", households, Text("household consumption", "居民消费")),
                ("jobs", jobs, Text("jobs", "就业人数")),
            )
        }  # fmt: skip
        _demand_signs(labels, z, x)
        if final is not None:
            demanded = _vector(labels, final, "final demand", "最终使用")
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
        sectors, flows, output, value_added, titles, wages, jobs
            As in :meth:`from_domestic`.
        domestic_use, exports, imports : array_like, shape (n,)
            Final use at home (consumption and capital formation), exports, imports; imports from zero up.
        residual : array_like, shape (n,), optional
            Statistical error (the column ERR of the tables of 2002 to 2012). It belongs to final demand; without it
            the model does not reproduce output.
        households : array_like, shape (n,), optional
            Household consumption, imports included.

        Raises
        ------
        BadTable
            As :meth:`from_domestic`, and if a row or column misses its total, or imports are negative.

        Notes
        -----
        A good that is re-exported may be imported in excess of its use at home: then m is 1, and a caution says so.

        References
        ----------
        Miller & Blair (2009), Input-Output Analysis, 2nd ed., section 4.2.
        """
        labels = tuple(sectors)
        z = _matrix(labels, flows)
        x, va = _vector(labels, output, "output", "总产出"), _vector(labels, value_added, "value added", "增加值")
        home, abroad = (
            _vector(labels, domestic_use, "domestic final use", "国内最终使用"),
            _vector(labels, exports, "exports", "出口"),
        )
        bought = _vector(labels, imports, "imports", "进口")
        error = np.zeros_like(x) if residual is None else _vector(labels, residual, "residual", "误差项")
        demand_balance(labels, z.sum(axis=1) + home + abroad - bought + error, x, Text("row", "行"))
        demand_balance(labels, z.sum(axis=0) + va, x, Text("column", "列"))
        share, cautions = import_shares(labels, z.sum(axis=1) + home, bought)
        spent = None if households is None else _vector(labels, households, "household consumption", "居民消费")
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
        near = tuple(
            f"{code} {title.en if title.en == title.zh else title.en + ' ' + title.zh}"
            for code, title in zip(self.sectors, self.titles, strict=True)
            if asked and (asked in title.en.casefold() or asked in title.zh.casefold())
        )
        if not near:
            return place(self.sectors, sector, Text("sector", "部门"))
        few = named(near)
        raise UnknownName(
            (f"The table has no sector {sector!r}.", f"表中没有部门 {sector!r}。"),
            (f"Name it by its code. Near: {few.en}.", f"请用代码指定。相近的有：{few.zh}。"),
        )


def import_shares(sectors: Sequence[str], use: Floats, imports: Floats) -> tuple[Floats, tuple[Caution, ...]]:
    """Return the imported share of the use of each good at home, and what was cut.

    Parameters
    ----------
    sectors : sequence of str, length n
    use, imports : ndarray, shape (n,)
        Intermediate and domestic final use, imports included; imports from zero up.

    Raises
    ------
    BadTable
        If imports are negative.
    """
    if (imports < 0).any():
        at = int(np.argmin(imports))
        raise BadTable(
            (f"The imports of {sectors[at]} are negative ({imports[at]:g}).", f"{sectors[at]} 的进口为负（{imports[at]:g}）。"),
            ("Give imports as numbers from zero up; they are subtracted here.", "进口请填不小于零的数，由程序扣除。"),
        )  # fmt: skip
    share = np.divide(imports, use, out=np.where(imports > 0, 1.0, 0.0), where=use > 0)
    over = tuple(each for each, m in zip(sectors, share, strict=True) if m > 1 + 1e-9)
    share = np.minimum(share, 1.0)
    if not over:
        return share, ()
    few = named(over)
    return share, (
        Caution(
            "imports_exceed_use",
            Text(f"Imports exceed the use at home of: {few.en}.", f"以下部门的进口超过国内使用：{few.zh}。"),
            Text(
                "All of it was taken as imported; the excess is re-exported.",
                "其国内使用全部视为进口，超出部分为转口。",
            ),
        ),
    )


def demand_balance(sectors: Sequence[str], parts: Floats, total: Floats, kind: Text) -> None:
    """Make sure that rows or columns add up to output.

    Raises
    ------
    BadTable
        If one misses it by more than half a percent of the sector's output; the worst is named.
    """
    off = np.abs(parts - total)
    allowed = MOST_OFF * np.abs(total) + 1e-6 * max(float(np.abs(total).max()), 1.0)
    if (off <= allowed).all():
        return
    at = int(np.argmax(off - allowed))
    raise BadTable(
        (
            f"The {kind.en} of {sectors[at]} adds up to {parts[at]:.10g}, its output is {total[at]:.10g}.",
            f"{sectors[at]} 的{kind.zh}合计为 {parts[at]:.10g}，总产出为 {total[at]:.10g}。",
        ),
        (
            "Give every part of it: final uses, imports, value added and the statistical error, in one unit.",
            "请给出全部组成部分（最终使用、进口、增加值和误差项），且单位一致。",
        ),
    )


def _matrix(sectors: tuple[str, ...], flows: ArrayLike) -> Floats:
    z = np.array(flows, dtype=np.float64)
    n = len(sectors)
    if z.shape != (n, n) or not n:
        raise BadTable(
            (f"The flows have the shape {z.shape}, {n} sectors need {(n, n)}.",
             f"中间流量的形状为 {z.shape}，{n} 个部门须为 {(n, n)}。"),
            ("Give one row and one column a sector, in the same order.", "每个部门一行一列，顺序一致。"),
        )  # fmt: skip
    twice = tuple(dict.fromkeys(each for each in sectors if sectors.count(each) > 1))
    if twice or not all(sectors):
        few = named(twice or ("''",))
        raise BadTable(
            (f"A sector stands twice, or has no label: {few.en}.", f"部门重复，或没有名称：{few.zh}。"),
            ("Give each sector one code.", "每个部门只能有一个代码。"),
        )
    if not np.isfinite(z).all():
        row, column = (int(each[0]) for each in np.nonzero(~np.isfinite(z)))
        raise _not_finite(f"{sectors[row]} → {sectors[column]}")
    return z


def _vector(sectors: tuple[str, ...], given: ArrayLike, en: str, zh: str) -> Floats:
    values = np.array(given, dtype=np.float64)
    if values.shape != (len(sectors),):
        raise BadTable(
            (f"There are {values.shape} numbers of {en} for {len(sectors)} sectors.",
             f"{zh}的形状为 {values.shape}，部门数为 {len(sectors)}。"),
            ("Give one number a sector.", "每个部门一个数。"),
        )  # fmt: skip
    if not np.isfinite(values).all():
        raise _not_finite(f"{sectors[int(np.argmin(np.isfinite(values)))]} ({en} / {zh})")
    return values


def _not_finite(where: str) -> BadTable:
    return BadTable(
        (f"A number is NaN or infinite: {where}.", f"有数值为 NaN 或无穷大：{where}。"),
        ("Write 0 where nothing is delivered.", "没有流量的请填 0。"),
    )


def _demand_signs(sectors: tuple[str, ...], z: Floats, x: Floats) -> None:
    for values, en, zh in ((x, "output", "总产出"), (z.min(axis=1), "deliveries", "中间流量")):
        if (values < 0).any():
            at = int(np.argmin(values))
            raise BadTable(
                (f"{sectors[at]} has negative {en} ({values[at]:g}).", f"{sectors[at]} 的{zh}为负（{values[at]:g}）。"),
                (
                    "Book by-products and scrap as final demand, and correct the sign.",
                    "副产品、废料请计入最终使用，并更正符号。",
                ),
            )  # fmt: skip
    idle = (x == 0) & ((z.sum(axis=0) > 0) | (z.sum(axis=1) > 0))
    if idle.any():
        few = named(tuple(each for each, bad in zip(sectors, idle, strict=True) if bad))
        raise BadTable(
            (f"Sectors without output buy or deliver: {few.en}.", f"以下部门没有产出，却有中间投入或使用：{few.zh}。"),
            ("Give their output, or move what they deliver to imports.", "请给出其总产出，或将其供给计入进口。"),
        )  # fmt: skip


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
    cut = {
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
