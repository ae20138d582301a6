"""Writing a brief: names, languages, progress, and files that are whole."""

import pytest

from tanlu.actions import briefs
from tanlu.actions.briefs import write_brief
from tanlu.errors import BadReference, CannotWrite, UnknownName


@pytest.mark.parametrize("given", [("regions", "US-WY"), ("us-wy",), ("US-WY", "us-wy")])
def test_an_edition_may_be_named_or_not(store, tmp_path, given):
    written = write_brief(store, given, out=tmp_path / "new" / "folder", langs="en")
    assert written.codes == ("US-WY",)
    assert list(written.paths) == ["en"]
    assert [each.name for each in (tmp_path / "new" / "folder").iterdir()] == ["regions-US-WY"]
    assert written.folder == tmp_path / "new" / "folder" / "regions-US-WY"
    assert [each.name for each in written.folder.glob("*.html")] == ["regions-US-WY.en.html"]
    assert 'class="switch"' not in written.paths["en"].read_text("utf-8")


def test_languages_come_in_one_order(store, tmp_path):
    written = write_brief(store, ("resident", "US-WY"), out=tmp_path, langs=" zh , en ")
    assert list(written.paths) == ["en", "zh"]


def test_progress_is_counted(store, tmp_path):
    told = []
    write_brief(
        store,
        ("resident", "US-WY"),
        out=tmp_path,
        progress=lambda done, whole, what: told.append((done, whole)),
    )
    assert told == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize(
    ("given", "options", "error"),
    [(("WORLD",), {}, BadReference), (("Xanadu",), {}, UnknownName), (("xanadu",), {}, UnknownName),
     (("CN-SX", "Shaanxi"), {}, UnknownName), ((), {"langs": "de"}, BadReference),
     ((), {"langs": ""}, BadReference), ((), {"forms": "odt"}, BadReference),
     ((), {"forms": "html,odt"}, BadReference)],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_before_anything_is(
    store, tmp_path, given, options, error, assert_bilingual
):
    with pytest.raises(error) as caught:
        write_brief(store, given, out=tmp_path / "out", **options)
    assert_bilingual(caught.value, *given)
    assert list(tmp_path.iterdir()) == []


def test_an_old_page_stays_where_a_new_one_cannot_be_written(store, tmp_path, monkeypatch, assert_bilingual):
    first = write_brief(store, ("resident", "US-WY"), out=tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert set(first.paths.values()) < set(before)

    def full(self, *_args, **_kwargs):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(briefs.Path, "write_bytes", full)
    with pytest.raises(CannotWrite, match="No space left") as caught:
        write_brief(store, ("resident", "US-WY"), out=tmp_path)
    assert_bilingual(caught.value)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
