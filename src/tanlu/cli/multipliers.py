"""What ``tanlu economy io`` says, for people and for programs."""

from typing import Any, Final

from tanlu.actions.input_output import InRegion, Sectors, Without
from tanlu.analysis.economy.input_output.regional import Estimate
from tanlu.analysis.economy.input_output.table import GROSS, IOTable
from tanlu.cli.comparisons import put_csv
from tanlu.cli.economies import print_cautions, print_method
from tanlu.cli.speak import put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Text, exact, grouped, significant, user_lang

_HEADS: Final = {
    "code": Text("code", "代码"), "title": Text("sector", "部门"), "output_share": Text("output %", "占总产出 %"),
    "value_added_share": Text("value added %", "占增加值 %"), "output_1": Text("output I", "产出 I"),
    "output_2": Text("output II", "产出 II"), "value_added_1": Text("value added I", "增加值 I"),
    "value_added_2": Text("value added II", "增加值 II"), "income_1": Text("wages I", "报酬 I"),
    "income_2": Text("wages II", "报酬 II"), "income_ratio_1": Text("wages I ÷ direct", "报酬 I÷直接"),
    "income_ratio_2": Text("wages II ÷ direct", "报酬 II÷直接"), "employment_1": Text("jobs I", "就业 I"),
    "employment_2": Text("jobs II", "就业 II"), "backward": Text("backward", "后向"), "forward": Text("forward", "前向"),
    "slq": Text("SLQ", "SLQ"), "low_1": Text("I from", "I 型自"), "high_1": Text("I to", "I 型至"),
    "low_2": Text("II from", "II 型自"), "high_2": Text("II to", "II 型至"), "way": Text("method", "方法"),
    "type_1": Text("type I", "I 型"), "type_2": Text("type II", "II 型"), "lost": Text("output lost", "产出损失"),
    "exposure": Text("% of its output", "占其产出 %"),
}  # fmt: skip
_PERCENT: Final = frozenset({"output_share", "value_added_share", "exposure"})
_FIXED: Final = frozenset(
    key for key in _HEADS if key[-2:] in {"_1", "_2"} and not key.startswith("employment")
)
_SHOWN: Final = frozenset(
    {
        "code",
        "title",
        "output_share",
        "value_added_share",
        "output_1",
        "output_2",
        "employment_1",
        "backward",
        "forward",
    }
)
_EXPOSED: Final = 10
_NATION: Final = "nation"
_UNCUT: Final = Text("nation, uncut", "全国系数，未缩减")


def put_sectors(found: Sectors, form: str) -> None:
    """Print multipliers and linkages, one row a sector."""
    rows = sector_rows(found)
    methods = {each.kind: each.method for each in found.multipliers}
    if form == "json":
        put_json({
            "sectors": _plain(rows), "methods": {kind: words.to_json() for kind, words in methods.items()},
            "linkages_method": found.linkages.method.to_json(), "gross": GROSS.to_json(),
            "cautions": [each.to_json() for each in found.cautions],
        })  # fmt: skip
    elif form == "csv":
        put_csv(_plain(rows, method=methods["output"]))
    else:
        print_cautions(found.cautions)
        _print_rows([{key: cell for key, cell in row.items() if key in _SHOWN} for row in rows])
        print_method(methods["output"])
        print_method(found.linkages.method)


def sector_rows(found: Sectors) -> list[dict[str, Any]]:
    """Return one row a sector, in the order of the table; a ratio without a base is null."""
    rows = []
    for at in found.places:
        row = _named(found.table, at)
        row["output_share"] = float(found.table.output[at] / found.table.output.sum())
        row["value_added_share"] = float(found.table.value_added[at] / found.table.value_added.sum())
        for each in found.multipliers:
            key = each.kind.replace(" ", "_")
            row[f"{key}_1"] = float(each.type_1[at])
            row[f"{key}_2"] = None if each.type_2 is None else float(each.type_2[at])
            if each.kind == "income":
                for name, ratio in (("income_ratio_1", each.ratio_1), ("income_ratio_2", each.ratio_2)):
                    row[name] = None if ratio is None else ratio.tolist()[at]
        row["backward"], row["forward"] = (
            float(found.linkages.backward[at]),
            float(found.linkages.forward[at]),
        )
        rows.append(row)
    return rows


def put_regional(found: InRegion, form: str) -> None:
    """Print a region's multipliers: the range first, then every method, and why they differ."""
    rows, result = range_rows(found), found.found
    one = found.places[0] if len(found.places) == 1 else None
    if form == "json":
        for at, row in zip(found.places, rows, strict=True):
            row["why"] = result.why(at)
            row["methods"] = method_rows(found, at)
        put_json({
            "region_share": result.size, "sectors": _plain(rows), "method": result.method.to_json(),
            "gross": GROSS.to_json(), "cautions": [each.to_json() for each in result.cautions],
        })  # fmt: skip
    elif form == "csv":
        rows = [
            {**row, **each}
            for at, row in zip(found.places, rows, strict=True)
            for each in method_rows(found, at)
        ]
        put_csv(_plain(rows, method=result.method))
    else:
        if one is not None:
            console().print(_range(found, one)(user_lang()), style="bold", soft_wrap=True, markup=False)
            console().print(result.why(one)(user_lang()), soft_wrap=True, markup=False)
        print_cautions(result.cautions)
        _print_rows(rows if one is None else method_rows(found, one))
        print_method(result.method)


