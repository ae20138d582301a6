"""A pipeline with its budget and floors, read from plain data, and made into a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tanlu.accord.entry import Entry
from tanlu.accord.reading import entries
from tanlu.analysis.finance.basis import KINDS, Basis
from tanlu.analysis.finance.pipeline import (
    ANSWERS,
    CRITERIA,
    INSTRUMENTS,
    STAGES,
    Criterion,
    Item,
    Pipeline,
    Share,
    passes,
)
from tanlu.analysis.finance.projects import Floor, Projects
from tanlu.errors import BadRecord
from tanlu.registers.regions import regions as registered
from tanlu.text import Text

UNITS: Final[dict[str, tuple[str, str]]] = {
    "one": ("", ""),
    "thousand": ("thousand ", "千"),
    "million": ("million ", "百万"),
    "wan": ("ten thousand ", "万"),
    "yi": ("hundred million ", "亿"),
}
"""What the amounts of a file count; nothing is converted."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Money of one source.

    Parameters
    ----------
    id : str
        Its name.
    title : Text
        In both languages.
    years : mapping of int to float
        Money that comes in each year.
    """

    id: str
    title: Text
    years: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A floor as a person states it: a share of the money in a region, or a number of jobs or tonnes.

    Parameters
    ----------
    id : str
        Its name.
    title : Text
        In both languages.
    region : str
        Of a share of the money.
    share, jobs, tonnes : float or None
        One of them.
    """

    id: str
    title: Text
    region: str
    share: float | None
    jobs: float | None
    tonnes: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A pipeline, the budget and the floors.

    Parameters
    ----------
    pipeline : Pipeline
        Projects and money.
    budgets, floors : tuple
        What may be spent, and what must be reached.
    eligible : mapping of str to tuple of str
        Ids of the budgets that may pay for each project; all where none are named.
    unit : str
        A key of :data:`UNITS`.
    rate : float
        Rate at which a benefit that comes later counts less; real for a real basis.
    screened : bool
        Whether projects that do not meet one of the three elements are left out of the choice.
    regions : mapping of str to Text
        Names of regions by their code in the file.
    """

    pipeline: Pipeline
    budgets: tuple[Budget, ...]
    floors: tuple[Wanted, ...]
    eligible: Mapping[str, tuple[str, ...]]
    unit: str
    rate: float
    screened: bool
    regions: Mapping[str, Text]

    def place(self, item: Item) -> Text:
        """Return the name of the region of a project: as the file says it, as the register does, or the code."""
        known = registered().get(item.region)
        return self.regions.get(item.region) or (known.name if known else Text(item.region, item.region))

    def weighed(self) -> tuple[Item, ...]:
        """Return the projects that the choice is made from."""
        return tuple(each for each in self.pipeline.items if not self.why_not(each))

    def why_not(self, item: Item) -> Text | None:
        """Return why a project is left out of the choice, or nothing."""
        if item.benefit is None:
            return Text("its benefit is not known", "效益不明")
        if self.screened and passes(item) == "unmet":
            return Text("it does not meet one of the three elements", "不符合三项要素之一")
        return None

    def years(self) -> tuple[int, ...]:
        """Return the years of the budget, first to last without a gap."""
        known = [year for each in self.budgets for year in each.years]
        return tuple(range(min(known), max(known) + 1))

    def projects(self) -> Projects:
        """Return the choice as arrays."""
        items, years = self.weighed(), self.years()
        ids = {each.id for each in items}
        when = np.arange(len(years))
        benefit = np.array([[each.benefit or 0.0] for each in items]) * (1 + self.rate) ** -when
        names = [each.id for each in self.budgets]
        eligible = [
            [not self.eligible[each.id] or name in self.eligible[each.id] for name in names] for each in items
        ]
        groups = dict.fromkeys(each.group for each in items if each.group)
        return Projects(
            ids=tuple(each.id for each in items),
            cost=np.array([each.cost for each in items]),
            benefit=benefit,
            budget=np.array([[each.years.get(year, 0.0) for year in years] for each in self.budgets]),
            eligible=np.array(eligible),
            needs=tuple((each.id, other) for each in items for other in each.needs if other in ids),
            exclusive=tuple(tuple(one.id for one in items if one.group == group) for group in groups),
            floors=tuple(_floor(each, items) for each in self.floors),
            open=np.array([[year >= each.earliest for year in years] for each in items]),
        )


def _floor(wanted: Wanted, items: tuple[Item, ...]) -> Floor:
    if wanted.share is not None:
        there = np.array([1.0 if each.region == wanted.region else 0.0 for each in items])
        return Floor(wanted.id, there, share=wanted.share)
    if wanted.jobs is not None:
        return Floor(wanted.id, np.array([each.jobs or 0.0 for each in items]), least=wanted.jobs)
    return Floor(wanted.id, np.array([each.tonnes or 0.0 for each in items]), least=wanted.tonnes)


def _number(at: Entry, name: str, *, least: float = 0.0) -> float | None:
    at.seen.add(name)
    value = at.data.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < float("inf"):
        raise at.bad(
            f"has {name} = {value!r}",
            f"的 {name} 为 {value!r}",
            f"Give a number of {least:g} or more.",
            f"须为不小于 {least:g} 的数。",
        )
    return float(value)


def _amount(at: Entry, name: str) -> float:
    value = _number(at, name)
    if value is None:
        raise at.bad(f"lacks {name!r}", f"缺少 {name!r}", f"Add {name}.", f"请补上 {name}。")
    return value


def _criterion(at: Entry) -> Criterion:
    found = Criterion(at.one_of("answer", ANSWERS), at.maybe_text("evidence"))
    if found.answer != "unknown" and found.evidence is None:
        raise at.bad(
            f"says {found.answer!r} without evidence", f"写明“{ANSWERS[found.answer].zh}”而无依据",
            "Add evidence_en and evidence_zh, or write unknown.", "请补上 evidence_en 和 evidence_zh，或写 unknown。",
        )  # fmt: skip
    return found


def _criteria(at: Entry) -> dict[str, Criterion]:
    found = {}
    for name in CRITERIA:
        at.seen.add(name)
        if name in at.data:
            found[name] = _criterion(at.part(name))
    return found


def _share(at: Entry, project: str) -> Share:
    return Share(
        at.word("id"), project, at.word("source"), at.one_of("instrument", INSTRUMENTS), at.one_of("stage", STAGES),
        _amount(at, "amount"), at.word("part_of", ""),
    )  # fmt: skip


def _project(at: Entry) -> tuple[Item, tuple[str, ...], tuple[Share, ...]]:
    name = at.word("id")
    at.seen.add("tags")
    share = _number(at, "climate_share")
    if share is not None and share > 1:
        raise at.bad(
            "has a climate_share above 1",
            "的 climate_share 大于 1",
            "Give a share from 0 to 1.",
            "请给出 0 到 1 之间的比例。",
        )
    cost = _amount(at, "cost")
    if cost <= 0:
        raise at.bad("costs nothing", "的费用为零", "Give a cost above zero.", "费用须大于零。")
    item = Item(
        id=name, region=at.word("region"), title=at.text("title"), cost=cost,
        benefit=_number(at, "benefit", least=float("-inf")), jobs=_number(at, "jobs"), tonnes=_number(at, "tonnes"),
        climate_share=share, tags=tuple((str(one), str(two)) for one, two in at.data.get("tags", ())),
        criteria=_criteria(at), earliest=at.whole("earliest") or 0, needs=at.names("needs"), group=at.word("group", ""),
    )  # fmt: skip
    return item, at.names("eligible"), tuple(_share(each, name) for each in at.entries("shares"))


def _region(at: Entry) -> tuple[str, Text]:
    return at.word("id"), at.text("title")


def _budget(at: Entry) -> Budget:
    name, title = at.word("id"), at.text("title")
    inner = at.part("years")
    years = {int(year): _amount(inner, year) for year in inner.data if str(year).isdecimal()}
    if not years or len(years) < len(inner.data):
        raise at.bad(
            "names no year", "没有写明年份", "Write years = { 2027 = 20 }.", "请写 years = { 2027 = 20 }。"
        )
    return Budget(name, title, years)


def _wanted(at: Entry) -> Wanted:
    found = Wanted(
        at.word("id"), at.text("title"), at.word("region", ""), _number(at, "share"), _number(at, "jobs"),
        _number(at, "tonnes"),
    )  # fmt: skip
    given = [each for each in (found.share, found.jobs, found.tonnes) if each is not None]
    if len(given) != 1 or (found.share is not None and (not found.region or found.share > 1)):
        raise at.bad(
            "asks for nothing, or for several things", "没有要求，或同时提出多项要求",
            "Give region and share (up to 1), or jobs, or tonnes.",
            "请给出 region 与 share（不大于 1），或 jobs，或 tonnes。",
        )  # fmt: skip
    return found


def parse_plan(data: Mapping[str, Any], file: str) -> Plan:
    """Return a plan from plain data.

    Raises
    ------
    BadRecord
        If an entry lacks a cell, mixes units, names what is not there, or holds a cell that this version does not know.
    """
    head = Entry({key: value for key, value in data.items() if not isinstance(value, list)}, file)
    found = entries(data, "project", _project, file)
    year = head.whole("price_year")
    if year is None:
        raise head.bad(
            "lacks 'price_year'",
            "缺少 'price_year'",
            "Name the year whose prices these are.",
            "请注明价格年份。",
        )
    basis = Basis("real" if head.one_of("kind", KINDS) == "real" else "nominal", head.word("currency"), year)
    plan = Plan(
        pipeline=Pipeline(
            title=head.text("title"),
            basis=basis,
            items=tuple(item for item, _, _ in found),
            shares=tuple(each for _, _, shares in found for each in shares),
            fictional=head.word("fictional", "").lower() == "true",
        ),
        budgets=tuple(entries(data, "budget", _budget, file)),
        floors=tuple(entries(data, "floor", _wanted, file)),
        eligible={item.id: names for item, names, _ in found},
        unit=head.one_of("unit", UNITS, "one"),
        rate=_number(head, "rate") or 0.0,
        screened=head.word("screen", "true").lower() == "true",
        regions=dict(entries(data, "region", _region, file)),
    )
    head.close()
    _check(plan, file)
    return plan


def _check(plan: Plan, file: str) -> None:
    """Refuse a plan that names what it does not hold, or money told as a part of itself."""
    ids = [each.id for each in plan.pipeline.items]
    money = [each.id for each in plan.pipeline.shares]
    funds = {each.id for each in plan.budgets}
    for kind, names in (("project", ids), ("shares", money), ("budget", [each.id for each in plan.budgets])):
        twice = next((each for each in names if names.count(each) > 1), "")
        if twice:
            raise _bad(
                f"{file}: two entries {kind} are called {twice!r}", f"{file}：有两条 {kind} 都叫 {twice!r}"
            )
    named = [(each.id, other, set(ids)) for each in plan.pipeline.items for other in each.needs]
    named += [(name, other, funds) for name, others in plan.eligible.items() for other in others]
    named += [
        (each.id, each.part_of, set(money) - {each.id}) for each in plan.pipeline.shares if each.part_of
    ]
    for where, other, held in named:
        if other not in held:
            raise _bad(
                f"{file}, {where} names {other!r}, which is not in the file",
                f"{file}，{where} 所写的 {other!r} 不在文件中",
            )
    if not plan.budgets:
        raise _bad(f"{file} holds no budget", f"{file} 没有预算")


def _bad(en: str, zh: str) -> BadRecord:
    return BadRecord(
        (f"{en}.", f"{zh}。"),
        ("Add the entry, or correct the name; `tanlu portfolio --example` shows the form.",
         "请补上该条目或改正名称；格式见 `tanlu portfolio --example`。"),
    )  # fmt: skip
