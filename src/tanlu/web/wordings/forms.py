"""Forms about wordings."""

from django import forms

from tanlu.text import Text
from tanlu.web.shell.forms import BilingualForm, WordsField

ORIGINALS = {"en": Text("English", "英文"), "zh": Text("Chinese", "中文")}


class BackForm(BilingualForm):
    """A translation brought back."""

    original = WordsField(ORIGINALS)
    text = forms.CharField(max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    wording = forms.CharField(max_length=64, widget=forms.HiddenInput)
    labels = {
        "original": Text("First written in", "原文语言"),
        "text": Text("What the translation says, in the language of the original", "将译文译回原文语言"),
        "wording": Text("Wording", "措辞"),
    }
    helps = {
        "text": Text(
            "By somebody who did not write the translation, and without looking at the original.",
            "由未参与翻译的人在不看原文的情况下填写。",
        )
    }
