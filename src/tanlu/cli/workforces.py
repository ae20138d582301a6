"""What ``tanlu economy workforce`` says, for people and for programs."""

from dataclasses import asdict
from typing import Any, Final

from tanlu.actions.workforce import Found
from tanlu.analysis.economy.workforce.matches import Match, Matches, is_cut
from tanlu.analysis.economy.workforce.ratings import SCALES
from tanlu.analysis.economy.workforce.transitions import Group, Move, Transitions
from tanlu.cli.comparisons import put_csv
from tanlu.cli.economies import cautions_json, print_cautions, print_method
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.text import Lang, Text, exact, grouped, significant, user_lang

_UNKNOWN: Final = Text("not known", "未知")
_CUT: Final = Text("cut", "降薪")
_HEADS: Final = {
    "occupation": Text("code", "代码"), "title": Text("could do", "可转职业"), "similarity": Text("similarity", "相似度"),
    "percentile": Text("percentile", "百分位"), "wage": Text("wage", "工资"), "wage_change": Text("wage change", "工资变化"),
    "zone": Text("job zone", "准备程度"), "licence": Text("licence", "执业许可"), "distance": Text("km", "公里"),
    "employment": Text("jobs", "就业人数"), "industry": Text("jobs in the industry", "该行业就业人数"),
    "asks": Text("asks for more of", "要求更高之处"), "people": Text("people", "人数"), "from": Text("from", "原职业"),
    "to": Text("to", "去向"),
}  # fmt: skip
_SHARES: Final = {
    "placed": Text("find an opening", "有岗位可去"), "near": Text("within reach", "在可及范围内"),
    "no_cut": Text("without a wage cut of more than 10%", "降薪不超过 10%"),
    "near_no_cut": Text("both", "两者兼备"), "left": Text("are left over", "无岗位可去"),
}  # fmt: skip
_BARRIER: Final = Text(
    "Alikeness of ratings is not the chance of a move: few people move far, and distance, pay and licences decide.",
    "评分相近不等于能够转岗：很少有人远迁，距离、工资和执业许可往往起决定作用。",
)


def put_matches(found: Found[Matches], form: str, industry: str) -> None:
    """Print destinations of an occupation with their reasons."""
    result = found.result
    rows = [_match(each) for each in result.rows]
    if form == "json":
        put_json({
            "from": result.origin, "title": result.title, "wage": result.wage, "measure": result.kind,
            "industry": industry or None, "scale_of_asks": result.scale, "destinations": rows,
            "method": result.method.to_json(), "barrier": _BARRIER.to_json(),
            "cautions": cautions_json(result.cautions), "notice": found.notice.to_json() if found.notice else None,
        })  # fmt: skip
        return
    if form == "csv":
        put_csv([_flat(row, result, found.notice) for row in rows])
        return
    lang = user_lang()
    print_cautions(result.cautions)
    head = f"{result.origin} · {result.title}"
    wage = f" · {_HEADS['wage'](lang)} {exact(result.wage, lang)}" if result.wage is not None else ""
    console().print(head + wage, style="bold", markup=False, soft_wrap=True)
    _print_table([_shown(each, lang) for each in result.rows])
    _print_end(found, lang, SCALES[result.scale])


def put_transitions(found: Found[Transitions], form: str) -> None:
    """Print how displaced people and openings could meet."""
    result = found.result
    rows = [_move(each) for each in result.moves]
    if form == "json":
        put_json({
            "displaced": result.displaced, "openings": result.openings, "shares": result.shares, "moves": rows,
            "left_over": [{**_group(each, "from"), "people": count} for each, count in result.left],
            "method": result.method.to_json(), "barrier": _BARRIER.to_json(),
            "cautions": cautions_json(result.cautions), "notice": found.notice.to_json() if found.notice else None,
        })  # fmt: skip
        return
    left = [
        {**dict.fromkeys(_COLUMNS), **_group(each, "from"), "people": count} for each, count in result.left
    ]
    if form == "csv":
        put_csv([{**row, **_told(result.method, found.notice)} for row in [*rows, *left]])
        return
    lang = user_lang()
    print_cautions(result.cautions)
    for line in _sentences(result):
        console().print(line(lang), style="bold", markup=False, soft_wrap=True)
    if rows:
        _print_table([_move_shown(each, found, lang) for each in result.moves])
    for group, count in result.left:
        console().print(
            both(
                f"Left over: {count:,} of {_label(group, found)}.",
                f"无岗位可去：{_label(group, found)}，{count} 人。",
            ),
            markup=False,
            soft_wrap=True,
        )
    _print_end(found, lang, None)


_COLUMNS: Final = (
    "from",
    "from_place",
    "to",
    "to_place",
    "people",
    "percentile",
    "wage_change",
    "cut",
    "distance",
)


def _match(each: Match) -> dict[str, Any]:
    return {**asdict(each), "asks": [asdict(one) for one in each.asks], "cut": each.cut}


