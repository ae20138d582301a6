"""Proposed statements, and how many somebody has proposed; nothing joins the two.

A suggestion has a random id, no author and no time. How many one person has made stands under a handle that only a key
outside the database can make from a person, so that no dump of the database tells whose number grew beside which text.
"""

from django.db import models

from tanlu.web.dialogues.models import Dialogue


class Suggestion(models.Model):
    """A statement that somebody of the room proposed, in one language or both."""

    id = models.CharField(max_length=32, primary_key=True)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="suggestions")
    text_en = models.TextField(max_length=600, blank=True)
    text_zh = models.TextField(max_length=600, blank=True)

    class Meta:
        """In the order of the random ids, so that the order tells nothing."""

        ordering = ["id"]

    def __str__(self) -> str:
        return self.id[:8]


class Allowance(models.Model):
    """How many statements somebody has proposed in a dialogue; who, only the key tells."""

    handle = models.CharField(max_length=64, primary_key=True)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="allowances")
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.handle[:8]
