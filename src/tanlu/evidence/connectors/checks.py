"""Totals that have been published, against which a new vintage is tested before it is taken."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from tanlu.errors import BadTable
from tanlu.registers.regions import region
from tanlu.registers.units import factor, unit
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a total has to lie.

    Parameters
    ----------
    connector, series, region : str
        Which figure.
    years : tuple of int
        First and last year for which it holds.
    low, high : float
        In ``unit``; infinite where there is none.
    source : Text
        Who says so.
    """

    connector: str
    series: str
    region: str
    years: tuple[int, int]
    low: float
    high: float
    unit: str
    source: Text


@cache
def bounds() -> tuple[Bound, ...]:
    """Return every bound of the packaged table."""
    text = (files("tanlu.evidence.connectors") / "data" / "bounds.csv").read_text("utf-8")
    return tuple(
        Bound(
            row["connector"], row["series"], row["region"],
            (int(row["first_year"]), int(row["last_year"] or 9999)),
            float(row["low"] or "-inf"), float(row["high"] or "inf"),
            row["unit"], Text(row["source_en"], row["source_zh"]),
        )
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip


def demand_bounds(name: str, folder: Path) -> None:
    """Test the figures of a release folder against the published totals of its connector.

    Raises
    ------
    BadTable
        If a total lies outside; it names the figure, the bound and its source.
    """
    import duckdb  # noqa: PLC0415 - 0.2 CPU-s that listing connectors need not pay

    own = [each for each in bounds() if each.connector == name]
    path = str(folder / "facts.parquet")
    with duckdb.connect(":memory:") as connection:
        for each in own:
            rows = connection.execute(
                "SELECT period, max(value) FILTER (series = ? AND region = ?), "
                "max(unit) FILTER (series = ? AND region = ?) FROM read_parquet(?) "
                "WHERE CAST(period AS INTEGER) BETWEEN ? AND ? GROUP BY period ORDER BY period",
                [each.series, each.region, each.series, each.region, path, *each.years],
            ).fetchall()
            for period, value, code in rows:
                # a year that has figures, but not this total, lacks the whole nation
                _demand(each, period, 0.0 if value is None else value * factor(code, each.unit))


def _demand(bound: Bound, period: str, value: float) -> None:
    if bound.low <= value <= bound.high:
        return
    place, size = region(bound.region).name, unit(bound.unit)
    side, side_zh, edge = ("below", "低于", bound.low) if value < bound.low else ("above", "高于", bound.high)
    said, said_zh = bound.source.en.rstrip("."), bound.source.zh.rstrip("。")
    raise BadTable(
        (
            f"{place.en} has {value:,.6g} {size.symbol.en} in {period}, {side} {edge:,.6g}. {said}.",
            f"{place.zh}{period}年合计为 {value:.6g} {size.symbol.zh}，{side_zh} {edge:.6g}。{said_zh}。",
        ),
        (
            "Nothing was changed. The file lacks rows or its columns are swapped; fetch it again.",
            "未作任何改动。文件缺少数据行，或列次有误；请重新获取。",
        ),
    )
