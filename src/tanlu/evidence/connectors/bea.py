"""Bureau of Economic Analysis, regional tables: line codes from the metadata, ``(D)`` and ``(NA)`` as text."""

import re
from pathlib import Path
from typing import Any, Final

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import changed_shape, load, quoted, refused_key
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.agency import states
from tanlu.evidence.readers.bea import ABSENT, UNITS
from tanlu.evidence.readers.shape import Taken
from tanlu.text import Text

LINES: Final = {
    "SAGDP1": {
        "real gdp (millions of chained 2017 dollars)": "gdp_real_chained2017",
        "current-dollar gdp (millions of current dollars)": "gdp_current",
    },
    "SAGDP2": {
        "mining, quarrying, and oil and gas extraction": "gdp_mining_oilgas",
        "mining (except oil and gas)": "gdp_mining_except_oilgas",
        "utilities": "gdp_utilities",
        "manufacturing": "gdp_manufacturing",
    },
    "SAINC1": {"per capita personal income (dollars)": "per_capita_personal_income"},
    "SAEMP25N": {"total employment (number of jobs)": "employment_total"},
}
"""Series by table and by the description of the line, which outlives its number."""
_TABLE: Final = re.compile(r"^\[[^\]]*\]\s*")
_FOOT: Final = re.compile(r"\s*(?:\d+/|[¹²³]|\*)+\s*$")
_BEFORE: Final = "gross domestic product (gdp) by state:"
_SCALES: Final = {"millions": "6", "thousands": "3"}


def gather(ask: Ask, _wish: Wish) -> None:
    """Ask which lines each table has, then for those that a series stands for."""
    for number, table in enumerate(LINES):
        lines = Request(
            f"{table}.lines.json", "/api/data/",
            _query("GetParameterValuesFiltered", TargetParameter="LineCode", TableName=table),
        )  # fmt: skip
        answer = load(ask(lines, number, len(LINES)) or b"", lines.name)
        for code in line_codes(table, answer, lines.name):
            query = _query("GetData", TableName=table, LineCode=code, GeoFips="STATE", Year="ALL")
            ask(Request(f"{table}.{code}.json", "/api/data/", query), number, len(LINES))


def _query(method: str, **more: str) -> tuple[tuple[str, str], ...]:
    return (("method", method), ("datasetname", "Regional"), *more.items(), ("ResultFormat", "json"))


def line_codes(table: str, answer: Any, where: str) -> dict[str, str]:  # noqa: ANN401 - whatever JSON holds
    """Return the series of each line code of a table, as the metadata describes its lines.

    Raises
    ------
    NoAnswer
        If a line that a series stands for is not there.
    """
    found = {}
    for each in _results(answer, where).get("ParamValue") or ():
        series = LINES[table].get(_described(str(each.get("Desc", ""))))
        if series:
            found[str(each.get("Key", ""))] = series
    lost = set(LINES[table].values()) - set(found.values())
    if lost:
        listed = ", ".join(sorted(lost))
        raise changed_shape(
            f"table {table} has no line for {listed}", f"表 {table} 中没有对应 {listed} 的项目", where
        )
    return found


def _described(words: str) -> str:
    """Return a description of a line without table, footnote mark and common beginning.

    Examples
    --------
    >>> _described("[SAGDP2] Gross Domestic Product (GDP) by state: Utilities 1/")
    'utilities'
    """
    plain = " ".join(_FOOT.sub("", _TABLE.sub("", words)).casefold().split())
    return plain.removeprefix(_BEFORE).strip()


def _results(answer: Any, where: str) -> dict[str, Any]:  # noqa: ANN401
    outer = answer.get("BEAAPI") if isinstance(answer, dict) else None
    found = outer.get("Results") if isinstance(outer, dict) else None
    if isinstance(found, list) and found:
        found = found[0]
    if not isinstance(found, dict):
        raise changed_shape("no BEAAPI.Results", "没有 BEAAPI.Results", where)
    return found


