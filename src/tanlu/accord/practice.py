"""Practices: what was tried elsewhere, what it needs, how good the evidence is, failures included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tanlu.period import PartialDate
from tanlu.text import Text

GRADES: Final[dict[str, Text]] = {
    "A": Text("measured against what would have happened without it", "与未实施时的情形作过比较"),
    "B": Text("outcomes measured, without a comparison", "有结果数据，但无对照"),
    "C": Text("outputs counted, outcomes not", "只统计了投入产出，未统计结果"),
    "D": Text("described only", "仅有描述"),
}
"""How good the evidence is that a practice works. None is a promise that it works elsewhere."""

OUTCOMES: Final[dict[str, Text]] = {
    "held": Text("did what it set out to do, as far as the evidence goes", "就现有证据看，达到了预期"),
    "mixed": Text("partly", "部分达到"),
    "failed": Text("did not", "未达到"),
    "unknown": Text("not known", "尚不清楚"),
}


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice.

    Parameters
    ----------
    id : str
        Its name.
    title, mechanism, context, evidence : Text
        What it is called, how it works, where it was tried, what the sources show.
    needs : tuple of str
        Ids of the preconditions.
    region, since : str, PartialDate or None
        Region code of where it was tried (a country where none is narrower), and since when.
    grade, outcome : str
        Keys of :data:`GRADES` and :data:`OUTCOMES`.
    cost : Text or None
        What it cost, with currency and year; None where no source says.
    sources : tuple of str
        Ids.
    themes : tuple of str
        Words to find it by.
    """

    id: str
    title: Text
    mechanism: Text
    context: Text
    evidence: Text
    needs: tuple[str, ...]
    region: str
    since: PartialDate | None
    grade: str
    outcome: str
    cost: Text | None
    sources: tuple[str, ...]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A precondition: a question about a region that is answered yes, no, or not at all."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a region about a precondition.

    Parameters
    ----------
    region, need : str
        Region code and id of the precondition.
    met : bool
        Whether it is met.
    why : Text
        The fact that shows it.
    source : str
        Id of the source.
    date : PartialDate or None
        As of when.
    """

    region: str
    need: str
    met: bool
    why: Text
    source: str
    date: PartialDate | None = None


VERDICTS: Final[dict[str, Text]] = {
    "met": Text("met", "具备"),
    "unmet": Text("not met", "不具备"),
    "unknown": Text("not known", "不清楚"),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a practice fits a region: each precondition with its answer. There is no score.

    Parameters
    ----------
    practice : Practice
        What is asked about.
    answers : tuple of tuple of (Need, str, Condition or None)
        Each precondition, a key of :data:`VERDICTS`, and the fact behind it.
    """

    practice: Practice
    answers: tuple[tuple[Need, str, Condition | None], ...]

    def count(self, verdict: str) -> int:
        """Return how many preconditions have this answer."""
        return sum(each == verdict for _, each, _ in self.answers)


def fit(practice: Practice, region: str, needs: Iterable[Need], conditions: Iterable[Condition]) -> Fit:
    """Return which preconditions of a practice a region meets, does not meet, or nobody knows about.

    The newest fact about a precondition decides; facts of other regions, of the country among them, never do.

    Parameters
    ----------
    practice : Practice
        What is asked about.
    region : str
        Region code.
    needs : iterable of Need
        The preconditions that are known.
    conditions : iterable of Condition
        The facts about regions.
    """
    known = {each.id: each for each in needs}
    about: dict[str, Condition] = {}
    here = [each for each in conditions if each.region == region]
    for each in sorted(here, key=lambda one: one.date.last_day if one.date else ""):
        about[each.need] = each
    answers = []
    for name in practice.needs:
        fact = about.get(name)
        verdict = "unknown" if fact is None else "met" if fact.met else "unmet"
        answers.append((known[name], verdict, fact))
    return Fit(practice, tuple(answers))


def shortlist(fits: Sequence[Fit]) -> tuple[Fit, ...]:
    """Return practices in the order of reading: fewest preconditions unmet, fewest unknown, then grade; failures last.

    The order is an aid to reading, stated as such; it is no measure of success.
    """
    return tuple(
        sorted(
            fits,
            key=lambda each: (
                each.practice.outcome == "failed",
                each.count("unmet"),
                each.count("unknown"),
                each.practice.grade,
                each.practice.id,
            ),
        )
    )
