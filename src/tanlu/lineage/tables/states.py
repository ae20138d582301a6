"""What the states live on: their accounts by industry, on the list that both countries share."""

from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.diversity import diversity
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted, Work
from tanlu.registers.industries import groups
from tanlu.registers.regions import regions
from tanlu.text import Text

YEARS: Final = (1997, 2007, 2016)
SERIES: Final = "gdp_by_industry"
ALL_STATES: Final = "US-*"
NOWHERE: Final = Text(
    "no figures by industry of one list are held for this region and year",
    "没有收录该地区该年按同一行业表分列的数字",
)


@cache
def states() -> tuple[str, ...]:
    """Return the codes of the fifty states and the District of Columbia."""
    return tuple(each.code for each in regions().values() if each.kind == "state" and each.parent == "USA")


def accounts(*years: int) -> tuple[Wanted, ...]:
    """Return the panel of the state accounts in these years."""
    return ((SERIES, ALL_STATES, states(), years),)


def title_of(group: str) -> Text:
    """Return the name of a group of industries."""
    return groups()[group].title


@lru_cache(maxsize=8)
def table(panel: Panel, year: int) -> RegionIndustry:
    """Return the states by groups of the shared list in one year; a group with a withheld line is withheld."""
    place = {line: number for number, each in enumerate(groups().values()) for line in each.lines}
    rows = {code: number for number, code in enumerate(states())}
    values = np.zeros((len(rows), len(groups())))
    hidden = np.zeros(values.shape, bool)
    for fact in panel.facts:
        if fact.year == year:
            at = rows[fact.ref.region], place[fact.ref.dims.removeprefix("line=")]
            values[at] += fact.value or 0.0
            hidden[at] |= fact.value is None
    return RegionIndustry.from_arrays(
        tuple(rows), tuple(groups()), values, suppressed=hidden, period=str(year), keep_empty=True
    )


def cells(found: RegionIndustry, values: "NDArray[np.float64] | np.ma.MaskedArray") -> Values:
    """Return the cells of a matrix by region and group, masked ones left out."""
    masked = np.ma.masked_array(values)
    known = ~np.ma.getmaskarray(masked)
    data = masked.filled(0.0)
    return {
        (code, group): float(data[i, j])
        for i, code in enumerate(found.regions)
        for j, group in enumerate(found.industries)
        if known[i, j]
    }


def _share(panels: tuple[Panel, ...], year: int) -> Values:
    found = table(panels[0], year)
    known = np.ma.masked_array(100 * found.values / found.values.sum(axis=1, keepdims=True), found.suppressed)
    return cells(found, known)


def _lq(panels: tuple[Panel, ...], year: int) -> Values:
    found = table(panels[0], year)
    return cells(found, quotients(found, "lq", counts=False).values)


def _index(name: str, scale: float) -> Work:
    def work(panels: tuple[Panel, ...], year: int) -> Values:
        found = diversity(table(panels[0], year))
        values = getattr(found, name)
        return {(code, ""): scale * float(each) for code, each in zip(found.regions, values, strict=True)}

    return work


def _recipe(name: str, unit: str, work: Work, *words: Text, part: str = "") -> TableRecipe:
    title, method = words
    return TableRecipe(
        id=name,
        version=1,
        title=title,
        method=method,
        unit=unit,
        part=part,
        years=YEARS,
        wants=accounts,
        work=work,
        nowhere=NOWHERE,
        named=title_of if part else None,
    )


RECIPES = (
    _recipe(
        "industry_share",
        "percent",
        _share,
        Text("Share of the state's GDP", "占州生产总值比重"),
        Text(
            "Value added of the industry over that of all industries of the state, current prices; lines of the state "
            "accounts are added up to the shared list.",
            "该行业增加值除以该州全部行业增加值，当年价；州账户各行业先归并到共用行业表。",
        ),
        part="industry",
    ),
    _recipe(
        "industry_lq",
        "times",
        _lq,
        Text("Location quotient", "区位商"),
        Text(
            "Share of the industry in the state over its share in all states together; one means as common here as "
            "everywhere.",
            "该行业在本州的比重除以其在各州合计中的比重；等于一表示与总体一样常见。",
        ),
        part="industry",
    ),
    _recipe(
        "likeness_to_nation",
        "percent",
        _index("hachman", 100.0),
        Text("Likeness to the nation (Hachman index)", "与全国构成的相似度（哈克曼指数）"),
        Text(
            "One over the sum of squared shares each divided by the nation's share, in percent; a hundred means composed "
            "like all states together.",
            "各行业比重的平方除以全国比重后求和，再取倒数，以百分比表示；一百表示与各州合计构成相同。",
        ),
    ),
    _recipe(
        "effective_industries",
        "industries",
        _index("effective", 1.0),
        Text("Effective number of industries", "有效行业数"),
        Text(
            "Exponential of the entropy of the shares: the number of equally large industries that would be as spread out.",
            "行业比重之熵取指数，即同样分散时规模相等的行业个数。",
        ),
    ),
    _recipe(
        "share_to_move",
        "percent",
        _index("krugman", 50.0),
        Text(
            "Share that differs from the nation (half the Krugman index)",
            "与全国不同的部分（克鲁格曼指数之半）",
        ),
        Text(
            "Half the sum of the absolute differences between the shares of the state and of all states together: what "
            "would have to change industry for the two to be alike.",
            "各行业在本州与在各州合计中比重之差的绝对值求和后取半，即须改变行业才能与总体一致的部分。",
        ),
    ),
)
