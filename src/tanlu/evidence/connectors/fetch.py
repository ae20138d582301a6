"""Polite HTTP: one question at a time, pauses, retries, downloads that go on where they stopped.

It uses the standard library alone: a handful of questions, one after the other, earns no dependency, and
``urllib`` honours the proxy of the environment.
"""

import gzip
import json
import socket
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request as UrlRequest
from urllib.request import urlopen

from tanlu import __version__
from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import refused_key
from tanlu.evidence.connectors.model import Connector, Request

_CHUNK: Final = 1 << 16
MOST_BYTES: Final = 400_000_000
"""An answer above this is not taken; the largest that a connector asks for has a few megabytes."""
LONGEST_WAIT: Final = 120.0
"""Seconds that a service may ask to be left alone before it is told to the person instead."""
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Clock(Protocol):
    """Time, so that tests need not pass it."""

    def now(self) -> datetime:
        """Return the time, with its zone."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class _AgainError(Exception):
    """Worth another try, after ``wait`` seconds if the service said how many."""

    def __init__(self, told: NoAnswer, wait: float | None = None) -> None:
        self.told = told
        self.wait = wait
        super().__init__()


@dataclass(slots=True)
class Fetcher:
    """Asks one service.

    Parameters
    ----------
    connector : Connector
        Whose pauses and key are kept to.
    base : str
        Another address of the service; empty for its own.
    clock : Clock
        Time.
    parts : Path
        Folder of unfinished downloads.
    key : str
        Sent with every question, and blotted out of whatever comes back.
    attempts : int
        How often a question is put before it is given up.
    timeout : float
        Seconds of silence that end an attempt.
    """

    connector: Connector
    base: str
    clock: Clock
    parts: Path
    key: str = ""
    attempts: int = 4
    timeout: float = 60
    _last: datetime | None = None

    def get(self, request: Request) -> bytes | None:
        """Return the bytes of an answer, whole and without the key.

        Raises
        ------
        NoAnswer
            If the service cannot be reached, refuses, keeps failing, or sends less than it says.
        """
        wait: float | None = None
        for attempt in range(self.attempts):
            self._pause(attempt, wait)
            try:
                return self._once(request)
            except _AgainError as again:
                told, wait = again.told, again.wait
        raise told

    def _pause(self, attempt: int, wait: float | None) -> None:
        if attempt:
            self.clock.sleep(2.0 ** (attempt - 1) if wait is None else wait)
        elif self._last:
            left = self._last + timedelta(seconds=self.connector.pause) - self.clock.now()
            if left > timedelta():
                self.clock.sleep(left.total_seconds())
        self._last = self.clock.now()

    def _once(self, request: Request) -> bytes | None:
        where = self.address(request)
        part = Part(self.parts / sha256(where.encode()).hexdigest()[:32])
        key = "" if request.host else self.key
        resumable = not key and not request.body
        start = part.start() if resumable else {}
        sent = UrlRequest(self._with_key(where, key), data=request.body or None)  # noqa: S310 - see _demand_web
        _demand_web(where)
        for name, value in {
            "User-Agent": f"tanlu/{__version__}",
            "Accept-Encoding": "identity",
            **start,
        }.items():
            sent.add_header(name, value)
        try:
            with urlopen(sent, timeout=self.timeout) as answer:  # noqa: S310
                data = self._read(answer, where, part if resumable else None, resumed=bool(start))
        except HTTPError as error:
            with error:
                self._status(error, request, where, part)
            return None
        except (OSError, HTTPException) as error:
            raise self._unreached(error, where) from error
        part.drop()
        return self._blotted(data)

    def address(self, request: Request) -> str:
        """Return the whole address of a question, without a key."""
        return request.address(self.base or request.host or self.connector.base)

    def _with_key(self, where: str, key: str) -> str:
        if not key:
            return where
        return f"{where}{'&' if '?' in where else '?'}{self.connector.key_parameter}={quote(key, safe='')}"

    def _blotted(self, data: bytes) -> bytes:
        """Return an answer without the key: some services send the whole question back."""
        for written in {self.key, quote(self.key, safe="")} - {""}:
            data = data.replace(written.encode(), b"***")
        return data

    def _read(self, answer: HTTPResponse, where: str, part: "Part | None", *, resumed: bool) -> bytes:
        goes_on = resumed and answer.status == 206
        if part:
            part.begin(
                answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "", afresh=not goes_on
            )
        whole = answer.length
        got = bytearray()
        while chunk := answer.read(_CHUNK):
            got += chunk
            if part:
                part.add(chunk)
            if len(got) > MOST_BYTES:
                raise _told(where, "sends far more than it should", "返回的内容远超应有大小")
        if whole is not None and len(got) != whole:
            raise _AgainError(
                _told(
                    where, f"sent {len(got)} of {whole} bytes", f"只返回了 {whole} 字节中的 {len(got)} 字节"
                )
            )
        data = part.whole() if part and goes_on else bytes(got)
        return _unpacked(data, where) if answer.headers.get("Content-Encoding") == "gzip" else data

    def _status(self, error: HTTPError, request: Request, where: str, part: "Part") -> None:
        code = error.code
        if code in (404, 204) and request.optional:
            return
        said = self._blotted(_first_bytes(error)).decode("utf-8", "replace")
        if code in (401, 403) or (self.key and "api_key" in said.casefold()):
            raise (
                refused_key(self.connector)
                if self.connector.key_env
                else _told(where, f"refuses ({code})", f"拒绝访问（{code}）")
            )
        if code == 416:
            part.drop()
            raise _AgainError(_told(where, "has another length now", "的长度已变"))
        told = _told(where, f"answers with an error ({code})", f"返回错误（{code}）")
        if code not in _BUSY:
            raise told
        wait = _retry_after(error.headers.get("Retry-After", ""), self.clock.now())
        if wait is not None and wait > LONGEST_WAIT:
            raise _told(where, f"asks to be left alone for {wait:.0f} s", f"要求等待 {wait:.0f} 秒后再访问")
        raise _AgainError(told, wait)

    def _unreached(self, error: Exception, where: str) -> Exception:
        cause = error.reason if isinstance(error, URLError) else error
        host = urlsplit(where).hostname or where
        hand = self.connector
        command = f"tanlu evidence refresh {hand.id} --from"
        told = NoAnswer(
            (f"{host} cannot be reached; is there a network?", f"无法连接 {host}；是否有网络？"),
            (
                (
                    f"Nothing was changed. Without one, fetch {hand.by_hand.en} elsewhere ({hand.page}; this was {where}), "
                    f"then run {command} FILE."
                ),
                (
                    f"未作任何改动。没有网络时，请在别处获取{hand.by_hand.zh}（{hand.page}；本次网址为 {where}），"
                    f"再运行 {command} 文件。"
                ),
            ),
        )
        return told if isinstance(cause, socket.gaierror) else _AgainError(told)


def _demand_web(where: str) -> None:
    if urlsplit(where).scheme not in ("https", "http"):
        raise NoAnswer(
            (f"{where} is no web address.", f"{where} 不是网址。"),
            ("Give one that begins with https://.", "请给出以 https:// 开头的网址。"),
        )


def _told(where: str, why: str, why_zh: str) -> NoAnswer:
    return NoAnswer(
        (f"{where} {why}.", f"{where} {why_zh}。"),
        ("Nothing was changed; run the command again later.", "未作任何改动；请稍后重新运行。"),
    )


def _first_bytes(error: HTTPError) -> bytes:
    with suppress(OSError, HTTPException):
        return error.read(2000)
    return b""


def _unpacked(data: bytes, where: str) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise _AgainError(_told(where, "is cut short (gzip)", "的压缩内容不完整")) from error


def _retry_after(cell: str, now: datetime) -> float | None:
    """Return the seconds that a header asks for: a number, or a date.

    Examples
    --------
    >>> _retry_after("7", datetime(2026, 1, 1, tzinfo=UTC))
    7.0
    >>> _retry_after("Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    30.0
    """
    if cell.strip().isdigit():
        return float(cell)
    try:
        then = parsedate_to_datetime(cell)
    except (ValueError, TypeError):
        return None
    return max(0.0, (then if then.tzinfo else then.replace(tzinfo=UTC)).timestamp() - now.timestamp())


@dataclass(slots=True)
class Part:
    """An unfinished download, with what says that the rest belongs to it."""

    path: Path

    @property
    def _mark(self) -> Path:
        return self.path.with_suffix(".json")

    @property
    def _file(self) -> Path:
        return self.path.with_suffix(".part")

    def start(self) -> dict[str, str]:
        """Return the headers that ask for the rest; none where nothing can be gone on with."""
        try:
            mark = json.loads(self._mark.read_text("utf-8"))["mark"]
            size = self._file.stat().st_size
        except (OSError, ValueError, KeyError):
            return {}
        return {"Range": f"bytes={size}-", "If-Range": mark} if mark and size else {}

    def begin(self, mark: str, *, afresh: bool) -> None:
        """Make ready for bytes: all of them, or the rest."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if afresh:
            self._file.write_bytes(b"")
        self._mark.write_text(json.dumps({"mark": "" if mark.startswith("W/") else mark}), "utf-8")

    def add(self, chunk: bytes) -> None:
        """Keep bytes that came in."""
        with self._file.open("ab") as file:
            file.write(chunk)

    def whole(self) -> bytes:
        """Return everything that came in."""
        return self._file.read_bytes()

    def drop(self) -> None:
        """Forget it."""
        self._file.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)
