"""Excerpts: the rows of releases that something was made from, as CSV beside it, and a store over them."""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tanlu.errors import BadFolder
from tanlu.evidence.rows import CELLS, KINDS
from tanlu.evidence.store import Store

Rows = list[tuple[Any, ...]]
USE: Final = "use"
"""First column of the facts: ``cited``, ``rival`` or ``read``."""


def take(store: Store) -> dict[str, Rows]:
    """Return every row that a watched store was asked for and let through, by table.

    Series are taken whole for each region asked about, so that whoever asks the excerpt the same question gets
    the same answer, rivals and stated absences included.
    """
    pairs = sorted(store.asked.figures)
    facts = _select(
        store,
        "facts",
        "WHERE published <= ? AND (series, region) IN (SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))",
        [store.cutoff or "9999", [each for each, _ in pairs], [each for _, each in pairs]],
    )
    policies = _select(store, "policies", "WHERE list_contains(?, region)", [sorted(store.asked.rules)])
    held = {row[CELLS["facts"].index("source")] for row in facts} | {row[-1] for row in policies}
    sources = _select(store, "sources", "WHERE list_contains(?, id)", [sorted(held)])
    return {
        "facts": facts,
        "sources": sources,
        "preferences": _preferences(store, facts),
        "policies": policies,
    }


def _preferences(store: Store, facts: Rows) -> Rows:
    """Return the preferences of releases that gave a figure, and of those that ship with Tanlu."""
    ids = {row[0] for row in facts} | {each.id for each in store.releases if each.packaged}
    return _select(store, "preferences", "WHERE list_contains(?, release)", [sorted(ids)])


def _select(store: Store, table: str, condition: str, values: list[Any]) -> Rows:
    names = ", ".join(name if name in KINDS else f"coalesce({name}, '')" for name in CELLS[table])
    sql = f"SELECT {names} FROM {table} {condition} ORDER BY release, row"  # noqa: S608 - names of our own
    return store.connection.execute(sql, values).fetchall()


def written(cell: Any) -> str:  # noqa: ANN401 - text, a number or nothing
    """Return a cell as CSV holds it: every digit of a number, nothing for nothing."""
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return CSV in UTF-8 with a mark, which spreadsheets need to see Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes, name: str, header: Sequence[str]) -> list[list[str]]:
    """Return the rows of a CSV file below the header it must have.

    Raises
    ------
    BadFolder
        If it is not UTF-8, has another header, or a row of another length; the message names the line.
    """
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _bad(
            name, "is cut off, broken or not CSV in UTF-8", "不完整、已损坏，或不是 UTF-8 编码的 CSV"
        ) from error
    if not rows or rows[0] != list(header):
        raise _bad(name, "does not have the columns it should", "的列与规定不符")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise _bad(
                name,
                f"is cut off or broken in line {line}: {len(row)} cells, not {len(header)}",
                f"第{line}行不完整：应有{len(header)}个单元格，实有{len(row)}个",
            )
    return rows[1:]


def parse(table: str, rows: list[list[str]], name: str) -> Rows:
    """Return the text of a table as typed rows.

    Raises
    ------
    BadFolder
        If a cell that should hold a number does not; the message names line and column.
    """
    found = []
    for line, row in enumerate(rows, start=2):
        cells = []
        for column, cell in zip(CELLS[table], row, strict=True):
            try:
                cells.append(_typed(column, cell))
            except ValueError as error:
                raise _bad(
                    name,
                    f"holds {cell!r} in line {line} under {column}, which is no number",
                    f"第{line}行 {column} 列的 {cell!r} 不是数字",
                ) from error
        found.append(tuple(cells))
    return found


def _typed(column: str, cell: str) -> Any:  # noqa: ANN401 - text, a number or nothing
    kind = KINDS.get(column)
    if kind is None:
        return cell
    if kind == "BIGINT":
        return int(cell)
    if not cell:
        return None
    value = float(cell)
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def _bad(name: str, why: str, why_zh: str) -> BadFolder:
    return BadFolder(
        (f"{name} {why}.", f"{name} {why_zh}。"),
        (
            "Take the folder again from where it came; it was damaged or edited on the way.",
            "文件在传递中被损坏或改动，请从原处重新取得该文件夹。",
        ),
    )


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns in which two rows differ."""
    return tuple(name for name in one if one[name] != other.get(name))
