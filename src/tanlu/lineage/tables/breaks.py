"""Breaks beside the outlook: output as it would go if a collapse that happened elsewhere happened here, from now."""

from typing import Final

from tanlu.analysis.coal.breaks import Break, from_path, halving, line
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values
from tanlu.lineage.tables.outlook import (
    BRITISH,
    HORIZON,
    INSTEAD,
    NOWHERE,
    british,
    drawn,
    energy,
    paths,
    tonnes,
)
from tanlu.text import Text

APPALACHIA: Final = ("US-WV", "US-KY", "US-VA")
BASIN: Final = ("US-WY", "US-MT")
TITLES: Final = {
    "halving": Text("Half is lost within five years (constructed)", "五年内减半（设定情景）"),
    "appalachia": Text("As West Virginia, Kentucky and Virginia from 2011", "如2011年起的西弗吉尼亚、肯塔基、弗吉尼亚三州"),
    "basin": Text("As Wyoming and Montana from 2014", "如2014年起的怀俄明、蒙大拿两州"),
    "british": Text("As jobs in British coal from 1985 (two years known)", "如1985年起的英国煤炭就业（仅知两个年份）"),
}  # fmt: skip
_ONSETS: Final = {"appalachia": 2011, "basin": 2014}
_HALF: Final = 5
_LEAST: Final = 2


def _real(panel: Panel, unit: str, name: str, codes: tuple[str, ...]) -> tuple[Break, ...]:
    """Return a break that happened, as far as it is held; none where evidence of an earlier day ends before it."""
    held = [paths(panel, unit).get(code, {}) for code in codes]
    years = [year for year in sorted(held[0]) if year >= _ONSETS[name] and all(year in each for each in held)]
    if len(years) < _LEAST or years[0] != _ONSETS[name]:
        return ()
    return (from_path(name, TITLES[name], [sum(each[year] for each in held) for year in years]),)


def happened(name: str, coal: Panel, own: Panel) -> tuple[Break, ...]:
    """Return a break that happened, by its key in :data:`TITLES`; none where too little of it is held."""
    if name == "appalachia":
        return _real(coal, "1e9_Btu", name, APPALACHIA)
    return _real(own, "Mt", name, BASIN) if name == "basin" else ()


def _british(panel: Panel) -> dict[int, float]:
    """Return jobs over those of the onset, by years after it; only those that are known."""
    path = paths(panel, "persons")["GBR"]
    return {year - BRITISH: value / path[BRITISH] for year, value in path.items() if year > BRITISH}


def _lines(panels: tuple[Panel, ...], year: int) -> Values:
    found: dict[tuple[str, str], float] = {}
    held = (
        halving(_HALF),
        *happened("appalachia", *panels[:2]),
        *happened("basin", *panels[:2]),
    )
    fallen = _british(panels[2])
    for code, ahead in drawn(*panels[:2]).items():
        at = year - ahead.last
        if not 1 <= at <= HORIZON:
            continue
        for each in held:
            found[code, each.id] = float(line(ahead.output, each, 0, HORIZON)[at - 1])
        if at in fallen:
            found[code, "british"] = ahead.output * fallen[at]
    return found


RECIPES = (
    TableRecipe(
        id="coal_break", version=1, title=Text("Coal output after a break", "断崖情景下的煤炭产量"),
        method=Text(
            "Output of the last year known times the index of a break from its year of onset on, level after its last year; "
            "a line of its own, without a probability.",
            "最近一年产量乘以断崖自起始年起的指数，路径末年之后持平；单独列出，不附概率。",
        ),
        unit="Mt", part="break", years=(), wants=lambda _year: (energy(), tonnes(), british()), work=_lines,
        nowhere=NOWHERE, named=TITLES.__getitem__, grade="B", projected=True, instead=INSTEAD,
        caveat=Text(
            "What happened elsewhere is no forecast for here, and has no probability",
            "他处所历并非此地预测，也不附概率",
        ),
    ),
)  # fmt: skip
