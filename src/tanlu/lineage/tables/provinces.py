"""What a Chinese province lives on: jobs by industry of a yearbook that somebody has added, on the shared list."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import numpy as np

from tanlu.analysis.economy.breadth import Breadth, Verdict, breadth_change
from tanlu.analysis.economy.diversity import diversity
from tanlu.analysis.economy.relatedness import density, proximity
from tanlu.analysis.economy.shift_share import shift_share
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.evidence.fact import Fact
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted
from tanlu.lineage.tables.change import BREADTH, FOCUS, PARTS
from tanlu.lineage.tables.nearness import NEIGHBOURS
from tanlu.lineage.tables.states import title_of
from tanlu.registers.gbt import classes
from tanlu.registers.industries import groups, industries
from tanlu.registers.regions import regions
from tanlu.text import Text

SERIES: Final = "jobs_by_division"
NATION: Final = "CHN"
FEWEST: Final = 20
"""Provinces from which on what goes together may be learnt from them."""
_WHOLE: Final = {"I": "inf", "O": "oth", "R": "art", "S": "gov"}
"""Sections that go whole where a table does not divide them: press and broadcasting to culture, mass organisations to
government."""
_SMALL: Final = frozenset({"12", "97"})
"""Divisions that yearbooks leave out: other mining, international organisations."""
_NOWHERE: Final = Text(
    "no table of jobs by industry of this province and of the whole country has been added for this year",
    "尚未导入该省区与全国该年的分行业就业表",
)
CAVEAT: Final = Text(
    "Jobs in urban non-private units, of a table that was added; beside shares of a state's GDP indicative only",
    "为导入表格中的城镇非私营单位就业，与各州生产总值的比重只能参照比较",
)


@cache
def provinces() -> tuple[str, ...]:
    """Return the codes of the provinces of China."""
    return tuple(each.code for each in regions().values() if each.parent == NATION and each.kind != "country")


@cache
def homes() -> dict[str, str]:
    """Return the group that each division or section of GB/T 4754 belongs to; an undivided section of several has none."""
    found = {division: each.group or each.id for each in industries().values() for division in each.gbt}
    for letter in [each.code for each in classes().values() if each.is_section]:
        inside = {
            found.get(each.code, "")
            for each in classes().values()
            if each.section == letter and not each.is_section
        }
        home = inside.pop() if len(inside) == 1 else _WHOLE.get(letter, "")
        if home:
            found[letter] = home
    return found


@dataclass(frozen=True, eq=False)
class Jobs:
    """Jobs of one year on the shared list.

    Parameters
    ----------
    table : RegionIndustry
        Provinces by the groups that the table divides, and last what belongs to none (recycling, repair).
    nation : ndarray
        The same of the whole country; empty where it is not held.
    undivided : bool
        Whether a section that holds several groups, such as manufacturing, stands undivided.
    rest : dict of str to float
        Jobs in such sections by region.
    """

    table: RegionIndustry
    nation: np.ndarray
    undivided: bool
    rest: dict[str, float]


@lru_cache(maxsize=8)
def jobs(panel: Panel, year: int) -> Jobs | None:
    """Return the jobs of a year, or None where nothing of it is held."""
    facts = [each for each in panel.facts if each.year == year]
    if not any(each.value for each in facts):
        return None
    printed = {_class(each) for each in facts}
    kept = [each for each in (*groups(), "rcy") if _is_whole(each, printed)]
    places = sorted({each.ref.region for each in facts}, key=lambda code: code == NATION)
    values, hidden = np.zeros((len(places), len(kept))), np.zeros((len(places), len(kept)), bool)
    rest = dict.fromkeys(places, 0.0)
    for each in facts:
        row, home = places.index(each.ref.region), homes().get(_class(each), "")
        if home in kept:
            values[row, kept.index(home)] += each.value or 0.0
            hidden[row, kept.index(home)] |= each.value is None
        else:
            rest[each.ref.region] += each.value or 0.0
    if not kept:
        return None
    whole = places[-1] == NATION
    count = len(places) - whole
    table = RegionIndustry(
        tuple(places[:count]), tuple(kept), values[:count], hidden[:count], None, str(year)
    )
    return Jobs(table, values[-1] if whole else np.empty(0), any(rest.values()), rest)


def _class(fact: Fact) -> str:
    """Return the code of a section or division; addresses write letters small."""
    return fact.ref.dims.removeprefix("gbt=").upper()


def _is_whole(group: str, printed: set[str]) -> bool:
    """Return whether a table prints every division of a group, or sections that stand for them."""
    wanted = {code for code, home in homes().items() if home == group and code.isdigit()} - _SMALL
    sections = {code for code in printed if not code.isdigit() and homes().get(code) == group}
    covered = {each.code for each in classes().values() if each.section in sections}
    partly = {
        code for code in wanted if classes()[code].section in _WHOLE and classes()[code].section in printed
    }
    return bool(wanted & (printed | covered)) and wanted <= printed | covered | partly


def _shares(found: Jobs, rows: np.ndarray, places: tuple[str, ...]) -> np.ndarray:
    totals = rows.sum(axis=1) + [found.rest[code] for code in places]
    return np.asarray(100 * rows / np.where(totals > 0, totals, np.inf)[:, None])


def _cells(found: RegionIndustry, values: np.ndarray) -> Values:
    return {
        (code, group): float(values[at, column])
        for at, code in enumerate(found.regions)
        for column, group in enumerate(found.industries)
        if group in groups() and not found.suppressed[at, column] and np.isfinite(values[at, column])
    }


def _share(panels: tuple[Panel, ...], year: int) -> Values:
    found = jobs(panels[0], year)
    return _cells(found.table, _shares(found, found.table.values, found.table.regions)) if found else {}


def _quotient(panels: tuple[Panel, ...], year: int) -> Values:
    found = jobs(panels[0], year)
    if found is None or not found.nation.size:
        return {}
    nation = _shares(found, found.nation[None], (NATION,))[0]
    here = _shares(found, found.table.values, found.table.regions)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _cells(found.table, here / nation)


def _wider(found: Jobs) -> Jobs:
    keep = np.array([each in groups() and not groups()[each].local for each in found.table.industries])
    names = tuple(each for each, kept in zip(found.table.industries, keep, strict=True) if kept)
    table = RegionIndustry(
        found.table.regions,
        names,
        found.table.values[:, keep],
        found.table.suppressed[:, keep],
        None,
        found.table.period,
    )
    return Jobs(table, found.nation[keep] if found.nation.size else found.nation, found.undivided, found.rest)


def _wider_quotient(panels: tuple[Panel, ...], year: int) -> Values:
    whole = jobs(panels[0], year)
    if whole is None or not whole.nation.size:
        return {}
    found = _wider(whole)
    if found.nation.sum() == 0:
        return {}
    sizes = found.table.values.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _cells(found.table, found.table.values / sizes / (found.nation / found.nation.sum()))


def complete(found: Jobs | None) -> bool:
    """Return whether a table divides everything, so that its breadth has a meaning."""
    return found is not None and not found.undivided and set(groups()) <= set(found.table.industries)


def _measure(name: str, scale: float) -> Callable[[tuple[Panel, ...], int], Values]:
    def work(panels: tuple[Panel, ...], year: int) -> Values:
        found = jobs(panels[0], year)
        if found is None or not complete(found) or not found.nation.size:
            return {}
        values = getattr(diversity(found.table, reference=found.nation), name)
        return {
            (code, ""): scale * float(each) for code, each in zip(found.table.regions, values, strict=True)
        }

    return work


def _near(panels: tuple[Panel, ...], year: int) -> Values:
    found = jobs(panels[0], year)
    if found is None or not complete(found) or len(found.table.regions) < FEWEST:
        return {}
    close = density(found.table, proximity(found.table), neighbours=NEIGHBOURS).values
    return _cells(found.table, 100 * np.ma.filled(close, np.nan))


def start_of(panel: Panel, year: int) -> int | None:
    """Return the year before that the panel holds, or None."""
    held = [int(each) for each in panel.years if int(each) < year]
    return held[-1] if held else None


def _ends(panel: Panel, year: int) -> tuple[Jobs, Jobs] | None:
    """Return both ends of the span up to a year, where both divide everything and hold the nation."""
    start = start_of(panel, year)
    ends = [jobs(panel, each) for each in (start, year) if each is not None]
    both = [each for each in ends if each is not None and complete(each) and each.nation.size]
    return (both[0], both[1]) if len(both) == 2 else None


@lru_cache(maxsize=4)
def _levels(panel: Panel, year: int) -> dict[str, np.ndarray]:
    """Return the levels at both ends by region, the nation among them; a region with a withheld cell is left out."""
    ends = _ends(panel, year)
    if ends is None:
        return {}
    found = {NATION: np.array([each.nation for each in ends])}
    for code in ends[1].table.regions:
        if code in ends[0].table.regions:
            rows = [each.table.row(code) for each in ends]
            if not any(each.table.suppressed[row].any() for each, row in zip(ends, rows, strict=True)):
                found[code] = np.array([each.table.values[row] for each, row in zip(ends, rows, strict=True)])
    return found


def _breadths(panels: tuple[Panel, ...], year: int) -> dict[str, Breadth]:
    place = [(*groups(), "rcy").index(FOCUS)]
    levels = _levels(panels[0], year)
    return {code: breadth_change(*ends, focus=place) for code, ends in levels.items() if code != NATION}


def _breadth(panels: tuple[Panel, ...], year: int) -> Values:
    found = _breadths(panels, year)
    return {(code, part): float(getattr(each, part)) for code, each in found.items() for part in BREADTH}


def verdicts(panels: tuple[Panel, ...], year: int) -> dict[str, Verdict]:
    """Return whether each province diversified by growth, or only looks so."""
    return {code: each.verdict for code, each in _breadths(panels, year).items()}


def _shift(panels: tuple[Panel, ...], year: int) -> Values:
    levels = _levels(panels[0], year)
    return {
        (code, part): 100 * float(getattr(found, part).sum()) / float(ends[0].sum())
        for code, ends in levels.items()
        if code != NATION
        for found in [shift_share(ends, levels[NATION])]
        for part in PARTS
    }


def _growth(panels: tuple[Panel, ...], year: int) -> Values:
    levels = _levels(panels[0], year)
    if not levels:
        return {}
    start, end = levels[NATION]
    return {
        (NATION, group): 100 * float(end[at] / start[at] - 1)
        for at, group in enumerate(groups())
        if start[at] > 0
    }


def _wants(_year: int) -> tuple[Wanted, ...]:
    return ((SERIES, "CHN+CN-*", (NATION, *provinces()), ()),)


def _recipe(
    name: str, unit: str, part: str, work: Callable[[tuple[Panel, ...], int], Values], *words: Text
) -> TableRecipe:
    title, method = words
    return TableRecipe(
        id=name,
        version=1,
        title=title,
        method=method,
        unit=unit,
        part=part,
        years=(),
        wants=_wants,
        work=work,
        nowhere=_NOWHERE,
        named={"industry": title_of, "part": {**BREADTH, **PARTS}.__getitem__, "": None}[part],
        grade="C",
        caveat=CAVEAT,
    )


_LIST: Final = Text(
    "Divisions of GB/T 4754 are added up to the shared list; sections I, O, R and S go whole where the table does not "
    "divide them, and a group of which a division is not printed is left out",
    "国标大类归并到共用行业表；表中未细分的I、O、R、S四个门类整体归入；有大类未列出的产业略去",
)


def _told(en: str, zh: str) -> Text:
    return Text(f"{en} {_LIST.en}.", f"{zh}{_LIST.zh}。")


RECIPES = (
    _recipe(
        "province_jobs_share", "percent", "industry", _share,
        Text("Share of the province's jobs", "占全省就业比重"),
        _told("Jobs of the industry over all jobs of the table.", "该行业就业除以表中全部就业。"),
    ),
    _recipe(
        "province_jobs_lq", "times", "industry", _quotient,
        Text("Location quotient of jobs in China", "就业区位商（中国）"),
        _told("Share of the industry in the province over its share in the whole country.",
              "该行业占全省就业的比重除以其占全国就业的比重。"),
    ),
    _recipe(
        "province_wider_quotient", "times", "industry", _wider_quotient,
        Text("Quotient among industries of wider markets, China", "在服务外部市场产业中的区位商（中国）"),
        _told("Share of the industry among those of the province that serve more than residents, over the same share in "
              "the whole country.", "该产业占本省区服务于本地居民以外市场的产业的比重，除以全国的同一比重。"),
    ),
    _recipe(
        "province_likeness", "percent", "", _measure("hachman", 100.0),
        Text("Likeness to China (Hachman index of jobs)", "与全国构成的相似度（就业哈克曼指数）"),
        _told("As for the states, with jobs and the whole of China; only where the table divides everything.",
              "算法同各州，改用就业，以全国为参照；仅在表格全部细分时计算。"),
    ),
    _recipe(
        "province_effective", "industries", "", _measure("effective", 1.0),
        Text("Effective number of industries, by jobs", "有效行业数（按就业）"),
        _told("As for the states, with jobs; only where the table divides everything.",
              "算法同各州，改用就业；仅在表格全部细分时计算。"),
    ),
    _recipe(
        "province_to_move", "percent", "", _measure("krugman", 50.0),
        Text("Share of jobs that differs from China (half the Krugman index)", "与全国不同的就业比重（克鲁格曼指数之半）"),
        _told("As for the states, with jobs and the whole of China.", "算法同各州，改用就业，以全国为参照。"),
    ),
    _recipe(
        "province_nearness", "percent", "industry", _near,
        Text("Nearness to what the province has", "与本省区现有行业的接近程度"),
        _told(f"As for the states, learnt from the provinces of the table, at least {FEWEST}.",
              f"算法同各州，从表中各省区得出，至少须有{FEWEST}个。"),
    ),
    _recipe(
        "province_breadth_change", "industries", "part", _breadth,
        Text("Change in the effective number of industries, by jobs", "有效行业数的变化（按就业）"),
        _told("As for the states, with jobs, since the year before in the tables added.",
              "算法同各州，改用就业，与所导入的上一个年份相比。"),
    ),
    _recipe(
        "province_shift_share", "percent", "part", _shift,
        Text("Growth of the province's jobs", "全省就业的增长"),
        _told("Change of jobs in percent of the start, split after Dunn with the whole of China as the reference.",
              "就业变化占期初的百分比，按邓恩方法分解，以全国为参照。"),
    ),
    _recipe(
        "province_industry_growth", "percent", "industry", _growth,
        Text("Growth of the industry's jobs in China", "该行业全国就业的增长"),
        _told("Change of jobs in the whole country since the year before in the tables added.",
              "全国就业与所导入的上一个年份相比的变化。"),
    ),
)  # fmt: skip
