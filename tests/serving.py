"""A real server on this machine that answers like an agency, well or badly; every payload it serves is synthetic."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class Asked:
    """What was asked."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    def one(self, name: str) -> str:
        return self.query.get(name, [""])[0]


@dataclass
class Answer:
    """What is answered: ``cut`` sends that many bytes of the body under the full length."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


WEB_PAGE = Answer("<!DOCTYPE html>\n<html><head><title>Scheduled maintenance</title></head></html>")
Responder = Callable[[Asked], Answer]


class Agency:
    """The server, with what it answers and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.respond: Responder = lambda _: Answer("nothing here", 404)
        agency = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.casefold(): cell for name, cell in self.headers.items()}
                asked = Asked(parts.path, parse_qs(parts.query, keep_blank_values=True), headers, body)
                agency.asked.append(asked)
                answer = agency.respond(asked)
                self.send_response(answer.status)
                for name, cell in answer.headers.items():
                    self.send_header(name, cell)
                self.send_header("Content-Length", str(len(answer.data)))
                self.end_headers()
                self.wfile.write(answer.data if answer.cut is None else answer.data[: answer.cut])

            do_POST = do_GET  # noqa: N815 - the library looks for this name

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class StoppedClock:
    """Time that passes only when slept through."""

    def __init__(self, day: str = "2026-12-01") -> None:
        self.time = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def agency(monkeypatch: pytest.MonkeyPatch) -> Iterator[Agency]:
    """A running server; no proxy stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = Agency()
    yield made
    made.stop()


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that nobody waits for."""
    return StoppedClock()
