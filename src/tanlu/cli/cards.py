"""What ``tanlu economy industries --card`` says of one candidate, for people and for programs."""

from typing import Any

from rich.markup import escape

from tanlu.actions.candidates import Card, Judged, card
from tanlu.cli.comparisons import put_csv
from tanlu.cli.judged import criterion_json, judged_by, places, ranked_row, reason, share, weighing
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Text, exact, user_lang


def put_card(found: Judged, industry: str, form: str) -> None:
    """Print one candidate: each criterion with its place, who beats it, constraints and context."""
    held = card(found, industry)
    if form == "json":
        put_json(card_json(found, held))
    elif form == "csv":
        put_csv(_rows(found, held))
    else:
        _print(found, held)


def card_json(found: Judged, held: Card) -> dict[str, Any]:
    """Return a card as plain data."""
    why = next(
        (reason(found, each).to_json() for each in found.apart if each.industry == held.industry), None
    )
    return {
        "industry": held.industry, "ranked": held.at is not None, "reason": why, "of": len(found.industries),
        "standing": None if held.at is None else ranked_row(found, held.at),
        "criteria": [
            {**criterion_json(each.criterion), "value": each.value, "place": each.place} for each in held.standings
        ],
        "beaten_by": list(held.beaten_by), "beats": list(held.beats),
        "constraints": [{"constraint": each.said, "value": value, "kept": kept} for each, value, kept in held.kept],
        "labels": held.labels, "method": found.found.method.to_json(), "weighing": weighing(found).to_json(),
    }  # fmt: skip


def _rows(found: Judged, held: Card) -> list[dict[str, Any]]:
    return [
        {"industry": held.industry, "column": each.criterion.column, "value": each.value,
         "less_is_better": each.criterion.less, "weight": each.criterion.weight, "place": each.place,
         "of": len(found.industries), "method": found.found.method.to_json()}
        for each in held.standings
    ]  # fmt: skip


def _print(found: Judged, held: Card) -> None:
    lang, out, count = user_lang(), console(), len(found.industries)
    out.print(held.industry, style="bold", markup=False)
    out.print(_headline(found, held)(lang), soft_wrap=True, markup=False)
    table = new_table(
        both("criterion", "指标"), both("value", "数值"), both("better", "方向"), both("place", "名次")
    )
    for each in held.standings:
        table.add_row(
            escape(each.criterion.column),
            both("not measured", "无数据") if each.value is None else exact(each.value, lang),
            both("less", "越小越好") if each.criterion.less else both("more", "越大越好"),
            both("not ranked", "未排序") if each.place is None else f"{each.place} / {count}",
        )
    out.print(table)
    for line in _lines(held):
        out.print(line(lang), soft_wrap=True, markup=False)
    gap = "" if lang == "zh" else " "
    said = f"{judged_by(found)(lang)}{gap}{both('Method: ', '算法：')}{found.found.method(lang)}{gap}"
    out.print(said + weighing(found)(lang), style="bright_black", soft_wrap=True, markup=False)


def _headline(found: Judged, held: Card) -> Text:
    if held.at is None:
        why = next(reason(found, each) for each in found.apart if each.industry == held.industry)
        return Text(f"Not ranked: {why.en}.", f"未参加排序：{why.zh}。")
    row, count, first = ranked_row(found, held.at), len(found.industries), found.found.first
    return Text(
        f"Place {row['place']} of {count}; in 95 % of the draws at {places(row)}; among the first {first} in "
        f"{share(row['among_first'])} of them.",
        f"第 {row['place']} 名，共 {count} 个；95% 的抽样在第 {places(row)} 名；"
        f"{share(row['among_first'])} 的抽样进入前 {first} 名。",
    )  # fmt: skip


def _lines(held: Card) -> list[Text]:
    found = []
    if held.at is not None:
        found.append(
            Text(f"Beaten by: {', '.join(held.beaten_by)}.", f"超越它的有：{'、'.join(held.beaten_by)}。")
            if held.beaten_by
            else Text("Unbeaten.", "未被超越。")
        )
        if held.beats:
            found.append(Text(f"Beats: {', '.join(held.beats)}.", f"它超越的有：{'、'.join(held.beats)}。"))
    for each, value, kept in held.kept:
        if value is None:
            found.append(Text(f"Constraint {each.said}: not known.", f"约束 {each.said}：数值不详。"))
            continue
        shown = exact(value, "en"), exact(value, "zh")
        found.append(
            Text(f"Constraint {each.said}: kept ({shown[0]}).", f"约束 {each.said}：满足（{shown[1]}）。")
            if kept
            else Text(
                f"Constraint {each.said}: broken ({shown[0]}).", f"约束 {each.said}：不满足（{shown[1]}）。"
            )
        )
    for column, cell in held.labels.items():
        en, zh = cell or "nothing given", cell or "未填"
        found.append(Text(f"Context, not used: {column}: {en}.", f"说明（不参与计算）：{column}：{zh}。"))
    return found
