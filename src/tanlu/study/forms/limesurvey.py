"""A form as LimeSurvey reads it: one row for each group, question, subquestion and answer, in each language.

LimeSurvey's codes hold letters and digits only, and five of them for an answer; what does not fit gets a code of its
own, the same every time, so that answers find their way back.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadForm
from tanlu.study.forms.expression.syntax import Call, Here, Literal, Negative, Node, Operation, Reference
from tanlu.study.forms.logic import SHOWN, is_reckoned, tree
from tanlu.study.forms.model import SELECTS, Form, Item
from tanlu.text import LANGS, Lang

COLUMNS: Final = (
    "class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other",
    "default", "em_validation_q", "em_validation_q_tip",
)  # fmt: skip
TYPES: Final = {
    "text": "T", "integer": "N", "decimal": "N", "date": "D", "note": "X", "calculate": "*", "select_one": "L",
    "select_multiple": "M",
}  # fmt: skip
_MANDATORY: Final = {"": "N", "no": "N", "false": "N", "false()": "N", "yes": "Y", "true": "Y", "true()": "Y"}
_SIGNS: Final = {"=": "==", "!=": "!=", "and": "and", "or": "or", "div": "/"}
_PLAIN: Final = re.compile(r"[^A-Za-z0-9]")
_LONGEST_NAME, _LONGEST_ANSWER = 20, 5


@dataclass(frozen=True, slots=True)
class Codes:
    """How names and codes of a form are called in LimeSurvey.

    Parameters
    ----------
    names : mapping of str to str
        Of questions and groups.
    answers : mapping of (str, str) to str
        By question and code.
    """

    names: Mapping[str, str]
    answers: Mapping[tuple[str, str], str]


def limesurvey_codes(form: Form) -> Codes:
    """Return the codes that a form has in LimeSurvey."""
    names = _codes([each.name for each in form.items if each.kind != "end" and each.name], "Q", _LONGEST_NAME)
    answers: dict[tuple[str, str], str] = {}
    for item in form.questions:
        if item.choices:
            longest = _LONGEST_ANSWER if item.type == "select_one" else _LONGEST_NAME
            made = _codes([each.name for each in form.lists.get(item.choices, ())], "A", longest)
            answers |= {(item.name, code): said for code, said in made.items()}
    return Codes(names, answers)


def _codes(given: Iterable[str], letter: str, longest: int) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for at, name in enumerate(given, start=1):
        code = _PLAIN.sub("", name)
        fits = code and len(code) <= longest and code.casefold() not in taken
        starts = letter == "A" or (code and code[0].isalpha())
        if not fits or not starts:
            code = f"{letter}{at}"
            while code.casefold() in taken:
                code += "x"
        taken.add(code.casefold())
        found[name] = code
    return found


def write_limesurvey(form: Form) -> str:
    """Return a form as LimeSurvey's tab-separated survey structure.

    Raises
    ------
    BadForm
        If it holds what LimeSurvey cannot: repeats, a type or a function that it has no counterpart for.
    """
    if form.repeats:
        raise BadForm(
            (f"LimeSurvey has no repeats; the form has {form.repeats[0].name}.",
             f"LimeSurvey 不支持重复组；表单含 {form.repeats[0].name}。"),
            ("Field it with ODK or KoboToolbox, or with the page.", "请用 ODK、KoboToolbox 或网页版收集。"),
        )  # fmt: skip
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    maker = _Maker(form, limesurvey_codes(form))
    writer.writerows(maker.rows())
    return "\ufeff" + out.getvalue()


@dataclass(frozen=True, slots=True)
class _Maker:
    form: Form
    codes: Codes

    def rows(self) -> Iterator[dict[str, str]]:
        yield {"class": "S", "name": "language", "text": LANGS[0]}
        yield {"class": "S", "name": "additional_languages", "text": "zh-Hans"}
        for lang in LANGS:
            yield {
                "class": "SL", "name": "surveyls_title", "text": self.form.title(lang), "language": _tag(lang),
            }  # fmt: skip
        for lang in LANGS:
            yield from self.language(lang)

    def language(self, lang: Lang) -> Iterator[dict[str, str]]:
        opened: tuple[str, ...] | None = None
        for item in self.form.questions:
            if item.type in {"start", "end", "today", "deviceid", "username", "audit", "hidden"}:
                continue
            if item.groups != opened:
                yield self.group(item.groups, lang)
                opened = item.groups
            yield from self.question(item, lang)

    def group(self, groups: tuple[str, ...], lang: Lang) -> dict[str, str]:
        """Return the row of a group; LimeSurvey has no groups in groups, so it carries the logic of those around it."""
        rows = [self.form.by_name[each].row for each in groups]
        logic = [self.logic(row("relevant"), row("name")) for row in rows if row("relevant")]
        said = [self.form.spoken(row, "label", lang) for row in rows]
        return {
            "class": "G", "name": " · ".join(filter(None, said)) or self.form.title(lang), "language": _tag(lang),
            "relevance": " and ".join(logic) or "1", "type/scale": self.codes.names[groups[-1]] if groups else "G0",
        }  # fmt: skip

    def question(self, item: Item, lang: Lang) -> Iterator[dict[str, str]]:
        kind, row = TYPES.get(item.type), item.row
        if kind is None:
            raise _cannot(item.name, f"the type {item.type}", f"题型 {item.type}")
        for column in ("choice_filter", "readonly", "trigger"):
            if row(column):
                raise _cannot(item.name, column, column)
        if row("required").casefold() not in _MANDATORY:
            raise _cannot(item.name, "required with a condition", "带条件的 required")
        if is_reckoned(row("default")) or (item.type == "select_multiple" and row("default")):
            raise _cannot(
                item.name, "default as an expression or for several choices", "表达式或多选题的 default"
            )
        label = self.shown(self.form.spoken(row, "label", lang))
        if item.type == "calculate":
            label = "{" + self.logic(row("calculation") or "''", item.name) + "}"
        yield {
            "class": "Q", "type/scale": kind, "name": self.codes.names[item.name], "text": label,
            "help": self.shown(self.form.spoken(row, "hint", lang)), "language": _tag(lang), "other": "N",
            "default": self.codes.answers.get((item.name, row("default")), row("default")),
            "mandatory": _MANDATORY[row("required").casefold()],
            "relevance": self.logic(row("relevant"), item.name) if row("relevant") else "1",
            "em_validation_q": self.logic(row("constraint"), item.name) if row("constraint") else "",
            "em_validation_q_tip": self.form.spoken(row, "constraint_message", lang),
        }  # fmt: skip
        for choice in self.form.lists.get(item.choices, ()):
            yield {
                "class": "A" if item.type == "select_one" else "SQ", "type/scale": "0", "language": _tag(lang),
                "name": self.codes.answers[item.name, choice.name],
                "text": self.shown(self.form.spoken(choice.row, "label", lang)),
                "relevance": "" if item.type == "select_one" else "1",
            }  # fmt: skip

    def shown(self, text: str) -> str:
        return SHOWN.sub(lambda match: "{" + self.codes.names.get(match[1], match[1]) + ".shown}", text)

    def logic(self, text: str, name: str) -> str:
        return self.said(tree(text), name)

    def said(self, node: Node, here: str) -> str:
        """Return an expression as LimeSurvey's Expression Manager reads it."""
        match node:
            case Literal(value):
                return f'"{value}"' if isinstance(value, str) else f"{value:g}"
            case Reference(name):
                return self.answer(name, here)
            case Here():
                return self.answer(here, here)
            case Negative(operand):
                return f"-({self.said(operand, here)})"
            case Operation(sign, left, right) if sign != "mod":
                return self.operation(node, sign, left, right, here)
            case Call():
                return self.call(node, here)
        raise _cannot(here, "mod or ..", "mod 或 ..")

    def operation(self, node: Operation, sign: str, left: Node, right: Node, here: str) -> str:
        code = self.single(left, right, here) or self.single(right, left, here)
        if sign in {"=", "!="} and code:
            return f"({code[0]} {_SIGNS[sign]} {code[1]})"
        return f"({self.said(node.left, here)} {_SIGNS.get(sign, sign)} {self.said(node.right, here)})"

    def single(self, one: Node, other: Node, here: str) -> tuple[str, str] | None:
        """Return a question and a code of its list in LimeSurvey's words; None where they are something else."""
        name = one.name if isinstance(one, Reference) else here if isinstance(one, Here) else ""
        if not name or not isinstance(other, Literal):
            return None
        item = self.form.by_name.get(name)
        value = other.value if isinstance(other.value, str) else f"{other.value:g}"
        code = self.codes.answers.get((name, value))
        return (self.answer(name, here), f'"{code}"') if item and item.type == "select_one" and code else None

    def answer(self, name: str, here: str) -> str:
        item = self.form.by_name[name]
        if item.type == "select_multiple":
            raise _cannot(
                here,
                f"{name} outside selected() and count-selected()",
                f"selected() 与 count-selected() 之外的 {name}",
            )
        return f"{self.codes.names[name]}.NAOK"

    def call(self, node: Call, here: str) -> str:
        first = node.arguments[0] if node.arguments else None
        name = first.name if isinstance(first, Reference) else here if isinstance(first, Here) else ""
        item = self.form.by_name.get(name)
        if (
            node.function == "selected"
            and item
            and item.type in SELECTS
            and isinstance(node.arguments[1], Literal)
        ):
            code = self.codes.answers.get((name, str(node.arguments[1].value)), "?")
            if item.type == "select_multiple":
                return f'({self.codes.names[name]}_{code}.NAOK == "Y")'
            return f'({self.codes.names[name]}.NAOK == "{code}")'
        if node.function == "count-selected" and item and item.type == "select_multiple":
            return f"count(that.{self.codes.names[name]}.NAOK)"
        inside = [self.said(each, here) for each in node.arguments]
        return self.plain_call(node.function, inside, here)

    def plain_call(self, function: str, inside: list[str], here: str) -> str:
        if function == "not":
            return f"(!{inside[0]})"
        if function == "coalesce":
            return f"if(is_empty({inside[0]}), {inside[1]}, {inside[0]})"
        if function in {"true", "false"}:
            return "1" if function == "true" else "0"
        known = {
            "if": "if",
            "string-length": "strlen",
            "round": "round",
            "int": "intval",
            "abs": "abs",
            "concat": "join",
        }
        if function in known:
            return f"{known[function]}({', '.join(inside)})"
        raise _cannot(here, f"the function {function}()", f"函数 {function}()")


def _tag(lang: Lang) -> str:
    return "zh-Hans" if lang == "zh" else "en"


def _cannot(name: str, en: str, zh: str) -> BadForm:
    return BadForm(
        (
            f"{name} uses {en}, which is not carried to LimeSurvey.",
            f"{name} 使用了{zh}，无法转到 LimeSurvey。",
        ),
        (
            "Write it otherwise, or field it with ODK or KoboToolbox.",
            "请换一种写法，或用 ODK、KoboToolbox 收集。",
        ),
    )
