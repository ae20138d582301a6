"""The tree of an expression, and the same as plain data for the page that evaluates it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or number that stands in the expression."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Reference:
    """``${name}``: the answer to a question."""

    name: str


@dataclass(frozen=True, slots=True)
class Here:
    """``.``: the answer that is being given."""


@dataclass(frozen=True, slots=True)
class Parent:
    """``..``: the turn of the repeat that the question stands in; only ``position(..)`` asks for it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A bare word: a column of the choice that a filter looks at."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and the sign between them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before an operand."""

    operand: "Node"


Node = Literal | Reference | Here | Parent | Column | Call | Operation | Negative


def parts(node: Node) -> tuple[Node, ...]:
    """Return what a node is made of."""
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Operation):
        return node.left, node.right
    return (node.operand,) if isinstance(node, Negative) else ()


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything beneath it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def references(node: Node) -> tuple[str, ...]:
    """Return the names that an expression refers to, each once.

    Examples
    --------
    >>> from tanlu.study.forms.expression.parser import parse
    >>> references(parse("${age} > 17 and selected(${role}, 'miner')"))
    ('age', 'role')
    """
    return tuple(dict.fromkeys(each.name for each in walk(node) if isinstance(each, Reference)))


def plain(node: Node) -> list[Any]:
    """Return a tree as lists, the first of each telling what it is.

    Examples
    --------
    >>> from tanlu.study.forms.expression.parser import parse
    >>> plain(parse(". >= 18"))
    ['op', '>=', ['here'], ['lit', 18.0]]
    """
    if isinstance(node, Literal):
        return ["lit", node.value]
    if isinstance(node, Reference | Column):
        return ["ref" if isinstance(node, Reference) else "column", node.name]
    if isinstance(node, Call):
        return ["call", node.function, *map(plain, node.arguments)]
    if isinstance(node, Operation):
        return ["op", node.sign, plain(node.left), plain(node.right)]
    if isinstance(node, Negative):
        return ["minus", plain(node.operand)]
    return ["here"] if isinstance(node, Here) else ["parent"]
