import json

import pytest

from tanlu.errors import BrokenRelease
from tanlu.evidence.build import FIELDS
from tanlu.evidence.checks import CHECKS
from tanlu.evidence.release import DESCRIPTOR, digest, read
from tanlu.evidence.store import Store

ABSENT = {"value": None, "status": "missing", "note_en": "not asked", "note_zh": "未调查"}
BROKEN: dict[str, tuple[list[dict[str, object]], list[dict[str, object]]]] = {
    "text_is_never_null": ([{"note_en": None, "note_zh": None}], [{}]),
    "one_row_per_key": ([{"value": 1.0}, {"value": 2.0}], [{}]),
    "absence_is_a_status": ([{"value": None}], [{}]),
    "absence_has_a_reason": ([{**ABSENT, "note_en": "", "note_zh": ""}], [{}]),
    "known_status": ([{"status": "guessed"}], [{}]),
    "known_source": ([{"source": "hearsay"}], [{}]),
    "known_series": ([{"series": "happiness"}], [{}]),
    "known_region": ([{"region": "US-XX"}], [{}]),
    "known_unit": ([{"unit": "MT"}], [{}]),
    "known_scope": ([{"scope": "some"}], [{}]),
    "published_is_a_day": ([{"published": "2024"}], [{}]),
    "sources_in_both_languages": ([{}], [{"title_zh": ""}]),
    "one_row_per_source": ([{}], [{}, {"title_en": "Another"}]),
    "notes_in_both_languages": ([{"note_en": "rounded"}], [{}]),
    "year_of_four_digits": ([{"period": "23"}], [{}]),
    "shares_within_bounds": (
        [{"series": "coal_share_of_severance_tax", "unit": "percent", "value": 100.5}],
        [{}],
    ),
    "bounds_hold_the_value": ([{"value": 5.0, "low": 6.0, "high": 7.0}], [{}]),
    "output_is_not_negative": ([{"value": -1.0}], [{}]),
}


def test_every_check_has_a_row_that_breaks_it():
    assert set(BROKEN) == {each.id for each in CHECKS}


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_breaks_a_rule_is_refused_and_nothing_is_written(name, write, assert_bilingual):
    facts, sources = BROKEN[name]
    with pytest.raises(BrokenRelease, match=f"breaks the rule {name!r} in") as caught:
        write("mine", *facts, sources=sources)
    assert_bilingual(caught.value)
    rule = next(each.rule for each in CHECKS if each.id == name)
    assert caught.value.do == (rule.en, rule.zh)
    assert not write.home.exists()


@pytest.mark.parametrize(
    "fact",
    [
        {"value": float("nan")}, {"value": float("inf")}, {"value": 0.0, "status": "missing"},
        {"value": None, "status": "reported", "note_en": "x", "note_zh": "某"},
    ],
)  # fmt: skip
def test_absence_is_never_a_number_and_a_number_never_absent(fact, write):
    with pytest.raises(BrokenRelease, match="absence_is_a_status"):
        write("mine", fact)


@pytest.mark.parametrize(
    ("name", "source"),
    [("sources_in_both_languages", {"licence": ""}), ("sources_in_both_languages", {"note_en": "weak"})],
)
def test_sources_are_whole(name, source, write):
    with pytest.raises(BrokenRelease, match=name):
        write("mine", {}, sources=[source])


def test_a_sound_release_is_written_with_its_digests(write, tmp_path):
    raw = tmp_path / "raw.csv"
    raw.write_text("a,b\n")
    folder = write("mine-1", {}, {"period": "2024", **ABSENT}, raw=(raw,))
    release = read(folder, packaged=False)
    assert (release.id, release.published, release.parser, release.packaged) == (
        "mine-1",
        "2026-12-01",
        "test 1",
        False,
    )
    assert release.raw == {"raw.csv": digest(raw)}
    cells = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    assert [(each["name"], each["rows"]) for each in cells["resources"]] == [
        ("facts", 2), ("sources", 1), ("preferences", 0), ("policies", 0),
    ]  # fmt: skip
    assert cells["resources"][0]["schema"]["primaryKey"] == ["series", "dims", "region", "period", "source"]
    assert [each["name"] for each in cells["resources"][1]["schema"]["fields"]] == [
        name for name, _ in FIELDS["sources"]
    ]


def test_the_same_rows_give_the_same_bytes(write):
    first, second = write("a", {}), write("b", {})
    assert digest(first / "facts.parquet") == digest(second / "facts.parquet")


def test_a_raw_file_that_is_not_there_leaves_nothing_behind(write, tmp_path):
    with pytest.raises(FileNotFoundError):
        write("mine", {}, raw=(tmp_path / "gone.csv",))
    assert not write.home.exists()


def test_the_packaged_release_keeps_every_rule(store):
    for each in CHECKS:
        assert each.broken(store.connection) == [], each.id


def test_a_home_whose_path_has_a_quote(write):
    write.home = write.home.parent / "o'brien's home"
    write("mine", {"period": "1999"})
    assert Store.open(write.home).fact("coal_production/US-WY/1999").value == 200
