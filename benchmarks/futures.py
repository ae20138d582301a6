"""Cases of what may come: outlooks, portfolios, cash flows, a power system solved warm."""

from pathlib import Path

Command = list[str]


def outlook(draws: int, _scratch: Path) -> Command:
    """Six regions, thirty years, four outcomes with quantiles."""
    asked = (
        "import numpy as np; from tanlu.analysis.coal.panel import Panel;"
        "from tanlu.analysis.coal.outlook import band, draw, start_of;"
        "from tanlu.analysis.coal.outcomes import Rule, draw_emissions, draw_jobs, draw_revenue, fit_jobs;"
        "from tanlu.text import Text;"
        "r = np.random.default_rng(1); years = range(1960, 2020);"
        "grown = np.cumsum(r.normal(0, 0.08, (16, 60)), axis=1);"
        "panel = Panel.from_output([str(at) for at in range(16)], years, 100 * np.exp(grown));"
        "starts = [start_of(name, np.exp(panel.path(name)), 'one') for name in panel.names[:6]];"
        f"drawn = draw(starts, panel, horizon=30, draws={draws}, seed=1);"
        "rules = [Rule('tax', Text('tax', '税'), 0.1, 1900, 9999, 's')]; found = [];"
        "\nfor at, start in enumerate(starts):\n"
        "    paths = drawn[:, :, at]; held = fit_jobs(np.exp(panel.logs[at]), 50 * np.exp(0.7 * panel.logs[at]))\n"
        "    jobs = draw_jobs(paths, start.output, held, at)\n"
        "    money = draw_revenue(paths, 15.0, rules, range(2025, 2055))\n"
        "    gas = draw_emissions(paths, heat=20.0, factor=0.09, methane=1.2, warming=28.0)\n"
        "    found += [band(each).values[2, -1] for each in (paths, jobs, money, gas.burnt)]\n"
        "print(len(found))"
    )
    return ["-c", asked]


def portfolio(count: int, _scratch: Path) -> Command:
    """Projects over five periods, four floors, prerequisites, at a gap of 0.1%."""
    asked = (
        "import numpy as np; from tanlu.analysis.finance.portfolio import choose;"
        "from tanlu.analysis.finance.projects import Floor, Projects;"
        f"r = np.random.default_rng(0); n = {count}; cost = r.uniform(1, 20, n);"
        "benefit = (cost * r.lognormal(0.2, 0.4, n))[:, None] * 0.95 ** np.arange(5); group = r.integers(0, 4, n);"
        "floors = tuple(Floor(f'g{k}', (group == k).astype(float), share=0.15) for k in range(4));"
        "one, two = r.permutation(n)[: n // 10], r.permutation(n)[: n // 10];"
        "needs = tuple((str(a), str(b)) for a, b in zip(one, two) if a > b);"
        "budget = np.full((1, 5), cost.sum() * 0.07);"
        "made = Projects(tuple(map(str, range(n))), cost, benefit, budget, np.full((n, 1), True), needs, (), floors);"
        "found = choose(made, gap=1e-3); print(found.benefit, found.gap, found.proven)"
    )
    return ["-c", asked]


def cash(count: int, _scratch: Path) -> Command:
    """Flows of thirty years to present value and rate of return."""
    asked = (
        "import numpy as np; from tanlu.analysis.finance.cash import irr_each, npv;"
        f"r = np.random.default_rng(1); n = {count}; flows = np.abs(r.normal(100, 40, (n, 31)));"
        "flows[:, 0] = -r.uniform(300, 1500, n); print(npv(flows, 0.07).mean(), irr_each(flows).rates.mean())"
    )
    return ["-c", asked]


def buildout(steps: int, _scratch: Path) -> Command:
    """A region with four sources and a battery: built, solved, and solved again for another cost."""
    asked = (
        "import numpy as np; from tanlu.analysis.energy.buildout import Model;"
        "from tanlu.analysis.energy.system import Rules, Source, Storage, System;"
        f"r = np.random.default_rng(1); n = {steps}; day = np.sin(np.arange(n) / n * 2 * np.pi * 60);"
        "demand = (5000 + 800 * day + r.normal(0, 300, n))[None]; sun = np.clip(day + r.normal(0, 0.2, n), 0, 1);"
        "wind = np.clip(r.beta(2, 4, n), 0, 1); hours = np.full(n, 8760 / n);"
        "sources = (Source('wind', 'a', 112e3, 0.0, available=wind), Source('pv', 'a', 72e3, 0.0, available=sun),"
        "Source('gas', 'a', 90e3, 28.0, 0.37), Source('coal', 'a', 60e3, 22.0, 0.95, potential=7000.0));"
        "stores = (Storage('battery', 'a', 95e3, 4.0),);"
        "model = Model(System(('a',), demand, hours, sources, stores, rules=Rules(co2=10e6)));"
        "model.solve(); print(model.again(running={'gas': 29.0}).cost)"
    )
    return ["-c", asked]


def agreement(units: int, _scratch: Path) -> Command:
    """Ten raters on a scale of five, a tenth missing: alpha, AC2 and raw agreement with 1,000 draws."""
    asked = (
        "import numpy as np; from tanlu.analysis.scales.agreement import agreement;"
        "from tanlu.analysis.scales.ratings import Ratings;"
        f"r = np.random.default_rng(1); n = {units}; shape = (n, 10); truth = r.integers(0, 5, (n, 1));"
        "codes = np.where(r.random(shape) < 0.7, truth, r.integers(0, 5, shape)); codes[r.random(shape) < 0.1] = -1;"
        "found = agreement(Ratings(codes, tuple('01234'), np.arange(5.0)), 'ordinal');"
        "print(found.alpha, found.gwet)"
    )
    return ["-c", asked]


def robustness(draws: int, _scratch: Path) -> Command:
    """Thirty-two indicators in ten dimensions, fifty units, a twentieth missing."""
    asked = (
        "import numpy as np; from tanlu.analysis.scales.composite import Index, Layer;"
        "from tanlu.analysis.scales.robustness import robustness;"
        "r = np.random.default_rng(1); p, n = 32, 50; names = tuple(map(str, range(10)));"
        "low = Layer(tuple(at % 10 for at in range(p)), np.ones(p), 'arithmetic', names);"
        "top = Layer((0,) * 10, np.ones(10), 'geometric', ('index',));"
        "index = Index(tuple(map(str, range(p))), np.ones(p), np.tile([0.0, 4.0], (p, 1)), (low, top), 1.0, 0.5);"
        f"found = robustness(index, r.uniform(0, 4, (n, p)), r.random((n, p)) > 0.05, draws={draws});"
        "print(found.rank_width, found.ordered.sum())"
    )
    return ["-c", asked]
