"""Whom a combination of descriptors points at, on a roster that everyone knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Person = Mapping[str, str]
"""Descriptors of one person: country, sector, role; an empty or missing one is not known."""


@dataclass(frozen=True, slots=True)
class Rare:
    """A combination of descriptors that too few people bear.

    Parameters
    ----------
    descriptors : tuple of (str, str)
        Attribute and value, as few of them as make it rare.
    people : int
        How many bear them all.
    """

    descriptors: tuple[tuple[str, str], ...]
    people: int


def bearers(roster: Sequence[Person], descriptors: Person) -> int:
    """Count the people who bear all of these descriptors; one whose descriptor is not known does not count.

    Examples
    --------
    >>> bearers([{"country": "CN", "sector": "coal"}, {"country": "CN"}], {"country": "CN", "sector": "coal"})
    1
    """
    return sum(all(person.get(name) == value for name, value in descriptors.items()) for person in roster)


def rare(roster: Sequence[Person], attributes: Sequence[str], fewest: int) -> tuple[Rare, ...]:
    """Return the combinations of descriptors borne by at least one and fewer than ``fewest`` people.

    A combination that holds a rarer one is left out: whoever may not be called a geologist may not be called a Chinese
    geologist either.

    Parameters
    ----------
    roster : sequence of mapping
        Descriptors of each person.
    attributes : sequence of str
        Which descriptors a text may use.
    fewest : int
        People who must share a combination before it may be told.

    Examples
    --------
    >>> people = [{"country": "CN", "role": "lead"}, {"country": "CN", "role": "guest"}, {"country": "US", "role": "guest"}]
    >>> [each.descriptors for each in rare(people, ["country", "role"], 2)]
    [(('country', 'US'),), (('role', 'lead'),), (('country', 'CN'), ('role', 'guest'))]
    """
    found: list[Rare] = []
    for width in range(1, len(attributes) + 1):
        for names in combinations(attributes, width):
            counts: dict[tuple[tuple[str, str], ...], int] = {}
            for person in roster:
                key = tuple((name, person.get(name, "")) for name in names)
                if all(value for _, value in key):
                    counts[key] = counts.get(key, 0) + 1
            smaller = [set(each.descriptors) for each in found]
            found += [
                Rare(key, count)
                for key, count in counts.items()
                if count < fewest and not any(each <= set(key) for each in smaller)
            ]
    return tuple(found)
