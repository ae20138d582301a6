"""What occupations ask for: elements such as skills, each with an importance and a level."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.errors import BadReference, BadTable, UnknownName
from tanlu.text import Text

Floats = NDArray[np.float64]

BOUNDS: Final = {"importance": (1.0, 5.0), "level": (0.0, 7.0)}
SCALES: Final = {"importance": Text("importance", "重要性"), "level": Text("level", "水平")}
FEWEST: Final = 3
"""Fewer occupations have no spread to standardise by."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What every occupation asks for.

    Build it by :meth:`from_arrays`, which checks what it is given.

    Parameters
    ----------
    occupations, elements : tuple of str
        Codes of the N rows and M columns.
    titles, names : tuple of str
        What people call them; the code where no title is known.
    importance : ndarray, shape (N, M), or None
        From 1 (not important) to 5 (extremely).
    level : ndarray, shape (N, M), or None
        From 0 to 7.
    cautions : tuple of Caution
        What was left out.
    """

    occupations: tuple[str, ...]
    elements: tuple[str, ...]
    titles: tuple[str, ...]
    names: tuple[str, ...]
    importance: Floats | None
    level: Floats | None
    cautions: tuple[Caution, ...] = ()

    @classmethod
    def from_arrays(
        cls,
        occupations: Sequence[str],
        elements: Sequence[str],
        *,
        importance: ArrayLike | None = None,
        level: ArrayLike | None = None,
        titles: Mapping[str, str] | None = None,
    ) -> "Ratings":
        """Build ratings from matrices.

        Parameters
        ----------
        occupations, elements : sequence of str
            Codes, each once.
        importance, level : array_like, shape (N, M), optional
            At least one. NaN where there is no rating.
        titles : mapping, optional
            Of occupations and elements, by code.

        Raises
        ------
        BadTable
            If a label stands twice, shapes do not fit, a value is off its scale, or fewer than three occupations are
            fully rated.

        Notes
        -----
        An occupation that is not rated on every element is left out, and a :class:`Caution` names it: a zero in its
        place would read as "not needed".

        Examples
        --------
        >>> held = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], importance=[[1, 5], [2, 4], [5, 1]])
        >>> held.place("b"), held.level is None
        (1, True)
        """
        _demand_labels(occupations)
        _demand_labels(elements)
        shape = (len(occupations), len(elements))
        scales = {
            name: _checked(given, name, shape)
            for name, given in (("importance", importance), ("level", level))
            if given is not None
        }
        _demand_any(bool(scales) and bool(elements))
        known = titles or {}
        whole = np.logical_and.reduce([np.isfinite(each).all(axis=1) for each in scales.values()])
        kept = [each for each, full in zip(occupations, whole, strict=True) if full]
        partly = tuple(
            known.get(each, each) for each, full in zip(occupations, whole, strict=True) if not full
        )
        _demand_enough(len(kept))
        return cls(
            tuple(kept), tuple(elements), tuple(known.get(each, each) for each in kept),
            tuple(known.get(each, each) for each in elements),
            scales["importance"][whole] if "importance" in scales else None,
            scales["level"][whole] if "level" in scales else None, _left_out(partly),
        )  # fmt: skip

    def scale(self, name: str) -> Floats:
        """Return the ratings on a scale.

        Raises
        ------
        BadReference
            If the table has none.
        """
        found = self.importance if name == "importance" else self.level
        if found is None:
            words = SCALES[name]
            raise BadReference(
                (f"The ratings have no {words.en}, which this measure needs.", f"评分中没有{words.zh}，该指标无法计算。"),
                ("Choose another --measure, or give that scale.", "请改用其他 --measure，或补充该量表的评分。"),
            )  # fmt: skip
        return found

    def place(self, occupation: str) -> int:
        """Return the row of an occupation, by code, title, or a code without its ending (``47-5041``).

        Raises
        ------
        UnknownName
            If there is none such; the nearest titles are offered.
        """
        said = occupation.strip().casefold()
        for labels in (self.occupations, self.titles):
            at = next((i for i, each in enumerate(labels) if each.casefold() == said), None)
            if at is not None:
                return at
        begun = [i for i, each in enumerate(self.occupations) if said and each.startswith(f"{said}.")]
        if len(begun) == 1:
            return begun[0]
        near = self._near(said, begun)
        few = "; ".join(f"{self.occupations[i]} {self.titles[i]}" for i in near)
        few_zh = "；".join(f"{self.occupations[i]} {self.titles[i]}" for i in near)
        raise UnknownName(
            (f"The ratings have no occupation {occupation!r}.", f"评分中没有职业 {occupation!r}。"),
            (
                f"Write a code or a title in full; nearest: {few}.",
                f"请写完整的代码或名称；相近的有：{few_zh}。",
            ),
        )

    def _near(self, said: str, begun: list[int]) -> list[int]:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

        low = [each.casefold() for each in self.titles]
        held = begun + [i for i, each in enumerate(low) if said and said in each]
        held += [low.index(each) for each in get_close_matches(said, low, n=5, cutoff=0.4)]
        return list(dict.fromkeys(held))[:5] or list(range(min(5, len(low))))

    def warned(self, cautions: tuple[Caution, ...]) -> "Ratings":
        """Return the ratings with more cautions."""
        return replace(self, cautions=self.cautions + cautions)


def _demand_any(given: bool) -> None:  # noqa: FBT001 - the one thing it asks
    if not given:
        raise BadTable(
            ("There are no ratings.", "没有任何评分。"),
            ("Give importance, level or both.", "请给出重要性或水平，或两者都给出。"),
        )


def _demand_enough(count: int) -> None:
    if count < FEWEST:
        raise BadTable(
            (
                f"{count} occupations are rated on every element; similarity needs at least {FEWEST}.",
                f"各项均有评分的职业只有 {count} 个，计算相似度至少需要 {FEWEST} 个。",
            ),
            (
                "Give the ratings of all occupations, not of two alone.",
                "请给出全部职业的评分，而不只是其中两个。",
            ),
        )


def _demand_labels(labels: Sequence[str]) -> None:
    if len(set(labels)) == len(labels) and all(each.strip() for each in labels):
        return
    twice = tuple(each for each, count in Counter(labels).items() if count > 1)
    few = named(twice or ("''",))
    raise BadTable(
        (f"A code is empty or stands twice: {few.en}.", f"有代码为空或重复：{few.zh}。"),
        ("Give each occupation and element a code of its own.", "每个职业和每个要素须有不同的代码。"),
    )


def _checked(given: ArrayLike, name: str, shape: tuple[int, int]) -> Floats:
    values = np.array(given, dtype=np.float64)
    if values.shape != shape:
        raise BadTable(
            (
                f"The values have the shape {values.shape}, the labels make {shape}.",
                f"数值的形状为 {values.shape}，标签为 {shape}。",
            ),
            ("Give one row an occupation and one column an element.", "每个职业一行，每个要素一列。"),
        )
    low, high = BOUNDS[name]
    off = np.isinf(values) | (values < low) | (values > high)
    if off.any():
        raise off_scale(float(values[off][0]), name)
    return values


def off_scale(value: float, name: str) -> BadTable:
    """Return the complaint about a value that its scale does not have."""
    low, high = BOUNDS[name]
    words = SCALES[name]
    return BadTable(
        (
            f"{words.en} {value:g} is off the scale from {low:g} to {high:g}.",
            f"{words.zh} {value:g} 超出 {low:g} 至 {high:g} 的量表。",
        ),
        ("Correct it, or bring the ratings to this scale.", "请更正，或将评分换算到该量表。"),
    )


def _left_out(partly: tuple[str, ...]) -> tuple[Caution, ...]:
    if not partly:
        return ()
    few = named(partly)
    return (
        Caution(
            "partly_rated",
            Text(f"Occupations not rated on every element are left out: {few.en}.", f"以下职业评分不全，已略去：{few.zh}。"),
            Text("They may fit nevertheless.", "这些职业未必不合适。"),
        ),
    )  # fmt: skip
