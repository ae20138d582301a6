"""Energy Information Administration, API v2: metadata first, values as text, five thousand rows a page."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import changed_shape, load, quoted, refused_key
from tanlu.evidence.connectors.eia_routes import CO2, COAL, POWER, UNITS, WORLD, Route
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import MISSING, Sheaf, absent
from tanlu.evidence.readers.shape import Taken
from tanlu.registers.regions import regions
from tanlu.text import Text

PAGE: Final = 5000
"""Rows that the service gives at most."""
_NATION: Final = frozenset(
    {"united states", "us-total", "u.s. total", "us total", "u.s.", "united states total"}
)
_WITHHELD: Final = absent(
    "suppressed", "Withheld by the Energy Information Administration.", "美国能源信息署不予披露。"
)
_ABSENT: Final = {
    "": MISSING, "--": MISSING, "-": MISSING, "na": MISSING, "n/a": MISSING, "null": MISSING,
    "w": _WITHHELD, "d": _WITHHELD,
    "nm": absent("not_applicable", "Not meaningful, NM.", "无意义，标记为 NM。"),
}  # fmt: skip
Facets = dict[str, dict[str, str]]
"""Names by id of each facet."""


def gather(routes: tuple[Route, ...], ask: Ask, wish: Wish) -> None:
    """Ask each route for its metadata, its facets, and page after page of its rows."""
    for number, route in enumerate(routes):
        about = Request(f"{route.stem}.about.json", f"/v2/{route.path}")
        _demand_columns(route, load(ask(about, number, len(routes)) or b"", about.name), about.name)
        facets: Facets = {}
        for facet in (*route.fixed, *route.varied, route.region):
            request = Request(f"{route.stem}.facet.{facet}.json", f"/v2/{route.path}/facet/{facet}")
            facets[facet] = facet_names(
                load(ask(request, number, len(routes)) or b"", request.name), request.name
            )
        query = _query(route, facets, wish)
        offset, total = 0, 1
        while offset < total:
            paged = (*query, ("offset", str(offset)), ("length", str(PAGE)))
            request = Request(f"{route.stem}.data.{offset}.json", f"/v2/{route.path}/data/", paged)
            found = response(load(ask(request, number, len(routes)) or b"", request.name), request.name)
            total = _total(found, request.name)
            if total and not found["data"]:
                raise changed_shape(
                    f"page {offset} of {total} rows is empty",
                    f"共 {total} 行，但第 {offset} 行起为空",
                    route.path,
                )
            offset += len(found["data"])


def _query(route: Route, facets: Facets, wish: Wish) -> tuple[tuple[str, str], ...]:
    chosen = [(facet, value) for facet in route.fixed for value in fixed_value(route, facet, facets)]
    made = meanings(route, facets)
    chosen += dict.fromkeys((facet, ids[place]) for ids in made for place, facet in enumerate(route.varied))
    chosen += [
        (route.region, value) for value, name in facets[route.region].items() if region_of(value, name)
    ]
    return (
        ("frequency", "annual"),
        *(("data[]", column) for column in route.columns),
        *((f"facets[{facet}][]", value) for facet, value in chosen),
        ("start", str(wish.years[0])), ("end", str(wish.years[1])),
        ("sort[0][column]", "period"), ("sort[0][direction]", "asc"),
    )  # fmt: skip


def meanings(route: Route, facets: Facets) -> dict[tuple[str, ...], str]:
    """Return the series of each combination of values: where two names stand for one series, the first offered.

    Raises
    ------
    NoAnswer
        If the facets offer none of the names.
    """
    by_name = {facet: {name: value for value, name in facets[facet].items()} for facet in route.varied}
    found: dict[str, tuple[str, ...]] = {}
    for names, series in route.meanings.items():
        ids = tuple(by_name[facet].get(name, "") for facet, name in zip(route.varied, names, strict=True))
        if all(ids) and series not in found:
            found[series] = ids
    if route.meanings and not found:
        wanted = sorted({name for names in route.meanings for name in names})
        raise _no_value(route, route.varied[-1], wanted, facets)
    return {ids: series for series, ids in found.items()}


def fixed_value(route: Route, facet: str, facets: Facets) -> tuple[str]:
    """Return the id of the value that a facet is fixed at.

    Raises
    ------
    NoAnswer
        If the facet offers none of the names.
    """
    for name in route.fixed[facet]:
        for value, offered in facets[facet].items():
            if offered == name:
                return (value,)
    raise _no_value(route, facet, list(route.fixed[facet]), facets)


def _no_value(route: Route, facet: str, wanted: list[str], facets: Facets) -> NoAnswer:
    offered = ", ".join(list(facets[facet].values())[:8]) or "nothing"
    return changed_shape(
        f"facet {facet} offers {offered}, none of {', '.join(wanted)}",
        f"维度 {facet} 的取值为 {offered}，没有 {'、'.join(wanted)}",
        route.path,
    )


def region_of(value: str, name: str) -> str:
    """Return the region of a state or country of a facet, or nothing.

    Examples
    --------
    >>> region_of("WY", "wyoming"), region_of("US", "united states"), region_of("MAT", "middle atlantic")
    ('US-WY', 'USA', '')
    """
    if name in _NATION or value == "USA":
        return "USA"
    if name == "world":
        return "WORLD"
    code = value if value == "CHN" else f"US-{value}"
    known = regions().get(code)
    return code if known and known.name.en.casefold() == name else ""


def response(answer: Any, where: str) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    """Return the part of an answer that holds what was asked for.

    Raises
    ------
    NoAnswer
        If there is none.
    """
    found = answer.get("response") if isinstance(answer, dict) else None
    if not isinstance(found, dict) or ("data" in found and not isinstance(found["data"], list | dict)):
        raise changed_shape("no response", "没有 response", where)
    return found


def facet_names(answer: Any, where: str) -> dict[str, str]:  # noqa: ANN401
    """Return the names of the values of a facet by id, in small letters.

    Raises
    ------
    NoAnswer
        If the answer lists none.
    """
    listed = response(answer, where).get("facets")
    if not isinstance(listed, list) or not all(isinstance(each, dict) and "id" in each for each in listed):
        raise changed_shape("no list of facets", "没有维度取值列表", where)
    return {str(each["id"]): " ".join(str(each.get("name") or "").casefold().split()) for each in listed}


def _total(found: dict[str, Any], where: str) -> int:
    total = str(found.get("total", ""))
    if not total.isdigit() or not isinstance(found.get("data"), list):
        raise changed_shape("no total, or no rows", "没有总行数或数据行", where)
    return int(total)


def _demand_columns(route: Route, answer: Any, where: str) -> None:  # noqa: ANN401
    columns = response(answer, where).get("data") or {}
    lost = [name for name in route.columns if name not in columns]
    if lost:
        raise changed_shape(f"no column {', '.join(lost)}", f"没有列 {'、'.join(lost)}", where)


def inspect(data: bytes, request: Request, connector: Connector) -> None:
    """Refuse an error that comes with status 200.

    Raises
    ------
    NoAnswer
        With what the service says.
    """
    answer = load(data, request.name)
    error = answer.get("error") if isinstance(answer, dict) else None
    if not error:
        return
    said = quoted(str(error.get("message", error)) if isinstance(error, dict) else str(error))
    if "api_key" in said.casefold() or "api_key" in str(error).casefold():
        raise refused_key(connector)
    raise NoAnswer(
        (f"EIA refuses {request.name}: {said}.", f"美国能源信息署拒绝了 {request.name}：{said}。"),
        ("Nothing was changed; look for a newer Tanlu.", "未作任何改动；请查看探路有无新版本。"),
    )


def parse(routes: tuple[Route, ...], files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read rows into figures, with the facets that the service described.

    Raises
    ------
    NoAnswer
        If an answer has another shape, or rows are missing.
    """
    sheaf = Sheaf(connector, wish)
    answers = [(file.name, load(file.read_bytes(), file.name)) for file in files]
    for file, (name, _) in zip(files, answers, strict=True):
        inspect(file.read_bytes(), Request(name, ""), connector)
    for route in routes:
        mine = [(name, answer) for name, answer in answers if _is_of(route, name, answer)]
        facets = {
            facet: facet_names(answer, name)
            for facet in (*route.fixed, *route.varied, route.region)
            for name, answer in mine
            if _part(route, name, answer) == ["facet", facet]
        }
        pages = [(name, answer) for name, answer in mine if _part(route, name, answer)[:1] == ["data"]]
        if pages:
            _read(sheaf, route, facets, pages)
    if not sheaf.sources:
        listed = ", ".join(route.path for route in routes)
        raise changed_shape(f"no file holds data of {listed}", f"没有文件含有 {listed} 的数据", connector.id)
    return sheaf.taken()


