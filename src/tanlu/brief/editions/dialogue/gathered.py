"""What a dialogue's brief is written from: the released table. Below it there is nothing that a brief may see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from tanlu.accord.rules import Audience, Rule, may_tell, read_audience, read_rule
from tanlu.accord.rules import Kind as Told
from tanlu.analysis.opinion.labels import Label
from tanlu.errors import BadDocument
from tanlu.evidence.store import Store
from tanlu.text import Text

PAPER: Final = "papers/release.json"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of one group on one statement; without ends nothing is."""

    group: str
    words: Text
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Cut:
    """One way of dividing the room.

    Parameters
    ----------
    id : str
    title : Text
    groups : dict of str to Text
    order : tuple of str
        Statements, the most agreed first.
    labels : dict of str to Label
    cells : dict of str to tuple of Cell
        By statement.
    """

    id: str
    title: Text
    groups: dict[str, Text]
    order: tuple[str, ...]
    labels: dict[str, Label]
    cells: dict[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A released round.

    Parameters
    ----------
    store : Store
        Evidence, of which nothing is read.
    title : Text
    day : str
        ISO date of the release.
    rule : Rule
    audience : Audience
    fictional : bool
    people : int
    statements : dict of str to Text
    everyone : dict of str to Cell
    cuts : tuple of Cut
    said : tuple of Text
        Of opinion groups.
    apart : tuple of (str, int, bool)
        Statement, group, and whether it agrees more.
    by_chance : float
    """

    store: Store
    title: Text
    day: str
    rule: Rule
    audience: Audience
    fictional: bool
    people: int
    statements: dict[str, Text]
    everyone: dict[str, Cell]
    cuts: tuple[Cut, ...]
    said: tuple[Text, ...]
    apart: tuple[tuple[str, int, bool], ...]
    by_chance: float

    @property
    def reason(self) -> Text:
        """Return why a table may be told."""
        return may_tell(Told.TABLE, self.rule, self.audience).reason

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return every cell of the table."""
        held = (each for cut in self.cuts for row in cut.cells.values() for each in row)
        return (*self.everyone.values(), *held)


def gather(store: Store, papers: Mapping[str, bytes]) -> Dialogue:
    """Read the released table.

    Raises
    ------
    BadDocument
        If it is missing or not as ``tanlu brief dialogue`` writes it.
    """
    try:
        return _dialogue(store, json.loads(papers[PAPER]))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadDocument(
            (f"{PAPER} is missing or damaged.", f"{PAPER} 缺失或已损坏。"),
            ("Write the brief again with tanlu brief dialogue --from DIR.",
             "请用 tanlu brief dialogue --from DIR 重新生成。"),
        ) from error  # fmt: skip


def _dialogue(store: Store, data: Any) -> Dialogue:  # noqa: ANN401 - whatever a file holds
    names = {(each["cut"], each["group"]): _text(each["name"]) for each in data["groups"]}
    tables = {each["statement"]: each["cells"] for each in data["release"]["tables"]}
    by = {each["cut"]: each for each in data["agreement"]}
    groups = data["opinion_groups"]
    return Dialogue(
        store, _text(data["title"]), date.fromisoformat(data["day"]).isoformat(), read_rule(data["rule"]),
        read_audience(data["release"]["audience"]), bool(data["fictional"]), int(data["people"]),
        {each: _text(text) for each, text in data["statements"].items()},
        {each: _cell(next(cell for cell in cells if not cell["cut"])) for each, cells in tables.items()},
        tuple(_cut(cut, _text(title), by[cut], tables, names) for cut, title in data["cuts"].items()),
        tuple(map(_text, groups["said"])),
        tuple((each["statement"], int(each["group"]), bool(each["agrees_more"])) for each in groups["statements_apart"]),
        float(data["agreement"][0]["by_chance"]),
    )  # fmt: skip


def _cut(
    cut: str,
    title: Text,
    found: Mapping[str, Any],
    tables: Mapping[str, list[dict[str, Any]]],
    names: Mapping[tuple[str, str], Text],
) -> Cut:
    return Cut(
        cut,
        title,
        {group: names[cut, group] for group in found["groups"]},
        tuple(found["order"]),
        {each["statement"]: Label(each["label"]) for each in found["statements"]},
        {name: tuple(_cell(each) for each in cells if each["cut"] == cut) for name, cells in tables.items()},
    )


def _cell(data: Mapping[str, Any]) -> Cell:
    ends = [float(Fraction(end)) for end in data["share"]] if "share" in data else [None, None]
    return Cell(data["group"], _text(data["told"]), ends[0], ends[1])


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["en"], data["zh"])
