"""A mapping file: a few lines of TOML that say what the columns of somebody's table are."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tanlu.errors import BadTable
from tanlu.evidence.own_series import CELLS, OPTIONAL, declare
from tanlu.evidence.readers.shape import FIELDS
from tanlu.registers.indicators import Series
from tanlu.registers.tables import nearest

CONSTANTS: Final = tuple("year" if name == "period" else name for name in FIELDS if name != "value")
_COLUMNS: Final = tuple(f"{name}_column" for name in CONSTANTS)
_TABLES: Final = ("columns", "series_names", "region_names", "sources", "own_series")
SOURCE_CELLS: Final = (
    "title_en", "title_zh", "publisher_en", "publisher_zh", "published", "url", "accessed", "licence", "language",
    "locator", "note_en", "note_zh",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says.

    Parameters
    ----------
    layout : str
        The layout to take; empty means look.
    header_row : int
        Number of the row that names the columns; 0 means the first that is not blank.
    years_in_columns : bool
        Whether every column headed by a year holds values.
    constants : dict of str to str
        What holds for every row that does not say otherwise, by field.
    fields : dict of str to str
        Which column holds a field.
    columns : dict of str to dict
        Which columns hold values, and what is said of each.
    series_names, region_names : dict of str to str
        Names of the table and the ids and codes they stand for.
    sources : dict of str to dict
        Descriptions of sources by id.
    own_series : tuple of Series
        Series of the person's own that it declares.
    """

    layout: str = ""
    header_row: int = 0
    years_in_columns: bool = False
    constants: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    series_names: dict[str, str] = field(default_factory=dict)
    region_names: dict[str, str] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    own_series: tuple[Series, ...] = ()


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises
    ------
    BadTable
        If it cannot be read, or holds a key that means nothing.
    """
    try:
        cells = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadTable(
            (f"The mapping file {path} cannot be read.", f"无法读取映射文件 {path}。"),
            ("Name a text file in UTF-8.", "请指定 UTF-8 编码的文本文件。"),
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise BadTable(
            (
                f"The mapping file {path.name} is not TOML: {error}.",
                f"映射文件 {path.name} 不符合 TOML 语法：{error}。",
            ),
            ('Write lines such as unit = "Mt".', '请按 unit = "Mt" 的形式书写。'),
        ) from error
    _demand_known(
        path.name, cells, ("layout", "header_row", "years_in_columns", *CONSTANTS, *_COLUMNS, *_TABLES)
    )
    if isinstance(cells.get("series"), dict):
        raise _other_table(path.name)
    columns = _inner(path.name, cells, "columns", CONSTANTS)
    return Mapping(
        layout=str(cells.get("layout", "")),
        header_row=int(cells.get("header_row", 0)),
        years_in_columns=bool(cells.get("years_in_columns", False)),
        constants=_fields({key: cells[key] for key in CONSTANTS if key in cells}),
        fields=_fields({key.removesuffix("_column"): cells[key] for key in _COLUMNS if key in cells}),
        columns={heading: _fields(said) for heading, said in columns.items()},
        series_names=_plain(path.name, cells, "series_names"),
        region_names=_plain(path.name, cells, "region_names"),
        sources=_inner(path.name, cells, "sources", SOURCE_CELLS),
        own_series=tuple(
            declare(name, said)
            for name, said in _inner(path.name, cells, "own_series", (*CELLS, *OPTIONAL)).items()
        ),
    )


def _other_table(name: str) -> BadTable:
    return BadTable(
        (
            f"In {name}, series is a table; it should be one id.",
            f"{name} 中的 series 是表，应为一个指标编号。",
        ),
        (
            "Declare a series of your own under [own_series.own_NAME].",
            "自有指标请写在 [own_series.own_名称] 之下。",
        ),
    )


def _fields(cells: dict[str, Any]) -> dict[str, str]:
    return {"period" if key == "year" else key: str(value) for key, value in cells.items()}


def _plain(name: str, cells: dict[str, Any], table: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in _table(name, cells, table).items()}


def _inner(name: str, cells: dict[str, Any], table: str, known: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found = {}
    for key, said in _table(name, cells, table).items():
        if not isinstance(said, dict):
            raise _not_a_table(name, f"{table}.{key}")
        _demand_known(name, said, known)
        found[str(key)] = {inner: str(value) for inner, value in said.items()}
    return found


def _table(name: str, cells: dict[str, Any], table: str) -> dict[str, Any]:
    found = cells.get(table, {})
    if not isinstance(found, dict):
        raise _not_a_table(name, table)
    return found


def _not_a_table(name: str, table: str) -> BadTable:
    return BadTable(
        (f"In {name}, {table} is not a table.", f"{name} 中的 {table} 不是表。"),
        (f"Begin it with a line [{table}].", f"请以 [{table}] 一行开头。"),
    )


def _demand_known(name: str, cells: dict[str, Any], known: tuple[str, ...]) -> None:
    strange = next((key for key in cells if key not in known), None)
    if strange is not None:
        offers = ", ".join(nearest(strange, known) or known[:6])
        raise BadTable(
            (
                f"The mapping file {name} holds {strange!r}, which means nothing.",
                f"映射文件 {name} 中的 {strange!r} 没有含义。",
            ),
            (f"Did you mean {offers}?", f"您要写的是否是：{offers}？"),
        )
