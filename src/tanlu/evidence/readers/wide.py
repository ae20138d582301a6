"""Wide tables: several values a row; a mapping file says what each column is."""

from collections.abc import Iterator

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import BLANK, Row, Taken, make_row
from tanlu.evidence.readers.text import is_year, plain
from tanlu.text import Text


def fits(mapping: Mapping) -> bool:
    """Return whether a mapping file speaks of a wide table."""
    return bool(mapping.columns or mapping.years_in_columns)


def read(grid: Grid, mapping: Mapping, _name: str) -> Taken:
    """Read a wide table as its mapping file says.

    Raises
    ------
    BadTable
        If the mapping file names a column that the table does not have.
    """
    number, header = _header(grid, mapping)
    values = _value_columns(header, mapping)
    fields = {field: _place(header, heading) for field, heading in mapping.fields.items()}
    taken = Taken("wide", iter(()), dict(mapping.fields))
    used = {*values, *fields.values()}
    for place, heading in enumerate(header):
        if heading and place not in used:
            taken.left_out[Text(f"the column {heading!r} is not read", f"未读取列 {heading!r}")] += 1
    taken.rows = _rows(grid, (number, header), values, fields, mapping.constants)
    return taken


def _header(grid: Grid, mapping: Mapping) -> Numbered:
    for number, cells in grid.rows():
        if (mapping.header_row and number == mapping.header_row) or (not mapping.header_row and any(cells)):
            return number, cells
    raise BadTable(
        (f"The table has no row {mapping.header_row}.", f"表格没有第 {mapping.header_row} 行。"),
        (
            "Give the number of the row that names the columns as header_row.",
            "请在 header_row 中给出表头所在行号。",
        ),
    )


def _value_columns(header: list[str], mapping: Mapping) -> dict[int, dict[str, str]]:
    found = {_place(header, heading): dict(said) for heading, said in mapping.columns.items()}
    if mapping.years_in_columns:
        for place, heading in enumerate(header):
            if is_year(heading):
                found.setdefault(place, {"period": heading})
        if not found:
            raise _no_column("2023", header)
    return found


def _place(header: list[str], heading: str) -> int:
    wanted = plain(heading)
    place = next((place for place, cell in enumerate(header) if plain(cell) == wanted), None)
    if place is None:
        raise _no_column(heading, header)
    return place


def _no_column(heading: str, header: list[str]) -> BadTable:
    named = [cell for cell in header if cell]
    return BadTable(
        (f"The table has no column {heading!r}.", f"表格没有列 {heading!r}。"),
        (f"Its columns are {', '.join(named)}.", f"现有列：{'、'.join(named)}。"),
    )


def _rows(
    grid: Grid,
    headed: Numbered,
    values: dict[int, dict[str, str]],
    fields: dict[str, int],
    constants: dict[str, str],
) -> Iterator[Row]:
    start, header = headed
    for number, cells in grid.rows():
        if number <= start or not any(cells):
            continue
        even = cells + [""] * (len(header) - len(cells))
        given = {field: even[place] for field, place in fields.items()}
        for place, said in values.items():
            row = {**constants, **{key: cell for key, cell in given.items() if cell}, **said}
            row["value"] = even[place]
            if not row["value"] and not row.get("status"):
                row |= BLANK
            yield make_row(number, header[place], **row)
