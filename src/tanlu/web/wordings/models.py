"""Back-translations of statements."""

from django.db import models

from tanlu.web.ballots.models import Statement
from tanlu.web.people.models import Person


class BackTranslation(models.Model):
    """What a translation says, brought back into the language of the original; the newest counts, if the wording stands."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="backs")
    original = models.CharField(max_length=2, choices=[("en", "English"), ("zh", "Chinese")])
    text = models.TextField(max_length=600)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()
    wording = models.CharField(max_length=64)

    class Meta:
        """Oldest first."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.statement} {self.day}"
