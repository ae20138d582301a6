"""``tanlu verify``: what it says in both languages, as text and as JSON, and how it ends."""

import pytest

from tests.brief import folders


@pytest.fixture
def folder(tanlu, tmp_path):
    assert tanlu("brief", "resident", "US-WY", "--out", str(tmp_path / "out")).code == 0
    return tmp_path / "out" / "resident-US-WY"


@pytest.mark.parametrize(
    ("lang", "said", "caution"),
    [("en", "Verified: every number follows from the facts", "only their sources can say"),
     ("zh", "核验通过：每个数字均可由文件夹内的数据得出", "须查对其来源")],
)  # fmt: skip
def test_a_folder_that_is_sound(tanlu, folder, lang, said, caution):
    found = tanlu("verify", str(folder), lang=lang)
    assert (found.code, found.err) == (0, "")
    assert said in found.out
    assert caution in found.out
    assert found.out.count("✓") == 7


@pytest.mark.parametrize(("lang", "said"), [("en", "Not verified: "), ("zh", "核验未通过：共")])
def test_a_folder_that_was_edited(tanlu, folder, lang, said):
    before = folders.rewritten(
        folder / "facts/derived.csv",
        lambda row: row.update(value="1.5"),
        where=lambda row: row["recipe"] == "coal_output",
    )
    found = tanlu("verify", str(folder), lang=lang)
    assert found.code == 1
    assert said in found.out
    line = next(each for each in found.out.splitlines() if before["address"] in each)
    assert "1.5" in line
    assert f"{float(before['value']):.10g}" in line
    data = tanlu("verify", str(folder), "--format", "json", lang=lang)
    assert data.code == 1
    assert data.data["verified"] is False
    computed = next(each for each in data.data["layers"] if each["id"] == "computed")
    assert computed["state"] == "failed"
    assert [each["number"] for each in computed["differences"]] == [before["address"]]
    assert computed["differences"][0]["expected"] == before["value"]


def test_many_differences_are_counted_and_json_has_them_all(tanlu, folder):
    path = folder / "facts/facts.csv"
    path.write_bytes(path.read_bytes().replace(b",reported,", b",estimated,"))
    found = tanlu("verify", str(folder))
    assert "more; --format json lists them all" in found.out
    data = tanlu("verify", str(folder), "--format", "json").data
    facts = next(each for each in data["layers"] if each["id"] == "facts")
    assert len(facts["differences"]) > 6


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("given", ["nowhere", "out", "out/resident-US-WY/README.txt"])
def test_what_is_no_brief(tanlu, folder, tmp_path, given, lang):
    found = tanlu("verify", str(tmp_path / given), lang=lang)
    assert found.code == 2
    assert len(found.lines) == 2
    assert given.split("/")[-1] in found.lines[0]


def test_a_brief_without_a_file_that_it_had_before(tanlu, folder, tmp_path):
    """What an older brief left behind is taken away, and what a person put there stays."""
    (folder / "mine.txt").write_text("mine")
    assert tanlu("brief", "resident", "US-WY", "--lang", "zh", "--out", str(tmp_path / "out")).code == 0
    assert not (folder / "resident-US-WY.en.html").exists()
    assert (folder / "mine.txt").read_text() == "mine"
    found = tanlu("verify", str(folder))
    assert found.code == 0
    assert "mine.txt" in found.out
