"""Put regions and indicators side by side, and say what may be compared and what may not."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tanlu.errors import BadReference, NoFigure, NotComparable
from tanlu.evidence.comparability import OTHER_THING, OWN_ALONE, compare
from tanlu.evidence.fact import Fact
from tanlu.evidence.release import OWN
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, display_unit, in_unit, of_derived, of_fact
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import series_of
from tanlu.lineage.transform import transform
from tanlu.period import spans
from tanlu.registers.indicators import Series, all_series, series
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in the unit of its column; ``own`` names the releases of the person's own that it rests on."""

    figure: Figure
    value: float
    unit: str
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator.

    Parameters
    ----------
    name : str
        Series or recipe, with its transformation if any.
    title : Text
        What a reader sees.
    unit : str
        Unit of its numbers; empty where the regions publish in different ones.
    cells : dict of (str, int) to Shown
        By region and year; what is not measured is not there.
    caveats : tuple of Text
        What must be said of it.
    """

    name: str
    title: Text
    unit: str
    cells: dict[tuple[str, int], Shown]
    caveats: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Indicators and regions side by side.

    Parameters
    ----------
    codes, years : tuple
        Rows: regions and years, only those with a figure.
    columns : tuple of Column
        One for each indicator.
    caveats : tuple of Text
        What must be said of the indicators together.
    """

    codes: tuple[str, ...]
    years: tuple[int, ...]
    columns: tuple[Column, ...]
    caveats: tuple[Text, ...]


def compare_figures(
    store: Store, names: tuple[str, ...], codes: tuple[str, ...], years: tuple[int, ...], change: str = ""
) -> Compared:
    """Put indicators side by side for regions and years.

    Parameters
    ----------
    store : Store
        The evidence.
    names : tuple of str
        Series and recipes.
    codes : tuple of str
        Region codes.
    years : tuple of int
        Years; empty means every year that has a figure.
    change : str
        A transformation (``per_head``, ``per_worker``, ``ppp``, ``index_YYYY``, ``real_YYYY``), or empty.

    Raises
    ------
    UnknownName
        If a name or code is unknown.
    NotComparable
        If two indicators must not stand side by side; both definitions are named.
    NoFigure
        If nothing is held for any of them.
    """
    if not names or not codes:
        raise BadReference(
            ("A comparison needs an indicator and a region.", "比较至少需要一个指标和一个地区。"),
            (
                "`tanlu compare coal_output --regions CN-SX,US-WY` is one.",
                "例如 `tanlu compare coal_output --regions CN-SX,US-WY`。",
            ),
        )
    places = tuple(dict.fromkeys(region(code).code for code in codes))
    wanted = tuple(dict.fromkeys(names))
    caveats = _demand_comparable(wanted)
    columns = tuple(_column(name, places, years, change, store) for name in wanted)
    held = {key for column in columns for key in column.cells}
    if not held:
        raise NoFigure(
            (
                f"No figure of {', '.join(wanted)} is held for these regions and years.",
                f"这些地区和年份没有 {'、'.join(wanted)} 的数字。",
            ),
            (
                "`tanlu evidence show INDICATOR` lists what is held.",
                "运行 `tanlu evidence show 指标` 可查看已有数字。",
            ),
        )
    found_years = tuple(sorted({year for _, year in held}))
    return Compared(places, found_years, columns, caveats)


def _demand_comparable(names: tuple[str, ...]) -> tuple[Text, ...]:
    """Return the caveats of pairs of one concept; refuse pairs that must not be joined."""
    known = [all_series().get(name, None) for name in names]
    for name, each in zip(names, known, strict=True):
        if each is None and name not in recipes():
            series(name)
    caveats = []
    for one, other in combinations([each for each in known if each], 2):
        found = compare(one.id, other.id)
        if found.reason == OTHER_THING:
            continue
        if found.grade == "X" and found.reason != OWN_ALONE:
            raise _refused(one, other, found.reason)
        caveats.append(
            Text(
                f"{one.title.en} beside {other.title.en} [{found.grade}]: {found.reason.en}",
                f"{one.title.zh}与{other.title.zh}[{found.grade}]：{found.reason.zh}",
            )
        )
    return tuple(caveats)