def _is_of(route: Route, name: str, answer: Any) -> bool:  # noqa: ANN401
    return name.startswith(f"{route.stem}.") or _command(answer).startswith(f"/v2/{route.path}/")


def _command(answer: Any) -> str:  # noqa: ANN401
    asked = answer.get("request") if isinstance(answer, dict) else None
    return str(asked.get("command", "")) if isinstance(asked, dict) else ""


def _part(route: Route, name: str, answer: Any) -> list[str]:  # noqa: ANN401
    """Return what an answer is, by its file name or else by the question that it repeats."""
    if name.startswith(f"{route.stem}."):
        found = name.removeprefix(f"{route.stem}.").removesuffix(".json").split(".")
        return found[:1] if found[0] == "data" else found
    return _command(answer).removeprefix(f"/v2/{route.path}/").strip("/").split("/")


def _read(sheaf: Sheaf, route: Route, facets: Facets, pages: Iterable[tuple[str, Any]]) -> None:
    lost = [each for each in (*route.fixed, *route.varied, route.region) if each not in facets]
    if lost:
        raise changed_shape(
            f"no description of {', '.join(lost)}", f"缺少 {'、'.join(lost)} 的说明", route.path
        )
    source = sheaf.source(
        f"eia_{route.stem.replace('-', '_')}", Text(f"EIA open data, {route.path}", f"美国能源信息署开放数据，{route.path}"),
        url=f"https://www.eia.gov/opendata/browser/{route.path}",
    )  # fmt: skip
    count, total = 0, 0
    for name, answer in pages:
        found = response(answer, name)
        total = max(total, _total(found, name))
        for row in found["data"]:
            count += 1
            _add(sheaf, route, facets, row, source)
    if count != total:
        raise changed_shape(
            f"{count} of {total} rows are there", f"应有 {total} 行，只有 {count} 行", route.path
        )


