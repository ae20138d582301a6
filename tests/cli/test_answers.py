"""What a program reads: JSON with the documented keys, and the four answers by which the work is judged."""

import pytest

from tests.brief import reading

SOURCE = {"id", "citation", "url"}


def by_id(data):
    return {each["id"]: each for each in data}


def test_wyomings_coal_in_tonnes(tanlu):
    found = tanlu("figure", "coal_production/US-WY/2023", "--unit", "Mt", "--format", "json")
    assert found.code == 0
    assert found.data["value"] == pytest.approx(215.24, abs=0.005)
    assert found.data["unit"] == "Mt"
    assert found.data["converted_from"] == {"value": 237261496.0, "unit": "short_ton"}
    assert "Energy Information Administration" in str(found.data["source"])


@pytest.mark.parametrize(("lang", "scope", "rivals"), [("en", "scope", "rival"), ("zh", "口径", "其他来源")])
def test_shanxis_coal_names_its_scope_and_rivals(tanlu, lang, scope, rivals):
    ref = "raw_coal_output_above_scale/CN-SX/2023"
    shown = tanlu("figure", ref, "--unit", "Mt", lang=lang)
    assert shown.code == 0
    assert scope in shown.out
    assert rivals in shown.out
    found = tanlu("figure", ref, "--unit", "Mt", "--format", "json")
    assert found.data["scope"]["en"].startswith("enterprises above designated size")
    assert len(found.data["rivals"]) >= 1


def test_the_claims_of_the_programme(tanlu):
    found = tanlu("claims", "check", "--format", "json")
    assert found.code == 0
    claims = by_id(found.data)

    def value(name, year=2023, basis=0):
        years = {each["year"]: each for each in claims[name]["bases"][basis]["by_year"]}
        return years[year]["value"]

    output = claims["three_provinces_output"]
    assert output["verdict"] == "understated"
    assert value("three_provinces_output") == pytest.approx(3.33, abs=0.005)
    assert output["unit"] == "1e9_t"
    assert output["holds_for"] == [2021, 2022]
    share = next(each for each in claims.values() if "nationwide" in each["statement"]["en"])
    assert share["verdict"] == "understated"
    assert 70 <= value(share["id"]) <= 72
    assert all(each["comparability"] in "ABC" for each in share["bases"])
    world = next(each for each in claims.values() if "35%" in each["statement"]["en"])
    assert world["verdict"] == "understated"
    assert value(world["id"]) == pytest.approx(40, abs=0.5)
    co2 = next(each for each in claims.values() if "40%" in each["statement"]["en"])
    assert co2["verdict"] == "understated"
    assert value(co2["id"]) == pytest.approx(44.5, abs=0.05)
    assert co2["holds_for"]
    northwest = next(each for each in claims.values() if "Northwest" in each["statement"]["en"])
    assert northwest["verdict"] == "contradicted"
    assert [each["as_claimed"] for each in northwest["by_region"]].count(False) == 2


@pytest.mark.parametrize(("lang", "more"), [("en", ()), ("zh", ("--format", "html"))])
def test_a_brief_ends_with_both_paths_and_the_striking_line(tanlu, tmp_path, lang, more):
    found = tanlu("brief", *more, "--out", str(tmp_path), lang=lang)
    assert found.code == 0
    assert "33.3亿吨" in found.out
    for each in ("en", "zh"):
        path = tmp_path / "regions" / f"regions.{each}.html"
        assert str(path) in found.out.replace("\n", "")
        assert reading.lost(reading.read(path)) == []
    assert "tanlu claims check" in found.out


FIGURE = {"ref", "value", "unit", "period", "status", "scope", "source", "rivals"}
CLAIM = {"id", "verdict", "by_year", "holds_for", "refs"}


def test_keys_of_a_figure(tanlu):
    data = tanlu("figure", "coal_production/US-WY/2023", "--format", "json").data
    assert set(data) >= FIGURE
    assert set(data["source"]) >= SOURCE
    assert data["period"] == "2023"
    assert isinstance(data["rivals"], list)


def test_keys_of_a_computed_figure(tanlu):
    data = tanlu("figure", "coal_share_of_world/CN-SX/2023", "--format", "json").data
    assert set(data) >= {"ref", "value", "unit", "period", "status", "id", "recipe", "method", "facts"}
    assert all(set(each["source"]) >= SOURCE for each in data["facts"])


def test_keys_of_claims(tanlu):
    data = tanlu("claims", "check", "--format", "json").data
    assert len(data) == 8
    for each in data:
        assert set(each) >= CLAIM
        assert all(set(year) >= {"year", "value", "verdict"} for year in each["by_year"])
        assert each["refs"] or each["by_region"]


