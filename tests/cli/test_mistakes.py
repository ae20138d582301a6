"""Bad input: two sentences in the user's language, the right exit code, and nothing changed."""

import re

import pytest

from tanlu import cli
from tanlu.errors import CorruptRelease

HAN = re.compile(r"[\u4e00-\u9fff]")

MISTAKES = [
    (("brief", "CN-QQ"), 2, "No region has the code 'CN-QQ'"),
    (("brief", "Shanxi"), 2, "CN-SX (Shanxi 山西), CN-SN (Shaanxi 陕西)"),
    (("brief", "shaanxi"), 2, "CN-SN (Shaanxi 陕西), CN-SX (Shanxi 山西)"),
    (("brief", "陕西"), 2, "CN-SN (Shaanxi 陕西), CN-SX (Shanxi 山西)"),
    (("brief", "regions", "Wyoming"), 2, "US-WY"),
    (("brief", "WORLD"), 2, "not the world"),
    (("brief", "energy"), 2, "No brief is called 'energy'"),
    (("brief", "--lang", "fr"), 2, "'fr' names a language"),
    (("brief", "--lang", ","), 2, "names a language"),
    (("brief", "--format", "odt"), 2, "'odt' names a format"),
    (("brief", "--format", ""), 2, "names a format"),
    (("brief", "--as-of", "yesterday"), 2, "'yesterday' is not a date"),
    (("figure", "nothing/US-WY/2023"), 2, "'nothing'"),
    (("figure", "coal_production/Wyoming/2023"), 2, "US-WY"),
    (("figure", "coal_production/US-WY/1850"), 2, "Years with a figure"),
    (("figure", "coal_production/US-WY"), 2, ""),
    (("figure", "coal_production/US-WY/2023", "--unit", "TWh"), 2, ""),
    (("figure", "coal_production/US-WY/2023", "--unit", "furlong"), 2, "furlong"),
    (("trace", "00000000"), 2, ""),
    (("region", "Xanadu"), 2, "'Xanadu'"),
    (("claims", "check", "missing.toml"), 2, "missing.toml"),
    (("evidence", "show", "nothing"), 2, "'nothing'"),
    (("evidence", "list", "--region", "Shaanxi"), 2, "CN-SN"),
    (("completion", "csh"), 2, "csh"),
    (("nonsense",), 2, "nonsense"),
]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("args", "code", "words"), MISTAKES, ids=lambda each: "-".join(each) if isinstance(each, tuple) else ""
)
def test_a_mistake_is_two_sentences_and_changes_nothing(
    tanlu, tmp_path, monkeypatch, args, code, words, lang
):
    monkeypatch.chdir(tmp_path)
    found = tanlu(*args, lang=lang)
    assert found.code == code
    assert found.out == ""
    assert len(found.lines) == 2
    for each in found.lines:
        assert bool(HAN.search(each)) == (lang == "zh") or "(" in each or "'陕西'" in each
    if lang == "en":
        assert words in found.err
    else:
        assert HAN.search(found.lines[0])
        assert HAN.search(found.lines[1])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_folder_that_cannot_be_written(tanlu, tmp_path, lang):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine")
    found = tanlu("brief", "resident", "US-WY", "--out", str(in_the_way / "below"), lang=lang)
    assert found.code == 2
    assert len(found.lines) == 2
    assert "--out" in found.lines[1]
    assert in_the_way.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_where_one_page_cannot_be_written_neither_is(tanlu, tmp_path):
    folder = tmp_path / "resident-US-WY"
    (folder / "resident-US-WY.zh.html").mkdir(parents=True)
    (folder / "resident-US-WY.zh.html" / "full").touch()
    found = tanlu("brief", "resident", "US-WY", "--lang", "zh", "--out", str(tmp_path))
    assert found.code == 2
    assert [each.name for each in folder.rglob("*") if not each.is_dir()] == ["full"]


def test_an_edited_release_is_refused(tanlu, tmp_path, monkeypatch, packaged):
    import shutil

    home = tmp_path / "home" / "releases" / "mine"
    shutil.copytree(packaged, home)
    with (home / "facts.parquet").open("ab") as file:
        file.write(b"one more")
    found = tanlu("figure", "coal_production/US-WY/2023")
    assert found.code == CorruptRelease.exit_code == 3
    assert len(found.lines) == 2
    doctor = tanlu("doctor", "--format", "json")
    assert doctor.code == 3
    assert [each["state"] for each in doctor.data if "mine" in each["name"]["en"]] == ["broken"]
    assert tanlu("doctor").code == 3


def test_a_fault_of_ours_says_so(tanlu, monkeypatch):
    monkeypatch.setattr("tanlu.actions.doctor.examine", lambda: 1 / 0)
    for lang, words in (("en", "Tanlu itself failed (ZeroDivisionError)."), ("zh", "探路自身出错")):
        found = tanlu("doctor", lang=lang)
        assert found.code == 3
        assert words in found.err
        assert "Traceback" in found.err


def test_an_interruption_is_no_answer(tanlu, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr("tanlu.actions.doctor.examine", interrupt)
    assert tanlu("doctor").code == 130


def test_the_door_is_there():
    assert callable(cli.main)
