"""The tables of a brief as data: one structure for both languages, numbers in one unit, each with its reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tanlu.brief.model import Cell, Claims, Document, Picture, Table
from tanlu.chart.table import Table as ChartTable
from tanlu.registers.units import unit
from tanlu.text import Lang, Text

COLUMNS: Final = (
    "row", "column", "row_en", "row_zh", "column_en", "column_zh", "value", "unit", "year", "shown_en", "shown_zh",
    "ref", "note_en", "note_zh",
)  # fmt: skip
"""Columns of a table's CSV: one line a cell, so that every table has the same schema."""
_DASH: Final = Text("–", "—")


@dataclass(frozen=True, slots=True)
class Datum:
    """A cell as data.

    Parameters
    ----------
    shown : Text
        What the page shows in each language.
    value : float or None
        The number, in ``unit``.
    unit : str
        Unit code; empty where the header names the unit.
    year : int or None
        Year of the number, where it stands in the cell.
    ref : str
        Where the number comes from.
    note : Text or None
        Why nothing is measured, or what must be said with the number.
    """

    shown: Text
    value: float | None = None
    unit: str = ""
    year: int | None = None
    ref: str = ""
    note: Text | None = None

    def shown_both(self) -> str:
        """Return the words in both languages, once where they are the same."""
        return self.shown.en if self.shown.en == self.shown.zh else f"{self.shown.en} · {self.shown.zh}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the brief.

    Parameters
    ----------
    id : str
        Stem of its file.
    title : Text
        Its caption, or the chart's.
    headers : tuple of Text
        One a column.
    rows : tuple of tuple of Datum
        Of equal length.
    """

    id: str
    title: Text
    headers: tuple[Text, ...]
    rows: tuple[tuple[Datum, ...], ...]

    def lines(self) -> list[tuple[object, ...]]:
        """Return a line for each cell beside the first column, in the order of :data:`COLUMNS`."""
        found: list[tuple[object, ...]] = []
        for number, row in enumerate(self.rows, start=1):
            for place, (header, cell) in enumerate(zip(self.headers, row, strict=True), start=1):
                if place > 1:
                    found.append((number, place, *_pair(row[0].shown), *_pair(header), *_cells(cell)))
        return found


def _pair(text: Text) -> tuple[str, str]:
    return text.en, text.zh


def _cells(cell: Datum) -> tuple[object, ...]:
    note = _pair(cell.note) if cell.note else ("", "")
    return cell.value, cell.unit, cell.year, *_pair(cell.shown), cell.ref, *note


def sheets_of(documents: Mapping[Lang, Document]) -> tuple[Sheet, ...]:
    """Return every table of a brief and the data of every chart, in the order of the page.

    Parameters
    ----------
    documents : mapping
        The brief in both languages; they have the same blocks.
    """
    found: list[Sheet] = []
    names: set[str] = set()
    parts = [("summary", documents["en"].lead, documents["zh"].lead)]
    pairs = zip(documents["en"].sections, documents["zh"].sections, strict=True)
    parts += [(one.id, one.blocks, other.blocks) for one, other in pairs]
    for part, blocks, others in parts:
        for block, other in zip(blocks, others, strict=True):
            sheet = _sheet(_free(part, names), block, other)
            if sheet and sheet.rows:
                names.add(sheet.id)
                found.append(sheet)
    return tuple(found)


def _free(stem: str, taken: set[str]) -> str:
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return name


def _sheet(name: str, block: object, other: object) -> Sheet | None:
    match block, other:
        case Table(), Table():
            return _of_table(name, block, other)
        case Picture(), Picture() if block.data and other.data:
            return _of_table(f"chart-{block.id}", block.data, other.data)
        case Picture(), Picture():
            return _of_chart(block, other)
        case Claims(), Claims():
            return None  # they have a table of their own, see records.py
    return None


def _of_chart(block: Picture, other: Picture) -> Sheet:
    """Return a chart's data; its tables hold both languages, so the numbers are those of the English page."""
    table: ChartTable = block.wide.table
    rows = tuple(
        tuple(
            Datum(
                cell.text,
                cell.value,
                ref=cell.ref if cell.ref and cell.value is not None else "",
                note=cell.note,
            )
            for cell in row
        )
        for row in table.rows
    )
    return Sheet(f"chart-{block.id}", Text(block.subtitle, other.subtitle), table.headers, rows)


def _of_table(name: str, block: Table, other: Table) -> Sheet:
    pairs = [list(zip(one, two, strict=True)) for one, two in zip(block.rows, other.rows, strict=True)]
    kept = [place for place in range(len(block.headers)) if not any(row[place].spark for row in block.rows)]
    headers = [_header(block, other, place) for place in kept]
    rows = tuple(tuple(_datum(*row[place]) for place in kept) for row in pairs)
    return Sheet(name, Text(block.caption, other.caption), tuple(headers), rows)


def _header(block: Table, other: Table, place: int) -> Text:
    """Return a header in both languages with the unit of the English column: 百万吨 where the page has 亿吨."""
    en, zh = block.headers[place] or "–", other.headers[place] or "—"
    here = {row[place].number.unit for row in block.rows if _bare(row[place])}  # type: ignore[union-attr]
    there = {row[place].number.unit for row in other.rows if _bare(row[place])}  # type: ignore[union-attr]
    if len(here) == len(there) == 1 and here != there:
        shown, wanted = unit(there.pop()).symbol.zh, unit(here.pop()).symbol.zh
        zh = f"{zh.removesuffix(f'（{shown}）')}（{wanted}）"
    return Text(en, zh)


def _bare(cell: Cell) -> bool:
    return cell.number is not None and not cell.said


def _datum(one: Cell, other: Cell) -> Datum:
    if one.absent:
        return Datum(Text("not measured", "无数据"), note=Text(one.absent, other.absent))
    if one.number is None or other.number is None:
        return Datum(Text(one.text, other.text) if one.text and other.text else _DASH)
    shown = Text(
        one.number.said("en") if one.said else one.number.bare("en"),
        other.number.said("zh") if other.said else other.number.bare("zh"),
    )
    caveats = one.caveats
    note = (
        Text(" ".join(each.en for each in caveats), "".join(each.zh for each in caveats)) if caveats else None
    )
    return Datum(shown, one.number.value, one.number.unit, one.year, one.number.figure.address, note)
