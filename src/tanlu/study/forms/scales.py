"""Do the answers of a scale stand in the same order in both languages, and can they be told apart?"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from tanlu.study.forms.defects import Defect, at
from tanlu.study.forms.model import Choice, Form
from tanlu.study.forms.sheets import CHOICES
from tanlu.text import LANGS, Lang

_WORST_ZH: Final = r"(?:非常|很|完全|强烈)(?:不同意|反对|不满意|不可能|不公平)|从不|从未|完全没有"
_FALLEN_ZH: Final = r"(?:明显|大幅).{0,2}(?:变差|下降|降低|减少|更差)"
_STEPS: Final[dict[Lang, tuple[tuple[str, int], ...]]] = {
    "en": (
        (r"\bneither\b|\bneutral\b|\babout the same\b|\bno change\b", 0),
        (
            r"\bstrongly disagree\b|\bmuch (?:worse|lower|less)\b|\bvery (?:dis|un)\w+|\bnever\b|\bnot at all\b",
            -2,
        ),
        (r"\bdisagree\b|\b(?:worse|lower|less)\b|\b(?:dissatisfied|unlikely|unfair)\b|\brarely\b", -1),
        (
            r"\bstrongly agree\b|\bmuch (?:better|higher|more)\b|\bvery (?:satisfied|likely|fair|well)\b|\balways\b",
            2,
        ),
        (r"\bagree\b|\b(?:better|higher|more)\b|\b(?:satisfied|likely|fair)\b|\boften\b", 1),
    ),
    "zh": (
        (r"既不|中立|差不多|没有变化|变化不大", 0),
        (f"{_WORST_ZH}|{_FALLEN_ZH}", -2),
        (r"不同意|反对|不满意|不可能|不公平|变差|下降|降低|减少|略差|稍差|很少", -1),
        (
            r"(?:非常|很|完全|强烈)(?:同意|赞成|满意|可能|公平)|(?:明显|大幅).{0,2}(?:变好|上升|提高|增加|更好)|总是",
            2,
        ),
        (r"同意|赞成|满意|可能|公平|变好|上升|提高|增加|略好|稍好|经常", 1),
    ),
}
"""What a step of a scale says, the first that fits: from the worst to the best, 0 in the middle."""
_READ: Final = {
    lang: tuple((re.compile(each, re.IGNORECASE), step) for each, step in rows)
    for lang, rows in _STEPS.items()
}
_NEITHER: Final = re.compile(r"\bneither\b|\bneutral\b", re.IGNORECASE)


def step(label: str, lang: Lang) -> int | None:
    """Return where a label stands on a scale, −2 to 2; None where it is no step of one that is known.

    Examples
    --------
    >>> step("Strongly disagree", "en"), step("非常不同意", "zh"), step("The mine", "en")
    (-2, -2, None)
    """
    return next((worth for pattern, worth in _READ[lang] if pattern.search(label)), None)


def scale_defects(form: Form) -> Iterator[Defect]:
    """Yield what is wrong with the lists of choices as scales."""
    for name, choices in form.lists.items():
        yield from _order(form, name, choices)
        for lang in LANGS:
            yield from _same(form, name, choices, lang)
        for each in choices:
            en, zh = form.spoken(each.row, "label", "en"), form.spoken(each.row, "label", "zh")
            if _NEITHER.search(en) and zh.strip("。") == "一般":
                yield at(
                    "scale_midpoint",
                    CHOICES,
                    each.row,
                    "label",
                    f"{en!r} became 一般.",
                    f"“{en}”译作“一般”。",
                )


def _order(form: Form, name: str, choices: Sequence[Choice]) -> Iterator[Defect]:
    both = [
        (
            each,
            step(form.spoken(each.row, "label", "en"), "en"),
            step(form.spoken(each.row, "label", "zh"), "zh"),
        )
        for each in choices
    ]
    known = [(each, one, other) for each, one, other in both if one is not None and other is not None]
    for (first, one, other), (second, third, fourth) in combinations(known, 2):
        if (one - third) * (other - fourth) < 0:
            yield at(
                "scale_order", CHOICES, second.row, "label",
                f"In the list {name}, {first.name} and {second.name} rise in one language and fall in the other.",
                f"选项表 {name} 中，{first.name} 与 {second.name} 的次序在两种语言中相反。",
            )  # fmt: skip
            return


def _same(form: Form, name: str, choices: Sequence[Choice], lang: Lang) -> Iterator[Defect]:
    seen: dict[str, str] = {}
    for each in choices:
        label = form.spoken(each.row, "label", lang).casefold().strip()
        if label and label in seen:
            said = "English" if lang == "en" else "Chinese", "英文" if lang == "en" else "中文"
            yield at(
                "choice_same", CHOICES, each.row, "label",
                f"In the list {name}, {seen[label]} and {each.name} read the same in {said[0]}.",
                f"选项表 {name} 中，{seen[label]} 与 {each.name} 的{said[1]}文字相同。",
            )  # fmt: skip
        seen.setdefault(label, each.name)
