"""The command line at hand, away from the user's own folder."""

import pytest

from tests.cli import running


@pytest.fixture(autouse=True)
def no_home(tmp_path, monkeypatch):
    """Nothing of the user's own is seen."""
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))


@pytest.fixture
def tanlu(capsys, monkeypatch):
    """Run a command in this process."""

    def ask(*args, lang="en"):
        return running.run(capsys, monkeypatch, *args, lang=lang)

    return ask
