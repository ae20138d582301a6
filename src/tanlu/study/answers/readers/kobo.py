"""Answers of KoboToolbox: pages of JSON, or a workbook with one sheet for each repeat."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Arrived, Sent
from tanlu.study.answers.readers.headings import Headings, demand_rows
from tanlu.study.forms.model import Form
from tanlu.study.forms.workbook import BROKEN, cell_text
from tanlu.text import Text

_KIND: Final = Text("KoboToolbox", "KoboToolbox")


def read_kobo_json(held: Any, form: Form, name: str) -> Arrived:  # noqa: ANN401 - whatever JSON holds
    """Return the answers of a page of KoboToolbox's API, or of several joined in one list.

    Raises
    ------
    BadAnswers
        If it is only one page of several, or holds no answers.
    """
    results = held.get("results") if isinstance(held, dict) else held
    if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
        raise BadAnswers(
            (f"{name} holds no list of answers.", f"{name} 中没有答卷列表。"),
            ("Give the JSON of KoboToolbox's API, or a file of `tanlu study form web`.",
             "请提供 KoboToolbox 接口返回的 JSON，或 `tanlu study form web` 网页存出的文件。"),
        )  # fmt: skip
    if isinstance(held, dict) and held.get("next"):
        raise BadAnswers(
            (f"{name} is one page: {len(results)} of {held.get('count', '?')} answers.",
             f"{name} 只是其中一页：{held.get('count', '?')}份答卷中的{len(results)}份。"),
            ("Fetch the next pages too (at most 1,000 a page), and join them in one list.",
             "请取完其余各页（每页最多1000份），并合并为一个列表。"),
        )  # fmt: skip
    demand_rows(results, name)
    reader = _Json(form)
    for at, each in enumerate(results, start=1):
        reader.take(each, f"answer {at}")
    return Arrived(_KIND, tuple(reader.rows), tuple(reader.unknown), same_versions=False)


class _Json:
    def __init__(self, form: Form) -> None:
        self.headings = Headings(form)
        self.repeats = {each.name for each in form.repeats}
        self.rows: list[Sent] = []
        self.unknown: dict[str, None] = {}

    def take(self, held: Mapping[str, Any], place: str, level: str = "", parent: str = "") -> None:
        plain = {key: cell_text(cell) for key, cell in held.items() if not isinstance(cell, list | dict)}
        row = self.headings.sent(plain, place, level=level, parent=parent, key=place if level else "")
        self.rows.append(row)
        self.unknown |= dict.fromkeys(
            each for each in self.headings.unknown(plain) if not each.startswith("_")
        )
        for key, cell in held.items():
            repeat = key.rsplit("/", 1)[-1]
            if isinstance(cell, list) and repeat in self.repeats:
                for at, turn in enumerate(cell, start=1):
                    if isinstance(turn, dict):
                        self.take(turn, f"{place}, {repeat} {at}", repeat, row.key)


def read_kobo_workbook(data: bytes, form: Form, name: str) -> Arrived:
    """Return the answers of a workbook with "XML values and headers", one sheet for each repeat.

    Raises
    ------
    BadAnswers
        If it cannot be read, or holds no answers.
    """
    sheets = list(_sheets(data, name))
    demand_rows(sheets and sheets[0][1], name)
    headings = Headings(form)
    repeats = {each.name for each in form.repeats}
    rows: list[Sent] = []
    unknown: dict[str, None] = {}
    keys: dict[tuple[str, str], str] = {}
    for at, (title, lines) in enumerate(sheets):
        level = title if title in repeats else ""
        if at and not level:
            continue
        for line, cells in enumerate(lines, start=2):
            unknown |= dict.fromkeys(each for each in headings.unknown(cells) if not each.startswith("_"))
            place = f"{title} line {line}"
            above = keys.get((cells.get("_parent_table_name", ""), cells.get("_parent_index", "")), "")
            row = headings.sent(cells, place, level=level, parent=above, key=place if level else "")
            keys[title, cells.get("_index", "")] = row.key
            rows.append(row)
    return Arrived(_KIND, tuple(rows), tuple(unknown), same_versions=False)


def _sheets(data: bytes, name: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for each in book.worksheets:
            lines = [[cell_text(cell).strip() for cell in line] for line in each.values]
            head = lines[0] if lines else []
            yield (
                each.title,
                [
                    {heading: cell for heading, cell in zip(head, line, strict=False) if heading}
                    for line in lines[1:]
                    if any(line)
                ],
            )
        book.close()
    except (InvalidFileException, *BROKEN) as error:
        raise BadAnswers(
            (f"{name} is no workbook that can be read.", f"{name} 不是可读取的工作簿。"),
            ("Export it again, with XML values and headers.", "请重新导出，并选择“XML values and headers”。"),
        ) from error
