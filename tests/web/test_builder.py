"""The brief builder: both languages beside the guard, and a folder that verifies; a pair that fails stays here."""

import io
import zipfile
from dataclasses import replace

import pytest

from tanlu.actions.verify import verify_folder
from tanlu.brief.editions import EDITIONS, Prepared
from tests.web.network import staff

pytestmark = pytest.mark.usefixtures("site_db")
ADDRESS = "desk/brief/?edition=resident&langs=en%2Czh&r=CN-SX"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_both_texts_stand_beside_the_guard(lang):
    page = staff("secretariat", lang=lang).go(ADDRESS)
    assert "Shanxi" in page
    assert "山西" in page
    assert "folder.zip?" in page


def test_the_folder_that_is_taken_away_verifies(tmp_path):
    keeper = staff("secretariat")
    keeper.go(ADDRESS)
    answer = keeper.client.get("/en/desk/brief/folder.zip?edition=resident&langs=en%2Czh&r=CN-SX")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        held.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert verify_folder(folder).is_verified


def test_a_pair_that_says_two_things_stays_here_and_says_why(monkeypatch):
    kind = EDITIONS["resident"]

    def spoilt(store, codes, papers):
        found = kind.gather(store, codes, papers)

        def write(lang):
            made = found.write(lang)
            return replace(made, title=made.title + (" 17 mines" if lang == "en" else "")) if lang else made

        return Prepared(write, found.claims)

    monkeypatch.setitem(EDITIONS, "resident", replace(kind, gather=spoilt))
    keeper = staff("secretariat")
    page = keeper.go(ADDRESS)
    assert "It cannot be taken away" in page
    assert "folder.zip?" not in page
    assert "17 mines" in page
    answer = keeper.client.get("/en/desk/brief/folder.zip?edition=resident&langs=en%2Czh&r=CN-SX")
    assert answer.status_code >= 400
    assert "do not say the same" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", ["edition=none", "edition=finance", "edition=regions&langs=fr", "edition=region&r=XX"]
)
def test_what_cannot_be_built_says_so(wrong):
    keeper = staff("secretariat")
    assert keeper.client.get(f"/en/desk/brief/?{wrong}").status_code == 400
