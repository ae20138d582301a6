"""Answers that the page of a form saved, one file a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Arrived, Sent
from tanlu.study.forms.model import Form
from tanlu.study.forms.web import digest
from tanlu.text import Text

MARK = "tanlu_answers"


def read_own(held: Iterable[tuple[str, Mapping[str, Any]]], form: Form) -> Arrived:
    """Return the answers that pages saved.

    Parameters
    ----------
    held : iterable of (str, mapping)
        Name and content of each file.
    form : Form

    Raises
    ------
    BadAnswers
        If a file belongs to another form, or does not have the shape of one.
    """
    rows: list[Sent] = []
    unknown: dict[str, None] = {}
    drafts = changed = 0
    for name, each in held:
        if each.get(MARK) != 1 or not isinstance(each.get("answers"), dict):
            raise _shape(name)
        if each.get("form") != form.id:
            raise BadAnswers(
                (f"{name} answers the form {each.get('form')!r}, not {form.id!r}.",
                 f"{name} 是表单“{each.get('form')}”的答卷，不是“{form.id}”的。"),
                ("Read each form's answers with that form.", "请用各自的表单读取答卷。"),
            )  # fmt: skip
        drafts += each.get("draft") is True
        changed += each.get("digest") != digest(form)
        said = str(each.get("language", "")), str(each.get("version", ""))
        _take(
            each["answers"], form, rows, unknown, Sent("", str(each.get("id") or name), "", {}, *said, name)
        )
    rows.sort(key=lambda each: each.level != "")
    return Arrived(
        Text("page of Tanlu", "探路网页"), tuple(rows), tuple(unknown), notes=_notes(drafts, changed)
    )


def _notes(drafts: int, changed: int) -> tuple[Text, ...]:
    found = []
    if drafts:
        found.append(Text(f"{drafts} were given on a page that was a draft.", f"{drafts}份来自草案网页。"))
    if changed:
        found.append(
            Text(f"{changed} were given on another text of the form, under the same version.",
                 f"{changed}份作答时的表单文字与现在不同，版本号却相同。")
        )  # fmt: skip
    return tuple(found)


def _shape(name: str) -> BadAnswers:
    return BadAnswers(
        (f"{name} is no file of answers of a page.", f"{name} 不是网页存出的答卷文件。"),
        ("Give the file as the page saved it.", "请提供网页存出的原文件。"),
    )


def _take(held: Mapping[str, Any], form: Form, rows: list[Sent], unknown: dict[str, None], as_: Sent) -> None:
    cells: dict[str, str] = {}
    repeats: list[tuple[str, list[Any]]] = []
    for name, said in held.items():
        item = form.by_name.get(name)
        if item is None:
            unknown[name] = None
        elif item.kind == "repeat" and isinstance(said, list):
            repeats.append((name, said))
        elif isinstance(said, list):
            cells[name] = " ".join(map(str, said))
        elif said is not None and not isinstance(said, dict):
            cells[name] = str(said)
    rows.append(Sent(as_.level, as_.key, as_.parent, cells, as_.language, as_.version, as_.place))
    for name, turns in repeats:
        for at, turn in enumerate(turns, start=1):
            if not isinstance(turn, dict):
                raise _shape(as_.place)
            place = f"{as_.place}, {name} {at}"
            _take(
                turn,
                form,
                rows,
                unknown,
                Sent(name, f"{as_.key}/{name}/{at}", as_.key, {}, as_.language, as_.version, place),
            )
