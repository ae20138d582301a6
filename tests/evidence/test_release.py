import json
import shutil

import duckdb
import pytest

from tanlu.errors import BrokenRelease, CorruptRelease
from tanlu.evidence.release import DESCRIPTOR, TABLES, digest, packaged_folders, read, user_folders
from tanlu.evidence.store import Store


@pytest.fixture
def copy(packaged, tmp_path):
    """A copy of the packaged release under a TANLU_HOME, with an id of its own."""
    folder = tmp_path / "home" / "releases" / "copied"
    shutil.copytree(packaged, folder)
    edit(folder, lambda cells: cells.update(name="copied"))
    return folder


def edit(folder, change):
    path = folder / DESCRIPTOR
    cells = json.loads(path.read_text("utf-8"))
    change(cells)
    path.write_text(json.dumps(cells, ensure_ascii=False), "utf-8")


def refused(folder, assert_bilingual):
    with pytest.raises(CorruptRelease) as caught:
        read(folder, packaged=False)
    assert_bilingual(caught.value)
    assert caught.value.exit_code == 3
    assert "Release copied is refused" in caught.value.what[0]
    with pytest.raises(CorruptRelease):
        Store.open(folder.parents[1])
    return caught.value.what


def test_the_packaged_release_is_what_its_descriptor_says(packaged):
    release = read(packaged, packaged=True)
    assert release.id == packaged.name
    assert release.parser.startswith("build_release ")
    assert set(release.sha256) == set(TABLES)
    assert {name: digest(release.path(name)) for name in TABLES} == release.sha256
    assert len(release.raw) == 21
    assert all(len(each) == 64 for each in release.raw.values())


def test_all_packaged_releases_are_small():
    size = sum(path.stat().st_size for folder in packaged_folders() for path in folder.iterdir())
    assert size < 15e6


@pytest.mark.parametrize("table", TABLES)
def test_an_edited_file_is_refused(copy, table, assert_bilingual):
    path = copy / f"{table}.parquet"
    found = bytearray(path.read_bytes())
    found[len(found) // 2] ^= 1
    path.write_bytes(bytes(found))
    what = refused(copy, assert_bilingual)
    assert f"{table}.parquet does not match its SHA-256" in what[0]
    assert f"{table}.parquet 与其 SHA-256 不符" in what[1]


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_refused(copy, table, assert_bilingual):
    (copy / f"{table}.parquet").unlink()
    assert f"{table}.parquet is missing" in refused(copy, assert_bilingual)[0]


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"name": "a"}', b'{"name": 1, "resources": []}'],
)
def test_a_descriptor_that_cannot_be_read(copy, text, assert_bilingual):
    (copy / DESCRIPTOR).write_bytes(text)
    assert "its datapackage.json cannot be read" in refused(copy, assert_bilingual)[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda cells: cells.pop("created"),
        lambda cells: cells.update(created="yesterday"),
        lambda cells: cells.update(name="o'brien"),
        lambda cells: cells.update(name=""),
        lambda cells: cells.update(resources=[1]),
        lambda cells: cells["resources"][0].pop("hash"),
        lambda cells: cells.update(tanlu={}),
        lambda cells: cells["tanlu"].update(raw="x"),
    ],
)
def test_a_descriptor_that_lacks_something(copy, change, assert_bilingual):
    edit(copy, change)
    assert "cannot be read" in refused(copy, assert_bilingual)[0]


def test_a_descriptor_with_other_digests(copy, assert_bilingual):
    edit(copy, lambda cells: cells["resources"][0].update(hash="sha256:" + "0" * 64))
    assert "facts.parquet does not match" in refused(copy, assert_bilingual)[0]


def test_a_descriptor_without_a_table(copy, assert_bilingual):
    edit(copy, lambda cells: cells["resources"].pop())
    assert "policies.parquet does not match" in refused(copy, assert_bilingual)[0]


def test_a_release_without_descriptor_is_not_passed_over(copy, assert_bilingual):
    (copy / DESCRIPTOR).unlink()
    assert "cannot be read" in refused(copy, assert_bilingual)[0]


def test_other_folders_and_files_are_passed_over(tmp_path):
    assert user_folders(tmp_path) == ()
    (tmp_path / "releases" / "notes").mkdir(parents=True)
    (tmp_path / "releases" / "readme.txt").write_text("x")
    assert user_folders(tmp_path) == ()
    assert len(Store.open(tmp_path).releases) == len(packaged_folders())


def test_two_releases_of_one_name_are_refused(packaged, tmp_path, assert_bilingual):
    shutil.copytree(packaged, tmp_path / "releases" / "again")
    with pytest.raises(BrokenRelease, match=f"Two releases are called '{packaged.name}'") as caught:
        Store.open(tmp_path)
    assert_bilingual(caught.value)


def test_foreign_columns_are_refused(copy, assert_bilingual):
    path = copy / "facts.parquet"
    duckdb.sql("SELECT 1 AS value").write_parquet(str(path))
    (copy / "sources.parquet").write_bytes(path.read_bytes())
    (copy / "preferences.parquet").write_bytes(path.read_bytes())
    hashes = f"sha256:{digest(path)}"
    edit(copy, lambda cells: [each.update(hash=hashes) for each in cells["resources"][:3]])
    with pytest.raises(CorruptRelease, match="do not have the columns") as caught:
        Store.over((read(copy, packaged=False),))
    assert_bilingual(caught.value)


def test_what_is_no_parquet_is_refused_even_with_its_digest(copy, assert_bilingual):
    path = copy / "facts.parquet"
    path.write_bytes(b"no parquet")
    edit(copy, lambda cells: cells["resources"][0].update(hash=f"sha256:{digest(path)}"))
    with pytest.raises(CorruptRelease) as caught:
        Store.open(copy.parents[1])
    assert_bilingual(caught.value)


def test_without_any_release(assert_bilingual):
    with pytest.raises(BrokenRelease, match="No evidence release is installed") as caught:
        Store.over(())
    assert_bilingual(caught.value)
