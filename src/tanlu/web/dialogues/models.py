"""Dialogues and their documents."""

from typing import Final

from django.db import models

from tanlu.text import Text

STATES: Final[dict[str, Text]] = {
    "planned": Text("planned", "筹备中"),
    "open": Text("under way", "进行中"),
    "closed": Text("closed", "已结束"),
}


class Dialogue(models.Model):
    """A dialogue; its plan and record are documents, as in a folder."""

    slug = models.SlugField(unique=True, max_length=60)
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, default="planned", choices=[(state, words.en) for state, words in STATES.items()]
    )
    fictional = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug

    @property
    def suggestion_key(self) -> str:
        """Return the name of the key that counts who proposed how many statements; it ends with the dialogue."""
        return f"suggest-{self.pk}"

    @property
    def title(self) -> Text:
        """Return the title in both languages."""
        return Text(self.title_en, self.title_zh)


class Document(models.Model):
    """One version of a document of a dialogue; the newest counts, and where a rule allows it the one before stays."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta:
        """A name has each number once."""

        constraints = [
            models.UniqueConstraint(fields=["dialogue", "name", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.dialogue} {self.name} {self.number}"
