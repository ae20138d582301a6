"""What ``tanlu economy`` says, for people and for programs."""

from typing import Any, Final

import numpy as np

from tanlu.actions.economy import Change, Complex, Structure
from tanlu.actions.industry_tables import region_of
from tanlu.analysis.economy.audit import Audit
from tanlu.analysis.economy.breadth import METHOD, VERDICTS
from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.diversity import Diversity
from tanlu.analysis.economy.placed import ranks
from tanlu.analysis.economy.quotients import Masked, Quotients
from tanlu.analysis.economy.table import place
from tanlu.cli.comparisons import put_csv
from tanlu.cli.labels import shown_industry, shown_region
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Text, exact, grouped, significant, user_lang

_HEADS: Final = {
    "region": Text("region", "地区"), "industry": Text("industry", "行业"), "total": Text("total", "合计"),
    "hachman": Text("Hachman", "哈克曼"), "herfindahl": Text("Herfindahl", "赫芬达尔"),
    "effective": Text("effective", "有效行业数"), "entropy": Text("entropy", "熵"),
    "evenness": Text("evenness", "均匀度"), "krugman": Text("Krugman", "克鲁格曼"),
    "related": Text("related", "相关"), "unrelated": Text("unrelated", "不相关"), "known": Text("cells known", "已知单元格"),
    "value": Text("value", "数值"), "low": Text("low", "下限"), "high": Text("high", "上限"),
    "start": Text("start", "期初"), "end": Text("end", "期末"), "change": Text("change", "变化"),
    "national": Text("national", "全国分量"), "mix": Text("mix", "结构分量"), "regional": Text("regional", "竞争力分量"),
    "allocation": Text("allocation", "配置分量"), "new": Text("new", "新增分量"),
    "rank": Text("rank", "名次"), "complexity": Text("complexity", "复杂度"), "diversity": Text("industries", "行业数"),
    "rank_low": Text("rank from", "名次自"), "rank_high": Text("rank to", "名次至"), "ubiquity": Text("regions", "地区数"),
    "density": Text("density", "密度"), "lq": Text("LQ", "区位商"), "score": Text("score", "分值"),
    "auc": Text("AUC", "AUC"), "auc_region": Text("within region", "地区内"),
    "auc_industry": Text("within industry", "行业内"), "top": Text("top cells", "顶端"), "list": Text("list", "清单"),
    "ahead": Text("ahead in lists", "清单领先"), "verdict": Text("verdict", "结论"),
    "outlook": Text("outlook", "展望"), "gain": Text("gain", "增益"), "net_gain": Text("net gain", "净增益"),
}  # fmt: skip
_PARTS: Final = frozenset({"change", "national", "mix", "regional", "allocation", "new"})
_LABELS: Final = {"region": shown_region, "industry": shown_industry}
_SUPPRESSED: Final = Text("suppressed", "保密")


def put_structure(found: Structure, region: str, form: str) -> None:
    """Print structure: all regions with their diversity, or one region with its industries."""
    region = region_of(found.quotients.regions, region) if region else ""
    if region:
        place(found.quotients.regions, region, Text("region", "地区"))
    if form == "json":
        put_json(structure_json(found, region))
        return
    rows = quotient_rows(found.quotients, region) if region else diversity_rows(found.diversity)
    whole = not found.audit.suppressed
    method = found.quotients.method if region else found.diversity.method
    if form == "csv":
        put_csv([{**row, "method": method.to_json()} for row in rows])
        return
    print_cautions((*found.audit.cautions, *found.diversity.cautions))
    shown = [row for row in rows if row.get("value") != 0.0]
    print_rows([{key: cell for key, cell in row.items() if key != "known" or not whole} for row in shown])
    print_method(method)
    if region:
        return
    _print_audit(found.audit)
    console().print(
        both("Next: --region NAME shows the industries of one region.", "下一步：用 --region 名称 查看某一地区的各行业。")
    )  # fmt: skip


def structure_json(found: Structure, region: str) -> dict[str, Any]:
    """Return structure as plain data."""
    return {
        "period": found.period or None,
        "audit": found.audit.to_json(),
        "cautions": cautions_json((*found.audit.cautions, *found.diversity.cautions)),
        "diversity": [row for row in diversity_rows(found.diversity) if region in {"", row["region"]}],
        "diversity_method": found.diversity.method.to_json(),
        "measure": found.quotients.kind,
        "quotients": quotient_rows(found.quotients, region),
        "quotients_method": found.quotients.method.to_json(),
    }


def diversity_rows(found: Diversity) -> list[dict[str, Any]]:
    """Return one row a region, in the order of the table."""
    names = ("total", "hachman", "herfindahl", "effective", "entropy", "evenness", "krugman")
    variety = () if found.related is None else ("related", "unrelated")
    return [
        {"region": region, **{name: float(getattr(found, name)[at]) for name in (*names, *variety, "known")}}
        for at, region in enumerate(found.regions)
    ]


