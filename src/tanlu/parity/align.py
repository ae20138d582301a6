"""Which paragraph answers which: by anchors and length, in order, without a network and without a model.

A dynamic programme over the two texts after Gale and Church (1993, Computational Linguistics 19(1)),
with what a translation must keep (numbers, dates, names, terms, Latin words) beside the lengths.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from tanlu.errors import BadDocument
from tanlu.parity.facts import Said

_SKIP: Final = 2.6
"""Cost of leaving a segment without a partner."""
_STRANGERS: Final = 5.4
"""Cost of pairing two segments that each hold anchors and share none: a little more than leaving both alone."""
_BEADS: Final = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2))
_APART: Final = ("item", "row", "note")
"""Kinds whose segments stand alone: a translator rarely joins two."""
_MANY: Final = 200
"""Segments from which two texts that share almost nothing are refused: fewer are soon aligned, and people can see."""
_WIDTH: Final = 30
"""Half-width of the band in which long texts are aligned, around the path of what only they share."""
_VARIANCE: Final = 4.5
"""Variance of the length of a Chinese segment per character expected; 6.8 in Gale and Church for European pairs."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Segments that answer each other; either side may be empty.

    Parameters
    ----------
    en, zh : tuple of Said
        At most three on either side.
    """

    en: tuple[Said, ...]
    zh: tuple[Said, ...]

    @property
    def whole(self) -> bool:
        """Whether both sides are there."""
        return bool(self.en and self.zh)


def align(en: Sequence[Said], zh: Sequence[Said]) -> list[Pair]:
    """Return the pairs of two texts in order; every segment is in exactly one.

    Raises
    ------
    BadDocument
        If both texts are long and share almost nothing.
    """
    table = _Costs(en, zh)
    table.refuse_strangers()
    return [
        Pair(tuple(en[i - up : i]), tuple(zh[j - over : j]))
        for i, j, up, over in _walk(table, len(en), len(zh))
    ]


def _walk(table: "_Costs", rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """Fill the band and return the beads of the cheapest path, first to last."""
    centre, width = _centres(table, rows, columns), _width(rows, columns)
    best: list[dict[int, tuple[float, int, int]]] = []
    for i in range(rows + 1):
        near = centre[max(i - 1, 0) : i + 1]  # bands of neighbouring rows overlap, however far the path jumps
        low, high = max(0, min(near) - width), min(columns, max(near) + width)
        line: dict[int, tuple[float, int, int]] = {}
        best.append(line)
        for j in range(low, high + 1):
            if not i and not j:
                line[0] = (0.0, 0, 0)
                continue
            cheapest = (math.inf, 0, 0)
            for up, over in _BEADS:
                if up > i or over > j:
                    continue
                before = best[i - up].get(j - over)
                if before is None or before[0] >= cheapest[0]:
                    continue  # no bead costs less than nothing
                cost = before[0] + table.cost(i, j, up, over)
                if cost < cheapest[0]:
                    cheapest = (cost, up, over)
            if cheapest[1] or cheapest[2]:
                line[j] = cheapest
    path, i, j = [], rows, columns
    while i or j:
        _, up, over = best[i][j]
        path.append((i, j, up, over))
        i, j = i - up, j - over
    return path[::-1]


def _width(rows: int, columns: int) -> int:
    return max(rows, columns) if rows * columns < 4_000 else _WIDTH + abs(rows - columns) // 8


def _centres(table: "_Costs", rows: int, columns: int) -> list[int]:
    """Return, for each English segment, the Chinese one around which its partner is sought."""
    fixed = [(0, 0), *table.fixed_points(), (rows, columns)]
    centres = [0] * (rows + 1)
    for (i0, j0), (i1, j1) in pairwise(fixed):
        for i in range(i0, i1 + 1):
            centres[i] = round(j0 + (j1 - j0) * (i - i0) / max(i1 - i0, 1))
    return centres


class _Costs:
    def __init__(self, en: Sequence[Said], zh: Sequence[Said]) -> None:
        self.en, self.zh = en, zh
        anchors_en, anchors_zh = [each.anchors() for each in en], [each.anchors() for each in zh]
        anchors_en, anchors_zh = _mutual(anchors_en, anchors_zh)
        self._weights = _weights(anchors_en, anchors_zh)
        self._shared = self._shares(anchors_en, anchors_zh)
        self._own_en = [sum(self._weights[each] for each in found) for found in anchors_en]
        self._own_zh = [sum(self._weights[each] for each in found) for found in anchors_zh]
        self._len_en = [0.0, *accumulate(each.length for each in en)]
        self._len_zh = [0.0, *accumulate(each.length for each in zh)]
        self._ratio = min(max(self._len_zh[-1] / max(self._len_en[-1], 1.0), 0.26), 0.42)
        self._head_en = [each.segment.titled for each in en]
        self._head_zh = [each.segment.titled for each in zh]

    def _shares(self, en: list[frozenset[str]], zh: list[frozenset[str]]) -> dict[tuple[int, int], float]:
        where: dict[str, list[int]] = defaultdict(list)
        for j, found in enumerate(zh):
            for each in found:
                where[each].append(j)
        many = max(60, 4 * int(math.sqrt(len(zh) + 1)))
        shared: dict[tuple[int, int], float] = defaultdict(float)
        for i, found in enumerate(en):
            for each in found:
                places = where.get(each, ())
                if len(places) <= many:
                    for j in places:
                        shared[i, j] += self._weights[each]
        return shared

    def refuse_strangers(self) -> None:
        if min(len(self.en), len(self.zh)) < _MANY:
            return  # a speech may hold few names and numbers
        met = {i for (i, _), weight in self._shared.items() if weight >= 2}
        if len(met) < 0.05 * min(len(self.en), len(self.zh)):
            told = f"{len(met)} of {len(self.en)} English paragraphs share a name, number or term with the Chinese"
            raise BadDocument(
                (f"The two texts share almost nothing: {told}.",
                 f"两份文本几乎没有共同内容：英文 {len(self.en)} 段中，仅 {len(met)} 段的人名、数字或术语能在中文里找到。"),
                ("Check that they are twins of one document.", "请确认二者是同一文件的两种语言版本。"),
            )  # fmt: skip

    def fixed_points(self) -> list[tuple[int, int]]:
        """Return pairs that share much and share it only with each other, the longest run that keeps order."""
        rows: dict[int, list[float]] = defaultdict(list)
        columns: dict[int, list[float]] = defaultdict(list)
        for (i, j), weight in self._shared.items():
            rows[i].append(weight)
            columns[j].append(weight)
        second_row = {i: sorted(found)[-2] if len(found) > 1 else 0.0 for i, found in rows.items()}
        second_column = {j: sorted(found)[-2] if len(found) > 1 else 0.0 for j, found in columns.items()}
        sure = sorted(
            (i, j) for (i, j), weight in self._shared.items()
            if weight >= 6 and weight > 1.5 * max(second_row[i], second_column[j])
        )  # fmt: skip
        return [(i + 1, j + 1) for i, j in _rising(sure)]

    def cost(self, i: int, j: int, up: int, over: int) -> float:
        """Return the cost of a bead that ends before English segment ``i`` and Chinese segment ``j``."""
        if not up or not over:
            return _SKIP * (up + over)
        if up + over > 2 and (any(self._head_en[i - up : i]) or any(self._head_zh[j - over : j])):
            return math.inf
        held = self._shared
        if up + over == 2:
            shared = held.get((i - 1, j - 1), 0.0)
        else:
            shared = sum(held.get((a, b), 0.0) for a in range(i - up, i) for b in range(j - over, j))
            if not shared:
                return math.inf  # segments are merged for what they share
        own_en, own_zh = sum(self._own_en[i - up : i]), sum(self._own_zh[j - over : j])
        return (
            self._length(i, j, up, over)
            + _distance(min(shared, own_en, own_zh), own_en, own_zh)
            + (0.7 if self._head_en[i - 1] != self._head_zh[j - 1] else 0.0)
            + self._merging(i, j, up, over)
        )

    def _merging(self, i: int, j: int, up: int, over: int) -> float:
        """Return what it costs to take several segments as one: more for list items and for one that shares nothing."""
        if up + over == 2:
            return 0.0
        cost = 0.45 * (up + over - 2)
        for a in range(i - up, i) if up > 1 else ():
            listed = self.en[a].segment.kind in _APART
            alone = not any(self._shared.get((a, b)) for b in range(j - over, j))
            cost += (1.5 if listed else 0.0) + (2.4 if alone else 0.0)
        for b in range(j - over, j) if over > 1 else ():
            listed = self.zh[b].segment.kind in _APART
            alone = not any(self._shared.get((a, b)) for a in range(i - up, i))
            cost += (1.5 if listed else 0.0) + (2.4 if alone else 0.0)
        return cost

    def _length(self, i: int, j: int, up: int, over: int) -> float:
        said = self._len_zh[j] - self._len_zh[j - over]
        expected = (self._len_en[i] - self._len_en[i - up]) * self._ratio
        mean = max((said + expected) / 2, 4.0)
        return min((said - expected) ** 2 / (2 * _VARIANCE * mean), 6.0) * 0.45


def _distance(shared: float, own_en: float, own_zh: float) -> float:
    if not own_en and not own_zh:
        return 0.6
    if not own_en or not own_zh:
        return 1.2 if max(own_en, own_zh) < 4 else 2.2
    if shared <= 0:
        return _STRANGERS if min(own_en, own_zh) > 4 else 2.2
    return 2.4 * (1 - 2 * shared / (own_en + own_zh))


def _mutual(
    en: list[frozenset[str]], zh: list[frozenset[str]]
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Leave out Latin words that stand in one language only: every English word is one."""
    latin_zh = {each for found in zh for each in found if each.startswith("l")}
    latin_en = {each for found in en for each in found if each.startswith("l")}
    both = latin_en & latin_zh

    def kept(found: frozenset[str]) -> frozenset[str]:
        return frozenset(each for each in found if not each.startswith("l") or each in both)

    return [kept(found) for found in en], [kept(found) for found in zh]


def _weights(en: list[frozenset[str]], zh: list[frozenset[str]]) -> dict[str, float]:
    counts = Counter(each for found in (*en, *zh) for each in found)
    total = len(en) + len(zh)
    return {each: math.log(1 + total / count) for each, count in counts.items()}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises in both (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int | None] = []
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        back.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(j)
            ends.append(index)
        else:
            tails[at], ends[at] = j, index
    run: list[tuple[int, int]] = []
    here = ends[-1] if ends else None
    while here is not None:
        run.append(pairs[here])
        here = back[here]
    return run[::-1]
