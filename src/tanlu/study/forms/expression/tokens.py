"""An expression cut into its smallest parts."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from tanlu.errors import BadForm

Kind = Literal[
    "number", "text", "reference", "here", "parent", "word", "sign", "open", "close", "comma", "end"
]
LONGEST: Final = 5_000
"""Characters of an expression; a longer one is a mistake of pasting."""

_NEXT: Final = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | \$\{\s*(?P<reference>[^}\s]+)\s*\}
    | (?P<parent>\.\.)
    | (?P<here>\.)
    | (?P<word>[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_-]*)?)
    | (?P<sign><=|>=|!=|[=<>+*-])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<comma>,)
    )""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One part.

    Parameters
    ----------
    kind : str
        What it is.
    text : str
        As written; of a text, without its quotes; of a reference, the name.
    at : int
        Where it begins, from 1.
    """

    kind: Kind
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """Return the parts of an expression, the last of them the end.

    Raises
    ------
    BadForm
        If a character belongs to no part.

    Examples
    --------
    >>> [each.text for each in tokens("${age} >= 18")]
    ['age', '>=', '18', '']
    """
    if len(text) > LONGEST:
        raise unreadable(text, 1, f"is longer than {LONGEST} characters", f"超过{LONGEST}个字符")
    found: list[Token] = []
    at = 0
    while text[at:].strip():
        match = _NEXT.match(text, at)
        if match is None:
            place = at + len(text[at:]) - len(text[at:].lstrip())
            raise unreadable(text, place + 1, f"has {text[place]!r} there", f"此处有“{text[place]}”")
        kind = match.lastgroup or "end"
        said = match[kind]
        found.append(Token(kind, said[1:-1] if kind == "text" else said, match.start(kind) + 1))  # type: ignore[arg-type]
        at = match.end()
    return [*found, Token("end", "", len(text) + 1)]


def unreadable(text: str, at: int, en: str, zh: str) -> BadForm:
    """Return the error of an expression that cannot be read: where, and what is there."""
    shown = text if len(text) <= 80 else text[:77] + "…"
    return BadForm(
        (
            f"The expression {shown!r} cannot be read at character {at}: it {en}.",
            f"表达式“{shown}”在第{at}个字符处无法读懂：{zh}。",
        ),
        (
            "Write it with ${name}, half-width signs and the functions of XLSForm.",
            "请使用 ${名称}、半角符号和 XLSForm 的函数。",
        ),
    )
