"""The brief of the scorecard: both languages, its intervals, what is contested, and a folder that is verified."""

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.scorecard import papers
from tanlu.actions.verify import verify_folder
from tanlu.brief.editions import edition
from tanlu.brief.model import Picture, Table
from tanlu.errors import BadDocument
from tests.brief.test_dialogue import copied


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("progress",), out=tmp_path_factory.mktemp("progress"))


def test_it_shows_coverage_intervals_and_what_is_contested(sent):
    for lang, contested in (("en", "Contested indicators"), ("zh", "存在争议的指标")):
        blocks = [block for section in sent.documents[lang].sections for block in section.blocks]
        assert [each.id for each in blocks if isinstance(each, Picture)] == [
            "profile-1",
            "profile-2",
            "profile-3",
        ]
        assert contested in [each.caption for each in blocks if isinstance(each, Table)]


def test_its_folder_holds_no_rater_and_is_verified(sent):
    assert verify_folder(sent.folder).is_verified
    assert [each.name for each in (sent.folder / "papers").iterdir()] == ["scorecard.json"]
    assert not any("officials" in each.read_text("utf-8") for each in sent.folder.rglob("*.html"))


def test_a_changed_score_is_noticed(sent, tmp_path):
    folder = copied(sent.folder, tmp_path)
    path = folder / "papers" / "scorecard.json"
    path.write_text(path.read_text("utf-8").replace('"contested": true', '"contested": false'), "utf-8")
    assert not verify_folder(folder).is_verified


def test_a_damaged_scorecard_is_refused(store):
    for data in (b"", b"{}", papers(None)["papers/scorecard.json"].replace(b"JTP-32", b"JTP-33")):
        with pytest.raises(BadDocument, match="missing or damaged"):
            edition("progress").prepare(store, (), {"papers/scorecard.json": data})
