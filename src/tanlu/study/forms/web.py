"""A form as one page that asks its questions in both languages, without a network, and hands over a file of answers."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, Final

from tanlu import __version__
from tanlu.errors import BadForm
from tanlu.study.forms.expression.syntax import Column, plain, walk
from tanlu.study.forms.logic import SHOWN, filter_tree, is_reckoned, tree
from tanlu.study.forms.markdown import write_markdown
from tanlu.study.forms.model import SELECTS, Choice, Form, Item
from tanlu.study.forms.sheets import Row
from tanlu.text import LANGS, Lang, Text

ASKABLE: Final = (
    "text", "integer", "decimal", "date", "time", "dateTime", *SELECTS
)  # fmt: skip
"""What the page can ask."""
_DROPPED: Final = ("start", "end", "deviceid", "username", "audit", "start-geopoint", "hidden")
"""What field tools note about the device: the page notes nothing of the kind."""
_UNKEPT: Final = ("repeat_count", "readonly", "trigger")
"""Columns that the page does not keep."""
_YES: Final = frozenset({"yes", "true", "true()"})
_NO: Final = frozenset({"no", "false", "false()"})

WORDS: Final = {
    "required": Text("(must be answered)", "（必答）"),
    "needed": Text("Please answer this question.", "请回答这道题。"),
    "unfit": Text("This answer does not fit; please look at it again.", "这个回答不符合要求，请再看一下。"),
    "integer": Text("Please write a whole number in digits.", "请用数字填写整数。"),
    "decimal": Text("Please write a number in digits.", "请用数字填写。"),
    "add": Text("Add one", "添加一项"),
    "remove": Text("Remove", "删除"),
    "sure": Text("Remove this entry and its answers?", "删除这一项及其回答？"),
    "finish": Text("Finish and save the answers as a file", "完成，并将回答存为文件"),
    "again": Text("Clear and start again", "清空，重新开始"),
    "lost": Text(
        "All answers on this page will be deleted from this device.", "将从本设备删除此页上的全部回答。"
    ),
    "wrong": Text("Some questions need an answer or a change.", "还有题目需要回答或修改。"),
    "done": Text(
        "Saved as a file. Hand it to the person who asked you. Once the page is closed, this device keeps no draft.",
        "已存为文件，请交给邀请您作答的人。关闭页面后，本设备不再保留草稿。",
    ),
    "progress": Text("{done} of {all} answered", "已答 {done} 题，共 {all} 题"),
    "private": Text(
        "Your answers stay on this device until you save them as a file. Nothing is sent.",
        "您的回答只保存在本设备上，直到您将其存为文件；不会发送任何内容。",
    ),
    "draft": Text(
        "A draft, for trying out: it may not be used to collect answers yet.",
        "草案，仅供试用：尚不能用于收集答卷。",
    ),
}
_ALONE: Final = Text(
    "This form needs JavaScript; it works without a network.", "本表单需要启用 JavaScript，无需联网。"
)


def digest(form: Form) -> str:
    """Return what tells one text of a form from another: the first 16 digits of a SHA-256."""
    return hashlib.sha256(write_markdown(form.sheets).encode()).hexdigest()[:16]


def page(form: Form, *, draft: bool, lang: Lang = "en") -> str:
    """Return the page of a form.

    Parameters
    ----------
    form : Form
        Without defects.
    draft : bool
        Whether it may not be fielded; the page then says so.
    lang : Lang
        In which it opens.

    Raises
    ------
    BadForm
        If it holds what the page cannot ask.
    """
    import jinja2  # noqa: PLC0415 - heavy

    folder = files("tanlu.study.forms") / "page"

    def own(name: str) -> str:
        return (folder / name).read_text("utf-8")

    data = json.dumps(_spec(form, draft=draft), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        data = data.replace(character, f"\\u{ord(character):04x}")
    template = jinja2.Environment(autoescape=True).from_string(
        (folder / "form.html.jinja").read_text("utf-8")
    )
    return template.render(
        lang="zh-Hans" if lang == "zh" else "en", title=form.title(lang), css=own("form.css"), program=__version__,
        evaluator=own("expression.js"), script=own("form.js"), noscript=_ALONE,
        spec=data,
    ) + "\n"  # fmt: skip


def _spec(form: Form, *, draft: bool) -> dict[str, Any]:
    named = [each for each in form.items if each.name and each.kind != "end"]
    used = {each.choices for each in form.questions if each.choices}
    columns = {
        part.name for each in form.questions if each.row("choice_filter")
        for part in walk(filter_tree(each.row("choice_filter"))) if isinstance(part, Column)
    }  # fmt: skip
    return {
        "form": form.id, "version": form.version, "digest": digest(form), "draft": draft,
        "title": [form.title(each) for each in LANGS],
        "words": {name: [each.en, each.zh] for name, each in WORDS.items()},
        "lists": {
            name: [_choice(form, each, columns) for each in choices]
            for name, choices in form.lists.items() if name in used
        },
        "listOf": {each.name: each.choices for each in named if each.choices},
        "typeOf": {each.name: each.type for each in named if each.kind == "question"},
        "levelOf": {each.name: each.level for each in named},
        "nodes": _nodes(form, iter(form.items)),
    }  # fmt: skip


def _choice(form: Form, choice: Choice, columns: set[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"c": choice.name, "l": [form.spoken(choice.row, "label", lang) for lang in LANGS]}
    held = {name: choice.row(name) for name in sorted(columns) if choice.row(name)}
    return made | ({"x": held} if held else {})


def _nodes(form: Form, items: Iterator[Item]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in items:
        if item.kind == "end":
            break
        if item.type in _DROPPED:
            continue
        node = _node(form, item)
        if item.kind in {"group", "repeat"}:
            node["m"] = _nodes(form, items)
        found.append(node)
    return found


def _node(form: Form, item: Item) -> dict[str, Any]:
    row = item.row
    node: dict[str, Any] = {"n": item.name, "k": item.kind}
    label = _pair(form, row, "label")
    if label:
        node["l"] = label
    if row("relevant"):
        node["r"] = plain(tree(row("relevant")))
    if item.kind == "question":
        node |= _question(form, item)
    else:
        _demand_askable(item)
    return node


def _question(form: Form, item: Item) -> dict[str, Any]:
    row = item.row
    if item.type == "calculate":
        return {"k": "calc", "e": plain(tree(row("calculation") or "''"))}
    if item.type == "today":
        return {"k": "calc", "e": ["call", "today"]}
    if item.type == "note":
        return {"k": "note"}
    _demand_askable(item)
    found: dict[str, Any] = {"k": "q", "t": item.type}
    if item.choices:
        found["o"] = item.choices
    hint, message, needed = (
        _pair(form, row, each) for each in ("hint", "constraint_message", "required_message")
    )
    found |= {key: said for key, said in (("h", hint), ("cm", message), ("rm", needed)) if said}
    if row("default"):
        found["d"] = row("default")
    if row("choice_filter"):
        found["f"] = plain(filter_tree(row("choice_filter")))
    if row("constraint"):
        found["c"] = plain(tree(row("constraint")))
    required = row("required").casefold()
    if required and required not in _NO:
        found["q"] = True if required in _YES else plain(tree(row("required")))
    return found


def _demand_askable(item: Item) -> None:
    """Refuse what the page would pass over in silence.

    Raises
    ------
    BadForm
        If it cannot ask the type, or does not keep a column.
    """
    row = item.row
    column = next((each for each in _UNKEPT if row(each).casefold() not in {"", *_NO}), "")
    if not column and item.kind == "question" and (row("calculation") or is_reckoned(row("default"))):
        column = "calculation" if row("calculation") else "default"
    if not column and (item.kind != "question" or item.type in ASKABLE):
        return
    what = (
        (f"the column {column}", f"列 {column}") if column else (f"the type {item.type}", f"题型 {item.type}")
    )
    raise BadForm(
        (f"{item.name} has {what[0]}, which the page does not keep.", f"{item.name} 使用了{what[1]}，网页版不支持。"),
        ("Field it with ODK or KoboToolbox, or leave it out of the page.",
         "请用 ODK 或 KoboToolbox 收集，或在网页版中去掉。"),
    )  # fmt: skip


def _pair(form: Form, row: Row, column: str) -> list[Sequence[Any]] | None:
    said = [form.spoken(row, column, lang) for lang in LANGS]
    return [_pieces(each) for each in said] if any(said) else None


def _pieces(text: str) -> list[Any]:
    """Return a text cut where it shows an answer."""
    found: list[Any] = []
    for at, piece in enumerate(re.split(SHOWN, text)):
        if piece:
            found.append({"ref": piece} if at % 2 else piece)
    return found
