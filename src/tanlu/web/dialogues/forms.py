"""Forms about dialogues."""

from django import forms

from tanlu.accord.dialogue import MODE_NAMES
from tanlu.accord.rules import RULE_NAMES
from tanlu.text import Text
from tanlu.web.shell.forms import BilingualForm, WordsField

ZONES = {
    "America/Denver": Text("Denver", "丹佛"),
    "America/New_York": Text("New York", "纽约"),
    "Asia/Shanghai": Text("Beijing", "北京"),
    "Europe/London": Text("London", "伦敦"),
}
RULES = {rule.name.lower(): words for rule, words in RULE_NAMES.items()}
_LINES = {"rows": 3}


class DialogueForm(BilingualForm):
    """A dialogue to begin."""

    slug = forms.SlugField(max_length=60)
    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    here = WordsField(ZONES)
    there = WordsField(ZONES, initial="Asia/Shanghai")
    labels = {
        "slug": Text("Short name in its address", "网址中的短名"),
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "here": Text("Held in, or run from", "举办地"),
        "there": Text("And joined from", "远程参与地"),
    }
    helps = {
        "slug": Text(
            "Small letters, digits and hyphens, such as track2-2027.",
            "小写字母、数字和连字符，如 track2-2027。",
        )
    }


class SessionForm(BilingualForm):
    """A session to add."""

    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    starts = forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    minutes = forms.IntegerField(min_value=5, max_value=1440, initial=120)
    interpretation = WordsField(MODE_NAMES, initial="consecutive")
    labels = {
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "starts": Text("Begins, on the first clock", "开始时间（按首个地点时间）"),
        "minutes": Text("Minutes reserved", "预留分钟数"),
        "interpretation": Text("Interpretation", "口译方式"),
    }


class ItemForm(BilingualForm):
    """An item to add to an agenda."""

    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    minutes = forms.IntegerField(min_value=1, max_value=600, initial=20)
    rule = WordsField(RULES, initial="chatham_house")
    labels = {
        "title_en": Text("Topic in English", "英文议题"),
        "title_zh": Text("Topic in Chinese", "中文议题"),
        "minutes": Text("Minutes of speaking, in one language", "发言分钟数（单一语言）"),
        "rule": Text("Rule", "规则"),
    }


class SegmentForm(BilingualForm):
    """A segment to open under its rule."""

    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    rule = WordsField(RULES, initial="chatham_house")
    labels = ItemForm.labels


class NoteForm(BilingualForm):
    """Something that was said, without who said it."""

    text_en = forms.CharField(max_length=2000, widget=forms.Textarea(attrs=_LINES))
    text_zh = forms.CharField(max_length=2000, widget=forms.Textarea(attrs=_LINES))
    labels = {
        "text_en": Text("What was said, in English", "发言要点（英文）"),
        "text_zh": Text("In Chinese", "发言要点（中文）"),
    }
    helps = {
        "text_en": Text(
            "Nobody is named, unless the rule is on the record.", "除“可公开引用”外，不得写出姓名。"
        )
    }
