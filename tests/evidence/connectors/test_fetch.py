"""Polite HTTP against a real server: retries, pauses, resumed downloads, and answers that are none."""

import gzip
import socket
from dataclasses import replace

import pytest
from tests.serving import WEB_PAGE, Answer

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import demand_kind
from tanlu.evidence.connectors.catalogue import CONNECTORS
from tanlu.evidence.connectors.fetch import Fetcher
from tanlu.evidence.connectors.model import Request

SECRET = "k3y with/odd&signs"
ASK = Request("a.json", "/a", (("q", "1"),))
PLAIN = CONNECTORS["worldbank"]
KEYED = replace(PLAIN, key_env="SOME_KEY", key_parameter="api_key", key_page="https://example.org/key")


@pytest.fixture
def fetcher(agency, clock, tmp_path):
    return Fetcher(PLAIN, agency.address, clock, tmp_path / "parts", timeout=5)


def said(caught):
    return " ".join((*caught.value.lines("en"), *caught.value.lines("zh")))


def test_a_plain_answer(fetcher, agency):
    agency.respond = lambda _: Answer("[1]")
    assert fetcher.get(ASK) == b"[1]"
    assert agency.asked[0].headers["user-agent"].startswith("tanlu/")


def test_pauses_between_questions(fetcher, agency, clock):
    agency.respond = lambda _: Answer("[1]")
    fetcher.get(ASK)
    fetcher.get(ASK)
    assert clock.slept == [PLAIN.pause]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_busy_service_is_asked_again(fetcher, agency, clock, code):
    agency.respond = lambda _: Answer("[1]") if len(agency.asked) > 2 else Answer("", code)
    assert fetcher.get(ASK) == b"[1]"
    assert clock.slept == [1.0, 2.0]


@pytest.mark.parametrize("cell", ["7", "Tue, 01 Dec 2026 08:00:07 GMT"])
def test_it_waits_as_long_as_it_is_asked_to(fetcher, agency, clock, cell):
    agency.respond = lambda _: (
        Answer("[1]") if len(agency.asked) > 1 else Answer("", 429, {"Retry-After": cell})
    )
    fetcher.get(ASK)
    assert clock.slept == [7.0]


def test_it_does_not_wait_for_an_hour(fetcher, agency, clock):
    agency.respond = lambda _: Answer("", 429, {"Retry-After": "3600"})
    with pytest.raises(NoAnswer) as caught:
        fetcher.get(ASK)
    assert "3600 s" in said(caught)
    assert clock.slept == []


def test_it_gives_up(fetcher, agency, assert_bilingual):
    agency.respond = lambda _: Answer("", 503)
    with pytest.raises(NoAnswer) as caught:
        fetcher.get(ASK)
    assert len(agency.asked) == 4
    assert_bilingual(caught.value)


def test_what_is_not_there(fetcher, agency):
    with pytest.raises(NoAnswer, match="404"):
        fetcher.get(ASK)
    assert len(agency.asked) == 1
    assert fetcher.get(replace(ASK, optional=True)) is None