def _add(sheaf: Sheaf, route: Route, facets: Facets, row: dict[str, Any], source: str) -> None:
    try:
        ids = {facet: str(row[facet]) for facet in (*route.fixed, *route.varied, route.region)}
        period, cells = str(row["period"]), {column: row[column] for column in route.columns}
    except (KeyError, TypeError) as error:
        raise changed_shape(f"a row lacks {error}", f"数据行缺少 {error}", route.path) from error
    place = ids[route.region]
    region = region_of(place, facets[route.region].get(place, ""))
    meaning = meanings(route, facets).get(tuple(ids[each] for each in route.varied), "")
    if (
        not region
        or not cells_of(route, meaning)
        or any((ids[each],) != fixed_value(route, each, facets) for each in route.fixed)
    ):
        sheaf.leave("other areas, ranks, sectors", "其他地区、煤种或部门")
        return
    for column, series in cells_of(route, meaning):
        value = str(cells[column] if cells[column] is not None else "").strip()
        unit = str(row.get(f"{column}-units") or row.get("unitName") or row.get("unit") or "").strip()
        sheaf.names[f"{column} {' '.join(ids[each] for each in route.varied)}".strip()] = series
        sheaf.names[place] = region
        given = _ABSENT.get(value.casefold())
        sheaf.add(
            column, series=series, region=region, period=period, unit=UNITS.get(unit.casefold(), unit), source=source,
            locator=", ".join((route.path, column, *(f"{facet} {value}" for facet, value in ids.items()))),
            **(given or {"value": value}),
        )  # fmt: skip


def cells_of(route: Route, meaning: str) -> list[tuple[str, str]]:
    """Return the columns of a row that make figures, with the series of each."""
    return [(column, series or meaning) for column, series in route.columns.items() if series or meaning]


def _made(name: str, title: Text, routes: tuple[Route, ...]) -> Connector:
    return Connector(
        id=name,
        title=title,
        publisher=Text("US Energy Information Administration", "美国能源信息署"),
        licence="US federal public domain",
        base="https://api.eia.gov",
        page="https://www.eia.gov/opendata/browser/",
        by_hand=Text("the JSON answers: facets and data", "返回的 JSON：维度说明与数据"),
        parse=partial(parse, routes),
        gather=partial(gather, routes),
        inspect=inspect,
        key_env="EIA_API_KEY",
        key_parameter="api_key",
        key_page="https://www.eia.gov/opendata/register.php",
    )


CONNECTORS: Final = (
    _made("eia-coal", Text("Coal output, mines, jobs by state", "各州煤炭产量、煤矿和从业人数"), COAL),
    _made(
        "eia-power",
        Text("Electricity prices, generation, capacity by state", "各州电价、发电量和装机"),
        POWER,
    ),
    _made("eia-co2", Text("Energy CO₂ by state", "各州能源二氧化碳排放"), CO2),
    _made("eia-world", Text("Generation and capacity of countries", "各国发电量和装机"), WORLD),
)
