"""Derived values: a number with everything it was made from."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Union

from tanlu.evidence.convert import Step
from tanlu.evidence.fact import Fact, Status
from tanlu.lineage.recipe import Grade, Recipe
from tanlu.text import Text

_WORST: tuple[Status, ...] = ("projected", "estimated", "provisional", "revised", "reported")


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
    recipe : Recipe
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
    """

    recipe: Recipe
    region: str
    year: int
    value: float
    inputs: tuple[Input, ...]
    grade: Grade
    caveats: tuple[Text, ...]
    releases: tuple[str, ...]
    formula: str = ""

    @property
    def id(self) -> str:
        """Return the SHA-256 of recipe, version, parameters, seed and inputs; same inputs, same id."""
        content = {
            "recipe": self.recipe.id,
            "version": self.recipe.version,
            "parameters": {
                "region": self.region,
                "year": self.year,
                "formula": self.formula,
                "unit": self.unit,
            },
            "seed": None,
            "inputs": [each.to_json() for each in self.inputs],
            "releases": list(self.releases),
        }
        return sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    @property
    def address(self) -> str:
        """Return the readable address, ``recipe/region/year``."""
        return f"{self.recipe.id}/{self.region}/{self.year}"

    @property
    def unit(self) -> str:
        """Return the unit of the value."""
        return self.recipe.unit

    @property
    def status(self) -> Status:
        """Return the weakest status among the inputs."""
        found = {each.origin.status for each in self.inputs}
        return next((status for status in _WORST if status in found), "reported")

    def facts(self) -> tuple[Fact, ...]:
        """Return every figure beneath, each once, in the order met."""
        found: dict[str, Fact] = {}
        for each in self.inputs:
            below = (each.origin,) if isinstance(each.origin, Fact) else each.origin.facts()
            found.update({str(fact.ref): fact for fact in below})
            found.update({str(step.rate.ref): step.rate for step in each.steps if step.rate})
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Absence:
    """No answer, and why."""

    recipe: Recipe
    region: str
    year: int | None
    reason: Text
