"""``tanlu outlook``."""

import csv
import io

import pytest

from tests.cli.running import run

QUANTILES = ("p10", "p25", "p50", "p75", "p90")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            (
                "Wyoming (US-WY)",
                "breaks, without a probability",
                "No band: 5 years",
                "seed 1",
                "Not covered: a collapse",
            ),
        ),
        ("zh", ("怀俄明州（US-WY）", "断崖情景，不附概率", "不绘制区间", "随机种子1", "不在其内：崩塌")),
    ],
)
def test_a_person_sees_bands_card_and_what_is_not_covered(capsys, monkeypatch, lang, words):
    ran = run(capsys, monkeypatch, "outlook", "US-WY", "CN-SX", lang=lang)
    assert ran.code == 0
    assert all(each in ran.out for each in words), ran.out


def test_a_program_gets_the_same_numbers(capsys, monkeypatch):
    told = run(capsys, monkeypatch, "outlook", "US-WY", "CN-SX", "--years", "5", "--format", "json").data
    wyoming, shanxi = told["regions"]
    assert [*wyoming["band"]] == ["2025", "2026", "2027", "2028", "2029"]
    assert shanxi["band"] == {}
    assert shanxi["unknown"]
    assert [each["year"] for each in shanxi["targets"]] == [2023, 2026]
    british = told["not_covered"]["years"]
    assert all(each["jobs"] < each["band"]["p10"] for each in british.values())
    ran = run(capsys, monkeypatch, "outlook", "US-WY", "--years", "5", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    for row in rows:
        held = [float(row[name]) for name in QUANTILES]
        assert held == sorted(held)
        assert held == [wyoming["band"][row["year"]][name] for name in QUANTILES]


def test_fewer_years_are_the_same_years(capsys, monkeypatch):
    few, many = (
        run(capsys, monkeypatch, "outlook", "US-WV", "--years", years, "--format", "json").data["regions"][0][
            "band"
        ]
        for years in ("3", "10")
    )
    assert few == {year: band for year, band in many.items() if int(year) <= 2027}


@pytest.mark.parametrize(
    "arguments",
    [("US-WY", "--years", "30"), ("US-WY", "--years", "0"), ("Wyoming",), ("CN-SX", "--format", "csv"),
     ("US-WY", "--as-of", "2010-01-01")],
)  # fmt: skip
def test_a_mistake_is_told_in_two_lines(capsys, monkeypatch, arguments):
    for lang in ("en", "zh"):
        ran = run(capsys, monkeypatch, "outlook", *arguments, lang=lang)
        assert ran.code not in {0, 1}
        assert len(ran.lines) == 2
