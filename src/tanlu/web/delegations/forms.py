"""Forms about delegations."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tanlu.accord.register import Register
from tanlu.registers.regions import FIVE, region, regions
from tanlu.text import Lang, Text
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger.forms import NONE, ManyField, RegisterForm
from tanlu.web.people.forms import FROM_TODAY, SINCE, UNTIL, day_field
from tanlu.web.people.models import Person
from tanlu.web.shell.forms import BilingualForm

_UNTIL = Text("Empty: not known yet.", "留空：未定。")


class DelegationForm(RegisterForm):
    """A delegation."""

    name_en = forms.CharField(max_length=200)
    name_zh = forms.CharField(max_length=200)
    region = forms.ChoiceField(required=False)
    organisation = forms.ChoiceField(required=False)
    visit = forms.ChoiceField(required=False)
    lead = forms.ChoiceField(required=False)
    since = day_field()
    until = day_field()
    members = ManyField(required=False)
    held = {"organisation": "organisation"}
    labels = {
        "name_en": Text("Name in English", "英文名称"),
        "name_zh": Text("Name in Chinese", "中文名称"),
        "region": Text("Speaks for the region", "代表地区"),
        "organisation": Text("Speaks for the organisation", "代表机构"),
        "visit": Text("On the visit", "所属访问"),
        "lead": Text("Lead", "负责人"),
        "since": SINCE,
        "until": UNTIL,
        "members": Text("Members", "成员"),
    }
    helps = {
        "visit": Text(
            "A delegation that the register of agreements knows.", "协议登记中已有记录的代表团访问。"
        ),
        "lead": Text("Has the role of a delegation lead.", "须具有代表团负责人角色。"),
        "since": FROM_TODAY,
        "until": _UNTIL,
    }

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's shape
        lang: Lang,
        register: Register,
        dialogue: Dialogue,
        people: Sequence[Person],
        **options: Any,  # noqa: ANN401 - Django's shape
    ) -> None:
        super().__init__(*args, lang=lang, register=register, **options)
        leads = set(dialogue.seats.filter(role="lead").values_list("person_id", flat=True))
        known = [region(code) for code in FIVE] + [
            each for each in regions().values() if each.code not in FIVE
        ]
        places = [(each.code, each.name(lang)) for each in known if each.kind != "world"]
        visits = [(each.id, each.title(lang)) for each in register.meetings if each.kind == "delegation"]
        named = sorted(((each.handle, each.name(lang)) for each in people), key=lambda each: each[1])
        lead = [(each.handle, each.name(lang)) for each in people if each.pk in leads]
        nobody = [("", NONE(lang))]
        for name, found in (("region", places), ("visit", visits), ("lead", lead)):
            self.fields[name].choices = [*nobody, *found]  # type: ignore[attr-defined]
        self.fields["members"].choices = named  # type: ignore[attr-defined]


class WantedForm(BilingualForm):
    """Somebody to be invited."""

    name_en = forms.CharField(max_length=120)
    name_zh = forms.CharField(max_length=120)
    family = forms.CharField(max_length=60, required=False)
    labels = {
        "name_en": Text("Name in Latin letters", "拉丁字母姓名"),
        "name_zh": Text("Name in Chinese, or again in Latin letters", "中文姓名（或重复拉丁字母姓名）"),
        "family": Text("Family name in Latin letters", "拉丁字母的姓"),
    }
    helps = {
        "name_en": Text(
            "As its owner writes it; Chinese family names come first.", "按本人的写法；中文姓名姓在前。"
        )
    }
