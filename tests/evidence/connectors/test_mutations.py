"""Whatever part of an answer is missing or of another kind, a connector refuses in words or reads the rest; it never breaks.

Each good answer of each service is damaged at every place of its structure in turn. Every value is synthetic.
"""

import copy
import json

import pytest
from tests.evidence.connectors import test_bea, test_census, test_eia, test_nbs, test_owid, test_worldbank
from tests.own_tables import YEARBOOK_NAMES, written
from tests.refreshing import SECRET, fetched

from tanlu.errors import TanluError
from tanlu.evidence.connectors.catalogue import CONNECTORS, read_answers
from tanlu.evidence.connectors.model import Wish

SERVICES = {
    "eia-coal": (test_eia.Service(), "1990-1990"),
    "eia-world": (test_eia.Service(), "1990-1990"),
    "bea": (test_bea.Service(), "1990-1990"),
    "census": (test_census.service(), "2020-2022"),
    "worldbank": (test_worldbank.service(), "1990-1991"),
    "owid": (test_owid.service(), "1990-1990"),
    "nbs": (test_nbs.Service(), "1990-1991"),
}
STRANGE = (None, [], {}, "x", True, ["x"], {"x": None})


@pytest.fixture(params=SERVICES)
def answers(request, agency, clock, own_home, monkeypatch, tmp_path):
    """The connector, and the files that a good refresh kept."""
    for name in ("EIA_API_KEY", "BEA_API_KEY"):
        monkeypatch.setenv(name, SECRET)
    names = written(tmp_path / "names.toml", YEARBOOK_NAMES)
    agency.respond, years = SERVICES[request.param]
    fetched(request.param, agency, clock, years=years, mapping=names, confirm=lambda _: False)
    folder = own_home / "raw" / request.param
    files = [
        folder / each["sha256"] / each["name"]
        for each in json.loads((folder / "unfinished.json").read_text())
    ]
    return CONNECTORS[request.param], files, Wish((1990, 2022), "x-2026-12-01", "2026-12-01")


def places(node, path=()):
    """Yield the way to every part, of long lists only to the first two."""
    yield path
    if isinstance(node, dict):
        for key in node:
            yield from places(node[key], (*path, key))
    if isinstance(node, list):
        for number, each in enumerate(node[:2]):
            yield from places(each, (*path, number))


def damaged(cells, path, strange):
    if not path:
        return strange
    made = copy.deepcopy(cells)
    at = made
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = strange
    return made


def test_no_damage_breaks_a_reader(answers, tmp_path):
    house, files, wish = answers
    assert list(read_answers(house, tuple(files), wish).rows)
    tried = refused = 0
    chosen = {
        json.dumps(sorted(map(str, places(json.loads(f.read_text()))))): f
        for f in files
        if f.suffix == ".json"
    }
    for file in chosen.values():  # one file of each shape
        cells = json.loads(file.read_text("utf-8"))
        spoilt = tmp_path / file.name
        others = tuple(spoilt if each == file else each for each in files)
        for path in places(cells):
            for strange in STRANGE:
                spoilt.write_text(json.dumps(damaged(cells, path, strange)), "utf-8")
                tried += 1
                try:
                    list(read_answers(house, others, wish).rows)
                except TanluError:
                    refused += 1
    assert tried > 40
    assert refused > 20


def test_no_cut_answer_is_read(answers, tmp_path):
    house, files, wish = answers
    for file in files[:4]:
        data = file.read_bytes()
        spoilt = tmp_path / file.name
        others = tuple(spoilt if each == file else each for each in files)
        for part in (1, len(data) // 3, len(data) // 2, len(data) - (9 if file.suffix == ".csv" else 2)):
            spoilt.write_bytes(data[:part])
            with pytest.raises(TanluError):
                list(read_answers(house, others, wish).rows)
