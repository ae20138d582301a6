"""What mining carries in a state: the nation's flows cut by quotients, always as a range over methods, and gross."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np

from tanlu.analysis.economy.input_output.regional import Estimate, RegionalMultipliers, regional_multipliers
from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted
from tanlu.lineage.tables.states import NOWHERE, accounts, states, table
from tanlu.registers.industries import groups
from tanlu.text import Text

YEAR: Final = 2016
FLOWS: Final = 2017
SECTOR: Final = "mining"
METHODS: Final[dict[str, Text]] = {
    "nation": Text("national coefficients, uncut", "全国系数，不作削减"),
    "slq": Text("simple location quotient (SLQ)", "简单区位商（SLQ）"),
    "cilq": Text("cross-industry quotient (CILQ)", "跨行业区位商（CILQ）"),
    "flq": Text("Flegg's quotient (FLQ, δ = 0.25)", "弗莱格区位商（FLQ，δ = 0.25）"),
    "aflq": Text("augmented Flegg quotient (AFLQ, δ = 0.25)", "增广弗莱格区位商（AFLQ，δ = 0.25）"),
    "low": Text("lowest of all regional methods", "各地区方法中最低"),
    "high": Text("highest of all regional methods", "各地区方法中最高"),
}
_LABELS: Final = {"slq": "SLQ", "cilq": "CILQ", "flq": "FLQ δ=0.25", "aflq": "AFLQ δ=0.25"}
GROSS: Final = Text(
    "Gross, by method and not by data: no substitution, no prices, no limit to capacity",
    "总效应，取决于方法而非实测：不考虑替代、价格和产能限制",
)


def _wants(_year: int) -> tuple[Wanted, ...]:
    return (("io_flow", "USA", ("USA",), (FLOWS,)), *accounts(YEAR))


def flows(panel: Panel) -> IOTable:
    """Return the national table of the panel."""
    names = list(groups())
    place = {name: at for at, name in enumerate(names)}
    held = np.zeros((len(names), len(names)))
    vectors = {each: np.zeros(len(names)) for each in ("output", "households", "value_added", "wages")}
    for fact in panel.facts:
        parts = dict(each.split("=") for each in fact.ref.dims.split(","))
        start, to, value = parts["from"], parts["to"], fact.value or 0.0
        if start in place and to in place:
            held[place[start], place[to]] = value
        elif to in place:
            vectors[start][place[to]] = value
        else:
            vectors[to][place[start]] = value
    return IOTable.from_domestic(
        names,
        held,
        vectors["output"],
        vectors["value_added"],
        wages=vectors["wages"],
        households=vectors["households"],
    )


@lru_cache(maxsize=2)
def _found(panels: tuple[Panel, ...]) -> dict[str, RegionalMultipliers]:
    """Return the multipliers of every state of which all industries are known and which mines."""
    nation, held = flows(panels[0]), table(panels[1], YEAR)
    whole, at = held.values.sum(axis=0), held.industries.index(SECTOR)
    found = {}
    for row, code in enumerate(states()):
        if not held.suppressed[row].any() and held.values[row, at] > 0:
            found[code] = regional_multipliers(nation, held.values[row], whole)
    return found


def _numbers(found: RegionalMultipliers, at: int, *, closed: bool) -> Iterator[tuple[str, float]]:
    def number(each: Estimate) -> float | None:
        values = each.type_2 if closed else each.type_1
        return None if values is None else float(values[at])

    estimates = {each.label: each for each in found.estimates}
    wanted = {"nation": found.national, **{part: estimates[label] for part, label in _LABELS.items()}}
    for part, each in wanted.items():
        value = number(each)
        if value is not None:
            yield part, value
    span = found.span(at, type_2=closed)
    if span is not None:
        yield from zip(("low", "high"), span, strict=True)


def _multipliers(*, closed: bool) -> Callable[[tuple[Panel, ...], int], Values]:
    def work(panels: tuple[Panel, ...], _year: int) -> Values:
        at = tuple(groups()).index(SECTOR)
        return {
            (code, part): value
            for code, found in _found(panels).items()
            for part, value in _numbers(found, at, closed=closed)
        }

    return work


def _recipe(name: str, title: Text, method: Text, *, closed: bool) -> TableRecipe:
    return TableRecipe(
        id=name,
        version=1,
        title=title,
        method=method,
        unit="times",
        part="method",
        years=(YEAR,),
        wants=_wants,
        work=_multipliers(closed=closed),
        nowhere=NOWHERE,
        named=METHODS.__getitem__,
        grade="C",
        caveat=GROSS,
    )


_CUT: Final = Text(
    "the national flows of 2017 cut by quotients from the state accounts of 2016; other groups as they stand on the "
    "shared list",
    "以2016年州账户的区位商削减2017年全国流量；其他行业按共用行业表归并",
)

RECIPES = (
    _recipe(
        "mining_multiplier",
        Text("Output that goes with one unit of demand for mining", "每单位采矿需求所对应的总产出"),
        Text(
            f"Output multiplier of mining except oil and gas, type I (inputs of inputs; no household spending): {_CUT.en}.",
            f"采矿业（不含油气）产出乘数，I型（含各级投入，不含居民消费）：{_CUT.zh}。",
        ),
        closed=False,
    ),
    _recipe(
        "mining_multiplier_closed",
        Text("The same with the spending of wages", "同上，计入工资的消费"),
        Text(f"Type II, households among the industries: {_CUT.en}.", f"II型，居民计入各部门：{_CUT.zh}。"),
        closed=True,
    ),
)
