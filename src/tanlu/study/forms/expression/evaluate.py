"""What an expression says, given the answers so far."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tanlu.errors import BadForm
from tanlu.study.forms.expression.functions import FUNCTIONS, arity
from tanlu.study.forms.expression.syntax import (
    Call,
    Column,
    Here,
    Literal,
    Negative,
    Node,
    Operation,
    Parent,
    Reference,
)
from tanlu.study.forms.expression.values import Day, Many, Value, first, number, text, truth

_ORDERED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when an expression is evaluated.

    Parameters
    ----------
    answers : mapping of str to value
        By name; of a question in a repeat asked from outside, all its answers. What is not in it is unanswered.
    here : value
        The answer that is being given.
    today : Day
        The day.
    now : Day
        The day with the share of it that has passed.
    position : int
        Which turn of the repeat, from 1.
    columns : mapping of str to str
        Of the choice that a filter looks at.
    """

    answers: Mapping[str, Value | Many]
    here: Value = ""
    today: Day = field(default_factory=lambda: Day(0.0))
    now: Day = field(default_factory=lambda: Day(0.0))
    position: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)


def evaluate(node: Node, scene: Scene) -> Value:
    """Return what an expression says.

    An unanswered question is the empty text; the empty text is no number, and a comparison with it is false.

    Parameters
    ----------
    node : Node
        The tree.
    scene : Scene
        The answers so far.

    Raises
    ------
    BadForm
        If it calls a function that is not known here, or a pattern cannot be read.

    Examples
    --------
    >>> from tanlu.study.forms.expression.parser import parse
    >>> evaluate(parse("${age} >= 18"), Scene({"age": 17.0})), evaluate(parse("${age} >= 18"), Scene({}))
    (False, False)
    >>> evaluate(parse("coalesce(${age}, 'not told')"), Scene({}))
    'not told'
    """
    return first(_value(node, scene))


def holds(node: Node, scene: Scene) -> bool:
    """Return whether an expression is true."""
    return truth(evaluate(node, scene))


def _value(node: Node, scene: Scene) -> Value | Many:
    match node:
        case Literal(value):
            found: Value | Many = value
        case Reference(name):
            found = scene.answers.get(name, "")
        case Column(name):
            found = scene.columns.get(name, "")
        case Here():
            found = scene.here
        case Parent():
            found = float(scene.position)
        case Negative(operand):
            found = -number(evaluate(operand, scene))
        case Operation():
            found = _operated(node, scene)
        case Call():
            found = _called(node, scene)
    return found


def _called(node: Call, scene: Scene) -> Value:
    takes = arity(node.function)
    if takes is None or not takes[0] <= len(node.arguments) <= takes[1]:
        raise uncallable(node)
    if node.function in {"today", "now"}:
        return scene.today if node.function == "today" else scene.now
    if node.function == "position":
        return float(scene.position)
    return FUNCTIONS[node.function].call(*(_value(each, scene) for each in node.arguments))


def uncallable(node: Call) -> BadForm:
    """Return the error of a call that cannot be made."""
    takes = arity(node.function)
    if takes is None:
        what = f"The function {node.function}() is not known here.", f"未收录函数 {node.function}()。"
    else:
        what = (
            f"The function {node.function}() takes {_span(takes, 'to')} arguments and has {len(node.arguments)}.",
            f"函数 {node.function}() 需要{_span(takes, '至')}个参数，实为{len(node.arguments)}个。",
        )
    return BadForm(what, ("Use one of the functions of the documentation.", "请使用文档所列的函数。"))


def _span(takes: tuple[int, int], between: str) -> str:
    least, most = takes
    return str(least) if least == most else f"{least} {between} {most}"


def _operated(node: Operation, scene: Scene) -> Value:
    if node.sign in {"and", "or"}:
        left = truth(evaluate(node.left, scene))
        if left == (node.sign == "or"):
            return left
        return truth(evaluate(node.right, scene))
    one, other = evaluate(node.left, scene), evaluate(node.right, scene)
    if node.sign in {"=", "!="}:
        return _equal(one, other) == (node.sign == "=")
    if node.sign in _ORDERED:
        return _ORDERED[node.sign](number(one), number(other))
    return _reckoned(node.sign, number(one), number(other))


def _equal(one: Value, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return truth(one) == truth(other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one) == number(other)
    return text(one) == text(other)


def _reckoned(sign: str, one: float, other: float) -> float:
    if sign == "+":
        return one + other
    if sign == "-":
        return one - other
    if sign == "*":
        return one * other
    if sign == "mod":
        return math.fmod(one, other) if math.isfinite(one) and other not in {0.0} else math.nan
    if other == 0:
        lost = one == 0 or math.isnan(one)
        return math.nan if lost else math.copysign(math.inf, one) * math.copysign(1.0, other)
    return one / other
