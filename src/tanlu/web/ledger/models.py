"""What the secretariat entered beside the programme's own record, and the files that show it."""

from typing import Final

from django.db import models

from tanlu.accord.corrections import ENTRIES as CORRECTED
from tanlu.text import Text

ENTRIES: Final[dict[str, Text]] = {**CORRECTED, "correction": Text("correction", "更正")}
"""Kinds of entries that are made on the site, each after those it names."""


class Entered(models.Model):
    """One entry, exactly as a register's file would hold it."""

    kind = models.CharField(max_length=20, choices=[(kind, words.en) for kind, words in ENTRIES.items()])
    name = models.CharField(max_length=120)
    data = models.JSONField()
    undone = models.BooleanField(default=False)

    class Meta:
        """An id stands once among those that count."""

        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"], condition=models.Q(undone=False), name="one_entry_an_id"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Evidence(models.Model):
    """That a file is held: its hash, what it is, and how long; the file itself lies outside the web root."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256[:8]
