"""From text to tree: the part of XPath that XLSForm uses."""

from typing import Final

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
from tanlu.study.forms.expression.tokens import Token, tokens, unreadable

_LEVELS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
"""Signs from the loosest to the tightest."""
_DEEPEST: Final = 40
"""How deep brackets and calls may stand in each other."""


def parse(text: str, *, bare: bool = False) -> Node:
    """Return the tree of an expression.

    Parameters
    ----------
    text : str
        As in a cell of a form: ``${age} >= 18 and selected(${role}, 'miner')``.
    bare : bool
        Whether a bare word is a column of the choices, as in ``choice_filter``.

    Raises
    ------
    BadForm
        If it cannot be read; the place is named.

    Examples
    --------
    >>> parse("1 + 2 * 3").right.sign
    '*'
    """
    reader = _Reader(text, bare=bare)
    tree = reader.level(0)
    reader.demand("end", "goes on where it should end", "本该结束却还有内容")
    return tree


class _Reader:
    def __init__(self, text: str, *, bare: bool) -> None:
        self.text = text
        self.bare = bare
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.now
        self.at += 1
        return token

    def demand(self, kind: str, en: str, zh: str) -> Token:
        if self.now.kind != kind:
            raise unreadable(self.text, self.now.at, en, zh)
        return self.take() if kind != "end" else self.now

    def level(self, which: int) -> Node:
        if which == len(_LEVELS):
            return self.signed()
        left = self.level(which + 1)
        while self.now.kind in {"sign", "word"} and self.now.text in _LEVELS[which]:
            sign = self.take().text
            left = Operation(sign, left, self.level(which + 1))
        return left

    def signed(self) -> Node:
        minuses = 0
        while self.now.kind == "sign" and self.now.text == "-":
            self.take()
            minuses += 1
        found = self.single()
        return Negative(found) if minuses % 2 else found

    def single(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "text":
            return Literal(token.text)
        if token.kind == "reference":
            return Reference(token.text)
        if token.kind in {"here", "parent"}:
            return Here() if token.kind == "here" else Parent()
        if token.kind == "open":
            return self.inside(token)
        if token.kind == "word" and (self.bare or self.now.kind == "open"):
            return self.call(token) if self.now.kind == "open" else Column(token.text)
        self.at -= 1
        raise self.unexpected(token)

    def unexpected(self, token: Token) -> Exception:
        if token.kind == "end":
            return unreadable(self.text, token.at, "ends where something is missing", "在此中断，缺少内容")
        if token.kind == "word":
            return unreadable(
                self.text,
                token.at,
                f"has the bare word {token.text!r}; a question is written ${{{token.text}}}, a text in quotes",
                f"出现裸词“{token.text}”；题目应写作 ${{{token.text}}}，文本应加引号",
            )
        return unreadable(self.text, token.at, f"has {token.text!r} there", f"此处有“{token.text}”")

    def deeper(self, token: Token) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise unreadable(
                self.text, token.at, f"is nested deeper than {_DEEPEST} levels", f"嵌套超过{_DEEPEST}层"
            )

    def inside(self, token: Token) -> Node:
        self.deeper(token)
        found = self.level(0)
        self.demand("close", "lacks a closing bracket", "缺少右括号")
        self.depth -= 1
        return found

    def call(self, name: Token) -> Node:
        self.deeper(name)
        self.take()
        arguments: list[Node] = []
        if self.now.kind != "close":
            arguments.append(self.level(0))
            while self.now.kind == "comma":
                self.take()
                arguments.append(self.level(0))
        self.demand("close", "lacks a closing bracket", "缺少右括号")
        self.depth -= 1
        return Call(name.text, tuple(arguments))
