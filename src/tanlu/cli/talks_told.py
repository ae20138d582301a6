"""What ``tanlu study interviews`` says of agreement, hits and quotations."""

import sys
from typing import Any

import click
from rich.markup import escape

from tanlu.actions.quotations import Agreed, Coded, Found
from tanlu.analysis.scales.agreement import VERDICTS
from tanlu.analysis.scales.ratings import Coefficient
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console, new_table
from tanlu.study.interviews.agree import Shared
from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.quoting import Quotation
from tanlu.text import Lang, Text, grouped, user_lang

_WHOLE = Text("all", "全部")
_MEAN = Text("mean, by use", "按使用次数加权平均")
_LANGUAGES = {"en": Text("English", "英文"), "zh": Text("Chinese", "中文"), "": _WHOLE}
_SHORT = {
    "firm": Text("firm", "可靠"), "tentative": Text("tentative", "尚可"), "contested": Text("contested", "有分歧"),
    "uninformative": Text("alpha uninformative", "α 无参考价值"), "not estimable": Text("not estimable", "无法估计"),
}  # fmt: skip


def _say(en: str, zh: str, **style: str) -> None:
    console().print(both(en, zh), soft_wrap=True, markup=False, **style)  # type: ignore[arg-type]


def put_agreed(found: Agreed, form: str) -> None:
    """Show agreement by code and language."""
    if form == "json":
        put_json(_agreed_json(found))
        return
    lang = user_lang()
    if not found.rows:
        _say(
            "No codings yet: code in your own program and import the .qdpx.",
            "尚无编码：请在您的软件中编码后导入 .qdpx。",
        )
        return
    names = {each.guid: each.called(lang) for each in found.codes}
    table = new_table(both("language", "语言"), both("code", "编码"), both("segments", "段数"), both("with it", "其中使用"),
                      both("raw", "原始一致率"), both("alpha", "Krippendorff α"), "Gwet AC1", both("characters", "按字符 α"),
                      "Jaccard", both("reading", "结论"))  # fmt: skip
    for each in found.rows:
        table.add_row(*_row(each, names, lang))
    console().print(table)
    for line in _notes(found.rows, names, lang):
        console().print("· " + line, soft_wrap=True, markup=False)
    _say("Coders who found nothing in a transcript are not known to have looked. Segments of one interview hang together, "
         "so intervals are too narrow.",
         "在某份记录中未作任何标记的编码者无从计入。同一访谈的各段相互关联，区间偏窄。", style="bright_black")  # fmt: skip
    if found.held_back:
        _say(
            f"Not counted, for want of a consent in force: {found.held_back}.",
            f"{found.held_back}份记录未计入：没有有效的知情同意。",
        )


def _row(each: Shared, names: dict[str, str], lang: Lang) -> list[str]:
    found = each.found
    verdict = (
        ""
        if not each.code and each.alpha is not None
        else _SHORT[found.verdict if found else "not estimable"](lang)
    )
    raw, alpha, gwet = (
        (_number(found.raw.value, lang), _told(found.alpha, lang), _number(found.gwet.value, lang)) if found
        else ("", _number(each.alpha, lang), "")
    )  # fmt: skip
    return [
        _LANGUAGES.get(each.language, _WHOLE)(lang), escape(names.get(each.code, "") or _MEAN(lang)), str(each.segments),
        str(each.uses), raw, escape(alpha), gwet, _number(each.characters, lang),
        _number(each.jaccard, lang), verdict,
    ]  # fmt: skip


def _number(value: float | None, lang: Lang) -> str:
    return "" if value is None else grouped(f"{value:.3f}", lang)


def _told(each: Coefficient, lang: Lang) -> str:
    if each.value is None or each.low is None or each.high is None:
        return _number(each.value, lang)
    return f"{_number(each.value, lang)} [{grouped(f'{each.low:.2f}', lang)}, {grouped(f'{each.high:.2f}', lang)}]"


def _notes(rows: tuple[Shared, ...], names: dict[str, str], lang: Lang) -> list[str]:
    lines: dict[str, None] = {}
    whys: dict[str, list[str]] = {}
    for each in rows:
        if each.found and each.found.verdict == "uninformative":
            lines[VERDICTS["uninformative"](lang)] = None
        if each.code and each.why is not None:
            name = f"{names.get(each.code, '')} ({_LANGUAGES[each.language](lang)})"
            name = name if lang == "en" else name.replace(" (", "（").replace(")", "）")
            whys.setdefault(each.why(lang), []).append(name)
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    said = [f"{why}{colon}{comma.join(which)}" for why, which in whys.items()]
    return [*lines, *said]


