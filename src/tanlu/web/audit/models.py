"""The chain."""

from django.db import models


class Event(models.Model):
    """One line: who did what to what, and the hash that binds it to the line before."""

    number = models.PositiveBigIntegerField(unique=True)
    day = models.DateField()
    actor = models.CharField(max_length=32, blank=True)
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """Oldest first."""

        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
