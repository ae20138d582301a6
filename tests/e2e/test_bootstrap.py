"""The first five minutes, on machines that lack what a fresh one may lack."""

import re
import shutil
import sys
import time

import pytest

from tests import needs
from tests.e2e import clone as clones

pytestmark = pytest.mark.prove

HAN = re.compile(r"[\u4e00-\u9fff]")
MOST_MEGABYTES = 500
# On this kind of machine a warm start takes 0.1 s; a busy one gets room.
MOST_WARM_SECONDS = 2


@pytest.fixture(autouse=True)
def _package_index():
    needs.package_index()


@pytest.fixture
def clone(tmp_path):
    return clones.copy_repository(tmp_path / "探路 fresh clone")


def assert_one_bilingual_sentence(result, *words):
    """The sentence stands on two lines, one a language, and nothing else was complained of."""
    assert result.returncode != 0
    english, chinese = result.stderr.splitlines()
    assert not HAN.search(english)
    assert HAN.search(chinese)
    for word in words:
        assert word in english, english


def megabytes(folder):
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def test_brief_from_nothing(clone, tmp_path):
    """No cache, no locale, a path with a space and Chinese in it; then once more."""
    cold = {"UV_CACHE_DIR": str(tmp_path / "uv"), "PIP_CACHE_DIR": str(tmp_path / "pip")}
    assert "make brief" in clone.run("make").stdout
    result = clone.run("make", "brief", **cold)
    assert result.returncode == 0, result.stdout + result.stderr
    steps = re.findall(r"^\[(\d)/5\] (.+) \.\.\. \d+ s$", result.stdout, re.MULTILINE)
    assert [number for number, _ in steps] == ["1", "2", "3", "4", "5"]
    assert megabytes(clone.path / ".venv") < MOST_MEGABYTES
    assert not any(clone.has(module) for module in ("pytest", "django", "dask", "playwright"))

    began = time.perf_counter()
    again = clone.bootstrap("core")
    assert time.perf_counter() - began < MOST_WARM_SECONDS
    assert again.stdout == ""
    assert again.returncode == 0


def test_unreachable_index_then_again(clone):
    failed = clone.bootstrap("core", PIP_INDEX_URL=clones.UNREACHABLE)
    assert_one_bilingual_sentence(failed, "could not download the installer uv", "run the same command again")
    assert (clone.path / ".venv" / "bootstrap.log").stat().st_size > 0
    again = clone.bootstrap("core")
    assert again.returncode == 0, again.stdout + again.stderr
    assert clone.has("tanlu, altair, duckdb")


def test_a_wrong_hash_is_refused(clone, tmp_path):
    requirements = clone.path / "requirements" / "core.txt"
    text = requirements.read_text(encoding="utf-8")
    requirements.write_text(re.sub(r"sha256:[0-9a-f]{64}", "sha256:" + "0" * 64, text), encoding="utf-8")
    failed = clone.bootstrap("core", UV_CACHE_DIR=str(tmp_path / "uv"))
    assert_one_bilingual_sentence(failed, "could not install the core packages", "bootstrap.log")
    assert not clone.has("altair")


def test_each_name_for_the_index_serves_uv_too(clone, tmp_path):
    """Also pip's own configuration file; the step already done is not done again."""
    assert clone.bootstrap("build").returncode == 0
    config = tmp_path / "pip.conf"
    config.write_text(f"[global]\nindex-url = {clones.UNREACHABLE}\n")
    for name, value in [
        ("PIP_INDEX_URL", clones.UNREACHABLE),
        ("UV_INDEX_URL", clones.UNREACHABLE),
        ("UV_DEFAULT_INDEX", clones.UNREACHABLE),
        ("PIP_CONFIG_FILE", str(config)),
    ]:
        fresh = {"UV_CACHE_DIR": str(tmp_path / name), "UV_HTTP_RETRIES": "0"}
        failed = clone.bootstrap("core", **fresh, **{name: value})
        assert_one_bilingual_sentence(failed, "could not download the core packages")
    assert clone.bootstrap("core").returncode == 0


@pytest.mark.parametrize("name", ["UV_INDEX_URL", "UV_DEFAULT_INDEX"])
def test_the_index_of_uv_serves_pip_too(clone, name):
    failed = clone.bootstrap("core", PIP_RETRIES="1", **{name: clones.UNREACHABLE})
    assert_one_bilingual_sentence(failed, "could not download the installer uv")


@pytest.mark.parametrize("helper", ["another pip", "uv"])
def test_venv_lacks_pip(clone, tmp_path, helper):
    machine = clones.bare_machine(tmp_path / "bin")
    debian = clones.python_without_ensurepip(tmp_path / "debian").parent
    if helper == "uv":
        assert clone.bootstrap("build").returncode == 0
        shutil.copy2(clone.path / ".venv" / "bin" / "uv", machine / "uv")
    else:
        wrapper = machine / "python"
        wrapper.write_text(f'#!/bin/sh\nexec "{sys._base_executable}" "$@"\n')
        wrapper.chmod(0o755)
    shutil.rmtree(clone.path / ".venv", ignore_errors=True)
    result = clone.bootstrap("core", PATH=f"{debian}:{machine}")
    assert result.returncode == 0, result.stdout + result.stderr
    assert str(debian) in result.stdout
    assert clone.has("tanlu, altair")
    assert not clone.has("pip")


def test_venv_lacks_pip_and_nothing_helps(clone, tmp_path):
    machine = clones.bare_machine(tmp_path / "bin")
    debian = clones.python_without_ensurepip(tmp_path / "debian").parent
    result = clone.bootstrap("core", PATH=f"{debian}:{machine}")
    assert_one_bilingual_sentence(result, "install python3-venv")


def test_no_python_at_all(clone, tmp_path):
    machine = clones.bare_machine(tmp_path / "bin")
    shim = machine / "python3"
    shim.write_text("#!/bin/sh\necho 'this version is not installed' >&2\nexit 127\n")
    shim.chmod(0o755)
    result = clone.bootstrap("core", PATH=str(machine))
    assert_one_bilingual_sentence(result, "No Python 3.11 or later")
    assert not (clone.path / ".venv").exists()


def break_half_made(venv):
    shutil.rmtree(venv)
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").write_text("")


def break_python_gone(venv):
    (venv / "bin" / "python").unlink()


def break_moved(venv):
    """An environment copied from another checkout names that one's path."""
    (venv / ".stamps" / "environment").write_text("/elsewhere 3.11")


def break_requirements_changed(venv):
    """An older lock's stamp: only that layer is installed again."""
    (stamp,) = (venv / ".stamps").glob("core-*")
    stamp.rename(stamp.with_name("core-1-1"))


@pytest.fixture(scope="module")
def recovering(tmp_path_factory):
    clone = clones.copy_repository(tmp_path_factory.mktemp("recovering") / "clone")
    assert clone.bootstrap("core").returncode == 0
    return clone


@pytest.mark.parametrize(
    "damage", [break_half_made, break_python_gone, break_moved, break_requirements_changed]
)
def test_recovers(recovering, damage):
    damage(recovering.path / ".venv")
    result = recovering.bootstrap("core")
    assert result.returncode == 0, result.stdout + result.stderr
    assert recovering.has("tanlu, altair, duckdb")
    assert recovering.bootstrap("core").stdout == ""
