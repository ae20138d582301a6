"""The brief of a dialogue: made of the released table alone, labelled, and made again from it."""

import json

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.verify import verify_folder
from tanlu.actions.votes import papers
from tanlu.brief.editions import edition
from tanlu.brief.editions.dialogue.plan import prose
from tanlu.brief.model import Paragraph, Picture, Table
from tanlu.errors import BadDocument
from tests.brief.folders import copied


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("dialogue",), out=tmp_path_factory.mktemp("dialogue"))


def test_it_says_that_it_is_invented_and_counts_what_is_agreed(sent):
    for lang, invented, agreed in (("en", "is invented", "4 are"), ("zh", "纯属虚构", "4条")):
        paragraphs = [block for block in sent.documents[lang].lead if isinstance(block, Paragraph)]
        lead = ["".join(each.text for each in block.inlines) for block in paragraphs]
        assert invented in lead[0]
        assert agreed in lead[1]


def test_it_shows_spans_by_country_and_what_is_held_back(sent):
    blocks = [block for section in sent.documents["en"].sections for block in section.blocks]
    assert [each.id for each in blocks if isinstance(each, Picture)] == ["spans"]
    captions = [each.caption for each in blocks if isinstance(each, Table)]
    assert captions == ["The second division of the room", "What is not shown", "Labels"]


def test_its_folder_holds_the_released_table_and_is_verified_from_it(sent):
    assert verify_folder(sent.folder).is_verified
    data = json.loads((sent.folder / "papers" / "release.json").read_text("utf-8"))
    assert data["release"]["audience"] == "public"
    assert not [cell for table in data["release"]["tables"] for cell in table["cells"] if "agree" in cell]


def test_a_changed_table_is_noticed(sent, tmp_path):
    folder = copied(sent.folder, tmp_path)
    path = folder / "papers" / "release.json"
    path.write_text(path.read_text("utf-8").replace('"label": "rejected"', '"label": "agreed"'), "utf-8")
    assert not verify_folder(folder).is_verified


def test_a_damaged_table_is_refused(store):
    for data in (b"", b"{}", papers(None)["papers/release.json"].replace(b'"rule"', b'"rul"')):
        with pytest.raises(BadDocument, match="missing or damaged"):
            edition("dialogue").prepare(store, (), {"papers/release.json": data})


def test_an_agreed_nothing_is_said_too(store):
    data = papers(None)["papers/release.json"].replace(b'"label": "agreed"', b'"label": "divided"')
    document = edition("dialogue").prepare(store, (), {"papers/release.json": data}).write("en")
    text = "".join(each.text for block in document.lead[:2] for each in block.inlines)
    assert "none of these is agreed" in text


def test_prose_is_sound():
    assert prose().texts["en"].keys() == prose().texts["zh"].keys()
