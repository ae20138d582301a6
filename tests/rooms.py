"""Small rooms with votes, and an attacker who runs the release itself backwards."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

import numpy as np

from tanlu.accord.poll import poll
from tanlu.accord.releases import Ledger, release
from tanlu.accord.rules import Audience, Rule

KEY = b"a key of the test"


@dataclass(frozen=True)
class Cast:
    """Votes as a poll takes them."""

    people: tuple
    statements: tuple
    values: np.ndarray
    seen: np.ndarray


def roster_of(sizes):
    """Return people by country and sector: sizes[country][sector]."""
    return {
        f"p{row}{column}{each}": {"country": f"c{row}", "sector": f"s{column}"}
        for row, line in enumerate(sizes)
        for column, size in enumerate(line)
        for each in range(size)
    }


def cast(roster, columns, *, absent=()):
    """Return votes: one column of 1, 0, -1 a statement, in the order of the roster."""
    people = tuple(person for person in roster if person not in absent)
    kept = [at for at, person in enumerate(roster) if person not in absent]
    values = np.array(columns, dtype=np.int8).T[kept]
    return Cast(
        people,
        tuple(f"s{each}" for each in range(values.shape[1])),
        values,
        np.ones(values.shape, dtype=bool),
    )


def asked(roster, votes, cuts=("country", "sector"), *, rule=Rule.CHATHAM_HOUSE, closed=True):
    """Return a poll."""
    return poll("d", votes, roster, cuts, rule=rule, closed=closed)


def told(polled, audience=Audience.ROOM, ledger=None):
    """Return what is told, as data."""
    return release(polled, audience, ledger or Ledger(), key=KEY, date="2026-01-01")[0].to_json()


def column_of(sizes, agreeing):
    """Return one column of votes with so many agreeing in each kind of person; the others disagree and pass in turn."""
    return [
        1 if each < agreeing[row][column] else -(each % 2)
        for row, line in enumerate(sizes)
        for column, size in enumerate(line)
        for each in range(size)
    ]


def every_count(sizes):
    """Yield every table of agreeing counts that a room could have."""
    flat = [size for line in sizes for size in line]
    width = len(sizes[0])
    for counts in product(*(range(size + 1) for size in flat)):
        yield [list(counts[at : at + width]) for at in range(0, len(counts), width)]


def given_away(sizes, observe, known=3):
    """Run ``observe`` on every possible vote and return an outcome under which ``known`` votes settle another, or None.

    Nothing of the method is used: whatever ``observe`` says or does not say is turned back into the votes that lead to
    it, by trying all of them.
    """
    worlds = defaultdict(list)
    for counts in every_count(sizes):
        worlds[repr(observe(column_of(sizes, counts)))].append(np.array(counts))
    voters = np.array(sizes)
    for outcome, tables in worlds.items():
        lost = _settled(voters, np.array(tables), min(known, int(voters.sum()) - 1))
        if lost:
            return outcome, lost
    return None


def _settled(voters, tables, known):
    kinds = [(row, column, agrees) for row, column in np.argwhere(voters > 0) for agrees in (0, 1)]
    for picks in combinations_with_replacement(kinds, known):
        knowing, agreeing = np.zeros_like(voters), np.zeros_like(voters)
        for row, column, agrees in picks:
            knowing[row, column] += 1
            agreeing[row, column] += agrees
        if (knowing > voters).any():
            continue
        open_worlds = tables[
            ((tables >= agreeing) & (tables <= voters - knowing + agreeing)).all(axis=(1, 2))
        ]
        if not len(open_worlds):
            continue
        rest, left = open_worlds - agreeing, voters - knowing
        for row, column in np.argwhere(left > 0):
            some_agree = (rest[:, row, column] > 0).any()
            some_do_not = (rest[:, row, column] < left[row, column]).any()
            if not (some_agree and some_do_not):
                return {"known": picks, "person": (int(row), int(column))}
    return None