def range_rows(found: InRegion) -> list[dict[str, Any]]:
    """Return the range of one row a sector."""
    rows = []
    for at in found.places:
        row = {**_named(found.table, at), "slq": float(found.found.slq[at])}
        for kind in found.types:
            span = found.found.span(at, type_2=kind == "II")
            if span is not None:
                row[f"low_{len(kind)}"], row[f"high_{len(kind)}"] = span
        rows.append(row)
    return rows


def method_rows(found: InRegion, at: int) -> list[dict[str, Any]]:
    """Return one row a method, the nation's coefficients last."""

    def row(label: str, each: Estimate) -> dict[str, Any]:
        made: dict[str, Any] = {"way": label}
        if "I" in found.types:
            made["type_1"] = float(each.type_1[at])
        if "II" in found.types and each.type_2 is not None:
            made["type_2"] = float(each.type_2[at])
        return made

    rows = [row(each.label, each) for each in found.found.estimates]
    return [*rows, row(_NATION, found.found.national)]


def _range(found: InRegion, at: int) -> Text:
    title = found.table.titles[at]
    row = range_rows(found)[0]
    spans = [
        (kind, f"{row[f'low_{len(kind)}']:.2f}", f"{row[f'high_{len(kind)}']:.2f}")
        for kind in found.types if f"low_{len(kind)}" in row
    ]  # fmt: skip
    en = ", ".join(f"type {kind} {low} to {high}" for kind, low, high in spans)
    zh = "，".join(f"{kind} 型 {low} 至 {high}" for kind, low, high in spans)
    slq = significant(row["slq"])
    return Text(
        f"{title.en}: {en} over {len(found.found.estimates)} methods (location quotient {slq}).",
        f"{title.zh}：{zh}（{len(found.found.estimates)} 种方法；区位商 {slq}）。",
    )


def put_extraction(found: Without, form: str) -> None:
    """Print what is missing without a sector, and who depends on it most."""
    result, rows = found.found, exposed_rows(found)
    if form == "json":
        put_json({
            "sector": result.sector, "title": found.table.titles[found.table.place(result.sector)].to_json(),
            "kind": result.kind, "share": result.share, "final_removed": result.final_removed,
            "output_share": result.output_share, "value_added_share": result.value_added_share,
            "jobs_lost": result.jobs_lost, "sectors": _plain(rows), "method": result.method.to_json(),
            "gross": GROSS.to_json(),
            "cautions": [each.to_json() for each in found.table.cautions],
        })  # fmt: skip
    elif form == "csv":
        put_csv(_plain(rows, method=result.method))
    else:
        print_cautions(found.table.cautions)
        console().print(_missing(found)(user_lang()), style="bold", soft_wrap=True, markup=False)
        _print_rows(rows[: _EXPOSED + 1])
        print_method(result.method)


def exposed_rows(found: Without) -> list[dict[str, Any]]:
    """Return one row a sector: the one taken out first, then the most exposed."""
    result = found.found
    order = (found.table.place(result.sector), *result.most_exposed())
    return [
        {**_named(found.table, at), "lost": float(result.lost[at]), "exposure": float(result.exposure[at])}
        for at in order
    ]


def _missing(found: Without) -> Text:
    result = found.found
    title = found.table.titles[found.table.place(result.sector)]
    part = f"{result.share:.0%}"
    en = title.en if result.share == 1 else f"{part} of {title.en}"
    zh = title.zh if result.share == 1 else f"{title.zh}的 {part}"
    jobs = result.jobs_lost
    more = "" if jobs is None else f", {grouped(significant(jobs), 'en')} jobs"
    more_zh = "" if jobs is None else f"，就业减少 {grouped(significant(jobs), 'zh')}"
    return Text(
        f"Without {en}: output −{result.output_share:.2%}, value added −{result.value_added_share:.2%}{more}, at most.",
        f"没有{zh}：产出至多减少 {result.output_share:.2%}，增加值减少 {result.value_added_share:.2%}{more_zh}。",
    )


def _named(table: IOTable, at: int) -> dict[str, Any]:
    return {"code": table.sectors[at], "title": table.titles[at]}


def _plain(rows: list[dict[str, Any]], **more: Text) -> list[dict[str, Any]]:
    """Return rows for programs: a text as both languages."""
    return [
        {key: cell.to_json() if isinstance(cell, Text) else cell for key, cell in {**row, **more}.items()}
        for row in rows
    ]


def _print_rows(rows: list[dict[str, Any]]) -> None:
    from rich.markup import escape

    lang = user_lang()
    keys = [key for key in rows[0] if any(row[key] is not None for row in rows)]
    if "title" in keys and all(row["title"].en == row["code"] for row in rows):
        keys = [key for key in keys if key != "title"]
    table = new_table(*(_HEADS[key](lang) for key in keys))
    for row in rows:
        table.add_row(*(escape(_cell(key, row[key])) for key in keys))
    console().print(table)


def _cell(key: str, cell: Text | str | float | None) -> str:
    lang = user_lang()
    if isinstance(cell, str):
        return _UNCUT(lang) if key == "way" and cell == _NATION else cell
    if cell is None or isinstance(cell, Text):
        return "" if cell is None else cell(lang)
    return _number(key, cell)


def _number(key: str, cell: float) -> str:
    lang = user_lang()
    if key in _PERCENT:
        return grouped(f"{cell * 100:.2f}", lang)
    if key in _FIXED or key in {"backward", "forward"}:
        return grouped(f"{cell:.2f}", lang)
    return exact(float(f"{cell:.4g}"), lang) if key == "lost" else grouped(significant(cell), lang)
