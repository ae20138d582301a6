"""World Bank, World Development Indicators: pages of JSON, an error with status 200, null for what is missing."""

from pathlib import Path
from typing import Any, Final

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import changed_shape, load, quoted
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.shape import Taken
from tanlu.text import Text

SERIES: Final = {
    "NY.GDP.MKTP.CD": ("gdp_current", "USD", ("USA", "CHN", "WLD")),
    "NY.GDP.MKTP.CN": ("gdp_current", "CNY", ("CHN",)),
    "SP.POP.TOTL": ("population", "persons", ("USA", "CHN", "WLD")),
    "PA.NUS.PPP": ("ppp_gdp", "CNY_per_intl_USD", ("CHN",)),
    "FP.CPI.TOTL.ZG": ("cpi_inflation", "percent", ("USA", "CHN")),
}
"""Series, unit and countries by indicator; PA.NUS.FCRF is no noon buying rate of New York, so no series takes it."""
_REGIONS: Final = {"USA": "USA", "CHN": "CHN", "WLD": "WORLD"}
_PAGE: Final = 1000
_MOST_PAGES: Final = 200


def gather(ask: Ask, wish: Wish) -> None:
    """Ask for every indicator, page after page."""
    for number, (indicator, (_, _, countries)) in enumerate(SERIES.items()):
        page, pages = 1, 1
        while page <= pages:
            request = Request(
                f"{indicator}.{page}.json",
                f"/v2/country/{';'.join(countries)}/indicator/{indicator}",
                (
                    ("format", "json"), ("date", f"{wish.years[0]}:{wish.years[1]}"),
                    ("per_page", str(_PAGE)), ("page", str(page)),
                ),
            )  # fmt: skip
            data = ask(request, number, len(SERIES))
            pages = int(_head(load(data or b"", request.name), request.name)["pages"])
            if pages > _MOST_PAGES:
                raise changed_shape(
                    f"{pages} pages for one indicator", f"一个指标有 {pages} 页", request.name
                )
            page += 1


def inspect(data: bytes, request: Request, connector: Connector) -> None:
    """Refuse the error that comes with status 200.

    Raises
    ------
    NoAnswer
        With what the World Bank says.
    """
    found = load(data, request.name)
    first = found[0] if isinstance(found, list) and found else {}
    if isinstance(first, dict) and "message" in first:
        said = quoted(
            "; ".join(f"{each.get('key', '')}: {each.get('value', '')}" for each in first["message"])
        )
        raise NoAnswer(
            (f"The World Bank refuses the question: {said}.", f"世界银行拒绝了请求：{said}。"),
            (
                "Nothing was changed. If an indicator was withdrawn, look for a newer Tanlu.",
                "未作任何改动。如指标已停用，请查看探路有无新版本。",
            ),
        )
    _head(found, f"{connector.id}, {request.name}")


def _head(found: Any, where: str) -> dict[str, str]:  # noqa: ANN401 - whatever JSON holds
    well = isinstance(found, list) and len(found) == 2 and isinstance(found[0], dict) and "pages" in found[0]
    if not well or not str(found[0]["pages"]).isdigit():
        raise changed_shape("no pair of page and rows", "不是页码与数据行的组合", where)
    return dict(found[0])


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read pages into figures.

    Raises
    ------
    NoAnswer
        If a page has another shape, or pages of an indicator are missing.
    """
    sheaf = Sheaf(connector, wish)
    totals: dict[str, int] = {}
    for file in files:
        found = load(file.read_bytes(), file.name)
        inspect(file.read_bytes(), Request(file.name, ""), connector)
        head = _head(found, file.name)
        for row in found[1] or []:
            try:
                indicator, iso = row["indicator"]["id"], row["countryiso3code"]
                cells = (row["date"], row["value"], row.get("unit") or "", row.get("obs_status") or "")
            except (KeyError, TypeError) as error:
                raise changed_shape(f"a row lacks {error}", f"数据行缺少 {error}", file.name) from error
            totals.setdefault(indicator, int(head["total"]))
            totals[indicator] -= 1
            _add(sheaf, indicator, iso, cells, head)
    short = {name: count for name, count in totals.items() if count > 0}
    if short:
        listed = ", ".join(f"{name} ({count})" for name, count in short.items())
        raise changed_shape(f"rows are missing: {listed}", f"缺少数据行：{listed}", connector.id)
    return sheaf.taken()


def _add(
    sheaf: Sheaf, indicator: str, iso: str, cells: tuple[str, Any, str, str], head: dict[str, str]
) -> None:
    year, value, unit, status = cells
    known = SERIES.get(indicator)
    if known is None or iso not in known[2]:
        sheaf.leave("indicators and countries that no series stands for", "没有对应指标的数据或国家")
        return
    series, own_unit, _ = known
    source = sheaf.source(
        f"wb_{indicator.lower().replace('.', '_')}",
        Text(f"World Development Indicators, {indicator}", f"世界发展指标，{indicator}"),
        url=f"https://data.worldbank.org/indicator/{indicator}",
        published=head.get("lastupdated", ""),
    )
    sheaf.names[f"{indicator}"], sheaf.names[iso] = series, _REGIONS[iso]
    sheaf.add(
        indicator, series=series, region=_REGIONS[iso], period=year, value=value or "", unit=unit or own_unit,
        source=source, locator=f"{indicator}, {iso}, {year}",
        **({"status": "projected"} if status == "F" and value else {}),
    )  # fmt: skip


CONNECTOR: Final = Connector(
    id="worldbank",
    title=Text(
        "GDP, population, prices and purchasing power of countries", "各国生产总值、人口、物价和购买力平价"
    ),
    publisher=Text("World Bank", "世界银行"),
    licence="CC BY 4.0",
    base="https://api.worldbank.org",
    page="https://data.worldbank.org/",
    by_hand=Text("the JSON answers of the API", "接口返回的 JSON"),
    parse=parse,
    gather=gather,
    inspect=inspect,
)
