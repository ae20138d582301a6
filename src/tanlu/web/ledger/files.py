"""Evidence files: told by what they hold, bare of what an image says of its maker, kept by their hash."""

import os
import struct
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from tanlu.actions.home import home
from tanlu.errors import BadTable, CannotWrite
from tanlu.text import Text

MOST: Final = 10_000_000
"""Bytes of a file at most."""
KINDS: Final[dict[str, Text]] = {
    "application/pdf": Text("PDF", "PDF"),
    "text/plain": Text("text", "文本"),
    "image/png": Text("picture (PNG)", "图片（PNG）"),
    "image/jpeg": Text("picture (JPEG)", "图片（JPEG）"),
}
ENDINGS: Final = {"application/pdf": "pdf", "text/plain": "txt", "image/png": "png", "image/jpeg": "jpg"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SHOWN: Final = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"))
"""Parts of a PNG that say how it looks; every other part may say who made it, when and where."""
_BARE: Final = frozenset((0xD8, 0xD9, 0x01, *range(0xD0, 0xD8)))
_SCAN: Final = 0xDA


def cleaned(data: bytes) -> tuple[str, bytes]:
    """Return what a file is by what it holds, and the bytes that are kept of it.

    Raises
    ------
    BadTable
        If it is too long, none of the four kinds, or an image that cannot be read through.
    """
    if not data or len(data) > MOST:
        raise BadTable(
            ("The file is empty or has more than 10 MB.", "文件为空，或超过 10 MB。"),
            ("Send a smaller copy, or name its public address as the source.", "请提供较小的副本，或以公开网址作为来源。"),
        )  # fmt: skip
    if data.startswith(b"%PDF-"):
        return "application/pdf", data
    try:
        if data.startswith(_PNG):
            return "image/png", _bare_png(data)
        if data.startswith(b"\xff\xd8\xff"):
            return "image/jpeg", _bare_jpeg(data)
    except (struct.error, IndexError, ValueError) as error:
        raise BadTable(
            ("The picture cannot be read to its end.", "图片不完整，无法读取。"),
            ("Save it again as PNG or JPEG, and send that.", "请重新另存为 PNG 或 JPEG 后上传。"),
        ) from error
    return "text/plain", _plain(data)


def _plain(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if any(each < " " and each not in "\t\r\n\f" for each in text):
        raise BadTable(
            (
                "The file is no PDF, no PNG or JPEG picture and no text in UTF-8.",
                "该文件不是 PDF、PNG 或 JPEG 图片，也不是 UTF-8 文本。",
            ),
            ("Print it to PDF, and send that.", "请转存为 PDF 后上传。"),
        )
    return data


def _bare_png(data: bytes) -> bytes:
    """Return a PNG with nothing but what it shows.

    Raises
    ------
    ValueError, struct.error
        If it ends too early.
    """
    kept, at = [_PNG], len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        if end > len(data):
            message = "the picture ends within a part"
            raise ValueError(message)
        name = data[at + 4 : at + 8]
        if name in _SHOWN:
            kept.append(data[at:end])
        at = end
        if name == b"IEND":
            return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG without comments and without what cameras and programs write into it.

    Raises
    ------
    ValueError, IndexError, struct.error
        If it ends too early.
    """
    return b"\xff\xd8" + b"".join(_jpeg_parts(data))


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if data[at] != 0xFF:
            message = "no part begins here"
            raise ValueError(message)
        marker = data[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        if marker in _BARE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == _SCAN:
            end = _after_scan(data, end)
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            yield data[at:end]
        at = end


def _after_scan(data: bytes, at: int) -> int:
    """Return where the pixels end: at the next marker that is none of theirs."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def folder() -> Path:
    """Return where evidence files lie."""
    return home() / "site" / "evidence"


def keep(data: bytes) -> str:
    """Keep a file under its hash, and return the hash; the same file again changes nothing.

    Raises
    ------
    CannotWrite
        If it cannot be written.
    """
    digest = sha256(data).hexdigest()
    path = folder() / digest
    part = path.with_name(f"{digest}.{os.getpid()}.part")
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotWrite(
            (f"The file cannot be kept ({error.strerror}).", f"无法保存文件（{error.strerror}）。"),
            (
                "Free some space and send it again; nothing was changed.",
                "请释放空间后重新上传；未作任何改动。",
            ),
        ) from error
    return digest
