"""What companies said and did about their coal workers: closures, and where people went."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadTable
from tanlu.period import PartialDate
from tanlu.text import Text

WENT: Final[dict[str, Text]] = {
    "in_coal": Text("moved to other coal jobs", "转到其他煤炭岗位"),
    "out_of_coal": Text("moved to jobs outside coal", "转到非煤岗位"),
    "retired_early": Text("retired early", "提前退休或内部退养"),
    "left": Text("left or were dismissed", "离职或被解除劳动合同"),
    "not_separated": Text("placed, the source does not say where", "已安置，来源未说明去向"),
}
"""Where people went. Moving to another mine is not leaving coal, and the two are never added."""

SCOPES: Final[dict[str, Text]] = {
    "site": Text("one mine or plant", "单个煤矿或工厂"),
    "group": Text("a whole company", "整个集团"),
    "region": Text("a region or country", "一个地区或国家"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """People who went one way.

    Parameters
    ----------
    company, site : str
        Whose they were, and where; ``site`` is empty where the source speaks of the whole company.
    scope : str
        A key of :data:`SCOPES`: what the number counts.
    date : PartialDate
        When, or until when.
    went : str
        A key of :data:`WENT`.
    people : int
        How many.
    source : str
        Id of the source.
    """

    company: str
    site: str
    scope: str
    date: PartialDate
    went: str
    people: int
    source: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the people of one company or site went.

    Parameters
    ----------
    company, site, scope : str
        Whose, and what the numbers count.
    people : dict of str to int
        By where they went; what no source separates stays under ``not_separated``.
    """

    company: str
    site: str
    scope: str
    people: dict[str, int]

    @property
    def total(self) -> int:
        """Return everyone counted."""
        return sum(self.people.values())

    @property
    def out_of_coal(self) -> tuple[float, float] | None:
        """Return the lowest and highest share that may have left coal for other jobs; None where nobody is counted.

        Those whom no source separates may all have left coal, or none of them.
        """
        if not self.total:
            return None
        sure, unsure = self.people.get("out_of_coal", 0), self.people.get("not_separated", 0)
        return sure / self.total, (sure + unsure) / self.total


def placements(moves: Iterable[Move]) -> tuple[Placement, ...]:
    """Return where people went, by company, site and scope; numbers of unlike scope are never joined.

    Raises
    ------
    BadTable
        If a number of a whole group is given for one site, or one is negative.
    """
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for each in moves:
        _check(each)
        held = found.setdefault((each.company, each.site, each.scope), {})
        held[each.went] = held.get(each.went, 0) + each.people
    return tuple(Placement(*key, people) for key, people in found.items())


def _check(move: Move) -> None:
    if move.scope != "site" and move.site:
        raise BadTable(
            (
                f"A number of {SCOPES[move.scope].en} is given for the site {move.site!r} of {move.company}.",
                f"{move.company}的{SCOPES[move.scope].zh}数字被记在矿（厂）“{move.site}”名下。",
            ),
            (
                "Leave the site empty, or give the number of that site alone.",
                "请将 site 留空，或填写该矿（厂）自身的数字。",
            ),
        )
    if move.people < 0:
        raise BadTable(
            (
                f"{move.company} has {move.people} people in {move.date}.",
                f"{move.company} {move.date} 的人数为 {move.people}。",
            ),
            ("Give a number of people that is zero or more.", "人数须为零或正数。"),
        )
