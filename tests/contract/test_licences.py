"""Everything that Tanlu needs to run is under a permissive licence."""

import re
from importlib import metadata

import pytest

from tests.contract.test_requirements import FOLDER, PIN

# SPDX ids, and the names that older packages use instead.
PERMISSIVE = {
    "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "PSF-2.0", "ISC", "MPL-2.0",
    "OFL-1.1", "ZPL-2.1", "Zlib", "Apache License, Version 2.0", "Unlicense", "CC0-1.0",
    "MIT License", "BSD", "BSD License", "Apache Software License", "Python Software Foundation License",
    "ISC License (ISCL)", "Mozilla Public License 2.0 (MPL 2.0)", "SIL Open Font License 1.1 (OFL-1.1)",
}  # fmt: skip


def packages(layer):
    text = (FOLDER / f"{layer}.txt").read_text(encoding="utf-8")
    return [(match["name"], match["marker"]) for match in PIN.finditer(text)]


def runtime_packages():
    return packages("core") + packages("paper") + packages("site")


def licences(name):
    """Return what a package says of itself, from the most exact field to the least."""
    about = metadata.metadata(name)
    expression = about.get("License-Expression")
    if expression:
        return re.split(r" (?:OR|AND|WITH) ", expression.replace("(", "").replace(")", ""))
    classifiers = about.get_all("Classifier") or []
    named = [text.split(" :: ")[-1] for text in classifiers if text.startswith("License ::")]
    named = [text for text in named if text != "OSI Approved"]
    return named or [about.get("License") or "no licence named"]


def extra_packages(*, tested):
    """Return what the extras for big panels bring: all but Spark is there whenever the tests run."""
    always = {name for name, _ in packages("test") + packages("core")}
    return [(name, marker) for name, marker in packages("spark") if (name in always) == tested]


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        *extra_packages(tested=True),
        *(pytest.param(*each, marks=pytest.mark.prove) for each in extra_packages(tested=False)),
    ],
)
def test_package_of_an_extra_is_permissive(name, marker):
    test_runtime_package_is_permissive(name, marker)


@pytest.mark.parametrize(("name", "marker"), runtime_packages())
def test_runtime_package_is_permissive(name, marker):
    try:
        named = licences(name)
    except metadata.PackageNotFoundError:
        assert marker, f"{name} is not installed: run make test"
        return
    assert set(named) <= PERMISSIVE, f"{name}: {named}"


def test_a_copyleft_licence_is_noticed(monkeypatch):
    about = metadata.metadata("click")
    del about["License-Expression"]
    about["License-Expression"] = "LGPL-3.0-or-later"
    monkeypatch.setattr(metadata, "metadata", lambda name: about)
    assert not set(licences("click")) <= PERMISSIVE
