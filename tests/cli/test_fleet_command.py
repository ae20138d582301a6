"""``tanlu fleet``, and what ``tanlu outlook`` says of money, air and drivers."""

import json

import pytest


def ask(tanlu, words, lang="en"):
    return tanlu(*words.split(), lang=lang)


ROW = "plant,unit,capacity_mw,start,announced,retired,source\n"


def test_the_example_says_that_it_is_one(tanlu, assert_bilingual):
    for lang, word in (("en", "Invented example"), ("zh", "虚构示例")):
        ran = ask(tanlu, "fleet --years 3", lang)
        assert ran.code == 0
        assert word in ran.out


def test_rows_and_json_agree(tanlu):
    data = ask(tanlu, "fleet --years 4 --format json", "en").data
    lines = ask(tanlu, "fleet --years 4 --format csv", "en").out.splitlines()
    assert len(lines) == 5
    assert lines[1].startswith(f"{data['years'][0]['year']},{data['years'][0]['mw_p10']}")
    for row in data["years"]:
        assert row["mw_p10"] <= row["mw_p50"] <= row["mw_p90"]


def test_a_table_without_mines_tells_capacity_and_says_what_it_lacks(tanlu, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(ROW + "A,1,500,1990,2027,,press\nA,2,300,1995,,,press\n", "utf-8")
    ran = ask(tanlu, f"fleet {path} --years 4 --format json", "en")
    assert ran.code == 0
    data = ran.data
    assert [row["mw_p50"] for row in data["years"]] == [800, 800, 300, 300]
    notes = " ".join(each["en"] for each in data["notes"])
    assert "taken as they are" in notes
    assert "run on" in notes
    assert "Which mines feed the units is not in the table" in notes


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("A,1,500,1990,,1980,press", "closed before it began"),
        ("A,1,-5,1990,,,press", "capacity_mw of A 1 is -5"),
        ("A,1,500,199x,,,press", "which is no year"),
        ("A,1,500,1990,,,", "has no source"),
        ("A,1,500,1990,,,press\nA,1,400,1991,,,press", "stands twice"),
        ("A,1,500,1990,,2030,press", "closes after 2024"),
        ("A,1,500,1950,,1990,press", "No unit runs"),
        ("A,1,,1990,,,press", "no capacity"),
    ],
)
def test_a_wrong_row_is_named(tanlu, tmp_path, rows, said):
    path = tmp_path / "units.csv"
    path.write_text(ROW + rows + "\n", "utf-8")
    ran = ask(tanlu, f"fleet {path}", "en")
    assert ran.code == 2
    assert said in ran.err
    assert ask(tanlu, f"fleet {path}", "zh").code == 2


def test_other_mistakes(tanlu, tmp_path):
    assert "not 99" in ask(tanlu, "fleet --years 99", "en").err
    path = tmp_path / "units.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    assert "lacks plant" in ask(tanlu, f"fleet {path}", "en").err
    assert ask(tanlu, f"fleet {tmp_path / 'none.csv'}", "en").code == 2


@pytest.fixture
def money(tanlu, tmp_path):
    path = tmp_path / "money.toml"
    path.write_text(ask(tanlu, "outlook --money-example", "en").out, "utf-8")
    return path


def test_revenue_and_emissions_follow_output(tanlu, money):
    data = ask(tanlu, f"outlook US-WY --years 2 --money {money} --format json", "en").data
    output = ask(tanlu, "outlook US-WY --years 2 --format json", "en").data["regions"][0]["band"]
    rows = {(row["outcome"], row["year"]): row for row in data["rows"]}
    for year, band in output.items():
        assert rows["revenue", int(year)]["p50"] == pytest.approx(band["p50"] * 1e6 * 15 * 0.05, rel=1e-4)
        assert rows["burnt", int(year)]["p10"] == pytest.approx(band["p10"] * 1e6 * 20 * 0.092, rel=1e-4)
        assert rows["methane", int(year)]["p90"] == pytest.approx(
            band["p90"] * 1e6 * 1.2 * 0.67e-3 * 28, rel=1e-4
        )
    assert "never added" in data["apart"]["en"]
    assert data["fictional"] is True


def test_a_year_without_a_rule_a_negative_price_and_a_region_without_a_band_are_refused(tanlu, money):
    text = money.read_text("utf-8")
    money.write_text(text.replace("until = 9999", "until = 2026"), "utf-8")
    assert "No tax rule holds in 2027" in ask(tanlu, f"outlook US-WY --money {money}", "en").err
    money.write_text(text.replace("price = 15.0", "price = -15.0"), "utf-8")
    assert "The price is -15" in ask(tanlu, f"outlook US-WY --money {money}", "en").err
    money.write_text(text.replace('"US-WY"', '"CN-SX"'), "utf-8")
    assert "no region with a band" in ask(tanlu, f"outlook CN-SX --money {money}", "en").err
    money.write_text(text.replace('source = "invented"', ""), "utf-8")
    assert "lacks 'source'" in ask(tanlu, f"outlook US-WY --money {money}", "en").err


def test_drivers_come_strongest_first_and_can_be_drawn(tanlu, tmp_path):
    picture = tmp_path / "t.svg"
    ran = ask(tanlu, f"outlook US-WY --drivers --format json --chart {picture}", "en")
    assert ran.code == 0
    data = json.loads(ran.out[: ran.out.rindex("}") + 1])
    reach = [abs(row["p50_high"] - row["p50_low"]) for row in data["rows"]]
    assert reach == sorted(reach, reverse=True)
    assert {row["assumption"] for row in data["rows"]} == {"damping", "mixture", "wider", "trend", "start"}
    start = next(row for row in data["rows"] if row["assumption"] == "start")
    assert start["p50_high"] / start["p50_low"] == pytest.approx(1.05 / 0.95, rel=1e-4)
    wider = next(row for row in data["rows"] if row["assumption"] == "wider")
    assert wider["p10_high"] < data["base"]["US-WY"]["0.1"] < wider["p10_low"]
    assert picture.read_text("utf-8").startswith("<svg")
    assert "No band is drawn for CN-SX" in ask(tanlu, "outlook CN-SX --drivers", "en").err
