"""How a program counted the characters of a text: four readings, and which of them a project bears out.

The standard says code points from 0. Programs on Windows count UTF-16 units, where a rare character is two, and some count
a line break as two. One such character shifts everything after it by one, silently.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tanlu.text import Text

Basis = Literal["same", "only", "quoted", "plausible", "told", "undecided", "impossible"]
Spans = tuple[tuple[int, int], ...]

ENOUGH: Final = 0.8
"""Share of the quoted passages that the best reading has to give back."""
FEWEST_EDGES: Final = 3
_LONG: Final = 20
_BREAK: Final = ord("\n")
_CLOSING: Final = "，。！？；：、,.!?;:”’」』）)"


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """A way to count.

    Parameters
    ----------
    wide : bool
        Characters beyond the basic plane count twice (UTF-16).
    breaks : bool
        A line break counts twice (CRLF).
    mark : bool
        The byte order mark at the start counts.
    """

    wide: bool = False
    breaks: bool = False
    mark: bool = False

    @property
    def id(self) -> str:
        """Name on the command line, such as ``utf16-crlf``."""
        return (
            ("utf16" if self.wide else "codepoints")
            + ("-crlf" if self.breaks else "-lf")
            + ("-bom" if self.mark else "")
        )

    @property
    def title(self) -> Text:
        """What it counts, for people."""
        en, zh = ("UTF-16 units", "UTF-16 单元") if self.wide else ("code points", "Unicode 码点")
        mark = (", with the byte order mark", "，计入字节顺序标记") if self.mark else ("", "")
        breaks = ("two", "两个字符") if self.breaks else ("one", "一个字符")
        return Text(f"{en}, a line break as {breaks[0]}{mark[0]}", f"{zh}，换行计为{breaks[1]}{mark[1]}")


READINGS: Final = tuple(
    Reading(wide, breaks, mark) for mark, wide, breaks in product((False, True), repeat=3)
)
BASES: Final[dict[Basis, Text]] = {
    "same": Text("all readings give the same passages", "各种计数方式得出的段落相同"),
    "only": Text("no other fits inside the texts", "其他方式均落在文本之外"),
    "quoted": Text("it gives back the passages that the file quotes", "与文件所引原文相符"),
    "plausible": Text(
        "it alone begins and ends every passage between words", "只有它使每个段落都起止于词句边界"
    ),
    "told": Text("as you said", "按您的指定"),
    "undecided": Text("nothing in the file tells them apart", "文件中没有可供区分的依据"),
    "impossible": Text("no reading fits inside the texts", "没有一种计数方式能落在文本之内"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as a file holds it, and the passages that it marks.

    Parameters
    ----------
    raw : str
        As it was stored, with its line breaks and its byte order mark.
    spans : tuple of (int, int)
        First position, and the one after the last, as the program counts.
    names : tuple of str
        What the file calls each passage; usually its words.
    """

    raw: str
    spans: Spans
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which reading was taken, and on what grounds.

    Parameters
    ----------
    reading : Reading or None
        None where nothing decides.
    basis : str
    fits, quoted : int
        Passages that it gives back, of those whose words the file quotes.
    spans : tuple of Spans
        For each text, where its passages lie in the plain text.
    rivals : tuple of Reading
        Readings that would have given other passages and were not ruled out.
    """

    reading: Reading | None
    basis: Basis
    fits: int = 0
    quoted: int = 0
    spans: tuple[Spans, ...] = ()
    rivals: tuple[Reading, ...] = ()


def plain(raw: str) -> str:
    r"""Return a text with plain line feeds and without its byte order mark.

    Examples
    --------
    >>> plain("\ufeff关停\r\n以后\r")
    '关停\n以后\n'
    """
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _edges(raw: str, text: str, reading: Reading) -> NDArray[np.int64]:
    """Return the position of every character of the plain text, and of its end, as a reading counts."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    width = np.ones(len(points), dtype=np.int64)
    if reading.wide:
        width += points > 0xFFFF
    if reading.breaks:
        held = np.array([len(each) for each in re.findall(r"\r\n|\r|\n", raw)], dtype=np.int64)
        width[points == _BREAK] = held if (held > 1).any() else 2
    start = 1 if reading.mark else 0
    return np.concatenate(([start], start + np.cumsum(width)))


