"""Hedge words of both languages, and what each lets a figure miss by."""

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

from tanlu.errors import BadClaim
from tanlu.text import Text

FRACTION_TOLERANCE: Final = 2.5
"""Percent by which an unhedged fraction ("two thirds") may miss."""

ROUNDING_AT_MOST: Final = 10
"""Percent that rounding alone may explain, which is what "about" allows."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A class of hedge words.

    Parameters
    ----------
    id : str
        Name of the class.
    words : dict of str to tuple of str
        The words by language.
    below, above : float
        Percent of the stated figure by which the true one may lie below or above.
    why : Text
        The rule as a sentence.
    """

    id: str
    words: dict[str, tuple[str, ...]]
    below: float
    above: float
    why: Text


@cache
def hedges() -> tuple[Hedge, ...]:
    """Return every class of hedge words."""
    text = (files("tanlu.lineage") / "data" / "hedges.toml").read_text("utf-8")
    return tuple(
        Hedge(
            id=row["id"],
            words={"en": tuple(row["en"]), "zh": tuple(row["zh"])},
            below=row["below"],
            above=row["above"],
            why=Text(row["why_en"], row["why_zh"]),
        )
        for row in tomllib.loads(text)["hedge"]
    )


def hedge(word: str, lang: str) -> Hedge:
    """Return the class of a hedge word.

    Raises
    ------
    BadClaim
        If no class holds the word.
    """
    for each in hedges():
        if word.strip().lower() in each.words[lang]:
            return each
    known = ", ".join(word for each in hedges() for word in each.words[lang] if word)
    raise BadClaim(
        (f"{word!r} is no hedge word that Tanlu knows.", f"未收录限定词 {word!r}。"),
        (f"Use one of: {known}.", f"请使用：{known}。"),
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as a claim states it: its value, and half a unit of its last digit."""

    value: float
    rounding: float

    @classmethod
    def parse(cls, text: str) -> "Stated":
        """Read ``40%``, ``2/3`` or ``3.3``; percent and fractions come back in percent.

        Raises
        ------
        BadClaim
            If it is no such figure.

        Examples
        --------
        >>> Stated.parse("40%"), Stated.parse("3.3")
        (Stated(value=40.0, rounding=0.5), Stated(value=3.3, rounding=0.05))
        """
        if re.fullmatch(r"[1-9]\d*/[1-9]\d*", text, re.ASCII):
            value = 100 * float(Fraction(text))
            return cls(value, value * FRACTION_TOLERANCE / 100)
        match = re.fullmatch(r"\d+(?:\.(\d+))?%?", text, re.ASCII)
        if not match:
            raise BadClaim(
                (f"The stated figure {text!r} cannot be read.", f"所述数字 {text!r} 无法读取。"),
                (
                    "Write a number, a percentage or a fraction: 3.3, 40%, 2/3.",
                    "请写数字、百分数或分数：3.3、40%、2/3。",
                ),
            )
        return cls(float(text.rstrip("%")), 0.5 * 10.0 ** -len(match[1] or ""))

    def bounds(self, word: Hedge) -> tuple[float, float]:
        """Return the lowest and highest true figure that the statement lets pass.

        Rounding never lets pass more than "about" does: "3" is no looser than "around 3".
        """
        rounding = min(self.rounding, self.value * ROUNDING_AT_MOST / 100)
        below = self.value * word.below / 100 or rounding
        above = self.value * word.above / 100 or rounding
        return self.value - below, self.value + above
