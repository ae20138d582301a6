"""What ``tanlu economy industries`` says of all candidates, for people and for programs."""

from typing import Any

from rich.markup import escape

from tanlu.actions.candidates import Apart, Criterion, Judged
from tanlu.cli.comparisons import put_csv
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Text, exact, user_lang


def put_judged(found: Judged, form: str) -> None:
    """Print candidates, the best first, each with how stable its place is; then those that are not ranked."""
    if form == "json":
        put_json(judged_json(found))
    elif form == "csv":
        ranked = [{**row, "reason": {}} for row in _flat(found)]
        out = [{**dict.fromkeys(ranked[0]), **row} for row in _flat_apart(found)]
        put_csv([{**row, "method": found.found.method.to_json()} for row in (*ranked, *out)])
    else:
        _print(found)


def judged_json(found: Judged) -> dict[str, Any]:
    """Return a judgement as plain data."""
    judged = found.found
    return {
        "criteria": [criterion_json(each) for each in found.criteria],
        "constraints": [each.said for each in found.limits],
        "first": judged.first, "draws": judged.draws, "candidates": ranked_rows(found),
        "apart": [
            {"industry": each.industry, "breaks": [one.said for one in each.broken], "lacks": list(each.missing),
             "reason": reason(found, each).to_json(), "labels": labels_of(found, each.industry)}
            for each in found.apart
        ],
        "method": judged.method.to_json(), "weighing": weighing(found).to_json(),
    }  # fmt: skip


def criterion_json(each: Criterion) -> dict[str, Any]:
    """Return a criterion as plain data."""
    return {"column": each.column, "less_is_better": each.less, "weight": each.weight}


def ranked_rows(found: Judged) -> list[dict[str, Any]]:
    """Return one row a ranked candidate, the best first."""
    return [ranked_row(found, int(at)) for at in found.found.order]


def ranked_row(found: Judged, at: int) -> dict[str, Any]:
    """Return how one candidate stands."""
    judged, by = found.found, found.found.beaten_by[at]
    return {
        "place": int(judged.place[at]), "industry": found.industries[at], "unbeaten": bool(judged.unbeaten[at]),
        "beaten_by": None if by is None else found.industries[by], "score": float(judged.score[at]),
        "among_first": float(judged.among_first[at]), "place_low": int(judged.low[at]),
        "place_high": int(judged.high[at]), "labels": labels_of(found, found.industries[at]),
    }  # fmt: skip


def labels_of(found: Judged, industry: str) -> dict[str, str]:
    """Return what is shown of an industry and never used."""
    row = found.every.index(industry)
    return {column: cells[row] for column, cells in found.labels.items()}


def reason(found: Judged, each: Apart) -> Text:
    """Return why a candidate is not ranked, with the numbers that break a constraint."""
    row = found.every.index(each.industry)
    broken = [(one.said, found.values[one.column][row] or 0.0) for one in each.broken]
    en = [f"breaks {said} ({exact(value, 'en')})" for said, value in broken]
    zh = [f"不满足 {said}（实为 {exact(value, 'zh')}）" for said, value in broken]
    if each.missing:
        en.append(f"lacks {', '.join(each.missing)}")
        zh.append(f"缺少：{'、'.join(each.missing)}")
    return Text("; ".join(en), "；".join(zh))


def weighing(found: Judged) -> Text:
    """Return how weights were drawn."""
    if found.criteria[0].weight is None:
        return Text("Weights: none given, so all are equally likely.", "权重：未指定，各种权重机会均等。")
    return Text("Weights: drawn around those given.", "权重：围绕给定的权重抽取。")


def judged_by(found: Judged) -> Text:
    """Return criteria and constraints in words."""
    en, zh = [], []
    for each in found.criteria:
        weight = "" if each.weight is None else f"{each.weight:g}"
        en.append(
            f"{each.column} ({'less' if each.less else 'more'}{f', weight {weight}' if weight else ''})"
        )
        zh.append(
            f"{each.column}（{'越小越好' if each.less else '越大越好'}{f'，权重 {weight}' if weight else ''}）"
        )
    limits = [each.said for each in found.limits]
    more_en = f" Constraints: {'; '.join(limits)}." if limits else ""
    more_zh = f"约束：{'；'.join(limits)}。" if limits else ""
    return Text(f"Judged by: {', '.join(en)}.{more_en}", f"指标：{'、'.join(zh)}。{more_zh}")


def _flat(found: Judged) -> list[dict[str, Any]]:
    return [
        {**{key: cell for key, cell in row.items() if key != "labels"}, **_prefixed(row["labels"])}
        for row in ranked_rows(found)
    ]


def _flat_apart(found: Judged) -> list[dict[str, Any]]:
    return [
        {"industry": each.industry, **_prefixed(labels_of(found, each.industry)),
         "reason": reason(found, each).to_json()}
        for each in found.apart
    ]  # fmt: skip


def _prefixed(labels: dict[str, str]) -> dict[str, str]:
    return {f"label:{column}": cell for column, cell in labels.items()}


def _print(found: Judged) -> None:
    lang, out, judged = user_lang(), console(), found.found
    if judged.first >= len(found.industries):
        out.print(
            both(
                f"▲ Ranked: {len(found.industries)}, so all are among the first {judged.first} and the share "
                "says nothing; --top sets how many.",
                f"▲ 参加排序的只有 {len(found.industries)} 个，全部在前 {judged.first} 名之内，"
                "该比例没有意义；名额可用 --top 设定。",
            ),
            style="yellow", soft_wrap=True, markup=False,
        )  # fmt: skip
    out.print(judged_by(found)(lang), soft_wrap=True, markup=False)
    heads = (both("place", "名次"), both("industry", "产业"), both("beaten by", "被何者超越"),
             both(f"among first {judged.first}", f"进入前 {judged.first}"), both("places", "名次范围"))  # fmt: skip
    table = new_table(*heads, *(escape(each) for each in found.labels))
    for row in ranked_rows(found):
        table.add_row(
            str(row["place"]), escape(row["industry"]), escape(row["beaten_by"] or both("unbeaten", "未被超越")),
            share(row["among_first"]), places(row), *(escape(each) for each in row["labels"].values()),
        )  # fmt: skip
    out.print(table)
    if found.apart:
        out.print(both("Not ranked", "未参加排序"), style="bold")
        table = new_table(
            both("industry", "产业"), both("why", "原因"), *(escape(each) for each in found.labels)
        )
        for each in found.apart:
            labels = labels_of(found, each.industry).values()
            table.add_row(escape(each.industry), escape(reason(found, each)(lang)), *map(escape, labels))
        out.print(table)
    gap = "" if lang == "zh" else " "
    said = f"{both('Method: ', '算法：')}{judged.method(lang)}{gap}{weighing(found)(lang)}"
    out.print(said, style="bright_black", soft_wrap=True, markup=False)
    out.print(both("Next: --card INDUSTRY shows one of them.", "下一步：用 --card 产业 查看其中一个。"))


def share(value: float) -> str:
    """Return a share of draws as a percentage that is not rounded to all or nothing."""
    if 0 < value < 0.01:
        return "<1%"
    return ">99%" if 0.99 < value < 1 else f"{value:.0%}"


def places(row: dict[str, Any]) -> str:
    """Return a range of places."""
    low, high = row["place_low"], row["place_high"]
    return str(low) if low == high else f"{low}–{high}"
