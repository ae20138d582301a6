"""Keep labels apart."""

from collections.abc import Sequence


def dodge(
    centres: Sequence[float], sizes: Sequence[float], low: float, high: float, *, gap: float = 0.0
) -> list[float]:
    r"""Move labels along one line so that none overlaps, as little as possible.

    Minimises :math:`\sum (p_i - c_i)^2` so that neighbours, in the order of their centres (ties in the
    order given), keep half of each size and ``gap`` between them: an isotonic regression of the centres
    less the room that the labels before them take.

    Parameters
    ----------
    centres, sizes : sequence of float
        Where each label would like its centre, and its extent.
    low, high : float
        The room for all of them. Where they cannot fit, they start at ``low`` and run past ``high``.
    gap : float
        Free space between two labels.

    Returns
    -------
    list of float
        The centres to use, in the order given.

    Examples
    --------
    >>> dodge([10.0, 11.0, 50.0], [10.0, 10.0, 10.0], 0.0, 100.0)
    [5.5, 15.5, 50.0]
    """
    order = sorted(range(len(centres)), key=lambda i: (centres[i], i))
    offsets: list[float] = []
    reach = 0.0
    for i in order:
        offsets.append(reach + sizes[i] / 2)
        reach += sizes[i] + gap
    free = max(low, high - (reach - gap))
    wishes = [centres[i] - offset for i, offset in zip(order, offsets, strict=True)]
    places = [0.0] * len(centres)
    for i, offset, base in zip(order, offsets, _isotonic(wishes), strict=True):
        places[i] = min(max(base, low), free) + offset
    return places


def _isotonic(values: Sequence[float]) -> list[float]:
    """Return the non-decreasing sequence nearest to ``values`` (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, members = pools.pop()
            total, count = total + before, count + members
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
