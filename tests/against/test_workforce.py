"""Workforce on O*NET 29.0, against what was measured apart from this code."""

import csv
import gzip
import time

import numpy as np
import pytest
from tests import needs

from tanlu.analysis.economy.workforce.ratings import Ratings
from tanlu.analysis.economy.workforce.similarity import MEASURES, similarity

pytestmark = pytest.mark.prove

ORIGIN = "Continuous Mining Machine Operators"
FOUR = ("standardised", "cosine", "euclid", "jaccard")


def rows(name):
    whole = (needs.shared() / "data" / "onet_29_0" / name).read_bytes()
    text = (gzip.decompress(whole) if name.endswith(".gz") else whole).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def onet():
    found = rows("ratings.csv.gz")
    occupations, elements = (sorted({row[name] for row in found}) for name in ("onetsoc", "element_id"))
    values = {(row["onetsoc"], row["element_id"]): row for row in found}
    importance, level = (
        [[float(values[o, e][scale]) for e in elements] for o in occupations]
        for scale in ("importance", "level")
    )
    titles = {row["onetsoc"]: row["title"] for row in rows("occupations.csv")}
    return Ratings.from_arrays(occupations, elements, importance=importance, level=level, titles=titles)


@pytest.fixture(scope="module")
def every(onet):
    return {kind: similarity(onet, kind) for kind in MEASURES}


def first(onet, found, count):
    here = onet.place(ORIGIN)
    order = [at for at in np.argsort(-found.values[here], kind="stable") if at != here]
    return [onet.titles[at] for at in order[:count]]


def test_all_measures_take_less_than_ten_seconds_of_one_core(onet):
    assert (len(onet.occupations), len(onet.elements)) == (879, 68)
    start = time.process_time()
    for kind in MEASURES:
        similarity(onet, kind)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("cosine", (0.881, 0.948, 0.987)),
        ("standardised", (-0.654, -0.024, 0.777)),
        ("jaccard", (0.054, 0.277, 0.645)),
    ],
)
def test_percentiles_of_all_pairs(every, kind, printed):
    assert np.percentile(every[kind].pairs, (1, 50, 99)) == pytest.approx(printed, abs=5e-4)


def test_standardised_cosine_of_miners_gives_who_works_beside_them(onet, every):
    assert first(onet, every["standardised"], 6) == [
        "Roof Bolters, Mining",
        "Earth Drillers, Except Oil and Gas",
        "Crane and Tower Operators",
        "Rail-Track Laying and Maintenance Equipment Operators",
        "Maintenance Workers, Machinery",
        "Operating Engineers and Other Construction Equipment Operators",
    ]


def test_the_gap_alone_gives_whatever_asks_for_little(onet, every):
    found = first(onet, every["gap"], 7)
    assert found[0] == "Sewing Machine Operators"
    assert {
        "Cutters and Trimmers, Hand",
        "Janitors and Cleaners, Except Maids and Housekeeping Cleaners",
    } <= {*found}


def test_how_far_the_measures_agree(onet, every):
    upper = np.triu_indices(len(onet.occupations), 1)
    order = {kind: np.argsort(np.argsort(found.values[upper])) for kind, found in every.items()}
    apart = [np.corrcoef(order[a], order[b])[0, 1] for a in FOUR for b in FOUR if a < b]
    assert (round(min(apart), 2), round(max(apart), 2)) == (0.62, 0.80)
    gap = [np.corrcoef(order["gap"], order[each])[0, 1] for each in FOUR]
    assert (round(min(gap), 2), round(max(gap), 2)) == (0.06, 0.40)
