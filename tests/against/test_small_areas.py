"""County means of school scores, where the whole population is known: the model beside direct estimates."""

import csv
import gzip

import numpy as np
import pytest

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
