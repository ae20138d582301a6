"""What may happen to coal output and jobs, how honest such bands were, and what they cannot see."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.coal import outlook as engine
from tanlu.analysis.coal.coverage import Card, widened
from tanlu.analysis.coal.outcomes import LEAST_YEARS, draw_jobs, fit_jobs
from tanlu.analysis.coal.panel import WINDOW
from tanlu.analysis.coal.panel import Panel as Many
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted, Work
from tanlu.lineage.tables.states import states
from tanlu.registers.units import factor
from tanlu.text import Text

HORIZON: Final = 10
"""Years ahead: as far as the past can be asked whether such bands held."""
DRAWS: Final = 10_000
SEED: Final = 1
QUANTILES: Final = {"p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
BRITISH: Final = 1985
"""The last year before which the band for British mining is drawn."""

Floats = NDArray[np.float64]


def _wanted(series: str, unit_of: str, codes: tuple[str, ...]) -> Wanted:
    return (series, unit_of, codes, ())


def energy() -> Wanted:
    """Return the panel that shocks and real paths are taken from."""
    return _wanted("coal_production_energy", "US-*", states())


def tonnes() -> Wanted:
    """Return the panel of what the outlook starts from."""
    return _wanted("coal_production", "US-*", states())


def _employees() -> Wanted:
    return _wanted("coal_mine_employees", "US-*", states())


def british() -> Wanted:
    """Return the panel of jobs in British coal."""
    return _wanted("coal_industry_jobs", "GBR", ("GBR",))


def paths(panel: Panel, unit: str) -> dict[str, dict[int, float]]:
    """Return the figures of a panel by region and year, in one unit."""
    found: dict[str, dict[int, float]] = {}
    for each in panel.facts:
        if each.value is not None:
            found.setdefault(each.ref.region, {})[each.year] = each.value * factor(each.unit, unit)
    return found


@lru_cache(maxsize=4)
def many(panel: Panel) -> Many:
    """Return the states with output in every year, as the engine takes them."""
    held = paths(panel, "1e9_Btu")
    years = range(min(map(min, held.values())), max(map(max, held.values())) + 1)
    names = [code for code, path in held.items() if all(path.get(year, 0) > 0 for year in years)]
    return Many.from_output(names, years, [[held[code][year] for year in years] for code in names])


@lru_cache(maxsize=4)
def card(panel: Panel) -> Card:
    """Return the coverage card at every horizon, with the band stretched where it must be."""
    from tanlu.analysis.coal.coverage import card as looked_back  # noqa: PLC0415 - the name is this one's

    held = many(panel)
    return looked_back(held, horizons=range(1, HORIZON + 1), settings=widened(held).settings)


def unbroken(path: Mapping[int, float]) -> tuple[int, ...]:
    """Return the last years in a row with output above zero."""
    years = [max(path)] if path else []
    while years and path.get(years[-1] - 1, 0) > 0:
        years.append(years[-1] - 1)
    return tuple(reversed(years))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The outlook of one region: the last year known, its output, and the draws."""

    last: int
    output: float
    draws: NDArray[np.float32]

    def values(self, year: int) -> dict[str, float]:
        """Return the quantiles of a year; none where it is not ahead."""
        ahead = year - self.last
        if not 1 <= ahead <= HORIZON:
            return {}
        found = np.quantile(self.draws[:, ahead - 1], list(QUANTILES.values()))
        return {name: float(each) for name, each in zip(QUANTILES, found, strict=True)}


def starts(own: Panel) -> dict[str, tuple[int, engine.Start]]:
    """Return where the outlook of every state with enough years of output in tonnes starts: its last year, and how."""
    found = {}
    for code, path in paths(own, "Mt").items():
        years = unbroken(path)
        if len(years) > WINDOW:
            found[code] = years[-1], engine.start_of(code, [path[year] for year in years])
    return found


@lru_cache(maxsize=4)
def drawn(coal: Panel, own: Panel) -> dict[str, Drawn]:
    """Return the outlook of every state with enough years of output in tonnes."""
    found, settings = {}, card(coal).settings
    for code, (last, start) in starts(own).items():
        draws = engine.draw([start], many(coal), horizon=HORIZON, draws=DRAWS, seed=SEED, settings=settings)
        found[code] = Drawn(last, start.output, draws[:, :, 0])
    return found


@lru_cache(maxsize=4)
def jobs(coal: Panel, own: Panel, employed: Panel) -> dict[str, Drawn]:
    """Return the outlook of jobs of every state in which output and jobs stand side by side for long enough."""
    people, output, found = paths(employed, "persons"), paths(own, "Mt"), {}
    for code, ahead in drawn(coal, own).items():
        both = [year for year in unbroken(people.get(code, {})) if year in output[code]]
        if len(both) < LEAST_YEARS:
            continue
        fitted = fit_jobs([output[code][year] for year in both], [people[code][year] for year in both])
        # Output is known for some years after the last jobs are: jobs follow it through those years too.
        known = [output[code][year] for year in range(both[-1] + 1, ahead.last + 1)]
        path = np.concatenate([np.tile(np.asarray(known, np.float32), (DRAWS, 1)), ahead.draws], axis=1)
        made = draw_jobs(path, output[code][both[-1]], fitted, SEED)
        found[code] = Drawn(ahead.last, fitted.last, made[:, len(known) :])
    return found