def quotient_rows(found: Quotients, region: str) -> list[dict[str, Any]]:
    """Return one row a region and industry, the most specialised first; a suppressed cell has null."""
    rows = [
        {
            "region": name, "industry": industry, "value": _given(found.values, r, p),
            "low": _given(found.low, r, p), "high": _given(found.high, r, p),
        }
        for r, name in enumerate(found.regions) if region in {"", name}
        for p, industry in enumerate(found.industries)
    ]  # fmt: skip
    place_of = {name: at for at, name in enumerate(found.regions)}
    return sorted(
        rows, key=lambda row: (place_of[row["region"]], -np.inf if row["value"] is None else -row["value"])
    )


def _given(array: Masked | None, r: int, p: int) -> float | None:
    return None if array is None or bool(np.ma.getmaskarray(array)[r, p]) else float(array[r, p])


def put_change(found: Change, form: str) -> None:
    """Print shift-share and the change of breadth."""
    if form == "json":
        put_json(change_json(found))
        return
    rows = change_rows(found)
    if form == "csv":
        put_csv([{**row, "method": found.parts.method.to_json()} for row in rows])
        return
    print_cautions(found.cautions)
    console().print(f"{shown_region(found.region)} · {found.start}–{found.end}", style="bold", markup=False)
    sums = {key: sum(row[key] for row in rows) for key in rows[0] if key != "industry"}
    print_rows([*rows, {"industry": both("total", "合计"), **sums}])
    print_method(found.parts.method)
    console().print(VERDICTS[found.breadth.verdict](user_lang()), style="bold")
    console().print(_breadth(found)(user_lang()), soft_wrap=True, markup=False)
    print_method(METHOD)


def change_rows(found: Change) -> list[dict[str, Any]]:
    """Return one row an industry; parts that are zero throughout are left out of the table."""
    parts = found.parts
    names = ["change", "national", "mix", "regional"]
    names += [name for name in ("allocation", "new") if getattr(parts, name).any()]
    return [
        {
            "industry": industry, "start": float(found.levels[0][at]), "end": float(found.levels[1][at]),
            **{name: float(getattr(parts, name)[at]) for name in names},
        }
        for at, industry in enumerate(found.industries)
    ]  # fmt: skip


def change_json(found: Change) -> dict[str, Any]:
    """Return shift-share as plain data."""
    split = found.breadth
    parts = {
        name: getattr(split, name)
        for name in ("before", "after", "focus", "losses", "gains", "lost", "gained")
    }
    return {
        "region": found.region, "from": found.start, "to": found.end, "kind": found.parts.kind,
        "totals": found.parts.totals(), "industries": change_rows(found), "method": found.parts.method.to_json(),
        "breadth": {**parts, "verdict": split.verdict, "said": VERDICTS[split.verdict].to_json(),
                    "method": METHOD.to_json()},
        "cautions": cautions_json(found.cautions),
    }  # fmt: skip


def put_complexity(found: Complex, of: str, form: str) -> None:
    """Print complexity, highest first, with what it goes with."""
    rows, result = complexity_rows(found, of), found.found
    cautions = (*found.audit.cautions, *result.cautions)
    if form == "json":
        put_json({
            "period": found.period or None, "kind": result.kind, of: rows, "eigenvalues": list(result.eigenvalues),
            "with_size": result.with_size, "with_diversity": result.with_diversity,
            "with_reference": result.with_reference, "method": result.method.to_json(),
            "cautions": cautions_json(cautions), "audit": found.audit.to_json(),
        })  # fmt: skip
    elif form == "csv":
        put_csv([{**row, "method": result.method.to_json()} for row in rows])
    else:
        print_cautions(cautions)
        print_rows(rows)
        print_method(result.method)
        console().print(_goes_with(found)(user_lang()), soft_wrap=True, markup=False)


def complexity_rows(found: Complex, of: str) -> list[dict[str, Any]]:
    """Return one row a region or industry, the most complex first."""
    result = found.found
    if of == "industries":
        order, best = np.argsort(-result.of_industries, kind="stable"), ranks(result.of_industries)[0]
        return [
            {"rank": int(best[at]), "industry": result.industries[at], "complexity": float(result.of_industries[at]),
             "ubiquity": int(result.ubiquity[at])}
            for at in order
        ]  # fmt: skip
    order, best = np.argsort(-result.of_regions, kind="stable"), ranks(result.of_regions)[0]
    low, high = result.rank_low, result.rank_high
    return [
        {"rank": int(best[at]), "region": result.regions[at], "complexity": float(result.of_regions[at]),
         "rank_low": None if low is None else float(low[at]), "rank_high": None if high is None else float(high[at]),
         "diversity": int(result.diversity[at])}
        for at in order
    ]  # fmt: skip


