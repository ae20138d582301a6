"""Recipes: a question, the figures it needs, and the pure function that answers it, declared once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tanlu.text import Text

Where = Literal["here", "nation", "world"]
Grade = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Need:
    """A figure that a recipe asks for.

    Parameters
    ----------
    series : str
        Id of a series or of another recipe.
    unit : str
        Unit in which the function wants it.
    where : {"here", "nation", "world"} or str
        The region asked about, its country, the world, or a fixed region code.
    year : int or None
        A fixed year, for constants; None means the year asked about.
    """

    series: str
    unit: str
    where: str = "here"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer; a recipe tries its ways in order.

    Parameters
    ----------
    needs : tuple of (str, Need)
        Named inputs of ``function``.
    function : callable
        Pure; takes the inputs by name as floats and returns a float in the recipe's unit.
    grade : {"A", "B", "C"}
        Comparability with the other ways: same definition, adjusted, indicative.
    caveat : Text or None
        The sentence a grade of C (or B) carries wherever the number goes.
    """

    needs: tuple[tuple[str, Need], ...]
    function: Callable[..., float]
    grade: Grade = "A"
    caveat: Text | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question that Tanlu answers the same way for every region and year.

    Parameters
    ----------
    id : str
        Stands where a series id would in a reference: ``coal_output/CN-SX/2023``.
    version : int
        Raised when the method changes, so that old ids stay what they were.
    title, method : Text
        What is measured, and how, as a reader needs it.
    unit : str
        Unit of the result.
    ways : tuple of Way
        Tried in order.
    nowhere : Text
        Why there may be no answer, where no series states its own absence.
    """

    id: str
    version: int
    title: Text
    method: Text
    unit: str
    ways: tuple[Way, ...]
    nowhere: Text
