"""How far coders agree, theme by theme and language by language, from their codings alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.scales.agreement import Agreement, agreement, krippendorff
from tanlu.analysis.scales.ratings import UNRATED, Ratings
from tanlu.study.interviews.codebook import Code, theme
from tanlu.study.interviews.model import Coding, Transcript
from tanlu.text import Text

FEWEST_USES: Final = 10
"""A code used on fewer segments has no coefficient."""
ONE_CODER: Final = Text("one coder only; agreement needs two on the same transcript",
                        "只有一名编码者；计算一致性需两人编码同一份记录")  # fmt: skip
RARE: Final = Text(f"used on fewer than {FEWEST_USES} segments", f"使用不足{FEWEST_USES}段")
_SENTENCE: Final = re.compile(
    r"\S[^\n]*?(?:[。！？…]+[”’」』）]*|[.!?]+[\"'”’)]*(?=\s|$)|(?=\s*$))", re.MULTILINE
)
_TURN: Final = re.compile(r"\S[^\n]*")
_POINTS: Final = np.arange(2.0)

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shared:
    """How far coders agree on one code.

    Parameters
    ----------
    code : str
        Guid; empty for the mean over all codes, weighted by their use.
    language : str
        Empty for all.
    segments, uses, coders : int
        Segments that two or more looked at, those of them where anyone saw the code, and coders.
    found : Agreement or None
        None where nothing can be estimated.
    alpha : float or None
        Krippendorff's alpha by segments; of the mean row the weighted mean.
    characters : float or None
        Alpha by characters.
    jaccard : float or None
        Characters that two marked alike, of those that either marked; mean over pairs.
    why : Text or None
    """

    code: str
    language: str
    segments: int
    uses: int
    coders: int
    found: Agreement | None
    alpha: float | None
    characters: float | None
    jaccard: float | None
    why: Text | None = None


def segments(text: str, unit: str = "sentence") -> tuple[tuple[int, int], ...]:
    r"""Return where the sentences or turns of a text lie; a turn is a line.

    Examples
    --------
    >>> text = "矿关了。我去学焊接！\nThe pay was 3.5 times less. Nobody asked."
    >>> [text[start:end] for start, end in segments(text)]
    ['矿关了。', '我去学焊接！', 'The pay was 3.5 times less.', 'Nobody asked.']
    """
    rule = _SENTENCE if unit == "sentence" else _TURN
    return tuple((match.start(), match.end()) for match in rule.finditer(text) if match[0].strip())


@dataclass(frozen=True, slots=True)
class _Looked:
    """One transcript, with the marks of each coder who looked at it."""

    text: Transcript
    parts: tuple[tuple[int, int], ...]
    coders: tuple[str, ...]
    codings: tuple[Coding, ...]


def agreements(
    transcripts: Iterable[Transcript],
    codings: Sequence[Coding],
    codes: Sequence[Code],
    *,
    themes: bool = False,
    unit: str = "sentence",
    draws: int = 1000,
    seed: int = 1,
) -> tuple[Shared, ...]:
    """Return agreement for every code and language, each group of rows with its weighted mean first.

    A segment bears a code where its passage covers half of the segment, or lies in it by half. A coder looked at a
    transcript if they coded anything there; whoever found nothing is not known to have looked. Passages without a known
    coder do not count.

    Parameters
    ----------
    transcripts, codings, codes
    themes : bool
        Whether codes count as the theme at their top.
    unit : {"sentence", "turn"}
    draws, seed : int
        Of the intervals.
    """
    known = {each.guid for each in codes}
    held = [each for each in codings if each.coder and each.code in known]
    looked = [each for each in (_look(one, held, unit) for one in transcripts) if each.coders]
    wanted = _wanted(codes, held, themes=themes)
    languages = sorted({each.text.language for each in looked})
    found: list[Shared] = []
    for language in ("", *(languages if len(languages) > 1 else ())):
        part = [each for each in looked if language in ("", each.text.language)]
        rows = [_shared(guid, below, part, language, (draws, seed)) for guid, below in wanted.items()]
        found += [_mean(rows, language), *rows] if rows else []
    return tuple(found)


def _look(text: Transcript, codings: Iterable[Coding], unit: str) -> _Looked:
    here = tuple(each for each in codings if each.transcript == text.guid)
    coders = tuple(sorted({each.coder for each in here}))
    return _Looked(text, segments(text.text, unit), coders, here)


def _wanted(codes: Sequence[Code], codings: Iterable[Coding], *, themes: bool) -> dict[str, set[str]]:
    used = {each.code for each in codings}
    found: dict[str, set[str]] = {}
    for each in codes:
        if each.guid in used:
            found.setdefault(theme(each.guid, codes) if themes else each.guid, set()).add(each.guid)
    return found


def _shared(
    guid: str, below: set[str], looked: Sequence[_Looked], language: str, chance: tuple[int, int]
) -> Shared:
    double = [each for each in looked if len(each.coders) > 1]
    coders = sorted({coder for each in double for coder in each.coders})
    if not double:
        return Shared(guid, language, 0, 0, len({one for each in looked for one in each.coders}), None, None, None,
                      None, ONE_CODER)  # fmt: skip
    by_part = _stack(double, coders, below, by_part=True)
    uses = int((by_part == 1).any(axis=1).sum())
    by_letter = _stack(double, coders, below, by_part=False)
    jaccard = _jaccard(by_letter)
    if uses < FEWEST_USES:
        return Shared(guid, language, len(by_part), uses, len(coders), None, None, None, jaccard, RARE)
    found = agreement(_ratings(by_part), "nominal", draws=chance[0], seed=chance[1])
    letters = krippendorff(_ratings(by_letter), "nominal")
    return Shared(
        guid,
        language,
        len(by_part),
        uses,
        len(coders),
        found,
        found.alpha.value,
        letters,
        jaccard,
        found.alpha.why,
    )


def _ratings(marks: NDArray[np.int64]) -> Ratings:
    return Ratings(marks, ("absent", "present"), _POINTS)


def _stack(
    looked: Sequence[_Looked], coders: Sequence[str], codes: set[str], *, by_part: bool
) -> NDArray[np.int64]:
    """Return 1 where a coder saw the code, 0 where not, -1 in transcripts that they did not look at."""
    found = []
    for each in looked:
        rows = len(each.parts) if by_part else len(each.text.text)
        block = np.full((rows, len(coders)), UNRATED, dtype=np.int64)
        for coder in each.coders:
            spans = [(one.start, one.end) for one in each.codings if one.coder == coder and one.code in codes]
            marks = _in_parts(each.parts, spans) if by_part else _in_letters(rows, spans)
            block[:, coders.index(coder)] = marks
        found.append(block)
    return np.concatenate(found)


def _in_parts(parts: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Bools:
    edges = np.array(parts, dtype=np.int64).reshape(-1, 2)
    seen = np.zeros(len(edges), dtype=np.bool_)
    for start, end in spans:
        common = np.minimum(edges[:, 1], end) - np.maximum(edges[:, 0], start)
        seen |= (common > 0) & ((2 * common >= edges[:, 1] - edges[:, 0]) | (2 * common >= end - start))
    return seen


def _in_letters(size: int, spans: Iterable[tuple[int, int]]) -> Bools:
    seen = np.zeros(size, dtype=np.bool_)
    for start, end in spans:
        seen[start:end] = True
    return seen


def _jaccard(marks: NDArray[np.int64]) -> float | None:
    found = []
    for one, other in combinations(range(marks.shape[1]), 2):
        both = (marks[:, one] != UNRATED) & (marks[:, other] != UNRATED)
        a, b = marks[both, one] == 1, marks[both, other] == 1
        if (a | b).any():
            found.append(float((a & b).sum() / (a | b).sum()))
    return float(np.mean(found)) if found else None


def _mean(rows: Sequence[Shared], language: str) -> Shared:
    told = [each for each in rows if each.alpha is not None]
    coders = max((each.coders for each in rows), default=0)
    parts = max((each.segments for each in rows), default=0)
    uses = sum(each.uses for each in rows)
    if not told:
        return Shared("", language, parts, uses, coders, None, None, None, None, rows[0].why)
    weights = np.array([each.uses for each in told], dtype=float)

    def over(values: list[float | None]) -> float | None:
        known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
        return float(np.average([v for v, _ in known], weights=[w for _, w in known])) if known else None

    return Shared(
        "", language, parts, uses, coders, None,
        over([each.alpha for each in told]), over([each.characters for each in told]), over([each.jaccard for each in told]),
    )  # fmt: skip
