"""What changes about rounds and votes: each one function, in one transaction."""

import secrets
from collections import Counter
from typing import Final

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text
from tanlu.web.audit.operations import record, today
from tanlu.web.ballots.box import CHOICES, Choice, Content, handle_of, seal, unseal
from tanlu.web.ballots.cuts import demand_cut
from tanlu.web.ballots.keys import destroy, held_key, site_key
from tanlu.web.ballots.manifest import manifest, receipts
from tanlu.web.ballots.models import Ballot, Receipt, Round, SealedBallot, Statement
from tanlu.web.ballots.turns import in_turn
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import Person, Seat
from tanlu.web.people.policy import held

LEAST_IN_A_GROUP: Final = 5
"""People of one declared group who are kept apart from the others; fewer are joined to them."""
OTHER: Final = "other"


def key_name(asked: Round) -> str:
    """Return the name of the key of a round."""
    return f"round-{asked.pk}"


def begin_round(dialogue: Dialogue, title: Text, *, attribute: str, segments: list[str], by: Person) -> Round:
    """Begin a round, to which statements are added.

    Raises
    ------
    BadDialogue
        If the dialogue is closed, or groups are told apart by what would point at people.
    """
    demand_cut(attribute)
    with transaction.atomic():
        if Dialogue.objects.select_for_update().get(pk=dialogue.pk).state == "closed":
            raise BadDialogue(
                ("This dialogue is closed.", "该对话已结束。"), ("Begin another one.", "请新建一场对话。")
            )
        number = dialogue.rounds.count() + 1
        made = Round.objects.create(
            dialogue=dialogue,
            number=number,
            title_en=title.en,
            title_zh=title.zh,
            attribute=attribute,
            segments=segments,
        )
        record(by, "round.begin", f"{dialogue.slug}/{number}")
    return made


def put_statement(asked: Round, text: Text, *, by: Person, number: int | None = None) -> Statement:
    """Add a statement, or change one; its translation is a draft again then.

    Raises
    ------
    BadDialogue
        If the round has opened: everyone votes on the same sentence.
    """
    with transaction.atomic():
        now = _locked(asked)
        if now.state != "draft":
            raise BadDialogue(
                (
                    "The statements of this round are frozen, because voting has begun.",
                    "本轮陈述已冻结，因为投票已经开始。",
                ),
                ("Flag a wording problem, or put it into the next round.", "请标记措辞问题，或放入下一轮。"),
            )
        number = number or now.statements.count() + 1
        made, _ = Statement.objects.update_or_create(
            round=now,
            number=number,
            defaults={"text_en": text.en, "text_zh": text.zh, "translation": "draft"},
        )
        record(by, "statement.put", f"{now.dialogue.slug}/{now.number}/{number}")
    return made


def review_statement(statement: Statement, translation: str, *, by: Person) -> None:
    """Say how far the translation of a statement was checked.

    Raises
    ------
    BadDialogue
        If the round has opened, or the state is none.
    """
    if translation not in ("draft", "reviewed"):
        raise BadDialogue(
            (f"{translation!r} cannot be set for a translation.", f"译文不能设为 {translation!r}。"),
            (
                "Choose draft or reviewed; to say `translated back`, enter the back-translation.",
                "请选择草稿或已审校；如已回译，请填写回译文本。",
            ),
        )
    with transaction.atomic():
        if _locked(statement.round).state != "draft":
            raise BadDialogue(
                ("Voting has begun; the statements are frozen.", "投票已经开始，陈述已冻结。"),
                ("Flag a wording problem instead.", "请改为标记措辞问题。"),
            )
        Statement.objects.filter(pk=statement.pk).update(translation=translation)
        record(by, "statement.review", f"{statement.round}/{statement.number}", translation=translation)


def flag_wording(statement: Statement) -> None:
    """Count that somebody found the wording a problem; who is not kept.

    Raises
    ------
    HeldBack
        If the round is not open: before, and after, nobody votes on the sentence.
    """
    with in_turn(), transaction.atomic():
        _open(statement.round)
        Statement.objects.filter(pk=statement.pk).update(problems=F("problems") + 1)


