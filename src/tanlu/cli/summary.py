"""What a written brief ends with: the regions, the verdicts, the files, and what to try next."""

from pathlib import Path
from typing import Final

from rich.text import Text as Styled

from tanlu.actions.briefs import Written
from tanlu.brief.model import Cell, Table
from tanlu.chart.style import mark_of
from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table, verdict_mark
from tanlu.registers.regions import region
from tanlu.registers.wording import say
from tanlu.text import Text, user_lang

_SHAPES: Final = {
    "circle": "●",
    "square": "■",
    "triangle": "▲",
    "diamond": "◆",
    "cross": "✚",
    "pentagon": "⬟",
}
_ROWS: Final = 8
"""Rows of the grid that fit a terminal; the page has them all."""


def print_summary(written: Written) -> None:
    """Print the end of ``tanlu brief``."""
    lang = user_lang()
    document = written.documents.get(lang) or next(iter(written.documents.values()))
    out = console()
    for block in document.lead:
        if isinstance(block, Table) and block.role == "grid":
            out.print(_regions(written, block))
    if written.claims:
        out.print(_verdicts(written))
        _striking(written)
    for (page_lang, _), path in written.files.items():
        label = {"en": "English", "zh": "中文"}[page_lang]
        out.print(f"{label}: {_shown(path)}", style="bold", soft_wrap=True)
    folder = both("Folder with its data", "所在文件夹（含数据）")
    out.print(
        both(f"{folder}: {_shown(written.folder)}", f"{folder}：{_shown(written.folder)}"), soft_wrap=True
    )
    out.print(both("Try next:", "接下来可试："))
    figures = (
        "tanlu figure coal_production/US-WY/2023 --unit Mt",
        *(f"tanlu trace coal_share_of_world/{code}/2023" for code in written.codes[:1]),
        "tanlu claims check",
    )
    for each in (*(figures if written.codes else ()), f"tanlu verify {_short(written.folder)}"):
        out.print(f"  {_command(each)}", style="cyan", soft_wrap=True)


def _shown(path: Path) -> str:
    return str(path.resolve())


def _short(folder: Path) -> str:
    """Return a folder as it can be typed here."""
    here = Path.cwd()
    resolved = folder.resolve()
    shown = str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(resolved)
    return f'"{shown}"' if " " in shown else shown


def _command(words: str) -> str:
    """Return a command as it can be typed here: from a checkout, ``tanlu`` is in ``.venv``."""
    local = Path(".venv/bin/tanlu")
    return words.replace("tanlu", str(local), 1) if local.exists() else words


def _regions(written: Written, grid: Table) -> object:
    table = new_table("", *(_coloured(code) for code in written.codes))
    for row in grid.rows[:_ROWS]:
        table.add_row(row[0].text, *(_cell(cell) for cell in row[1:]))
    return table


def _coloured(code: str) -> str:
    mark = mark_of(code)
    return f"[{mark.colour}]{_SHAPES[mark.shape]} {region(code).name(user_lang())}[/]"


def _cell(cell: Cell) -> Styled:
    if cell.number is None:
        return Styled(both("not measured", "无数据"), style="bright_black")
    return Styled.assemble(cell.number.said(user_lang()), (f" {cell.year}", "bright_black"))


def _verdicts(written: Written) -> object:
    lang = user_lang()
    table = new_table(both("claim", "论断"), both("verdict", "结论"), both("recomputed", "重新计算"))
    for each in written.claims:
        table.add_row(each.claim.statement(lang), verdict_mark(each.verdict, lang), each.why(lang))
    return table


def _striking(written: Written) -> None:
    for each in written.claims:
        deciding = each.deciding()
        if each.claim.id == "three_provinces_output" and deciding and deciding.value is not None:
            said = say(deciding.value, each.claim.unit, "zh")
            words = Text(
                f"{said}, not 30: the three provinces mined {deciding.detail.en}.",
                f"{said}，而不是30亿吨：三省区{deciding.year}年合计产量。",
            )
            console().print(words(user_lang()), style="bold yellow")
