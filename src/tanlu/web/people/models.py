"""People, organisations, roles for a time, invitations and codes."""

from datetime import date
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tanlu.text import Text

ROLES: Final[dict[str, Text]] = {
    "participant": Text("participant", "参与者"),
    "lead": Text("delegation lead", "代表团负责人"),
    "interpreter": Text("interpreter", "口译员"),
    "facilitator": Text("facilitator", "主持人"),
    "secretariat": Text("secretariat", "秘书处"),
    "rater": Text("rater", "评分员"),
    "auditor": Text("auditor", "审计员"),
    "administrator": Text("administrator", "管理员"),
}
"""What a person may be, beside the public."""
SITE_WIDE: Final = ("secretariat", "rater", "auditor", "administrator")
"""Roles that are held for the whole site; the others are held in one dialogue."""


class Organisation(models.Model):
    """Where people work."""

    slug = models.SlugField(unique=True, max_length=60)
    name_en = models.CharField(max_length=200)
    name_zh = models.CharField(max_length=200)
    country = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.slug

    @property
    def name(self) -> Text:
        """Return the name in both languages."""
        return Text(self.name_en, self.name_zh)


class People(BaseUserManager["Person"]):
    """Finds people."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return a person by handle."""
        return self.get(handle=username)


class Person(AbstractBaseUser):
    """Someone who was invited; the name as its owner writes it, and nothing that a dialogue does not need."""

    handle = models.CharField(max_length=32, unique=True)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120)
    family = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    country = models.CharField(max_length=10, blank=True)
    sector = models.CharField(max_length=60, blank=True)
    listed = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    last_login = None  # when somebody came in could be laid beside votes, so it is not kept

    USERNAME_FIELD = "handle"
    objects = People()

    def __str__(self) -> str:
        return self.handle

    @property
    def name(self) -> Text:
        """Return the name in both languages."""
        return Text(self.name_en, self.name_zh)


class Seat(models.Model):
    """A role of a person, for a time, in one dialogue or in the whole site."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=[(role, words.en) for role, words in ROLES.items()])
    dialogue = models.ForeignKey(
        "dialogues.Dialogue", null=True, blank=True, on_delete=models.CASCADE, related_name="seats"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    votes = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)
    """Ended by hand: it gives nothing from that moment, whatever its last day."""

    class Meta:
        """A role may be held again; what was held before stays, so that it can be told who held it when."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=SITE_WIDE, dialogue__isnull=True)
                | (~models.Q(role__in=SITE_WIDE) & models.Q(dialogue__isnull=False)),
                name="a_role_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"

    def holds(self, on: date) -> bool:
        """Return whether the role is held on a day, from its first day to its last."""
        return not self.ended and self.since <= on and (self.until is None or on <= self.until)

    def comes(self, on: date) -> bool:
        """Return whether the role begins after a day."""
        return not self.ended and self.since > on


class Invitation(models.Model):
    """A way in for one person, once: only the hash of its code is kept."""

    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    expires = models.DateTimeField()
    used = models.BooleanField(default=False)
    printed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person} {'used' if self.used else 'open'}"


class Passkey(models.Model):
    """A key on a person's own device; what is kept here opens nothing without the device."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    count = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.person} {self.name}"