def open_round(asked: Round, *, by: Person) -> Round:
    """Open a round: statements are frozen, and everyone who may vote gets a sealed empty box.

    Raises
    ------
    BadDialogue
        If it is not in preparation, has no statement, a translation was not reviewed, or fewer than two may vote.
    """
    with transaction.atomic():
        now = _locked(asked)
        if now.state != "draft":
            raise BadDialogue(
                ("This round has been opened before.", "本轮投票已经开启过。"),
                ("Begin another one.", "请新建一轮。"),
            )
        statements = list(now.statements.all())
        _demand_ready(statements)
        voters = _voters(now)
        if len(voters) < 2:
            raise BadDialogue(
                ("Fewer than two people may vote.", "有投票资格者不足两人。"),
                ("Give participants a seat with a vote first.", "请先为参与者设置有投票权的席位。"),
            )
        key = site_key(key_name(now))
        groups = grouped(
            {
                name: str(getattr(seat.person, now.attribute, "") or "")
                for name, seat in _names(voters).items()
            }
        )
        boxes = []
        for handle, group in sorted((handle_of(key, person), group) for person, group in groups.items()):
            content = Content(group, secrets.token_hex(16), (None,) * len(statements))
            boxes.append(SealedBallot(handle=handle, round=now, box=seal(key, handle, content)))
        SealedBallot.objects.bulk_create(boxes)
        now.state, now.roster = "open", len(boxes)
        now.save()
        record(
            by,
            "round.open",
            f"{now.dialogue.slug}/{now.number}",
            statements=len(statements),
            roster=len(boxes),
        )
    return now


def _demand_ready(statements: list[Statement]) -> None:
    if not statements:
        raise BadDialogue(
            ("This round has no statement.", "本轮没有陈述。"),
            ("Add at least one in both languages.", "请至少添加一条中英文陈述。"),
        )
    unread = [str(each.number) for each in statements if each.translation == "draft"]
    if unread:
        raise BadDialogue(
            (
                f"The translation of statement {', '.join(unread)} is still a draft.",
                f"第{'、'.join(unread)}条陈述的译文仍是草稿。",
            ),
            (
                "Have a second person review it: people must vote on the same sentence.",
                "请由第二人审校：各方须就同一句话投票。",
            ),
        )


def sheet_name(number: int) -> str:
    """Return what a box of a ballot on paper is named after, in place of a person."""
    return f"paper {number}"


def _names(voters: list[Seat]) -> dict[str, Seat]:
    """Return what each box is named after: a person, or the number of a sheet, which is given out by chance."""
    paper = list(Seat.objects.filter(pk__in=[each.pk for each in voters], on_paper__isnull=False))
    secrets.SystemRandom().shuffle(paper)
    written = {each.pk for each in paper}
    on_site = {each.person.handle: each for each in voters if each.pk not in written}
    return on_site | {sheet_name(at): each for at, each in enumerate(paper, 1)}


def _voters(asked: Round) -> list[Seat]:
    seats = asked.dialogue.seats.filter(votes=True, person__is_active=True).select_related("person")
    return held(seats, asked.dialogue_id, today())


def grouped(of: dict[str, str]) -> dict[str, str]:
    """Return the group under which each person's ballot is kept: groups of fewer than five are joined.

    If what is joined is itself fewer than five, nobody is told apart.

    Examples
    --------
    >>> kept = grouped({str(n): "CHN" for n in range(6)} | {str(n): "USA" for n in range(6, 12)} | {"12": "DEU"})
    >>> sorted(set(kept.values()))
    ['']
    >>> sorted(set(grouped({str(n): "CHN" if n < 6 else "USA" for n in range(12)}).values()))
    ['CHN', 'USA']
    """
    sizes = Counter(of.values())
    kept = {
        person: group if group and sizes[group] >= LEAST_IN_A_GROUP else OTHER for person, group in of.items()
    }
    if 0 < Counter(kept.values())[OTHER] < LEAST_IN_A_GROUP:
        return dict.fromkeys(of, "")
    return kept


def cast(asked: Round, person: Person, number: int, choice: Choice) -> None:
    """Put a choice into a person's box, or change it; what else is in the box stays.

    Raises
    ------
    HeldBack
        If the round is not open, or the person has no box in it.
    BadDialogue
        If there is no such statement or choice.
    """
    if choice not in CHOICES:
        raise BadDialogue(
            ("That is none of the three answers.", "不是三个选项之一。"),
            ("Choose agree, disagree or pass.", "请选择同意、不同意或略过。"),
        )
    with in_turn(), transaction.atomic():
        key, box = _mine(_open(asked), person)
        content = unseal(key, box.handle, bytes(box.box))
        if not 1 <= number <= len(content.choices):
            raise BadDialogue(
                ("There is no such statement in this round.", "本轮没有这条陈述。"),
                ("Open the page again.", "请重新打开页面。"),
            )
        changed = (*content.choices[: number - 1], choice, *content.choices[number:])
        sealed = seal(key, box.handle, Content(content.group, content.receipt, changed))
        SealedBallot.objects.filter(pk=box.pk).update(box=sealed)


