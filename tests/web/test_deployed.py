"""As it stands in public, behind a proxy that speaks TLS: Django's own checks, cookies, headers, and what is not told."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from tanlu.actions.home import home
from tanlu.web.people import operations as people
from tests.contract import tree
from tests.web.network import Visitor, staff
from tests.web.room import opened

ASK = """
import django, json
django.setup()
from django.test import Client
from tanlu.web.serve import prepare
prepare()
client = Client(headers={"host": "coal.example.org", "x-forwarded-proto": "https"})
client.handler.enforce_csrf_checks = True
page = client.get("/en/join/")
bare = Client(headers={"host": "coal.example.org"}).get("/en/join/")
strange = Client(headers={"host": "evil.example", "x-forwarded-proto": "https"}).get("/en/join/")
print(json.dumps({"headers": dict(page.headers), "cookie": page.cookies["tanlu_form"].OutputString(),
                  "bare": [bare.status_code, bare.headers.get("Location")], "strange": strange.status_code}))
"""


@pytest.fixture
def deployed(tmp_path):
    place = {
        **os.environ, "TANLU_HOME": str(tmp_path / "house"), "TANLU_TLS": "1", "TANLU_HOSTS": "coal.example.org",
        "DJANGO_SETTINGS_MODULE": "tanlu.web.settings", "PYTHONPATH": str(tree.ROOT / "src"),
    }  # fmt: skip
    place.pop("TANLU_DATABASE_URL", None)

    def run(*words):
        return subprocess.run(
            [sys.executable, *words], env=place, capture_output=True, text=True, check=False
        )

    return run


def test_the_checks_of_deployment_find_nothing(deployed):
    found = deployed("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert found.returncode == 0, found.stderr


def test_cookies_and_headers_are_for_tls_alone(deployed):
    done = deployed("-c", ASK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(told["cookie"].split("; "))
    assert told["bare"] == [301, "https://coal.example.org/en/join/"]
    assert told["strange"] == 400


TELLING = re.compile(
    r"granian|django|python/|hyper|wsgi|site-packages|/home/|/root/|/usr/|/tmp/|Traceback", re.IGNORECASE
)


@pytest.mark.usefixtures("site_db")
def test_no_answer_tells_what_the_site_runs_on_or_where():
    _, _, voters = opened()
    visitor = Visitor()
    visitor.come_in(people.invite(voters[0], by=None))
    visitor.client.raise_request_exception = False
    for path in ("", "en/", "en/join/", "en/desk/", "en/nothing/", "en/figures/nonsense/", "api/v1/figures/nonsense",
                 "en/data/", "en/dialogues/d/rounds/1/vote/", "en/dialogues/d/rounds/1/result/",
                 "assets/x/site.js"):  # fmt: skip
        answer = visitor.client.get(f"/{path}")
        text = answer.content.decode() + " ".join(
            f"{name}: {value}" for name, value in answer.headers.items()
        )
        assert not TELLING.search(text), (path, TELLING.search(text))
        assert str(home()) not in text
        assert answer.headers["Server"] == "Tanlu"
        assert not re.search(r"Tanlu \d+\.\d+", text)


@pytest.mark.usefixtures("site_db")
def test_nothing_private_is_kept_by_a_browser_or_a_proxy():
    _, keeper, _ = opened()
    people.seat(keeper, "administrator", by=None)
    visitor = Visitor()
    visitor.come_in(people.invite(keeper, by=None))
    for path in ("desk/", "desk/people/", "desk/audit/", "desk/passkeys/", "dialogues/d/", "dialogues/d/people/",
                 "join/", "dialogues/d/rounds/1/", "dialogues/d/rounds/1/vote/", "dialogues/d/rounds/1/result/",
                 "dialogues/x/"):  # fmt: skip
        for client in (visitor.client, Client()):
            assert "no-store" in client.get(f"/en/{path}").headers.get("Cache-Control", ""), path


@pytest.mark.usefixtures("site_db")
def test_cookies_cannot_be_read_by_a_script():
    visitor = staff("administrator")
    for name in ("tanlu_session", "tanlu_form", "tanlu_seen"):
        cookie = visitor.client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
