"""What ``tanlu parity`` says, for people and for programs."""

from pathlib import Path
from typing import Any, Final

from rich.text import Text as Styled

from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table
from tanlu.parity.check import Checked
from tanlu.parity.findings import CLASSES, SEVERITIES, Finding
from tanlu.registers.terms import Term
from tanlu.text import user_lang

SHOWN: Final = 40
_STYLES: Final = {"error": ("✕", "red"), "warning": ("▲", "yellow")}


def checked_json(found: Checked) -> dict[str, Any]:
    """Return a check as plain data."""
    return {
        "en": found.en.name,
        "zh": found.zh.name,
        "segments": {"en": len(found.en.segments), "zh": len(found.zh.segments)},
        "errors": len(found.errors),
        "findings": [each.to_json() for each in found.findings],
        "rested": [each.to_json() for each in found.rested],
    }


def print_checked(found: Checked, html: Path | None, *, every: bool) -> None:
    """Print a check: each finding with both places, then the counts and what to do next."""
    out = console()
    shown = found.findings if every else found.findings[:SHOWN]
    for each in shown:
        _print_finding(each, at_rest=False)
    if every:
        for each in found.rested:
            _print_finding(each, at_rest=True)
    left = len(found.findings) - len(shown)
    if left:
        out.print(
            both(
                f"and {left} more: --all, or --html FILE", f"另有 {left} 处：用 --all 或 --html 文件 查看全部"
            )
        )
    out.print(Styled(_count(found), style="bold"))
    if html:
        out.print(both(f"Side by side: {html.resolve()}", f"对照网页：{html.resolve()}"), soft_wrap=True)
    elif found.findings:
        out.print(
            both(
                "Next: put them right; or --html FILE to see both texts; or `tanlu parity accept` to let one rest.",
                "下一步：逐处改正；用 --html 文件 查看对照全文；或用 `tanlu parity accept` 保留例外。",
            ),
            soft_wrap=True,
        )


def _count(found: Checked) -> str:
    errors, total, rested = len(found.errors), len(found.findings), len(found.rested)
    pairs = len(found.comparison.pairs)
    resting = both(f", {rested} at rest", f"，已保留例外 {rested} 处") if rested else ""
    if not total:
        return both(
            f"No difference found in {pairs} pairs of paragraphs{resting}.",
            f"{pairs} 对段落，未发现不一致之处{resting}。",
        )
    return both(
        f"{errors} errors, {total - errors} to check, in {pairs} pairs of paragraphs{resting}.",
        f"{pairs} 对段落，错误 {errors} 处，待核 {total - errors} 处{resting}。",
    )


def _print_finding(each: Finding, *, at_rest: bool) -> None:
    lang = user_lang()
    mark, colour = _STYLES[each.severity]
    out = console()
    rests = both(" · at rest", " · 已保留") if at_rest else ""
    head = f"{mark} {CLASSES[each.kind](lang)} · {SEVERITIES[each.severity](lang)}{rests}"
    out.print(Styled.assemble((head, colour), (f"  {each.id}", "bright_black")))
    out.print("  " + each.why(lang), markup=False, soft_wrap=True)
    for line, text in ((each.en_line, each.en), (each.zh_line, each.zh)):
        if text:
            out.print(Styled.assemble((f"  {line:>4}  ", "bright_black"), text), soft_wrap=True)
    if each.suggestion:
        out.print("  → " + each.suggestion(lang), markup=False, soft_wrap=True)
    out.print()


def terms_json(found: tuple[Term, ...]) -> list[dict[str, Any]]:
    """Return terms as plain data."""
    return [
        {"id": each.id, "kind": each.kind, "en": list(each.en), "zh": list(each.zh), "avoid": list(each.avoid),
         "confirm": each.confirm, "note": each.note}
        for each in found
    ]  # fmt: skip


def print_terms(found: tuple[Term, ...], word: str) -> None:
    """Print terms as a table, or what to do where there are none."""
    if not found:
        console().print(
            both(
                f"The term base does not hold {word!r}. Give your own with --terms FILE (CSV with en and zh).",
                f"术语库中没有“{word}”。可用 --terms 文件 加入自有术语（含 en、zh 两列的CSV）。",
            ),
            markup=False,
        )
        return
    table = new_table(
        both("English", "英文"),
        both("Chinese", "中文"),
        both("also", "另作"),
        both("avoid", "不用"),
        both("note", "说明（英文）"),
    )
    for each in found:
        also = " · ".join((*each.en[1:], *each.zh[1:]))
        note = each.note + (
            both(" (a native reader should confirm)", "（待母语者确认）") if each.confirm else ""
        )
        table.add_row(
            *(Styled(cell) for cell in (each.en[0], each.zh[0], also, " · ".join(each.avoid), note.strip()))
        )
    console().print(table)
