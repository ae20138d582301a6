"""No registry host and no path of somebody's machine stands in the repository.

A host would bypass the mirror a user has chosen; a path would work on one machine only.
"""

import re

import pytest

from tests.contract import tree

# Written in pieces, so that this file passes its own test.
HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("registry", "yarnpkg"),
        ("deb", "debian", "org"),
        ("pypi", "tuna"),
        ("mirrors", "aliyun"),
        ("mirrors", "tuna"),
        ("mirrors", "ustc"),
        ("repo", "anaconda"),
        ("conda", "anaconda"),
    ]
]
# A web address may hold the same words: there they follow a host name, so a letter or a slash stands before.
MACHINE_PATH = re.compile(rb"(?<![\w./~\-])/(?:work|tmp|root|home|Users|workspace)/(?=[\w.\-])")


@pytest.mark.parametrize("host", HOSTS)
def test_no_registry_host(host):
    found = [tree.relative(path) for path in tree.files() if host.encode() in path.read_bytes().lower()]
    assert found == []


def test_no_machine_path():
    found = []
    for path in tree.files():
        content = path.read_bytes()
        if b"\0" not in content:
            found += [(tree.relative(path), match.group()) for match in MACHINE_PATH.finditer(content)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_machine_path"),
    [("cd /{}/someone/x", True), ('"/{}/a"', True), ("https://a.gov/{}/page", False), ("a/{}/b", False)],
)
def test_machine_paths_are_told_from_addresses(text, is_machine_path):
    assert bool(MACHINE_PATH.search(text.format("home").encode())) is is_machine_path
