"""What the tests of every connector do: refresh from the server at hand, and see that nothing changed."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from tanlu.actions.home import open_store
from tanlu.actions.refresh import refresh
from tanlu.errors import BadTable, NoAnswer

KEYS = ("EIA_API_KEY", "BEA_API_KEY", "CENSUS_API_KEY")
SECRET = "synthetic-key-0123"


def fetched(name, agency, clock, years="1990-1991", **more):
    return refresh(name, base=agency.address, clock=clock, years=years, **more)


def held(address):
    fact = open_store().answer(address).fact
    return fact.value, fact.unit, fact.status


def refused(found_or_call, home: Path, why: str, assert_bilingual, *given: str):
    """See that a refresh is refused for the reason given, in both languages, and that nothing changed."""
    with pytest.raises((NoAnswer, BadTable), match=why) as caught:
        found_or_call()
    assert_bilingual(caught.value, *given)
    untouched(home)


def untouched(home: Path):
    assert not (home / "releases").exists()
    assert not (home / "incoming").exists()
    for path in home.rglob("*") if home.exists() else ():
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def workbook(*sheets) -> bytes:
    """Return a workbook of sheets, each a name and rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dumped(cells) -> str:
    return json.dumps(cells, ensure_ascii=False)