@pytest.mark.parametrize("ref", ["coal_share_of_world/CN-SX/2023", "coal_production/US-WY/2023"])
def test_a_trace_reaches_rows_and_sources(tanlu, ref):
    data = tanlu("trace", ref, "--format", "json").data

    def kinds(node):
        yield node["kind"]
        for each in node["from"]:
            yield from kinds(each)

    assert {"fact", "row", "source"} <= set(kinds(data))
    shown = tanlu("trace", ref)
    assert shown.code == 0
    assert "SHA-256" in shown.out or "row" in shown.out


def test_a_trace_by_the_start_of_an_id(tanlu):
    ident = tanlu("figure", "coal_output/US-WY/2023", "--format", "json").data["id"]
    assert tanlu("trace", ident[:12], "--format", "json").data["id"] == ident


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        ((), {"series", "title", "region", "figures", "first", "last"}),
        (("--region", "CN-SX"), {"series", "title", "region", "figures", "first", "last"}),
        (("--regions",), {"code", "en", "zh", "parent", "statistical_region", "national_code"}),
        (("--sources",), {"id", "citation", "licence", "url"}),
        (("--recipes",), {"id", "title", "unit", "method"}),
        (("--releases",), {"id", "published", "kind", "sha256"}),
    ],
)
def test_keys_of_listings(tanlu, args, keys):
    data = tanlu("evidence", "list", *args, "--format", "json").data
    assert data
    assert all(set(each) >= keys for each in data)
    shown = tanlu("evidence", "list", *args, lang="zh")
    assert shown.code == 0
    assert shown.out.strip()


@pytest.mark.parametrize("name", ["coal_production", "coal_output"])
def test_every_year_of_a_series_or_recipe(tanlu, name):
    data = tanlu("evidence", "show", name, "--region", "US-WY", "--format", "json").data
    assert {each["region"] for each in data} == {"US-WY"}
    assert [each["year"] for each in data] == sorted(each["year"] for each in data)
    everywhere = tanlu("evidence", "show", name, "--format", "json").data
    assert len({each["region"] for each in everywhere}) > 3
    assert "215" in tanlu("evidence", "show", name, "--region", "US-WY").out or name == "coal_production"


def test_a_series_without_figures_says_what_to_do(tanlu):
    found = tanlu("evidence", "show", "coal_production", "--region", "CN-YN")
    assert found.code == 0
    assert "tanlu evidence list" in found.out


def test_keys_of_a_region(tanlu):
    data = tanlu("region", "CN-SX", "--format", "json").data
    assert set(data) >= {"code", "name", "statistical_region", "answers", "series", "policies"}
    for each in data["answers"]:
        assert (each["value"] is None) == ("reason" in each)
    for lang, name in (("en", "Shanxi"), ("zh", "山西")):
        shown = tanlu("region", "CN-SX", lang=lang)
        assert name in shown.out
        assert {"en": "not measured", "zh": "无数据"}[lang] in shown.out


def test_keys_of_the_doctor(tanlu):
    found = tanlu("doctor", "--format", "json")
    assert found.code == 0
    assert all(set(each) == {"name", "state", "detail"} for each in found.data)
    assert {each["state"] for each in found.data} <= {"ok", "absent"}
    for lang in ("en", "zh"):
        assert tanlu("doctor", lang=lang).code == 0


def test_an_example_of_claims_checks_as_it_stands(tanlu, tmp_path):
    example = tanlu("claims", "example")
    path = tmp_path / "mine.toml"
    path.write_text(example.out, "utf-8")
    found = tanlu("claims", "check", str(path))
    assert found.code == 1
    assert tanlu("claims", "check", str(path), "--format", "json").code == 1


def test_a_supported_claim_of_ones_own_is_fine(tanlu, tmp_path):
    example = tanlu("claims", "example").out
    blocks = example.split("[[claim]]")
    mine = next(each for each in blocks if "are the largest producers of coal" in each)
    path = tmp_path / "mine.toml"
    path.write_text(blocks[0] + "[[claim]]" + mine, "utf-8")
    assert tanlu("claims", "check", str(path)).code == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_figures_for_people(tanlu, lang):
    found = tanlu("figure", "coal_share_of_world/CN-SX/2023", lang=lang)
    assert found.code == 0
    assert "14.9" in found.out
    assert "[" not in found.out.splitlines()[0]
    noted = tanlu("claims", "check", lang=lang)
    assert ("understated" if lang == "en" else "偏低") in noted.out or noted.code == 0


def test_as_of(tanlu):
    new = "coal_production/US-WY/2014"
    assert tanlu("figure", new, "--as-of", "2020", "--format", "json").data["source"]["published"] <= "2020"
    assert tanlu("figure", "coal_production/US-WY/2023", "--as-of", "2020").code == 2
    claims = tanlu("claims", "check", "--as-of", "2020", "--format", "json")
    assert claims.code == 0
    assert {each["verdict"] for each in claims.data} & {"cannot be checked"}
