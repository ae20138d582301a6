"""Who does not answer what, by language: a first sign that a translation went wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from tanlu.study.answers.model import Answers, Coded, Missing
from tanlu.text import Text

FEWEST: Final = 30
"""People asked, from which a share is told."""
APART: Final = 0.1
"""Difference between languages from which one should look at the wording."""
HELD: Final = Text(f"fewer than {FEWEST} asked", f"被问者不足{FEWEST}人")


@dataclass(frozen=True, slots=True)
class Silence:
    """The share of those asked in a language who gave no answer to a question.

    Parameters
    ----------
    question, language : str
    share : float or None
        Rounded to a hundredth; None where too few were asked.
    dont_know, refused : float or None
        The parts of it that said so.
    """

    question: str
    language: str
    share: float | None
    dont_know: float | None = None
    refused: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "question": self.question, "language": self.language, "share": self.share, "dont_know": self.dont_know,
            "refused": self.refused, "why": HELD.to_json() if self.share is None else None,
        }  # fmt: skip


def silences(answers: Answers) -> tuple[Silence, ...]:
    """Return the shares of those who gave no answer, by question and language.

    Parameters
    ----------
    answers : Answers
        Those of repeats are left out: their rows are no people.
    """
    level = answers.levels[0]
    found = []
    for item in level.questions:
        if item.asked:
            languages = sorted({row.language or "?" for row in level.rows})
            for language in languages:
                rows = [row for row in level.rows if (row.language or "?") == language]
                found.append(_silence(item.name, language, rows))
    return tuple(found)


def _silence(name: str, language: str, rows: Iterable[Coded]) -> Silence:
    said = [row.values[name] for row in rows if row.values[name] is not Missing.NOT_ASKED]
    if len(said) < FEWEST:
        return Silence(name, language, None)
    parts = [sum(each is kind for each in said) / len(said) for kind in (Missing.DONT_KNOW, Missing.REFUSED)]
    whole = sum(isinstance(each, Missing) for each in said) / len(said)
    return Silence(name, language, round(whole, 2), *(round(each, 2) for each in parts))


def apart(found: Iterable[Silence]) -> tuple[str, ...]:
    """Return the questions that one language leaves unanswered far more often than another."""
    shares: dict[str, list[float]] = {}
    for each in found:
        if each.share is not None:
            shares.setdefault(each.question, []).append(each.share)
    return tuple(name for name, many in shares.items() if max(many) - min(many) >= APART)
