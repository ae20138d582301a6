"""Which industries arrive in a state, and how often lists of such industries were right."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from tanlu.analysis.economy.backtest import Backtest, Row, backtest
from tanlu.analysis.economy.entry import entries
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.scores import SCORES
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted, Work
from tanlu.lineage.tables.states import NOWHERE, YEARS, accounts, cells, table, title_of
from tanlu.registers.industries import groups
from tanlu.text import Text

ABSENT: Final = 1.0
"""Quotient below which an industry has not arrived; at half of this nearly nothing arrives."""
FAR: Final = 0.5
LIST: Final = 5
"""Industries that a list names."""
DRAWS: Final = 200
SEED: Final = 1
BOUNDS: Final[dict[str, Text | None]] = {
    "": None, "_low": Text("lower bound", "下限"), "_high": Text("upper bound", "上限"),
}  # fmt: skip


def wider(panel: Panel, year: int) -> RegionIndustry:
    """Return the states by groups that serve more than residents."""
    whole = table(panel, year)
    keep = np.array([not groups()[each].local for each in whole.industries])
    names = tuple(each for each in whole.industries if not groups()[each].local)
    return replace(
        whole, industries=names, values=whole.values[:, keep], suppressed=whole.suppressed[:, keep]
    )


@lru_cache(maxsize=2)
def tested(panel: Panel) -> Backtest:
    """Return the back-test: fitted on the first span of the accounts, tested on the second."""
    first, start, end = (wider(panel, year) for year in YEARS)
    return backtest(start, end, fitted=(first, start), absent=ABSENT, at=LIST, draws=DRAWS, seed=SEED)


def _wants(_year: int) -> tuple[Wanted, ...]:
    return accounts(*YEARS)


def _wants_one(year: int) -> tuple[Wanted, ...]:
    return accounts(year)


def _quotient(panels: tuple[Panel, ...], year: int) -> Values:
    found = wider(panels[0], year)
    return cells(found, quotients(found, "rca", counts=False).values)


def _measure(name: str, bound: str) -> Work:
    field = {"": "value", "_low": "low", "_high": "high"}[bound]

    def value(row: Row) -> float | None:
        found = row.ahead[0] if name == "ahead" and row.ahead else getattr(row, name, None)
        return getattr(found, field) if found else None

    def work(panels: tuple[Panel, ...], _year: int) -> Values:
        rows = {row.score.id: value(row) for row in tested(panels[0]).rows}
        return {("USA", score): 100 * each for score, each in rows.items() if each is not None}

    return work


def _count(name: str) -> Work:
    def work(panels: tuple[Panel, ...], _year: int) -> Values:
        found = tested(panels[0])
        if name == "lot":
            return {("USA", ""): 100 * found.by_chance.value} if found.by_chance else {}
        if name.startswith("far"):
            far = entries(*(wider(panels[0], year) for year in YEARS[1:]), absent=FAR)
            held = {"far": far.candidates, "far_arrived": far.entered}
            return {("USA", ""): float(held[name].sum())}
        return {("USA", ""): float({"candidates": found.candidates, "arrived": found.entered}[name])}

    return work


def _named(score: str) -> Text:
    return SCORES[score].label


def _recipe(name: str, unit: str, work: Work, *words: Text, part: str = "") -> TableRecipe:
    title, method = words
    return TableRecipe(
        id=name,
        version=1,
        title=title,
        method=method,
        unit=unit,
        part=part,
        years=YEARS[-1:],
        wants=_wants,
        work=work,
        nowhere=NOWHERE,
        named=_named if part else None,
        seed=SEED,
    )


_SPAN: Final = Text(
    "Industries that serve more than residents, of all states; the combination fitted on the first two years of the "
    "accounts held, everything tested on the last two; present means a quotient of one or more.",
    "各州服务于本地居民以外市场的产业；组合评分用所收录账户的前两个年份拟合，全部评分用后两个年份检验；"
    "区位商达到一即视为已形成。",
)
_MEASURES: Final[dict[str, tuple[str, Text]]] = {
    "entry_auc": (
        "pooled",
        Text("How often the one that arrived is ranked higher", "后来形成者排在前面的比例"),
    ),
    "entry_hits": ("at", Text("Share of a list of five that arrived", "五项清单中后来形成的比例")),
    "entry_lead": ("ahead", Text("Lead over the best simple baseline", "对最佳简单基线的领先")),
}
_COUNTS: Final[dict[str, tuple[str, str, Text]]] = {
    "entry_lot": (
        "lot",
        "percent",
        Text("Share of a list drawn by lot that arrived", "随机抽取的清单中后来形成的比例"),
    ),
    "entry_candidates": ("candidates", "count", Text("Candidates tested", "受检验的候选产业")),
    "entry_arrived": ("arrived", "count", Text("Candidates that arrived", "后来形成的候选产业")),
    "entry_far": (
        "far",
        "count",
        Text("Industries below half their national weight", "比重不到全国一半的产业"),
    ),
    "entry_far_arrived": (
        "far_arrived",
        "count",
        Text("Of these, arrived at their national weight", "其中达到全国比重的产业"),
    ),
}

RECIPES = (
    TableRecipe(
        id="wider_quotient",
        version=1,
        title=Text("Quotient among industries of wider markets", "在服务外部市场产业中的区位商"),
        method=Text(
            "Share of the industry among those of the state that serve more than residents, over the same share in all "
            "states together.",
            "该产业占本州服务于本地居民以外市场的产业的比重，除以各州合计的同一比重。",
        ),
        unit="times",
        part="industry",
        years=YEARS,
        wants=_wants_one,
        work=_quotient,
        nowhere=NOWHERE,
        named=title_of,
    ),
    *(
        _recipe(
            name + bound,
            "percent",
            _measure(field, bound),
            Text(f"{title.en}, {words.en}", f"{title.zh}，{words.zh}") if words else title,
            _SPAN,
            part="score",
        )
        for name, (field, title) in _MEASURES.items()
        for bound, words in BOUNDS.items()
    ),
    *(_recipe(name, unit, _count(field), title, _SPAN) for name, (field, unit, title) in _COUNTS.items()),
)
