"""The commands of the site, each in a process of its own on a house of its own."""

import os
import re
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest

from tests.contract import tree


@pytest.fixture
def run(tmp_path):
    def asked(*words, home="home", lang="en"):
        place = {
            **os.environ,
            "TANLU_HOME": str(tmp_path / home),
            "TANLU_LANG": lang,
            "PYTHONPATH": str(tree.ROOT / "src"),
        }
        place.pop("TANLU_DATABASE_URL", None)
        command = [sys.executable, "-c", "from tanlu.cli import main; main()", *words]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=place, cwd=tmp_path, check=False
        )

    return asked


def test_an_administrator_is_invited_and_the_house_is_kept(run, tmp_path):
    made = run("site", "admin", "Ann Lee", "李安")
    assert made.returncode == 0, made.stderr
    assert re.fullmatch(r"[\w-]{30,}", made.stdout.splitlines()[-1])
    secret = tmp_path / "home" / "site" / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    before = secret.read_text()
    assert run("verify", "--audit").stdout.startswith("The chain holds: ")
    assert secret.read_text() == before
    assert run("site", "backup", "monday.zip").returncode == 0
    assert (tmp_path / "monday.zip").stat().st_mode & 0o077 == 0
    back = run("site", "restore", "monday.zip", home="new", lang="zh")
    assert "已恢复" in back.stdout
    assert run("verify", "--audit", home="new").stdout == run("verify", "--audit").stdout
    full = run("site", "restore", "monday.zip", home="new")
    assert full.returncode == 2
    assert "not empty" in full.stderr


def test_a_changed_line_and_a_changed_backup_are_noticed(run, tmp_path):
    run("site", "admin", "Ann Lee", "李安")
    run("site", "backup", "b.zip")
    database = sqlite3.connect(tmp_path / "home" / "site" / "site.sqlite3")
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        database.execute("UPDATE audit_event SET act = 'other' WHERE number = 2")
    database.execute("DROP TRIGGER audit_no_update")
    database.execute("UPDATE audit_event SET act = 'other' WHERE number = 2")
    database.commit()
    database.close()
    broken = run("verify", "--audit")
    assert broken.returncode == 1
    assert "line 2" in broken.stderr
    with zipfile.ZipFile(tmp_path / "b.zip") as held, zipfile.ZipFile(tmp_path / "c.zip", "w") as other:
        for name in held.namelist():
            other.writestr(name, held.read(name).replace("李安".encode(), "王安".encode()))
    changed = run("site", "restore", "c.zip", home="new")
    assert changed.returncode == 2
    assert "was changed" in changed.stderr
    (tmp_path / "no.zip").write_text("no")
    assert "no backup" in run("site", "restore", "no.zip", home="new").stderr


def test_an_empty_site_takes_an_invented_dialogue_once(run):
    made = run("demo", lang="zh")
    assert made.returncode == 0, made.stderr
    ways = dict(line.split("\t") for line in made.stdout.splitlines() if "\t" in line)
    assert len(ways) == len(set(ways.values())) == 8
    assert "秘书处" in ways
    again = run("demo")
    assert again.returncode == 2
    assert "not empty" in again.stderr


@pytest.mark.prove
def test_it_serves_says_where_and_refuses_a_port_that_is_taken(run, tmp_path):
    port = "8971"
    place = {**os.environ, "TANLU_HOME": str(tmp_path / "home"), "TANLU_LANG": "en"}
    command = [sys.executable, "-c", "from tanlu.cli import main; main()", "up", "--port", port, "--no-open"]
    served = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=place)
    with served, ended(served):
        for line in served.stdout:
            if "The site is at" in line:
                break
        address = f"http://localhost:{port}/zh/"
        for _ in range(50):
            try:
                with urlopen(Request(address), timeout=20) as answer:
                    assert "煤在哪里" in answer.read().decode()
                break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail("no answer")
        second = run("up", "--port", port, "--no-open")
        assert second.returncode == 2
        assert "PORT=" in second.stderr


@contextmanager
def ended(process):
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.prove
def test_the_public_part_stands_without_a_server(run, tmp_path):
    made = run("site", "export", "public", "--regions", "US-WV")
    assert made.returncode == 0, made.stderr
    root = tmp_path / "public"
    pages = list(root.rglob("*.html"))
    assert len(pages) > 100
    missing = set()
    for page in pages:
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8")):
            if not link.startswith(("http", "data:", "#")) and not (page.parent / link).exists():
                missing.add((str(page.relative_to(root)), link))
    assert sorted(missing)[:5] == []
    again = run("site", "export", "public")
    assert again.returncode == 2
    assert "not empty" in again.stderr