def _goes_with(found: Complex) -> Text:
    result = found.found
    said = [
        (words, grouped(f"{value:.2f}", "en"))
        for words, value in (
            (Text("size", "规模"), result.with_size), (Text("number of industries", "行业数"), result.with_diversity),
            (Text("income", "收入"), result.with_reference),
        )
        if value is not None
    ]  # fmt: skip
    en = ", ".join(f"{words.en} {value}" for words, value in said) or "nothing that varies"
    zh = "，".join(f"{words.zh} {value}" for words, value in said) or "没有可比的变量"
    if not result.eigenvalues:
        return Text(f"Correlation of the regional index with: {en}.", f"地区指数的相关系数：{zh}。")
    second, third = (f"{each:.4f}" for each in result.eigenvalues)
    return Text(
        f"Correlation of the regional index with: {en}. Eigenvalues: {second}, {third}.",
        f"地区指数的相关系数：{zh}。特征值：{second}、{third}。",
    )


def _breadth(found: Change) -> Text:
    split, focus = found.breadth, shown_industry(found.focus)
    shown = {
        name: (grouped(significant(value, 3), "en"), grouped(significant(value, 3), "zh"))
        for name, value in (
            ("before", split.before), ("after", split.after), ("losses", split.losses), ("gains", split.gains),
            ("focus", split.focus), ("lost", -split.lost), ("gained", split.gained),
        )
    }  # fmt: skip
    en = {name: pair[0] for name, pair in shown.items()}
    zh = {name: pair[1] for name, pair in shown.items()}
    return Text(
        f"Effective number of industries: {en['before']} to {en['after']}. By shrinking industries {en['losses']}, by "
        f"growing ones {en['gains']}" + (f", by the industry in focus ({focus}) {en['focus']}" if found.focus else "")
        + f". Lost {en['lost']}, gained {en['gained']}.",
        f"有效行业数由 {zh['before']} 变为 {zh['after']}。其中萎缩的行业 {zh['losses']}，增长的行业 {zh['gains']}"
        + (f"，重点行业（{focus}）{zh['focus']}" if found.focus else "")
        + f"。减少 {zh['lost']}，增加 {zh['gained']}。",
    )  # fmt: skip


def print_rows(rows: list[dict[str, Any]]) -> None:
    """Print rows as a table; a column without any value is left out."""
    lang = user_lang()
    empty = (
        {key for key in rows[0] if key != "value" and all(row[key] is None for row in rows)}
        if rows
        else set()
    )
    keys = [key for key in (rows[0] if rows else {}) if key not in empty]
    table = new_table(*(_HEADS[key](lang) for key in keys))
    for row in rows:
        table.add_row(*(_cell(key, row[key]) for key in keys))
    console().print(table)


def _cell(key: str, cell: str | float | None) -> str:
    from rich.markup import escape

    if cell is None:
        return _SUPPRESSED(user_lang())
    if isinstance(cell, str):
        return escape(_LABELS[key](cell) if key in _LABELS else cell)
    if isinstance(cell, int) or key in {"rank_low", "rank_high"}:
        return str(round(cell))
    if key in {"total", "start", "end"}:
        return exact(float(f"{cell:.8g}"), user_lang())
    if key in _PARTS:
        return exact(float(f"{cell:.5g}"), user_lang())
    return grouped(significant(cell, 3), user_lang())


def print_cautions(cautions: tuple[Caution, ...]) -> None:
    """Print what must be known beforehand."""
    lang = user_lang()
    for each in cautions:
        gap = "" if lang == "zh" else " "
        console().print(
            f"▲ {each.what(lang)}{gap}{each.do(lang)}", style="yellow", soft_wrap=True, markup=False
        )


def print_method(method: Text) -> None:
    """Print the definition."""
    console().print(
        both(f"Method: {method.en}.", f"算法：{method.zh}。"),
        style="bright_black",
        soft_wrap=True,
        markup=False,
    )


def _print_audit(found: Audit) -> None:
    largest = shown_region(found.largest_region)
    console().print(
        both(
            f"{found.regions} regions × {found.industries} industries; {found.cells} cells, {found.suppressed} "
            f"suppressed ({found.suppressed_share:.0%}); largest: {largest} ({found.largest_share:.0%}).",
            f"{found.regions} 个地区 × {found.industries} 个行业；{found.cells} 个单元格，保密 {found.suppressed} 个"
            f"（{found.suppressed_share:.0%}）；最大：{largest}（{found.largest_share:.0%}）。",
        ),
        soft_wrap=True,
        markup=False,
    )


def cautions_json(cautions: tuple[Caution, ...]) -> list[dict[str, object]]:
    """Return cautions as plain data."""
    return [each.to_json() for each in cautions]
