"""The brief of what could come after coal: the lists, what they rest on, how often they were right, what is missing."""

import re

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.verify import verify_folder
from tanlu.brief.editions import edition
from tanlu.brief.html import render_html
from tanlu.brief.model import Cell, Cited, Paragraph, Picture, Table
from tanlu.registers.industries import groups
from tests.brief.folders import copied, covered, rewritten


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("diversification",), out=tmp_path_factory.mktemp("diversification"))


def said(blocks):
    return "\n".join(
        "".join(each.figure.address if isinstance(each, Cited) else each.text for each in block.inlines)
        for block in blocks
        if isinstance(block, Paragraph)
    )


def section(document, name):
    return next(each for each in document.sections if each.id == name)


def tables(blocks):
    return [each for each in blocks if isinstance(each, Table)]


def test_it_is_about_shanxi_wyoming_and_west_virginia(sent):
    assert sent.codes == ("CN-SX", "US-WY", "US-WV")
    assert sent.folder.name == "diversification"
    for document in sent.documents.values():
        grid = next(each for each in document.lead if isinstance(each, Table))
        assert len(grid.headers) == 4


def test_both_languages_cite_the_same_figures(sent):
    one, other = sent.documents["en"], sent.documents["zh"]
    assert one.ledger.derived.keys() == other.ledger.derived.keys()
    assert one.ledger.panels.keys() == other.ledger.panels.keys()


def test_every_link_leads_to_a_row(sent):
    for document in sent.documents.values():
        page = render_html(document)
        assert set(re.findall(r'href="#([fdts]\d+)"', page)) <= set(re.findall(r'id="([fdts]\d+)"', page))
        assert 'id="t1"' in page


def test_it_says_who_did_not_diversify(sent):
    text = said(sent.documents["en"].lead)
    assert "Wyoming did not diversify by growth: it looks broader, but its economy as a whole shrank" in text
    assert "West Virginia came to rest on fewer industries" in text
    assert "shift_share[part=change]/US-WY/2016" in text


def test_what_is_proposed_serves_more_than_residents_and_is_not_there_yet(sent):
    local = {each.title.en for each in groups().values() if each.local}
    for table in tables(section(sent.documents["en"], "next").blocks):
        named = [row[0].text for row in table.rows]
        assert not set(named) & local
        assert [row[1].text for row in table.rows][:5] == ["1", "2", "3", "4", "5"]
        quotients = [row[2].number.value for row in table.rows]
        assert quotients == sorted(quotients, reverse=True)
        assert all(0 < each < 1 for each in quotients)


def beats(one, other):
    return all(a >= b for a, b in zip(one, other, strict=True)) and one != other


def test_the_dots_mark_what_nothing_beats(sent):
    for table in tables(section(sent.documents["en"], "next").blocks):
        rows = [[cell.number.value for cell in row[2:7]] for row in table.rows]
        dots = [row[7].text == "●" for row in table.rows]
        assert dots == [not any(beats(other, row) for other in rows) for row in rows]
        assert 0 < sum(dots) < len(dots)


def test_how_often_such_lists_were_right_stands_beside_chance(sent):
    text = said(section(sent.documents["en"], "right").blocks)
    for address in ("entry_hits[score=lq]", "entry_lot", "entry_auc[score=density]", "entry_far_arrived"):
        assert f"{address}/USA/2016" in text
    (table,) = tables(section(sent.documents["en"], "right").blocks)
    worth = {row[0].text: row[-1].text for row in table.rows}
    assert set(worth.values()) == {"simple baseline", "not better than the best baseline"}
    (chart,) = [each for each in section(sent.documents["en"], "right").blocks if isinstance(each, Picture)]
    assert "to" in chart.wide.alt("en")
    assert len(chart.wide.table.headers) == 4


def test_what_shanxi_lacks_and_what_would_help(sent):
    english, chinese = (section(sent.documents[lang], "unknown") for lang in ("en", "zh"))
    (table,) = tables(english.blocks)
    assert len(table.rows) == 6
    assert "Shanxi" in table.rows[0][0].text
    assert "tanlu evidence import" in table.rows[0][2].text
    (twin,) = tables(chinese.blocks)
    assert "山西" in twin.rows[0][0].text
    assert "emissions" in said(english.blocks).lower()


def test_shanxi_is_never_given_a_number_it_has_not(sent):
    grid = next(each for each in sent.documents["en"].lead if isinstance(each, Table))
    column = [row[1] for row in grid.rows]
    assert [bool(each.absent) for each in column] == [False, True, True, True, True]


def test_policies_are_context(sent):
    assert "not data" in said(section(sent.documents["en"], "policies").blocks)


def test_an_american_state_alone_and_a_province_alone(store):
    for codes, sections in (
        (("US-KY",), {"live", "change", "next", "right"}),
        (("CN-SX",), {"live", "right", "unknown"}),
    ):
        prepared = edition("diversification").prepare(store, codes)
        for lang in ("en", "zh"):
            document = prepared.write(lang)
            assert sections <= {each.id for each in document.sections}
            assert document.name == f"diversification-{codes[0]}"
    assert not tables(section(document, "live").blocks)


def test_a_kentucky_table_has_no_empty_cell(store):
    document = edition("diversification").prepare(store, ("US-KY",)).write("en")
    for each in document.sections:
        for table in tables(each.blocks):
            for row in table.rows:
                assert all(isinstance(cell, Cell) for cell in row)
                assert row[0].text


def test_the_folder_is_verified_and_an_edit_in_a_table_is_found(sent, tmp_path):
    folder = copied(sent.folder, tmp_path / "copy")
    assert verify_folder(folder).is_verified
    before = rewritten(
        folder / "facts" / "facts.csv",
        lambda row: row.update(value=str(2 * float(row["value"]))),
        where=lambda row: (
            (row["series"], row["dims"], row["region"], row["period"])
            == ("gdp_by_industry", "line=8", "US-WV", "2016")
        ),
    )
    assert before["use"] == "cited"
    found = verify_folder(covered(folder))
    assert not found.is_verified
    named = {each.number for layer in found.layers for each in layer.differences}
    assert any("gdp_by_industry[line=8]/US-WV/2016" in each for each in named)
    assert "industry_share[industry=mining]/US-WV/2016" in named
