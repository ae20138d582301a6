"""What an outlook of output means for a budget and for the air, with prices, rules and factors of one's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from tanlu.accord.entry import Entry
from tanlu.accord.reading import entries
from tanlu.actions.coal_outlook import look, panels_of
from tanlu.analysis.coal.outcomes import Rule, draw_emissions, draw_revenue
from tanlu.errors import BadFolder, BadTable, NoFigure, why
from tanlu.evidence.store import Store
from tanlu.lineage.tables.outlook import QUANTILES, drawn
from tanlu.text import Text

OUTCOMES: Final[dict[str, Text]] = {
    "revenue": Text("public revenue, million", "财政收入，百万"),
    "burnt": Text("CO₂ where the coal is burnt, Mt", "煤炭燃烧处的二氧化碳，百万吨"),
    "methane": Text("methane from the mines, Mt CO₂e", "煤矿甲烷，百万吨二氧化碳当量"),
}
APART: Final = Text(
    "CO₂ of burning is counted by who mines (production-based), wherever the coal is burnt; it is never added to a "
    "territorial account, which counts it where it is burnt.",
    "燃烧二氧化碳按开采方计（生产口径），不论在何处燃烧；不得与按燃烧地计的属地口径相加。",
)


@dataclass(frozen=True, slots=True)
class Factors:
    """What a tonne of one region is worth, holds and gives off."""

    code: str
    price: float
    heat: float
    carbon: float
    methane: float
    warming: float


@dataclass(frozen=True, slots=True)
class Money:
    """Bands of revenue and emissions.

    Parameters
    ----------
    years : dict of str to tuple of int
        By region.
    bands : dict of (str, str) to dict of str to tuple of float
        Quantiles by region and a key of :data:`OUTCOMES`.
    basis : Text
        Currency and price year.
    warming : Text
        Over how many years methane is weighed.
    fictional : bool
    """

    years: Mapping[str, tuple[int, ...]]
    bands: Mapping[tuple[str, str], Mapping[str, tuple[float, ...]]]
    basis: Text
    warming: Text
    fictional: bool


def money_example() -> str:
    """Return the invented example as TOML."""
    return (files("tanlu.actions") / "data" / "money.toml").read_text("utf-8")


def reckon(store: Store, codes: tuple[str, ...], years: int, path: Path) -> Money:
    """Return revenue and emissions along the paths of output.

    Parameters
    ----------
    store : Store
    codes : tuple of str
        Regions; those without a band of output have none here.
    years : int
    path : Path
        TOML with ``[[region]]`` and dated ``[[rule]]`` entries, each with a source.

    Raises
    ------
    BadFolder, BadRecord, BadTable
        If the file cannot be read, or a factor is negative.
    NoFigure
        If no rule holds in a year asked for, or no region has a band.
    """
    data = _load(path)
    head = Entry({key: value for key, value in data.items() if key not in ("region", "rule")}, path.name)
    factors = {each.code: each for each in entries(data, "region", _factors, path.name)}
    rules: dict[str, list[Rule]] = {}
    for code, rule in entries(data, "rule", _rule, path.name):
        rules.setdefault(code, []).append(rule)
    found = look(store, codes, years)
    paths = drawn(*panels_of(store))
    bands: dict[tuple[str, str], dict[str, tuple[float, ...]]] = {}
    ahead: dict[str, tuple[int, ...]] = {}
    for each in found.drawn:
        if each.code in factors:
            ahead[each.code] = tuple(each.band)
            draws = paths[each.code].draws[:, : len(each.band)] * np.float32(1e6)  # Mt to t
            bands |= _bands(each.code, draws, factors[each.code], rules.get(each.code, []), ahead[each.code])
    if not bands:
        raise NoFigure(
            (f"{path.name} holds no region with a band.", f"{path.name} 中没有可绘制区间的地区。"),
            (
                "Add one that `tanlu outlook` draws, such as US-WY.",
                "请加入 `tanlu outlook` 可绘制的地区，如 US-WY。",
            ),
        )
    currency, year = head.word("currency"), head.whole("price_year") or 0
    span = head.whole("warming_years") or 0
    return Money(
        ahead,
        bands,
        Text(f"{currency}, prices of {year}", f"{currency}，{year}年价格"),
        Text(f"methane weighed over {span} years", f"甲烷按{span}年增温潜势折算"),
        fictional=head.word("fictional", "").lower() == "true",
    )


def _bands(
    code: str, output: np.ndarray, held: Factors, rules: list[Rule], years: tuple[int, ...]
) -> dict[tuple[str, str], dict[str, tuple[float, ...]]]:
    air = draw_emissions(
        output, heat=held.heat, factor=held.carbon, methane=held.methane, warming=held.warming
    )
    drawn = {"burnt": air.burnt, "methane": air.methane}
    if rules:
        drawn["revenue"] = draw_revenue(output, held.price, rules, years)
    return {(code, name): _told(values) for name, values in drawn.items()}


def _told(draws: np.ndarray) -> dict[str, tuple[float, ...]]:
    found = np.quantile(draws, list(QUANTILES.values()), axis=0)
    return {name: tuple(map(float, row)) for name, row in zip(QUANTILES, found, strict=True)}


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadFolder(
            (f"{path} cannot be read: {why(error)[0]}.", f"无法读取 {path}：{why(error)[1]}。"),
            (
                "Correct the file at that place; `tanlu outlook --money-example` prints one to start from.",
                "请改正该处；`tanlu outlook --money-example` 可输出示例文件。",
            ),
        ) from error


def _amount(at: Entry, name: str) -> float:
    try:
        return float(at.word(name))
    except ValueError as error:
        raise BadTable(
            (f"{name} is {at.word(name)!r}.", f"{name} 为 {at.word(name)!r}。"),
            ("Give a number.", "请填写数字。"),
        ) from error


def _factors(at: Entry) -> Factors:
    at.word("source")
    return Factors(
        at.word("code"),
        _amount(at, "price"),
        _amount(at, "gj_per_t"),
        _amount(at, "co2_t_per_gj"),
        _amount(at, "methane_m3_per_t"),
        _amount(at, "warming"),
    )


def _rule(at: Entry) -> tuple[str, Rule]:
    since, until = at.whole("since"), at.whole("until")
    if since is None:
        raise at.bad(
            "lacks 'since'", "缺少 'since'", "Give the first year of the rule.", "请注明规则的起始年份。"
        )
    rule = Rule(at.word("id"), at.text("title"), _amount(at, "rate"), since, until or 9999, at.word("source"))
    return at.word("region"), rule
