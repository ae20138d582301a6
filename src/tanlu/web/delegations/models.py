"""Delegations and their members. They describe people, so nothing of them is in any result, release or public page."""

from django.db import models

from tanlu.text import Text
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import Person


class Delegation(models.Model):
    """People who come together to a dialogue, perhaps on a visit that the register of agreements knows."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="delegations")
    number = models.PositiveIntegerField()
    name_en = models.CharField(max_length=200)
    name_zh = models.CharField(max_length=200)
    region = models.CharField(max_length=10, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    visit = models.CharField(max_length=120, blank=True)
    lead = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="leads")
    members = models.ManyToManyField(Person, through="Member", related_name="delegations")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """A dialogue has each number once."""

        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="one_delegation_a_number"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="leaves_after_it_comes",
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.dialogue} {self.number}"

    @property
    def name(self) -> Text:
        """Return the name in both languages."""
        return Text(self.name_en, self.name_zh)


class Member(models.Model):
    """That somebody belongs to a delegation, and whether its lead asked for a new invitation for them."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    asked = models.BooleanField(default=False)

    class Meta:
        """Everyone once."""

        constraints = [models.UniqueConstraint(fields=["delegation", "person"], name="one_place_a_person")]

    def __str__(self) -> str:
        return f"{self.delegation} {self.person}"


class Wanted(models.Model):
    """Somebody whom the lead of a delegation asks to be invited; let go once they are, or will not be."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="wanted")
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120)
    family = models.CharField(max_length=60, blank=True)

    class Meta:
        """In the order in which they were asked for."""

        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.delegation} {self.pk}"

    @property
    def name(self) -> Text:
        """Return the name in both languages."""
        return Text(self.name_en, self.name_zh)
