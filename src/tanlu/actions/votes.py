"""Analyse the votes of a folder, and tell of them what their rule lets out."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import numpy as np

from tanlu import __version__
from tanlu.accord.agreement import Agreement, agreement
from tanlu.accord.ballot import Ballots
from tanlu.accord.ballot_files import Round, read_ballots, read_round
from tanlu.accord.opinions import LEAST_BALLOTS, Opinions, opinions
from tanlu.accord.polis_files import Exported, is_polis, read_polis
from tanlu.accord.poll import Poll, poll
from tanlu.accord.releases import Export, Ledger, Release, release
from tanlu.accord.rules import Audience, Kind, Rule, demand, may_tell, read_audience, read_rule
from tanlu.analysis.opinion.gates import PERMUTATIONS
from tanlu.analysis.opinion.groups import opinion_groups
from tanlu.analysis.opinion.polis import Polis, polis
from tanlu.errors import BadTable, CannotWrite, HeldBack
from tanlu.text import Text

STORE: Final = ".told"
OTHER: Final = Text("other groups", "其他组")
NOT_STATED: Final = Text("not stated", "未注明")


@dataclass(frozen=True, slots=True)
class Analysed:
    """What a round says to an audience.

    Parameters
    ----------
    round : Round
    audience : Audience
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

    round: Round
    audience: Audience
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
    """

    polis: Polis
    opinions: Opinions
    people: int
    superseded: int


def analyse_votes(
    folder: Path,
    audience: str = "public",
    *,
    permutations: int = PERMUTATIONS,
    today: date | None = None,
    keep: bool = True,
) -> Analysed:
    """Analyse a round of voting for an audience.

    Declared groups come first, from what may be told of them; opinion groups second, and only as far as they pass their
    gates. What is told is entered in the ledger beside the ballots.

    Parameters
    ----------
    folder : Path
        With round.json, statements.csv, roster.csv, groups.csv and votes.csv.
    audience : str
        ``room``, ``programme`` or ``public``.
    permutations : int
        Of the gate for opinion groups.
    today : date, optional
    keep : bool
        Whether the ledger is kept; only an invented round needs none.

    Raises
    ------
    BadTable, BadDialogue
        If a file cannot be taken as it stands.
    HeldBack
        If the rule does not let tables reach the audience, voting is open, or something told before would be undone.
    """
    whom = read_audience(audience)
    held, ballots = read_round(folder), read_ballots(folder)
    _demand_something(ballots)
    asked = _poll(held, ballots)
    demand(Kind.TABLE, held.rule, whom)
    day = (today or date.today()).isoformat()  # noqa: DTZ011 - the day where the person is
    shut = _Ledger(folder / STORE) if keep else None
    before, key = (shut.held, shut.key) if shut else (Ledger(), bytes(32))
    room, ledger = release(asked, Audience.ROOM, before, key=key, date=day)
    shown = room
    if whom is not Audience.ROOM:
        shown, ledger = release(asked, whom, before, key=key, date=day)
    found = opinions(opinion_groups(ballots.votes, permutations=permutations))
    if shut:
        shut.keep(ledger)
    cuts = {each: ballots.grouping(each).title for each in held.cuts}
    return Analysed(
        held, whom, shown, tuple(agreement(room, each) for each in held.cuts), found,
        {each.id: each.text for each in ballots.statements}, cuts, _names(ballots, held.cuts), len(asked.people),
    )  # fmt: skip


def papers(source: Path | None, _day: str = "") -> dict[str, bytes]:
    """Return the paper that a brief of a dialogue rests on: what the public is told.

    Parameters
    ----------
    source : Path or None
        Folder of a round; None for the invented one.
    """
    if source is None:
        with as_file(files("tanlu.accord").joinpath("data", "example")) as folder:
            found = analyse_votes(folder, keep=False)
    else:
        found = analyse_votes(source)
    return {"papers/release.json": (json.dumps(to_json(found), ensure_ascii=False, indent=1) + "\n").encode()}


def to_json(found: Analysed) -> dict[str, Any]:
    """Return what an audience is told of a round, for a program or a brief; nothing below it is in it."""
    held = found.round
    return {
        "title": held.title.to_json(),
        "fictional": held.fictional,
        "closed": held.closed,
        "rule": held.rule.name.lower().replace("_", "-"),
        "allowed_because": may_tell(Kind.TABLE, held.rule, found.audience).reason.to_json(),
        "people": found.people,
        "cuts": {cut: title.to_json() for cut, title in found.cuts.items()},
        "groups": [
            {"cut": each.cut, "group": group, "name": found.groups[each.cut, group].to_json()}
            for each in found.agreements
            for group in each.groups
        ],
        "statements": {each: text.to_json() for each, text in found.statements.items()},
        "release": found.release.to_json(),
        "agreement": [each.to_json(found.audience) for each in found.agreements],
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
    shown = exported.votes.keep(statements=np.array(kept, dtype=np.int64))
    gated = opinions(opinion_groups(shown, permutations=permutations))
    return Conversation(found, gated, len(exported.votes.people), exported.superseded)


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


def _poll(held: Round, ballots: Ballots) -> Poll:
    of = {each: ballots.grouping(each).of for each in held.cuts}
    roster: Mapping[str, Mapping[str, str]] = {
        person: {cut: of[cut][person] for cut in held.cuts} for person in ballots.votes.people
    }
    return poll(held.dialogue, ballots.votes, roster, held.cuts, rule=held.rule, closed=bool(held.closed))


def _names(ballots: Ballots, cuts: tuple[str, ...]) -> dict[tuple[str, str], Text]:
    found = {(cut, ""): Text("everyone", "全体") for cut in ("", *cuts)}
    for cut in cuts:
        found |= {(cut, each): name for each, name in ballots.grouping(cut).names.items()}
        found |= {(cut, "other"): OTHER, (cut, "not stated"): NOT_STATED}
    return found


class _Ledger:
    """The ledger and the key of a folder of votes, beside the ballots."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = self._key()
        self.held = self._read()

    def _key(self) -> bytes:
        path = self.folder / "key"
        try:
            if not path.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                path.write_text(secrets.token_hex(32), "ascii")
                path.chmod(0o600)
            return bytes.fromhex(path.read_text("ascii"))
        except (OSError, ValueError) as error:
            raise self._broken() from error

    def _read(self) -> Ledger:
        path = self.folder / "ledger.json"
        try:
            rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
            return Ledger(tuple(_export(each) for each in rows))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._broken() from error

    def keep(self, ledger: Ledger) -> None:
        """Write the ledger."""
        text = json.dumps([asdict(each) for each in ledger.exports], ensure_ascii=False, indent=1)
        part = self.folder / "ledger.json.part"
        try:
            part.write_text(text, "utf-8")
            part.replace(self.folder / "ledger.json")
        except OSError as error:
            raise self._broken() from error

    def _broken(self) -> CannotWrite:
        return CannotWrite(
            (
                f"The ledger of what was told cannot be kept in {self.folder}.",
                f"无法在 {self.folder} 保存发布记录。",
            ),
            (
                "Make the folder writable, or restore it; without it nothing is told.",
                "请确保该文件夹可写，或予以恢复；没有发布记录就不提供结果。",
            ),
        )


def _export(row: dict[str, Any]) -> Export:
    seals = tuple((str(one), str(other)) for one, other in row["seals"])
    return Export(row["dialogue"], row["audience"], tuple(row["cuts"]), row["date"], seals, row["digest"])


def write_example(folder: Path) -> tuple[str, ...]:
    """Write an invented round into a new folder, and return the names of its files.

    Raises
    ------
    CannotWrite
        If the folder holds something already, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CannotWrite(
            (f"{folder} is not empty.", f"{folder} 不是空文件夹。"),
            ("Name a new folder; nothing was written.", "请指定一个新文件夹；未写入任何文件。"),
        )
    held = [each for each in files("tanlu.accord").joinpath("data", "example").iterdir() if each.is_file()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for each in held:
            (folder / each.name).write_bytes(each.read_bytes())
    except OSError as error:
        raise CannotWrite(
            (f"{folder} cannot be written.", f"无法写入 {folder}。"),
            ("Name a folder that you may write to.", "请指定有写入权限的文件夹。"),
        ) from error
    return tuple(sorted(each.name for each in held))
