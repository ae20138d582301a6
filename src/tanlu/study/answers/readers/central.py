"""Answers of ODK Central: a zip of CSV files, one for the form and one for each repeat."""

import io
import zipfile
from typing import Final

from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Arrived, Sent
from tanlu.study.answers.readers.headings import Headings, demand_rows
from tanlu.study.answers.readers.tables import csv_lines
from tanlu.study.forms.model import Form
from tanlu.study.forms.workbook import BROKEN
from tanlu.text import Text

_MOST: Final = 500_000_000
"""Bytes of all files, unpacked."""


def read_central(data: bytes, form: Form, name: str) -> Arrived:
    """Return the answers of a zip of ODK Central.

    Raises
    ------
    BadAnswers
        If it cannot be read, holds no table of the form, or a row belongs to no other.
    """
    tables = _tables(data, name)
    headings = Headings(form)
    repeats = {each.name for each in form.repeats}
    rows: list[Sent] = []
    unknown: dict[str, None] = {}
    for title, lines in tables:
        if not lines:
            continue
        level = next((each for each in repeats if title.removesuffix(".csv").endswith(f"-{each}")), "")
        head = lines[0]
        unknown |= dict.fromkeys(headings.unknown(head))
        for at, line in enumerate(lines[1:], start=2):
            cells = dict(zip(head, (cell.strip() for cell in line), strict=True))
            parent = cells.get("PARENT_KEY", "") if level else ""
            rows.append(
                headings.sent(
                    cells, f"{title} line {at}", level=level, parent=parent, key=cells.get("KEY", "")
                )
            )
    rows.sort(key=lambda each: each.level != "")
    demand_rows([each for each in rows if not each.level], name)
    return Arrived(Text("ODK Central", "ODK Central"), tuple(rows), tuple(unknown))


def _tables(data: bytes, name: str) -> list[tuple[str, list[list[str]]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            inside = [each for each in held.infolist() if each.filename.casefold().endswith(".csv")]
            if not inside or sum(each.file_size for each in inside) > _MOST:
                raise _no_zip(name)
            return [(each.filename, csv_lines(held.read(each), each.filename)[0]) for each in inside]
    except BROKEN as error:
        raise _no_zip(name) from error


def _no_zip(name: str) -> BadAnswers:
    return BadAnswers(
        (f"{name} is no zip of CSV files of a form.", f"{name} 不是含 CSV 文件的压缩包。"),
        (
            "Export all answers and repeats from ODK Central as a zip.",
            "请从 ODK Central 导出全部答卷（含重复组）的压缩包。",
        ),
    )
