"""The network of organisations and instruments: who has signed with whom, what hangs on one organisation alone.

Only what survives a small and incomplete register is told: pairs, edges across the border by year, organisations
whose loss would cut others off, the share of commitments with evidence. No centrality, and no league of names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tanlu.accord.instrument import Instrument
from tanlu.accord.status import Standing


@dataclass(frozen=True, slots=True)
class Tie:
    """Two organisations that stand in instruments together.

    Parameters
    ----------
    pair : tuple of str
        Their ids, in order.
    instruments : tuple of str
        Ids of what they share, in the order of the register.
    crosses : bool
        Whether they are of different countries.
    """

    pair: tuple[str, str]
    instruments: tuple[str, ...]
    crosses: bool


@dataclass(frozen=True, slots=True)
class Network:
    """What may be said of a network.

    Parameters
    ----------
    organisations : tuple of str
        Everyone who stands in an instrument, in order of first appearance.
    ties : tuple of Tie
        Pairs, in order of first appearance.
    bridges_by_year : tuple of tuple of (int, int)
        Year, and how many ties across the border are first recorded in it.
    cut_points : tuple of str
        Organisations without which others that are joined now would be apart.
    parts : int
        Groups that no instrument joins.
    with_evidence, commitments : int
        How many commitments have evidence after their start, of how many.
    """

    organisations: tuple[str, ...]
    ties: tuple[Tie, ...]
    bridges_by_year: tuple[tuple[int, int], ...]
    cut_points: tuple[str, ...]
    parts: int
    with_evidence: int
    commitments: int


def network(
    instruments: Sequence[Instrument], countries: Mapping[str, str], standings: Sequence[Standing]
) -> Network:
    """Return the network that instruments make.

    Parameters
    ----------
    instruments : sequence of Instrument
        What parties stand in together; whoever was only consulted is no party.
    countries : mapping of str to str
        Country of each organisation.
    standings : sequence of Standing
        Of every commitment.

    Examples
    --------
    >>> network((), {}, ()).parts
    0
    """
    members = [
        tuple(dict.fromkeys(each.organisation for each in one.parties if each.part != "consulted"))
        for one in instruments
    ]
    names = tuple(dict.fromkeys(each for group in members for each in group))
    shared: dict[tuple[str, str], list[int]] = {}
    for number, group in enumerate(members):
        for one, other in combinations(sorted(group), 2):
            shared.setdefault((one, other), []).append(number)
    ties = tuple(
        Tie(pair, tuple(instruments[at].id for at in held), countries[pair[0]] != countries[pair[1]])
        for pair, held in shared.items()
    )
    return Network(
        organisations=names,
        ties=ties,
        bridges_by_year=_by_year(ties, {each.id: each for each in instruments}),
        cut_points=_cut_points(names, ties),
        parts=_parts(names, ties),
        with_evidence=sum(each.evidence is not None for each in standings),
        commitments=len(standings),
    )


def _by_year(ties: Sequence[Tie], papers: Mapping[str, Instrument]) -> tuple[tuple[int, int], ...]:
    counts: dict[int, int] = {}
    for each in ties:
        dates = [date.year for one in each.instruments if (date := papers[one].dated)]
        if each.crosses and dates:
            counts[min(dates)] = counts.get(min(dates), 0) + 1
    return tuple(sorted(counts.items()))


def _parts(names: Sequence[str], ties: Sequence[Tie]) -> int:
    """Return how many groups there are that nothing joins."""
    if not names:
        return 0
    place = {name: at for at, name in enumerate(names)}
    held = [each.pair for each in ties if each.pair[0] in place and each.pair[1] in place]
    rows = np.array([place[one] for one, _ in held], dtype=np.intp)
    columns = np.array([place[other] for _, other in held], dtype=np.intp)
    graph = coo_array((np.ones(len(held)), (rows, columns)), shape=(len(names), len(names)))
    return int(connected_components(graph, directed=False, return_labels=False))


def _cut_points(names: Sequence[str], ties: Sequence[Tie]) -> tuple[str, ...]:
    """Return who cuts others apart by leaving: with them gone there are more groups among the rest than before."""
    whole = _parts(names, ties)
    found = []
    for name in names:
        rest = [each for each in names if each != name]
        alone = not any(name in each.pair for each in ties)
        if _parts(rest, ties) > whole - alone:
            found.append(name)
    return tuple(found)
