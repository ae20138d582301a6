"""The words of the registers and the packaged evidence: complete, bilingual, free of the usual slips."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTERS = ROOT / "src" / "tanlu" / "registers" / "data"
RELEASE = ROOT / "tools" / "release"

HAN = re.compile(r"[\u3400-\u9fff\u3007]")
HALF_WIDTH_BETWEEN_HAN = re.compile(r"[\u3400-\u9fff][,.;:!?()][\u3400-\u9fff]")
HALF_WIDTH_BRACKET_AT_HAN = re.compile(r"[\u3400-\u9fff]\(|\)[\u3400-\u9fff]")
LATIN_SYMBOL = re.compile(r"[A-Z0-9%./ ]+")

# file -> (path, header, columns that may be empty, columns of the key)
FILES = {
    "indicators": (
        REGISTERS / "indicators.csv",
        (
            "id,title_en,title_zh,unit,frequency,kind,concept,scope,definition_en,definition_zh,"
            "comparability_en,comparability_zh,source"
        ),
        {"comparability_en", "comparability_zh"},
        ("id",),
    ),
    "scopes": (REGISTERS / "scopes.csv", "code,en,zh", set(), ("code",)),
    "regions": (
        REGISTERS / "regions.csv",
        (
            "code,kind,name_en,name_zh,aliases_en,aliases_zh,parent,statistical_region_en,statistical_region_zh,"
            "fips,gbt2260,valid_from,valid_to,source"
        ),
        {"parent", "fips", "gbt2260", "valid_from", "valid_to"},
        ("code",),
    ),
    "units": (
        REGISTERS / "units.csv",
        "code,symbol_en,symbol_zh,name_en,name_zh,definition,aliases,source",
        set(),
        ("code",),
    ),
    "organisations": (
        REGISTERS / "organisations.csv",
        "id,name_en,name_zh,kind,country,url,source",
        {"url"},
        ("id",),
    ),
    "sources": (
        RELEASE / "sources.csv",
        (
            "id,title_en,title_zh,publisher_en,publisher_zh,published,url,accessed,licence,licence_zh,language,"
            "locator,note_en,note_zh"
        ),
        {"url", "locator", "note_en", "note_zh"},
        ("id",),
    ),
    "notes": (RELEASE / "notes.csv", "note,note_en,note_zh", set(), ("note",)),
    "policies": (
        RELEASE / "policies.csv",
        "region,date,title_en,title_zh,kind,summary_en,summary_zh,source",
        set(),
        ("region", "date"),
    ),
    "policy_kinds": (RELEASE / "policy_kinds.csv", "kind,en,zh", set(), ("kind",)),
}

FREQUENCIES = {"annual", "fiscal_year", "year_end", "once"}
KINDS = {
    "level", "share", "rate", "growth", "price", "index", "count", "ratio",
    "target", "projection", "constant",
}  # fmt: skip
LICENCES = {
    "US federal public domain",
    "CC BY 4.0",
    "NBS, free with source",
    "PDDL",
    "cite the yearbook",
    "single figures only",
    "public announcement",
    "OGL v3.0",
}
BASES = {
    "tonne", "gigajoule", "kilowatt_hour", "kilowatt", "person", "hour", "usd", "cny", "usd_2017", "intl_usd",
    "item", "visit", "tonne_co2", "tonne_co2e", "tonne_c", "tower", "year", "index_point", "std_dev", "tce",
}  # fmt: skip

# Unit symbols, acronyms and proper names that are the same in both languages.
SAME_IN_BOTH = {("units", "percent", "symbol"), ("sources", "cswcog", "publisher")}


def rows(name: str) -> list[dict[str, str]]:
    with FILES[name][0].open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def key(name: str, row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in FILES[name][3])


def pairs(name: str) -> list[tuple[str, str, str]]:
    """Stems of the columns that exist in both languages, with the two column names."""
    header = FILES[name][1].split(",")
    out = [(c[:-3], c, f"{c[:-3]}_zh") for c in header if c.endswith("_en") and f"{c[:-3]}_zh" in header]
    return [*out, ("", "en", "zh")] if "en" in header else out


def by_code(name: str) -> dict[str, dict[str, str]]:
    return {key(name, row)[0]: row for row in rows(name)}


@pytest.mark.parametrize("name", FILES)
def test_header_is_exact(name):
    with FILES[name][0].open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == FILES[name][1].split(",")


@pytest.mark.parametrize("name", FILES)
def test_file_is_plain_utf8_with_unix_lines(name):
    raw = FILES[name][0].read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    text = raw.decode("utf-8")
    assert "\u00a0" not in text
    assert "\u200b" not in text


@pytest.mark.parametrize("name", FILES)
def test_required_fields_are_filled_and_trimmed(name):
    optional = FILES[name][2]
    for row in rows(name):
        for column, value in row.items():
            assert value == value.strip(), (key(name, row), column)
            assert value or column in optional, (key(name, row), column)


@pytest.mark.parametrize("name", FILES)
def test_keys_are_sorted_and_unique(name):
    keys = [key(name, row) for row in rows(name)]
    assert keys == sorted(keys)
    if name != "policies":  # two measures may fall on one day
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", FILES)
def test_both_languages_are_there_together(name):
    for row in rows(name):
        for _, en, zh in pairs(name):
            assert bool(row[en]) == bool(row[zh]), (key(name, row), en)


@pytest.mark.parametrize("name", FILES)
def test_chinese_is_written_in_chinese(name):
    for row in rows(name):
        for stem, en, zh in pairs(name):
            if not row[zh] or (name, key(name, row)[0], stem) in SAME_IN_BOTH:
                continue
            assert row[zh] != row[en] or LATIN_SYMBOL.fullmatch(row[zh]), (key(name, row), zh)
            assert HAN.search(row[zh]), (key(name, row), zh)


@pytest.mark.parametrize("name", FILES)
def test_english_holds_no_han(name):
    for row in rows(name):
        for _, en, _zh in pairs(name):
            assert not HAN.search(row[en]), (key(name, row), en)


@pytest.mark.parametrize("name", FILES)
def test_chinese_punctuation_is_full_width(name):
    for row in rows(name):
        for _, _en, zh in pairs(name):
            assert not HALF_WIDTH_BETWEEN_HAN.search(row[zh]), (key(name, row), row[zh])
            assert not HALF_WIDTH_BRACKET_AT_HAN.search(row[zh]), (key(name, row), row[zh])
            assert not re.search(r"[\u3400-\u9fff]\.$", row[zh]), (key(name, row), row[zh])


@pytest.mark.parametrize("name", FILES)
def test_the_two_provinces_are_never_confused(name):
    """Shanxi 山西 and Shaanxi 陕西: each language names the same of the two."""
    for row in rows(name):
        for _, en, zh in pairs(name):
            assert ("Shanxi" in row[en]) == ("山西" in row[zh]), (key(name, row), en)
            assert ("Shaanxi" in row[en]) == ("陕西" in row[zh]), (key(name, row), en)


def test_shanxi_and_shaanxi_share_no_name():
    regions = by_code("regions")
    shanxi = regions["CN-SX"]
    shaanxi = regions["CN-SN"]
    assert (shanxi["name_en"], shanxi["name_zh"], shanxi["gbt2260"]) == ("Shanxi", "山西", "140000")
    assert (shaanxi["name_en"], shaanxi["name_zh"], shaanxi["gbt2260"]) == ("Shaanxi", "陕西", "610000")
    assert not re.search("Shaanxi|Shensi|陕|秦", "|".join(shanxi.values()))
    assert not re.search("Shanxi|Shansi|山西|晋", "|".join(shaanxi.values()))


def test_region_names_and_aliases_are_unambiguous():
    seen: dict[str, str] = {}
    for row in rows("regions"):
        names = {row["name_en"], row["name_zh"], row["code"]}
        names |= set(row["aliases_en"].split("|")) | set(row["aliases_zh"].split("|"))
        for name in names:
            assert name, row["code"]
            assert seen.setdefault(name.casefold(), row["code"]) == row["code"], name


def test_region_parents_and_codes():
    regions = by_code("regions")
    for code, row in regions.items():
        assert row["parent"] in regions or code == "WORLD"
        assert row["kind"] in {
            "world",
            "country",
            "state",
            "province",
            "autonomous_region",
            "municipality",
            "special_administrative_region",
        }
        if code.startswith("CN-"):
            assert row["parent"] == "CHN"
            assert re.fullmatch(r"\d{2}0000", row["gbt2260"])
            assert (row["kind"] == "autonomous_region") == (
                code in {"CN-GX", "CN-NM", "CN-NX", "CN-XJ", "CN-XZ"}
            )
        if code.startswith("US-"):
            assert row["parent"] == "USA"
            assert re.fullmatch(r"\d{2}", row["fips"])


def test_indicators_resolve():
    units, scopes = by_code("units"), by_code("scopes")
    for row in rows("indicators"):
        assert row["unit"] in units, row["id"]
        assert "short_ton" not in row["unit"].replace("t_per_short_ton", ""), row["id"]
        assert row["scope"] in scopes, row["id"]
        assert row["frequency"] in FREQUENCIES, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row["concept"]), row["id"]


def test_titles_are_distinct():
    for column in ("title_en", "title_zh"):
        titles = [row[column] for row in rows("indicators")]
        assert len(titles) == len(set(titles))


def test_unit_definitions_are_a_factor_and_base_units():
    for row in rows("units"):
        match = re.fullmatch(r"(\S+)(?: (\w+))?(?: / (\w+))?", row["definition"])
        assert match, row["code"]
        factor, base, per = match.groups()
        assert float(factor) > 0
        assert {b for b in (base, per) if b} <= BASES, row["code"]


def test_unit_aliases_are_unambiguous():
    seen: dict[str, str] = {}
    for row in rows("units"):
        for alias in {row["code"], *row["aliases"].split("|")}:
            assert alias, row["code"]
            assert seen.setdefault(alias, row["code"]) == row["code"], alias
    assert not {"MT", "mt", "ton", "tons", "T"} & set(seen)


def test_units_with_one_symbol_are_one_size():
    for column in ("symbol_en", "symbol_zh"):
        sizes: dict[str, tuple[float, str]] = {}
        for row in rows("units"):
            factor, _, base = row["definition"].partition(" ")
            assert sizes.setdefault(row[column], (float(factor), base)) == (float(factor), base), row["code"]


@pytest.mark.parametrize(
    ("code", "definition"),
    [
        ("short_ton", "0.90718474 tonne"),
        ("1e8_t", "1e8 tonne"),
        ("1e4_t", "1e4 tonne"),
        ("1e4_kW", "1e4 kilowatt"),
        ("1e8_CNY", "1e8 cny"),
        ("percent", "0.01"),
        ("MtCO2", "1e6 tonne_co2"),
        ("MtCO2e", "1e6 tonne_co2e"),
        ("Mtce", "1e6 tce"),
    ],
)
def test_units_that_must_not_drift(code, definition):
    assert by_code("units")[code]["definition"] == definition


def test_sources_carry_class_date_and_language():
    labels: dict[str, str] = {}
    for row in rows("sources"):
        assert row["licence"] in LICENCES, row["id"]
        assert labels.setdefault(row["licence"], row["licence_zh"]) == row["licence_zh"]
        assert re.fullmatch(r"\d{4}(-\d{2}-\d{2})?", row["published"]), row["id"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["accessed"]), row["id"]
        assert row["language"] in {"en", "zh", "en,zh", "ja"}, row["id"]
        assert row["url"].startswith("http") or row["note_en"], row["id"]
        assert "stored" not in row["locator"] + row["note_en"], row["id"]


def test_policies_resolve():
    regions, kinds, sources = by_code("regions"), by_code("policy_kinds"), by_code("sources")
    used = set()
    for row in rows("policies"):
        used.add(row["kind"])
        assert row["region"] in regions, row["title_en"]
        assert row["kind"] in kinds, row["title_en"]
        assert row["source"] in sources, row["title_en"]
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", row["date"]), row["title_en"]
    assert used == set(kinds)


def test_figures_agree_in_policies_and_notes():
    """Years, counts and percentages written with digits stand in both languages."""
    for name in ("policies", "notes"):
        for row in rows(name):
            for _, en, zh in pairs(name):
                years_en = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", row[en]))
                years_zh = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", row[zh]))
                assert years_en == years_zh, (key(name, row), en)
                shares_en, shares_zh = (set(re.findall(r"[\d.]+%", row[c])) for c in (en, zh))
                assert shares_en == shares_zh, (key(name, row), en)


def test_no_person_is_named_as_an_organisation():
    kinds = {row["kind"] for row in rows("organisations")}
    assert "person" not in kinds
    for row in rows("organisations"):
        assert row["country"] in {"USA", "CHN", "GBR", "FIN", "INT"}, row["id"]
        assert row["url"] or row["source"].startswith("http"), row["id"]
