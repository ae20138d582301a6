"""Corrections to entries of a register: dated, with a reason, and with the old wording beside the new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tanlu.accord.instrument import ACTS as VERBS
from tanlu.accord.instrument import BINDING, KINDS, UPDATES
from tanlu.accord.words import COUNTRIES, LANGUAGES, OF_WHAT, PREVAILING
from tanlu.errors import BadReference
from tanlu.period import PartialDate
from tanlu.registers.tables import rows
from tanlu.text import Text

ACTS: Final[dict[str, Text]] = {
    "correct": Text("corrected", "更正"),
    "withdraw": Text("withdrawn", "撤回"),
    "restore": Text("put back", "恢复"),
}
"""What a correction does; the undoing of one is another."""
BY: Final[dict[str, Text]] = {
    "keeper": Text("the keeper of the register", "登记册管理者"),
    "secretariat": Text("the secretariat", "秘书处"),
    "party": Text("a party to it", "当事方"),
}
"""In which capacity; no name is kept."""
CELLS: Final[dict[str, Text]] = {
    "title": Text("title", "标题"),
    "publisher": Text("published by", "发布者"),
    "published": Text("published", "发布日期"),
    "url": Text("address", "网址"),
    "language": Text("language", "语言"),
    "name": Text("name", "名称"),
    "country": Text("country", "国别"),
    "kind": Text("type", "类型"),
    "theme": Text("theme", "主题"),
    "note": Text("note", "说明"),
    "dated": Text("date", "日期"),
    "prevails": Text("text that counts", "作准文本"),
    "binding": Text("binding force", "约束力"),
    "source": Text("source", "来源"),
    "parties": Text("parties", "各方"),
    "instrument": Text("paper", "所在文件"),
    "act": Text("verb", "行动"),
    "text": Text("wording", "措辞"),
    "owner": Text("owner", "责任方"),
    "due": Text("due", "期限"),
    "date": Text("day", "发生日期"),
    "says": Text("what it shows", "说明内容"),
    "by": Text("said by", "报告方"),
}
"""Cells that can be corrected, as people read them."""
ENTRIES: Final[dict[str, Text]] = {
    "source": Text("source", "来源"),
    "organisation": Text("organisation", "机构"),
    "instrument": Text("instrument", "文件"),
    "commitment": Text("commitment", "承诺"),
    "update": Text("evidence", "证据"),
}
"""Kinds of entries, as people read them."""
CORRECTABLE: Final[dict[str, tuple[str, ...]]] = {
    "source": ("title", "publisher", "published", "url", "language"),
    "organisation": ("name", "country", "kind"),
    "instrument": ("kind", "title", "theme", "note", "dated", "prevails", "binding", "source", "parties"),
    "commitment": ("instrument", "act", "text", "owner", "due"),
    "update": ("date", "says", "text", "source", "by"),
}
"""Kinds of entries that can be corrected, and which of their cells."""
_WORDS: Final[dict[str, dict[str, Text]]] = {
    "act": VERBS,
    "binding": BINDING,
    "says": UPDATES,
    "kind": {**KINDS, **OF_WHAT},
    "country": COUNTRIES,
    "prevails": PREVAILING,
    "language": LANGUAGES,
}
_DATES: Final = ("published", "dated", "due", "date")
NOTHING: Final = Text("nothing", "空")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell before and after, as people read it where it stands in both languages.

    Parameters
    ----------
    cell : str
        A key of :data:`CELLS`.
    before, after : Text
    """

    cell: str
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Correction:
    """That an entry was corrected, withdrawn or put back.

    Parameters
    ----------
    id : str
    act : str
        A key of :data:`ACTS`.
    kind, entry : str
        Kind and id of the entry.
    called : Text
        What the entry was called before.
    date : PartialDate
        The day of the correction.
    by : str
        A key of :data:`BY`.
    reason : Text
        Why.
    changes : tuple of Change
        What changed; none where an entry was withdrawn or put back.
    """

    id: str
    act: str
    kind: str
    entry: str
    called: Text
    date: PartialDate
    by: str
    reason: Text
    changes: tuple[Change, ...] = ()

    @property
    def said(self) -> Text:
        """Return the correction in one sentence, without what stood there before."""
        return self._sentence(None)

    @property
    def told(self) -> Text:
        """Return the correction in one sentence, with what stood there before."""
        return self._sentence(self.was)

    def _sentence(self, was: Text | None) -> Text:
        done, by, day = ACTS[self.act], BY[self.by], self.date
        en, zh = self.reason.en.rstrip(".").rstrip(), self.reason.zh.rstrip("。").rstrip()
        return Text(
            f"{done.en.capitalize()} on {day.label('en')} by {by.en}: {en}{f' ({was.en})' if was else ''}.",
            f"{day.label('zh')}由{by.zh}{done.zh}：{zh}{f'（{was.zh}）' if was else ''}。",
        )

    @property
    def was(self) -> Text | None:
        """Return what stood there before, cell by cell; None where nothing changed in the entry."""
        if not self.changes:
            return None
        en = "; ".join(f"{CELLS[each.cell].en}: {each.before.en}" for each in self.changes)
        zh = "；".join(f"{CELLS[each.cell].zh}：{each.before.zh}" for each in self.changes)
        return Text(f"before this, {en}", f"更正前，{zh}")


