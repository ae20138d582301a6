"""How Chinese sounds: pinyin without tones, and the consonants of a transliterated name."""

import os
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from tanlu.parity.segment import HAN
from tanlu.parity.vocabulary import listed

_CONSONANTS: Final = (
    ("zh", "j"), ("ch", "c"), ("sh", "s"), ("ph", "f"), ("th", "s"), ("ck", "k"), ("gh", "g"), ("wr", "r"), ("kn", "n"),
    ("x", "s"), ("q", "c"), ("v", "w"), ("r", "l"), ("z", "s"), ("b", "p"), ("d", "t"), ("g", "k"), ("y", ""), ("h", "h"),
)  # fmt: skip


@cache
def _readings() -> dict[int, str]:
    os.environ.setdefault(
        "PYPINYIN_NO_PHRASES", "true"
    )  # single readings are enough, and load in a twentieth of the time
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    readings: dict[int, str] = PINYIN_DICT
    return readings


_TONES: Final = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaooooeeeeiiiiuuuuvvvvvnnnm")


@cache
def readings(character: str) -> frozenset[str]:
    """Return the readings of a Han character in pinyin without tones."""
    said = _readings().get(ord(character), "")
    return frozenset(each.translate(_TONES) for each in said.split(",") if each)


@cache
def syllables() -> frozenset[str]:
    """Return every syllable of Mandarin in pinyin without tones."""
    common = (chr(code) for code in range(0x4E00, 0x9FA6))
    return frozenset(each for character in common for each in readings(character)) | {
        "lv",
        "nv",
        "lve",
        "nve",
    }


@cache
def split_syllables(word: str) -> tuple[str, ...]:
    """Return a word as pinyin syllables, the longest first; empty where it is none.

    Examples
    --------
    >>> split_syllables("xizhao"), split_syllables("jincheng"), split_syllables("wendt")
    (('xi', 'zhao'), ('jin', 'cheng'), ())
    """
    word = word.lower().replace("ü", "v").replace("’", "'")
    return _split(word)


def _split(word: str) -> tuple[str, ...]:
    if not word:
        return ()
    word = word.lstrip("'")
    for length in range(min(6, len(word)), 0, -1):
        head, tail = word[:length], word[length:]
        if (head in syllables() and len(head) > 1) or (head in {"a", "e", "o"} and not tail):
            rest = _split(tail)
            if rest or not tail:
                return (head, *rest)
    return ()


def sounding(text: str, sound: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield the stretches of Han characters that can be read as these syllables, with their place."""
    size = len(sound)
    for start in range(len(text) - size + 1):
        stretch = text[start : start + size]
        if all(HAN.match(each) and _like(each, want) for each, want in zip(stretch, sound, strict=True)):
            yield start, stretch


def _like(character: str, want: str) -> bool:
    heard = readings(character)
    return want in heard or (want == "lu" and "lv" in heard) or (want == "shaan" and "shan" in heard)


def is_surname(word: str) -> bool:
    """Return whether a word is a common Chinese surname in pinyin."""
    return word.lower() in listed("surnames")


def skeleton(word: str) -> str:
    """Return the consonants of a name in classes that Chinese transliteration keeps apart."""
    word = word.lower()
    for old, new in _CONSONANTS:
        word = word.replace(old, new)
    word = word.replace("c", "k") if not HAN.search(word) else word
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^bcdfgjklmnpstwh]", "", word))


def likeness(english: str, chinese: str) -> float:
    """Return how alike an English name and its transliteration sound, 0 to 1."""
    said = "".join(min(readings(each) or {""}) for each in chinese if HAN.match(each))
    return SequenceMatcher(None, skeleton(english), skeleton(said)).ratio()
