"""County means of school scores, where the whole population is known: the model beside direct estimates."""

import csv
import gzip

import numpy as np
import pytest

from tanlu.analysis.survey.benchmarked import benchmark
from tanlu.analysis.survey.units import unit_level

pytestmark = pytest.mark.prove


def test_the_model_halves_the_error_of_direct_estimates(shared):
    data = gzip.decompress((shared / "data" / "survey_api" / "apipop.csv.gz").read_bytes()).decode()
    rows = [row for row in csv.DictReader(data.splitlines()) if row["ell"] and row["meals"]]
    names = sorted({row["cnum"] for row in rows})
    of = np.array([names.index(row["cnum"]) for row in rows])
    y = np.array([float(row["api00"]) for row in rows])
    x = np.column_stack([
        np.ones(len(rows)),
        *([float(row[each]) for row in rows] for each in ("meals", "ell")),
        *([row["stype"] == each for row in rows] for each in ("H", "M")),
    ])  # fmt: skip
    truth = np.array([y[of == each].mean() for each in range(len(names))])
    means = np.array([x[of == each].mean(axis=0) for each in range(len(names))])
    direct, model = [], []
    for seed in range(20):
        taken = np.random.default_rng(seed).choice(len(rows), 400, replace=False)
        found = unit_level(y[taken], x[taken], of[taken], means)
        for each in np.unique(of[taken]):
            direct.append((y[taken][of[taken] == each].mean() - truth[each]) ** 2)
            model.append((found.areas[each].value - truth[each]) ** 2)
    share = np.sqrt(np.mean(model)) / np.sqrt(np.mean(direct))
    assert share < 0.45, share


@pytest.mark.parametrize(
    ("question", "before", "state"), [("supportRPS", 56.104, 50.137), ("happening", 61.851, 60.024)]
)
def test_the_counties_of_wyoming_are_brought_to_their_state(shared, question, before, state):
    """Yale's maps of opinion, 2020: the layers do not add up as they were published."""
    path = shared / "data" / "ycom2020_us" / "ycom2020_us_state_county.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    (whole,) = [float(row[question]) for row in rows if row["fips"] == "56"]
    counties = [row for row in rows if row["fips"].startswith("56") and len(row["fips"]) == 5]
    people = [float(row["TotalPop"]) for row in counties]
    found = benchmark([float(row[question]) for row in counties], people, whole)
    assert (len(counties), found.before, whole) == (
        23,
        pytest.approx(before, abs=5e-4),
        pytest.approx(state, abs=5e-4),
    )
    assert np.average(found.ratio, weights=people) == pytest.approx(whole)
