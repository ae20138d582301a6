"""Figures made comparable: per head, per worker, as an index, in prices of one year, at purchasing power.

Each transformed figure is a derived value with an address of its own, such as
``coal_output_per_head/CN-SX/2023`` or ``gdp_current_real_2017/US-WY/2020``, and traces like any other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tanlu.analysis.change import chained, index
from tanlu.analysis.coal.dependence import ratio
from tanlu.errors import NotComparable
from tanlu.evidence.convert import convert
from tanlu.evidence.fact import Fact
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived, Input
from tanlu.lineage.figure import Figure, figure, of_derived, of_fact
from tanlu.lineage.recipe import Recipe
from tanlu.lineage.run import finish
from tanlu.money import Money
from tanlu.registers.regions import nation, region
from tanlu.registers.units import per_person, unit
from tanlu.text import Text

_ADDRESS: Final = re.compile(
    r"(?P<base>[a-z][a-z0-9_]*?)_(?P<name>per_head|per_worker|ppp|index_\d{4}|real_\d{4})"
)
_NATIONAL: Final = Text(
    "National prices are applied to the region; no regional index is held",
    "以全国价格指数折算，未收录地区价格指数",
)
_PPP: Final = Text(
    "National purchasing power is applied to the region; provincial purchasing power is not published",
    "以全国购买力平价折算，未公布分省购买力平价",
)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a transformation yields before it is wrapped."""

    value: float
    unit: str
    inputs: tuple[Input, ...]
    caveats: tuple[Text, ...] = ()


def split(series: str) -> tuple[str, str] | None:
    """Return the base and the transformation of a transformed series' name, or None.

    Examples
    --------
    >>> split("coal_output_per_head"), split("coal_output")
    (('coal_output', 'per_head'), None)
    """
    match = _ADDRESS.fullmatch(series)
    return (match["base"], match["name"]) if match else None


def transform(found: Figure, name: str, store: Store) -> Figure:
    """Return a figure made comparable.

    Parameters
    ----------
    found : Figure
        What to transform.
    name : str
        ``per_head``, ``per_worker``, ``ppp``, ``index_YYYY`` or ``real_YYYY``.
    store : Store
        Where the other figures are looked up.

    Raises
    ------
    NoFigure
        If a figure that the transformation needs is not held.
    NotComparable
        If the figure cannot be transformed so: a share per head, tonnes in prices of a year.
    """
    kind, _, year = name.rpartition("_") if name[-4:].isdigit() else (name, "", "")
    makers: dict[str, Callable[[], _Made]] = {
        "per_head": lambda: _per(found, "population", store),
        "per_worker": lambda: _per(found, "employment_total", store),
        "ppp": lambda: _ppp(found, store),
        "index": lambda: _index(found, int(year), store),
        "real": lambda: _real(found, int(year), store),
    }
    made = makers[kind]()
    return of_derived(_wrap(found, name, made, store))


def _wrap(found: Figure, name: str, made: _Made, store: Store) -> Derived:
    label = _label(name)
    recipe = Recipe(
        id=f"{_series(found)}_{name}",
        version=1,
        title=Text(f"{found.title.en}, {label.en}", f"{found.title.zh}（{label.zh}）"),
        method=label,
        unit=made.unit,
        ways=(),
        nowhere=Text("A figure that it needs is not held", "所需数字未收录"),
    )
    derived = Derived(
        recipe=recipe,
        region=found.region,
        year=found.year,
        value=made.value,
        inputs=made.inputs,
        grade="C" if found.grade == "C" else "B",
        caveats=tuple(dict.fromkeys((*found.caveats, *made.caveats))),
        releases=(),
    )
    return finish(derived, store)


def _label(name: str) -> Text:
    year = name[-4:]
    if name.startswith("index"):
        return Text(f"{year} = 100", f"{year}年=100")
    if name.startswith("real"):
        return Text(f"in prices of {year}", f"按{year}年价格")
    return {
        "per_head": Text("per head of population", "按人口平均"),
        "per_worker": Text("per job", "按就业平均"),
        "ppp": Text("at purchasing power parity", "按购买力平价"),
    }[name]


