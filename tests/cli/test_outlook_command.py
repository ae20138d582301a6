"""``tanlu economy outlook``, and nearness from other tables and from moves."""

import re

import pytest

from tests.cli.test_economy_command import write_many

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def table(tmp_path):
    return write_many(tmp_path / "many.csv")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("outlook", "Method: outlook (COI)", "sign: rises with", "Next: --region")),
     ("zh", ("展望", "算法：展望（COI）", "符号：随给定", "下一步：用 --region"))],
)  # fmt: skip
def test_outlook_is_told_with_its_definitions(tanlu, table, lang, words):
    found = tanlu("economy", "outlook", table, lang=lang)
    assert found.code == 0
    assert all(each in found.out for each in words)


def test_gain_has_both_definitions_and_is_no_forecast(tanlu, table):
    asked = ("economy", "outlook", table, "--region", "R03")
    rows = tanlu(*asked, "--format", "json").data["gains"]
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert row["net_gain"] == pytest.approx(row["gain"] - row["density"] * row["complexity"])
    assert "no forecast" in tanlu(*asked).out
    assert len(tanlu(*asked, "--top", "2", "--format", "json").data["gains"]) == 2


def test_scores_and_another_table_serve_a_small_one(tanlu, tmp_path, table):
    scores = tmp_path / "scores.csv"
    scores.write_text(
        tanlu("economy", "complexity", table, "--of", "industries", "--format", "csv").out, encoding="utf-8"
    )
    own = tanlu("economy", "outlook", table, "--format", "json").data
    asked = ("economy", "outlook", table, "--source", table, "--scores", str(scores), "--format", "json")
    data = tanlu(*asked).data
    assert [row["outlook"] for row in data["outlook"]] == pytest.approx(
        [row["outlook"] for row in own["outlook"]], rel=1e-6
    )
    assert data["methods"][0]["en"] == "complexity of industries: as given"
    kept = scores.read_text("utf-8").splitlines()
    scores.write_text("\n".join(kept[:-2]) + "\n", encoding="utf-8")
    assert "no_complexity" in [each["code"] for each in tanlu(*asked).data["cautions"]]


@pytest.mark.parametrize("kind", ["jaccard", "association", "survivor", "taxonomy"])
def test_every_nearness_prints_its_definition(tanlu, table, kind):
    data = tanlu("economy", "relatedness", table, "--kind", kind, "--format", "json").data
    assert data["density"]
    names = {
        "jaccard": "Jaccard",
        "association": "association strength",
        "survivor": "survivor",
        "taxonomy": "taxonomy",
    }
    assert names[kind] in data["method"]["en"]
    assert min(row["density"] for row in data["density"]) >= 0
    assert max(row["density"] for row in data["density"]) <= 1


def test_moves_between_industries_are_a_nearness(tanlu, tmp_path, table):
    flows = tmp_path / "flows.csv"
    pairs = [
        (f"I{a:02}", f"I{b:02}", 10 if abs(a - b) == 1 else 1) for a in range(16) for b in range(16) if a != b
    ]
    flows.write_text("from,to,persons\n" + "".join(f"{a},{b},{n}\n" for a, b, n in pairs), encoding="utf-8")
    data = tanlu("economy", "relatedness", table, "--flows", str(flows), "--format", "json").data
    assert "labour flows" in data["method"]["en"]
    assert "flows.csv" in data["method"]["zh"]
    assert data["density"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_mistakes_are_two_lines(tanlu, tmp_path, table, lang):
    short, wrong = tmp_path / "short.csv", tmp_path / "wrong.csv"
    short.write_text("from,to,persons\nI01\n", encoding="utf-8")
    wrong.write_text("a,b,c\nI01,I02,3\n", encoding="utf-8")
    for more in (
        ("--region", "nowhere"),
        ("--flows", str(short)),
        ("--flows", str(wrong)),
        ("--period", "1999"),
    ):
        found = tanlu("economy", "outlook", table, *more, lang=lang)
        assert found.code == 2
        assert len(found.lines) == 2
        assert bool(HAN.search(found.err)) == (lang == "zh")


def test_the_cautions_of_a_wide_table_are_shown_by_entry(tanlu, tmp_path):
    """A total that differs from the sum is said, whichever command reads the table."""
    lines = ["地区,年份,合计,采矿业,制造业,教育,金融业"]
    for year, shift in ((2010, 0), (2020, 3)):
        lines += [
            f"{name},{year},{999 if at == 0 else sum(row)},{','.join(map(str, row))}"
            for at, (name, row) in enumerate(
                (
                    name,
                    [5 + (at * 7 + shift) % 11, 9 + (at * 3) % 7, 4 + at % 5, 1 + (at * 5 + 2 * shift) % 9],
                )
                for at, name in enumerate(["山西", "陕西", "河北", "河南", "山东", "安徽", "湖北", "湖南"])
            )
        ]
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = tanlu("economy", "entry", str(path), "--draws", "0", "--absent", "1", "--format", "json")
    structure = tanlu("economy", "structure", str(path), "--period", "2010", "--format", "json").data
    said = {each["code"] for each in structure["cautions"]}
    assert said
    assert said <= {each["code"] for each in found.data["cautions"]} | {"single_region"}
