"""Use, make and import tables of the BEA, summary or detail, as flows between industries."""

import re
from typing import Any, Final

import numpy as np

from tanlu.analysis.economy.input_output.supply_use import industry_by_industry
from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.errors import BadTable
from tanlu.evidence.readers.io_sheet import Sheet, lacking

_TOTAL: Final = re.compile(r"T\d{3}|Total .*|NA(?:\.\d+)?")
_FINAL: Final = re.compile(r"F\d{2}[0-9A-Z]{1,3}")
_ADDS: Final = re.compile(r"V\d{3}(?:\d{2})?")
_WAGES: Final = ("V001", "V00100")
_ADDED: Final = ("Total Value Added", "T006")
_OUTPUT: Final = ("Total Industry Output", "T008")
_COMMODITY: Final = ("Total Commodity Output", "T007")
_SPENT: Final = ("F010", "F01000")
_ABROAD: Final = ("F040", "F04000")
_BROUGHT: Final = ("F050", "F05000")


def fits(sheet: Sheet) -> bool:
    """Return whether a sheet is a use table of the BEA."""
    return bool({*_SPENT} & set(sheet.columns)) and bool({*_WAGES} & set(sheet.rows))


def read(use: Sheet, make: Sheet | None, imports: Sheet | None = None) -> IOTable:
    """Return flows between industries, fixed product sales structure, imports removed.

    Without a table of imports, the imports column of the use table is split in proportion to use.

    Raises
    ------
    BadTable
        If the make table is not given, a row or column is missing from one of the tables, or as
        :func:`industry_by_industry`.
    """
    if make is None:
        raise BadTable(
            (f"{use.name} is a use table; it says who uses a commodity, not who makes it.",
             f"{use.name} 是使用表，只说明谁使用某种产品，未说明谁生产。"),
            ("Name the make table of the same year and detail with --make.",
             "请用 --make 指定同年、同级的供给表（make table）。"),
        )  # fmt: skip
    industries, goods = _labels(use, make)
    added, wages = _one(use, "rows", _ADDED), _one(use, "rows", _WAGES)
    spent = use.column(goods, _one(use, "columns", _SPENT))
    away: dict[str, Any] = {}
    if imports is None:
        abroad, brought = _one(use, "columns", _ABROAD), _one(use, "columns", _BROUGHT)
        home = [each for each in use.columns if _FINAL.fullmatch(each) and each not in {abroad, brought}]
        away["domestic_use"] = use.numbers(goods, industries + home).sum(axis=1)
        away["imports"] = np.maximum(-use.column(goods, brought), 0.0)
    else:
        lost = [each for each in goods if each not in imports.rows]
        lost += [each for each in industries if each not in imports.columns]
        if lost:
            raise lacking(imports, lost[:5])
        away["imported"] = imports.numbers(goods, industries)
        away["households_imported"] = imports.column(goods, _one(imports, "columns", _SPENT))
    return industry_by_industry(
        industries, use.numbers(goods, industries), make.numbers(industries, goods),
        make.column(industries, _one(make, "columns", _OUTPUT)), use.row(added, industries),
        commodity_output=make.row(_one(make, "rows", _COMMODITY), goods), wages=use.row(wages, industries),
        households=spent, **away,
    )  # fmt: skip


def _labels(use: Sheet, make: Sheet) -> tuple[list[str], list[str]]:
    """Return industries and commodities, which both tables must have, all of them."""
    industries = [each for each in make.rows if not _TOTAL.fullmatch(each)]
    goods = [each for each in make.columns if not _TOTAL.fullmatch(each)]
    other = [each for each in use.columns if not _TOTAL.fullmatch(each) and not _FINAL.fullmatch(each)]
    used = [each for each in use.rows if not _TOTAL.fullmatch(each) and not _ADDS.fullmatch(each)]
    for sheet, lost in (
        (use, [each for each in industries if each not in use.columns]),
        (use, [each for each in goods if each not in use.rows]),
        (make, [each for each in other if each not in make.rows]),
        (make, [each for each in used if each not in make.columns]),
    ):
        if lost:
            raise lacking(sheet, lost[:5])
    return industries, goods


def _one(sheet: Sheet, side: str, names: tuple[str, ...]) -> str:
    """Return which of the names the rows or columns hold: those of the summary or of the detail tables."""
    held = sheet.rows if side == "rows" else sheet.columns
    for each in names:
        if each in held:
            return each
    raise lacking(sheet, [" / ".join(names)])