def _series(found: Figure) -> str:
    return found.address.split("/", maxsplit=1)[0].split("[", maxsplit=1)[0]


def _own(found: Figure, code: str, store: Store, name: str = "value") -> Input:
    changed = convert(found.value, found.unit, code, year=found.year, store=store)
    return Input(name, found.origin, changed.value, changed.unit, changed.steps)


def _other(fact: Fact, code: str, store: Store, name: str) -> Input:
    changed = convert(fact.value or 0.0, fact.unit, code, year=fact.year, store=store)
    return Input(name, fact, changed.value, changed.unit, changed.steps)


def _need(series: str, place: str, year: int, store: Store) -> Fact:
    """Return a figure that a transformation needs; its absence raises and names the years that there are."""
    answer = store.answer(f"{series}/{place}/{year}")
    of_fact(answer)
    return answer.fact


def _per(found: Figure, series: str, store: Store) -> _Made:
    try:
        whole, code = per_person(found.unit)
    except NotComparable as error:
        raise _unfit(found, Text("per person", "人均")) from error
    amount = _own(found, whole, store)
    people = _other(_need(series, found.region, found.year, store), "persons", store, "people")
    return _Made(ratio(amount.value, people.value), code, (amount, people))


def _index(found: Figure, year: int, store: Store) -> _Made:
    base = figure(f"{_series(found)}/{found.region}/{year}", store)
    value, start = _own(found, found.unit, store), _own(base, found.unit, store, "base")
    return _Made(index(value.value, start.value), "index_100", (value, start), base.caveats)


def _ppp(found: Figure, store: Store) -> _Made:
    base = unit(found.unit).base
    if base == "usd":
        value = _own(found, "1e9_USD", store)
        return _Made(value.value, "1e9_intl_USD", (value,))
    if base != "cny":
        raise _unfit(found, Text("at purchasing power parity", "购买力平价"))
    value = _own(found, "CNY", store)
    rate = _other(_need("ppp_gdp", "CHN", found.year, store), "CNY_per_intl_USD", store, "rate")
    return _Made(ratio(value.value, rate.value) / 1e9, "1e9_intl_USD", (value, rate), (_PPP,))


def _real(found: Figure, year: int, store: Store) -> _Made:
    base = unit(found.unit).base
    value = _own(found, found.unit, store)
    national = (_NATIONAL,) if region(found.region).kind != "country" else ()
    if base == "usd":
        then, now = _deflator(found.year, store, "then"), _deflator(year, store, "now")
        old, new = ratio(then[0].value, then[1].value), ratio(now[0].value, now[1].value)
        real = Money(value.value, "USD", found.year).in_prices_of(year, index_then=old, index_now=new)
        return _Made(real.value, found.unit, (value, *then, *now), national)
    if base != "cny":
        raise _unfit(found, Text("in prices of a year", "不变价"))
    first, last = sorted((found.year, year))
    place = nation(found.region)
    changes = tuple(
        _other(_need("cpi_inflation", place, each, store), "percent", store, f"change_{each}")
        for each in range(first + 1, last + 1)
    )
    growth = chained([each.value for each in changes])
    old, new = (1.0, growth) if year >= found.year else (growth, 1.0)
    real = Money(value.value, "CNY", found.year).in_prices_of(year, index_then=old, index_now=new)
    return _Made(real.value, found.unit, (value, *changes), national)


def _deflator(year: int, store: Store, name: str) -> tuple[Input, Input]:
    current = _need("gdp_us_current", "USA", year, store)
    chained_dollars = _need("gdp_us_chained", "USA", year, store)
    return (
        _other(current, current.unit, store, f"current_{name}"),
        _other(chained_dollars, chained_dollars.unit, store, f"chained_{name}"),
    )


def _unfit(found: Figure, wanted: Text) -> NotComparable:
    symbol = unit(found.unit).symbol
    return NotComparable(
        (
            f"{found.title.en} ({symbol.en}) cannot be shown {wanted.en}.",
            f"{found.title.zh}（{symbol.zh}）不能按{wanted.zh}表示。",
        ),
        (
            "Ask for an amount: tonnes, kilowatt-hours, dollars, yuan.",
            "请选用总量指标，如吨、千瓦时、美元、元。",
        ),
    )
