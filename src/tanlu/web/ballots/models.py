"""Rounds, statements, sealed ballots, counted ballots, receipts.

No row here names a person, and none has a time. While a round is open, a ballot is a sealed box under a handle that only
the key of the round can make from a person; the key lies outside database and backups and is destroyed at close. Boxes are
all made when the round opens, equally long and in the order of their handles, so that neither order nor length tells who
voted. Counted ballots get new ids and a new order.
"""

from typing import Final

from django.db import models

from tanlu.text import Text
from tanlu.web.dialogues.models import Dialogue

STATES: Final[dict[str, Text]] = {
    "draft": Text("in preparation", "准备中"),
    "open": Text("open", "投票中"),
    "closed": Text("closed", "已结束"),
}
TRANSLATION: Final[dict[str, Text]] = {
    "draft": Text("draft", "草稿"),
    "reviewed": Text("reviewed by a second person", "已由第二人审校"),
    "back_translated": Text("translated back and compared", "已回译比对"),
}


class Round(models.Model):
    """A round of voting."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, default="draft", choices=[(state, words.en) for state, words in STATES.items()]
    )
    attribute = models.CharField(max_length=20, default="country")
    segments = models.JSONField(default=list)
    roster = models.PositiveIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)
    manifest = models.JSONField(default=dict)

    class Meta:
        """A dialogue has each number once."""

        constraints = [models.UniqueConstraint(fields=["dialogue", "number"], name="one_round_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.dialogue} {self.number}"

    @property
    def title(self) -> Text:
        """Return the title in both languages."""
        return Text(self.title_en, self.title_zh)


class Statement(models.Model):
    """A sentence that is voted on, in both languages; frozen when its round opens."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text_en = models.TextField(max_length=600)
    text_zh = models.TextField(max_length=600)
    translation = models.CharField(
        max_length=20, default="draft", choices=[(state, words.en) for state, words in TRANSLATION.items()]
    )
    problems = models.PositiveIntegerField(default=0)

    class Meta:
        """A round has each number once."""

        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_statement_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.round} {self.number}"

    @property
    def text(self) -> Text:
        """Return the sentence in both languages."""
        return Text(self.text_en, self.text_zh)


class SealedBallot(models.Model):
    """A box while the round is open: its handle cannot be made, and its content not read, without the key of the round."""

    handle = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sealed")
    box = models.BinaryField()

    def __str__(self) -> str:
        return self.handle[:8]


class Ballot(models.Model):
    """A counted ballot: a random id, a group of five or more, and a choice for each statement."""

    id = models.CharField(max_length=32, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="counted")
    group = models.CharField(max_length=60, blank=True)
    choices = models.JSONField()

    class Meta:
        """In the order of the random ids."""

        ordering = ["id"]

    def __str__(self) -> str:
        return self.id[:8]


class Receipt(models.Model):
    """That some ballot of the round was counted; whose, and what it says, is not told by it."""

    digest = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="receipts")

    def __str__(self) -> str:
        return self.digest[:8]
