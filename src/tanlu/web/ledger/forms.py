"""Forms about the register."""

from typing import Any, ClassVar, Final

from django import forms

from tanlu.accord.instrument import ACTS, BINDING, KINDS, UPDATES
from tanlu.accord.register import Register
from tanlu.accord.words import COUNTRIES, LANGUAGES, OF_WHAT, PREVAILING
from tanlu.text import Lang, Text
from tanlu.web.shell.forms import BilingualForm, WordsField

_LINES = {"rows": 2}
_DATE = Text(
    "As precise as it is known: 2026, 2026-12 or 2026-12-05.", "知道多少写多少：2026、2026-12 或 2026-12-05。"
)
NONE = Text("none", "无")


class ManyField(forms.MultipleChoiceField):
    """Several options that stand in both languages, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(**options)
        self.words: dict[str, Text] = {}


class RegisterForm(BilingualForm):
    """A form whose options are what the register holds: ``held`` gives the field its kind of entry."""

    held: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, lang: Lang, register: Register, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, lang=lang, **options)
        for name, kind in self.held.items():
            field = self.fields[name]
            found = sorted(_named(register, kind).items(), key=lambda each: each[1](lang))
            empty = [] if field.required or isinstance(field, ManyField) else [("", NONE(lang))]
            field.choices = [*empty, *((key, words(lang)) for key, words in found)]  # type: ignore[attr-defined]


def _named(register: Register, kind: str) -> dict[str, Text]:
    if kind == "organisation":
        return {each.id: each.name for each in register.organisations.values()}
    if kind == "source":
        return {each.id: each.title for each in register.sources.values()}
    return {each.id: each.title for each in register.instruments}


class SourceForm(RegisterForm):
    """Where something in the register comes from."""

    title_en = forms.CharField(max_length=300)
    title_zh = forms.CharField(max_length=300)
    publisher_en = forms.CharField(max_length=200)
    publisher_zh = forms.CharField(max_length=200)
    published = forms.CharField(max_length=10, required=False)
    url = forms.URLField(required=False, assume_scheme="https")
    language = WordsField(LANGUAGES)
    labels = {
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "publisher_en": Text("Published by, in English", "发布者（英文）"),
        "publisher_zh": Text("Published by, in Chinese", "发布者（中文）"),
        "published": Text("Published", "发布日期"),
        "url": Text("Address, if it is on the web", "网址（如有）"),
        "language": Text("Language of the source", "来源语言"),
    }
    helps = {"published": _DATE}


class OrganisationForm(RegisterForm):
    """An organisation."""

    name_en = forms.CharField(max_length=200)
    name_zh = forms.CharField(max_length=200)
    country = WordsField(COUNTRIES)
    kind = WordsField(OF_WHAT)
    labels = {
        "name_en": Text("Name in English", "英文名称"),
        "name_zh": Text("Name in Chinese", "中文名称"),
        "country": Text("Country", "国别"),
        "kind": Text("What it is", "类型"),
    }


class InstrumentForm(RegisterForm):
    """What parties signed, or only talked about."""

    kind = WordsField(KINDS, initial="mou")
    title_en = forms.CharField(max_length=300)
    title_zh = forms.CharField(max_length=300)
    theme_en = forms.CharField(max_length=120)
    theme_zh = forms.CharField(max_length=120)
    dated = forms.CharField(max_length=11, required=False)
    prevails = WordsField(PREVAILING, initial="both")
    binding = WordsField(BINDING, initial="not_stated")
    source = forms.ChoiceField()
    parties = ManyField()
    held = {"source": "source", "parties": "organisation"}
    labels = {
        "kind": Text("What it is", "类型"),
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "theme_en": Text("Theme in English", "主题（英文）"),
        "theme_zh": Text("Theme in Chinese", "主题（中文）"),
        "dated": Text("Signed, or first recorded", "签署日期（或首次记录日期）"),
        "prevails": Text("Which text counts", "以何文本为准"),
        "binding": Text("What it says of itself", "文本载明的效力"),
        "source": Text("Source", "来源"),
        "parties": Text("Parties", "各方"),
    }
    helps = {"dated": _DATE}


class CommitmentForm(RegisterForm):
    """What is promised: one verb, one owner."""

    instrument = forms.ChoiceField()
    act = WordsField(ACTS)
    text_en = forms.CharField(max_length=600, widget=forms.Textarea(attrs=_LINES))
    text_zh = forms.CharField(max_length=600, widget=forms.Textarea(attrs=_LINES))
    owner = forms.ChoiceField(required=False)
    due = forms.CharField(max_length=11, required=False)
    held = {"instrument": "instrument", "owner": "organisation"}
    labels = {
        "instrument": Text("Stands in", "所在文件"),
        "act": Text("The one verb", "行动（一个动词）"),
        "text_en": Text("What is promised, in English", "承诺内容（英文）"),
        "text_zh": Text("In Chinese", "承诺内容（中文）"),
        "owner": Text("Owner, one organisation", "责任方（一家机构）"),
        "due": Text("Due", "期限"),
    }
    helps = {"due": _DATE}


class UpdateForm(RegisterForm):
    """Dated evidence about a commitment."""

    date = forms.CharField(max_length=11)
    says = WordsField(UPDATES)
    text_en = forms.CharField(max_length=600, widget=forms.Textarea(attrs=_LINES))
    text_zh = forms.CharField(max_length=600, widget=forms.Textarea(attrs=_LINES))
    source = forms.ChoiceField()
    by = forms.ChoiceField(required=False)
    evidence = forms.FileField(required=False)
    held = {"source": "source", "by": "organisation"}
    labels = {
        "date": Text("Happened", "发生日期"),
        "says": Text("What it shows", "说明什么"),
        "text_en": Text("In words, in English", "文字说明（英文）"),
        "text_zh": Text("In words, in Chinese", "文字说明（中文）"),
        "source": Text("Source", "来源"),
        "by": Text("Said by", "由谁报告"),
        "evidence": Text("File", "文件"),
    }
    helps = {
        "date": _DATE,
        "evidence": Text(
            "PDF, text, PNG or JPEG, up to 10 MB. Everyone can download it. A picture loses what it says of its maker and "
            "place; a PDF is kept as it is.",
            "PDF、文本、PNG 或 JPEG，最大 10 MB，任何人均可下载。图片中的作者、地点等信息会被去除；PDF 原样保存。",
        ),
    }


class ReasonForm(BilingualForm):
    """Why an entry is withdrawn, or put back."""

    reason_en = forms.CharField(max_length=300)
    reason_zh = forms.CharField(max_length=300)
    labels = {
        "reason_en": Text("Why, in English", "理由（英文）"),
        "reason_zh": Text("Why, in Chinese", "理由（中文）"),
    }
    helps = {"reason_en": Text("Everyone reads it beside the entry.", "将与条目一并公开。")}


FORMS: dict[str, type[RegisterForm]] = {
    "source": SourceForm,
    "organisation": OrganisationForm,
    "instrument": InstrumentForm,
    "commitment": CommitmentForm,
}


def _correction(kind: str) -> type[RegisterForm]:
    base = UpdateForm if kind == "update" else FORMS[kind]
    parts: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": "An entry as it stands, to be corrected.",
        "reason_en": forms.CharField(max_length=300),
        "reason_zh": forms.CharField(max_length=300),
        "labels": {**base.labels, **ReasonForm.labels},
        "helps": {**base.helps, **ReasonForm.helps},
    }
    if kind == "update":
        parts["evidence"] = None  # another file is another piece of evidence
    return type(f"Correct{base.__name__}", (base,), parts)


CORRECTIONS: Final = {kind: _correction(kind) for kind in (*FORMS, "update")}
"""By kind, the form by which an entry is corrected: that by which it was entered, and why."""
