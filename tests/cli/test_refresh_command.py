"""``tanlu evidence refresh`` as people and programs call it. Every value is synthetic."""

import json
import re

import pytest

from tanlu.evidence.connectors.catalogue import CONNECTORS
from tests.refreshing import SECRET
from tests.serving import WEB_PAGE, Answer

FILE = (
    '"area_fips","own_code","industry_code","size_code","year","qtr","disclosure_code","annual_avg_emplvl"\n'
    '"56000","5","2121","0","1990","A","","{}"\n"54000","5","2121","0","1990","A","N","0"\n'
)


@pytest.fixture
def qcew(tanlu, agency):
    """Refresh QCEW from the server at hand, with this many jobs in Wyoming."""

    def ask(*args, jobs=1234, lang="en"):
        agency.respond = lambda _: Answer(FILE.format(jobs))
        line = ("evidence", "refresh", "qcew", "--address", agency.address, "--years", "1990", *args)
        return tanlu(*line, lang=lang)

    return ask


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_a_source_it_lists_them(tanlu, lang, monkeypatch):
    monkeypatch.setenv("EIA_API_KEY", SECRET)
    monkeypatch.delenv("BEA_API_KEY", raising=False)
    found = tanlu("evidence", "refresh", lang=lang)
    assert found.code == 0
    rows = {row["source"]: row for row in tanlu("evidence", "refresh", "--format", "json").data}
    assert set(rows) == set(CONNECTORS)
    assert rows["eia-coal"]["key"]["en"] == "EIA_API_KEY: set"
    assert rows["bea"]["key"]["zh"] == "BEA_API_KEY：未设置"
    assert rows["worldbank"]["key"]["en"] == "none needed"
    assert rows["qcew"]["fetched"]["en"] == "never"
    assert SECRET not in found.out + json.dumps(rows)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_shows_before_it_changes(qcew, tanlu, tmp_path, lang):
    shown = qcew(lang=lang)
    assert shown.code == 0
    assert (
        "2 new, 0 changed, 0 gone, 0 unchanged" if lang == "en" else "新增 2，改变 0，消失 0，未变 0"
    ) in shown.out
    assert ("Nothing was changed" if lang == "en" else "未作任何改动") in shown.out
    assert not (tmp_path / "home" / "releases").exists()


def test_yes_makes_a_release_that_every_command_sees(qcew, tanlu):
    done = qcew("--yes")
    assert done.code == 0
    name = json.loads(tanlu("evidence", "list", "--releases", "--format", "json").out)
    own = next(each for each in json.dumps(name).split('"') if each.startswith("qcew-"))
    assert own in done.out
    assert "1234" in tanlu("figure", "coal_mining_employment_qcew/US-WY/1990").out.replace(",", "")
    traced = re.sub(r"[│├└─\s]+", " ", tanlu("trace", "coal_mining_employment_qcew/US-WY/1990").out)
    assert "your own, from connector qcew, raw answers: 1" in traced
    listed = tanlu("evidence", "refresh", "--format", "json").data
    assert next(row for row in listed if row["source"] == "qcew")["fetched"][:2] == "20"
    assert "Nothing changed" in qcew("--yes").out
    changed = qcew("--yes", jobs=1240)
    assert "0 new, 1 changed, 0 gone, 1 unchanged" in changed.out
    assert "1,234" in changed.out
    assert "1,240" in changed.out
    removed = tanlu("evidence", "remove", f"{own}-2")
    assert removed.code == 0
    assert "1234" in tanlu("figure", "coal_mining_employment_qcew/US-WY/1990").out.replace(",", "")


def test_dry_run_beats_yes(qcew, tmp_path):
    assert "Nothing was changed" in qcew("--yes", "--dry-run").out
    assert not (tmp_path / "home" / "releases").exists()


def test_for_programs(qcew, tmp_path):
    data = qcew("--format", "json").data
    assert (data["done"], data["new"], data["changed"], data["gone"], data["raw_files"]) == (
        False,
        2,
        0,
        0,
        1,
    )
    assert data["source"] == "qcew"
    assert qcew("--format", "json", "--yes").data["done"] is True
    assert qcew("--format", "json", "--yes").data["nothing_changes"] is True


def test_a_question_is_asked_on_a_terminal(qcew, tmp_path, monkeypatch):
    import click

    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", lambda text, **_: asked.append(text) or len(asked) > 1)
    assert "Nothing was changed" in qcew().out
    assert "stands" in qcew().out
    assert len(asked) == 2


def test_refused_rows_end_as_a_mistake(qcew, tmp_path):
    found = qcew("--yes", jobs="many")
    assert found.code == 2
    assert "many" in found.out
    assert len(found.lines) == 2
    assert not (tmp_path / "home" / "releases").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_answer_that_is_none_is_two_lines(tanlu, agency, lang):
    agency.respond = lambda _: WEB_PAGE
    found = tanlu("evidence", "refresh", "qcew", "--address", agency.address, "--years", "1990", lang=lang)
    assert found.code == 2
    assert len([line for line in found.lines if "qcew:" not in line and "qcew：" not in line]) == 2
    assert "Scheduled maintenance" in found.err


def test_names_that_are_none(tanlu):
    found = tanlu("evidence", "refresh", "wordbank")
    assert found.code == 2
    assert "worldbank" in found.err
    assert tanlu("evidence", "refresh", "qcew", "--years", "1990,1995").code == 2


@pytest.mark.parametrize("name", CONNECTORS)
def test_every_connector_speaks_both_languages(name, assert_bilingual):
    house = CONNECTORS[name]
    for text in (house.title, house.by_hand):
        assert text.en != text.zh
    assert house.page.startswith("https://")
    assert bool(house.key_env) == bool(house.key_page) == bool(house.key_parameter)
