"""The side-by-side page: whatever the texts hold stays text, every finding has its place, languages are marked."""

import re
from html.parser import HTMLParser

import pytest

from tanlu.actions.parity import write_view
from tanlu.errors import CannotWrite
from tanlu.parity.record import Accepted, Record
from tanlu.parity.view import side_by_side
from tests.parity import pairs
from tests.parity.judging import FIRST, SECOND
from tests.parity.pairs import EN, WRONG, ZH

EVIL = '<script>alert("1")</script> & <img src=x onerror=alert(1)> '
LANGS = ("en", "zh")


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def attributes(page, name):
    return [each[name] for _, each in Tags(page).found if name in each]


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_texts_hold_stays_text(lang):
    found = pairs.checked([EVIL + each for each in EN], [EVIL + each for each in WRONG])
    page = side_by_side(found, lang)
    tags = Tags(page).found
    assert not {"script", "img"} & {tag for tag, _ in tags}
    assert not [name for _, each in tags for name in each if name.startswith("on")]
    assert page.count("&lt;script&gt;") >= 2 * len(EN)


def test_the_name_of_a_file_stays_text():
    found = pairs.checked(EN, ZH)
    evil = type(found.en)("en", EVIL, found.en.segments)
    page = side_by_side(type(found)(evil, found.zh, (), (), found.comparison), "en")
    assert "<script>" not in page


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_and_its_texts_say_their_languages(lang, tag):
    page = side_by_side(pairs.checked(EN, WRONG), lang)
    assert Tags(page).found[0] == ("html", {"lang": tag})
    rows = re.findall(r'<p lang="(en|zh-Hans)"><span class="line">(\d+)</span>([^<]*)</p>', page)
    assert " ".join(each[2] for each in rows if each[0] == "en") == " ".join(EN)
    assert " ".join(each[2] for each in rows if each[0] == "zh-Hans") == " ".join(WRONG)


@pytest.mark.parametrize("given", [FIRST, SECOND], ids=lambda each: each.folder)
def test_every_finding_is_listed_once_and_leads_to_its_row_and_back(given):
    checked = 0
    for defect in given.defects[::3]:
        found = given.edited(defect)
        page = side_by_side(found, "en")
        ids = attributes(page, "id")
        assert len(ids) == len(set(ids))
        assert {each[1:] for each in attributes(page, "href")} <= set(ids)
        assert {each.id for each in found.findings} == {each[2:] for each in ids if each.startswith("f-")}
        checked += len(found.findings)
    assert checked > 10


@pytest.mark.parametrize(
    ("lang", "said", "rests"),
    [("en", "No difference found.", "1 reviewed and left"), ("zh", "未发现不一致之处。", "1 处已审定保留")],
)
def test_it_says_that_nothing_was_found_and_what_rests(lang, said, rests):
    page = side_by_side(pairs.checked(EN, ZH), lang)
    assert said in page
    assert 'id="list"' not in page
    assert rests not in page
    found = pairs.checked(EN, (WRONG[0], WRONG[1], *ZH[2:]))
    (only,) = found.findings
    record = Record({only.id: Accepted(only.id, "Li Hua", "2026-03-04", "reason", only.why.en)})
    page = side_by_side(pairs.checked(EN, (WRONG[0], WRONG[1], *ZH[2:]), record=record), lang)
    assert said in page
    assert rests in page


@pytest.mark.parametrize(("lang", "said"), [("en", "nothing here"), ("zh", "此处缺失")])
def test_a_missing_side_says_so_in_words(lang, said):
    page = side_by_side(pairs.checked(EN, (ZH[0], ZH[1], ZH[3])), lang)
    assert said in page


def test_the_page_asks_for_nothing_else():
    page = side_by_side(pairs.checked(EN, WRONG), "en")
    assert not attributes(page, "src")
    assert all(each.startswith("#") for each in attributes(page, "href"))
    assert "url(" not in page
    assert "@import" not in page


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    found = pairs.checked(EN, WRONG)
    path = write_view(found, tmp_path / "new" / "view.html", "zh")
    assert path.read_text("utf-8") == side_by_side(found, "zh")
    assert [each.name for each in path.parent.iterdir()] == ["view.html"]
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="--html"):
        write_view(found, tmp_path / "file" / "view.html", "en")
