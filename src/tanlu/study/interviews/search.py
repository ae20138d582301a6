"""Find words in transcripts, Chinese and English: one Han character a token, so that two-character words are found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import category, normalize

from tanlu.errors import BadReference
from tanlu.registers.tables import rows
from tanlu.registers.terms import terms
from tanlu.study.interviews.model import Transcript

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TOKENS: Final = re.compile(rf"[{HAN}]|[^\W{HAN}]+\*?|[^\w\s]")
_BEFORE, _AFTER = rf"(?<![^\W{HAN}])", rf"(?![^\W{HAN}])"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it was said, with what stands around it.

    Parameters
    ----------
    transcript : str
        Guid.
    who, language : str
    start, end : int
        Code points of the transcript.
    before, found, after : str
    """

    transcript: str
    who: str
    language: str
    start: int
    end: int
    before: str
    found: str
    after: str


class _Plain(dict[int, str]):
    """What each character is read as, worked out when it is first met; `odd` are those that become none or several."""

    def __init__(self) -> None:
        self.odd: set[str] = set()
        self.variants = {row["variant"]: row["standard"] for row in rows("character_variants")}

    def __missing__(self, point: int) -> str:
        each = chr(point)
        plain = "" if category(each) == "Cf" else normalize("NFKC", each).casefold()
        found = "".join(self.variants.get(one, one) for one in plain)
        if len(found) != 1:
            self.odd.add(each)
        self[point] = found
        return found


@cache
def _table() -> _Plain:
    return _Plain()


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Return a text in plain characters and where each stood: half width, small letters, plain variants, nothing unseen.

    Examples
    --------
    >>> fold("ＧＤＰ 煤礦")[0]
    'gdp 煤矿'
    """
    table = _table()
    plain = text.translate(table)
    if table.odd.isdisjoint(text):
        return plain, range(len(text))
    at = [place for place, each in enumerate(text) for _ in table[ord(each)]]
    return plain, at


def pattern(query: str) -> re.Pattern[str]:
    """Return what a query looks for in a folded text; ``transit*`` stands for whatever begins so.

    Raises
    ------
    BadReference
        If the query holds no word.

    Examples
    --------
    >>> bool(pattern("转型").search("公正转型")), bool(pattern("coal").search("charcoal"))
    (True, False)
    """
    tokens = _TOKENS.findall(fold(query)[0])
    if not any(each.strip("*").isalnum() for each in tokens):
        raise BadReference(
            ("There is no word to look for.", "检索词中没有可查找的字词。"),
            ("Give one, such as 转型 or \"just transition\".", "请给出检索词，如 转型 或 \"just transition\"。"),
        )  # fmt: skip
    parts = []
    for each in tokens:
        if re.fullmatch(rf"[{HAN}]", each):
            parts.append(each)
        elif each.endswith("*") and len(each) > 1:
            parts.append(_BEFORE + re.escape(each[:-1]) + rf"[^\W{HAN}]*")
        elif each.isalnum() or "_" in each:
            parts.append(_BEFORE + re.escape(each) + _AFTER)
        else:
            parts.append(re.escape(each))
    return re.compile(r"\s*".join(parts))


def search(transcripts: Iterable[Transcript], query: str, width: int = 30) -> tuple[Hit, ...]:
    """Return every place where a phrase stands, with the characters around it.

    Only what is handed over is searched: consent is the caller's question, and `Project.allowed` its answer. Nothing is
    kept, so nothing is left when a transcript goes.

    Parameters
    ----------
    transcripts : iterable of Transcript
    query : str
        Words of one phrase, in their order.
    width : int
        Characters before and after.
    """
    sought = pattern(query)
    found = []
    for each in transcripts:
        plain, at = fold(each.text)
        for match in sought.finditer(plain):
            start, end = at[match.start()], at[match.end() - 1] + 1
            before = each.text[max(0, start - width) : start]
            after = each.text[end : end + width]
            found.append(
                Hit(each.guid, each.who, each.language, start, end, before, each.text[start:end], after)
            )
    return tuple(found)


def twins(query: str) -> tuple[str, ...]:
    """Return what the term base calls the same thing in the other language.

    Examples
    --------
    >>> "just transition" in twins("公正转型")
    True
    """
    wanted = fold(query)[0].strip()
    found: dict[str, None] = {}
    for term in terms():
        en, zh = ([fold(each)[0] for each in side] for side in (term.en, term.zh))
        if wanted in en:
            found |= dict.fromkeys(term.zh)
        elif wanted in zh:
            found |= dict.fromkeys(term.en)
    return tuple(found)
