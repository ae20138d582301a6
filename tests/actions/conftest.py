"""Folders of briefs, made once, and a copy of one to spoil."""

import pytest
from tests.brief import folders
from tests.brief.conftest import written  # noqa: F401 - fixture

from tanlu.actions.briefs import write_brief


@pytest.fixture(scope="session")
def folder(store, tmp_path_factory):
    return write_brief(store, ("CN-SX", "US-WY"), out=tmp_path_factory.mktemp("briefs")).folder


@pytest.fixture
def copy(folder, tmp_path):
    return folders.copied(folder, tmp_path / "copied elsewhere")
