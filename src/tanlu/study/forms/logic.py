"""Are the expressions of a form sound: can they be read, do they name questions, do they end?"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from tanlu.errors import BadForm
from tanlu.study.forms.defects import Defect, at
from tanlu.study.forms.expression.evaluate import uncallable
from tanlu.study.forms.expression.functions import arity, pattern
from tanlu.study.forms.expression.parser import parse
from tanlu.study.forms.expression.syntax import Call, Column, Literal, Node, references, walk
from tanlu.study.forms.model import SPOKEN, Form, Item, tongue_of
from tanlu.study.forms.sheets import CHOICES, SURVEY, Row

LOGIC: Final = ("relevant", "constraint", "calculation", "required", "readonly", "repeat_count", "default")
_YES_NO: Final = frozenset({"yes", "no", "true", "false", ""})
SHOWN: Final = re.compile(r"\$\{\s*([^}]*?)\s*\}")
"""An answer shown within a text."""


@lru_cache(maxsize=4096)
def tree(text: str) -> Node:
    """Return the tree of an expression, read once.

    Raises
    ------
    BadForm
        If it cannot be read.
    """
    return parse(text)


@lru_cache(maxsize=1024)
def filter_tree(text: str) -> Node:
    """Return the tree of a ``choice_filter``, in which a bare word is a column of the choices.

    Raises
    ------
    BadForm
        If it cannot be read.
    """
    return parse(text, bare=True)


def is_reckoned(default: str) -> bool:
    """Return whether a default is an expression, not a plain answer."""
    return "${" in default or "(" in default


def expressions(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the columns of a row that hold an expression, with it."""
    for column in LOGIC:
        said = row(column)
        plain = column in {"required", "readonly"} and said.casefold() in _YES_NO
        if said and not plain and not (column == "default" and not is_reckoned(said)):
            yield column, said


def logic_defects(form: Form) -> Iterator[Defect]:
    """Yield what is wrong with the expressions of a form."""
    for item in form.items:
        for column, said in expressions(item.row):
            yield from _expression(form, item.row, column, said)
        if item.row("choice_filter"):
            yield from _expression(form, item.row, "choice_filter", item.row("choice_filter"))
    for sheet in (SURVEY, CHOICES):
        for row in form.sheet(sheet).rows:
            yield from _shown(form, sheet, row)
    yield from _cycles(form)


def _expression(form: Form, row: Row, column: str, said: str) -> Iterator[Defect]:
    try:
        node = filter_tree(said) if column == "choice_filter" else tree(said)
    except BadForm as error:
        yield at("expression", SURVEY, row, column, *error.what)
        return
    for name in references(node):
        if name not in form.by_name:
            yield _undefined(SURVEY, row, column, name)
    for each in walk(node):
        if isinstance(each, Call):
            yield from _call(row, column, each)
        elif isinstance(each, Column) and each.name not in form.sheet(CHOICES).headings:
            yield at(
                "reference_undefined", SURVEY, row, column,
                f"The sheet choices has no column {each.name}.", f"choices 工作表没有列 {each.name}。",
            )  # fmt: skip


def _call(row: Row, column: str, call: Call) -> Iterator[Defect]:
    takes = arity(call.function)
    if takes is None or not takes[0] <= len(call.arguments) <= takes[1]:
        yield at("function_unknown", SURVEY, row, column, *uncallable(call).what)
    elif call.function == "regex" and isinstance(call.arguments[1], Literal):
        try:
            pattern(str(call.arguments[1].value))
        except BadForm as error:
            yield at("expression", SURVEY, row, column, *error.what)


def _undefined(sheet: str, row: Row, column: str, name: str) -> Defect:
    return at(
        "reference_undefined", sheet, row, column,
        f"No question is named {name}.", f"没有名为 {name} 的题目。",
    )  # fmt: skip


def _shown(form: Form, sheet: str, row: Row) -> Iterator[Defect]:
    for heading, cell in row.cells.items():
        named = tongue_of(heading)
        if (named[0] if named else heading) in SPOKEN:
            for name in dict.fromkeys(SHOWN.findall(cell)):
                if name not in form.by_name:
                    yield _undefined(sheet, row, heading, name)


def depends(form: Form) -> dict[str, tuple[str, ...]]:
    """Return on which questions each question, group or repeat depends before it can be asked or known."""
    found: dict[str, tuple[str, ...]] = {}
    for item in form.items:
        if item.kind != "end" and item.name:
            found[item.name] = (*_named(item), *item.groups)
    return found


def _named(item: Item) -> tuple[str, ...]:
    names: list[str] = []
    for column, said in expressions(item.row):
        if column in {"relevant", "calculation", "repeat_count"}:
            try:
                names.extend(references(tree(said)))
            except BadForm:
                continue
    return tuple(dict.fromkeys(names))


def _cycles(form: Form) -> Iterator[Defect]:
    edges = depends(form)
    told: set[str] = set()
    for name in edges:
        circle = _circle(name, edges) if name not in told else ()
        if circle:
            told.update(circle)
            row = form.by_name[name].row
            said = " → ".join((*circle, circle[0]))
            yield at("cycle", SURVEY, row, "", f"They wait for each other: {said}.", f"循环依赖：{said}。")


def _circle(start: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the way from a name back to itself; nothing where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for each in edges.get(way[-1], ()):
            if each == start:
                return way
            if each not in seen:
                seen.add(each)
                ways.append((*way, each))
    return ()
