"""What may leave of a dialogue, to which audience, and why the rest may not; and let it leave."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tanlu import __version__
from tanlu.accord.ballot import Ballots
from tanlu.accord.poll import Poll, poll
from tanlu.accord.record import Told, told
from tanlu.accord.releases import Export, Ledger, Release, release
from tanlu.accord.rules import FEWEST, Audience, Rule, strictest
from tanlu.actions.dialogue import Kept, kept, today
from tanlu.actions.stores import BALLOTS, LEDGER, Store
from tanlu.analysis.disclosure.bands import KNOWN
from tanlu.analysis.disclosure.residual import Rare, rare
from tanlu.errors import BadDialogue, HeldBack, TanluError, UserMistake
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What an audience may have.

    Parameters
    ----------
    audience : Audience
    segments : tuple of Told
    tables : Release or None
        Of votes; None where there are none or they are held back.
    why : UserMistake or None
        Why there are no tables.
    rare : tuple of Rare
        Descriptions that would point at someone, on the roster of participants.
    earlier : tuple of Export
        Every export made before.
    names : dict of str to Text
        Of groups and statements.
    """

    audience: Audience
    segments: tuple[Told, ...]
    tables: Release | None
    why: UserMistake | None
    rare: tuple[Rare, ...]
    earlier: tuple[Export, ...]
    names: dict[str, Text]


def check(place: Path | Store, audience: Audience) -> Checked:
    """Return what an audience may have of a dialogue, without letting anything leave."""
    held = kept(place)
    ledger = ledger_of(held)
    tables: Release | None = None
    why: UserMistake | None = None
    if held.store.has_ballots():
        try:
            tables, _ = release(poll_of(held, ledger), audience, ledger, key=held.store.key(), date=today())
        except UserMistake as error:
            why = error
    attributes = sorted({name for each in held.people for name in each.descriptors})
    speakers = [each.descriptors for each in held.people if each.votes]
    found = rare(speakers, attributes, FEWEST[audience])
    return Checked(
        audience,
        tuple(told(each, audience, held.people) for each in held.record.segments),
        tables,
        why,
        found,
        ledger.exports,
        _names(held),
    )


def let_out(place: Path | Store, audience: Audience) -> dict[str, Any]:
    """Release the tables of a closed poll to an audience with where they come from, and enter it in the ledger.

    Raises
    ------
    HeldBack
        If a rule holds them back, or something was told before from other ballots.
    BadDialogue
        If there are no ballots.
    """
    held = kept(place)
    demand_ballots(held)
    before = ledger_of(held)
    made, after = release(poll_of(held, before), audience, before, key=held.store.key(), date=today())
    held.store.write(LEDGER, [asdict(each) for each in after.exports])
    return _published(made, after, _names(held))


def demand_ballots(held: Kept) -> None:
    """Refuse a dialogue without ballots.

    Raises
    ------
    BadDialogue
        If nobody was asked to vote.
    """
    if not held.store.has_ballots():
        raise BadDialogue(
            (f"{held.dialogue.id} has no ballots.", f"{held.dialogue.id} 没有选票。"),
            (
                f"Put statements.csv, roster.csv, groups.csv and votes.csv into {BALLOTS} of {held.store.where}.",
                f"请将 statements.csv、roster.csv、groups.csv、votes.csv 放入 {held.store.where} 的 {BALLOTS}。",
            ),
        )


def ballots_of(held: Kept) -> Ballots:
    """Return the ballots of a dialogue; raises as :func:`demand_ballots` does."""
    demand_ballots(held)
    return held.store.ballots()


METHOD: Final = Text(
    "How many agree; of everyone and of the first division also how many disagree. With three votes known, everyone else "
    "may still have agreed or disagreed; "
    "outside the room shares stand in words. Lineage ends here: single ballots are in no export.",
    "同意者人数；全体及第一种划分另列不同意者人数。即使已知三人的投票，其他每个人仍既可能同意，也可能不同意；"
    "与会者以外只以文字说明比例。"
    "数据溯源到此为止：任何导出均不含逐人投票。",
)


def _published(made: Release, ledger: Ledger, names: Mapping[str, Text]) -> dict[str, Any]:
    last = ledger.exports[-1]
    groups = {
        f"{cell.attribute}={cell.group}": names[f"{cell.attribute} {cell.group}"].to_json()
        for table in made.tables
        for cell in table.cells
        if f"{cell.attribute} {cell.group}" in names
    }
    return {
        "made": {
            "by": f"tanlu {__version__}", "date": last.date, "export": len(ledger.exports), "sha256": last.digest,
            "known_votes": KNOWN, "method": METHOD.to_json(),
        },
        "statements": {
            table.statement: names[f"statement {table.statement}"].to_json()
            for table in made.tables
            if f"statement {table.statement}" in names
        },
        "groups": groups,
        **made.to_json(),
    }  # fmt: skip


def _names(held: Kept) -> dict[str, Text]:
    """Return what groups and statements are called; codes stand for what cannot be read."""
    try:
        ballots = ballots_of(held)
    except UserMistake:
        return {}
    found = {f"statement {each.id}": each.text for each in ballots.statements}
    for each in ballots.groupings:
        found |= {f"{each.id} {group}": name for group, name in each.names.items()}
    return found


def poll_of(held: Kept, ledger: Ledger) -> Poll:
    """Return the poll of a dialogue, under the strictest rule of the segments in which it was voted."""
    _demand_same_name(held, ledger)
    ballots = ballots_of(held)
    roster = {
        person: {each.id: each.of[person] for each in ballots.groupings} for person in ballots.votes.people
    }
    voting = _voting(held)
    rules = [held.record.segment(name).rule for name in voting.get("segments", ())]
    return poll(
        held.dialogue.id,
        ballots.votes,
        roster,
        held.dialogue.cuts,
        rule=strictest(rules) if rules else Rule.CLOSED,
        closed=voting.get("closed") is True,
    )


def _demand_same_name(held: Kept, ledger: Ledger) -> None:
    """Refuse a dialogue that was called otherwise when it was told: a new name would begin a new ledger."""
    others = {each.dialogue for each in ledger.exports} - {held.dialogue.id}
    if others:
        name = sorted(others)[0]
        raise HeldBack(
            (
                f"Tables of this folder were told as {name}, and its id is now {held.dialogue.id}.",
                f"此文件夹曾以 {name} 之名发布结果，而现在的编号是 {held.dialogue.id}。",
            ),
            (
                "Put the id back; another dialogue needs a folder of its own.",
                "请恢复原编号；另一场对话须另建文件夹。",
            ),
        )


def _voting(held: Kept) -> dict[str, Any]:
    data = held.store.read("dialogue")
    voting = data.get("voting", {}) if isinstance(data, dict) else {}
    return voting if isinstance(voting, dict) else {}


def ledger_of(held: Kept) -> Ledger:
    """Return every export made of a dialogue."""
    try:
        return Ledger(
            tuple(
                Export(
                    each["dialogue"], each["audience"], tuple(each["cuts"]), each["date"],
                    tuple((name, seal) for name, seal in each["seals"]), each["digest"],
                )
                for each in held.store.read(LEDGER) or ()
            )
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(held) from error


def _broken(held: Kept) -> TanluError:
    return BadDialogue(
        (f"The ledger of {held.dialogue.id} cannot be read.", f"{held.dialogue.id} 的发布记录无法读取。"),
        (
            "Put back a sound copy; without it nothing may leave.",
            "请恢复完好的副本；缺少发布记录时不得发布任何内容。",
        ),
    )
