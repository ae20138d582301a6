"""Every example in a docstring gives what it says."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import tanlu

DJANGO_ROOM = "tanlu.web"
MODULES = [
    each.name
    for each in walk_packages(tanlu.__path__, "tanlu.")
    if not each.name.startswith(DJANGO_ROOM) and not each.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    found = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert found.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    count = sum(len(each.examples) for name in MODULES for each in finder.find(import_module(name)))
    assert count >= 20
