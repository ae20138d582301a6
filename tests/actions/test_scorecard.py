"""The scorecard of a folder: figures by their address, outcomes by their rows."""

from dataclasses import replace

import pytest

from tanlu.actions.home import open_store
from tanlu.actions.scorecard import papers, score, write_example
from tanlu.brief.editions.progress.plan import compose, gather
from tanlu.brief.gate import demand_parity
from tanlu.errors import BadRecord, NoFigure, UnknownName
from tanlu.study.severity import Shift


@pytest.fixture(scope="module")
def store():
    return open_store()


REFERS = "coal_revenue_share/CN-SX/2021"


@pytest.fixture
def study(tmp_path):
    """The invented study, with a region of the register and a figure of it."""
    write_example(tmp_path / "study")
    regions = tmp_path / "study" / "regions.csv"
    regions.write_text(regions.read_text("utf-8") + "CN-SX,S,Shanxi,山西\n", "utf-8")
    return tmp_path / "study"


def refer(study, value, region="CN-SX", indicator="FIS1", rest=",,"):
    file = study / "measured.csv"
    file.write_text(file.read_text("utf-8") + f"{region},{indicator},{value},{rest}\n", "utf-8")


def cell(found, indicator="FIS1"):
    profile = next(each for each in found.card.profiles if each.region.id == "CN-SX")
    return next(each for each in profile.cells if each.indicator.id == indicator)


def test_a_figure_is_scored_by_its_address(study):
    refer(study, REFERS)
    found = cell(score(study))
    assert found.address == REFERS
    assert found.ends == pytest.approx((4 * (0.5 - 0.236) / 0.45,) * 3)
    told = next(each for each in score(study).to_json()["regions"] if each["region"] == "CN-SX")
    assert next(each for each in told["indicators"] if each["indicator"] == "FIS1")["figure"] == REFERS


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"value": REFERS, "region": "RIDGE"}, BadRecord, "by a figure of CN-SX"),
        ({"value": REFERS, "rest": "0.1,0.3,x"}, BadRecord, "values of its own"),
        ({"value": REFERS, "indicator": "GOV1"}, BadRecord, "which raters judge"),
        ({"value": REFERS, "indicator": "INF1"}, BadRecord, "which people answer"),
        ({"value": "coal_revenue_share/CN-SX/1901"}, NoFigure, "1901"),
        ({"value": "no_such_thing/CN-SX/2021"}, UnknownName, "no_such_thing"),
    ],
)  # fmt: skip
def test_a_figure_that_does_not_fit_is_refused(study, given, error, said):
    if given.get("region") == "RIDGE":
        file = study / "measured.csv"
        kept = [each for each in file.read_text("utf-8").splitlines() if not each.startswith("RIDGE,FIS1")]
        file.write_text("\n".join(kept) + "\n", "utf-8")
    refer(study, **given)
    with pytest.raises(error, match=said):
        score(study)


def test_the_brief_lists_the_figures_and_the_outcomes(study, store):
    bare = gather(store, papers(study, "2026-11-28"))
    refer(study, REFERS)
    told = gather(store, papers(study, "2026-11-28"))
    for lang in ("en", "zh"):
        assert REFERS not in str(compose(bare, lang))
        assert REFERS in str(compose(told, lang))
    demand_parity(compose(told, "en"), compose(told, "zh"))


def test_the_brief_tells_what_severity_moves_where_it_moves_anything(store):
    told = gather(store, papers(None, "2026-11-28"))
    moved = replace(
        told,
        card=replace(told.card, shifts=(Shift("VALLEY", "GOV", 2.0, 2.4), Shift("PLAIN", "VOX", 2, 2.05))),
    )
    for lang, said in (("en", "With severity taken out"), ("zh", "扣除宽严差异后")):
        assert said not in str(compose(told, lang))
        assert said in str(compose(moved, lang))
    demand_parity(compose(moved, "en"), compose(moved, "zh"))