def empty_boxes(person: Person) -> None:
    """Empty a person's boxes in rounds that are open, under new receipts: for whoever comes in by a new code."""
    for asked in Round.objects.filter(state="open", dialogue__seats__person=person).distinct():
        key = held_key(key_name(asked))
        box = SealedBallot.objects.select_for_update().filter(pk=handle_of(key, person.handle)).first()
        if box is not None:
            held = unseal(key, box.handle, bytes(box.box))
            empty = Content(held.group, secrets.token_hex(16), (None,) * len(held.choices))
            SealedBallot.objects.filter(pk=box.pk).update(box=seal(key, box.handle, empty))


def mine(asked: Round, person: Person) -> Content:
    """Return what is in a person's own box.

    Raises
    ------
    HeldBack
        If the round is not open, or the person has no box in it.
    """
    with in_turn(), transaction.atomic():
        key, box = _mine(_open(asked), person)
        return unseal(key, box.handle, bytes(box.box))


def _open(asked: Round) -> Round:
    """Return the round, which cannot be closed before this transaction ends."""
    rounds = (
        Round.objects.select_for_update(of=("self",), no_key=True)
        if connection.vendor == "postgresql"
        else Round.objects
    )
    now = rounds.get(pk=asked.pk)
    if now.state != "open":
        raise HeldBack(
            ("Voting in this round is not open.", "本轮投票未开放。"),
            (
                "Nothing was changed; what counted is in the result.",
                "未作任何改动；计入的选票见结果。",
            ),
        )
    return now


def _mine(asked: Round, person: Person) -> tuple[bytes, SealedBallot]:
    key = held_key(key_name(asked))
    found = (
        SealedBallot.objects.select_for_update().filter(pk=handle_of(key, person.handle), round=asked).first()
    )
    if found is None:
        raise HeldBack(
            ("You have no vote in this round.", "您在本轮没有投票权。"),
            ("Ask the facilitator if you should have.", "如有疑问请联系主持人。"),
        )
    return key, found


def close_round(asked: Round, *, by: Person) -> Round:
    """Close a round: ballots are counted under new ids in a new order, and what joined them to people is destroyed.

    If the machine stops between the count and the end of the key, closing again, or the next start, destroys the key.

    Raises
    ------
    BadDialogue
        If it is not open.
    OurFault
        If its key is not on this machine, or a box was changed.
    """
    with in_turn(), transaction.atomic():
        now = _locked(asked)
        if now.state == "closed":
            destroy(key_name(now))
            return now
        if now.state != "open":
            raise BadDialogue(
                ("This round was never opened.", "本轮尚未开启。"), ("Open it first.", "请先开启。")
            )
        key = held_key(key_name(now))
        contents = [unseal(key, each.handle, bytes(each.box)) for each in now.sealed.all()]
        secrets.SystemRandom().shuffle(contents)
        counted = sorted(
            (
                Ballot(id=secrets.token_hex(16), round=now, group=each.group, choices=list(each.choices))
                for each in contents
            ),
            key=lambda each: each.id,
        )
        Ballot.objects.bulk_create(counted)
        Receipt.objects.bulk_create(receipts(now, contents))
        now.sealed.all().delete()
        now.state, now.closed_on = "closed", timezone.localdate()
        now.manifest = manifest(now, contents)
        now.save()
        record(by, "round.close", f"{now.dialogue.slug}/{now.number}", manifest=now.manifest["sha256"])
    destroy(key_name(now))
    _forget()
    return now


def _forget() -> None:
    """Let the database write over what was deleted."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL ballots_sealedballot")


def finish_closed() -> int:
    """Destroy the keys of rounds that are closed: what an interrupted closing left. Called at every start."""
    closed = list(Round.objects.filter(state="closed"))
    for each in closed:
        destroy(key_name(each))
    return len(closed)


def _locked(asked: Round) -> Round:
    return Round.objects.select_for_update().get(pk=asked.pk)
