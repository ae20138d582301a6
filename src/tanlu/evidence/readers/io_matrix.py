"""Input-output tables that a person makes: sectors by sectors, final uses, imports and total output."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.errors import BadTable
from tanlu.evidence.readers.io_sheet import Sheet, lacking

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "households": ("households", "household consumption", "居民消费", "居民消费支出"),
    "final": ("final demand", "final use", "government", "investment", "其他最终使用", "政府消费",
              "资本形成", "资本形成总额"),
    "exports": ("exports", "出口"),
    "imports": ("imports", "进口"),
    "residual": ("residual", "error", "误差", "误差项", "其他"),
    "output": ("output", "total output", "总产出"),
}  # fmt: skip
ROWS: Final[dict[str, tuple[str, ...]]] = {
    "wages": ("wages", "compensation of employees", "劳动者报酬"),
    "value_added": ("value added", "增加值", "增加值合计"),
    "jobs": ("jobs", "employment", "就业人数", "从业人员"),
}


def read(sheet: Sheet) -> IOTable:
    """Return domestic flows; where the table has a column of imports, they are split in proportion to use.

    Raises
    ------
    BadTable
        If a heading is neither a sector nor known, total output is missing, or as :class:`IOTable`.
    """
    known_rows, known_columns = _known(sheet.rows, ROWS), _known(sheet.columns, COLUMNS)
    sectors = [each for each in sheet.rows if each not in known_rows]
    others = [each for each in sheet.columns if each not in known_columns and each not in sectors]
    absent = [each for each in sectors if each not in sheet.columns]
    if absent or others:
        raise _strange(sheet, absent, others)
    if "output" not in known_columns.values():
        raise lacking(sheet, ["output / 总产出"])

    def column(name: str) -> NDArray[np.float64] | None:
        held = [each for each, kind in known_columns.items() if kind == name]
        return sheet.numbers(sectors, held).sum(axis=1) if held else None

    def row(name: str) -> NDArray[np.float64] | None:
        held = next((each for each, kind in known_rows.items() if kind == name), "")
        return sheet.row(held, sectors) if held else None

    flows, output = sheet.numbers(sectors, sectors), column("output")
    if output is None:
        raise lacking(sheet, ["output / 总产出"])
    none = np.zeros(len(sectors))
    added = row("value_added")
    added = output - flows.sum(axis=0) if added is None else added
    spent, rest, abroad = column("households"), column("final"), column("exports")
    home = (none if spent is None else spent) + (none if rest is None else rest)
    away = none if abroad is None else abroad
    extra: dict[str, Any] = {"wages": row("wages"), "households": spent, "jobs": row("jobs")}
    imports = column("imports")
    if imports is not None:
        return IOTable.from_competitive(
            sectors, flows, output, added,
            domestic_use=home, exports=away, imports=imports, residual=column("residual"), **extra,
        )  # fmt: skip
    error = column("residual")
    final = home + away + (none if error is None else error)
    given = any(each is not None for each in (spent, rest, abroad))
    return IOTable.from_domestic(sectors, flows, output, added, final=final if given else None, **extra)


def _known(
    labels: "dict[str, int] | dict[str, tuple[int, list[str]]]", names: dict[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return the labels that stand for something else than a sector, and for what."""
    kinds = {name: kind for kind, all_ in names.items() for name in all_}
    return {each: kinds[each.casefold()] for each in labels if each.casefold() in kinds}


def _strange(sheet: Sheet, absent: list[str], others: list[str]) -> BadTable:
    en = [f"rows without a column: {', '.join(absent[:5])}"] if absent else []
    en += [f"columns without a row: {', '.join(others[:5])}"] if others else []
    zh = [f"以下各行没有对应的列：{'、'.join(absent[:5])}"] if absent else []
    zh += [f"以下各列没有对应的行：{'、'.join(others[:5])}"] if others else []
    known = ", ".join(all_[0] for all_ in (*COLUMNS.values(), *ROWS.values()))
    known_zh = "、".join(
        next(each for each in all_ if not each.isascii()) for all_ in (*COLUMNS.values(), *ROWS.values())
    )
    return BadTable(
        (f"{sheet.name} is no square table: {'; '.join(en)}.", f"{sheet.name} 不是方阵：{'；'.join(zh)}。"),
        (
            f"Give each sector a row and a column of one label. Besides sectors there may be: {known}.",
            f"每个部门须有同名的一行和一列。部门之外还可以有：{known_zh}。",
        ),
    )
