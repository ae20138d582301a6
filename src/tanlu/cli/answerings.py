"""What ``tanlu study answers`` says to people."""

from typing import TYPE_CHECKING

from rich.text import Text as Styled

from tanlu.actions.answers import FICTIONAL, share_of
from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table
from tanlu.study.answers.model import MISSING, Missing
from tanlu.study.answers.silence import HELD
from tanlu.text import user_lang

if TYPE_CHECKING:
    from tanlu.actions.answers import Exported, Read, Summary
    from tanlu.analysis.survey.publication import Told
    from tanlu.study.forms.model import Form


def print_read(found: "Read") -> None:
    """Print what came in."""
    lang, out = user_lang(), console()
    out.print(
        Styled(f"{found.name} · {found.kind(lang)} · {found.form.id} {found.form.version}", style="bold")
    )
    table = new_table(
        both("table", "数据表"),
        both("rows", "行"),
        both("questions", "题"),
        *(MISSING[each](lang) for each in Missing),
    )
    for level in found.to_json()["levels"]:
        table.add_row(
            level["name"] or both("form", "主表"), str(level["rows"]), str(level["questions"]),
            *(str(level["missing"][each.value]) for each in Missing),
        )  # fmt: skip
    out.print(table)
    _print_notes(found)
    out.print(both("Next: `tanlu study answers summary`.", "下一步：`tanlu study answers summary`。"))


def _print_notes(found: "Read") -> None:
    if found.fictional:
        console().print(FICTIONAL(user_lang()))
    for each in found.answers.notes:
        console().print(Styled.assemble(("▲ ", "yellow"), each(user_lang())), soft_wrap=True)


def print_summary(found: "Summary") -> None:
    """Print what may be told, then who leaves what unanswered."""
    lang, out = user_lang(), console()
    rows = len(found.read.answers.levels[0].rows)
    out.print(
        Styled(both(f"{found.read.name}: {rows} answers", f"{found.read.name}：{rows}份答卷"), style="bold")
    )
    table = new_table(
        both("question", "题目"), both("code", "代码"), both("share or mean", "占比或均值"), "n"
    )
    for each in found.told:
        named = share_of(each)
        if named:
            table.add_row(*_row(each, *named, found.read.form))
    if found.told:
        out.print(table)
    for name in found.unanswered:
        out.print(
            both(f"{name}: nobody answered, so nothing can be told.", f"{name}：无人作答，无法给出结果。")
        )
    out.print(
        both(
            "Not weighted and without margins of error; `tanlu study estimate` knows how a sample was drawn.",
            "未加权，不含误差范围；`tanlu study estimate` 可按抽样设计估计。",
        ),
        soft_wrap=True,
    )
    quiet = new_table(
        both("no answer", "未回答"),
        both("language", "语言"),
        both("share", "占比"),
        *(MISSING[each](lang) for each in (Missing.DONT_KNOW, Missing.REFUSED)),
    )
    for quiet_ in found.silences:
        shares = (quiet_.share, quiet_.dont_know, quiet_.refused)
        told = [HELD(lang), "", ""] if quiet_.share is None else [f"{share or 0:.0%}" for share in shares]
        quiet.add_row(quiet_.question, quiet_.language, *told)
    out.print(quiet)
    for name in found.apart:
        out.print(
            both(
                f"▲ {name}: one language leaves it unanswered far more often; look at the wording.",
                f"▲ {name}：一种语言的未回答率明显偏高，请核对措辞。",
            ),
            soft_wrap=True,
        )
    _print_notes(found.read)


def _row(told: "Told", question: str, code: str, form: "Form") -> tuple[str, str, str, str]:
    row, lang = told.row, user_lang()
    choices = form.lists.get(form.by_name[question].choices, ())
    label = next((form.spoken(each.row, "label", lang) for each in choices if each.name == code), "")
    said = f"{code} · {label}" if label else code
    if row.found.value is None:
        return question, said, (told.why or row.found.why or HELD)(lang), ""
    shown = f"{row.found.value:.0%}" if row.kind == "proportion" else f"{row.found.value:.1f}"
    return question, said, shown, str(row.found.n)


def print_exported(found: "Exported") -> None:
    """Print what left and what stayed."""
    out = console()
    for each in found.files:
        out.print(both(f"Written: {each}", f"已写入：{each}"), markup=False, soft_wrap=True)
    if found.kept:
        out.print(
            both(f"Stayed here: {', '.join(found.kept)}", f"未导出：{'、'.join(found.kept)}"), soft_wrap=True
        )
