"""Small areas: nearer to a known truth than direct estimates, errors that hold, and what is refused."""

import numpy as np
import pytest

from tanlu.analysis.survey.areas import NO_DIRECT, NO_SPREAD, fay_herriot
from tanlu.analysis.survey.benchmarked import benchmark
from tanlu.analysis.survey.units import unit_level
from tanlu.errors import BadTable

D = np.tile([0.2, 0.5, 1.0, 2.0, 4.0], 8)


def drawn(seed, between, m=40):
    chance = np.random.default_rng(seed)
    x = np.column_stack([np.ones(m), chance.normal(size=m)])
    truth = x @ [1.0, 2.0] + chance.normal(0, np.sqrt(between), m)
    return x, truth, truth + chance.normal(0, np.sqrt(D[:m]))


def test_a_made_population_is_met_with_half_the_error():
    chance = np.random.default_rng(3)
    counties = np.repeat(np.arange(60), 100)
    x = chance.normal(0, 1, 6000) + np.repeat(chance.normal(0, 1, 60), 100)
    y = 50 + 20 * x + np.repeat(chance.normal(0, 6, 60), 100) + chance.normal(0, 20, 6000)
    truth = np.array([y[counties == each].mean() for each in range(60)])
    means = np.column_stack([np.ones(60), [x[counties == each].mean() for each in range(60)]])
    direct, model = [], []
    for _ in range(10):
        taken = chance.choice(6000, 400, replace=False)
        of = counties[taken]
        found = unit_level(y[taken], np.column_stack([np.ones(400), x[taken]]), of, means)
        sampled = np.unique(of)
        own = np.array([y[taken][of == each].mean() for each in sampled])
        direct.append((own - truth[sampled]) ** 2)
        model.append((np.array([found.areas[each].value for each in sampled]) - truth[sampled]) ** 2)
    assert np.sqrt(np.concatenate(model).mean()) < 0.5 * np.sqrt(np.concatenate(direct).mean())


@pytest.mark.parametrize("method", ["reml", "ml", "moment"])
def test_the_error_that_is_told_is_the_error_that_is_made(method):
    told, made, held = [], [], []
    for seed in range(80):
        x, truth, y = drawn(seed, 1.0)
        found = fay_herriot(y, D, x, method)
        value = np.array([each.value for each in found.areas])
        error = np.array([each.error for each in found.areas])
        told.append(error**2)
        made.append((value - truth) ** 2)
        held.append(np.abs(value - truth) < 1.96 * error)
    assert np.mean(told) == pytest.approx(np.mean(made), rel=0.1)
    assert 0.92 < np.mean(held) < 0.97


def test_where_nothing_is_between_areas_no_answer_is_dropped_and_it_is_said():
    x, truth, y = drawn(0, 0.0)
    found = fay_herriot(y, D, x)
    assert found.note == NO_SPREAD
    assert all(0 < each.weight < 1 for each in found.areas)
    assert (
        np.mean([abs(each.value - t) < 1.96 * each.error for each, t in zip(found.areas, truth, strict=True)])
        > 0.9
    )


def test_an_area_without_an_estimate_is_told_by_the_model():
    x, _, y = drawn(1, 1.0)
    y[3] = np.nan
    area = fay_herriot(y, D, x).areas[3]
    assert (area.value, area.weight, area.note) == (area.synthetic, 0.0, NO_DIRECT)


def test_an_area_with_few_people_does_not_show_them():
    chance = np.random.default_rng(1)
    of = np.repeat(np.arange(8), [2, 20, 20, 20, 20, 20, 20, 20])
    x = np.column_stack([np.ones(len(of)), chance.normal(size=len(of))])
    y = x @ [1.0, 2.0] + chance.normal(size=len(of)) + np.repeat(chance.normal(size=8), [2, *[20] * 7])
    means = np.column_stack([np.ones(8), np.zeros(8)])
    found = unit_level(y, x, of, means, fewest=10)
    assert found.areas[0].value == found.areas[0].synthetic
    assert found.areas[1].value != found.areas[1].synthetic


def test_benchmarked_areas_add_up():
    found = benchmark([40.0, 60.0, 55.0], [100, 300, 50], 50.0)
    for each in (found.ratio, found.difference):
        assert np.average(each, weights=[100, 300, 50]) == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda y, d, x: (y, d * 0, x), "no error above zero"),
        (lambda y, d, x: (y, d, np.column_stack([x, x[:, 1]])), "say the same"),
        (lambda y, d, x: (y, d, np.where(x == x[5, 1], np.nan, x)), "Row 6 lacks"),
        (lambda y, d, x: (y[:4], d[:4], x[:4]), "4 rows"),
        (lambda y, d, x: (y * np.nan, d, x), "0 rows"),
    ],
)
def test_what_bears_no_model_is_refused(change, said):
    x, _, y = drawn(1, 1.0)
    with pytest.raises(BadTable, match=said):
        fay_herriot(*change(y, D, x))


@pytest.mark.parametrize(("people", "whole"), [([1.0, 0.0], 5.0), ([1.0, 1.0], np.nan)])
def test_a_benchmark_needs_people_and_a_figure(people, whole):
    with pytest.raises(BadTable, match="population"):
        benchmark([1.0, 2.0], people, whole)


def test_three_areas_are_too_few_for_units():
    with pytest.raises(BadTable, match="3 areas"):
        unit_level(np.arange(12.0), np.ones((12, 1)), np.repeat([0, 1, 2], 4), np.ones((3, 1)))


def test_constant_answers_are_refused():
    with pytest.raises(BadTable, match="All answers are the same"):
        unit_level(np.full(20, 3.0), np.ones((20, 1)), np.arange(20) % 5, np.ones((5, 1)))
    found = fay_herriot(np.full(40, 3.0), D, np.ones((40, 1)))
    assert all(np.isfinite([each.value, each.error]).all() for each in found.areas)
