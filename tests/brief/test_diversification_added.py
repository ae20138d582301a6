"""The brief of diversification where somebody has added a yearbook (synthetic): the column of Shanxi fills."""

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.own import import_figures
from tanlu.actions.verify import verify_folder
from tanlu.brief.editions.diversification.gathered import gather
from tanlu.brief.editions.diversification.tables import lacking
from tanlu.evidence.store import Store
from tests.brief.test_diversification import said, section, tables
from tests.lineage.yearbook import yearbook


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("added")
    (folder / "yearbook.csv").write_text(yearbook(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TANLU_HOME", str(folder / "home"))
        assert import_figures(folder / "yearbook.csv").done
        return Store.open(folder / "home")


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("diversification",), out=tmp_path_factory.mktemp("brief"))


def test_the_column_of_shanxi_fills(sent):
    document = sent.documents["en"]
    shared = tables(section(document, "live").blocks)[0]
    at = shared.headers.index("Shanxi: share of jobs (%)")
    assert all(row[at].number is not None for row in shared.rows)
    assert all(row[at].caveats for row in shared.rows)
    text = said(document.lead)
    assert "For Shanxi no list can be computed" not in text
    assert "In Shanxi the candidates nearest to their national weight are" in text
    assert "rest on a table of jobs by industry that was added" in text


def test_what_still_lacks_is_said(sent, store):
    found = gather(store, ("CN-SX", "US-WY"))
    assert set(lacking(found)) == {"carry", "people", "after"}
    pay = [each.numbers[4] for each in found.candidates["CN-SX"]]
    assert all(not hasattr(each, "value") for each in pay)  # what China pays is not what America pays
    assert section(sent.documents["zh"], "unknown")


def test_a_state_is_told_as_before(sent):
    assert "Wyoming did not diversify by growth" in said(sent.documents["en"].lead)
    assert "Shanxi did not diversify by growth: it looks broader, but its jobs became fewer" in said(
        sent.documents["en"].lead
    )


def test_another_machine_verifies_it_without_the_table(sent):
    assert verify_folder(sent.folder).is_verified
