"""Rating rounds and ratings."""

from typing import Final

from django.db import models

from tanlu.text import Text
from tanlu.web.people.models import Person

STATES: Final[dict[str, Text]] = {
    "open": Text("open", "评定中"),
    "closed": Text("closed", "已结束"),
}


class RatingRound(models.Model):
    """A round in which raters judge regions; its result is a paper, without raters."""

    slug = models.SlugField(unique=True, max_length=60)
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=200)
    regions = models.JSONField()
    state = models.CharField(
        max_length=10, default="open", choices=[(state, words.en) for state, words in STATES.items()]
    )
    fictional = models.BooleanField(default=False)
    paper = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> Text:
        """Return the title in both languages."""
        return Text(self.title_en, self.title_zh)


class Given(models.Model):
    """What one rater judged of one indicator in one region, once; the database refuses to change it."""

    round = models.ForeignKey(RatingRound, on_delete=models.CASCADE, related_name="ratings")
    rater = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ratings")
    region = models.CharField(max_length=20)
    indicator = models.CharField(max_length=10)
    outside = models.BooleanField()
    score = models.CharField(max_length=2)
    grade = models.CharField(max_length=1, blank=True)
    sources = models.PositiveIntegerField(default=0)
    locator = models.CharField(max_length=300, blank=True)
    day = models.DateField()

    class Meta:
        """A rater judges an indicator in a region once."""

        constraints = [
            models.UniqueConstraint(
                fields=["round", "rater", "region", "indicator"], name="one_rating_a_rater"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round} {self.region} {self.indicator}"
