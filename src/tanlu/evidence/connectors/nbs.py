"""National Bureau of Statistics of China: file exports first, and the JSON behind its data site."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import changed_shape, load, quoted
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers import nbs
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.nbs_names import series_id
from tanlu.evidence.readers.shape import ROW, Row, Taken
from tanlu.registers.regions import regions
from tanlu.text import Text

_BASE: Final = "fsnd"
"""Database of provinces by year."""
_PATH: Final = ("工业", "产品产量")
"""Words of the names that lead through the tree; codes change, so none is kept."""
_DEEPEST: Final = 5
_COAL: Final = frozenset({"原煤产量", "原煤"})
"""Wanted, though three series of different scope may be meant: the person says which under series_names."""


def gather(ask: Ask, wish: Wish) -> None:
    """Walk the tree to the output of industrial products, then ask province after province."""
    code = _find(ask)
    places = [each for each in regions().values() if each.parent == "CHN" and each.gbt2260]
    count_back = int(wish.today[:4]) - wish.years[0] + 1
    for number, place in enumerate(places):
        query = (
            ("m", "QueryData"), ("dbcode", _BASE), ("rowcode", "zb"), ("colcode", "sj"),
            ("wds", _said([("reg", place.gbt2260)])),
            ("dfwds", _said([("zb", code), ("sj", f"LAST{count_back}")])), ("h", "1"),
        )  # fmt: skip
        ask(Request(f"{place.code}.json", "/easyquery.htm", query), number, len(places))


def _said(pairs: list[tuple[str, str]]) -> str:
    cells = [{"wdcode": name, "valuecode": value} for name, value in pairs]
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _find(ask: Ask) -> str:
    node, step = "zb", 0
    for depth in range(_DEEPEST):
        body = urlencode({"id": node, "dbcode": _BASE, "wdcode": "zb", "m": "getTree"}).encode()
        request = Request(f"tree.{depth}.json", "/easyquery.htm", body=body)
        nodes = load(ask(request, 0, 1) or b"", request.name)
        if not isinstance(nodes, list) or not all(isinstance(each, dict) and "id" in each for each in nodes):
            raise changed_shape("no list of indicators", "没有指标列表", request.name)
        found = next((each for each in nodes if _PATH[step] in str(each.get("name", ""))), None)
        if found is None:
            names = ", ".join(str(each.get("name", "")) for each in nodes[:8])
            raise changed_shape(
                f"among {names} none is called {_PATH[step]!r}",
                f"{names} 中没有“{_PATH[step]}”",
                request.name,
            )
        node = str(found["id"])
        if step == len(_PATH) - 1 and not found.get("isParent"):
            return node
        step = min(step + 1, len(_PATH) - 1)
    raise changed_shape("the tree of indicators is too deep", "指标目录层级过深", "easyquery.htm")


def inspect(data: bytes, request: Request, connector: Connector) -> None:
    """Refuse an answer that is none.

    Raises
    ------
    NoAnswer
        With the code that the site gives.
    """
    answer = load(data, request.name)
    code = str(answer.get("returncode", "200")) if isinstance(answer, dict) else "200"
    if code != "200":
        said = quoted(str(answer.get("returndata", "")))
        raise NoAnswer(
            (
                f"The data site answers {request.name} with {code} {said}.",
                f"国家数据网站对 {request.name} 返回 {code} {said}。",
            ),
            (
                f"Nothing was changed. Export the table from {connector.page} and give it with --from.",
                f"未作任何改动。请从 {connector.page} 导出表格，再用 --from 指定。",
            ),
        )


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read answers of the data site, or exports and yearbook pages as ``tanlu evidence import`` does.

    Raises
    ------
    NoAnswer
        If an answer has another shape.
    BadTable
        If an export cannot be read.
    """
    sheaf = Sheaf(connector, wish)
    source = sheaf.source("nbs", Text("Annual data by province", "国家数据：分省年度数据"))
    answers = [file for file in files if file.read_bytes().lstrip(b"\xef\xbb\xbf \n")[:1] in (b"{", b"[")]
    for file in answers:
        inspect(file.read_bytes(), Request(file.name, ""), connector)
        answer = load(file.read_bytes(), file.name)
        if isinstance(answer, dict):
            _read(sheaf, answer, source, file.name)
    taken = sheaf.taken()
    tables = [file for file in files if file not in answers]
    taken.rows = _both(sheaf, tables, source, taken)
    return taken


