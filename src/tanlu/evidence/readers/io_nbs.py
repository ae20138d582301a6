"""National input-output tables of China in the layout with codes: TIU, FU101, ..., IM, ERR, GO and VA001, ..., TVA."""

from typing import Final

from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.evidence.readers.io_sheet import Sheet, lacking
from tanlu.text import Text

_HEADS: Final = ("Description", "DescriptionInChinese")
_NEEDED: Final = ("TIU", "FU101", "FU102", "EX", "IM", "GO")
_ROWS: Final = ("VA001", "TVA")


def fits(sheet: Sheet) -> bool:
    """Return whether a sheet has the columns of this layout."""
    return {"TIU", "GO"} <= set(sheet.columns)


def read(sheet: Sheet) -> IOTable:
    """Return domestic flows: imports are split, the statistical error is final demand.

    Raises
    ------
    BadTable
        If a row or column is missing, or as :meth:`IOTable.from_competitive`.
    """
    lost = [each for each in _NEEDED if each not in sheet.columns]
    lost += [each for each in _ROWS if each not in sheet.rows]
    first, last = 0, sheet.columns["TIU"]
    codes = [each for each, at in sheet.columns.items() if first < at < last and each not in _HEADS]
    lost += [each for each in codes if each not in sheet.rows]
    if lost:
        raise lacking(sheet, lost[:5])
    final = [each for each in sheet.columns if each.startswith("FU")]
    places = [sheet.columns.get(each, 0) for each in _HEADS]
    residual = sheet.column(codes, "ERR") if "ERR" in sheet.columns else None
    return IOTable.from_competitive(
        codes, sheet.numbers(codes, codes), sheet.column(codes, "GO"), sheet.row("TVA", codes),
        domestic_use=sheet.numbers(codes, final).sum(axis=1), exports=sheet.column(codes, "EX"),
        imports=sheet.column(codes, "IM"), residual=residual,
        households=sheet.numbers(codes, ["FU101", "FU102"]).sum(axis=1),
        titles=[Text(sheet.title(each, places[0]), sheet.title(each, places[1])) for each in codes],
        wages=sheet.row("VA001", codes),
    )  # fmt: skip
