"""Challenges to figures; nobody's name is kept with one."""

from django.db import models


class Challenge(models.Model):
    """That somebody says why a figure may be wrong, and what the secretariat answers."""

    address = models.CharField(max_length=200, db_index=True)
    day = models.DateField()
    text = models.TextField(max_length=1000)
    question_en = models.TextField(max_length=1000, blank=True)
    question_zh = models.TextField(max_length=1000, blank=True)
    answer_en = models.TextField(max_length=1000, blank=True)
    answer_zh = models.TextField(max_length=1000, blank=True)
    state = models.CharField(
        max_length=10,
        default="new",
        choices=[("new", "new"), ("answered", "answered"), ("aside", "left aside")],
    )

    class Meta:
        """In the order in which they came."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.address}"
