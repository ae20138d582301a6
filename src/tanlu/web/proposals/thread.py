"""The thread: statement, label, proposal, instrument, commitment, evidence; each part only where it may be told."""

from dataclasses import dataclass
from typing import Any

from tanlu.accord.register import Register
from tanlu.accord.rules import Audience
from tanlu.accord.status import MARKS
from tanlu.actions.commitments import rows, today
from tanlu.analysis.opinion.labels import WORDS, Label
from tanlu.errors import UserMistake
from tanlu.text import Lang
from tanlu.web.ballots.models import Round
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.ledger.register import joined
from tanlu.web.proposals.models import Proposal
from tanlu.web.results.models import Release


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that a proposal rests on, with what this reader may be told of its votes."""

    text: str
    labels: str
    told: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment of the instrument, with where it stands."""

    id: str
    text: str
    state: str
    mark: str
    evidence: tuple[tuple[str, str], ...]
    corrections: tuple[str, ...]


def said(proposal: Proposal, lang: Lang, *, room: bool) -> tuple[list[Said], int]:
    """Return the statements that a reader may see, and how many more there are.

    Those in the room see every one; everyone else only those of rounds that were released to the public, from the release.
    """
    shown, held = [], 0
    papers: dict[str, dict[str, Any] | None] = {}
    for each in proposal.statements:
        number, statement = each.split(".")
        if number not in papers:
            asked = proposal.dialogue.rounds.get(number=int(number))
            papers[number] = _in_room(asked) if room else _released(asked)
        paper = papers[number]
        if paper is None:
            held += 1
            continue
        shown.append(_said(paper, statement, lang))
    return shown, held


def _said(paper: dict[str, Any], statement: str, lang: Lang) -> Said:
    tables = [one for one in paper["release"]["tables"] if one["statement"] == statement]
    cells = [cell for one in tables for cell in one["cells"] if not cell["group"]]
    labels = [
        WORDS[Label(one["label"])](lang)
        for cut in paper["agreement"]
        for one in cut["statements"]
        if one["statement"] == statement
    ]
    comma = "；" if lang == "zh" else "; "
    told = comma.join(cell["told"][lang] for cell in cells)
    return Said(paper["statements"][statement][lang], comma.join(dict.fromkeys(labels)), told)


def _in_room(asked: Round) -> dict[str, Any] | None:
    from tanlu.actions.votes import analyse_votes, to_json  # noqa: PLC0415 - scipy, which no other page needs

    try:
        return to_json(analyse_votes(DatabaseStore(asked.dialogue, asked), Audience.ROOM))
    except UserMistake:
        return None


def _released(asked: Round) -> dict[str, Any] | None:
    found = Release.objects.filter(round=asked, audience="public").first()
    return found.paper if found else None


def promised(instrument: str, lang: Lang) -> list[Promised]:
    """Return the commitments of an instrument with where each stands today."""
    held = joined()
    return [
        Promised(
            each.commitment.id,
            each.commitment.text(lang),
            each.standing.label(lang),
            MARKS[each.standing.state],
            tuple(
                (one.date.label(lang), one.text(lang))
                for one in held.updates
                if one.commitment == each.commitment.id
            ),
            _corrections(held, each.commitment.id, lang),
        )
        for each in rows(held, today())
        if each.instrument.id == instrument
    ]


def _corrections(held: Register, commitment: str, lang: Lang) -> tuple[str, ...]:
    """Return what was corrected in a commitment and in its evidence."""
    updates = [each.id for each in held.updates if each.commitment == commitment]
    entries = [("commitment", commitment), *(("update", each) for each in updates)]
    return tuple(each.told(lang) for kind, name in entries for each in held.corrected(kind, name))