def placed(marked: Marked, reading: Reading) -> Spans | None:
    r"""Return where the passages lie in the plain text; None if one lies outside, backwards, or inside a character.

    Examples
    --------
    >>> placed(Marked("𠮷\r\n关停", ((4, 6),), ("关停",)), Reading(wide=True, breaks=True))
    ((2, 4),)
    """
    edges = _edges(marked.raw, plain(marked.raw), reading)
    wanted = np.array(marked.spans, dtype=np.int64).reshape(-1, 2)
    at = np.searchsorted(edges, wanted)
    inside = (at < len(edges)).all() and (edges[np.minimum(at, len(edges) - 1)] == wanted).all()
    if not inside or (wanted[:, 0] > wanted[:, 1]).any():
        return None
    return tuple((int(start), int(end)) for start, end in at)


def choose(texts: Sequence[Marked], told: Reading | None = None) -> Chosen:
    """Decide how a project counts, by what it quotes, then by where words begin and end; else not at all.

    Parameters
    ----------
    texts : sequence of Marked
    told : Reading, optional
        What the user says; then only whether it fits is looked at.
    """
    tried = [told] if told else [each for each in READINGS if not each.mark or _marked(texts)]
    found = {each: _all(texts, each) for each in tried}
    held = {each: spans for each, spans in found.items() if spans is not None}
    if not held:
        return Chosen(None, "impossible")
    scores = {each: _fits(texts, spans) for each, spans in held.items()}
    quoted = _quoted(texts)
    first = next(iter(held))
    if told or len(set(held.values())) == 1:
        basis: Basis = "told" if told else "same" if len(held) == len(tried) else "only"
        return Chosen(first, basis, scores[first], quoted, held[first])
    return _decide(texts, held, scores, quoted)


def _decide(
    texts: Sequence[Marked], held: dict[Reading, tuple[Spans, ...]], scores: dict[Reading, int], quoted: int
) -> Chosen:
    most = max(scores.values())
    best = [each for each in held if scores[each] == most]
    if most and most >= ENOUGH * quoted:
        if len({held[each] for each in best}) == 1:
            return Chosen(best[0], "quoted", most, quoted, held[best[0]])
        return Chosen(None, "undecided", most, quoted, rivals=tuple(best))
    clean = [each for each, spans in held.items() if _plausible(texts, spans)]
    if not most and len({held[each] for each in clean}) == 1:
        return Chosen(clean[0], "plausible", most, quoted, held[clean[0]])
    return Chosen(None, "undecided", most, quoted, rivals=tuple(clean or best))


def _all(texts: Sequence[Marked], reading: Reading) -> tuple[Spans, ...] | None:
    found = [placed(each, reading) for each in texts]
    held = tuple(each for each in found if each is not None)
    return held if len(held) == len(found) else None


def _marked(texts: Sequence[Marked]) -> bool:
    return any(each.raw.startswith("\ufeff") for each in texts)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _quoted(texts: Sequence[Marked]) -> int:
    """Count the passages whose words the file quotes, rather than numbering them."""
    count = 0
    for each in texts:
        text = _squeezed(plain(each.raw))
        said = (_squeezed(re.sub(r"(…|\.\.\.)$", "", name)) for name in each.names)
        count += sum(bool(one) and one in text for one in said)
    return count


def _fits(texts: Sequence[Marked], spans: tuple[Spans, ...]) -> int:
    fits = 0
    for marked, held in zip(texts, spans, strict=True):
        text = plain(marked.raw)
        fits += sum(
            _same(text[start:end], name) for (start, end), name in zip(held, marked.names, strict=True)
        )
    return fits


def _same(words: str, name: str) -> bool:
    """Tell whether a passage is what the file calls it; programs cut long ones off."""
    cut = re.sub(r"(…|\.\.\.)$", "", name)
    held, said = _squeezed(words), _squeezed(cut)
    return bool(said) and (held == said or ((cut != name or len(said) >= _LONG) and held.startswith(said)))


def _plausible(texts: Sequence[Marked], spans: tuple[Spans, ...]) -> bool:
    """Tell whether every passage begins and ends where words or clauses do; Han characters in a row tell nothing."""
    telling = 0
    for marked, held in zip(texts, spans, strict=True):
        text = plain(marked.raw)
        for start, end in held:
            words = text[start:end]
            if (
                not words
                or words != words.strip()
                or words[0] in _CLOSING
                or _cuts(text, start)
                or _cuts(text, end)
            ):
                return False
            telling += 1
    return telling >= FEWEST_EDGES


def _cuts(text: str, at: int) -> bool:
    """Tell whether a position lies inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
