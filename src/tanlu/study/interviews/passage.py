"""Change a text without losing the places in it: what is taken out, what is left out, what stands instead."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tanlu.errors import BadReference


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters of a text, and what stands in their place."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A text after its cuts, and how places of the old one are found in it."""

    text: str
    cuts: tuple[Cut, ...]

    def at(self, place: int, *, end: bool = False) -> int:
        """Return where a place of the old text is now; one inside a cut moves to its edge, outward.

        Examples
        --------
        >>> told = changed("找李明去", [Cut(1, 3, "[P03]")])
        >>> told.text, told.at(3), told.at(2), told.at(2, end=True)
        ('找[P03]去', 6, 1, 6)
        """
        past = bisect_right([each.start for each in self.cuts], place - 1 if end else place)
        moved = place
        for each in self.cuts[:past]:
            grown = len(each.instead) - (each.end - each.start)
            if place >= each.end:
                moved += grown
            else:
                moved += each.end - place + grown if end else each.start - place
        return moved


def changed(text: str, cuts: Sequence[Cut]) -> Changed:
    """Return a text with its cuts made; they must not overlap."""
    held = tuple(sorted(cuts, key=lambda each: each.start))
    parts, at = [], 0
    for each in held:
        parts += [text[at : each.start], each.instead]
        at = each.end
    return Changed("".join([*parts, text[at:]]), held)


def check_span(size: int, start: int, end: int) -> None:
    """Refuse a passage that does not lie inside a text.

    Raises
    ------
    BadReference
        With what would.
    """
    if not 0 <= start < end <= size:
        raise BadReference(
            (f"The passage {start}–{end} does not lie in a text of {size} characters.",
             f"段落 {start}–{end} 不在长度为{size}个字符的文本之内。"),
            ("Take start and end from `search` or `quote`.", "请使用 search 或 quote 给出的起止位置。"),
        )  # fmt: skip
