"""Ask an input-output table what a sector carries, and what of it stays in a region; nothing is imported or kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanlu.errors import BadReference

if TYPE_CHECKING:
    from tanlu.analysis.economy.caution import Caution
    from tanlu.analysis.economy.input_output.extraction import Extraction
    from tanlu.analysis.economy.input_output.leontief import Linkages, Multipliers
    from tanlu.analysis.economy.input_output.regional import RegionalMultipliers
    from tanlu.analysis.economy.input_output.table import IOTable


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a table: one, or the use, make and import tables of the BEA."""

    table: Path
    make: Path | None = None
    imports: Path | None = None


@dataclass(frozen=True, slots=True)
class Sectors:
    """What every sector of a table carries."""

    table: "IOTable"
    multipliers: "tuple[Multipliers, ...]"
    linkages: "Linkages"
    places: tuple[int, ...]
    cautions: "tuple[Caution, ...]"


@dataclass(frozen=True, slots=True)
class InRegion:
    """What stays in a region, over the methods."""

    table: "IOTable"
    found: "RegionalMultipliers"
    places: tuple[int, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What is missing without a sector."""

    table: "IOTable"
    found: "Extraction"


def sectors(files: Files, *, sector: str = "", types: str = "both") -> Sectors:
    """Return multipliers and linkages.

    Parameters
    ----------
    files : Files
    sector : str
        One only, by code or title; all if empty.
    types : str
        ``I``, ``II`` or ``both``.

    Raises
    ------
    UserMistake
        If the table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.input_output.leontief import households, leontief, linkages, multipliers
    from tanlu.evidence.readers.io_tables import read_table

    table = read_table(files.table, files.make, files.imports)
    _demand_households(table, types, known=households(table) is not None)
    kinds = ["output", "value added"]
    kinds += ["income"] if table.wages is not None else []
    kinds += ["employment"] if table.jobs is not None else []
    places = (table.place(sector),) if sector else tuple(range(len(table.sectors)))
    system = leontief(table)
    found = tuple(multipliers(system, each, type_2=types != "I") for each in kinds)
    cautions = tuple(dict.fromkeys((*table.cautions, *(told for each in found for told in each.cautions))))
    return Sectors(table, found, linkages(system), places, cautions)


def in_region(files: Files, weights: Path, *, sector: str = "", types: str = "both") -> InRegion:
    """Return a region's multipliers as a range over methods.

    Parameters
    ----------
    files : Files
        Of the nation.
    weights : Path
        The region's output, value added or jobs by sector, and the nation's.
    sector, types : str
        As in :func:`sectors`.

    Raises
    ------
    UserMistake
        If a file cannot be read or bear the question.
    """
    from tanlu.analysis.economy.input_output.leontief import households
    from tanlu.analysis.economy.input_output.merge import merge
    from tanlu.analysis.economy.input_output.regional import regional_multipliers
    from tanlu.evidence.readers.io_tables import read_table, read_weights

    whole, held = read_table(files.table, files.make, files.imports), read_weights(weights)
    table = merge(whole, held.groups)
    known = households(table) is not None
    _demand_households(table, types, known=known)
    found = regional_multipliers(table, held.region, held.nation)
    places = (table.place(sector),) if sector else tuple(range(len(table.sectors)))
    shown = tuple(each for each in ("I", "II") if types in {each, "both"} and (each == "I" or known))
    return InRegion(table, found, places, shown)


def without(
    files: Files, sector: str, *, kind: str = "complete", share: float = 1.0, keep_final: bool = False
) -> Without:
    """Return what is missing without a sector, or without a share of it.

    Parameters
    ----------
    files : Files
    sector : str
        Code or title.
    kind : str
        ``complete``, ``backward`` or ``forward``.
    share : float
        Above 0 and at most 1.
    keep_final : bool
        True to keep final demand for the sector.

    Raises
    ------
    UserMistake
        If the table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.input_output.extraction import extract
    from tanlu.analysis.economy.input_output.leontief import leontief
    from tanlu.evidence.readers.io_tables import read_table

    table = read_table(files.table, files.make, files.imports)
    code = table.sectors[table.place(sector)]
    return Without(table, extract(leontief(table), code, kind=kind, share=share, remove_final=not keep_final))


def _demand_households(table: "IOTable", types: str, *, known: bool) -> None:
    if types == "II" and not known:
        lost = "wages" if table.wages is None else "households"
        raise BadReference(
            (f"Type II needs wages and household consumption; the table has no {lost}.",
             f"II 型乘数需要劳动者报酬和居民消费；表中没有{'劳动者报酬' if lost == 'wages' else '居民消费'}。"),
            ("Add them to the table, or ask for --type I.", "请在表中补上，或改用 --type I。"),
        )  # fmt: skip
