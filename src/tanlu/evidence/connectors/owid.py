"""Our World in Data: a chart's CSV beside its metadata, which holds the unit."""

import csv
import io
from pathlib import Path
from typing import Any, Final

from tanlu.evidence.connectors.answers import changed_shape, demand_kind, load
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.shape import Taken
from tanlu.text import Text

CHARTS: Final = {
    "annual-co2-emissions-per-country": ("co2_fossil", {"tonnes": "tCO2", "million tonnes": "MtCO2"}),
    "coal-production-by-country": (
        "coal_production_energy",
        {"terawatt-hours": "TWh", "TWh": "TWh", "exajoules": "EJ"},
    ),
}
"""Series by chart, and what its units mean there: tonnes on a chart of CO₂ are tonnes of CO₂."""
_REGIONS: Final = {"USA": "USA", "CHN": "CHN", "OWID_WRL": "WORLD"}
_KEYS: Final = ("Entity", "Code", "Year")


def gather(ask: Ask, wish: Wish) -> None:
    """Ask for the metadata and the data of every chart."""
    chosen = (
        ("csvType", "filtered"),
        ("useColumnShortNames", "true"),
        ("country", "~".join(("USA", "CHN", "OWID_WRL"))),
    )
    for number, slug in enumerate(CHARTS):
        about = (*chosen, ("time", f"{wish.years[0]}..{wish.years[1]}"))
        ask(Request(f"{slug}.metadata.json", f"/grapher/{slug}.metadata.json", about), number, len(CHARTS))
        ask(Request(f"{slug}.csv", f"/grapher/{slug}.csv", about, kind="csv"), number, len(CHARTS))


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read each CSV with the metadata of the same name.

    Raises
    ------
    NoAnswer
        If a chart is unknown, its metadata is not there, or its column is not the one described.
    """
    sheaf = Sheaf(connector, wish)
    tables = [file for file in files if file.suffix == ".csv"]
    for file in tables:
        slug = file.name.removesuffix(".csv")
        meta = next((each for each in files if each.name == f"{slug}.metadata.json"), None)
        if slug not in CHARTS or meta is None:
            raise changed_shape(
                f"it wants {slug}.metadata.json beside it, and one of the charts {', '.join(CHARTS)}",
                f"须同时提供 {slug}.metadata.json，且图表须为 {'、'.join(CHARTS)} 之一",
                file.name,
            )
        _read(sheaf, slug, file, load(meta.read_bytes(), meta.name))
    if not tables:
        raise changed_shape("there is no CSV among the files", "文件中没有 CSV", connector.id)
    return sheaf.taken()


def _read(sheaf: Sheaf, slug: str, file: Path, meta: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    demand_kind("csv", file.read_bytes(), file.name)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    named = [name for name in (rows[0] if rows else {}) if name not in _KEYS]
    columns = meta.get("columns") if isinstance(meta, dict) else None
    if not rows or not all(key in rows[0] for key in _KEYS) or not isinstance(columns, dict):
        raise changed_shape("no columns Entity, Code, Year", "缺少 Entity、Code、Year 列", file.name)
    about = {str(each.get("shortName") or key): each for key, each in columns.items()} | columns
    column = next((name for name in named if name in about), None)
    if column is None:
        raise changed_shape(
            f"no description of {', '.join(named)}", f"没有 {'、'.join(named)} 的说明", file.name
        )
    series, units = CHARTS[slug]
    told = about[column]
    unit = str(told.get("unit") or "")
    source = sheaf.source(
        f"owid_{slug.replace('-', '_')}",
        Text(
            f"{told.get('titleShort') or column}, chart {slug}",
            f"图表 {slug}：{told.get('titleShort') or column}",
        ),
        url=f"https://ourworldindata.org/grapher/{slug}",
        published=str(told.get("lastUpdated") or ""),
        locator=str(told.get("citationShort") or ""),
    )
    for row in rows:
        region = _REGIONS.get(row["Code"])
        if region is None:
            sheaf.leave("other countries", "其他国家")
            continue
        sheaf.names[row["Code"]], sheaf.names[column] = region, series
        sheaf.add(
            column, series=series, region=region, period=row["Year"], value=row[column], unit=units.get(unit, unit),
            source=source, locator=f"{column}, {row['Code']}, {row['Year']}",
        )  # fmt: skip


CONNECTOR: Final = Connector(
    id="owid",
    title=Text("CO₂ and coal energy of countries", "各国二氧化碳排放和煤炭产量（按能量）"),
    publisher=Text("Our World in Data", "Our World in Data"),
    licence="CC BY 4.0",
    base="https://ourworldindata.org",
    page="https://ourworldindata.org/grapher/annual-co2-emissions-per-country",
    by_hand=Text("a chart's CSV and its metadata.json", "图表的 CSV 及同名 metadata.json"),
    parse=parse,
    gather=gather,
)
