"""How wide a text will be, and where it may break.

The page is drawn with the reader's own fonts, so a width can only be estimated; these widths are those of
wide system fonts, so that what fits here fits elsewhere.
"""

import unicodedata

from tanlu.text import Lang

_NARROW = set("ijlft.,:;'|!()[]/ ·")
_WIDE = set("mwMW%@")
_NOT_FIRST = set("，。、；：）》」』】〕！？％”’…·")
_NOT_LAST = set("（《「『【〔“‘")


def _glyph(char: str, *, han: bool) -> float:
    wide = unicodedata.east_asian_width(char)
    if wide in "WF" or (han and wide == "A" and char != "·"):
        return 1.0
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 0.95
    return 0.72 if char.isupper() else 0.635


def width_of(words: str, size: float, lang: Lang, *, bold: bool = False) -> float:
    """Return the estimated width of ``words`` at font size ``size``.

    >>> width_of("山西", 10, "zh")
    20.0
    """
    units = sum(_glyph(char, han=lang == "zh") for char in words)
    return units * size * (1.1 if bold and lang == "en" else 1.0)


def _is_han(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def pieces(words: str) -> list[str]:
    """Return the smallest pieces between which a line may break; a number is never broken.

    >>> pieces("怀俄明州2.15亿吨、")
    ['怀', '俄', '明', '州', '2.15', '亿', '吨、']
    """
    tokens: list[str] = []
    for char in words:
        joins = bool(tokens) and (
            char in _NOT_FIRST
            or tokens[-1][-1] in _NOT_LAST
            or not (_is_han(char) or _is_han(tokens[-1][-1]) or tokens[-1][-1] in " -" or char == " ")
            or char == " "
        )
        if joins:
            tokens[-1] += char
        else:
            tokens.append(char)
    return tokens


def wrap(words: str, room: float, size: float, lang: Lang, *, bold: bool = False) -> list[str]:
    """Break ``words`` into lines no wider than ``room``, where its language allows.

    >>> wrap("Inner Mongolia", 60, 12, "en")
    ['Inner', 'Mongolia']
    >>> wrap("煤炭产量（亿吨）", 50, 12, "zh")
    ['煤炭产量', '（亿吨）']
    """
    lines = [""]
    for token in pieces(words):
        if lines[-1] and width_of((lines[-1] + token).rstrip(), size, lang, bold=bold) > room:
            lines.append("")
        lines[-1] += token
    return [line.strip() for line in lines if line.strip()]
