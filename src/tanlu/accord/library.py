"""The library of practices: what it holds, and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tanlu.accord.entry import Entry, Plain
from tanlu.accord.practice import GRADES, OUTCOMES, Condition, Fit, Need, Practice, fit, shortlist
from tanlu.accord.programme import packaged
from tanlu.accord.reading import entries, read_origin
from tanlu.accord.register import Origin
from tanlu.errors import BadRecord, UnknownName
from tanlu.registers.tables import nearest


@dataclass(frozen=True, slots=True)
class Library:
    """Practices with their preconditions, what is known of regions, and the sources.

    Parameters
    ----------
    practices, needs, conditions : tuple
        In the order of the file.
    sources : dict of str to Origin
        By id.
    """

    practices: tuple[Practice, ...]
    needs: tuple[Need, ...]
    conditions: tuple[Condition, ...]
    sources: dict[str, Origin]

    def practice(self, name: str) -> Practice:
        """Return the practice of this id.

        Raises
        ------
        UnknownName
            If there is none.
        """
        found = next((each for each in self.practices if each.id == name), None)
        if found:
            return found
        known = ", ".join(
            nearest(name, (each.id for each in self.practices)) or [each.id for each in self.practices]
        )
        raise UnknownName(
            (f"No practice is called {name!r}.", f"没有名为 {name!r} 的做法。"),
            (f"Try: {known}.", f"可试：{known}。"),
        )

    def fits(self, region: str, practices: Sequence[Practice] | None = None) -> tuple[Fit, ...]:
        """Return how practices fit a region, those worth a look first."""
        wanted = self.practices if practices is None else practices
        return shortlist([fit(each, region, self.needs, self.conditions) for each in wanted])


def _practice(at: Entry) -> Practice:
    return Practice(
        id=at.word("id"),
        title=at.text("title"),
        mechanism=at.text("mechanism"),
        context=at.text("context"),
        evidence=at.text("evidence"),
        needs=at.names("needs"),
        region=at.word("region"),
        since=at.date("since"),
        grade=at.one_of("grade", GRADES),
        outcome=at.one_of("outcome", OUTCOMES),
        cost=at.maybe_text("cost"),
        sources=at.names("sources"),
        themes=at.names("themes"),
    )


def _condition(at: Entry) -> Condition:
    return Condition(
        at.word("region"),
        at.word("need"),
        at.truth("met"),
        at.text("why"),
        at.word("source"),
        at.date("date"),
    )


def parse_library(data: Plain, file: str) -> Library:
    """Return a library from plain data.

    Raises
    ------
    BadRecord
        If an entry cannot be read, or names a precondition or source that is not there.
    """
    sources = {each.id: each for each in entries(data, "source", read_origin, file)}
    needs = entries(data, "need", lambda at: Need(at.word("id"), at.text("text")), file)
    found = Library(
        tuple(entries(data, "practice", _practice, file)),
        tuple(needs),
        tuple(entries(data, "condition", _condition, file)),
        sources,
    )
    known = {each.id for each in needs}
    for practice in found.practices:
        _demand(practice.needs, known, f"{file}, {practice.id}")
        _demand(practice.sources, set(sources), f"{file}, {practice.id}")
    for condition in found.conditions:
        _demand((condition.need,), known, f"{file}, condition {condition.region}")
        _demand((condition.source,), set(sources), f"{file}, condition {condition.region}")
    return found


def _demand(names: Sequence[str], held: set[str], where: str) -> None:
    lost = next((each for each in names if each not in held), None)
    if lost:
        raise BadRecord(
            (
                f"{where} names {lost!r}, which the file does not hold.",
                f"{where} 所写的 {lost!r} 不在文件中。",
            ),
            ("Add an entry of that id, or correct the name.", "请补上该 id 的条目，或改正名称。"),
        )


@cache
def library() -> Library:
    """Return the packaged library."""
    return parse_library(packaged("practices.toml"), "practices.toml")