def corrected(data: Mapping[str, Any], kept: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return plain data of a register with corrections in it: entries as they stand now, and beside them what was told.

    Parameters
    ----------
    data : mapping
        Lists of entries by kind.
    kept : iterable of mapping
        Corrections as a store keeps them: ``id``, ``act``, ``kind``, ``entry``, ``date``, ``by``, ``reason_en``,
        ``reason_zh`` and, for a change, ``cells`` (None for a cell that is emptied).

    Notes
    -----
    A correction of an entry that is not there, because the entry itself was taken back, is passed over with it.

    Examples
    --------
    >>> entry = {"id": "a", "text_en": "T", "text_zh": "题", "due": "2026"}
    >>> one = {"id": "1", "act": "correct", "kind": "commitment", "entry": "a", "date": "2026-11-28", "by": "keeper",
    ...        "reason_en": "R", "reason_zh": "因", "cells": {"due": "2027"}}
    >>> made = corrected({"commitment": [entry]}, [one])
    >>> made["commitment"][0]["due"], made["correction"][0]["changes"][0]["before_en"], entry["due"]
    ('2027', '2026', '2026')
    """
    found: dict[str, Any] = {**data, "correction": list(data.get("correction", ()))}
    gone: dict[tuple[str, str], Mapping[str, Any]] = {}
    for each in kept:
        kind, name, act = str(each["kind"]), str(each["entry"]), str(each["act"])
        entries = list(found.get(kind, ()))
        at = next((place for place, one in enumerate(entries) if one.get("id") == name), None)
        entry = gone.pop((kind, name), None) if act == "restore" else entries[at] if at is not None else None
        if entry is None:
            continue
        if act == "withdraw" and at is not None:
            gone[kind, name] = entries.pop(at)
        elif act == "restore":
            entries.append(entry)
        elif at is not None:
            entries[at] = {
                key: value for key, value in {**entry, **each["cells"]}.items() if value not in (None, "")
            }
        now = entries[at] if act == "correct" and at is not None else entry
        found[kind] = entries
        found["correction"].append(_told(each, entry, now, found))
    if not found["correction"]:
        del found["correction"]
    return found


def _told(
    kept: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any], data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a correction as a register holds it."""
    called = next(cell for cell in ("title", "name", "text") if f"{cell}_en" in before)
    changes = []
    for cell in CORRECTABLE[str(kept["kind"])]:
        one, other = _read(before, cell, data), _read(after, cell, data)
        if one != other:
            words = {"before_en": one.en, "before_zh": one.zh, "after_en": other.en, "after_zh": other.zh}
            changes.append({"cell": cell, **words})
    told = {key: value for key, value in kept.items() if key != "cells"}
    told |= {"called_en": before[f"{called}_en"], "called_zh": before[f"{called}_zh"]}
    return told | ({"changes": changes} if changes else {})


def _read(entry: Mapping[str, Any], cell: str, data: Mapping[str, Any]) -> Text:
    """Return a cell as people read it: names in place of ids, words in place of keys."""
    if f"{cell}_en" in entry and f"{cell}_zh" in entry:
        return Text(str(entry[f"{cell}_en"]), str(entry[f"{cell}_zh"]))
    value = entry.get(cell)
    if not value:
        return NOTHING
    if cell == "parties":
        names = [_name(data, "organisation", str(each["organisation"])) for each in value]
        return Text("; ".join(each.en for each in names), "；".join(each.zh for each in names))
    if cell in _DATES:
        return _day(str(value))
    words = _WORDS.get(cell, {})
    if value in words:
        return words[value]
    named = {"source": "source", "owner": "organisation", "by": "organisation", "instrument": "instrument"}
    return _name(data, named[cell], str(value)) if cell in named else Text(str(value), str(value))


def _day(written: str) -> Text:
    """Return a date as people read it; one that cannot be read as it is written, for the register refuses it anyway."""
    try:
        found = PartialDate.parse(written)
    except BadReference:
        return Text(written, written)
    return Text(found.label("en"), found.label("zh"))


def _name(data: Mapping[str, Any], kind: str, name: str) -> Text:
    shipped = rows("organisations") if kind == "organisation" else ()
    for each in (*data.get(kind, ()), *shipped):
        if each.get("id") == name:
            cell = "name" if kind == "organisation" else "title"
            return Text(str(each[f"{cell}_en"]), str(each[f"{cell}_zh"]))
    return Text(name, name)
