"""Every word of every template stands in both languages, and every page answers in both."""

import re

import pytest
from jinja2 import Environment, nodes

from tests.contract import tree

TEMPLATES = sorted((tree.ROOT / "src/tanlu/web").rglob("*.jinja"))
EQUAL = {"SHA-256"}
"""What is the same in both languages."""
PLAIN = ("SHA-256", "Tanlu", "探路", "English", "中文", "CN-SD")
"""Words that may stand outside an expression: names, and the other language's own name in the switch."""
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
HAN, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2,}")


def parsed(path):
    return Environment(autoescape=True).parse(path.read_text("utf-8"))


def spoken(path):
    """Every call of say with its two constants."""
    for call in parsed(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            yield call


def words(part):
    """The constant words of an argument, which may be joined with values."""
    if isinstance(part, nodes.Const):
        return part.value
    assert isinstance(part, nodes.Concat), part
    return "".join(each.value for each in part.nodes if isinstance(each, nodes.Const))


def bare(path):
    """What a reader would see of a template outside its expressions."""
    text = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "\x00"
        for out in parsed(path).find_all(nodes.Output)
        for part in out.nodes
    )
    attributes = re.findall(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"', text)
    return [*re.sub(r"<[^>]*>", " ", re.sub(r"<!doctype html>", "", text)).split("\x00"), *attributes]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_outside_both_languages(path):
    left = []
    for each in bare(path):
        for word in PLAIN:
            each = each.replace(word, "")  # noqa: PLW2901 - what is left of it
        each = re.sub(r"&[a-z]+;|https?://\S+|/api/v1\S*", "", each)  # noqa: PLW2901
        if HAN.search(each) or LATIN.search(each):
            left.append(each.strip())
    assert left == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_label_has_two_halves_in_their_languages(path):
    for call in spoken(path):
        en, zh = (words(each) for each in call.args)
        assert en, call.lineno
        assert zh, call.lineno
        assert not HAN.search(en), en
        if LATIN.search(en) and en.strip() not in EQUAL:
            assert CHINESE.search(zh), (en, zh)
            assert en != zh
            assert not re.search(r"(?<=[\u4e00-\u9fff])[,;:?!]|\.$", zh), zh


def test_the_check_itself_finds_what_is_missing(tmp_path):
    path = tmp_path / "x.jinja"
    path.write_text('<p>Hello {{ say("a", "b") }}</p><input placeholder="Name">', "utf-8")
    assert [each.strip() for each in bare(path) if LATIN.search(each)] == ["Hello", "Name"]
    assert len(list(spoken(path))) == 1
