"""Releases of closed rounds: what an audience was told, as it was told."""

from typing import Final

from django.db import models

from tanlu.text import Text
from tanlu.web.ballots.models import Round

AUDIENCES: Final[dict[str, Text]] = {
    "programme": Text("those of the programme", "项目内部"),
    "public": Text("everyone", "公众"),
}
"""Who may be told, beyond the room."""


class Release(models.Model):
    """What was told of a round to an audience; it is made of the disclosure's answer and never changed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="releases")
    audience = models.CharField(
        max_length=10, choices=[(name, words.en) for name, words in AUDIENCES.items()]
    )
    day = models.DateField()
    paper = models.JSONField()

    class Meta:
        """An audience is told of a round once."""

        constraints = [models.UniqueConstraint(fields=["round", "audience"], name="one_release_an_audience")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round} {self.audience}"
