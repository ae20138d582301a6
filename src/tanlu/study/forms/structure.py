"""Is a form sound as a form: types, names, groups, lists, our own columns?"""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.study.forms.defects import CLASSES, Defect, at
from tanlu.study.forms.model import ASKED, KEPT, OTHERS, SELECTS, Form, Item
from tanlu.study.forms.sheets import CHOICES, SETTINGS, SURVEY, Row, Sheet
from tanlu.text import Text

STATUSES: Final = ("draft", "machine", "translated", "reviewed", "adjudicated", "pretested")
"""How far a translation has come (TRAPD)."""
PRIVACY: Final = ("none", "quasi", "direct")
MISSING: Final = {"dk": "dont_know", "refused": "refused", "na": "not_asked"}
"""What a choice that is no answer means."""

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_SURVEY_WORDS: Final = {
    "pii": PRIVACY,
    "reverse": ("0", "1"),
    "required": ("yes", "no", "true", "false", "true()", "false()"),
}
_STATUS_COLUMNS: Final = ("tr_status_en", "tr_status_zh")
_CHOICE_WORDS: Final = {"missing_codes": tuple(MISSING)}


def structure_defects(form: Form) -> Iterator[Defect]:
    """Yield what is wrong with a form as a form."""
    yield from _settings(form)
    yield from _types(form)
    yield from _names(form)
    yield from _groups(form)
    yield from _lists(form)
    yield from _words(form)
    yield from _scales(form)
    yield from _accepted(form)


def _settings(form: Form) -> Iterator[Defect]:
    lacking = [each for each in ("form_id", "version") if not form.settings.get(each)]
    if lacking:
        en, zh = " and ".join(lacking), "、".join(lacking)
        yield Defect("settings", SETTINGS, 0, "", "", Text(f"The form has no {en}.", f"表单没有 {zh}。"))


def _types(form: Form) -> Iterator[Defect]:
    known = {*ASKED, *KEPT, *OTHERS}
    for item in form.questions:
        if "or_other" in item.row("type").split():
            yield at(
                "type_unknown", SURVEY, item.row, "type",
                "or_other adds a choice that is in no language; write the choice and a question for the rest.",
                "or_other 会加入没有译文的选项；请写明该选项，并另设一题填写其余内容。",
            )  # fmt: skip
        elif item.type not in known:
            yield at(
                "type_unknown", SURVEY, item.row, "type",
                f"The type {item.row('type')!r} is not known.", f"题型“{item.row('type')}”未收录。",
            )  # fmt: skip


def _names(form: Form) -> Iterator[Defect]:
    named: dict[str, int] = {}
    for item in form.items:
        if item.kind == "end":
            continue
        if not _NAME.fullmatch(item.name):
            yield at(
                "name_invalid", SURVEY, item.row, "name",
                f"{item.name!r} is no name." if item.name else "The row has no name.",
                f"“{item.name}”不能作为名称。" if item.name else "该行没有名称。",
            )  # fmt: skip
        elif item.name in named:
            first = named[item.name]
            yield at(
                "name_duplicate", SURVEY, item.row, "name",
                f"{item.name} stands on line {first} too.", f"{item.name} 已见于第{first}行。",
            )  # fmt: skip
        named.setdefault(item.name, item.row.line)


def _groups(form: Form) -> Iterator[Defect]:
    open_: list[Item] = []
    for item in form.items:
        if item.kind in {"group", "repeat"}:
            open_.append(item)
        elif item.kind == "end":
            kind = item.type.removeprefix("end_")
            if not open_ or open_[-1].kind != kind:
                said = f"begin_{open_[-1].kind} {open_[-1].name}" if open_ else ""
                yield at(
                    "group_unmatched", SURVEY, item.row, "type",
                    f"{item.type} closes nothing." if not open_ else f"{item.type} would close {said}.",
                    f"{item.type} 没有对应的开头。" if not open_ else f"{item.type} 与 {said} 不配对。",
                )  # fmt: skip
            if open_:
                open_.pop()
    for item in open_:
        yield at(
            "group_unmatched", SURVEY, item.row, "type",
            f"{item.type} {item.name} is never closed.", f"{item.type} {item.name} 没有结尾。",
        )  # fmt: skip


