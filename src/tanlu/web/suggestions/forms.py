"""Forms about proposed statements."""

from typing import Any

from django import forms

from tanlu.text import Lang, Text
from tanlu.web.ballots.forms import StatementForm
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.shell.forms import BilingualForm


class SuggestForm(BilingualForm):
    """A statement to propose, in one language or both."""

    text_en = forms.CharField(max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    text_zh = forms.CharField(max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    labels = StatementForm.labels
    helps = {
        "text_en": Text(
            "One thought that others can agree or disagree with.", "一句一个意思，便于他人表示同意或不同意。"
        )
    }


class TakeForm(StatementForm):
    """A proposed statement as it goes into a round."""

    round = forms.ChoiceField()
    labels = {**StatementForm.labels, "round": Text("Into the round", "放入轮次")}

    def __init__(self, *args: Any, lang: Lang, dialogue: Dialogue, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, lang=lang, **options)
        rounds = dialogue.rounds.filter(state="draft")
        self.fields["round"].choices = [(str(each.number), each.title(lang)) for each in rounds]  # type: ignore[attr-defined]
