"""What is published at close, and the proof that the ballots held are still those that it was made of."""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from tanlu import __version__
from tanlu.text import Text
from tanlu.web.audit.models import Event
from tanlu.web.ballots.box import Choice, Content
from tanlu.web.ballots.models import Receipt, Round

_MARKS: Final = {None: "?", 1: "+", 0: "0", -1: "-"}
_UNEQUAL: Final = {
    "ballots": Text(
        "its ballots are not those that were counted at close", "现存选票与结束时计入的选票不一致"
    ),
    "number": Text(
        "the number of its ballots is not that of the roster at close", "选票数与结束时的名册人数不一致"
    ),
    "statements": Text("the number of its statements is not that at close", "陈述条数与结束时不一致"),
    "receipts": Text(
        "its receipts are not as many as the ballots with an answer", "回执数与有作答的选票数不一致"
    ),
    "audit": Text(
        "what was published at close is not what the audit recorded", "结束时公布的内容与审计记录不一致"
    ),
    "opened": Text(
        "its roster is not the one that the audit recorded when it opened", "名册人数与开启时的审计记录不一致"
    ),
    "sealed": Text("sealed boxes are left of it", "仍留有密封选票"),
    "gone": Text(
        "the audit recorded its close, and it is not held as closed", "审计记录其已结束，但库中并非已结束"
    ),
}
"""What can be wrong with a round that is closed; never a ballot, and never how many."""


@dataclass(frozen=True, slots=True)
class Unequal:
    """That something held of a closed round is not what it was at close.

    Parameters
    ----------
    subject : str
        The round as the audit calls it: dialogue and number.
    kind : str
        What differs.
    """

    subject: str
    kind: str

    @property
    def said(self) -> Text:
        """Return the sentence, without a full stop."""
        found = _UNEQUAL[self.kind]
        return Text(f"Round {self.subject}: {found.en}", f"轮次 {self.subject}：{found.zh}")


def receipt_digest(code: str) -> str:
    """Return what a receipt is listed as."""
    return sha256(f"receipt {code.strip().lower()}".encode()).hexdigest()


def receipts(asked: Round, contents: Iterable[Content]) -> list[Receipt]:
    """Return the list of receipts: of those who answered anything, in an order that tells nothing."""
    voted = [each for each in contents if any(choice is not None for choice in each.choices)]
    return [
        Receipt(digest=each, round=asked) for each in sorted(receipt_digest(each.receipt) for each in voted)
    ]


def manifest(asked: Round, contents: list[Content]) -> dict[str, object]:
    """Return what is published at close, by which it can be told later that nothing was added or taken away.

    The hash is under a salt that stays with the ballots: of a small room every possible count could be hashed and tried,
    so that a bare one would tell the votes which the rule holds back.
    """
    salt = secrets.token_hex(32)
    return {
        "roster": asked.roster,
        "ballots": len(contents),
        "statements": asked.statements.count(),
        "version": __version__,
        "sha256": salted(salt, (each.choices for each in contents)),
        "salt": salt,
    }


def salted(salt: str, votes: Iterable[Iterable[Choice]]) -> str:
    """Return the hash of ballots under a salt, whatever their order.

    >>> salted("00", [(1, None), (-1, 0)]) == salted("00", [(-1, 0), (1, None)])
    True
    """
    lines = sorted("".join(_MARKS[each] for each in choices) for choices in votes)
    return hmac.new(bytes.fromhex(salt), "\n".join(lines).encode(), sha256).hexdigest()


def prove_rounds() -> tuple[int, tuple[Unequal, ...]]:
    """Recompute what was published of every closed round; return how many there are, and what differs.

    Nothing of a ballot is told: only that something is equal or is not.
    """
    closed = list(Round.objects.filter(state="closed").select_related("dialogue").order_by("pk"))
    recorded = _recorded("round.close", "manifest")
    opened = _recorded("round.open", "roster")
    subjects = {f"{each.dialogue.slug}/{each.number}": each for each in closed}
    found = [
        Unequal(subject, kind)
        for subject, each in subjects.items()
        for kind in _differences(each, recorded.get(subject), opened.get(subject))
    ]
    return len(closed), (*found, *(Unequal(each, "gone") for each in recorded if each not in subjects))


def _recorded(act: str, name: str) -> dict[str, Any]:
    """Return a detail of every line of an act, by what it is about."""
    return {each.subject: each.detail.get(name) for each in Event.objects.filter(act=act).order_by("number")}


def _differences(asked: Round, recorded: object, roster: object) -> Iterable[str]:
    votes = list(asked.counted.values_list("choices", flat=True))
    told = asked.manifest
    if _hash_of(told, votes) != told.get("sha256"):
        yield "ballots"
    if {len(votes), told.get("roster")} != {told.get("ballots")}:
        yield "number"
    if asked.statements.count() != told.get("statements"):
        yield "statements"
    if asked.receipts.count() != sum(any(choice is not None for choice in each) for each in votes):
        yield "receipts"
    if recorded is None or recorded != told.get("sha256"):
        yield "audit"
    if roster != asked.roster or roster != told.get("roster"):
        yield "opened"
    if asked.sealed.exists():
        yield "sealed"


def _hash_of(told: dict[str, Any], votes: list[list[Choice]]) -> str | None:
    """Return the hash of the ballots held; None where the salt, or a choice, is none any more."""
    try:
        return salted(str(told["salt"]), votes)
    except (KeyError, TypeError, ValueError):
        return None
