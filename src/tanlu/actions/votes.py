"""Analyse the votes of a folder, and tell of them what their rule lets out."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from tanlu import __version__
from tanlu.accord.agreement import Agreement, agreement
from tanlu.accord.ballot import Ballots
from tanlu.accord.dialogue import Dialogue
from tanlu.accord.opinions import LEAST_BALLOTS, Opinions, opinions
from tanlu.accord.polis_files import Exported, is_polis, read_polis
from tanlu.accord.releases import Release, release
from tanlu.accord.rules import FEWEST, Audience, Kind, Rule, demand, may_tell, read_rule
from tanlu.actions.dialogue import create, kept, today
from tanlu.actions.disclose import ballots_of, ledger_of, poll_of
from tanlu.actions.stores import LEDGER, Store
from tanlu.analysis.opinion.gates import PERMUTATIONS
from tanlu.analysis.opinion.groups import opinion_groups
from tanlu.analysis.opinion.polis import Polis, polis
from tanlu.errors import BadTable, HeldBack
from tanlu.text import Text

OTHER: Final = Text("other groups", "其他组")
NOT_STATED: Final = Text("not stated", "未注明")


@dataclass(frozen=True, slots=True)
class Analysed:
    """What a round says to an audience.

    Parameters
    ----------
    dialogue : Dialogue
    rule : Rule
        Under which it was voted.
    day : str
        ISO date of the release.
    release : Release
        What this audience is told, cell by cell.
    agreements : tuple of Agreement
        One a cut, made of what the room is told.
    opinions : Opinions
    statements : dict of str to Text
    cuts : dict of str to Text
        Titles of the cuts.
    groups : dict of tuple to Text
        Names of groups by cut and id.
    people : int
        On the roster.
    """

    dialogue: Dialogue
    rule: Rule
    day: str
    release: Release
    agreements: tuple[Agreement, ...]
    opinions: Opinions
    statements: dict[str, Text]
    cuts: dict[str, Text]
    groups: dict[tuple[str, str], Text]
    people: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a public conversation on Polis says, as Polis says it.

    Parameters
    ----------
    polis : Polis
    opinions : Opinions
        The gated answer beside it.
    people, superseded : int
        Voters, and votes that a later one replaced.
    small : bool
        Whether a group has fewer than five people, so that what rests on its counts is held back.
    """

    polis: Polis
    opinions: Opinions
    people: int
    superseded: int
    small: bool


def analyse_votes(
    place: Path | Store, audience: Audience = Audience.PUBLIC, *, permutations: int = PERMUTATIONS
) -> Analysed:
    """Analyse a round of voting for an audience.

    Declared groups come first, from what may be told of them; opinion groups second, and only as far as they pass their
    gates. What is told is entered in the ledger beside the ballots.

    Parameters
    ----------
    place : Path or Store
        Of a dialogue, with statements.csv, roster.csv, groups.csv and votes.csv among its private ballots.
    audience : Audience
    permutations : int
        Of the gate for opinion groups.

    Raises
    ------
    BadFolder, BadDialogue, BadTable
        If there is no dialogue or no ballot, or a file cannot be taken as it stands.
    HeldBack
        If the rule does not let tables reach the audience, voting is open, or something told before would be undone.
    """
    held = kept(place)
    ballots, before = ballots_of(held), ledger_of(held)
    _demand_something(ballots)
    asked, key, day = poll_of(held, before), held.store.key(), today()
    demand(Kind.TABLE, asked.rule, audience)
    room, after = release(asked, Audience.ROOM, before, key=key, date=day)
    shown = room
    if audience is not Audience.ROOM:
        shown, after = release(asked, audience, before, key=key, date=day)
    found = opinions(opinion_groups(ballots.votes, permutations=permutations))
    held.store.write(LEDGER, [asdict(each) for each in after.exports])
    return Analysed(
        held.dialogue, asked.rule, day, shown, tuple(agreement(room, each) for each in room.cuts), found,
        {each.id: each.text for each in ballots.statements},
        {each: ballots.grouping(each).title for each in room.cuts}, _names(ballots, room.cuts), len(asked.people),
    )  # fmt: skip


def papers(source: Path | None, _day: str = "") -> dict[str, bytes]:
    """Return the paper that a brief of a dialogue rests on: what the public is told.

    Parameters
    ----------
    source : Path or None
        Folder of a dialogue; None for the invented one.
    """
    if source is None:
        with TemporaryDirectory() as folder:
            create(Path(folder), None)
            found = analyse_votes(Path(folder))
    else:
        found = analyse_votes(source)
    return {"papers/release.json": (json.dumps(to_json(found), ensure_ascii=False, indent=1) + "\n").encode()}