def _flat(row: dict[str, Any], result: Matches, notice: Text | None) -> dict[str, Any]:
    asks = "; ".join(f"{each['name']} {each['here']:g}>{each['there']:g}" for each in row["asks"])
    return {"from": result.origin, **row, "asks": asks, **_told(result.method, notice)}


def _told(method: Text, notice: Text | None) -> dict[str, Any]:
    return {"method": method.to_json(), **({"notice": notice.to_json()} if notice else {})}


def _group(each: Group, side: str) -> dict[str, Any]:
    return {side: each.occupation, f"{side}_place": each.place or None}


def _move(each: Move) -> dict[str, Any]:
    return {
        **_group(each.origin, "from"), **_group(each.target, "to"), "people": each.people, "percentile": each.percentile,
        "wage_change": each.wage_change, "cut": each.cut, "distance": each.distance,
    }  # fmt: skip


def _shown(each: Match, lang: Lang) -> dict[str, str | None]:
    asks = (
        f"{one.name} {grouped(significant(one.here, 2), lang)} → {grouped(significant(one.there, 2), lang)}"
        for one in each.asks
    )
    return {
        "occupation": each.occupation, "title": each.title, "similarity": grouped(significant(each.similarity, 3), lang),
        "percentile": f"{each.percentile:.1f}", "wage": None if each.wage is None else exact(each.wage, lang),
        "wage_change": _change(each.wage_change, lang), "zone": _zone(each, lang),
        "licence": None if each.licence is None else both("yes", "是") if each.licence else both("no", "否"),
        "distance": None if each.distance is None else exact(each.distance, lang),
        "employment": None if each.employment is None else exact(each.employment, lang),
        "industry": None if each.industry is None else exact(each.industry, lang) if each.industry else both("none", "无"),
        "asks": ("；" if lang == "zh" else "; ").join(asks) or both("nothing", "无"),
    }  # fmt: skip


def _move_shown(each: Move, found: Found[Transitions], lang: Lang) -> dict[str, str | None]:
    return {
        "from": _label(each.origin, found), "to": _label(each.target, found), "people": exact(each.people, lang),
        "percentile": f"{each.percentile:.1f}", "wage_change": _change(each.wage_change, lang),
        "distance": None if each.distance is None else exact(round(each.distance), lang),
    }  # fmt: skip


def _label(group: Group, found: Found[Transitions]) -> str:
    title = found.ratings.titles[found.ratings.place(group.occupation)]
    code = found.ratings.occupations[found.ratings.place(group.occupation)]
    name = title if title == code else f"{code} {title}"
    return f"{name} ({group.place})" if group.place else name


def _change(change: float | None, lang: Lang) -> str | None:
    if change is None:
        return None
    said = f"{'+' if change > 0 else ''}{grouped(f'{100 * change:.1f}', lang)}%"
    return f"{said} ▼ {_CUT(lang)}" if is_cut(change) else said


def _zone(each: Match, lang: Lang) -> str | None:
    if each.zone is None:
        return None
    step = each.zone_change
    return exact(each.zone, lang) + (f" ({'+' if step > 0 else '−'}{abs(step):g})" if step else "")


def _print_table(rows: list[dict[str, str | None]]) -> None:
    from rich.markup import escape

    lang = user_lang()
    keys = [key for key in rows[0] if any(row[key] is not None for row in rows)]
    table = new_table(*(_HEADS[key](lang) for key in keys))
    for row in rows:
        table.add_row(*(escape(_UNKNOWN(lang) if row[key] is None else str(row[key])) for key in keys))
    console().print(table)


def _sentences(result: Transitions) -> list[Text]:
    def said(name: str, lang: Lang) -> str:
        share = result.shares[name]
        return _UNKNOWN(lang) if share is None else f"{share:.1%}"

    parts = {lang: [f"{_SHARES[name](lang)} {said(name, lang)}" for name in _SHARES] for lang in ("en", "zh")}
    return [
        Text(
            f"{result.displaced:,} displaced, {result.openings:,} openings.",
            f"失去岗位 {result.displaced} 人，空缺岗位 {result.openings} 个。",
        ),
        Text(
            f"Of the displaced: {', '.join(parts['en'])}.",
            f"占失去岗位者的比例：{'，'.join(parts['zh'])}。",
        ),
    ]


def _print_end(found: Found[Matches] | Found[Transitions], lang: Lang, scale: Text | None) -> None:
    if scale is not None:
        console().print(
            both(f"The numbers of what is asked for are {scale.en}.", f"“要求更高之处”的数字为{scale.zh}。"),
            soft_wrap=True, markup=False,
        )  # fmt: skip
    print_method(found.result.method)
    console().print(_BARRIER(lang), soft_wrap=True, markup=False)
    if found.notice is not None:
        console().print(found.notice(lang), style="bright_black", soft_wrap=True, markup=False)
