"""What a verification ends with: a line for each layer, the differences beneath it, and what it proves."""

from typing import Final

from rich.console import Console
from rich.text import Text as Styled

from tanlu.brief.verify.report import LAYERS, Layer, Report
from tanlu.cli.speak import both
from tanlu.cli.tables import console
from tanlu.text import Text, user_lang

_MARKS: Final = {
    "passed": ("✓", "green", Text("agrees", "相符")),
    "failed": ("✕", "red", Text("differs", "不符")),
    "not checked": ("○", "bright_black", Text("not checked", "未核验")),
}
_MOST: Final = 12
"""Differences of one layer that a terminal shows; JSON has them all."""


def print_report(report: Report) -> None:
    """Print a report."""
    lang, out = user_lang(), console()
    out.print(
        Styled.assemble((report.title(lang), "bold"), (f"  {report.folder}", "bright_black")), soft_wrap=True
    )
    width = max(len(LAYERS[each.id](lang)) for each in report.layers)
    for layer in report.layers:
        mark, colour, word = _MARKS[layer.state]
        name = LAYERS[layer.id](lang)
        pad = " " * (width - len(name)) * (2 if lang == "zh" else 1)
        out.print(
            Styled.assemble((f"{mark} {word(lang)}", colour), f"  {name}{pad}  {layer.checked(lang)}"),
            soft_wrap=True,
        )
        _print_differences(layer, out)
    for note in report.notes:
        out.print(note(lang), style="yellow", soft_wrap=True)
    out.print(_verdict(report), style="bold", soft_wrap=True)


def _print_differences(layer: Layer, out: Console) -> None:
    lang = user_lang()
    colon = "：" if lang == "zh" else ": "
    for each in layer.differences[:_MOST]:
        what = each.what(lang)
        if each.number:
            line = Styled.assemble(
                "    ", (each.number, "bold"), f"{colon}{what}  ", (f"[{each.file}]", "bright_black")
            )
        else:
            line = Styled.assemble(
                "    ", (each.file, "bold"), f"{colon}{what}" if lang == "zh" else f" {what}"
            )
        out.print(line, soft_wrap=True)
    rest = len(layer.differences) - _MOST
    if rest > 0:
        out.print(
            "    "
            + both(
                f"and {rest} more; --format json lists them all", f"另有{rest}处；--format json 可列出全部"
            ),
            style="bright_black",
            soft_wrap=True,
        )


def _verdict(report: Report) -> str:
    if report.is_verified:
        return both(
            "Verified: every number follows from the facts in the folder. Whether the facts are true, only their "
            "sources can say.",
            "核验通过：每个数字均可由文件夹内的数据得出。数据本身是否属实，须查对其来源。",
        )
    count = sum(len(each.differences) for each in report.layers)
    return both(
        f"Not verified: {count} {'difference' if count == 1 else 'differences'}.",
        f"核验未通过：共{count}处不符。",
    )
