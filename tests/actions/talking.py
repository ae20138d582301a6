"""The invented interviews in a folder, and what the tests of them ask for."""

import pytest

from tanlu.actions.interviews import create, held
from tanlu.study.interviews.consent import Consent, read_uses


@pytest.fixture
def talks(tmp_path):
    create(tmp_path / "talks", None)
    return tmp_path / "talks"


def agreed(*uses):
    return Consent("2026-01-01", read_uses(uses), "v1", "zh", "written")


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def at(talks, who, words):
    text = held(talks).project.said_by(who)[0].text
    return text.index(words), text.index(words) + len(words)
