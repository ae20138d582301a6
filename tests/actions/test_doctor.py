"""The doctor tells what is here, what is absent and what is broken."""

from importlib.metadata import PackageNotFoundError

import pytest

from tanlu.actions import doctor


@pytest.fixture(autouse=True)
def no_home(tmp_path, monkeypatch):
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))


def test_all_is_well_here():
    found = doctor.examine()
    assert doctor.is_healthy(found)
    assert {"Python", "language", "duckdb"} <= {each.name.en for each in found}
    assert [each.state for each in found if "TANLU_HOME" in each.name.en] == ["absent"]


def test_a_missing_part_of_the_core_is_an_illness(monkeypatch):
    def version(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", version)
    found = {each.name.en: each for each in doctor.examine()}
    assert found["duckdb"].state == "broken"
    assert "make brief" in found["duckdb"].detail.zh
    assert not doctor.is_healthy(tuple(found.values()))


def test_a_folder_of_ones_own_is_named(tmp_path):
    (tmp_path / "home").mkdir()
    last = doctor.examine()[-1]
    assert (last.state, last.detail.en) == ("ok", str(tmp_path / "home"))


def test_an_old_python_is_an_illness(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 1))
    assert not doctor.is_healthy(doctor.examine())
