"""Sizes of samples: printed ones, both directions, and what cannot be planned."""

import math

import numpy as np
import pytest

from tanlu.actions.planning import Plan, plan
from tanlu.analysis.survey.planning import Field, for_difference, for_margin, margin_of, power_of
from tanlu.errors import BadReference


@pytest.mark.parametrize(("adults", "answers", "invited"), [(34_530, 567, 2834), (15_275, 556, 2777)])
def test_two_counties(adults, answers, invited):
    found = for_margin(0.5, 0.05, Field(deff=1.5, population=adults, response=0.2))
    assert (found.answers, found.invitations) == (answers, invited)


@pytest.mark.parametrize("population", [None, 2_000.0, 300.0])
@pytest.mark.parametrize("margin", [0.02, 0.05, 0.1])
def test_both_directions_meet(population, margin):
    field = Field(deff=1.4, population=population)
    found = for_margin(0.5, margin, field)
    assert margin_of(0.5, found.exact, field) == pytest.approx(margin, rel=1e-9)
    gap = for_difference((0.5, 0.4), margin, 0.9, field)
    assert power_of((0.5, 0.4), margin, gap.exact, field) == pytest.approx(0.9, abs=1e-6)


def test_the_power_planned_is_the_power_met():
    need = for_difference((math.sqrt(0.24), 0.5), 0.1, 0.8, Field()).answers
    chance = np.random.default_rng(1)
    one, other = chance.binomial(need, 0.4, 20_000) / need, chance.binomial(need, 0.5, 20_000) / need
    error = np.sqrt((one * (1 - one) + other * (1 - other)) / need)
    assert (np.abs(one - other) / error > 1.96).mean() == pytest.approx(0.8, abs=0.015)


def test_clusters_cost():
    found = plan(Plan(share=0.5, margin=0.05, cluster=11, correlation=0.05))
    assert (found.deff, found.answers, found.clusters) == (pytest.approx(1.5), 577, 53)


def test_everybody_asked_leaves_no_margin():
    assert margin_of(0.5, 300, Field(population=300)) == 0


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Plan(margin=0.05), "a share or a mean"),
        (Plan(share=0.5), "either the margin"),
        (Plan(share=0.5, margin=0.05, answers=3), "either the margin"),
        (Plan(share=0.0, margin=0.05), "between 0 and 100"),
        (Plan(share=0.5, margin=0.0), "above zero"),
        (Plan(share=0.5, other=0.5), "not be zero"),
        (Plan(share=0.5, answers=400, population=300), "more answers than people"),
        (Plan(share=0.5, margin=0.1, response=0.0), "response rate"),
        (Plan(share=0.5, margin=0.1, cluster=10), "design effect"),
        (Plan(share=0.5, difference=0.1), "Two shares"),
        (Plan(sd=5.0, difference=1.0, power=0.01), "power"),
    ],
)
def test_what_cannot_be_planned_is_said(said, why):
    with pytest.raises(BadReference, match=why):
        plan(said)
