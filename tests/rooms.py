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


def column_of(sizes, agreeing, opposing=None):
    """Return one column of votes: so many of each kind agree, so many (or half the rest) disagree."""
    found = []
    for row, line in enumerate(sizes):
        for column, size in enumerate(line):
            yes = agreeing[row][column]
            no = (size - yes) // 2 if opposing is None else opposing[row][column]
            found += [1] * yes + [-1] * no + [0] * (size - yes - no)
    return found


def every_count(sizes):
    """Yield every pair of tables, of those who agree and of those who disagree, that a room could have."""
    width = len(sizes[0])
    kinds = [
        [(yes, no) for yes in range(size + 1) for no in range(size + 1 - yes)]
        for line in sizes
        for size in line
    ]
    for counts in product(*kinds):
        yield tuple(
            [[each[side] for each in counts[at : at + width]] for at in range(0, len(counts), width)]
            for side in (0, 1)
        )


def given_away(sizes, observe, known=3):
    """Run ``observe`` on every possible vote and return an outcome under which ``known`` votes settle another, or None.

    Nothing of the method is used: whatever ``observe`` says or does not say is turned back into the votes that lead to
    it, by trying all of them. A vote is settled if the person cannot have agreed, or cannot have disagreed.
    """
    worlds = defaultdict(list)
    for agreeing, opposing in every_count(sizes):
        worlds[repr(observe(column_of(sizes, agreeing, opposing)))].append((agreeing, opposing))
    voters = np.array(sizes)
    for outcome, tables in worlds.items():
        lost = settled_by_trying(voters, np.array(tables), min(known, int(voters.sum()) - 1))
        if lost:
            return outcome, lost
    return None


def settled_by_trying(voters, tables, known):
    """Return known votes and a person whose answer they settle, among all tables (world, side, row, column), or None."""
    kinds = [(row, column, answer) for row, column in np.argwhere(voters > 0) for answer in (0, 1, 2)]
    passing = voters - tables.sum(1)
    answers = np.stack([tables[:, 0], tables[:, 1], passing], axis=1)
    for picks in combinations_with_replacement(kinds, known):
        votes = np.zeros((3, *voters.shape), dtype=int)
        for row, column, answer in picks:
            votes[answer, row, column] += 1
        left = voters - votes.sum(0)
        if (left < 0).any():
            continue
        rest = (answers - votes)[(answers >= votes).all(axis=(1, 2, 3))]
        if not len(rest):
            continue
        open_for = (rest[:, 0] > 0).any(0) & (rest[:, 1] > 0).any(0)
        if ((left > 0) & ~open_for).any():
            return {"known": picks, "person": np.argwhere((left > 0) & ~open_for)[0].tolist()}
    return None
