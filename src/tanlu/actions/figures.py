"""Look at one number, and at where it came from."""

from dataclasses import dataclass
from typing import Any

from tanlu.evidence.comparability import compare
from tanlu.evidence.convert import Quantity
from tanlu.evidence.fact import Fact
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, fact_json, in_unit, related
from tanlu.lineage.lookup import lookup
from tanlu.lineage.trace import Node, trace
from tanlu.registers.regions import region


@dataclass(frozen=True, slots=True)
class Shown:
    """A number in the unit asked for, beside its rivals and its relatives in other scopes."""

    figure: Figure
    quantity: Quantity
    rivals: tuple[Fact, ...]
    related: tuple[Fact, ...]


def show_figure(address: str, store: Store, unit: str = "") -> Shown:
    """Return one number.

    Parameters
    ----------
    address : str
        ``series/region/year`` (with ``~source`` and ``@release`` if wanted), ``recipe/region/year``, or the
        start of the id of a computed number.
    store : Store
        The evidence.
    unit : str
        Unit code or alias; empty keeps the number's own.

    Raises
    ------
    BadReference, UnknownName, NoFigure, NotComparable
        If the address or unit cannot be answered.
    """
    found = lookup(address, store)
    quantity = in_unit(found, unit, store) if unit else Quantity(found.value, found.unit, ())
    return Shown(found, quantity, found.answer.rivals if found.answer else (), related(found, store))


def figure_json(shown: Shown, store: Store) -> dict[str, Any]:
    """Return a shown number as plain data."""
    found = shown.figure
    data: dict[str, Any] = {
        "ref": found.address,
        "title": found.title.to_json(),
        "value": shown.quantity.value,
        "unit": shown.quantity.unit,
        "period": str(found.year),
        "region": {"code": found.region, **region(found.region).name.to_json()},
        "status": found.status,
        "comparability": found.grade,
        "caveats": [each.to_json() for each in found.caveats],
        "converted_from": {"value": found.value, "unit": found.unit} if shown.quantity.steps else None,
        "steps": [
            {
                "from": step.start,
                "to": step.end,
                "factor": step.factor,
                "rate": str(step.rate.ref) if step.rate else None,
            }
            for step in shown.quantity.steps
        ],
    }
    if isinstance(found.origin, Derived):
        data |= {
            "id": found.origin.id,
            "recipe": found.origin.recipe.id,
            "method": found.origin.recipe.method.to_json(),
            "facts": [fact_json(fact, store) for fact in found.facts()],
            "tables": [
                {
                    "address": each.address,
                    "figures": each.known,
                    "sha256": each.id,
                    "sources": list(each.sources),
                }
                for each in found.origin.panels
            ],
        }
        return data
    own = fact_json(found.origin, store)
    data |= {
        key: own[key]
        for key in ("scope", "low", "high", "note", "locator", "row", "release", "kind_of_release", "source")
    }
    data["preferred_because"] = found.answer.reason.to_json() if found.answer else None
    data["rivals"] = [fact_json(fact, store) for fact in shown.rivals]
    data["related"] = [
        {**fact_json(fact, store), "comparability": compare(found.origin.ref.series, fact.ref.series).grade}
        for fact in shown.related
    ]
    return data


def show_trace(text: str, store: Store) -> Node:
    """Return the tree from a number (address, or the start of an id) down to rows, sources and locators."""
    return trace(lookup(text, store), store)
