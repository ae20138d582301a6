"""Ballots held are those that were counted: a change after close is told with the round, and nothing of a ballot is."""

import json

import pytest
from django.db import connection

from tanlu.cli import verify
from tanlu.web.audit.models import Event
from tanlu.web.audit.operations import digest_of, prove, record
from tanlu.web.ballots import operations as rounds
from tanlu.web.ballots.manifest import prove_rounds, salted
from tanlu.web.ballots.models import Ballot, Receipt, Round, SealedBallot
from tests.web.conftest import _guards
from tests.web.room import opened

pytestmark = pytest.mark.usefixtures("site_db")


@pytest.fixture
def closed():
    """A round that is closed, in which all but one answered, each in their own way."""
    asked, keeper, voters = opened(6, 3)
    for at, person in enumerate(voters[1:]):
        for number in range(1, at % 3 + 2):
            rounds.cast(asked, person, number, (1, 0, -1)[at % 3])
    return rounds.close_round(asked, by=keeper)


def changed(closed):
    one = closed.counted.first()
    Ballot.objects.filter(pk=one.pk).update(choices=[-1 if each == 1 else 1 for each in one.choices])


def one_answer_turned(closed):
    one = next(each for each in closed.counted.all() if each.choices[0] == 1)
    Ballot.objects.filter(pk=one.pk).update(choices=[-1, *one.choices[1:]])


def removed(closed):
    next(each for each in closed.counted.all() if not any(each.choices)).delete()


def added(closed):
    Ballot.objects.create(id="f" * 32, round=closed, choices=[1, 1, 1])


def no_choice(closed):
    Ballot.objects.filter(pk=closed.counted.first().pk).update(choices=[5, 5, 5])


def published_otherwise(closed):
    _publish(closed, sha256="0" * 64)


def salt_gone(closed):
    _publish(closed, salt="")


def all_made_anew(closed):
    """Ballots and what was published of them, so that one fits the other: only the audit tells."""
    one_answer_turned(closed)
    votes = list(closed.counted.values_list("choices", flat=True))
    _publish(closed, sha256=salted(closed.manifest["salt"], votes))


def audit_line_otherwise(closed):
    """Somebody who can write the whole chain anew: it holds, and says something else."""
    _guards(standing=False)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    before = "0" * 64
    for each in Event.objects.order_by("number"):
        if each.act == "round.close":
            each.detail = {"manifest": "1" * 64}
        each.before = before
        each.digest = before = digest_of(each)
        each.save()
    _guards(standing=True)
    assert prove().broken is None


def receipt_added(closed):
    Receipt.objects.create(digest="0" * 64, round=closed)


def receipt_removed(closed):
    closed.receipts.first().delete()


def statement_removed(closed):
    closed.statements.first().delete()


def roster_otherwise(closed):
    Round.objects.filter(pk=closed.pk).update(roster=9)
    _publish(closed, roster=9)


def opened_again(closed):
    Round.objects.filter(pk=closed.pk).update(state="draft")


def gone(closed):
    Round.objects.filter(pk=closed.pk).delete()


def box_left(closed):
    Round.objects.filter(pk=closed.pk).update(state="draft")
    SealedBallot.objects.create(handle="x", round=closed, box=b"x")
    Round.objects.filter(pk=closed.pk).update(state="closed")


def _publish(closed, **other):
    Round.objects.filter(pk=closed.pk).update(manifest={**closed.manifest, **other})


PLANTED = [
    (changed, {"ballots"}, "not those that were counted"),
    (one_answer_turned, {"ballots"}, "not those that were counted"),
    (removed, {"ballots", "number"}, "is not that of the roster"),
    (added, {"ballots", "number", "receipts"}, "is not that of the roster"),
    (no_choice, {"ballots"}, "not those that were counted"),
    (published_otherwise, {"ballots", "audit"}, "not what the audit recorded"),
    (salt_gone, {"ballots"}, "not those that were counted"),
    (all_made_anew, {"audit"}, "not what the audit recorded"),
    (audit_line_otherwise, {"audit"}, "not what the audit recorded"),
    (receipt_added, {"receipts"}, "receipts are not as many"),
    (receipt_removed, {"receipts"}, "receipts are not as many"),
    (statement_removed, {"statements"}, "number of its statements"),
    (roster_otherwise, {"number", "opened"}, "when it opened"),
    (opened_again, {"gone"}, "not held as closed"),
    (gone, {"gone"}, "not held as closed"),
    (box_left, {"sealed"}, "sealed boxes are left"),
]


@pytest.fixture
def told(monkeypatch, capsys):
    """What the command says of the database of this test, and how it ends."""
    monkeypatch.setattr("tanlu.cli.site.ready", lambda: None)

    def asked(lang="en", form="text"):
        monkeypatch.setenv("TANLU_LANG", lang)
        ended = verify._audit(form)
        held = capsys.readouterr()
        return ended, held.out + held.err

    return asked


@pytest.mark.parametrize(("plant", "kinds", "said"), PLANTED, ids=lambda each: getattr(each, "__name__", ""))
def test_what_was_changed_after_close_is_told(closed, told, plant, kinds, said):
    assert prove_rounds() == (1, ())
    plant(closed)
    _, unequal = prove_rounds()
    assert {each.kind for each in unequal} >= kinds
    assert {each.kind for each in unequal} - kinds <= {"receipts"}  # whose answers changed may have had none
    ended, output = told()
    assert ended == 1
    assert said in output
    assert "Round d/1" in output
    _nothing_of_a_ballot(output, closed)


def test_a_sound_round_is_told_as_such_in_both_languages(closed, told):
    english, chinese = told("en"), told("zh")
    assert (english[0], chinese[0]) == (0, 0)
    assert "counted, in all closed rounds: 1" in english[1]
    assert "共1轮" in chinese[1]
    found = json.loads(told(form="json")[1])
    assert (found["broken"], found["rounds"], found["unequal"]) == (None, 1, [])
    _nothing_of_a_ballot(json.dumps(found), closed)


def test_each_difference_is_a_sentence_in_both_languages(closed, told):
    added(closed)
    record(None, "round.close", "e/7", manifest="0")
    found = json.loads(told(form="json")[1])["unequal"]
    assert [each["round"] for each in found].count("e/7") == 1
    assert all(each["said"]["zh"].startswith("轮次") for each in found)
    assert "轮次 d/1：选票数与结束时的名册人数不一致。" in told("zh")[1]


def _nothing_of_a_ballot(output, closed):
    held = [each.id for each in closed.counted.all()] + [each.digest for each in closed.receipts.all()]
    for secret in [*held, closed.manifest["salt"], "[1", "[-1", "+", "?"]:
        assert secret not in output