def _agreed_json(found: Agreed) -> dict[str, Any]:
    labels = {each.guid: {"en": each.called("en"), "zh": each.called("zh")} for each in found.codes}
    return {
        "transcripts": found.transcripts, "held_back": found.held_back,
        "offsets": found.chosen.reading.id if found.chosen and found.chosen.reading else None,
        "rows": [
            {
                "code": each.code or None, "label": labels.get(each.code, _MEAN.to_json()),
                "language": each.language or None,
                "segments": each.segments, "uses": each.uses, "coders": each.coders, "alpha": each.alpha,
                "raw": _coefficient(each.found.raw) if each.found else None,
                "alpha_interval": _coefficient(each.found.alpha) if each.found else None,
                "gwet": _coefficient(each.found.gwet) if each.found else None,
                "prevalence": each.found.prevalence if each.found else None,
                "verdict": each.found.verdict if each.found else None,
                "characters": each.characters, "jaccard": each.jaccard, "why": each.why.to_json() if each.why else None,
            }
            for each in found.rows
        ],
    }  # fmt: skip


def _coefficient(each: Coefficient) -> dict[str, Any]:
    return {"value": each.value, "low": each.low, "high": each.high}


def put_found(found: Found, form: str) -> None:
    """Show hits with what stands around them."""
    if form == "json":
        keys = ("who", "language", "start", "end", "before", "found", "after")
        put_json({"terms": list(found.terms), "searched": found.searched, "held_back": found.held_back,
                  "hits": [{key: getattr(each, key) for key in keys} for each in found.hits]})  # fmt: skip
        return
    if not found.hits:
        listed = " · ".join(found.terms)
        _say(
            f"{listed} stands in none of {found.searched} transcripts.",
            f"{found.searched}份记录中均未出现 {listed}。",
        )
    else:
        table = new_table(both("who", "代号"), both("passage", "位置"), both("before", "前文"), both("found", "命中"),
                          both("after", "后文"))  # fmt: skip
        table.columns[2].justify = "right"
        for each in found.hits:
            before, after = (escape(" ".join(side.split("\n"))) for side in (each.before, each.after))
            words = escape(" ".join(each.found.split("\n")))
            table.add_row(each.who, f"{each.start}-{each.end}", before, f"[bold]{words}[/]", after)
        console().print(table)
        people = len({each.who for each in found.hits})
        _say(f"Places {len(found.hits)}, people {people}.", f"共{len(found.hits)}处，{people}人。")
    if found.held_back:
        _say(
            f"Not searched, for want of a consent in force: {found.held_back}.",
            f"{found.held_back}份记录未检索：没有有效的知情同意。",
        )


def put_coded(code: Code, passages: tuple[Coded, ...], form: str) -> None:
    """Show the passages under a code."""
    if form == "json":
        put_json({"code": {"en": code.called("en"), "zh": code.called("zh")}, "passages": [
            {"who": each.who, "language": each.language, "start": each.start, "end": each.end, "words": each.words or None,
             "coders": each.coders, "why": each.why.to_json() if each.why else None} for each in passages
        ]})  # fmt: skip
        return
    lang = user_lang()
    if not passages:
        _say(f"Nothing is coded as {code.called('en')} yet.", f"尚无段落编为“{code.called('zh')}”。")
        return
    table = new_table(
        both("who", "代号"), both("passage", "位置"), both("coders", "编码者"), both("words", "原文")
    )
    for each in passages:
        words = (
            each.words
            if each.why is None
            else f"({each.why(lang)})"
            if lang == "en"
            else f"（{each.why(lang)}）"
        )
        table.add_row(each.who, f"{each.start}-{each.end}", str(each.coders), escape(words))
    console().print(table)
    _say(
        "Quote one: tanlu study interviews quote DIR P01 --at START-END",
        "引用其一：tanlu study interviews quote DIR P01 --at 起-止",
    )


def put_quoted(found: Quotation, form: str) -> None:
    """Show a quotation as it may leave."""
    if form == "json":
        put_json(found.to_json())
        return
    click.echo(found.to_markdown())
    if found.removed:
        en = ", ".join(f"{what.en} ({count})" for what, count in found.removed)
        zh = "、".join(f"{what.zh}（{count}处）" for what, count in found.removed)
        _say(f"Taken out: {en}.", f"已隐去：{zh}。")


def demand_read(*, yes: bool) -> None:
    """Ask whether somebody has read it: rules help, but do not prove."""
    if not yes:
        sys.stdout.flush()
        click.confirm(
            both("Rules help, but do not prove. Have you read it, and can nobody be known by it?",
                 "规则只是辅助，并非保证。您是否已读过，且确认无法由此认出任何人？"),
            default=False, abort=True,
        )  # fmt: skip
