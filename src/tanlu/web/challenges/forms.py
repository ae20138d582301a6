"""Forms about challenges."""

from django import forms

from tanlu.text import Text
from tanlu.web.shell.forms import BilingualForm

_AREA = {"rows": 3}


class ChallengeForm(BilingualForm):
    """Why a figure may be wrong."""

    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=_AREA))
    labels = {"text": Text("What seems wrong, and how one could tell", "哪里可能有误，依据是什么")}
    helps = {
        "text": Text(
            "In either language. Give no name; a source helps most.", "中英文均可。请勿写姓名；最好注明来源。"
        )
    }


class AnswerForm(BilingualForm):
    """What is published of a challenge."""

    question_en = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=_AREA))
    question_zh = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=_AREA))
    answer_en = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=_AREA))
    answer_zh = forms.CharField(max_length=1000, widget=forms.Textarea(attrs=_AREA))
    labels = {
        "question_en": Text("The challenge in English", "质疑（英文）"),
        "question_zh": Text("The challenge in Chinese", "质疑（中文）"),
        "answer_en": Text("The answer in English", "答复（英文）"),
        "answer_zh": Text("The answer in Chinese", "答复（中文）"),
    }
