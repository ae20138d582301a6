"""What of a table of estimates may be told: no margin without a draw, nothing on few, nothing by subtraction."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from tanlu.analysis.disclosure.bands import least
from tanlu.analysis.survey.asked import Row
from tanlu.analysis.survey.estimate import Estimate
from tanlu.text import Text

FEWEST_ANSWERS: Final = 30
FEWEST_PEOPLE: Final = max(10, least())
"""People of a cell; the fewest of whom the room of disclosure tells anything are told less of."""
WIDEST: Final = 0.3

NO_MARGIN: Final = Text(
    "no margin of error: this is not a probability sample (people were not drawn by chance), so the number speaks of "
    "those who answered",
    "不提供误差范围：非概率样本（受访者不是随机抽取的），数字只说明答题者的情况",
)


@dataclass(frozen=True, slots=True)
class Rules:
    """When an estimate is held back.

    Parameters
    ----------
    answers : int
        Fewest answers beneath an estimate.
    people : int
        Fewest people in a cell.
    widest : float
        Largest standard error of a total or share, over the estimate.
    """

    answers: int = FEWEST_ANSWERS
    people: int = FEWEST_PEOPLE
    widest: float = WIDEST

    def few(self) -> Text:
        """Return what is said of an estimate on too few answers."""
        return Text(
            f"held back: n too small (fewer than {self.answers} answers)",
            f"不公布：样本太少（不足{self.answers}个回答）",
        )

    def cell(self) -> Text:
        """Return what is said of a small cell."""
        return Text(
            f"held back: fewer than {self.people} people in the cell", f"不公布：该格不足{self.people}人"
        )

    def wide(self) -> Text:
        """Return what is said of an estimate that is too uncertain."""
        return Text(
            f"held back: its error is more than {self.widest:.0%} of it",
            f"不公布：标准误超过估计值的{self.widest:.0%}",
        )


TONGUES: Final = frozenset({
    "en", "zh", "english", "chinese", "英文", "中文", "us", "usa", "cn", "chn", "china", "united states", "中国", "美国",
    "英语", "汉语",
})  # fmt: skip
"""How languages and countries are usually written in a column of groups."""
UNGATED: Final = Text(
    "groups of different languages or countries stand side by side: of a scale or an opinion, compare them only where "
    "tanlu study scales lets a difference out",
    "不同语言或国家的各组并列：量表或态度题须经 tanlu study scales 把关通过，方可比较",
)
"""Said where means are told by language or country."""


def crosses_languages(rows: Iterable[Row]) -> bool:
    """Tell whether a mean or quantile is told of two languages or countries.

    Examples
    --------
    >>> crosses_languages(())
    False
    """
    met: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind in {"mean", "quantile"} and row.group.lower().partition("-")[0] in TONGUES:
            met[row.domain].add(row.group.lower().partition("-")[0])
    return any(len(each) > 1 for each in met.values())


SUBTRACTION: Final = Text(
    "held back: another cell could be found by subtraction", "不公布：否则可通过相减推算出另一格"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A row as it may be told.

    Parameters
    ----------
    row : Row
        Without any number where it is held back.
    held_back : bool
    why : Text or None
        Why a number is missing.
    """

    row: Row
    held_back: bool = False
    why: Text | None = None


def publish(rows: Iterable[Row], rules: Rules, *, convenience: bool = False) -> tuple[Told, ...]:
    """Return what may be told of estimates.

    A cell of too few people takes another with it where it alone would be missing from a sum: across the categories of
    a question, and across the groups of a domain.

    Parameters
    ----------
    rows : iterable of Row
        All estimates of one table.
    rules : Rules
        When one is held back.
    convenience : bool
        Whether the sample was not drawn by chance: then no error is told.

    Examples
    --------
    >>> from tanlu.analysis.survey.asked import Asked, Drawn, Table, Wanted, tabulate
    >>> table = Table({"v": ["yes"] * 60 + ["no"] * 35 + ["rather not"] * 5})
    >>> rows = tabulate(Asked(Drawn(), (Wanted("proportion", ("v",)),)), table)
    >>> [(each.row.category, each.held_back) for each in publish(rows, Rules())]
    [('no', True), ('rather not', True), ('yes', False)]
    """
    given = tuple(rows)
    small = _with_partners(given, {at for at, row in enumerate(given) if row.count < rules.people})
    told = []
    for at, row in enumerate(given):
        why = _why(row, rules, small=small.get(at))
        if why is not None:
            told.append(Told(replace(row, count=0, found=_hidden(row.found, why)), held_back=True, why=why))
        elif convenience and row.found.value is not None:
            found = replace(
                row.found, error=None, low=None, high=None, deff=None, deff_replace=None, why=NO_MARGIN
            )
            told.append(Told(replace(row, found=found), why=NO_MARGIN))
        else:
            told.append(Told(row, why=row.found.why))
    return tuple(told)


def _why(row: Row, rules: Rules, *, small: bool | None) -> Text | None:
    if small is not None:
        return rules.cell() if small else SUBTRACTION
    if row.found.n < rules.answers:
        return rules.few()
    value, error = row.found.value, row.found.error
    if row.kind in {"total", "proportion"} and value is not None and error is not None:
        return rules.wide() if error > rules.widest * abs(value) else None
    return None


def _hidden(found: Estimate, why: Text) -> Estimate:
    return replace(
        found, value=None, error=None, n=0, missing=0, df=0, low=None, high=None, deff=None, deff_replace=None, why=why
    )  # fmt: skip


def _with_partners(rows: tuple[Row, ...], small: set[int]) -> dict[int, bool]:
    """Return the cells held back for their size (True) and those that go with them (False)."""
    held = dict.fromkeys(small, True)
    sums: dict[Hashable, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.kind == "proportion":
            sums["categories", row.variable, row.domain, row.group].append(at)
        if row.domain:
            sums["groups", row.kind, row.variable, row.category, row.domain].append(at)
    while True:
        lone = [
            min(left, key=lambda at: (rows[at].count, at))
            for members in sums.values()
            if sum(at in held for at in members) == 1 and (left := [at for at in members if at not in held])
        ]
        if not lone:
            return held
        held.update(dict.fromkeys(lone, False))
