"""``tanlu practices``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.accord.library import Library
    from tanlu.accord.practice import Fit, Practice
    from tanlu.accord.register import Origin
    from tanlu.text import Lang


@click.command(
    help=both(
        "Practices of coal regions, failures included: how each works, what it needs, how good the evidence is.\n\nNAME "
        "shows one of them. With --for, each precondition is met, not met or not known in that region. There is no score.",
        "煤炭地区的做法（含失败案例）：如何运作、需要什么条件、证据质量如何。\n\nNAME 显示其中一项。加 --for 则逐项列出"
        "该地区具备、不具备或不清楚的条件；不打分。",
    ),
    epilog=both(
        "Examples: tanlu practices · tanlu practices sister_parks --for CN-SX · tanlu practices --theme workers",
        "示例：tanlu practices · tanlu practices sister_parks --for CN-SX · tanlu practices --theme workers",
    ),
)
@click.argument("name", required=False)
@click.option(
    "--for",
    "code",
    default="",
    metavar="REGION",
    help=both("How each fits a region.", "对照某一地区的条件。"),
)
@click.option(
    "--theme", default="", metavar="WORD", help=both("Only practices of a theme.", "只列某一主题。")
)
@click.option(
    "--from",
    "place",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both(
        "A library of your own, TOML in the form of the packaged one.", "自有做法库（TOML，格式同随附文件）。"
    ),
)
@format_option
def practices(name: str | None, code: str, theme: str, place: Path | None, form: str) -> None:
    """Show practices."""
    from tanlu.actions.practices import find, fits, open_library

    held = open_library(place)
    chosen = (held.practice(name),) if name else find(held, theme)
    fitted = tuple(each for each in fits(held, code) if each.practice in chosen) if code else ()
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json({"practices": [_json(each, fitted) for each in chosen], "region": code or None})
    elif name:
        _print_one(held, chosen[0], fitted)
    else:
        _print_all(fitted, chosen)


def _json(each: "Practice", fitted: "tuple[Fit, ...]") -> dict[str, Any]:
    from tanlu.accord.practice import GRADES, OUTCOMES

    fit = next((one for one in fitted if one.practice.id == each.id), None)
    return {
        "id": each.id, "title": each.title.to_json(), "mechanism": each.mechanism.to_json(),
        "context": each.context.to_json(), "evidence": each.evidence.to_json(), "region": each.region,
        "since": str(each.since) if each.since else None, "cost": each.cost.to_json() if each.cost else None,
        "grade": each.grade, "grade_title": GRADES[each.grade].to_json(), "outcome": each.outcome,
        "outcome_title": OUTCOMES[each.outcome].to_json(), "sources": list(each.sources), "themes": list(each.themes),
        "needs": [
            {"id": need.id, "text": need.text.to_json(), "answer": verdict, "why": fact.why.to_json() if fact else None,
             "source": fact.source if fact else None} for need, verdict, fact in fit.answers
        ] if fit else list(each.needs),
    }  # fmt: skip


def _print_all(fitted: "tuple[Fit, ...]", chosen: "tuple[Practice, ...]") -> None:
    from rich.markup import escape

    from tanlu.accord.practice import OUTCOMES
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    lang, out = user_lang(), console()
    heads = [both("practice", "做法"), both("what", "内容"), both("tried in", "试行地"), both("did it work", "结果"),
             both("evidence", "证据")]  # fmt: skip
    if fitted:
        heads += [both("met / not met / not known", "具备／不具备／不清楚")]
    table = new_table(*heads)
    counted = {one.practice.id: one for one in fitted}
    for each in [one.practice for one in fitted] or chosen:
        cells = [
            each.id,
            escape(each.title(lang)),
            escape(each.context(lang)),
            OUTCOMES[each.outcome](lang),
            each.grade,
        ]
        if fitted:
            cells.append(
                " / ".join(str(counted[each.id].count(word)) for word in ("met", "unmet", "unknown"))
            )
        table.add_row(*cells)
    out.print(table)
    said = both(
        "The order is for reading; it measures no success. Grades speak of the evidence: A compared, B measured, "
        "C counted, D described.",
        "顺序仅供阅读，不代表成效。等级指证据质量：A 有对照，B 有结果数据，C 只有产出统计，D 仅有描述。",
    )
    out.print(said, style="bright_black", markup=False, soft_wrap=True)


def _print_one(held: "Library", each: "Practice", fitted: "tuple[Fit, ...]") -> None:
    from rich.markup import escape

    from tanlu.accord.practice import GRADES, OUTCOMES, VERDICTS
    from tanlu.cli.tables import console, new_table
    from tanlu.text import user_lang

    lang, out = user_lang(), console()
    table = new_table("", "")
    table.show_header = False
    lines = [
        (both("what", "内容"), each.title(lang)), (both("how it works", "机制"), each.mechanism(lang)),
        (both("tried in", "试行地"), each.context(lang)), (both("what is known", "已知情况"), each.evidence(lang)),
        (both("did it work", "结果"), OUTCOMES[each.outcome](lang)),
        (both("evidence", "证据质量"), f"{each.grade}{both(': ', '：')}{GRADES[each.grade](lang)}"),
    ]  # fmt: skip
    lines += [(both("cost", "费用"), each.cost(lang))] if each.cost else []
    lines += [(both("source", "来源"), _cited(held.sources[one], lang)) for one in each.sources]
    needs = {one.id: one for one in held.needs}
    answers = fitted[0].answers if fitted else [(needs[one], "", None) for one in each.needs]
    for need, verdict, fact in answers:
        why = f"{both(' (', '（')}{fact.why(lang)}{both(')', '）')}" if fact else ""
        said = f"{need.text(lang)}{both(': ', '：') + VERDICTS[verdict](lang) if verdict else ''}{why}"
        lines.append((both("needs", "需要"), said))
    for label, words in lines:
        table.add_row(label, escape(words))
    out.print(table)


def _cited(source: "Origin", lang: "Lang") -> str:
    return f"{source.publisher(lang)}{both(': ', '：')}{source.title(lang)} {source.url}"
