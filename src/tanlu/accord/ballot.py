"""Ballots: bilingual statements, who may vote in which declared group, and the last vote of each.

A voter is a code, never a name: the roster of a dialogue and its ballots are apart, and nothing here joins them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tanlu.analysis.opinion.votes import Counts, Ints, Votes, count, natural
from tanlu.errors import BadTable, UnknownName
from tanlu.text import Text

WORDS: Final[Mapping[str, int]] = {
    "1": 1, "+1": 1, "agree": 1, "yes": 1, "同意": 1, "赞成": 1,
    "0": 0, "pass": 0, "unsure": 0, "not sure": 0, "略过": 0, "跳过": 0, "不确定": 0, "弃权": 0,
    "-1": -1, "−1": -1, "disagree": -1, "no": -1, "不同意": -1, "反对": -1,
}  # fmt: skip
"""What a vote may be written as."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence people vote on, in both languages.

    Parameters
    ----------
    id : str
    text : Text
        Both languages; a statement in one language is refused, for two delegations would vote on different sentences.
    """

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups declared before the vote by one attribute, such as the country.

    Parameters
    ----------
    id : str
        The attribute.
    title : Text
        Its name.
    names : dict of str to Text
        Names of its groups, in the order they are shown.
    of : dict of str to str
        The group of each voter.
    """

    id: str
    title: Text
    names: dict[str, Text]
    of: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ballots:
    """Votes of a closed round, with what was voted on and by whom it could be voted.

    Parameters
    ----------
    statements : tuple of Statement
    groupings : tuple of Grouping
    votes : Votes
        One row each voter of the roster, also those who did not vote.
    """

    statements: tuple[Statement, ...]
    groupings: tuple[Grouping, ...]
    votes: Votes

    def grouping(self, attribute: str) -> Grouping:
        """Return the declared groups of an attribute; the first if none is named.

        Raises
        ------
        UnknownName
            If there is none of this name.
        """
        for each in self.groupings:
            if each.id == attribute or not attribute:
                return each
        known = ", ".join(each.id for each in self.groupings)
        raise UnknownName(
            (f"No groups are declared by {attribute!r}.", f"没有按“{attribute}”申报的分组。"),
            (f"Declared are: {known}.", f"已申报的有：{known}。") if known else
            ("Give the roster a column for it, such as country.", "请在名册中加一列，如国别（country）。"),
        )  # fmt: skip

    def counts(self, grouping: Grouping) -> Counts:
        """Return the votes and the roster of each group, groups in the order of their names."""
        places = {name: place for place, name in enumerate(grouping.names)}
        member: Ints = np.array([places[grouping.of[each]] for each in self.votes.people], dtype=np.int64)
        return count(self.votes, member, len(places))


def ballots(
    statements: Sequence[Statement],
    groupings: Sequence[Grouping],
    roster: Sequence[str],
    rows: Sequence[tuple[str, str, int]],
) -> Ballots:
    """Return ballots from votes in the order in which they were cast; of re-votes the last counts.

    Parameters
    ----------
    statements : sequence of Statement
    groupings : sequence of Grouping
    roster : sequence of str
        Codes of all who may vote.
    rows : sequence of (str, str, int)
        Voter, statement, vote.

    Raises
    ------
    BadTable
        If a code or an id stands twice, a voter is not on the roster, or a vote is on a statement that is not there.

    Examples
    --------
    >>> held = ballots([Statement("1", Text("Retrain.", "再培训。"))], (), ("a", "b"), [("a", "1", 1), ("a", "1", -1)])
    >>> held.votes.values.tolist(), held.votes.seen.tolist()
    ([[-1], [0]], [[True], [False]])
    """
    _demand_once([each.id for each in statements], Text("statement", "陈述"))
    _demand_once(roster, Text("voter", "投票人"))
    _demand_known({row[0] for row in rows}, set(roster), _STRANGER)
    _demand_known({row[1] for row in rows}, {each.id for each in statements}, _UNASKED)
    votes = Votes.from_rows(rows, roster, [each.id for each in statements])
    return Ballots(tuple(statements), tuple(groupings), votes)


def read_vote(said: str) -> int | None:
    """Return a vote from how it is written; None if it is none of the three.

    Examples
    --------
    >>> [read_vote(each) for each in ("Agree", "不同意", "0", "maybe")]
    [1, -1, 0, None]
    """
    return WORDS.get(said.strip().casefold())


_STRANGER: Final = (
    ("People voted who are not on the roster: {}.", "有不在名册上的人投票：{}。"),
    ("Add them to the roster with their groups, or take their votes out.", "请将其补入名册并注明所属组，或去掉这些票。"),
)  # fmt: skip
_UNASKED: Final = (
    ("Votes were cast on statements that are not listed: {}.", "有投票所对应的陈述不在清单中：{}。"),
    (
        "Add the statements in both languages, or take the votes out.",
        "请以中英文补上这些陈述，或去掉这些票。",
    ),
)


def _demand_known(met: set[str], known: set[str], said: tuple[tuple[str, str], tuple[str, str]]) -> None:
    strange = sorted(met - known, key=natural)
    if strange:
        en, zh = few(strange)
        raise BadTable((said[0][0].format(en), said[0][1].format(zh)), said[1])


def _demand_once(ids: Sequence[str], what: Text) -> None:
    twice = (
        sorted({each for each in ids if list(ids).count(each) > 1}, key=natural)
        if len(set(ids)) < len(ids)
        else []
    )
    if twice or not all(each.strip() for each in ids):
        en, zh = few(twice or ["''"])
        raise BadTable(
            (f"A {what.en} is empty or stands twice: {en}.", f"{what.zh}编号为空或重复：{zh}。"),
            ("Give each an id of its own.", "请使用不重复的编号。"),
        )


def few(ids: Sequence[str], most: int = 5) -> tuple[str, str]:
    """Return the first ids as English and Chinese lists, and how many there are if more.

    Examples
    --------
    >>> few(["a", "b", "c"], 2)
    ('a, b, … (3)', 'a、b……（共 3 个）')
    """
    shown = list(ids[:most])
    if len(ids) <= most:
        return ", ".join(shown), "、".join(shown)
    return f"{', '.join(shown)}, … ({len(ids)})", f"{'、'.join(shown)}……（共 {len(ids)} 个）"
