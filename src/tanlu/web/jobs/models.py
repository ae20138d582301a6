"""Jobs."""

from typing import Final

from django.db import models

from tanlu.text import Text

STATES: Final[dict[str, Text]] = {
    "waiting": Text("waiting", "等待中"),
    "running": Text("running", "进行中"),
    "done": Text("done", "已完成"),
    "failed": Text("failed", "未完成"),
    "cancelled": Text("cancelled", "已取消"),
}


class Job(models.Model):
    """Something that takes long: what is asked, how far it is, and what came of it; not who asked.

    ``beat`` is when its worker last gave a sign, ``worker`` the one that holds it: another's word no longer counts.
    ``begun`` is a hash of what only the browser that asked can show, another one for each job, so that no two are joined.
    """

    id = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, default="waiting", choices=[(state, words.en) for state, words in STATES.items()]
    )
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    cancel = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    worker = models.CharField(max_length=32, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    begun = models.CharField(max_length=64, default="", blank=True)
    step = models.JSONField(default=dict)
    beat = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
