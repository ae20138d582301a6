"""Forms about rounds and statements."""

from django import forms

from tanlu.text import Text
from tanlu.web.ballots.cuts import CUTS
from tanlu.web.ballots.models import TRANSLATION
from tanlu.web.shell.forms import BilingualForm, WordsField


class RoundForm(BilingualForm):
    """A round to prepare."""

    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    attribute = WordsField(CUTS)
    labels = {
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "attribute": Text("Groups told apart, if large enough", "按何种分组统计（人数足够时）"),
    }


class StatementForm(BilingualForm):
    """A statement in both languages."""

    text_en = forms.CharField(max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    text_zh = forms.CharField(max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    labels = {
        "text_en": Text("Statement in English", "英文陈述"),
        "text_zh": Text("Statement in Chinese", "中文陈述"),
    }
    helps = {"text_en": Text("One thought, without who holds it.", "一句一个意思，不写是谁的主张。")}


class ReviewForm(BilingualForm):
    """How far a translation was checked."""

    translation = WordsField({each: TRANSLATION[each] for each in ("draft", "reviewed")})
    labels = {"translation": Text("Translation", "译文")}
