"""The build-out against PyPSA, and avoided emissions against the rates that EPA publishes."""

import csv
import time

import numpy as np
import pytest
from tests import needs

from tanlu.analysis.energy.avoided import Response, avoided
from tanlu.analysis.energy.buildout import Model
from tanlu.analysis.energy.system import Link, Rules, Source, Storage, System, grouped

pytestmark = [pytest.mark.prove, pytest.mark.filterwarnings("ignore")]


def referee(system):
    """Return the network of PyPSA that says the same."""
    pypsa = needs.module("pypsa")
    network = pypsa.Network()
    network.set_snapshots(range(system.steps))
    network.snapshot_weightings.loc[:, :] = system.hours[:, None]
    network.add("Carrier", "co2", co2_emissions=1.0)
    for zone, demand in zip(system.zones, system.demand, strict=True):
        network.add("Bus", zone)
        network.add("Load", f"load {zone}", bus=zone, p_set=demand)
    for each in system.sources:
        network.add("Carrier", each.id, co2_emissions=each.emissions)
        share = 1.0 if each.available is None else each.available
        shared = {"bus": each.zone, "marginal_cost": each.running, "carrier": each.id, "p_max_pu": share}
        network.add(
            "Generator",
            each.id,
            p_nom_extendable=True,
            p_nom_max=each.potential,
            capital_cost=each.capital,
            **shared,
        )
        if each.standing:
            network.add("Generator", f"{each.id} standing", p_nom=each.standing, **shared)
    for each in system.storages:
        network.add(
            "StorageUnit", each.id, bus=each.zone, p_nom_extendable=True, max_hours=each.hours, capital_cost=each.capital,
            efficiency_store=each.into, efficiency_dispatch=each.out, cyclic_state_of_charge=True,
        )  # fmt: skip
    for each in system.links:
        network.add("Link", each.id, bus0=each.one, bus1=each.other, p_nom=each.capacity, p_min_pu=-1.0)
    if system.rules.co2 is not None:
        network.add(
            "GlobalConstraint",
            "cap",
            type="primary_energy",
            carrier_attribute="co2_emissions",
            sense="<=",
            constant=system.rules.co2,
        )
    network.optimize(solver_name="highs", log_to_console=False)
    return network


def drawn(seed, zones=2, steps=48):
    draw = np.random.default_rng(seed)
    names = tuple(f"z{at}" for at in range(zones))
    demand = draw.uniform(50, 120, (zones, steps))
    sources = []
    for name in names:
        sources += [
            Source(f"wind {name}", name, draw.uniform(80, 120), 0.01, available=draw.random(steps)),
            Source(f"gas {name}", name, draw.uniform(40, 60), draw.uniform(30, 50), 0.4),
            Source(
                f"coal {name}",
                name,
                500.0,
                draw.uniform(10, 20),
                1.0,
                standing=draw.uniform(20, 60),
                potential=0.0,
            ),
        ]
    storages = tuple(Storage(f"battery {name}", name, draw.uniform(30, 60), 4.0) for name in names)
    links = tuple(
        Link(f"line {at}", names[at], names[at + 1], draw.uniform(5, 25)) for at in range(zones - 1)
    )
    free = System(names, demand, np.full(steps, 2.0), tuple(sources), storages, links)
    most = Model(free).solve().co2
    return System(names, demand, np.full(steps, 2.0), tuple(sources), storages, links, Rules(co2=0.5 * most))


@pytest.mark.parametrize(("seed", "zones"), [(1, 1), (2, 2), (3, 3)])
def test_random_systems_cost_what_pypsa_says(seed, zones):
    system = drawn(seed, zones)
    found, network = Model(system).solve(), referee(system)
    assert found.cost == pytest.approx(network.objective, rel=1e-6)
    assert found.co2_price == pytest.approx(-network.global_constraints.mu["cap"], rel=1e-4)


def rocky_mountains(shared):
    folder = shared / "data" / "epa_avert_rocky_mountains"
    with (folder / "hourly_2024.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:8760]
    load, wind, sun = (
        np.array([float(row[name]) for row in rows])
        for name in ("fossil_load_mw", "cf_onshore_wind", "cf_utility_pv")
    )
    sources = (
        Source("wind", "rm", 112_000.0, 0.0, available=wind), Source("pv", "rm", 72_000.0, 0.0, available=sun),
        Source("gas", "rm", 90_000.0, 28.0, 0.37), Source("coal", "rm", 60_000.0, 22.0, 0.95, potential=7000.0, coal=True),
    )  # fmt: skip
    storages = (Storage("battery", "rm", 95_000.0, 4.0),)
    return System(("rm",), load[None], np.ones(8760), sources, storages, rules=Rules(co2=10e6))


def test_a_region_of_four_hour_steps_costs_what_pypsa_says_and_is_built_sooner(shared):
    system = grouped(rocky_mountains(shared), 4)
    assert system.steps == 2190
    network = referee(system)
    model = Model(system)
    assert model.solve().cost == pytest.approx(network.objective, rel=1e-6)


def test_a_warm_solve_takes_a_third_of_pypsa_s_build_and_solve(shared):
    """CPU-seconds: 1,460 steps built in under 0.05, and solved warm three times faster than PyPSA from scratch."""
    system = grouped(rocky_mountains(shared), 6)
    assert system.steps == 1460
    Model(system)
    began = time.process_time()
    model = Model(system)
    built = time.process_time() - began
    model.solve()
    began = time.process_time()
    model.again(running={"gas": 29.0})
    warm = time.process_time() - began
    began = time.process_time()
    referee(system)
    theirs = time.process_time() - began
    assert built < 0.05, built
    assert theirs / warm > 3, (theirs, warm)


def test_avoided_emissions_are_within_eight_percent_of_what_epa_publishes(shared):
    folder = shared / "data" / "epa_avert_rocky_mountains"
    with (folder / "unit_response_by_load_bin_2024.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bins = [name for name in rows[0] if name.startswith("bin_")]
    edges = np.array([float(name.removeprefix("bin_")) for name in bins])

    def total(quantity):
        return np.array(
            [[float(row[name] or 0) for name in bins] for row in rows if row["quantity"] == quantity]
        ).sum(axis=0)

    with (folder / "hourly_2024.csv").open(encoding="utf-8", newline="") as file:
        hours = list(csv.DictReader(file))
    load = np.array([float(row["fossil_load_mw"]) for row in hours])
    ozone = np.array([5 <= int(row["month"]) <= 9 for row in hours])
    pounds = {True: Response(edges, 2000 * total("co2")), False: Response(edges, 2000 * total("co2_not"))}
    with (folder / "avoided_co2_rates_2023.csv").open(encoding="utf-8", newline="") as file:
        published = {
            row["resource"]: float(row["avoided_co2_lb_per_mwh"])
            for row in csv.DictReader(file) if row["avert_region"] == "Rocky Mountains"
        }  # fmt: skip
    for resource, column in (("Onshore Wind", "cf_onshore_wind"), ("Utility PV", "cf_utility_pv")):
        saved = 100 * np.array([float(row[column]) for row in hours])
        parts = [avoided(load[ozone == season], saved[ozone == season], pounds[season]) * saved[ozone == season].sum()
                 for season in (True, False)]  # fmt: skip
        found = sum(parts) / saved.sum()
        assert found == pytest.approx(published[resource], rel=0.08), resource
