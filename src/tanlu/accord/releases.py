"""The one layer through which anything about votes leaves: tables that settle nobody's vote, each told once.

Who may see what follows from one transcript a statement (``analysis.disclosure.transcript``). The room sees it; everyone
else sees coarser words made of it. So all exports together tell no more than the transcript, in whichever order they are
made and whoever reads them. A transcript never changes: once a statement has been told, other ballots, another roster or
other cuts are refused, since the difference of two tables is somebody's vote.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tanlu.accord.poll import Poll
from tanlu.accord.rules import Audience, Kind, demand
from tanlu.accord.wording import AGAINST, Share, count_in_words, share_in_words, share_of, turnout_in_words
from tanlu.analysis.disclosure.bands import Span, coarse, least
from tanlu.analysis.disclosure.transcript import transcript
from tanlu.errors import HeldBack
from tanlu.text import Text

WHOLE = ""
"""The attribute of a cell that holds everyone."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """What is told of those in a group who disagree.

    Parameters
    ----------
    words : Text
    share : tuple of Fraction
        Between which shares of those who voted the disagreement lies.
    count : tuple of int, optional
        Least and greatest number; inside the room only.
    """

    words: Text
    share: Share
    count: Span | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of one group on one statement.

    Parameters
    ----------
    attribute, group : str
        Cut and group; both empty for everyone.
    people : int
        Entitled to vote, from the roster.
    words : Text
        What is told, or why nothing is.
    share : tuple of Fraction, optional
        Between which shares of those who voted the agreement lies; None where nothing is told.
    turnout : Text, optional
        How many voted, in words.
    voters : int, optional
        Votes cast; inside the room only.
    count : tuple of int, optional
        Least and greatest number of those who agree; inside the room only.
    opposed : Opposed, optional
        Of those who disagree; told of the groups of the first cut only.
    """

    attribute: str
    group: str
    people: int
    words: Text
    share: Share | None = None
    turnout: Text | None = None
    voters: int | None = None
    count: Span | None = None
    opposed: Opposed | None = None

    @property
    def shown(self) -> bool:
        """Tell whether anything is told of the group."""
        return self.share is not None


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one statement: everyone, then the groups of each cut."""

    statement: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """What an audience is told of a poll."""

    dialogue: str
    audience: Audience
    cuts: tuple[str, ...]
    tables: tuple[Table, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it for a program."""
        return {
            "dialogue": self.dialogue,
            "audience": self.audience.name.lower(),
            "cuts": list(self.cuts),
            "tables": [
                {"statement": table.statement, "cells": [_plain(cell) for cell in table.cells]}
                for table in self.tables
            ],
        }


