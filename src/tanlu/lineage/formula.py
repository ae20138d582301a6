"""Arithmetic over named figures, with their units: plus, minus, times, divided by, brackets."""

import ast
import operator
from collections.abc import Callable, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from tanlu.errors import BadClaim, NotComparable
from tanlu.registers.units import magnitude, quantity, unit

if TYPE_CHECKING:
    import pint

_OPERATORS: Final[dict[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}

LONGEST: Final = 500
"""Characters of a formula; more would only try the interpreter's depth and the reader's patience."""


def parse(text: str) -> ast.expr:
    """Read a formula.

    Raises
    ------
    BadClaim
        If it holds anything but names, whole numbers, brackets and the four operators.
    """
    if len(text) > LONGEST:
        raise _bad(f"{text[:40]}…")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise _bad(text) from error
    for node in ast.walk(tree):
        allowed = isinstance(node, ast.Name | ast.Load | ast.operator | ast.BinOp | ast.Constant)
        if not allowed or (isinstance(node, ast.BinOp) and type(node.op) not in _OPERATORS):
            raise _bad(text)
        if isinstance(node, ast.Constant) and (
            not isinstance(node.value, int) or isinstance(node.value, bool)
        ):
            raise _bad(text)
    return tree


def names(text: str) -> tuple[str, ...]:
    """Return the names a formula uses, each once, in order of first use.

    Examples
    --------
    >>> names("(usa + chn) / world")
    ('usa', 'chn', 'world')
    """
    found = [(node.col_offset, node.id) for node in ast.walk(parse(text)) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def summed(text: str) -> frozenset[frozenset[str]]:
    """Return the pairs of names that a formula adds or subtracts, directly or inside a larger sum.

    Examples
    --------
    >>> sorted(sorted(pair) for pair in summed("(usa + chn) / world"))
    [['chn', 'usa']]
    """
    pairs: set[frozenset[str]] = set()
    for node in ast.walk(parse(text)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            left, right = _names_in(node.left), _names_in(node.right)
            pairs |= {frozenset((one, other)) for one in left for other in right}
    return frozenset(pairs)


def _names_in(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def evaluate(text: str, values: Mapping[str, tuple[float, str]], unit_code: str) -> float:
    """Compute a formula.

    Parameters
    ----------
    text : str
        The formula.
    values : mapping of str to (float, str)
        Number and unit code of every name.
    unit_code : str
        Unit of the result.

    Raises
    ------
    BadClaim
        If a name has no value.
    NotComparable
        If unlike things are added, the result is of another kind than ``unit_code``, or a divisor is zero.

    Examples
    --------
    >>> round(evaluate("a / b", {"a": (1.0, "Mt"), "b": (2.0, "1e6_short_ton")}, "percent"), 3)
    55.116
    """
    import pint  # noqa: PLC0415 - only where a formula is computed

    try:
        result = magnitude(_value(parse(text), values), unit_code)
    except KeyError as error:
        raise BadClaim(
            (
                f"The formula {text!r} uses {error}, which has no input.",
                f"公式 {text!r} 使用了没有输入的名称 {error}。",
            ),
            ("Name it under inputs.", "请在 inputs 中给出。"),
        ) from error
    except pint.DimensionalityError as error:
        shown = unit(unit_code).symbol
        raise NotComparable(
            (
                f"The formula {text!r} joins figures that measure different things, or gives no {shown.en!r}.",
                f"公式 {text!r} 混用了不同种类的量，或结果不能以“{shown.zh}”表示。",
            ),
            (
                "Bring the figures to one kind of unit, or correct the unit of the claim.",
                "请改用同类单位的数字，或更正论断的单位。",
            ),
        ) from error
    except (ZeroDivisionError, OverflowError) as error:
        raise _no_number(text) from error
    if not isfinite(result):
        raise _no_number(text)
    return result


def _value(node: ast.expr, values: Mapping[str, tuple[float, str]]) -> "pint.Quantity[Any]":
    match node:
        case ast.Name(id=name):
            return quantity(*values[name])
        case ast.Constant(value=int(number)):
            return quantity(float(number), "fraction")
        case ast.BinOp(left=left, op=op, right=right):
            result: pint.Quantity[Any] = _OPERATORS[type(op)](_value(left, values), _value(right, values))
            return result
        case _:
            raise _bad(ast.unparse(node))


def _no_number(text: str) -> NotComparable:
    return NotComparable(
        (
            f"The formula {text!r} divides by zero or gives no finite number.",
            f"公式 {text!r} 除以零，或得不到有限的数。",
        ),
        ("Check the figure below the line.", "请核对作分母的数字。"),
    )


def _bad(text: str) -> BadClaim:
    return BadClaim(
        (f"The formula {text!r} cannot be read.", f"公式 {text!r} 无法读取。"),
        ("Use names, whole numbers, brackets and + - * / only.", "只能使用名称、整数、括号和 + - * /。"),
    )
