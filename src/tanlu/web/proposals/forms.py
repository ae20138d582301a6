"""Forms about proposals."""

from typing import Any

from django import forms

from tanlu.accord.register import Register
from tanlu.text import Lang, Text
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger.forms import ManyField, RegisterForm


class ProposalForm(RegisterForm):
    """A proposal in both languages."""

    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    text_en = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    text_zh = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    statements = ManyField(required=False)
    sponsors = ManyField()
    held = {"sponsors": "organisation"}
    labels = {
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "text_en": Text("Proposal in English", "提案英文"),
        "text_zh": Text("Proposal in Chinese", "提案中文"),
        "statements": Text("Rests on these statements of closed rounds", "所依据的陈述（已结束的轮次）"),
        "sponsors": Text("Sponsored by these organisations", "提案机构"),
    }
    helps = {"sponsors": Text("Organisations, never people.", "只列机构，不列个人。")}

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's shape
        lang: Lang,
        register: Register,
        dialogue: Dialogue,
        **options: Any,  # noqa: ANN401 - Django's shape
    ) -> None:
        super().__init__(*args, lang=lang, register=register, **options)
        self.fields["statements"].choices = [  # type: ignore[attr-defined]
            (f"{each.number}.{one.number}", one.text(lang))
            for each in dialogue.rounds.filter(state="closed")
            for one in each.statements.all()
        ]
