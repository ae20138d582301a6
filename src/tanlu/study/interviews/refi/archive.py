"""A ZIP that others made, read without trusting it; and one of ours, with the same bytes every time."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from tanlu.errors import BadDocument

PROJECT: Final = "project.qde"
MOST_FILES: Final = 20_000
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of one file that is read, unpacked."""
LARGEST_ALL: Final = 1024 * 1024 * 1024
_RATIO: Final = 200
_SMALL: Final = 8 * 1024 * 1024


class Archive:
    """The files of a project, each read when it is asked for.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for errors.

    Raises
    ------
    BadDocument
        If it is no ZIP, holds no project, or a name, a size or a kind of entry that no honest project has.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = LARGEST_ALL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._bad("is no REFI-QDA project (not a ZIP)", "不是 REFI-QDA 项目（不是ZIP文件）",
                            "Export the project again as REFI-QDA (.qdpx).",
                            "请在编码软件中重新导出为 REFI-QDA（.qdpx）。") from error  # fmt: skip
        held = self._zip.infolist()
        if len(held) > MOST_FILES:
            raise self._bad(f"holds {len(held):,} files, more than {MOST_FILES:,}",
                            f"含{len(held)}个文件，超过{MOST_FILES}个",
                            "Export fewer sources at a time.", "请分批导出。")  # fmt: skip
        self._held: dict[str, zipfile.ZipInfo] = {}
        for each in held:
            self._take(each)
        if PROJECT not in self._held:
            raise self._bad(f"holds no {PROJECT}", f"中没有 {PROJECT}",
                            "It is a ZIP, but no REFI-QDA project; export it again.",
                            "这是ZIP文件，但不是 REFI-QDA 项目，请重新导出。")  # fmt: skip

    def _take(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        parts = name.replace("\\", "/").split("/")
        linked = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name or linked:
            raise self._bad("holds a file whose path leads out of it", "含有路径指向外部的文件",
                            "Nothing was read. Ask where the file comes from.",
                            "未读取任何内容。请核实文件来源。")  # fmt: skip
        if entry.flag_bits & 1:
            raise self._bad("is encrypted", "已加密", "Unpack it with its password, and pack it again.",
                            "请先用密码解压，再重新打包。")  # fmt: skip
        if name in self._held:
            raise self._bad("holds two files of one name", "含有同名文件", "Export it again.", "请重新导出。")
        self._held[name] = entry

    @property
    def names(self) -> frozenset[str]:
        """Names of the files inside."""
        return frozenset(self._held)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file inside, never more than it may have.

        Raises
        ------
        BadDocument
            If it is too large, packed beyond belief, or damaged.
        """
        entry = self._held[name]
        most = min(LARGEST, self._left)
        if entry.file_size > most or (
            entry.file_size > _SMALL and entry.file_size > _RATIO * max(entry.compress_size, 1)
        ):
            raise self._large()
        try:
            with self._zip.open(entry) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise self._bad("is damaged", "已损坏", "Export it again.", "请重新导出。") from error
        if len(data) > most:
            raise self._large()
        self._left -= len(data)
        return data

    def _large(self) -> BadDocument:
        return self._bad("unpacks to more than a project of texts can hold", "解压后超出文本项目应有的大小",
                         "Nothing was kept. If it is honest, export fewer sources at a time.",
                         "未保存任何内容。若文件可信，请分批导出。")  # fmt: skip

    def _bad(self, en: str, zh: str, do_en: str, do_zh: str) -> BadDocument:
        return BadDocument((f"{self.name} {en}.", f"{self.name} {zh}。"), (do_en, do_zh))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP with the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            held.writestr(entry, data)
    return out.getvalue()
