"""Forms about people."""

from django import forms

from tanlu.text import Text
from tanlu.web.people.models import ROLES, SITE_WIDE
from tanlu.web.shell.forms import BilingualForm, WordsField

COUNTRIES = {
    "": Text("not stated", "未注明"),
    "CHN": Text("China", "中国"),
    "USA": Text("United States", "美国"),
}


class CodeForm(BilingualForm):
    """The code of an invitation."""

    code = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))
    labels = {"code": Text("Code of your invitation", "邀请码")}


class PersonForm(BilingualForm):
    """A person to be invited to a dialogue."""

    name_en = forms.CharField(max_length=120)
    name_zh = forms.CharField(max_length=120)
    family = forms.CharField(max_length=60, required=False)
    country = WordsField(COUNTRIES, required=False)
    sector = forms.CharField(max_length=60, required=False)
    role = WordsField({role: words for role, words in ROLES.items() if role not in SITE_WIDE})
    votes = forms.BooleanField(required=False)
    labels = {
        "name_en": Text("Name in Latin letters", "拉丁字母姓名"),
        "name_zh": Text("Name in Chinese, or again in Latin letters", "中文姓名（或重复拉丁字母姓名）"),
        "family": Text("Family name in Latin letters", "拉丁字母的姓"),
        "country": Text("Country", "国别"),
        "sector": Text("Sector", "领域"),
        "role": Text("Role", "角色"),
        "votes": Text("May vote", "有投票权"),
    }
    helps = {
        "name_en": Text(
            "As its owner writes it; Chinese family names come first.", "按本人的写法；中文姓名姓在前。"
        )
    }


class StaffForm(BilingualForm):
    """A role in the whole site."""

    name_en = forms.CharField(max_length=120)
    name_zh = forms.CharField(max_length=120)
    role = WordsField({role: ROLES[role] for role in SITE_WIDE})
    labels = {
        "name_en": Text("Name in Latin letters", "拉丁字母姓名"),
        "name_zh": Text("Name in Chinese, or again in Latin letters", "中文姓名（或重复拉丁字母姓名）"),
        "role": Text("Role", "角色"),
    }
