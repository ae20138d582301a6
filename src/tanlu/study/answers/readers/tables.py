"""Answers as one table: plain CSV, LimeSurvey, Qualtrics."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Final

from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Arrived
from tanlu.study.answers.readers.headings import Headings, demand_rows
from tanlu.study.forms.limesurvey import Codes, limesurvey_codes
from tanlu.study.forms.model import Form
from tanlu.text import Text

_GUESSED: Final = Text(
    "The file is not in UTF-8; it was read as GB 18030.", "文件不是 UTF-8 编码，已按 GB 18030 读取。"
)


def csv_lines(data: bytes, name: str) -> tuple[list[list[str]], tuple[Text, ...]]:
    """Return the lines of a CSV file, in UTF-8 or as Excel in China saves it.

    Raises
    ------
    BadAnswers
        If it cannot be read.
    """
    notes: tuple[Text, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text, notes = data.decode("gb18030"), (_GUESSED,)
        except UnicodeDecodeError as error:
            raise _unreadable(name, "no encoding fits", "编码无法识别") from error
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = [
            line
            for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            if any(line)
        ]
    except csv.Error as error:
        raise _unreadable(name, str(error), str(error)) from error
    for at, line in enumerate(lines[1:], start=2):
        if len(line) != len(lines[0]):
            raise _unreadable(
                name, f"line {at} has {len(line)} cells, the headings {len(lines[0])}",
                f"第{at}行有{len(line)}格，表头有{len(lines[0])}格",
            )  # fmt: skip
    return lines, notes


def _unreadable(name: str, en: str, zh: str) -> BadAnswers:
    return BadAnswers(
        (f"{name} cannot be read: {en}.", f"无法读取 {name}：{zh}。"),
        ("Export it again as CSV in UTF-8.", "请重新导出为 UTF-8 编码的 CSV。"),
    )


def read_csv(data: bytes, form: Form, name: str) -> Arrived:
    """Return the answers of a CSV file, whichever tool wrote it.

    Parameters
    ----------
    data : bytes
    form : Form
    name : str
        Of the file, for sentences.

    Raises
    ------
    BadAnswers
        If it cannot be read, or holds no answers.
    """
    lines, notes = csv_lines(data, name)
    demand_rows(lines[1:], name)
    head = lines[0]
    if len(lines) > 2 and _is_import_ids(lines[2]):
        return _qualtrics(form, head, lines[3:], notes, name)
    if {"submitdate", "startlanguage"} & set(head):
        return _limesurvey(form, head, lines[1:], notes)
    found = Headings(form)
    rows = tuple(found.sent(_line(head, line), f"line {at}") for at, line in enumerate(lines[1:], start=2))
    return Arrived(Text("table", "数据表"), rows, found.unknown(head), notes=notes)


def _line(head: list[str], line: list[str]) -> dict[str, str]:
    return {heading.strip(): cell.strip() for heading, cell in zip(head, line, strict=True)}


def _is_import_ids(line: list[str]) -> bool:
    try:
        return all("ImportId" in json.loads(cell) for cell in line if cell)
    except (ValueError, TypeError):
        return False


def _qualtrics(
    form: Form, head: list[str], lines: list[list[str]], notes: tuple[Text, ...], name: str
) -> Arrived:
    """Read an export with three rows of headings: ids, texts, where they were imported from."""
    demand_rows(lines, name)
    found = Headings(form)
    several = {each.name for each in form.questions if each.type == "select_multiple"}
    rows = []
    for at, line in enumerate(lines, start=4):
        cells = _line(head, line)
        cells |= {each: cells[each].replace(",", " ") for each in several & set(head)}
        rows.append(found.sent(cells, f"line {at}"))
    return Arrived(Text("Qualtrics", "Qualtrics"), tuple(rows), found.unknown(head), notes=notes)


def _limesurvey(form: Form, head: list[str], lines: list[list[str]], notes: tuple[Text, ...]) -> Arrived:
    """Read an export with answer codes; names and codes are called back to those of the form."""
    codes = limesurvey_codes(form)
    found = Headings(form)
    headings, unknown = _called_back(form, codes, head, found)
    back = {(name, said): code for (name, code), said in codes.answers.items()}
    rows = []
    for at, line in enumerate(lines, start=2):
        cells: dict[str, str] = {}
        for heading, cell in _line(head, line).items():
            name, code = headings.get(heading, (heading, ""))
            if code:
                cells[name] = f"{cells.get(name, '')} {code}".strip() if cell == "Y" else cells.get(name, "")
            else:
                cells[name] = back.get((name, cell), cell)
        rows.append(found.sent(cells, f"line {at}"))
    return Arrived(Text("LimeSurvey", "LimeSurvey"), tuple(rows), unknown, notes=notes)


def _called_back(
    form: Form, codes: Codes, head: list[str], found: Headings
) -> tuple[Mapping[str, tuple[str, str]], tuple[str, ...]]:
    known: dict[str, tuple[str, str]] = {}
    for item in form.questions:
        said = codes.names[item.name]
        known[said] = (item.name, "")
        if item.type == "select_multiple":
            for choice in form.lists.get(item.choices, ()):
                known[f"{said}[{codes.answers[item.name, choice.name]}]"] = (item.name, choice.name)
    return known, tuple(each for each in found.unknown(head) if each not in known)