def _band(panels: tuple[Panel, ...], year: int) -> Values:
    found = drawn(*panels)
    return {(code, name): each for code in found for name, each in found[code].values(year).items()}


def _band_of_jobs(panels: tuple[Panel, ...], year: int) -> Values:
    found = jobs(*panels)
    return {(code, name): each for code in found for name, each in found[code].values(year).items()}


def _covered(name: str) -> Work:
    def work(panels: tuple[Panel, ...], year: int) -> Values:
        found = card(panels[0])
        if year != many(panels[0]).years[-1]:
            return {}
        scale = 1 if name == "cases" else 100
        values = getattr(found, name)
        return {("USA", str(each)): scale * float(values[at]) for at, each in enumerate(found.horizons)}

    return work


def _of_british(panels: tuple[Panel, ...], year: int) -> Values:
    """Return the band that would have been drawn for British mining in 1985, from its jobs and what was known then."""
    path = paths(panels[1], "persons")["GBR"]
    until = {each: value for each, value in path.items() if each <= BRITISH}
    held = [until[each] for each in unbroken(until)]
    start = engine.start_of("GBR", held)
    known, settings = many(panels[0]).until(BRITISH), card(panels[0]).settings
    draws = engine.draw([start], known, horizon=HORIZON, draws=DRAWS, seed=SEED, settings=settings)
    return {("GBR", name): each for name, each in Drawn(BRITISH, 0, draws[:, :, 0]).values(year).items()}


NOWHERE: Final = Text(
    "fewer than eleven years in a row of output by one measure are held, or the year is not among the next ten",
    "按同一口径连续收录的产量不足十一年，或所问年份不在今后十年之内",
)
INSTEAD: Final = Text(
    "`tanlu outlook CODE` shows which years it reaches and what is not known.",
    "`tanlu outlook 代码` 可查看展望到哪一年、还缺什么。",
)
CAVEAT: Final = Text(
    "A band of past surprises: it holds no break in policy or markets that those states had not lived through",
    "区间来自以往的意外变动，不含这些州未曾经历的政策或市场断崖",
)
_METHOD: Final = Text(
    "From the last year known, 10,000 paths: half follow the fading trend of the last ten years with past surprises of the "
    "other states, half real growth of another state over ten years from the second year on; the state's own past enters "
    "neither. Ten percent of paths lie below the lowest quantile, ten above the highest.",
    "自最近有数据的一年起抽取1万条路径：一半沿过去十年渐弱的趋势，叠加其他州以往的意外变动；另一半自第二年起取另一州"
    "真实的十年增长路径；本州自身的历史均不进入。最低分位以下和最高分位以上各占一成。",
)
_BACK: Final = Text(
    "From every year since the earliest that leaves ten surprises, the band for eight in ten is drawn with what was known "
    "by then, the state itself left out, and held against what came.",
    "自留足十次意外变动的最早年份起，逐年仅用当时已知的数据、剔除本州后绘制八成区间，再与其后实绩对照。",
)


def _quantile(name: str) -> Text:
    share = round(100 * QUANTILES[name])
    return Text(f"{share}% of paths lie below", f"{share}%的路径低于此值")


def _ahead(years: str) -> Text:
    return Text(f"{years} year{'' if years == '1' else 's'} ahead", f"提前{years}年")


def _banded(name: str, unit: str, work: Work, wanted: tuple[Wanted, ...], *words: Text) -> TableRecipe:
    title, method = words
    return TableRecipe(
        id=name, version=1, title=title, method=method, unit=unit, part="quantile", years=(), wants=lambda _year: wanted,
        work=work, nowhere=NOWHERE, named=_quantile, grade="B", caveat=CAVEAT, seed=SEED, projected=True, instead=INSTEAD,
    )  # fmt: skip


_TOLD: Final = {
    "covered": ("percent", Text("Past cases inside the band", "以往落在区间内的比例")),
    "below": ("percent", Text("Past cases below the band", "以往低于区间的比例")),
    "above": ("percent", Text("Past cases above the band", "以往高于区间的比例")),
    "cases": ("count", Text("Past cases looked at", "检验的以往情形数")),
}

RECIPES = (
    _banded("coal_outlook", "Mt", _band, (energy(), tonnes()), Text("Coal output, outlook", "煤炭产量展望"), _METHOD),
    _banded(
        "coal_jobs_outlook", "persons", _band_of_jobs, (energy(), tonnes(), _employees()),
        Text("Coal mine employees, outlook", "煤矿从业人数展望"),
        Text(
            "Along each path of output, jobs follow rises and falls apart, in the same year and a year later, with a drift "
            "of their own; fitted on the years in which both are held.",
            "沿每条产量路径，就业分别随产量升降而变，当年与次年各有反应，并有自身趋势；按两者同时有数据的年份拟合。",
        ),
    ),
    _banded(
        "british_jobs_band", "persons", _of_british, (energy(), british()),
        Text("Jobs in British coal, band as of 1985", "英国煤炭就业，1985年时的区间"), _METHOD,
    ),
    *(
        TableRecipe(
            id=f"coal_outlook_{name}", version=1, title=title, method=_BACK, unit=unit, part="ahead", years=(),
            wants=lambda _year: (energy(),), work=_covered(name), nowhere=NOWHERE, named=_ahead, seed=SEED, instead=INSTEAD,
        )
        for name, (unit, title) in _TOLD.items()
    ),
)  # fmt: skip
