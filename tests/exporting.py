"""Random rooms, what happens to them, every export ever made, and an attacker who has kept them all."""

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from tanlu.accord.releases import Ledger, release
from tanlu.accord.rules import Audience, Rule
from tanlu.analysis.disclosure.attack import settled
from tanlu.analysis.disclosure.bands import coarse
from tanlu.analysis.disclosure.margins import Margins
from tanlu.errors import BadDialogue, HeldBack
from tests import rooms

EVENTS = ("export", "export", "export", "revote", "withdraw", "move", "recut", "reopen")
TELLABLE = {  # written down again: a hole in the rules must not be a hole in the test
    Rule.ON_THE_RECORD: {"room", "programme", "public"},
    Rule.NOT_FOR_ATTRIBUTION: {"room", "programme", "public"},
    Rule.CHATHAM_HOUSE: {"room", "programme", "public"},
    Rule.CLOSED: {"room"},
}


@dataclass
class Room:
    """A room as it stands, and what has left of it."""

    roster: dict
    votes: np.ndarray
    absent: set
    cuts: tuple
    rule: Rule
    closed: bool = True
    ledger: Ledger = field(default_factory=Ledger)
    left: list = field(default_factory=list)
    refused: int = 0


def some_room(rng):
    """Return a room of 9 to 60 people, often lopsided, often nearly unanimous."""
    countries, sectors = rng.integers(1, 4), rng.integers(1, 5)
    weights = rng.dirichlet(np.full(countries * sectors, 1.5))
    sizes = rng.multinomial(rng.integers(9, 61), weights).reshape(countries, sectors)
    roster = rooms.roster_of(sizes.tolist())
    agree = rng.choice([0.02, 0.1, 0.3, 0.5, 0.8, 0.95, 1.0], size=countries)
    chance = [agree[int(each["country"][1:])] for each in roster.values()]
    votes = np.where(rng.random((1, len(roster))) < chance, 1, rng.integers(-1, 1, (1, len(roster))))
    absent = {person for person in roster if rng.random() < rng.choice([0, 0, 0.2])}
    cuts = ("country", "sector") if rng.random() < 0.7 else ("country",)
    return Room(roster, votes, absent, cuts, Rule(rng.choice([0, 2, 2, 3])))


def happen(rng, room, event):
    """Let something happen to a room."""
    at = rng.integers(len(room.roster))
    person = list(room.roster)[at]
    if event == "export":
        _export(room, Audience(rng.integers(3)))
    elif event == "revote":
        room.votes = room.votes.copy()
        room.votes[:, at] = np.where(room.votes[:, at] > 0, -1, 1)
    elif event == "withdraw":
        room.absent = room.absent ^ {person}
    elif event == "move":
        room.roster = {**room.roster, person: {"country": "c0", "sector": "s0"}}
    elif event == "recut":
        room.cuts = tuple(rng.permutation(["country", "sector"])[: rng.integers(1, 3)])
    else:
        room.closed = not room.closed


def _export(room, audience):
    polled = None
    with suppress(BadDialogue):
        polled = rooms.asked(
            room.roster, rooms.cast(room.roster, room.votes, absent=room.absent), room.cuts,
            rule=room.rule, closed=room.closed,
        )  # fmt: skip
    if polled is None:
        return
    try:
        said, room.ledger = release(polled, audience, room.ledger, key=rooms.KEY, date="2026-01-01")
    except HeldBack:
        room.refused += 1
        return
    voters = polled.counts(0)[0]
    room.left.append(
        {"audience": audience.name.lower(), "closed": room.closed, "rule": room.rule, "cuts": polled.cuts,
         "voters": voters, "cells": said.tables[0].cells}
    )  # fmt: skip


def broken(room):
    """Return how the attacker, who has every export, breaks one of the promises; empty if they cannot."""
    found = []
    for each in room.left:
        if each["audience"] not in TELLABLE[each["rule"]] or not each["closed"]:
            found.append("told though the rule or the open vote forbids it")
        counted = [
            cell.count or cell.voters or (cell.opposed and cell.opposed.count) for cell in each["cells"]
        ]
        if each["audience"] != "room" and any(counted):
            found.append("a count outside the room")
    told = [_told(each) for each in room.left]
    found += ["the difference of two exports is a vote" for one, other in pairwise(told)
              if _differ(one, other)]  # fmt: skip
    found += ["all exports together settle a vote" for each in _together(room.left, told)]
    return found


def _told(export):
    """Return for each cell the counts it leaves, for someone who knows who voted and how steps are made."""
    spans = {}
    sums = {"": [export["voters"].sum()]}
    for cut, axis in zip(export["cuts"], (1, 0), strict=False):
        sums[cut.attribute] = export["voters"].sum(axis).tolist()
    groups = {"": [""], **{cut.attribute: list(cut.groups) for cut in export["cuts"]}}
    for cell in export["cells"]:
        voters = int(sums[cell.attribute][groups[cell.attribute].index(cell.group)])
        spans[cell.attribute, cell.group] = cell.count or _from_words(cell.share, voters)
        against = cell.opposed.count if cell.opposed else None
        share = cell.opposed.share if cell.opposed else None
        spans[cell.attribute, cell.group, "against"] = against or _from_words(share, voters)
    return spans


def _from_words(share, voters):
    if share is None:
        return 0, voters
    low, high = share
    fitting = [
        span
        for steps in coarse(voters)
        for span in steps
        if low * voters <= span[0] and span[1] <= high * voters
    ]
    return max(fitting, key=lambda span: span[1] - span[0])


def _differ(one, other):
    return any(key in other and (one[key][1] < other[key][0] or other[key][1] < one[key][0]) for key in one)


def _together(left, told):
    """Put the exports of one state of the ballots together and look for an attack on all of them."""
    states = {}
    for export, spans in zip(left, told, strict=True):
        key = (str(export["voters"].tolist()), tuple(cut.attribute for cut in export["cuts"]))
        states.setdefault(key, []).append((export, spans))
    for exports in states.values():
        first = exports[0][0]
        if first["voters"].sum() <= 1:
            continue
        met = {
            cell: (max(each[cell][0] for _, each in exports), min(each[cell][1] for _, each in exports))
            for cell in exports[0][1]
        }
        cuts = first["cuts"]
        rows = tuple(met[cuts[0].attribute, group] for group in cuts[0].groups)
        columns = (
            tuple(met[cuts[1].attribute, group] for group in cuts[1].groups)
            if len(cuts) > 1
            else ((0, int(first["voters"].sum())),)
        )
        attack = settled(tuple(map(tuple, first["voters"].tolist())), Margins(rows, columns, met["", ""]))
        if attack:
            yield attack


def played(seed, events=8):
    """Return a room after so many events."""
    rng = np.random.default_rng(seed)
    room = some_room(rng)
    happen(rng, room, "export")
    for _ in range(events):
        happen(rng, room, str(rng.choice(EVENTS)))
    return room
