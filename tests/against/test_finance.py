"""NREL's own levelised costs, each recomputed."""

import csv

import pytest

from tanlu.analysis.finance.basis import Basis
from tanlu.analysis.finance.levelised import Costs, lcoe

pytestmark = pytest.mark.prove

YEARS = {"20": 20, "30": 30, "TechLife": {"land_based_wind": 30, "nuclear": 60}}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_published_levelised_cost_is_reproduced(shared):
    folder = shared / "data" / "nrel_atb_2024"
    costs = {
        (each["technology"], each["display_name"], each["scenario"], each["parameter"], each["year"]): float(
            each["value"]
        )
        for each in rows(folder / "costs_and_performance.csv")
    }
    finance = {
        (
            each["technology"],
            each["case"],
            each["capital_recovery_period"],
            each["item"],
            each["year"],
        ): float(each["value"])
        for each in rows(folder / "finance.csv")
        if each["value"]
    }
    worst, count = -1.0, 0
    for each in rows(folder / "lcoe_published_rd_case.csv"):
        kind, case, period, scenario, year = (
            each[name] for name in ("technology", "case", "capital_recovery_period", "scenario", "year")
        )
        if kind != "land_based_wind":
            continue
        cost = {
            name: costs[kind, each["display_name"], scenario, name, year]
            for name in ("capex", "fixed_om", "variable_om", "net_capacity_factor")
        }
        years = YEARS[period] if period != "TechLife" else YEARS[period][kind]
        found = lcoe(
            Costs(cost["capex"], cost["fixed_om"], cost["variable_om"]),
            capacity_factor=cost["net_capacity_factor"],
            real_wacc=finance[kind, case, "*", f"WACC Real - {scenario}", year],
            years=years,
            basis=Basis("real", "USD", 2022),
            finance=finance[kind, case, period, f"PFF/{scenario}", year],
        )
        # A capacity factor is printed to six decimals, so a cost is no surer than half of the last one of them.
        printed = 0.5e-6 / cost["net_capacity_factor"]
        worst = max(worst, abs(found.total / float(each["value"]) - 1) - printed)
        count += 1
    assert count == 630
    assert worst < 1e-6
