"""In public as the page of deployment says, word for word: behind Caddy, which speaks TLS and tells who asks."""

import http.client
import re
import socket
import ssl
import subprocess
import time

import pytest
from benchmarks.served import ROOM, Browser, Site

from tests import needs
from tests.contract import tree

pytestmark = pytest.mark.prove
PAGES = ("docs/en/security.md", "docs/zh/security.md")
HOST = "coal.example.org"
WRONG = 80
TOO_LARGE = 31_000_000
OWN = "{{\n admin off\n skip_install_trust\n auto_https disable_redirects\n storage file_system {folder}/caddy\n}}\n"
"""What keeps this Caddy to itself."""
VOTE = "/en/dialogues/d/rounds/1/vote/"


def _free():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def _told(page, begin=HOST):
    """The file of Caddy, or another, as the documentation has it."""
    files = re.findall(r"```text\n(.*?)```", (tree.ROOT / page).read_text("utf-8"), re.S)
    return next(each for each in files if each.startswith(begin))


@pytest.mark.parametrize("begin", [HOST, "[Service]"])
def test_both_languages_show_the_same_file(begin):
    assert _told(PAGES[0], begin) == _told(PAGES[1], begin)


class Public(Browser):
    """A browser at the public address, which trusts the authority of this Caddy and no other."""

    def __init__(self, port, authority):
        super().__init__(port)
        trusted = ssl.create_default_context(cafile=str(authority))
        self.line = http.client.HTTPSConnection("localhost", port, timeout=60, context=trusted)
        self.extra = {}

    def ask(self, method, path, body=""):
        asked = self.line.request

        def request(method, path, body, heads):
            # A browser names where a form came from; Django holds it against the address that the proxy tells.
            heads |= {"Origin": f"https://localhost:{self.line.port}"} if method == "POST" else {}
            asked(method, path, body, heads | self.extra)

        self.line.request = request
        try:
            return super().ask(method, path, body)
        finally:
            self.line.request = asked


@pytest.fixture
def public(tmp_path, monkeypatch):
    """The site behind Caddy: the file of the documentation with this machine's names, and an authority of its own."""
    caddy = needs.tool("caddy")
    monkeypatch.setenv("TANLU_TLS", "1")
    monkeypatch.setenv("TANLU_HOSTS", "localhost")
    site = Site(tmp_path / "house")
    room = site.do(ROOM.format(voters=6, statements=3))
    site.start(answers=(200, 301))
    port = _free()
    own = OWN.format(folder=tmp_path)
    asked = (
        _told(PAGES[0])
        .replace(HOST, f"localhost:{port}", 1)
        .replace("127.0.0.1:8765", f"127.0.0.1:{site.port}")
    )
    (tmp_path / "Caddyfile").write_text(own + asked.replace("{", "{\n    tls internal", 1), "utf-8")
    served = subprocess.Popen(
        [caddy, "run", "--config", tmp_path / "Caddyfile", "--adapter", "caddyfile"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(tmp_path), "PATH": ""},
    )
    browsers = []

    def browser():
        browsers.append(Public(port, authority))
        return browsers[-1]

    authority = tmp_path / "caddy/pki/authorities/local/root.crt"
    try:
        for _ in range(200):
            with socket.socket() as tried:
                if authority.exists() and not tried.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield site, room, browser
    finally:
        for each in browsers:
            each.line.close()
        served.terminate()
        served.wait(20)
        site.end()


def test_a_vote_over_tls_and_nothing_without(public):
    site, room, browser = public
    voter = browser()
    voter.come_in(room["voters"][0][1])
    voter.line.request("GET", "/en/", headers={"Host": f"localhost:{voter.line.port}"})
    answer = voter.line.getresponse()
    answer.read()
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert voter.post(VOTE, at="1", answer="agree")[0] == 302
    bare = Browser(site.port)  # past the proxy
    status, where, _ = bare.get("/en/join/")
    bare.line.close()
    assert (status, where.partition(":")[0]) == (301, "https")


def test_whoever_lies_about_the_address_is_counted_all_the_same(public):
    _, _, browser = public
    guest = browser()
    guest.get("/en/join/")
    for at in range(WRONG):
        guest.extra = {"X-Forwarded-For": f"203.0.113.{at}"}
        status, _, page = guest.post("/en/join/", code=f"WRONG-CODE-{at:04}")
        if status == 429:
            break
    assert status == 429, page
    assert at < WRONG - 1


def test_a_body_that_is_too_large_is_refused_and_the_site_goes_on(public):
    _, _, browser = public
    guest = browser()
    guest.get("/en/join/")
    try:
        status = guest.ask("POST", "/en/join/", "x" * TOO_LARGE)[0]
    except (ConnectionError, ssl.SSLError):
        status = None
    assert status in (None, 413)  # the proxy hangs up, or says so
    assert browser().get("/en/join/")[0] == 200
