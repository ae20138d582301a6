"""Folders of briefs, made once, and a copy of one to spoil."""

import pytest
from tests.actions.talking import talks  # noqa: F401 - fixture
from tests.brief import folders
from tests.brief.conftest import written  # noqa: F401 - fixture

from tanlu.actions.briefs import write_brief
from tanlu.chart.render import render


@pytest.fixture(scope="session")
def folder(store, tmp_path_factory):
    return write_brief(store, ("CN-SX", "US-WY"), out=tmp_path_factory.mktemp("briefs")).folder


@pytest.fixture(scope="session")
def drawn():
    """Drawings by all that goes into them."""
    return {}


@pytest.fixture
def copy(folder, tmp_path, drawn, monkeypatch):
    """A copy to spoil; a chart that is just as it was is not drawn again, which is half of verifying."""

    def draw_once(*given, **options):
        key = repr((given, options))
        if key not in drawn:
            drawn[key] = render(*given, **options)
        return drawn[key]

    monkeypatch.setattr("tanlu.brief.writer.render", draw_once)
    return folders.copied(folder, tmp_path / "copied elsewhere")
