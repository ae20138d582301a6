"""What a reader must know before using a result: a code, what is so, and what to do about it."""

from dataclasses import dataclass
from typing import Final

from tanlu.text import Text

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning that goes wherever the result goes.

    Parameters
    ----------
    code : str
        For programs, such as ``suppressed`` or ``components``.
    what, do : Text
        What is so, and what to do about it.
    """

    code: str
    what: Text
    do: Text

    def to_json(self) -> dict[str, object]:
        """Return the warning as plain data."""
        return {"code": self.code, "what": self.what.to_json(), "do": self.do.to_json()}


def named(labels: tuple[str, ...]) -> Text:
    """Return the first labels of a list, and how many more there are.

    Examples
    --------
    >>> named(("a", "b")).en, named(tuple("abcdefg")).en
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = len(labels) - SHOWN
    en, zh = ", ".join(labels[:SHOWN]), "、".join(labels[:SHOWN])
    return Text(f"{en} and {more} more", f"{zh}等{len(labels)}个") if more > 0 else Text(en, zh)
