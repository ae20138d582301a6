"""Jobs and pay by industry, on the whole shared list: here coal mining stands alone."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from tanlu.evidence.fact import Fact
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted, Work
from tanlu.registers.industries import groups, industries, of_naics
from tanlu.text import Text

YEARS: Final = (2014,)
STATES: Final = ("US-WV", "US-WY")
_NOWHERE: Final = Text(
    "jobs by industry of one list are not held for this region", "没有收录该地区按同一行业表分列的就业人数"
)
_LOW: Final = Text(
    "Mean of five years in which a withheld year counts as zero: small industries are too low",
    "五年平均值，未披露的年份按零计入，小行业偏低",
)


def _jobs(*places: tuple[str, tuple[str, ...]]) -> tuple[Wanted, ...]:
    return tuple(("jobs_by_industry", name, codes, YEARS) for name, codes in places)


def _wants_states(_year: int) -> tuple[Wanted, ...]:
    return _jobs(("US-WV+US-WY", STATES), ("USA", ("USA",)))


def _wants_pay(_year: int) -> tuple[Wanted, ...]:
    return (*_jobs(("USA", ("USA",))), ("payroll_by_industry", "USA", ("USA",), YEARS))


def _summed(facts: Iterable[Fact]) -> dict[tuple[str, str], float]:
    """Return the sums by region and industry of the shared list; of a withheld group nothing is known."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for fact in facts:
        home = of_naics(fact.ref.dims.removeprefix("naics="))
        if home and fact.value is not None:
            found[fact.ref.region, home.id] += fact.value
    return found


def _total(found: dict[tuple[str, str], float], code: str) -> float:
    return sum(value for (place, _), value in found.items() if place == code)


def _share(panels: tuple[Panel, ...], _year: int) -> Values:
    found = _summed(panels[0].facts)
    whole = {code: _total(found, code) for code in STATES}
    return {(code, each): 100 * value / whole[code] for (code, each), value in found.items()}


def _quotient(panels: tuple[Panel, ...], year: int) -> Values:
    nation = _summed(panels[1].facts)
    whole = _total(nation, "USA")
    return {
        (code, each): value / (100 * nation["USA", each] / whole)
        for (code, each), value in _share(panels, year).items()
        if nation.get(("USA", each))
    }


def _pay(panels: tuple[Panel, ...], _year: int) -> Values:
    jobs, pay = (_summed(panel.facts) for panel in panels)
    found = {("USA", each): pay["USA", each] / jobs["USA", each] for _, each in jobs if jobs["USA", each]}
    for group in groups().values():
        if len(group.members) > 1:
            held = [each for each in group.members if ("USA", each) in jobs]
            found["USA", group.id] = sum(pay["USA", each] for each in held) / sum(
                jobs["USA", each] for each in held
            )
    return found


def _named(name: str) -> Text:
    return industries()[name].title if name in industries() else groups()[name].title


def _recipe(name: str, unit: str, work: Work, title: Text, method: Text, *, pay: bool = False) -> TableRecipe:
    return TableRecipe(
        id=name,
        version=1,
        title=title,
        method=method,
        unit=unit,
        part="industry",
        years=YEARS,
        wants=_wants_pay if pay else _wants_states,
        work=work,
        nowhere=_NOWHERE,
        named=_named,
        grade="B",
        caveat=_LOW,
    )


RECIPES = (
    _recipe(
        "jobs_share",
        "percent",
        _share,
        Text("Share of private jobs", "占私营部门就业岗位比重"),
        Text(
            "Paid jobs of the industry over those of all industries of the list; farms, railways, government and the "
            "self-employed are left out.",
            "该行业领薪岗位除以表中全部行业的岗位，不含农场、铁路、政府和自雇者。",
        ),
    ),
    _recipe(
        "jobs_lq",
        "times",
        _quotient,
        Text("Location quotient of jobs", "就业区位商"),
        Text(
            "Share of the industry in the jobs of the state over its share in the jobs of all fifty states.",
            "该行业占本州岗位的比重除以其占五十个州合计岗位的比重。",
        ),
    ),
    _recipe(
        "industry_pay",
        "USD_per_person",
        _pay,
        Text("Yearly pay for a job in the United States", "全美每个岗位的年薪酬"),
        Text(
            "Annual payroll over jobs, the fifty states together, before deductions and without benefits; part-time jobs "
            "count as one.",
            "五十个州合计的年度薪酬总额除以岗位数，扣除前金额，不含福利；兼职按一个岗位计。",
        ),
        pay=True,
    ),
)
