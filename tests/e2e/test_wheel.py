"""What is installed from a wheel serves the site with its help, without the checkout beside it."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests import needs
from tests.contract import tree

pytestmark = pytest.mark.prove
ASK = """
import os
from tanlu.web.serve import prepare
prepare()
from django.test import Client
import tanlu
for address, words in [("/en/help/", "I live in a coal region"), ("/zh/help/for-residents/", "煤炭地区居民")]:
    assert words in Client(headers={"host": "localhost"}).get(address).content.decode(), address
assert Client(headers={"host": "localhost"}).get("/en/help/pictures/agreements.en.png").status_code == 200
print(tanlu.__file__)
"""


def test_an_installed_wheel_serves_its_help(tmp_path):
    needs.module("hatchling")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=tree.ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as held:
        held.extractall(installed)
    names = {each.relative_to(installed).as_posix() for each in installed.rglob("*")}
    assert {
        "tanlu/docs/zh/site.md",
        "tanlu/web/shell/site.css",
        "tanlu/web/jobs/templates/job.html.jinja",
    } <= names
    place = {**os.environ, "PYTHONPATH": str(installed), "TANLU_HOME": str(tmp_path / "home")}
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env=place,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.startswith(str(installed))
