"""Derived values: a number with everything it was made from."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol, Union

from tanlu.evidence.convert import Step
from tanlu.evidence.fact import Fact, Status
from tanlu.lineage.panel import Panel
from tanlu.lineage.recipe import Grade
from tanlu.text import Text

_WORST: tuple[Status, ...] = ("projected", "estimated", "provisional", "revised", "reported")


class Question(Protocol):
    """What every computed value answers: a recipe over single figures, or one over whole tables."""

    @property
    def id(self) -> str:
        """Return the name that stands where a series id would in a reference."""

    @property
    def version(self) -> int:
        """Return the number that is raised when the method changes."""

    @property
    def title(self) -> Text:
        """Return what is measured."""

    @property
    def method(self) -> Text:
        """Return how it is measured."""

    @property
    def unit(self) -> str:
        """Return the unit of the result."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a derived value, as the function received it.

    Parameters
    ----------
    name : str
        Parameter of the function.
    origin : Fact or Derived
        Where it came from.
    value : float
        In ``unit``.
    unit : str
        The unit that the recipe asked for.
    steps : tuple of Step
        The conversions from the origin's unit.
    """

    name: str
    origin: Union[Fact, "Derived"]
    value: float
    unit: str
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what the id is made of."""
        origin = str(self.origin.ref) if isinstance(self.origin, Fact) else self.origin.id
        return {"name": self.name, "origin": origin, "value": repr(self.value), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Derived:
    """A number computed from figures.

    Parameters
    ----------
    recipe : Question
        The question.
    region : str
        Region code.
    year : int
        Year.
    value : float
        In the recipe's unit.
    inputs : tuple of Input
        What it was made from.
    grade : {"A", "B", "C"}
        Comparability class of the way taken, or of its weakest input.
    caveats : tuple of Text
        Every caveat met on the way.
    releases : tuple of str
        ``id sha256`` of each release file the inputs were read from.
    formula : str
        The arithmetic, where the recipe is a claim's formula; empty where the recipe's version stands for it.
    part : str
        Which part of a table, such as ``industry=wood``; empty where the answer is one number.
    panels : tuple of Panel
        Whole tables of figures that it was made from, beside the single ones.
    seed : int or None
        Of the random draws, where there are any.
    projected : bool
        Whether it tells of what is yet to come, however well known its inputs are.
    """

    recipe: Question
    region: str
    year: int
    value: float
    inputs: tuple[Input, ...]
    grade: Grade
    caveats: tuple[Text, ...]
    releases: tuple[str, ...]
    formula: str = ""
    part: str = ""
    panels: tuple[Panel, ...] = ()
    seed: int | None = None
    projected: bool = False

    @property
    def id(self) -> str:
        """Return the SHA-256 of recipe, version, parameters, seed and inputs; same inputs, same id."""
        content: dict[str, Any] = {
            "recipe": self.recipe.id,
            "version": self.recipe.version,
            "parameters": {
                "region": self.region,
                "year": self.year,
                "formula": self.formula,
                "unit": self.unit,
            },
            "seed": self.seed,
            "inputs": [each.to_json() for each in self.inputs],
            "releases": list(self.releases),
        }
        if self.panels:
            content |= {"part": self.part, "panels": [each.id for each in self.panels]}
        return sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    @property
    def address(self) -> str:
        """Return the readable address, ``recipe/region/year`` or ``recipe[part]/region/year``."""
        part = f"[{self.part}]" if self.part else ""
        return f"{self.recipe.id}{part}/{self.region}/{self.year}"

    @property
    def unit(self) -> str:
        """Return the unit of the value."""
        return self.recipe.unit

    @property
    def status(self) -> Status:
        """Return the weakest status among the inputs; of what is yet to come, that it is projected."""
        if self.projected:
            return "projected"
        found = {each.origin.status for each in self.inputs} | {each.status for each in self.panels}
        return next((status for status in _WORST if status in found), "reported")

    def facts(self) -> tuple[Fact, ...]:
        """Return every single figure beneath, each once, in the order met; those of whole tables are in the panels."""
        found: dict[str, Fact] = {}
        for each in self.inputs:
            below = (each.origin,) if isinstance(each.origin, Fact) else each.origin.facts()
            found.update({str(fact.ref): fact for fact in below})
            found.update({str(step.rate.ref): step.rate for step in each.steps if step.rate})
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Absence:
    """No answer, and why."""

    recipe: Question
    region: str
    year: int | None
    reason: Text
