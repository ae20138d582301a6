"""Tables that were sent: kept by their hash outside the web root until they are imported or forgotten."""

import os
import re
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from tanlu.actions.home import home
from tanlu.errors import BadTable, CannotWrite

MOST: Final = 10_000_000
"""Bytes of a table at most."""
UNPACKED: Final = 200_000_000
"""Bytes of a workbook once unpacked, at most."""
_NAME: Final = re.compile(r"[0-9a-f]{64}\.(csv|xlsx)")


def keep(data: bytes) -> str:
    """Keep a table, and return the name it is kept under; what it is, is told by what it holds.

    Raises
    ------
    BadTable
        If it is empty, too long, or a workbook that unpacks to more than it should.
    CannotWrite
        If it cannot be kept.
    """
    if not data or len(data) > MOST:
        raise BadTable(
            ("The table is empty or has more than 10 MB.", "表格为空，或超过 10 MB。"),
            (
                "Split it, or import it with tanlu evidence import.",
                "请拆分，或用 tanlu evidence import 导入。",
            ),
        )
    workbook = data.startswith(b"PK")
    if workbook:
        _demand_small(data)
    name = f"{sha256(data).hexdigest()}.{'xlsx' if workbook else 'csv'}"
    folder = home() / "site" / "uploads"
    part = folder / f"{name}.{os.getpid()}.part"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(folder / name)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotWrite(
            (f"The table cannot be kept ({error.strerror}).", f"无法保存表格（{error.strerror}）。"),
            (
                "Free some space and send it again; nothing was changed.",
                "请释放空间后重新上传；未作任何改动。",
            ),
        ) from error
    return name


def _demand_small(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        size = UNPACKED + 1
    if size > UNPACKED:
        raise BadTable(
            (
                "The workbook cannot be unpacked, or grows beyond 200 MB.",
                "工作簿无法解压，或解压后超过 200 MB。",
            ),
            ("Save its table as CSV, and send that.", "请另存为 CSV 后上传。"),
        )


def path_of(name: str) -> Path:
    """Return where a kept table lies.

    Raises
    ------
    BadTable
        If it is not kept any more.
    """
    path = home() / "site" / "uploads" / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise BadTable(
            ("The table is not kept any more.", "该表格已不再保存。"), ("Send it again.", "请重新上传。")
        )
    return path


def forget(name: str) -> None:
    """Let a kept table go."""
    if _NAME.fullmatch(name):
        (home() / "site" / "uploads" / name).unlink(missing_ok=True)
