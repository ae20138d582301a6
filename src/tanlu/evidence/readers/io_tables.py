"""Input-output tables in the layouts we know, and a region's figures by sector."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.errors import BadTable
from tanlu.evidence.readers import io_bea, io_matrix, io_nbs
from tanlu.evidence.readers.io_sheet import lacking, open_sheet

_REGION: Final = ("region", "地区", "本地区")
_NATION: Final = ("nation", "全国")


def read_table(path: Path, make: Path | None = None, imports: Path | None = None) -> IOTable:
    """Read an input-output table; the layout is seen from its headings.

    Parameters
    ----------
    path : Path
        A table of the NBS layout, a use table of the BEA, or sectors by sectors.
    make, imports : Path, optional
        For the BEA: make table, import matrix.

    Raises
    ------
    BadTable
        If it cannot be read or does not balance; the sentence says where.
    """
    sheet = open_sheet(path)
    if io_bea.fits(sheet):
        return io_bea.read(
            sheet,
            None if make is None else open_sheet(make),
            None if imports is None else open_sheet(imports),
        )
    if make is not None or imports is not None:
        raise BadTable(
            (f"{path.name} is no use table of the BEA, so there is no place for make or import tables.",
             f"{path.name} 不是美国经济分析局的使用表，不能另附供给表或进口表。"),
            ("Leave out --make and --imports, or name the use table first.", "请去掉 --make 和 --imports，或先指定使用表。"),
        )  # fmt: skip
    return io_nbs.read(sheet) if io_nbs.fits(sheet) else io_matrix.read(sheet)


@dataclass(frozen=True, slots=True)
class Weights:
    """A region's figures by sector.

    Parameters
    ----------
    groups : tuple of tuples of str
        The sectors that each figure covers.
    region : ndarray, shape (k,)
    nation : ndarray, shape (k,), or None
    """

    groups: tuple[tuple[str, ...], ...]
    region: NDArray[np.float64]
    nation: NDArray[np.float64] | None


def read_weights(path: Path) -> Weights:
    """Read a region's output, value added or jobs: columns sector, region and, better, nation.

    A figure that covers several sectors of the table names them all, as in ``441+445``.

    Raises
    ------
    BadTable
        If the file cannot be read, or has no column ``region``.
    """
    sheet = open_sheet(path)
    names = {each.casefold(): each for each in sheet.columns}
    here = next((names[each] for each in _REGION if each in names), None)
    whole = next((names[each] for each in _NATION if each in names), None)
    if here is None:
        raise lacking(sheet, ["region / 地区"])
    rows = list(sheet.rows)
    return Weights(
        tuple(tuple(part.strip() for part in each.split("+")) for each in rows),
        sheet.column(rows, here),
        None if whole is None else sheet.column(rows, whole),
    )