def _lists(form: Form) -> Iterator[Defect]:
    used = set()
    for item in form.questions:
        if item.type in {*SELECTS, "rank"}:
            used.add(item.choices)
            if not form.lists.get(item.choices):
                told = item.choices or "?"
                yield at(
                    "list_missing", SURVEY, item.row, "type",
                    f"No choices are listed under {told}.", f"choices 中没有选项表 {told}。",
                )  # fmt: skip
    for name, choices in form.lists.items():
        if name not in used:
            yield at(
                "list_unused", CHOICES, choices[0].row, "list_name",
                f"No question uses the list {name}.", f"没有题目使用选项表 {name}。",
            )  # fmt: skip
        yield from _codes(name, [each.row for each in choices])


def _codes(name: str, rows: list[Row]) -> Iterator[Defect]:
    seen: set[str] = set()
    for row in rows:
        code = row("name")
        if not code or len(code.split()) > 1:
            yield at(
                "choice_invalid", CHOICES, row, "name",
                f"The list {name} has a choice with the code {code!r}.", f"选项表 {name} 中有代码为“{code}”的选项。",
            )  # fmt: skip
        elif code in seen:
            yield at(
                "choice_duplicate", CHOICES, row, "name",
                f"The list {name} has the code {code} twice.", f"选项表 {name} 中代码 {code} 重复。",
            )  # fmt: skip
        seen.add(code)


def _misheaded(held: Sheet) -> Iterator[Defect]:
    """Yield a heading of ours with ``::``, which makes ODK's compiler fail: it takes the rest for a language."""
    for heading in held.headings:
        column, mark, _ = heading.partition("::")
        if mark and column.strip() == "tr_status":
            yield Defect(
                "mark_unknown", held.name, 1, heading, "",
                Text(f"The heading {heading} reads as a language; it is tr_status_zh or tr_status_en.",
                     f"列名 {heading} 会被当作语言；应为 tr_status_zh 或 tr_status_en。"),
            )  # fmt: skip


def _words(form: Form) -> Iterator[Defect]:
    for sheet, words in ((SURVEY, _SURVEY_WORDS), (CHOICES, _CHOICE_WORDS)):
        held = form.sheet(sheet)
        yield from _misheaded(held)
        status = dict.fromkeys(_STATUS_COLUMNS, STATUSES)
        for row in held.rows:
            for column, allowed in {**words, **status}.items():
                said = row(column)
                if said and said.casefold() not in allowed and not (column == "required" and "${" in said):
                    yield at(
                        "mark_unknown", sheet, row, column,
                        f"{said!r} is none of {', '.join(allowed)}.", f"“{said}”不在取值之列：{'、'.join(allowed)}。",
                    )  # fmt: skip
    concepts = {row("concept") for row in form.sheet(SURVEY).rows}
    for row in form.sheet(SURVEY).rows:
        if row("vignette_of") and row("vignette_of") not in concepts:
            yield at(
                "mark_unknown", SURVEY, row, "vignette_of",
                f"No question measures the concept {row('vignette_of')}.",
                f"没有题目测量概念 {row('vignette_of')}。",
            )  # fmt: skip


def status_of(row: Row, lang: str) -> str:
    """Return how far the translation of a row into a language has come; empty where nobody said."""
    return row(f"tr_status_{lang}").casefold()


def _scales(form: Form) -> Iterator[Defect]:
    lists: dict[str, str] = {}
    for item in form.questions:
        scale = item.row("scale_id")
        if scale and lists.setdefault(scale, item.choices) != item.choices:
            yield at(
                "scale_lists", SURVEY, item.row, "scale_id",
                f"Scale {scale} is answered by {lists[scale]} and here by {item.choices or 'no list'}.",
                f"量表 {scale} 使用选项表 {lists[scale]}，此处却是 {item.choices or '无选项表'}。",
            )  # fmt: skip


def accepted(row: Row) -> frozenset[str]:
    """Return the classes of defects that a row lets stand, if it says why."""
    return frozenset(row("accepts").replace(",", " ").split()) if row("tr_note") else frozenset()


def _accepted(form: Form) -> Iterator[Defect]:
    for sheet in (SURVEY, CHOICES):
        for row in form.sheet(sheet).rows:
            named = row("accepts").replace(",", " ").split()
            if named and not row("tr_note"):
                yield at(
                    "accept_unexplained", sheet, row, "accepts",
                    f"{', '.join(named)} is to be let stand, but no reason is given.",
                    f"要求保留 {'、'.join(named)}，但未说明理由。",
                )  # fmt: skip
            for kind in dict.fromkeys(each for each in named if each not in CLASSES):
                yield at(
                    "mark_unknown", sheet, row, "accepts",
                    f"{kind!r} is no class of defects.", f"没有名为“{kind}”的问题类别。",
                )  # fmt: skip