def _refused(one: Series, other: Series, reason: Text) -> NotComparable:
    return NotComparable(
        (
            f"{one.id} ({one.definition.en}) and {other.id} ({other.definition.en}) must not be compared: {reason.en}.",
            f"{one.id}（{one.definition.zh}）与 {other.id}（{other.definition.zh}）不可比较：{reason.zh}。",
        ),
        ("Compare each with its own kind, in two commands.", "请分两次，各与同类指标比较。"),
    )


def _column(name: str, codes: tuple[str, ...], years: tuple[int, ...], change: str, store: Store) -> Column:
    figures = [each for code in codes for each in _figures(name, code, years, store)]
    caveats = [
        caveat for code in codes for caveat in _joins(code, [each for each in figures if each.region == code])
    ]
    changed = [each for each in (_changed(figure, change, store) for figure in figures) if each]
    caveats += [caveat for each in changed for caveat in each.caveats]
    units = {display_unit(each) for each in changed}
    one = units.pop() if len({unit(code).base for code in units}) == 1 else ""
    if units and not one:
        caveats.append(
            Text(
                "Units differ by region and are not to be read as one scale",
                "各地区单位不同，不能按同一尺度比较",
            )
        )
    cells = {(each.region, each.year): _shown(each, one, store) for each in changed}
    caveats += _owned(cells)
    title = changed[0].title if changed else _title(name)
    return Column(f"{name}_{change}" if change else name, title, one, cells, tuple(dict.fromkeys(caveats)))


def _title(name: str) -> Text:
    return recipes()[name].title if name in recipes() else series(name).title


def _figures(name: str, code: str, years: tuple[int, ...], store: Store) -> list[Figure]:
    if name in recipes():
        found = [of_derived(each) for each in series_of(recipes()[name], store, code)]
    else:
        found = [
            of_fact(store.answer(each.ref.open()))
            for each in store.facts(name, code)
            if each.value is not None and not each.ref.dims
        ]
    return [each for each in found if not years or each.year in years]


def _changed(found: Figure, change: str, store: Store) -> Figure | None:
    if not change:
        return found
    try:
        return transform(found, change, store)
    except NoFigure:
        return None


def _shown(found: Figure, code: str, store: Store) -> Shown:
    quantity = in_unit(found, code or display_unit(found), store)
    releases = dict.fromkeys(fact.ref.release for fact in found.facts())
    own = tuple(each for each in releases if not store.release(each).packaged)
    return Shown(found, quantity.value, quantity.unit, own)


def _owned(cells: dict[tuple[str, int], Shown]) -> list[Text]:
    """Say which figures stand or rest on releases that the person added."""
    names = sorted({name for shown in cells.values() for name in shown.own})
    if not names:
        return []
    return [
        Text(
            f"Figures marked {OWN.en} come from releases that you added ({', '.join(names)})",
            f"注明“{OWN.zh}”的数字来自您导入的数据版本（{'、'.join(names)}）",
        )
    ]


def _joins(code: str, figures: list[Figure]) -> list[Text]:
    """Say where the years of one region come from several sources: vintages are never joined silently."""
    sources: dict[str, list[int]] = {}
    for each in figures:
        if isinstance(each.origin, Fact):
            sources.setdefault(each.origin.ref.source, []).append(each.year)
    if len(sources) < 2:
        return []
    listed = "; ".join(f"{source} {spans(years)}" for source, years in sources.items())
    name = region(code).name
    return [
        Text(
            f"{name.en}: the years come from several sources and may not join ({listed})",
            f"{name.zh}：各年数字出自不同来源，未必衔接（{listed.replace('; ', '；')}）",
        )
    ]


def compared_rows(found: Compared) -> list[dict[str, Any]]:
    """Return a comparison as rows for a program, one for each figure."""
    rows = []
    for column in found.columns:
        for (code, year), shown in sorted(column.cells.items(), key=lambda item: item[0]):
            figure = shown.figure
            rows.append(
                {
                    "indicator": column.name,
                    "region": code,
                    "year": year,
                    "value": shown.value,
                    "unit": shown.unit,
                    "status": figure.status,
                    "comparability": figure.grade,
                    "kind_of_release": "own" if shown.own else "packaged",
                    "mark": OWN.to_json() if shown.own else None,
                    "sources": " ".join(dict.fromkeys(fact.ref.source for fact in figure.facts())),
                    "ref": figure.address if isinstance(figure.origin, Derived) else str(figure.origin.ref),
                }
            )
    return rows
