"""The codebook: themes and codes with what belongs to them and what does not, in both languages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

from tanlu.errors import BadRecord

GUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_COLOUR: Final = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


@dataclass(frozen=True, slots=True)
class Code:
    """A code, or a theme that holds codes.

    Parameters
    ----------
    guid : str
    name, name_zh : str
        In English and Chinese; one of them may be empty until it is translated.
    parent : str
        Guid of the code above; empty at the top.
    definition, definition_zh : str
    include, exclude, example : str
        What belongs to it, what does not, and a passage that shows it.
    codable : bool
        False for a heading that codes nothing itself.
    colour : str
        As #0b5e6b; empty for none.
    """

    guid: str
    name: str
    name_zh: str = ""
    parent: str = ""
    definition: str = ""
    definition_zh: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    codable: bool = True
    colour: str = ""

    @property
    def label(self) -> str:
        """Both names, as they stand in a file that knows one."""
        return " ".join(each for each in (self.name, self.name_zh) if each)

    def called(self, lang: str) -> str:
        """Return the name in a language, or the other one where it is missing."""
        return (self.name_zh or self.name) if lang == "zh" else (self.name or self.name_zh)


COLUMNS: Final = tuple(each.name for each in fields(Code))


def check_codes(codes: Sequence[Code]) -> None:
    """Refuse a codebook that does not hold together.

    Raises
    ------
    BadRecord
        If a guid is malformed or stands twice, a code has no name, a name stands twice under one parent, a parent is
        missing, codes hang in a ring, or a colour is none.
    """
    known = {each.guid: each for each in codes}
    if len(known) < len(codes):
        raise _bad(
            "one guid stands twice",
            "有 guid 重复",
            "Give every code a guid of its own.",
            "每个编码须有各自的 guid。",
        )
    seen: set[tuple[str, str]] = set()
    for each in codes:
        _check_one(each, known)
        if (each.parent, each.label) in seen:
            raise _bad(f"{each.label!r} stands twice under one theme", f"同一主题下 {each.label!r} 重复",
                       "Rename one, or join them.", "请改名或合并。")  # fmt: skip
        seen.add((each.parent, each.label))
        _check_ring(each, known)


def _check_one(code: Code, known: dict[str, Code]) -> None:
    if not GUID.fullmatch(code.guid):
        raise _bad(f"{code.guid!r} is no guid", f"{code.guid!r} 不是 guid",
                   "A guid has 32 hexadecimal digits in five groups.", "guid 由五组共32个十六进制数字组成。")  # fmt: skip
    if not code.label.strip():
        raise _bad(
            f"the code {code.guid} has no name", f"编码 {code.guid} 没有名称", "Name it.", "请补上名称。"
        )
    if code.parent and code.parent not in known:
        raise _bad(f"{code.label!r} hangs under a code that is not there", f"{code.label!r} 的上级编码不存在",
                   "Add the theme, or leave its parent empty.", "请补上上级编码，或将其留空。")  # fmt: skip
    if code.colour and not _COLOUR.fullmatch(code.colour):
        raise _bad(f"{code.colour!r} is no colour", f"{code.colour!r} 不是颜色",
                   "Write it as #0b5e6b.", "请写成 #0b5e6b 的形式。")  # fmt: skip


def _check_ring(code: Code, known: dict[str, Code]) -> None:
    at, steps = code, 0
    while at.parent:
        at, steps = known[at.parent], steps + 1
        if steps > len(known):
            raise _bad(f"{code.label!r} hangs under itself", f"{code.label!r} 的上级绕回了自身",
                       "Give one of them another parent.", "请为其中之一更换上级。")  # fmt: skip


def theme(code: str, codes: Iterable[Code]) -> str:
    """Return the guid of the theme at the top of a code.

    Examples
    --------
    >>> theme("b", [Code("a", "pay"), Code("b", "arrears", parent="a")])
    'a'
    """
    above = {each.guid: each.parent for each in codes}
    while above.get(code):
        code = above[code]
    return code


def below(parent: str, codes: Sequence[Code]) -> tuple[Code, ...]:
    """Return the codes right under one, in their order; the top for an empty guid."""
    return tuple(each for each in codes if each.parent == parent)


def _bad(en: str, zh: str, do_en: str, do_zh: str) -> BadRecord:
    return BadRecord((f"In the codebook, {en}.", f"编码手册中{zh}。"), (do_en, do_zh))
