"""Files as rows of cells: CSV in whichever encoding, and workbooks; nothing is guessed from a file's name."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.exported import Exported, looks_like_json, read_exported
from tanlu.evidence.readers.workbook import read_workbook, sheet_names

Numbered = tuple[int, list[str]]

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Grid:
    """A file that can be read, row by row, as often as needed.

    Parameters
    ----------
    path : Path
        The file.
    encoding : str
        Of its text; empty for a workbook.
    delimiter : str
        Between its cells; empty for a workbook.
    sheet : str
        Name of the sheet that is read; empty for a text file.
    other_sheets : tuple of str
        Sheets that are left alone.
    exported : Exported or None
        What a JSON file holds; None for a table.
    """

    path: Path
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    exported: Exported | None = None

    def rows(self) -> Iterator[Numbered]:
        """Yield the number of each row, counted from one, and its cells, stripped.

        Raises
        ------
        BadTable
            If the file cannot be read on from some row.
        """
        if self.exported:
            yield from self.exported.rows()
            return
        if self.sheet:
            yield from enumerate(read_workbook(self.path, self.sheet), 1)
            return
        number = 0
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, skipinitialspace=True, strict=True)
            try:
                for number, cells in enumerate(reader, 1):
                    yield number, [cell.strip() for cell in cells]
            except csv.Error as error:
                raise _broken_csv(self.path, number + 1) from error

    def head(self, count: int = 30) -> list[Numbered]:
        """Return the first rows."""
        return list(islice(self.rows(), count))


def open_grid(path: Path) -> Grid:
    """Look at a file and return it as a grid.

    Raises
    ------
    BadTable
        If it is missing, a folder, empty, binary, in an unknown encoding, protected or damaged.
    """
    start = _start(path)
    if start.startswith(_OLE):
        raise _old_or_locked(path)
    if start.startswith(b"PK\x03\x04"):
        names = sheet_names(path)
        return Grid(path, sheet=names[0], other_sheets=tuple(names[1:]))
    encoding = _encoding(path, start)
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for line in islice(file, 40) if line.strip()]
    if not lines:
        raise _empty(path)
    if looks_like_json(path, "".join(lines)[:200]):
        return Grid(path, encoding, exported=read_exported(path, encoding))
    counts = {mark: sum(line.count(mark) for line in lines) for mark in (",", "\t", ";")}
    return Grid(path, encoding, max(counts, key=lambda mark: counts[mark]))


def _start(path: Path) -> bytes:
    if path.is_dir():
        raise BadTable(
            (f"{path} is a folder.", f"{path} 是文件夹。"),
            ("Name one CSV, XLSX or JSON file.", "请指定一个 CSV、XLSX 或 JSON 文件。"),
        )
    try:
        with path.open("rb") as file:
            start = file.read(_CHUNK)
    except OSError as error:
        raise BadTable(
            (
                f"{path} cannot be read: there is no such file, or no right to it.",
                f"无法读取 {path}：文件不存在，或没有权限。",
            ),
            ("Check the name, and run the command again.", "请核对文件名后重新运行。"),
        ) from error
    if not start.strip():
        raise _empty(path)
    return start


def _encoding(path: Path, start: bytes) -> str:
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    if not marked and _CONTROL.search(start):
        raise BadTable(
            (f"{path} is a binary file, not a table.", f"{path} 是二进制文件，不是表格。"),
            (
                "Save the table as CSV (UTF-8 or GB18030) or XLSX.",
                "请将表格另存为 CSV（UTF-8 或 GB18030）或 XLSX。",
            ),
        )
    for name in (marked,) if marked else ("utf-8", "gb18030"):
        if _decodes(path, name):
            return name
    raise BadTable(
        (f"{path} is neither UTF-8 nor GB18030.", f"{path} 既不是 UTF-8 编码，也不是 GB18030 编码。"),
        ("Save it again as CSV UTF-8.", "请重新另存为 UTF-8 编码的 CSV。"),
    )


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _empty(path: Path) -> BadTable:
    return BadTable(
        (f"{path} is empty.", f"{path} 是空文件。"),
        ("Nothing was changed; save the table again.", "未作任何改动；请重新保存表格。"),
    )


def _old_or_locked(path: Path) -> BadTable:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return BadTable(
            (f"{path} is protected by a password.", f"{path} 受密码保护。"),
            ("Save a copy without the password, and import that.", "请另存一份不带密码的副本后再导入。"),
        )
    return BadTable(
        (f"{path} is a workbook of the old kind (.xls).", f"{path} 是旧格式工作簿（.xls）。"),
        ("Save it as XLSX or CSV.", "请另存为 XLSX 或 CSV。"),
    )


def _broken_csv(path: Path, number: int) -> BadTable:
    return BadTable(
        (
            f"{path.name} cannot be read from row {number} on: a quotation mark is open or out of place.",
            f"{path.name} 从第 {number} 行起无法读取：引号未闭合或位置有误。",
        ),
        ("Mend the quotation marks there, or save the table again.", "请修正该处的引号，或重新保存表格。"),
    )