@dataclass(frozen=True, slots=True)
class Export:
    """One export that was made, for the ledger.

    Parameters
    ----------
    dialogue : str
    audience : str
    cuts : tuple of str
    date : str
        Day, not time.
    seals : tuple of (str, str)
        Each statement with a keyed hash of the ballots, roster and cuts behind it.
    digest : str
        SHA-256 of what was told.
    """

    dialogue: str
    audience: str
    cuts: tuple[str, ...]
    date: str
    seals: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every export ever made from a store, the first first. It stays beside the ballots."""

    exports: tuple[Export, ...] = ()

    def seal_of(self, dialogue: str, statement: str) -> str:
        """Return the seal under which a statement was told, or nothing."""
        for export in self.exports:
            held = dict(export.seals) if export.dialogue == dialogue else {}
            if statement in held:
                return held[statement]
        return ""


def release(
    poll: Poll, audience: Audience, ledger: Ledger, *, key: bytes, date: str, statements: Iterable[str] = ()
) -> tuple[Release, Ledger]:
    """Return what an audience may be told of a poll, and the ledger with this export.

    Parameters
    ----------
    poll : Poll
    audience : Audience
    ledger : Ledger
        Of all exports made before.
    key : bytes
        Secret of the store; seals without it could be tried out on all votes of a small room.
    date : str
        Day of the export.
    statements : iterable of str
        Which; all if empty.

    Raises
    ------
    HeldBack
        If the rule does not let tables reach this audience, voting is still open, a statement is not of this poll, or one
        was told before from other ballots, another roster or other cuts.
    """
    demand(Kind.TABLE, poll.rule, audience)
    _demand_closed(poll)
    wanted = tuple(statements) or poll.statements
    _demand_known(poll, wanted)
    seals = tuple((each, seal(poll, poll.statements.index(each), key)) for each in wanted)
    for statement, now in seals:
        _demand_unchanged(ledger.seal_of(poll.dialogue, statement), now, statement)
    told = Release(
        poll.dialogue,
        audience,
        tuple(cut.attribute for cut in poll.cuts),
        tuple(_table(poll, poll.statements.index(each), audience) for each in wanted),
    )
    written = json.dumps(told.to_json(), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(written.encode()).hexdigest()
    export = Export(poll.dialogue, audience.name.lower(), told.cuts, date, seals, digest)
    return told, Ledger((*ledger.exports, export))


def seal(poll: Poll, statement: int, key: bytes) -> str:
    """Return a keyed hash of everything a table of this statement is made of."""
    rows = sorted(
        (person, [cut.groups[cut.place[at]] for cut in poll.cuts], bool(poll.seen[at, statement]),
         int(poll.values[at, statement]) if poll.seen[at, statement] else 0)
        for at, person in enumerate(poll.people)
    )  # fmt: skip
    cuts = [cut.attribute for cut in poll.cuts]
    written = json.dumps([poll.dialogue, poll.statements[statement], cuts, rows], ensure_ascii=False)
    return hmac.new(key, written.encode(), hashlib.sha256).hexdigest()


def _table(poll: Poll, statement: int, audience: Audience) -> Table:
    voters, agreeing, opposing = poll.counts(statement)
    held = transcript(voters, agreeing, opposing)
    told, down, across = held.told, voters.sum(1), voters.sum(0)
    most = int(voters.sum()) - told.total[0]
    against = (sum(low for low, _ in held.against), min(most, sum(high for _, high in held.against)))
    everyone = _cell(
        WHOLE, "", people=len(poll.people), voters=int(voters.sum()), span=told.total, audience=audience
    )
    sides = ((told.rows, down, held.against), (told.columns, across, (None,) * len(across)))
    cells = [_with_opposed(everyone, against, int(voters.sum()), audience)]
    for cut, (spans, cast, opposed) in zip(poll.cuts, sides, strict=False):
        for at, group in enumerate(cut.groups):
            people, votes = cut.place.count(at), int(cast[at])
            cell = _cell(cut.attribute, group, people=people, voters=votes, span=spans[at], audience=audience)
            cells.append(_with_opposed(cell, opposed[at], votes, audience))
    return Table(poll.statements[statement], tuple(cells))


def _with_opposed(cell: Cell, span: Span | None, voters: int, audience: Audience) -> Cell:
    """Add what is told of those who disagree, where anything is."""
    if span is None or _withheld(voters, span):
        return cell
    band = span if audience is Audience.ROOM else public_span(span, voters)
    if band == (0, voters):
        return cell
    if audience is Audience.ROOM:
        share = (Fraction(span[0], voters), Fraction(span[1], voters))
        return replace(cell, opposed=Opposed(count_in_words(span, voters, AGAINST), share, span))
    return replace(
        cell, opposed=Opposed(share_in_words(share_of(band, voters), AGAINST), share_of(band, voters))
    )


def _cell(attribute: str, group: str, *, people: int, voters: int, span: Span, audience: Audience) -> Cell:
    why = _withheld(voters, span)
    if why:
        return Cell(attribute, group, people, why)
    turnout = turnout_in_words(voters, people)
    if audience is Audience.ROOM:
        share = (Fraction(span[0], voters), Fraction(span[1], voters))
        return Cell(attribute, group, people, count_in_words(span, voters), share, turnout, voters, span)
    band = public_span(span, voters)
    if band == (0, voters):
        return Cell(attribute, group, people, _TOO_CLOSE)
    share = share_of(band, voters)
    return Cell(attribute, group, people, share_in_words(share), share, turnout)


def public_span(span: Span, voters: int) -> Span:
    """Return the finest band that holds a step of the transcript whole: made of it, it tells nothing new.

    Examples
    --------
    >>> public_span((6, 6), 12), public_span((14, 18), 24)
    ((5, 7), (12, 19))
    """
    for steps in coarse(voters):
        for low, high in steps:
            if low <= span[0] and span[1] <= high:
                return low, high
    return 0, voters


_TOO_CLOSE = Text(
    "not shown: beside what else is told it would settle single votes", "不显示：与其他结果对照可推出个人投票"
)


def _withheld(voters: int, span: Span) -> Text | None:
    if voters < least():
        return Text(f"not shown: fewer than {least()} votes", f"不显示：不足{least()}票")
    return _TOO_CLOSE if span == (0, voters) else None


def _plain(cell: Cell) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "cut": cell.attribute,
        "group": cell.group,
        "people": cell.people,
        "told": cell.words.to_json(),
    }
    if cell.share:
        plain["share"] = [str(end) for end in cell.share]
    if cell.turnout:
        plain["turnout"] = cell.turnout.to_json()
    if cell.opposed:
        plain["opposed"] = {
            "told": cell.opposed.words.to_json(),
            "share": [str(end) for end in cell.opposed.share],
        } | ({"disagree": list(cell.opposed.count)} if cell.opposed.count else {})
    if cell.count:
        plain |= {"voters": cell.voters, "agree": list(cell.count)}
    return plain


def _demand_closed(poll: Poll) -> None:
    if not poll.closed:
        raise HeldBack(
            (f"Voting in {poll.dialogue} is still open.", f"{poll.dialogue} 的投票尚未结束。"),
            ("Close it first: nothing is told before.", "请先结束投票；此前不提供任何结果。"),
        )


def _demand_known(poll: Poll, wanted: tuple[str, ...]) -> None:
    for statement in wanted:
        if statement not in poll.statements:
            raise HeldBack(
                (f"{statement!r} was not voted on in {poll.dialogue}.", f"{poll.dialogue} 未就 {statement!r} 投票。"),
                ("Ask for a statement of this poll.", "请索取本次投票中的陈述。"),
            )  # fmt: skip


def _demand_unchanged(before: str, now: str, statement: str) -> None:
    if before and not hmac.compare_digest(before, now):
        raise HeldBack(
            (
                f"Statement {statement} was told before from other ballots, another roster or other cuts.",
                f"陈述 {statement} 已发布过，而现在的选票、名册或划分与当时不同。",
            ),
            (
                "The difference would be somebody's vote. Keep what was told, or ask anew as a statement with a new id.",
                "两次结果之差即个人投票。请沿用已发布的结果，或以新编号重新提问。",
            ),
        )
