"""The brief of finance: the choice, the price of every floor, money counted once, and its verification."""

import tomllib

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.portfolio import example, load_plan
from tanlu.actions.verify import verify_folder
from tanlu.analysis.finance.pipeline import passes, totals
from tanlu.analysis.finance.portfolio import choose, prices
from tanlu.brief.editions.finance.reading import parse_plan
from tanlu.brief.html import render_html
from tanlu.brief.model import Paragraph, Picture, Word
from tanlu.errors import BadFolder, BadRecord, NotIdentified
from tests.brief.folders import copied


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("finance",), out=tmp_path_factory.mktemp("finance"))


def said(document):
    blocks = [*document.lead, *(each for section in document.sections for each in section.blocks)]
    return " ".join(
        "".join(each.text for each in block.inlines if isinstance(each, Word))
        for block in blocks
        if isinstance(block, Paragraph)
    )


def test_it_says_what_is_chosen_what_a_floor_costs_and_that_it_is_invented(sent):
    plan = load_plan(None)
    projects = plan.projects()
    choice = choose(projects, gap=1e-6)
    dear = next(each for each in prices(projects, choice, gap=1e-6) if each.cost > 0)
    text = said(sent.documents["en"])
    assert "invented example" in text
    assert f"{len(choice.starts)} projects" in text
    assert f"costs {dear.cost:.3g} million USD" in text
    assert "虚构示例" in said(sent.documents["zh"])
    assert "37.9 million USD" in text
    assert "3790万美元" in said(sent.documents["zh"])


def test_it_has_its_charts_and_is_verified_from_its_pipeline(sent):
    pictures = [
        block.id
        for each in sent.documents["en"].sections
        for block in each.blocks
        if isinstance(block, Picture)
    ]
    assert pictures == ["floors", "stages", "frontier"]
    assert (sent.folder / "papers" / "pipeline.json").is_file()
    assert verify_folder(sent.folder).is_verified


def test_an_edited_benefit_is_found(sent, tmp_path):
    folder = copied(sent.folder, tmp_path / "copy")
    paper = folder / "papers" / "pipeline.json"
    paper.write_text(paper.read_text("utf-8").replace('"benefit": 9.5', '"benefit": 99.5'), "utf-8")
    assert not verify_folder(folder).is_verified


def test_every_project_has_a_fate_in_both_languages(sent):
    for lang, words in (("en", ("left out", "not chosen")), ("zh", ("未列入", "未选"))):
        page = render_html(sent.documents[lang])
        assert all(each in page for each in words)


def test_money_told_twice_is_counted_once():
    sums = totals(load_plan(None).pipeline)
    assert sums.twice == 10
    assert sum(sums.by_stage.values()) == 35
    assert sums.reached["announced"] == 35
    assert sums.unsaid == 1


def test_an_airport_is_no_climate_project_by_silence():
    plan = load_plan(None)
    airport = next(each for each in plan.pipeline.items if each.id == "airport")
    assert passes(airport) == "unmet"
    assert airport.climate_share is None
    assert plan.why_not(airport)


def broken(old, new):
    text = example()
    assert old in text
    return tomllib.loads(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "real" ', 'kind = "both" ', "both"),
        ("price_year = 2025\n", "", "price_year"),
        ("cost = 12\n", "cost = -12\n", "-12"),
        ("cost = 12\n", 'cost = "12 million"\n', "12 million"),
        ("cost = 12\n", "cost = 0\n", "nothing"),
        ('needs = ["grid"]', 'needs = ["gird"]', "gird"),
        ('part_of = "solar_bank"', 'part_of = "solar_bank_again"', "solar_bank_again"),
        ('eligible = ["bank"]', 'eligible = ["bnak"]', "bnak"),
        ('stage = "committed"', 'stage = "promised"', "promised"),
        ('{ answer = "met", evidence_en = "Half the power", evidence_zh = "用电减半" }', '{ answer = "met" }', "evidence"),
        ("share = 0.65", "share = 65", "share"),
        ("jobs = 450", "jobs = 450\ntonnes = 5", "several"),
        ("climate_share = 0.5", "climate_share = 50", "climate_share"),
        ("years = { 2027 = 20, 2028 = 15, 2029 = 15 }", "years = { soon = 20 }", "year"),
        ('id = "lamps"', 'id = "water"', "water"),
        ("tonnes = 700", "tons = 700", "tons"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_pipeline_is_told_with_its_place(old, new, words, assert_bilingual):
    with pytest.raises(BadRecord) as caught:
        parse_plan(broken(old, new), "p.toml")
    assert_bilingual(caught.value)
    assert "p.toml" in caught.value.what[0]
    assert words in str(caught.value)


def test_a_project_that_is_its_own_prerequisite_is_refused():
    plan = parse_plan(broken('id = "grid"', 'id = "grid"\nneeds = ["solar_mine"]'), "p.toml")
    with pytest.raises(Exception, match="→"):
        plan.projects()


def test_floors_that_cannot_hold_are_named():
    plan = parse_plan(broken("jobs = 450", "jobs = 5000"), "p.toml")
    with pytest.raises(NotIdentified, match="worker_jobs"):
        choose(plan.projects())


def test_what_is_no_pipeline_is_refused(tmp_path, assert_bilingual):
    path = tmp_path / "p.json"
    path.write_text("[1]", "utf-8")
    for each in (path, tmp_path / "none.toml"):
        with pytest.raises(BadFolder) as caught:
            load_plan(each)
        assert_bilingual(caught.value)
