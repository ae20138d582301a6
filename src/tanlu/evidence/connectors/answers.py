"""Is an answer what was asked for? A web page with status 200, a cut download and an error message are not."""

import csv
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.model import Connector, Kind

_TITLE: Final = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_MOST_UNPACKED: Final = 1_000_000_000
_NAMES: Final = {
    "json": ("JSON", "JSON"),
    "csv": ("CSV", "CSV"),
    "xlsx": ("a workbook (XLSX)", "工作簿（XLSX）"),
}


def demand_kind(kind: Kind, data: bytes, where: str) -> None:
    """Check that bytes are whole and of the kind that was asked for.

    Parameters
    ----------
    kind : {"json", "csv", "xlsx"}
        What they should be.
    data : bytes
        The answer.
    where : str
        Its address, without a key.

    Raises
    ------
    NoAnswer
        If they are not.
    """
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise _refused(where, "is empty", "是空的")
    if start.startswith(b"<"):
        raise _web_page(kind, data, where)
    {"json": _demand_json, "csv": _demand_csv, "xlsx": _demand_xlsx}[kind](data, where)


def load(data: bytes, where: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return JSON as Python values; numbers stay text, so that no digit is lost on the way.

    Raises
    ------
    NoAnswer
        If it is no JSON.
    """
    try:
        return json.loads(data.decode("utf-8-sig"), parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise _refused(where, "is cut short, or no JSON", "不完整，或不是 JSON") from error


def _demand_json(data: bytes, where: str) -> None:
    load(data, where)


def _demand_csv(data: bytes, where: str) -> None:
    if b"\0" in data[:4096]:
        raise _refused(where, "is binary, not CSV", "是二进制文件，不是 CSV")
    if data.lstrip()[:1] in (b"{", b"["):
        said = quoted(data.decode("utf-8", "replace"))
        raise _refused(where, f"is a message, not CSV: {said}", f"是一条信息，不是 CSV：{said}")
    try:
        rows = [
            row for row in csv.reader(io.StringIO(data.decode("utf-8-sig", "replace")), strict=True) if row
        ]
    except csv.Error as error:
        raise _refused(where, "is cut short inside a cell", "在单元格中间中断") from error
    odd = next((number for number, row in enumerate(rows, 1) if len(row) != len(rows[0])), 0)
    if odd == len(rows):
        raise _refused(where, "is cut short: its last row is not whole", "不完整：最后一行缺少单元格")
    if odd:
        raise _refused(where, f"is damaged: row {odd} is not whole", f"已损坏：第 {odd} 行的单元格数不符")


def _demand_xlsx(data: bytes, where: str) -> None:
    if data.startswith(_OLE):
        raise NoAnswer(
            (f"{where} is a workbook of the old kind (.xls).", f"{where} 是旧格式工作簿（.xls）。"),
            (
                "Open it, save it as XLSX, and give that file with --from.",
                "请打开后另存为 XLSX，再用 --from 指定该文件。",
            ),
        )
    try:
        with ZipFile(io.BytesIO(data)) as book:
            if sum(each.file_size for each in book.infolist()) > _MOST_UNPACKED:
                raise _refused(where, "unpacks to far more than it should", "解压后远超应有大小")
            broken = book.testzip()
    except (BadZipFile, OSError, ValueError, EOFError, RuntimeError, zlib.error) as error:
        raise _refused(where, "is cut short, or no workbook", "不完整，或不是工作簿") from error
    if broken:
        raise _refused(where, f"is damaged at {broken}", f"已损坏（{broken}）")


def quoted(said: str) -> str:
    """Return what a service says so that it can stand at the end of a sentence.

    Examples
    --------
    >>> quoted("No such  table. ")
    'No such table'
    """
    return " ".join(said.split())[:200].rstrip(" .。!！")


def _web_page(kind: Kind, data: bytes, where: str) -> NoAnswer:
    found = _TITLE.search(data[:20_000])
    title = " ".join(found[1].decode("utf-8", "replace").split())[:80] if found else ""
    en, zh = _NAMES[kind]
    named, named_zh = (f" ({title})", f"（{title}）") if title else ("", "")
    return NoAnswer(
        (
            f"{where} answers with a web page{named} instead of {en}.",
            f"{where} 返回的是网页{named_zh}，不是{zh}。",
        ),
        (
            "Nothing was changed. Open the address in a browser: the service may be down, moved, or want a sign-in.",
            "未作任何改动。请用浏览器打开该网址查看：服务可能停用、迁移或要求登录。",
        ),
    )


def _refused(where: str, why: str, why_zh: str) -> NoAnswer:
    return NoAnswer(
        (f"{where} {why}.", f"{where} {why_zh}。"),
        ("Nothing was changed; fetch it again.", "未作任何改动；请重新获取。"),
    )


def changed_shape(what: str, what_zh: str, where: str) -> NoAnswer:
    """Return the error of an answer whose shape is not the documented one."""
    return NoAnswer(
        (f"{where} has changed its shape: {what}.", f"{where} 的结构有变：{what_zh}。"),
        (
            "Nothing was changed. Look for a newer Tanlu, or bring the figures in with `tanlu evidence import`.",
            "未作任何改动。请查看探路有无新版本，或用 `tanlu evidence import` 导入数据。",
        ),
    )


@contextmanager
def understood(where: str) -> Iterator[None]:
    """Tell what a reader stumbles over as a changed shape: nobody can name every way in which JSON may differ."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        said = quoted(f"{type(error).__name__} {error}")
        raise changed_shape(
            f"a part is not what it was ({said})", f"某一部分与原来不同（{said}）", where
        ) from error


def refused_key(connector: Connector) -> NoAnswer:
    """Return the error of a key that a service does not take."""
    name = connector.key_env
    return NoAnswer(
        (
            f"{connector.publisher.en} does not take the key in {name}.",
            f"{connector.publisher.zh}不接受环境变量 {name} 中的密钥。",
        ),
        (
            f"Nothing was changed. Check {name}, or ask for a key at {connector.key_page}.",
            f"未作任何改动。请核对 {name}，或到 {connector.key_page} 申请密钥。",
        ),
    )
