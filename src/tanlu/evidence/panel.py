"""Big panels of one's own, on the engine that holds them: the store's rules over a table of any size.

The store reads releases into memory. A panel stays where it is (a Parquet file, a warehouse, Spark) and is asked
through Ibis, which comes with the extra ``engines``; nothing else of Tanlu needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from tanlu.errors import BadTable, NoFigure, NotComparable, UnknownName, UserMistake
from tanlu.evidence.convert import convert
from tanlu.evidence.fact import ABSENT
from tanlu.registers.regions import regions
from tanlu.registers.tables import nearest
from tanlu.registers.units import per_person, unit

if TYPE_CHECKING:
    import ibis

    from tanlu.evidence.store import Store

NEEDED: Final = ("region", "period", "value")
APART: Final = ("series", "scope", "source", "unit")
"""Columns that are never added over, wherever a panel has them: what differs in one of them is another thing."""
_COUNTS: Final = ("count", "missing", "sum", "mean", "contradicted", "people")
POPULATION: Final = "population"


def ibis_module() -> ModuleType:
    """Return Ibis, imported when first needed.

    Raises
    ------
    UserMistake
        If the extra is not installed.
    """
    try:
        import ibis  # noqa: PLC0415 - an extra, and a CPU-second that no other command should pay
    except ImportError as error:
        raise extra_missing("engines", "Ibis") from error
    module: ModuleType = ibis
    return module


def extra_missing(extra: str, name: str) -> UserMistake:
    """Return the error that names the extra to install."""
    command = f"pip install 'tanlu[{extra}]'"
    return UserMistake(
        (f"Big panels need {name}, which is not installed.", f"处理大型面板数据需要 {name}，目前尚未安装。"),
        (f"Run {command}, and the command again.", f"请先运行 {command}，再重试。"),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """What a panel holds under one key.

    Parameters
    ----------
    key : dict
        Value of each column of the key.
    count, missing : int
        Rows with a number, and rows without one: empty, not a number, or stated absent.
    sum, mean : float or None
        Over the rows with a number; None where there is none, and never zero for that reason.
    per_head : float or None
        ``sum`` by the population of the region and year; None where it was not asked for, or is not held.
    unit : str
        Of ``sum`` and ``mean``; empty where the panel has no units.
    unit_per_head : str
        Of ``per_head``.
    """

    key: dict[str, Any]
    count: int
    missing: int
    sum: float | None
    mean: float | None
    unit: str = ""
    per_head: float | None = None
    unit_per_head: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A long table on an engine that Ibis knows; build it with :meth:`over`.

    Parameters
    ----------
    table : ibis.Table
        Columns ``region``, ``period`` and ``value``; perhaps ``status``, those of :data:`APART`, and others.

    Examples
    --------
    >>> import ibis
    >>> rows = {"region": ["CN-SX", "CN-SX"], "year": [2020, 2020], "value": [2.5, None], "unit": ["Mt", "Mt"]}
    >>> panel = Panel.over(ibis.memtable(rows), period="year")
    >>> [(each.key["period"], each.sum, each.count, each.missing) for each in panel.group()]
    [(2020, 2.5, 1, 1)]
    """

    table: "ibis.Table"

    @classmethod
    def over(cls, table: "ibis.Table", **columns: str) -> "Panel":
        """Return a panel over a table; ``columns`` says how the table calls a field, such as ``period="year"``.

        Raises
        ------
        BadTable
            If a needed column is not there, or the values are no numbers.
        """
        if "year" in table.columns and "period" not in {*columns, *table.columns}:
            columns["period"] = "year"
        lost = next(
            (name for name in (*NEEDED, *columns) if columns.get(name, name) not in table.columns), None
        )
        if lost:
            raise BadTable(
                (
                    f"The panel has no column {columns.get(lost, lost)}.",
                    f"面板数据没有列 {columns.get(lost, lost)}。",
                ),
                (f"Its columns are {', '.join(table.columns)}.", f"现有列：{'、'.join(table.columns)}。"),
            )
        given = {field: name for field, name in columns.items() if field != name}
        shadowed = [field for field in given if field in table.columns]
        renamed = table.drop(*shadowed).rename(given)
        taken = next((name for name in renamed.columns if name in _COUNTS), None)
        if taken:
            raise BadTable(
                (
                    f"A column of the panel is called {taken}, as a result is.",
                    f"面板数据有一列名为 {taken}，与结果列重名。",
                ),
                ("Give the column another name.", "请将该列改名。"),
            )
        if not renamed.value.type().is_numeric():
            raise BadTable(
                ("The values of the panel are text, not numbers.", "面板数据的数值列是文本，不是数字。"),
                (
                    "Store the column as a number; what is absent stays empty.",
                    "请将该列存为数字；缺失的留空。",
                ),
            )
        return cls(renamed)

    def select(self, *, codes: Sequence[str] = (), years: Sequence[int] = (), **equal: str) -> "Panel":
        """Return the part of some regions and years, and with these words in other columns.

        Raises
        ------
        UnknownName
            If a column is not there.
        """
        found = self.table
        if codes:
            found = found.filter(found.region.isin(list(codes)))
        if years:
            listed: list[Any] = list(years)
            if found.period.type().is_string():
                listed = [str(year) for year in years]
            found = found.filter(found.period.isin(listed))
        for name, word in equal.items():
            found = found.filter(found[self._column(name)] == word)
        return Panel(found)

    def group(
        self, by: Sequence[str] = ("region", "period"), *, people: "ibis.Table | None" = None
    ) -> list[Group]:
        """Return sum, mean, count and missing count by the columns ``by``, in the order of the key.

        Parameters
        ----------
        by : sequence of str
            Columns; ``year`` means ``period``. Those of :data:`APART` that the panel has are kept apart as well.
        people : ibis.Table or None
            Region, period and number of people, for the amount per head; :meth:`people` takes it from a store.

        Raises
        ------
        UnknownName
            If a column is not there.
        NotComparable
            If per head is asked for without region and period.
        BadTable
            If a row has a number, and a status that says there is none.
        NoFigure
            If no row is left.
        """
        keys = list(dict.fromkeys(self._column(name) for name in by))
        keys += [name for name in APART if name in self.table.columns and name not in keys]
        grouped = self._grouped(keys)
        if people is not None:
            grouped = _joined(grouped, keys, people)
        rows = grouped.order_by(keys).to_pyarrow().to_pylist()
        if not rows:
            raise NoFigure(
                ("The panel holds no row of these regions and years.", "面板数据中没有这些地区和年份的行。"),
                ("Ask for others, or for all.", "请改选其他地区和年份，或不加限制。"),
            )
        _demand_sound(rows, keys)
        return [_group(row, keys) for row in rows]

    def people(self, store: "Store") -> "ibis.Table":
        """Return the population that a store holds, each region and year, as a table to join."""
        found = [
            (code, fact.year, convert(fact.value, fact.unit, "persons", year=fact.year, store=store).value)
            for code in regions()
            for fact in store.facts(POPULATION, code)
            if fact.value is not None and not fact.ref.dims
        ]
        kind = self.table.period.type()
        schema = {"region": "string", "period": "string" if kind.is_string() else kind, "people": "float64"}
        periods = [str(year) if kind.is_string() else year for _, year, _ in found]
        cells = {
            "region": [code for code, *_ in found],
            "period": periods,
            "people": [count for *_, count in found],
        }
        made: ibis.Table = ibis_module().memtable(cells, schema=schema)
        return made

    def _column(self, name: str) -> str:
        wanted = "period" if name == "year" and name not in self.table.columns else name
        if wanted in self.table.columns:
            return wanted
        offers = nearest(name, self.table.columns) or self.table.columns
        raise UnknownName(
            (f"The panel has no column {name}.", f"面板数据没有列 {name}。"),
            (f"Did you mean {', '.join(offers)}?", f"您要找的是否是：{'、'.join(offers)}？"),
        )

    def _grouped(self, keys: list[str]) -> "ibis.Table":
        """Return the query: a number that is absent or not a number is missing, and is never added as zero."""
        table = self.table
        given = table.value
        if given.type().is_floating():
            given = given.isnan().ifelse(None, given)  # NaN would make a whole sum NaN
        counts = {}
        if "status" in table.columns:
            absent = table.status.isin(sorted(ABSENT)).fill_null(False)  # noqa: FBT003 - as Ibis has it
            counts["contradicted"] = (absent & given.notnull()).sum()
        return table.group_by(keys).agg(
            count=given.count(),
            missing=table.count() - given.count(),
            sum=given.sum(),
            mean=given.mean(),
            **counts,
        )


