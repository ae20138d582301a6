"""Proposals: text in both languages with its versions, the statements it rests on, organisations that sponsor it."""

from django.db import models

from tanlu.text import Text
from tanlu.web.dialogues.models import Dialogue


class Proposal(models.Model):
    """A proposal of a dialogue; sponsored by organisations, never by people."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    sponsors = models.JSONField(default=list)
    statements = models.JSONField(default=list)
    instrument = models.CharField(max_length=120, blank=True)

    class Meta:
        """A dialogue has each number once."""

        constraints = [models.UniqueConstraint(fields=["dialogue", "number"], name="one_proposal_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.dialogue} {self.number}"

    @property
    def newest(self) -> "Version":
        """Return the version that counts."""
        return self.versions.latest("number")


class Version(models.Model):
    """One wording of a proposal; the newest counts, and those before it stay."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    day = models.DateField()
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200)
    text_en = models.TextField(max_length=4000)
    text_zh = models.TextField(max_length=4000)

    class Meta:
        """A proposal has each number once."""

        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="one_wording_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.proposal} {self.number}"

    @property
    def title(self) -> Text:
        """Return the title in both languages."""
        return Text(self.title_en, self.title_zh)

    @property
    def text(self) -> Text:
        """Return the wording in both languages."""
        return Text(self.text_en, self.text_zh)
