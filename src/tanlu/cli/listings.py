"""Listings: the same rows as a table for people and as data for programs."""

from dataclasses import dataclass
from typing import Any, Final

from tanlu.actions.evidence import (
    list_recipes,
    list_regions,
    list_series,
    list_sources,
    regions_with,
    show_series,
)
from tanlu.evidence.release import OWN
from tanlu.evidence.store import Store
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Text

Cell = str | int | float | Text | None

PACKAGED: Final = Text("packaged", "随软件发布")


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows with headers and, where it is empty, what to do.

    Parameters
    ----------
    keys : tuple of str
        Names of the columns for a program.
    headers : tuple of Text
        The same for people.
    rows : tuple of tuple
        Cells; a Text is shown in the user's language.
    empty : Text
        What to say when there are no rows.
    """

    keys: tuple[str, ...]
    headers: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: Text

    def to_json(self) -> list[dict[str, Any]]:
        """Return the rows as plain data."""
        return [
            {
                key: cell.to_json() if isinstance(cell, Text) else cell
                for key, cell in zip(self.keys, row, strict=True)
            }
            for row in self.rows
        ]


def listing(what: str, store: Store, code: str) -> Listing:
    """Return a listing of series, regions, sources, recipes or releases."""
    makers = {"regions": _regions, "sources": _sources, "recipes": _recipes, "releases": _releases}
    return makers[what](store) if what in makers else _series(store, code)


def _series(store: Store, code: str) -> Listing:
    rows = tuple(
        (
            each.series.id,
            each.series.title,
            each.region.code,
            each.region.name,
            each.count,
            each.first,
            each.last,
        )
        for each in list_series(store, code)
    )
    return Listing(
        ("series", "title", "region", "name", "figures", "first", "last"),
        (Text("series", "指标"), Text("title", "名称"), Text("region", "代码"), Text("name", "地区"),
         Text("figures", "数字个数"), Text("from", "起"), Text("to", "止")),
        rows,
        Text("No figure is held here.", "此处没有数据。"),
    )  # fmt: skip


def _regions(_store: Store) -> Listing:
    rows = tuple(
        (
            each.code,
            each.name.en,
            each.name.zh,
            each.parent,
            each.statistical_region,
            each.fips or each.gbt2260,
        )
        for each in list_regions()
    )
    return Listing(
        ("code", "en", "zh", "parent", "statistical_region", "national_code"),
        (Text("code", "代码"), Text("English", "英文名"), Text("Chinese", "中文名"), Text("in", "上级"),
         Text("statistical region", "统计区域"), Text("FIPS or GB/T 2260", "FIPS 或 GB/T 2260")),
        rows,
        Text("No region.", "没有地区。"),
    )  # fmt: skip


def _sources(store: Store) -> Listing:
    rows = tuple((each.id, each.citation, each.licence, each.url) for each in list_sources(store))
    return Listing(
        ("id", "citation", "licence", "url"),
        (Text("id", "编号"), Text("citation", "引用"), Text("terms", "使用条款"), Text("address", "网址")),
        rows,
        Text("No source.", "没有来源。"),
    )


def _recipes(_store: Store) -> Listing:
    rows = tuple((each.id, each.title, unit(each.unit).symbol, each.method) for each in list_recipes())
    return Listing(
        ("id", "title", "unit", "method"),
        (Text("id", "编号"), Text("title", "名称"), Text("unit", "单位"), Text("method", "算法")),
        rows,
        Text("No recipe.", "没有算法。"),
    )


def _releases(store: Store) -> Listing:
    rows = tuple(
        (each.id, each.published, PACKAGED if each.packaged else OWN,
         each.sha256["facts"][:16])
        for each in store.releases
    )  # fmt: skip
    return Listing(
        ("id", "published", "kind", "sha256"),
        (
            Text("release", "版本"),
            Text("published", "发布日期"),
            Text("kind", "类别"),
            Text("SHA-256", "SHA-256"),
        ),
        rows,
        Text("No release.", "没有数据版本。"),
    )


def years_listing(name: str, store: Store, code: str) -> Listing:
    """Return every year of a series or recipe, in one region or in all that have it."""
    codes = (region(code).code,) if code else regions_with(name, store)
    own = {each.id for each in store.releases if not each.packaged}
    rows = (
        (
            each,
            row.year,
            row.value,
            unit(row.unit).symbol,
            row.status,
            row.source,
            row.note,
            row.ref,
            _whose(row.ref, own),
        )
        for each in codes
        for row in show_series(name, store, each)
    )
    return Listing(
        ("region", "year", "value", "unit", "status", "source", "note", "ref", "whose"),
        (Text("region", "地区"), Text("year", "年份"), Text("value", "数值"), Text("unit", "单位"),
         Text("status", "状态"), Text("source", "来源"), Text("note", "说明"), Text("reference", "引用地址"),
         Text("whose", "归属")),
        tuple(rows),
        Text(
            "No year has a figure here; `tanlu evidence list` shows what is held.",
            "此处各年均无数据；运行 `tanlu evidence list` 可查看已有数据。",
        ),
    )  # fmt: skip


def _whose(ref: str, own: set[str]) -> Text | None:
    """Return whose release a figure is of; a computed one has none of its own."""
    _, at, release = ref.partition("@")
    return (OWN if release in own else PACKAGED) if at else None
