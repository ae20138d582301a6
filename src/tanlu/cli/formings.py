"""What ``tanlu study form`` says to people."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from tanlu.cli.speak import both
from tanlu.cli.tables import console
from tanlu.study.forms.defects import CLASSES, Defect
from tanlu.study.forms.fielding import NO_ADVICE
from tanlu.text import user_lang

if TYPE_CHECKING:
    from tanlu.actions.forms import Checked, Gate


def print_checked(found: "Checked") -> None:
    """Print what is wrong with a form, then the count and what to do next."""
    lang, out = user_lang(), console()
    for each in found.defects:
        _print_defect(each)
    for hint in found.hints:
        place = both(f"{hint.sheet} line {hint.line}", f"{hint.sheet} 第{hint.line}行")
        out.print(
            Styled.assemble((both("▲ to check ", "▲ 待核 "), "yellow"), f"{place}  {hint.why(lang)}"),
            soft_wrap=True,
        )
    asked = sum(each.asked for each in found.form.questions)
    count = len(found.defects)
    out.print(
        Styled(
            both(
                f"{found.name}: questions {asked}, defects {count}.",
                f"{found.name}：{asked}道题，{count}处问题。",
            ),
            style="bold",
        )
    )
    out.print(
        both("Next: put them right, and check again.", "下一步：逐处改正后再次检查。")
        if count
        else both(
            "Next: `tanlu study form field FILE` says whether it may be fielded.",
            "下一步：`tanlu study form field 文件` 可判断能否用于调查。",
        ),
        soft_wrap=True,
    )


def _print_defect(each: Defect) -> None:
    lang, out = user_lang(), console()
    title = CLASSES[each.kind]
    name = f" {each.name}" if each.name else ""
    out.print(
        Styled.assemble((f"✕ {title.title(lang)}", "red"), f"  {each.place(lang)}{name}"), soft_wrap=True
    )
    out.print(f"  {each.why(lang)}", markup=False, soft_wrap=True)
    out.print(f"  → {title.do(lang)}", markup=False, soft_wrap=True)


def print_gate(found: "Gate") -> None:
    """Print whether a form may be fielded, and why not."""
    lang, out = user_lang(), console()
    count = len(found.checked.defects)
    if count:
        out.print(
            Styled(
                both(
                    f"✕ defects: {count}; `tanlu study form check` lists them",
                    f"✕ 问题{count}处，详见 `tanlu study form check`",
                ),
                style="red",
            )
        )
    for each in found.blocked:
        out.print(Styled.assemble(("✕ ", "red"), each.why(lang)), soft_wrap=True)
    for rule in dict.fromkeys(each.rule for each in found.blocked if each.rule):
        since = both(f"in force since {rule.valid_from}", f"自 {rule.valid_from} 起施行")
        out.print(
            f"  {rule.title(lang)}, {since}" if lang == "en" else f"  {rule.title(lang)}，{since}",
            soft_wrap=True,
        )
        out.print(f"  {rule.says(lang)}{both('.', '。')}", markup=False, soft_wrap=True)
        out.print(f"  {rule.source}", markup=False, soft_wrap=True)
    if found.unruled:
        out.print(
            both(
                "No rule of this jurisdiction is on record here; that does not say that there is none.",
                "本软件未收录该地区的规定；这不表示没有规定。",
            ),
            soft_wrap=True,
        )
    may = (
        both("It may be fielded.", "可以用于调查。")
        if found.open
        else both("It may not be fielded yet.", "尚不能用于调查。")
    )
    out.print(Styled(may, style="bold"))
    out.print(NO_ADVICE(lang), soft_wrap=True)


def print_page(path: Path, found: "Gate") -> None:
    """Print where the page is, and whether it may be used."""
    out = console()
    out.print(both(f"Written: {path}", f"已写入：{path}"), markup=False, soft_wrap=True)
    if not found.open:
        out.print(
            both(
                "It says that it is a draft; `tanlu study form field` tells why.",
                "页面注明为草案；原因见 `tanlu study form field`。",
            ),
            soft_wrap=True,
        )
