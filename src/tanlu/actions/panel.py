"""Ask a big panel of one's own where it lies; nothing is imported."""

import re
from pathlib import Path
from typing import Any

from tanlu.errors import BadReference
from tanlu.evidence.panel import Group


def panel_groups(
    file: Path,
    by: tuple[str, ...],
    *,
    codes: tuple[str, ...] = (),
    years: tuple[int, ...] = (),
    columns: tuple[str, ...] = (),
    engine: str = "duckdb",
    per_head: bool = False,
) -> list[Group]:
    """Return sum, mean, count and missing count of a panel by some of its columns.

    Parameters
    ----------
    file : Path
        Parquet, CSV, or a folder of Parquet files.
    by : tuple of str
        Columns of the key.
    codes, years : tuple
        Only these regions and years; empty means all.
    columns : tuple of str
        How the file calls a field, as ``field=column``.
    engine : str
        ``duckdb`` or ``spark``.
    per_head : bool
        Divide by the population that Tanlu holds.

    Raises
    ------
    UserMistake
        If the extra of the engine is missing, or the panel cannot be read or grouped so.
    """
    from tanlu.actions.home import open_store
    from tanlu.evidence.engines import open_panel

    panel = open_panel(file, engine, **_columns(columns)).select(codes=codes, years=years)
    return panel.group(by, people=panel.people(open_store()) if per_head else None)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in given:
        said = re.fullmatch(r"\s*([a-z]+)\s*=\s*(.+?)\s*", each)
        if not said:
            raise BadReference(
                (
                    f"{each!r} does not say which column holds which field.",
                    f"{each!r} 没有说明哪一列对应哪个字段。",
                ),
                ("Write FIELD=COLUMN, such as period=Year.", "请写成“字段=列名”，如 period=年份。"),
            )
        found["period" if said[1] == "year" else said[1]] = said[2]
    return found


def group_json(found: Group) -> dict[str, Any]:
    """Return a group as plain data; what was not asked for, or is not held, is null."""
    return {
        **{("year" if name == "period" else name): cell for name, cell in found.key.items()},
        "sum": found.sum,
        "mean": found.mean,
        "count": found.count,
        "missing": found.missing,
        "per_head": found.per_head,
        "unit_per_head": found.unit_per_head or None,
    }
