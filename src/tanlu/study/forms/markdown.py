"""Forms as Markdown tables, which people can read and compare line by line."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tanlu.errors import BadForm
from tanlu.study.forms.sheets import SHEETS, Sheet, sheet

_CUT: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[\s|:-]+")


def read_markdown(text: str) -> tuple[Sheet, ...]:
    r"""Return the sheets of a form written as one table.

    A line whose first cell holds a word begins a sheet of that name; the next line holds its headings, with the first
    cell empty. ``\|`` is a bar within a cell and ``<br>`` a line break.

    Parameters
    ----------
    text : str
        Markdown; lines that are no table are passed over.

    Raises
    ------
    BadForm
        If it holds no table.

    Examples
    --------
    >>> read_markdown("| survey |\n| | type | name |\n| | text | who |")[0].rows[0]("name")
    'who'
    """
    found: dict[str, list[list[str]]] = {}
    now = ""
    for line in text.splitlines():
        if not line.lstrip().startswith("|") or _RULE.fullmatch(line):
            continue
        cells = [
            _read(cell) for cell in _CUT.split(line.strip().strip("|") if "\\|" not in line else _bare(line))
        ]
        if cells[0]:
            now = cells[0].casefold()
            found.setdefault(now, [])
        elif now:
            found[now].append(cells[1:])
    if not found:
        raise BadForm(
            ("The file holds no table of a form.", "文件中没有问卷表格。"),
            (
                "Begin with a line `| survey |`; `tanlu study form new FILE` writes one to start from.",
                "请以 `| survey |` 一行开头；`tanlu study form new 文件` 可生成范例。",
            ),
        )
    return tuple(sheet(name, lines) for name, lines in found.items())


def _bare(line: str) -> str:
    line = line.strip().removeprefix("|")
    return line[:-1] if line.endswith("|") and not line.endswith("\\|") else line


def _read(cell: str) -> str:
    return cell.strip().replace("\\|", "|").replace("<br>", "\n")


def write_markdown(sheets: Iterable[Sheet]) -> str:
    """Return the sheets of a form as one table.

    Parameters
    ----------
    sheets : iterable of Sheet
        In the order in which they are written.
    """
    return "".join(
        f"{line}\n" for each in sheets if each.rows or each.name in SHEETS for line in _lines(each)
    )


def _lines(each: Sheet) -> Iterator[str]:
    yield f"| {each.name} |"
    yield _line(each.headings)
    for row in each.rows:
        yield _line(tuple(row(heading) for heading in each.headings))


def _line(cells: tuple[str, ...]) -> str:
    return "| | " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"