def _joined(grouped: "ibis.Table", keys: list[str], people: "ibis.Table") -> "ibis.Table":
    if not {"region", "period"} <= set(keys):
        raise NotComparable(
            ("An amount per head needs the region and the year.", "人均值须同时按地区和年份计算。"),
            ("Group by region,year.", "请按 region,year 分组。"),
        )
    named = people.select("region", "period", "people")
    joined = grouped.left_join(named, ["region", "period"])
    return joined.select(*grouped.columns, "people")


def _demand_sound(rows: list[dict[str, Any]], keys: list[str]) -> None:
    bad = [row for row in rows if row.get("contradicted")]
    if bad:
        count = sum(int(row["contradicted"]) for row in bad)
        where = "/".join(str(bad[0][name]) for name in keys)
        raise BadTable(
            (f"{count} rows have a number, and a status that says there is none (first under {where}).",
             f"有{count}行既有数字，状态又表示没有数字（首见于 {where}）。"),
            ("Empty the value or change the status; then ask again.", "请清空数值或更正状态后重试。"),
        )  # fmt: skip


def _group(row: dict[str, Any], keys: list[str]) -> Group:
    code = str(row.get("unit") or "")
    total = None if row["sum"] is None else float(row["sum"])
    per_head, head_unit = _per_head(total, code, row["people"]) if "people" in row else (None, "")
    return Group(
        key={name: row[name] for name in keys},
        count=int(row["count"]),
        missing=int(row["missing"]),
        sum=total,
        mean=None if row["mean"] is None else float(row["mean"]),
        unit=code,
        per_head=per_head,
        unit_per_head=head_unit,
    )


def _per_head(total: float | None, code: str, people: float | None) -> tuple[float | None, str]:
    whole, each = per_person(code) if code else ("", "")
    if total is None or not people:
        return None, each
    return total * (unit(code).factor / unit(whole).factor if code else 1) / people, each