def inspect(data: bytes, request: Request, connector: Connector) -> None:
    """Refuse the errors that come with status 200.

    Raises
    ------
    NoAnswer
        With what the Bureau says.
    """
    answer = load(data, request.name)
    outer = answer.get("BEAAPI", {}) if isinstance(answer, dict) else {}
    inner = outer.get("Results", {})
    error = outer.get("Error") or (inner.get("Error") if isinstance(inner, dict) else None)
    if not error:
        return
    said = quoted(str(error.get("APIErrorDescription", error) if isinstance(error, dict) else error))
    if "userid" in said.casefold():
        raise refused_key(connector)
    raise NoAnswer(
        (f"BEA refuses {request.name}: {said}.", f"美国经济分析局拒绝了 {request.name}：{said}。"),
        ("Nothing was changed; try other years with --years.", "未作任何改动；可用 --years 换其他年份。"),
    )


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read answers into figures; those that describe lines come before those that hold data.

    Raises
    ------
    NoAnswer
        If an answer has another shape, or a unit and its multiplier disagree.
    """
    sheaf = Sheaf(connector, wish)
    series: dict[str, str] = {}
    answers = [(file, load(file.read_bytes(), file.name)) for file in files]
    for file, answer in answers:
        inspect(file.read_bytes(), Request(file.name, ""), connector)
        lines = _results(answer, file.name).get("ParamValue")
        if lines:
            table = next(
                (name for name in LINES if any(f"[{name}]" in str(e.get("Desc")) for e in lines)), ""
            )
            if not table:
                raise changed_shape("its lines name no known table", "各项目未注明所属的表", file.name)
            series |= {f"{table}-{code}": name for code, name in line_codes(table, answer, file.name).items()}
    for file, answer in answers:
        results = _results(answer, file.name)
        for row in results.get("Data") or ():
            _add(sheaf, series, row, file.name)
        if "ParamValue" not in results and "Data" not in results:
            raise changed_shape("neither lines nor data", "既没有项目也没有数据", file.name)
    return sheaf.taken()


def _add(sheaf: Sheaf, series: dict[str, str], row: dict[str, str], where: str) -> None:
    try:
        code, fips, year, value = (row[name] for name in ("Code", "GeoFips", "TimePeriod", "DataValue"))
        unit, mult = row["CL_UNIT"], row["UNIT_MULT"]
    except (KeyError, TypeError) as error:
        raise changed_shape(f"a row lacks {error}", f"数据行缺少 {error}", where) from error
    region = states().get(fips)
    if not year.isdigit() or int(year) not in sheaf.wish.span:
        sheaf.leave("other years", "其他年份")
        return
    if region is None or code not in series:
        sheaf.leave(
            "areas other than states and the nation, or lines without a series",
            "州和全国以外的地区，或没有对应指标的项目",
        )
        return
    first = unit.casefold().partition(" ")[0]
    if _SCALES.get(first, "0") != mult:
        raise changed_shape(
            f"{unit!r} with UNIT_MULT {mult}", f"单位 {unit!r} 与 UNIT_MULT {mult} 不符", where
        )
    table, _, line = code.partition("-")
    source = sheaf.source(
        f"bea_{table.lower()}",
        Text(f"Regional economic accounts, table {table}", f"地区经济核算，表 {table}"),
    )
    sheaf.names[code], sheaf.names[f"GeoFips {fips}"] = series[code], region
    given = ABSENT.get(value.strip().upper()) if value.strip() else ABSENT["(NA)"]
    sheaf.add(
        code, series=series[code], region=region, period=year, unit=UNITS.get(unit.casefold(), unit), source=source,
        locator=f"{table}, GeoFips {fips}, LineCode {line}", **(given or {"value": value}),
    )  # fmt: skip


CONNECTOR: Final = Connector(
    id="bea",
    title=Text("State GDP, income and jobs", "各州生产总值、收入和就业"),
    publisher=Text("US Bureau of Economic Analysis", "美国经济分析局"),
    licence="US federal public domain",
    base="https://apps.bea.gov",
    page="https://apps.bea.gov/regional/downloadzip.htm",
    by_hand=Text(
        "the JSON answers of the API (CSV tables go by tanlu evidence import)",
        "接口返回的 JSON（CSV 表请用 tanlu evidence import）",
    ),
    parse=parse,
    gather=gather,
    inspect=inspect,
    key_env="BEA_API_KEY",
    key_parameter="UserID",
    key_page="https://apps.bea.gov/api/signup/",
    pause=0.7,
)
