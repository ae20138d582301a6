"""The requirement files pin every package by hash, agree with one another and with pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.contract import tree

FOLDER = tree.ROOT / "requirements"
LAYERS = ["build", "core", "paper", "site", "test", "lint", "prove", "spark", "peers"]
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)


def wanted(layer):
    lines = (FOLDER / f"{layer}.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def pins(layer):
    text = (FOLDER / f"{layer}.txt").read_text(encoding="utf-8")
    return {match["name"]: match["version"] for match in PIN.finditer(text)}


def project():
    return tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_layer_has_its_two_files():
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(
        f"{layer}.{ending}" for layer in LAYERS for ending in ("in", "txt")
    )


def test_the_core_is_what_the_project_declares():
    declared = [Requirement(text) for text in project()["project"]["dependencies"]]
    assert sorted(map(str, wanted("core"))) == sorted(map(str, declared))


def test_the_paper_layer_is_the_extra():
    declared = [Requirement(text) for text in project()["project"]["optional-dependencies"]["paper"]]
    assert sorted(map(str, wanted("paper"))) == sorted(map(str, declared))


def test_the_site_layer_is_the_extra():
    declared = [Requirement(text) for text in project()["project"]["optional-dependencies"]["site"]]
    assert sorted(map(str, wanted("site"))) == sorted(map(str, declared))


def test_the_build_backend_is_pinned():
    backend = {Requirement(text).name for text in project()["build-system"]["requires"]}
    assert backend <= pins("build").keys()


@pytest.mark.parametrize("layer", LAYERS)
def test_every_pin_has_a_hash(layer):
    lines = (FOLDER / f"{layer}.txt").read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line and line[0] not in " #"]
    assert len(starts) == len(pins(layer))
    for number in starts:
        assert lines[number].endswith("\\")
        assert lines[number + 1].lstrip().startswith("--hash=sha256:")


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_wanted_is_pinned(layer):
    pinned = pins(layer)
    for requirement in wanted(layer):
        assert requirement.specifier.contains(pinned[requirement.name]), requirement


def test_layers_agree():
    """Installing a later layer never changes a package of an earlier one."""
    versions = {}
    for layer in LAYERS[1:]:
        for name, version in pins(layer).items():
            assert versions.setdefault(name, version) == version, (layer, name)