def test_a_download_goes_on_where_it_stopped(fetcher, agency):
    body = bytes(range(256)) * 2000

    def respond(asked):
        start = int(asked.headers.get("range", "bytes=0-")[6:-1])
        if not start:
            return Answer(body, headers={"ETag": '"v1"'}, cut=200_000)
        assert asked.headers["if-range"] == '"v1"'
        return Answer(body[start:], 206, {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"})

    agency.respond = respond
    assert fetcher.get(ASK) == body
    assert [each.headers.get("range") for each in agency.asked] == [None, "bytes=200000-"]
    assert list(fetcher.parts.iterdir()) == []


def test_a_file_that_changed_meanwhile_starts_again(fetcher, agency):
    def respond(asked):
        first = len(agency.asked) == 1
        return Answer(
            b"a" * 100 if first else b"b" * 90, headers={"ETag": f'"{first}"'}, cut=50 if first else None
        )

    agency.respond = respond
    assert fetcher.get(ASK) == b"b" * 90


def test_without_a_mark_nothing_is_pieced_together(fetcher, agency):
    agency.respond = lambda asked: Answer(b"x" * 100, cut=50 if len(agency.asked) < 2 else None)
    assert fetcher.get(ASK) == b"x" * 100
    assert [each.headers.get("range") for each in agency.asked] == [None, None]


def test_a_range_that_is_past_the_end_starts_again(fetcher, agency):
    answers = [Answer(b"a" * 100, headers={"ETag": '"1"'}, cut=50), Answer(b"", 416), Answer(b"c" * 10)]
    agency.respond = lambda _: answers[len(agency.asked) - 1]
    assert fetcher.get(ASK) == b"c" * 10


def test_a_download_that_is_always_cut(fetcher, agency):
    agency.respond = lambda _: Answer(b"x" * 100, cut=50)
    with pytest.raises(NoAnswer, match="50 of 100 bytes"):
        fetcher.get(ASK)


def test_gzip_is_unpacked_and_a_cut_one_noticed(fetcher, agency):
    packed = gzip.compress(b'["synthetic"]' * 50)
    agency.respond = lambda _: Answer(packed, headers={"Content-Encoding": "gzip"})
    assert fetcher.get(ASK) == b'["synthetic"]' * 50
    agency.respond = lambda _: Answer(packed[:-10], headers={"Content-Encoding": "gzip"})
    with pytest.raises(NoAnswer, match="gzip"):
        fetcher.get(ASK)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_network_says_what_to_do(clock, tmp_path, monkeypatch, lang):
    def nowhere(*_args, **_kwargs):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    fetcher = Fetcher(PLAIN, "http://no.such.host.invalid", clock, tmp_path)
    with pytest.raises(NoAnswer) as caught:
        fetcher.get(ASK)
    what, do = caught.value.lines(lang)
    assert "no.such.host.invalid" in what
    assert PLAIN.page in do
    assert "tanlu evidence refresh worldbank --from" in do
    assert clock.slept == []


def test_a_closed_door_is_knocked_at_again(agency, clock, tmp_path):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
    fetcher = Fetcher(PLAIN, address, clock, tmp_path)
    with pytest.raises(NoAnswer, match="cannot be reached"):
        fetcher.get(ASK)
    assert clock.slept == [1.0, 2.0, 4.0]


def test_the_key_leaves_no_trace(agency, clock, tmp_path):
    fetcher = Fetcher(KEYED, agency.address, clock, tmp_path / "parts", SECRET)
    agency.respond = lambda asked: Answer(
        f'{{"you_sent": "{asked.one("api_key")}", "also": "k3y%20with%2Fodd%26signs"}}'
    )
    data = fetcher.get(ASK)
    assert agency.asked[0].one("api_key") == SECRET
    assert data == b'{"you_sent": "***", "also": "***"}'
    assert not (tmp_path / "parts").exists()


@pytest.mark.parametrize("code", [401, 403])
def test_a_wrong_key(agency, clock, tmp_path, code):
    fetcher = Fetcher(KEYED, agency.address, clock, tmp_path, SECRET)
    agency.respond = lambda _: Answer(f'{{"error": "{SECRET} is no api_key"}}', code)
    with pytest.raises(NoAnswer) as caught:
        fetcher.get(ASK)
    assert "SOME_KEY" in said(caught)
    assert "https://example.org/key" in said(caught)
    assert SECRET not in said(caught)


def test_only_the_web_is_asked(clock, tmp_path):
    with pytest.raises(NoAnswer, match="no web address"):
        Fetcher(PLAIN, "file:///etc", clock, tmp_path).get(ASK)


@pytest.mark.parametrize(
    ("kind", "data", "why"),
    [
        ("json", WEB_PAGE.data, "web page .Scheduled maintenance. instead of JSON"),
        ("csv", WEB_PAGE.data, "instead of CSV"),
        ("xlsx", b"\n<html></html>", "instead of a workbook"),
        ("json", b"", "is empty"),
        ("json", b'[{"a": 1}, {"b"', "cut short"),
        ("csv", b"a,b\n1,2\n3", "last row is not whole"),
        ("csv", b'a,b\n1,"2', "inside a cell"),
        ("csv", b'{"error": "no such slug"}', "no such slug"),
        ("csv", b"a\0b", "binary"),
        ("xlsx", b"PK\x03\x04 and no more", "cut short"),
        ("xlsx", bytes.fromhex("d0cf11e0a1b11ae1"), "old kind"),
    ],
)
def test_answers_that_are_none(kind, data, why, assert_bilingual):
    with pytest.raises(NoAnswer, match=why) as caught:
        demand_kind(kind, data, "https://example.org/x")
    assert_bilingual(caught.value)