def _both(sheaf: Sheaf, tables: list[Path], source: str, taken: Taken) -> Iterator[Row]:
    yield from sheaf.rows
    numbers = count(len(sheaf.rows) + 1)
    for file in tables:
        grid = open_grid(file)
        if not nbs.fits(grid.head()):
            raise changed_shape(
                "no row begins with 指标, 地区 or 年份", "没有以“指标”“地区”或“年份”开头的行", file.name
            )
        one = nbs.read(grid, sheaf.wish.mapping, sheaf.wish.vintage)
        place = ROW.index("source")
        for row in one.rows:
            yield (next(numbers), *row[1:place], source, *row[place + 1 :])
        taken.names |= one.names
        taken.left_out += one.left_out


def _read(sheaf: Sheaf, answer: dict[str, Any], source: str, where: str) -> None:
    data = answer.get("returndata")
    if not isinstance(data, dict) or not isinstance(data.get("datanodes"), list):
        raise changed_shape("no datanodes", "没有 datanodes", where)
    named = _described(data, where)
    for node in data["datanodes"]:
        try:
            wds = {each["wdcode"]: each["valuecode"] for each in node["wds"]}
            cell, code, area, period = node["data"], wds["zb"], wds["reg"], wds["sj"]
            has = cell["hasdata"]
        except (KeyError, TypeError) as error:
            raise changed_shape(f"a node lacks {error}", f"数据节点缺少 {error}", where) from error
        name, unit = named.get(code, (code, ""))
        known = series_id(name, sheaf.wish.mapping)
        region = _regions().get(area)
        if not period.isdigit() or int(period) not in sheaf.wish.span:
            sheaf.leave("other years", "其他年份")
            continue
        if region is None or (known is None and name not in _COAL):
            sheaf.leave("other products and places", "其他产品和地区")
            continue
        series, scope = known or (name, "")
        sheaf.names[name], sheaf.names[area] = series, region
        value = str(cell.get("strdata") or cell.get("data") or "") if has else ""
        sheaf.add(
            name, series=series, region=region, period=period, value=value, unit=unit, scope=scope, source=source,
            locator=f"{name}, {area}, {period}",
        )  # fmt: skip


def _described(data: dict[str, Any], where: str) -> dict[str, tuple[str, str]]:
    """Return name and unit of each indicator by code."""
    for each in data.get("wdnodes") or ():
        if isinstance(each, dict) and each.get("wdcode") == "zb":
            return {
                str(node.get("code", "")): (
                    str(node.get("cname") or node.get("name") or ""),
                    str(node.get("unit") or ""),
                )
                for node in each.get("nodes") or ()
            }
    raise changed_shape("no description of indicators", "没有指标说明", where)


def _regions() -> dict[str, str]:
    return {each.gbt2260: each.code for each in regions().values() if each.gbt2260}


CONNECTOR: Final = Connector(
    id="nbs",
    title=Text("Output of industrial products by province", "分省工业产品产量"),
    publisher=Text("National Bureau of Statistics of China", "国家统计局"),
    licence="NBS, free with source",
    base="https://data.stats.gov.cn",
    page="https://data.stats.gov.cn/",
    by_hand=Text("an export of annual data by province (CSV, XLSX)", "“分省年度数据”导出文件（CSV、XLSX）"),
    parse=parse,
    gather=gather,
    inspect=inspect,
    pause=2.0,
)
