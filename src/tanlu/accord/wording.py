"""Shares and turnouts in words, as coarse as they are told."""

from fractions import Fraction
from typing import Final

from tanlu.analysis.disclosure.bands import Span
from tanlu.text import Text

_MARKS: Final = tuple(
    Fraction(top, bottom) for top, bottom in ((0, 1), (1, 5), (1, 3), (1, 2), (2, 3), (4, 5), (1, 1))
)
_NAMES: Final = {
    Fraction(1, 5): Text("a fifth", "五分之一"),
    Fraction(1, 3): Text("a third", "三分之一"),
    Fraction(1, 2): Text("half", "一半"),
    Fraction(2, 3): Text("two thirds", "三分之二"),
    Fraction(4, 5): Text("four fifths", "五分之四"),
}

Share = tuple[Fraction, Fraction]


def share_of(span: Span, voters: int) -> Share:
    """Return the marks (fifths, thirds, half) between which a step lies.

    Examples
    --------
    >>> [str(mark) for mark in share_of((8, 12), 12)]
    ['2/3', '1']
    """
    low, high = (Fraction(end, voters) for end in span)
    return max(mark for mark in _MARKS if mark <= low), min(mark for mark in _MARKS if mark >= high)


FOR: Final = Text("agree", "同意")
AGAINST: Final = Text("disagree", "不同意")


def share_in_words(share: Share, verb: Text = FOR) -> Text:
    """Return what a share of those who voted is called.

    Examples
    --------
    >>> share_in_words((Fraction(2, 3), Fraction(1))).en, share_in_words((Fraction(0), Fraction(1, 3)), AGAINST).zh
    ('two thirds or more agree', '不同意者不超过三分之一')
    """
    low, high = share
    if share == (Fraction(4, 5), Fraction(1)):
        return Text(f"nearly all {verb.en} (four fifths or more)", f"几乎一致{verb.zh}（五分之四及以上）")
    if share == (Fraction(0), Fraction(1, 5)):
        return Text(f"few {verb.en} (a fifth at most)", f"很少人{verb.zh}（不超过五分之一）")
    if high == 1:
        name = _NAMES[low]
        return Text(f"{name.en} or more {verb.en}", f"{name.zh}及以上{verb.zh}")
    if low == 0:
        name = _NAMES[high]
        return Text(f"{name.en} at most {verb.en}", f"{verb.zh}者不超过{name.zh}")
    return Text(
        f"between {_NAMES[low].en} and {_NAMES[high].en} {verb.en}",
        f"{_NAMES[low].zh}至{_NAMES[high].zh}{verb.zh}",
    )


def count_in_words(span: Span, voters: int, verb: Text = FOR) -> Text:
    """Return a count as the room is told it.

    Examples
    --------
    >>> count_in_words((8, 12), 12).en, count_in_words((6, 6), 12, AGAINST).zh
    ('8 to 12 of 12 agree', '12票中6票不同意')
    """
    low, high = span
    if low == high:
        return Text(f"{low} of {voters} {verb.en}", f"{voters}票中{low}票{verb.zh}")
    return Text(f"{low} to {high} of {voters} {verb.en}", f"{voters}票中{low}至{high}票{verb.zh}")


def turnout_in_words(voters: int, people: int) -> Text:
    """Return how many of a group voted, in three words.

    Examples
    --------
    >>> turnout_in_words(12, 12).en, turnout_in_words(7, 12).en, turnout_in_words(2, 12).zh
    ('nearly all voted', 'half or more voted', '投票者不足一半')
    """
    if 5 * voters >= 4 * people:
        return Text("nearly all voted", "几乎全部投票")
    if 2 * voters >= people:
        return Text("half or more voted", "半数及以上投票")
    return Text("fewer than half voted", "投票者不足一半")
