"""Forms about people."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tanlu.text import Lang, Text
from tanlu.web.ledger.forms import RegisterForm
from tanlu.web.people.models import ROLES, SITE_WIDE, Person
from tanlu.web.shell.forms import BilingualForm, WordsField

COUNTRIES = {
    "": Text("not stated", "未注明"),
    "CHN": Text("China", "中国"),
    "USA": Text("United States", "美国"),
}
IN_DIALOGUE = {role: words for role, words in ROLES.items() if role not in SITE_WIDE}
EVERYWHERE = {role: ROLES[role] for role in SITE_WIDE}
SINCE = Text("First day", "起始日")
UNTIL = Text("Last day", "截止日")
FROM_TODAY = Text("Empty: from today.", "留空：从今天起。")
WITH_THE_DIALOGUE = Text(
    "Empty: until it is ended, and at most 90 days after the dialogue is closed.",
    "留空：直至被终止，最迟至对话结束后90天。",
)
UNTIL_ENDED = Text("Empty: until it is ended.", "留空：直至被终止。")


def day_field() -> forms.DateField:
    """Return a field for a calendar day that may be left empty."""
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class CodeForm(BilingualForm):
    """The code of an invitation."""

    code = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))
    labels = {"code": Text("Code of your invitation", "邀请码")}


class PersonForm(RegisterForm):
    """A person to be invited to a dialogue."""

    name_en = forms.CharField(max_length=120)
    name_zh = forms.CharField(max_length=120)
    family = forms.CharField(max_length=60, required=False)
    country = WordsField(COUNTRIES, required=False)
    sector = forms.CharField(max_length=60, required=False)
    organisation = forms.ChoiceField(required=False)
    role = WordsField(IN_DIALOGUE)
    votes = forms.BooleanField(required=False)
    since = day_field()
    until = day_field()
    held = {"organisation": "organisation"}
    labels = {
        "name_en": Text("Name in Latin letters", "拉丁字母姓名"),
        "name_zh": Text("Name in Chinese, or again in Latin letters", "中文姓名（或重复拉丁字母姓名）"),
        "family": Text("Family name in Latin letters", "拉丁字母的姓"),
        "country": Text("Country", "国别"),
        "sector": Text("Sector", "领域"),
        "organisation": Text("Organisation", "机构"),
        "since": SINCE,
        "until": UNTIL,
        "role": Text("Role", "角色"),
        "votes": Text("May vote", "有投票权"),
    }
    helps = {
        "name_en": Text(
            "As its owner writes it; Chinese family names come first.", "按本人的写法；中文姓名姓在前。"
        ),
        "organisation": Text(
            "Of the register of agreements. Notes that may not tell who spoke are checked for its name.",
            "取自协议登记。不得透露发言者的记录会检查是否出现其名称。",
        ),
        "since": FROM_TODAY,
        "until": WITH_THE_DIALOGUE,
    }


class StaffForm(BilingualForm):
    """A role in the whole site."""

    name_en = forms.CharField(max_length=120)
    name_zh = forms.CharField(max_length=120)
    role = WordsField(EVERYWHERE)
    since = day_field()
    until = day_field()
    labels = {
        "name_en": Text("Name in Latin letters", "拉丁字母姓名"),
        "name_zh": Text("Name in Chinese, or again in Latin letters", "中文姓名（或重复拉丁字母姓名）"),
        "role": Text("Role", "角色"),
        "since": SINCE,
        "until": UNTIL,
    }
    helps = {"since": FROM_TODAY, "until": UNTIL_ENDED}


class RoleForm(BilingualForm):
    """A role for somebody who was entered before."""

    person = forms.ChoiceField()
    role = WordsField(ROLES)
    votes = forms.BooleanField(required=False)
    since = day_field()
    until = day_field()
    labels = {
        "person": Text("Person", "人员"),
        "role": Text("Role", "角色"),
        "votes": Text("May vote", "有投票权"),
        "since": SINCE,
        "until": UNTIL,
    }
    helps = {"since": FROM_TODAY}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's shape
        lang: Lang,
        people: Sequence[Person],
        everywhere: bool,
        **options: Any,  # noqa: ANN401 - Django's shape
    ) -> None:
        super().__init__(*args, lang=lang, **options)
        names = sorted((each.name(lang), each.handle) for each in people)
        self.fields["person"].choices = [(handle, name) for name, handle in names]  # type: ignore[attr-defined]
        roles = EVERYWHERE if everywhere else IN_DIALOGUE
        self.fields["role"].choices = [(role, words(lang)) for role, words in roles.items()]  # type: ignore[attr-defined]
        self.fields["until"].help_text = (UNTIL_ENDED if everywhere else WITH_THE_DIALOGUE)(lang)
        if everywhere:
            del self.fields["votes"]


class LastDayForm(BilingualForm):
    """The last day of a role."""

    until = day_field()
    labels = {"until": UNTIL}
    helps = {"until": UNTIL_ENDED}
