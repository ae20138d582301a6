"""Forms about ratings."""

from typing import Any

from django import forms

from tanlu.registers.regions import FIVE, region
from tanlu.study.framework import LADDER, indicators
from tanlu.text import Lang, Text
from tanlu.web.ledger.forms import ManyField
from tanlu.web.ratings.models import RatingRound
from tanlu.web.shell.forms import BilingualForm, WordsField

SCORES = {
    **{str(at): Text(f"{at}: {words.en}", f"{at}：{words.zh}") for at, words in enumerate(LADDER)},
    "NE": Text("looked for, no evidence found", "已查找，未见证据"),
    "NA": Text("does not apply", "不适用"),
}
GRADES = {
    "": Text("none", "无"),
    "A": Text("A: administrative or audited", "A：行政记录或经审计"),
    "B": Text("B: official, with figures", "B：官方文件，附数据"),
    "C": Text("C: interviews or news", "C：访谈或新闻"),
    "D": Text("D: a claim", "D：单方说法"),
}


class RoundForm(BilingualForm):
    """A rating round to open."""

    slug = forms.SlugField(max_length=60)
    title_en = forms.CharField(max_length=200)
    title_zh = forms.CharField(max_length=200)
    regions = ManyField()
    labels = {
        "slug": Text("Short name in its address", "网址中的短名"),
        "title_en": Text("Title in English", "英文标题"),
        "title_zh": Text("Title in Chinese", "中文标题"),
        "regions": Text("Regions", "地区"),
    }

    def __init__(self, *args: Any, lang: Lang, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, lang=lang, **options)
        self.fields["regions"].choices = [(code, region(code).name(lang)) for code in FIVE]  # type: ignore[attr-defined]


class GiveForm(BilingualForm):
    """What a rater judges."""

    region = forms.ChoiceField()
    indicator = forms.ChoiceField()
    score = WordsField(SCORES)
    grade = WordsField(GRADES, required=False)
    sources = forms.IntegerField(min_value=0, max_value=99, initial=1)
    locator = forms.CharField(max_length=300, required=False)
    outside = forms.BooleanField(required=False)
    labels = {
        "region": Text("Region", "地区"),
        "indicator": Text("Indicator", "指标"),
        "score": Text("Score", "评分"),
        "grade": Text("Evidence", "证据等级"),
        "sources": Text("Independent sources of that grade", "该等级的独立来源数"),
        "locator": Text("Where it stands: document and page", "出处：文件和页码"),
        "outside": Text("I am from outside the region", "本人来自该地区以外"),
    }

    def __init__(self, *args: Any, lang: Lang, asked: RatingRound, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, lang=lang, **options)
        rated = [each for each in indicators().values() if each.kind == "rated" and "S" in each.levels]
        self.fields["region"].choices = [(code, region(code).name(lang)) for code in asked.regions]  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [(each.id, f"{each.id} {each.title(lang)}") for each in rated]  # type: ignore[attr-defined]
