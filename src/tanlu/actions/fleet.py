"""Read a table of coal units, and say how much of them may run in the years ahead and what they would burn."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from tanlu.analysis.coal.fleet import Fleet, Unit, burnt, demand, draw_fleet, fit_hazard, slips
from tanlu.errors import BadTable, NotIdentified
from tanlu.text import Text

DRAWS: Final = 10_000
SEED: Final = 1
QUANTILES: Final = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
MOST_YEARS: Final = 40
_NEEDED: Final = ("plant", "unit", "capacity_mw", "start", "source")
_SHARE: Final = "share_"


@dataclass(frozen=True, slots=True)
class Ahead:
    """A fleet in the years ahead.

    Parameters
    ----------
    last : int
        Last year known.
    years : tuple of int
    capacity : dict of str to tuple of float
        Quantiles of MW in service.
    coal : dict of (str, str) to tuple of float
        Quantiles of tonnes taken from a mining region in a year, by region and quantile; empty where the table lacks
        what is burnt.
    notes : tuple of Text
        What the dates and the chance to close rest on, and what the table does not tell.
    running : int
        Units in service in the last year.
    fictional : bool
        Whether it is the invented example.
    """

    last: int
    years: tuple[int, ...]
    capacity: Mapping[str, tuple[float, ...]]
    coal: Mapping[tuple[str, str], tuple[float, ...]]
    notes: tuple[Text, ...]
    running: int
    fictional: bool

    @property
    def basins(self) -> tuple[str, ...]:
        """Return the mining regions."""
        return tuple(dict.fromkeys(name for name, _ in self.coal))


def fleet_example() -> str:
    """Return the invented example as CSV."""
    return (files("tanlu.actions") / "data" / "fleet_example.csv").read_text("utf-8")


def look_at_fleet(path: Path | None, last: int, years: int) -> Ahead:
    """Draw a fleet ahead.

    Parameters
    ----------
    path : Path or None
        A CSV with the columns plant, unit, capacity_mw, start, source, and where known announced, retired,
        capacity_factor, gj_per_mwh, gj_per_t and share_REGION for each mining region; the invented example for None.
    last : int
        Last year known.
    years : int
        Years ahead, 1 to 40.

    Raises
    ------
    BadTable
        If the table cannot be read, a row is wrong, or no unit runs.
    """
    if not 1 <= years <= MOST_YEARS:
        raise BadTable(
            (
                f"A fleet is drawn 1 to {MOST_YEARS} years ahead, not {years}.",
                f"年数须为1至{MOST_YEARS}，而非{years}。",
            ),
            ("Choose fewer years.", "请缩短年数。"),
        )
    rows = _rows(path)
    units = _units(rows, last)
    notes: list[Text] = []
    slip = _slips(units, notes)
    hazard = None
    try:
        hazard = fit_hazard(units, min(each.start for each in units) + 1, last)
        notes.append(
            Text(
                f"Units without a date close by a chance that rises with age, from {hazard.retired} closings.",
                f"未公布日期的机组，关停概率随服役年限上升，依据{hazard.retired}次关停估计。",
            )
        )
    except NotIdentified as error:
        notes.append(
            Text(
                f"Units without a date run on: {error.what[0]}",
                f"未公布日期的机组视为继续运行：{error.what[1]}",
            )
        )
    made = draw_fleet(units, last, years, DRAWS, SEED, hazard=hazard, slip=slip)
    coal = _coal(made, {_name(row): row for row in rows}, notes)
    return Ahead(last, made.years, _told(made.capacity()), coal, tuple(notes), len(made.units), path is None)


def _slips(units: tuple[Unit, ...], notes: list[Text]) -> tuple[int, ...]:
    try:
        found = slips(units)
    except NotIdentified as error:
        notes.append(
            Text(
                f"Announced years are taken as they are: {error.what[0]}",
                f"按公布年份计算：{error.what[1]}",
            )
        )
        return (0,)
    late = int((found > 0).sum())
    notes.append(
        Text(
            f"Announced years slip as they did: {late} of {found.size} units closed later than announced.",
            f"公布年份按以往情况推迟：{found.size}台机组中有{late}台晚于公布年份关停。",
        )
    )
    return tuple(int(each) for each in found)


def _told(drawn: np.ndarray) -> dict[str, tuple[float, ...]]:
    found = np.quantile(drawn, list(QUANTILES.values()), axis=0)
    return {name: tuple(map(float, row)) for name, row in zip(QUANTILES, found, strict=True)}


def _coal(
    made: Fleet, rows: Mapping[str, Mapping[str, str]], notes: list[Text]
) -> dict[tuple[str, str], tuple[float, ...]]:
    basins = tuple(name[len(_SHARE) :] for name in next(iter(rows.values())) if name.startswith(_SHARE))
    if not basins:
        notes.append(Text("Which mines feed the units is not in the table.", "表中没有机组的煤炭来源。"))
        return {}
    running = [rows[each.name] for each in made.units]
    used = []
    for row in running:
        parts = [_number(row, name, least=0) for name in ("capacity_factor", "gj_per_mwh", "gj_per_t")]
        factor, rate, heat = parts
        used.append(
            0.0 if factor is None or rate is None or not heat else float(burnt(1, factor, rate, heat))
        )
    silent = sum(not each for each in used)
    if silent:
        notes.append(
            Text(
                f"{silent} of {len(used)} units tell no load, heat rate or heat; they count for capacity only.",
                f"{len(used)}台机组中有{silent}台缺少负荷、供电煤耗或热值，仅计入容量。",
            )
        )
    tonnes = [each * unit.capacity for each, unit in zip(used, made.units, strict=True)]
    shares = [[_number(row, f"{_SHARE}{name}", least=0) or 0.0 for row in running] for name in basins]
    drawn = demand(made, tonnes, shares)
    return {
        (name, share): values
        for at, name in enumerate(basins)
        for share, values in _told(drawn[:, :, at]).items()
    }


def _rows(path: Path | None) -> list[dict[str, str]]:
    try:
        text = fleet_example() if path is None else path.read_text("utf-8-sig")
        rows = [
            {(name or "").strip(): (cell or "").strip() for name, cell in row.items() if name}
            for row in csv.DictReader(io.StringIO(text))
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadTable(
            (
                f"{path} cannot be read as a UTF-8 CSV ({error}).",
                f"无法将 {path} 作为 UTF-8 编码的 CSV 读取（{error}）。",
            ),
            ("`tanlu fleet --example` prints one to start from.", "`tanlu fleet --example` 可输出示例文件。"),
        ) from error
    lacking = [name for name in _NEEDED if not rows or name not in rows[0]]
    if lacking:
        raise BadTable(
            (f"The table lacks {', '.join(lacking)}.", f"表中缺少 {'、'.join(lacking)}。"),
            ("`tanlu fleet --example` prints one to start from.", "`tanlu fleet --example` 可输出示例文件。"),
        )
    return rows


def _name(row: Mapping[str, str]) -> str:
    return f"{row['plant']} {row['unit']}"


def _units(rows: list[dict[str, str]], last: int) -> tuple[Unit, ...]:
    found: dict[str, Unit] = {}
    for number, row in enumerate(rows, 2):
        name = _name(row)
        if name in found:
            raise _wrong(number, f"{name} stands twice", f"{name} 重复出现")
        if not row["source"]:
            raise _wrong(number, f"{name} has no source", f"{name} 没有来源")
        capacity, start = _number(row, "capacity_mw", least=0), _year(row, "start")
        announced, retired = _year(row, "announced"), _year(row, "retired")
        if not capacity or start is None:
            raise _wrong(number, f"{name} has no capacity or no first year", f"{name} 缺少容量或投运年份")
        if retired is not None and retired < start:
            raise _wrong(number, f"{name} closed before it began", f"{name} 的关停年份早于投运年份")
        if retired is not None and retired > last:
            raise _wrong(
                number,
                f"{name} closes after {last}, the last year known",
                f"{name} 的关停年份晚于最近已知的{last}年",
            )
        found[name] = Unit(name, capacity, start, announced, retired)
    return tuple(found.values())


def _wrong(number: int, en: str, zh: str) -> BadTable:
    return BadTable(
        (f"Line {number}: {en}.", f"第{number}行：{zh}。"),
        ("Correct that line; nothing was drawn.", "请改正该行；未进行抽样。"),
    )


def _number(row: Mapping[str, str], name: str, *, least: float) -> float | None:
    text = row.get(name, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise BadTable(
            (f"{name} of {_name(row)} is {text!r}.", f"{_name(row)} 的 {name} 为 {text!r}。"),
            ("Give a number, or leave it empty.", "请填写数字，或留空。"),
        ) from error
    if not least <= value < float("inf"):
        raise BadTable(
            (f"{name} of {_name(row)} is {text}.", f"{_name(row)} 的 {name} 为 {text}。"),
            ("Give a number of zero or more.", "请填写零或正数。"),
        )
    return value


def _year(row: Mapping[str, str], name: str) -> int | None:
    text = row.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadTable(
            (
                f"{name} of {_name(row)} is {text!r}, which is no year.",
                f"{_name(row)} 的 {name} 为 {text!r}，不是年份。",
            ),
            ("Write it with four digits, or leave it empty.", "请填写四位数年份，或留空。"),
        )
    return int(text)
