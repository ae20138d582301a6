"""What a verification ends with: a line for each layer, the differences beneath it, and what it proves."""

from typing import Final

from rich.console import Console
from rich.text import Text as Styled

from tanlu.brief.verify.report import LAYERS, Difference, Layer, Report
from tanlu.cli.speak import both
from tanlu.cli.tables import console
from tanlu.text import Text, user_lang

_MARKS: Final = {
    "passed": ("✓", "green", Text("agrees", "相符")),
    "failed": ("✕", "red", Text("differs", "不符")),
    "not checked": ("○", "bright_black", Text("not checked", "未核验")),
}
_MOST: Final = 6
"""Differences of one layer that a terminal shows; JSON has them all."""


def print_report(report: Report) -> None:
    """Print a report."""
    lang, out = user_lang(), console()
    out.print(
        Styled.assemble((report.title(lang), "bold"), (f"  {report.folder}", "bright_black")), soft_wrap=True
    )
    width = max(len(LAYERS[each.id](lang)) for each in report.layers)
    widest = max(len(_MARKS[each.state][2](lang)) for each in report.layers)
    for layer in report.layers:
        mark, colour, word = _MARKS[layer.state]
        name = LAYERS[layer.id](lang)
        out.print(
            Styled.assemble(
                (f"{mark} {word(lang)}", colour),
                _pad(word(lang), widest),
                f"  {name}{_pad(name, width)}  {layer.checked(lang)}",
            ),
            soft_wrap=True,
        )
        _print_differences(layer, out)
    for note in report.notes:
        out.print(note(lang), style="yellow", soft_wrap=True)
    out.print(_verdict(report), style="bold", soft_wrap=True)


def _pad(words: str, width: int) -> str:
    """Return the spaces up to a width in characters; a Chinese one is two columns wide."""
    return " " * (width - len(words)) * (2 if user_lang() == "zh" else 1)


def _print_differences(layer: Layer, out: Console) -> None:
    found = _by_number(layer)
    for each in found[:_MOST]:
        out.print(_line(each), soft_wrap=True)
    rest = len(found) - _MOST
    if rest > 0:
        words = both(
            f"and {rest} more; --format json lists them all", f"另有{rest}处；--format json 可列出全部"
        )
        out.print(f"    {words}", style="bright_black", soft_wrap=True)


def _by_number(layer: Layer) -> list[Difference]:
    """Return one difference for each number and file: that of its value before that of its id or its words."""
    best: dict[tuple[str, str], Difference] = {}
    for each in layer.differences:
        key = (each.number, each.file) if each.number else (each.what.en, each.file)
        if key not in best or _rank(each) < _rank(best[key]):
            best[key] = each
    return list(best.values())


def _rank(each: Difference) -> int:
    if each.what.en.startswith("value"):
        return 0
    return 2 if each.what.en.startswith(("id:", "origin_id:")) or each.found.startswith("<") else 1


def _line(each: Difference) -> Styled:
    what, colon = _short(each), both(": ", "：")
    if each.number:
        return Styled.assemble(
            "    ", (each.number, "bold"), f"{colon}{what}  ", (f"[{each.file}]", "bright_black")
        )
    return Styled.assemble("    ", (each.file, "bold"), both(f" {what}", f"：{what}"))


def _short(each: Difference) -> str:
    """Return the sentence with numbers in as many digits as tell the two apart, ten at least where there are."""
    words = each.what(user_lang())
    try:
        pair = float(each.found), float(each.expected)
    except ValueError:
        return words
    for digits in range(10, 17):
        one, other = (f"{value:.{digits}g}" for value in pair)
        if one != other:
            return words.replace(each.found, one).replace(each.expected, other)
    return words


def _verdict(report: Report) -> str:
    if report.is_verified:
        return both(
            "Verified: every number follows from the facts in the folder. Whether the facts are true, only their "
            "sources can say.",
            "核验通过：每个数字均可由文件夹内的数据得出。数据本身是否属实，须查对其来源。",
        )
    count = sum(len(_by_number(each)) for each in report.layers)
    return both(
        f"Not verified: {count} {'difference' if count == 1 else 'differences'}.",
        f"核验未通过：共{count}处不符。",
    )