def to_json(found: Analysed) -> dict[str, Any]:
    """Return what an audience is told of a round, for a program or a brief; nothing below it is in it."""
    audience = found.release.audience
    return {
        "title": found.dialogue.title.to_json(),
        "fictional": found.dialogue.fictional,
        "day": found.day,
        "rule": found.rule.name.lower().replace("_", "-"),
        "allowed_because": may_tell(Kind.TABLE, found.rule, audience).reason.to_json(),
        "people": found.people,
        "cuts": {cut: title.to_json() for cut, title in found.cuts.items()},
        "groups": [
            {"cut": each.cut, "group": group, "name": found.groups[each.cut, group].to_json()}
            for each in found.agreements
            for group in each.groups
        ],
        "statements": {each: text.to_json() for each, text in found.statements.items()},
        "release": found.release.to_json(),
        "agreement": [each.to_json(audience) for each in found.agreements],
        "opinion_groups": found.opinions.to_json(),
        "tanlu": __version__,
    }


def analyse_polis(folder: Path, rule: str, *, permutations: int = PERMUTATIONS) -> Conversation:
    """Analyse an export of Polis as Polis does, with the gated answer beside it.

    Parameters
    ----------
    folder : Path
    rule : str
        Under which the conversation was held; lists that rest on counts are for the record only.
    permutations : int

    Raises
    ------
    BadTable
        If the export cannot be read or holds no vote.
    HeldBack
        If the rule is not the record, or fewer than 100 people voted.
    """
    exported = read_polis(folder)
    _demand_public(exported, rule)
    found = polis(exported.votes, out=exported.out, meta=exported.meta, groups=exported.groups)
    kept = [
        at for at, each in enumerate(exported.votes.statements) if each not in exported.out | exported.meta
    ]
    found, small = _without_small(found)
    shown = exported.votes.keep(statements=np.array(kept, dtype=np.int64))
    gated = opinions(opinion_groups(shown, permutations=permutations))
    return Conversation(found, gated, len(exported.votes.people), exported.superseded, small)


def _without_small(found: Polis) -> tuple[Polis, bool]:
    """Return the result without what rests on the counts of a group of fewer than five people."""
    sizes = found.counts.roster
    if not (sizes < FEWEST[Audience.PUBLIC]).any():
        return found, False
    kept = tuple(
        each if size >= FEWEST[Audience.PUBLIC] else ()
        for each, size in zip(found.representatives, sizes.tolist(), strict=True)
    )
    return replace(found, consensus=None, dissent=None, representatives=kept), True


def is_export_of_polis(folder: Path) -> bool:
    """Return whether a folder holds an export of Polis."""
    return is_polis(folder)


def _demand_public(exported: Exported, rule: str) -> None:
    people = len(exported.votes.people)
    if not people:
        raise BadTable(
            ("The export holds no vote.", "导出文件中没有投票。"),
            ("Export the conversation again after somebody has voted.", "请在有人投票后重新导出。"),
        )
    if people < LEAST_BALLOTS or read_rule(rule) is not Rule.ON_THE_RECORD:
        raise HeldBack(
            (f"Held back: lists of Polis rest on counts of groups found in {people} ballots.",
             f"不予提供：Polis 的清单依据从 {people} 人选票中分出的组的计数。"),
            (f"Only for public conversations of {LEAST_BALLOTS} people or more (--rule on-the-record); else declare groups.",
             f"仅适用于 {LEAST_BALLOTS} 人及以上的公开讨论（--rule on-the-record）；否则请申报分组。"),
        )  # fmt: skip


def _demand_something(ballots: Ballots) -> None:
    if not ballots.statements or not ballots.votes.people:
        raise BadTable(
            ("There is no statement or nobody on the roster.", "没有陈述，或名册为空。"),
            (
                "Add statements in both languages and the codes of all who may vote.",
                "请补充中英文陈述及全部投票人代码。",
            ),
        )


def _names(ballots: Ballots, cuts: tuple[str, ...]) -> dict[tuple[str, str], Text]:
    found = {(cut, ""): Text("everyone", "全体") for cut in ("", *cuts)}
    for cut in cuts:
        found |= {(cut, each): name for each, name in ballots.grouping(cut).names.items()}
        found |= {(cut, "other"): OTHER, (cut, "not stated"): NOT_STATED}
    return found
