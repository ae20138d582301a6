"""May a form be taken to people: is every cell reviewed, and is permission on record?

The gate records and cites; it says what is missing in the record and never what the law means for a study.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tanlu.study.forms.languages import Cell, cells
from tanlu.study.forms.model import Form
from tanlu.study.forms.permission import JURISDICTION, Permit, day_of
from tanlu.study.forms.structure import status_of
from tanlu.text import LANGS, Lang, Text

REVIEWED: Final = ("reviewed", "adjudicated", "pretested")
"""States of a translation that may be fielded."""
_LANGUAGES: Final = {"en": Text("English", "英文"), "zh": Text("Chinese", "中文")}
_STATES: Final = {
    "": Text("nobody said who made it", "未说明由谁完成"),
    "draft": Text("it is a draft", "仍为草案"),
    "machine": Text("a machine translated it", "为机器翻译"),
    "translated": Text("nobody reviewed it", "译出后未经审校"),
}
NO_ADVICE: Final = Text(
    "This is a record with its sources, not legal advice.", "以上为记录及其出处，不构成法律意见。"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A dated rule on collecting answers.

    Parameters
    ----------
    id, jurisdiction : str
    when : str
        Field of the record that says whether it applies.
    asks : tuple of str
        Fields that must then be filled.
    title, says : Text
        What it is called and what it says, in short.
    valid_from : date
    source, read : str
        Where it stands, and when it was read there.
    """

    id: str
    jurisdiction: str
    when: str
    asks: tuple[str, ...]
    title: Text
    says: Text
    valid_from: date
    source: str
    read: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """One reason why a form may not be fielded.

    Parameters
    ----------
    kind : str
        ``status`` or ``permission``.
    why : Text
    rule : Rule or None
        Where a rule asks for it.
    """

    kind: str
    why: Text
    rule: Rule | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        found: dict[str, Any] = {"kind": self.kind, "why": self.why.to_json()}
        if self.rule:
            found |= {
                "rule": self.rule.title.to_json(), "says": self.rule.says.to_json(), "source": self.rule.source,
                "valid_from": self.rule.valid_from.isoformat(),
            }  # fmt: skip
        return found


@cache
def _held() -> dict[str, Any]:
    return tomllib.loads((files("tanlu.study") / "data" / "permissions.toml").read_text("utf-8"))


def rules() -> tuple[Rule, ...]:
    """Return the dated rules that are on record."""
    return tuple(
        Rule(
            each["id"], each["jurisdiction"], each["when"], tuple(each["asks"]),
            Text(each["title_en"], each["title_zh"]), Text(each["says_en"], each["says_zh"]),
            date.fromisoformat(each["valid_from"]), each["source"], each["read"],
        )
        for each in _held()["rule"]
    )  # fmt: skip


def _field(name: str) -> Text:
    found = _held()["fields"].get(name) or _held()["when"][name]
    return Text(found["en"], found["zh"])


def status_blocks(form: Form) -> Iterator[Blocked]:
    """Yield the languages in which cells are not reviewed, with how many and the first of them."""
    pairs = [each for each in cells(form) if each.en or each.zh]
    for lang in LANGS:
        waiting: dict[str, list[Cell]] = {}
        for each in pairs:
            state = status_of(each.row, lang)
            if state not in REVIEWED and not (lang == "en" and not state):
                waiting.setdefault(state, []).append(each)
        for state, found in waiting.items():
            yield Blocked("status", _waiting(lang, state, found))


def _waiting(lang: Lang, state: str, found: list[Cell]) -> Text:
    first, why, language = found[0], _STATES.get(state) or Text(state, state), _LANGUAGES[lang]
    where = f"{first.sheet} {first.row.line}"
    return Text(
        f"{language.en}: {len(found)} cells wait, because {why.en} (tr_status_{lang}; the first: {where}).",
        f"{language.zh}：{len(found)}个单元格待办，{why.zh}（tr_status_{lang}，首处：{where}）。",
    )


def permission_blocks(form: Form, permit: Permit | None, on: date) -> Iterator[Blocked]:
    """Yield what is missing in the record of permission on a day."""
    if permit is None:
        yield Blocked(
            "permission",
            Text("No record of permission is given (--permit FILE).", "没有提供许可记录（--permit 文件）。"),
        )
        return
    yield from _about(form, permit, on)
    for name in _held()["house"]["asks"]:
        if not permit.text(name):
            yield _unfilled(name, None)
    place = permit.text(JURISDICTION)
    for rule in rules():
        if place.split("-")[0].upper() == rule.jurisdiction and rule.valid_from <= on:
            yield from _asked(rule, permit)


def _about(form: Form, permit: Permit, on: date) -> Iterator[Blocked]:
    if not permit.text(JURISDICTION):
        yield Blocked(
            "permission", Text("The record names no jurisdiction.", "记录未写明地区（jurisdiction）。")
        )
    given = permit.text("form_id"), permit.text("form_version")
    if given != (form.id, form.version):
        told = " ".join(filter(None, given)) or "?"
        yield Blocked(
            "permission",
            Text(f"The record is about {told}, the form is {form.id} {form.version}.",
                 f"记录所指为 {told}，而表单为 {form.id} {form.version}。"),
        )  # fmt: skip
    until = day_of(permit.fields.get("valid_until"), "valid_until")
    if until and until < on:
        yield Blocked("permission", Text(f"The record ran out on {until}.", f"记录已于 {until} 到期。"))


def _asked(rule: Rule, permit: Permit) -> Iterator[Blocked]:
    applies = permit.said(rule.when)
    if applies is None:
        yield _unfilled(rule.when, rule)
    elif applies:
        for name in rule.asks:
            if not permit.text(name):
                yield _unfilled(name, rule)


def _unfilled(name: str, rule: Rule | None) -> Blocked:
    what = _field(name)
    return Blocked(
        "permission",
        Text(f"{name}: the record does not say {what.en}.", f"{name}：记录未写明{what.zh}。"),
        rule,
    )


def unknown_jurisdiction(permit: Permit) -> bool:
    """Return whether no rule is on record for where the answers are collected."""
    place = permit.text(JURISDICTION).split("-")[0].upper()
    return bool(place) and place not in {each.jurisdiction for each in rules()}
