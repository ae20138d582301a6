"""The brief of a survey: both languages, held-back cells, the gate's verdict, and a folder without a row of any person."""

import csv
import json

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.survey_round import FILES, papers, tell_round, write_round_example
from tanlu.actions.verify import verify_folder
from tanlu.brief.editions import edition
from tanlu.brief.html import render_html
from tanlu.brief.model import Picture
from tanlu.errors import BadDocument, BadFolder, BadTable
from tests.brief.test_dialogue import copied


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("survey",), out=tmp_path_factory.mktemp("survey"))


@pytest.fixture
def folder(tmp_path):
    write_round_example(tmp_path)
    return tmp_path


def changed(folder, **texts):
    for name, (old, new) in texts.items():
        path = folder / {"survey": FILES[0], "answers": FILES[1]}[name]
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_opinions_stand_region_by_region(sent):
    for lang in ("en", "zh"):
        blocks = [block for section in sent.documents[lang].sections for block in section.blocks]
        assert [each.id for each in blocks if isinstance(each, Picture)] == [
            *(f"opinions-{at}" for at in (1, 2, 3)),
            "ladder-1",
            "ladder-2",
        ]


def test_the_gate_stands_in_place_of_a_difference(sent):
    data = json.loads((sent.folder / "papers" / "estimates.json").read_text("utf-8"))
    refused, passed = data["scales"]
    assert (refused["verdict"]["allows"], refused["differences"]) == ("slopes", [])
    assert passed["verdict"]["allows"] == "means"
    page = render_html(sent.documents["en"])
    assert "No difference between languages is told for “Felt consulted”" in page
    assert "“截距相等”不成立" in render_html(sent.documents["zh"])


def test_no_row_and_no_small_cell_is_in_the_folder(sent):
    assert [each.name for each in (sent.folder / "papers").iterdir()] == ["estimates.json"]
    everything = b"".join(each.read_bytes() for each in sent.folder.rglob("*") if each.is_file())
    assert b"fictional-0" not in everything
    data = json.loads((sent.folder / "papers" / "estimates.json").read_text("utf-8"))
    cells = [cell for each in (*data["opinions"], *data["shares"], *data["means"]) for cell in each["cells"]]
    hidden = [cell for cell in cells if cell["held_back"]]
    assert hidden
    assert all(
        cell[name] is None for cell in hidden for name in ("value", "error", "low", "high", "n", "df", "deff")
    )
    assert all(cell["n"] >= 30 for cell in cells if not cell["held_back"])
    assert {each["why"]["en"].partition(":")[0] for each in hidden} == {"held back"}


def test_it_is_verified_and_a_changed_number_is_noticed(sent, tmp_path):
    assert verify_folder(sent.folder).is_verified
    other = copied(sent.folder, tmp_path)
    path = other / "papers" / "estimates.json"
    path.write_text(path.read_text("utf-8").replace('"allows": "slopes"', '"allows": "means"', 1), "utf-8")
    assert not verify_folder(other).is_verified


def test_a_convenience_sample_has_no_margin(store, folder):
    changed(folder, survey=("[design]", "[design]\nconvenience = true"))
    given = papers(folder, "2026-01-05")
    data = json.loads(given["papers/estimates.json"])
    cells = [
        cell for each in (*data["shares"], *data["means"]) for cell in each["cells"] if not cell["held_back"]
    ]
    assert all(cell[name] is None for cell in cells for name in ("error", "low", "high", "deff"))
    for lang, words in (("en", "no margin of error"), ("zh", "不提供任何误差范围")):
        page = render_html(edition("survey").prepare(store, (), given).write(lang))
        assert words in page


def test_damaged_papers_are_refused(store):
    for data in (b"", b"{}", papers(None)["papers/estimates.json"].replace(b'"verdict"', b'"verdikt"')):
        with pytest.raises(BadDocument, match="missing or damaged"):
            edition("survey").prepare(store, (), {"papers/estimates.json": data})


@pytest.mark.parametrize(
    ("texts", "error", "said"),
    [
        ({"survey": ('side = "middle"', 'side = "centre"')}, BadDocument, "side 'centre'"),
        ({"survey": ("[regions]", "[regionz]")}, BadDocument, "'regions' is missing"),
        ({"survey": ('zh = "冷岔"', 'xx = "冷岔"')}, BadDocument, "'zh' is missing"),
        ({"answers": (",rather_yes,", ",RATHER YES,")}, BadTable, "is not described in survey.toml"),
        ({"answers": ("coldfork", "cold fork")}, BadTable, "'cold fork' is not described"),
    ],
)
def test_files_that_do_not_fit_are_refused(folder, texts, error, said):
    changed(folder, **texts)
    with pytest.raises(error, match=said):
        tell_round(folder)


def test_all_answers_missing_is_said_and_never_a_number(folder):
    rows = list(csv.reader((folder / FILES[1]).read_text("utf-8").splitlines()))
    place = rows[0].index("hours")
    for row in rows[1:]:
        row[place] = ""
    (folder / FILES[1]).write_text("\n".join(map(",".join, rows)), "utf-8")
    data = tell_round(folder)
    assert all(cell["value"] is None and cell["why"] for cell in data["means"][0]["cells"])
    assert "NaN" not in json.dumps(data)


def test_an_example_is_not_written_over(folder):
    with pytest.raises(BadFolder, match="already"):
        write_round_example(folder)
