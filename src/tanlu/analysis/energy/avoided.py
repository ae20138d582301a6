"""Emissions that a MWh of clean power or of saving avoids, by the statistical dispatch of EPA's AVERT."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Response:
    """What each unit emits at each level of regional fossil load.

    Parameters
    ----------
    edges : ndarray, shape (bins,)
        Regional fossil load in MW, rising.
    tonnes : ndarray, shape (bins,)
        Emissions of all units at that load, per hour, in any one unit of mass.
    """

    edges: Floats
    tonnes: Floats

    def __post_init__(self) -> None:
        good = self.edges.ndim == 1 and len(self.edges) > 1 and self.edges.shape == self.tonnes.shape
        if not good or not (np.diff(self.edges) > 0).all() or not np.isfinite(self.tonnes).all():
            raise BadTable(
                (
                    "The levels of load do not rise, or do not fit the emissions.",
                    "负荷档位未递增，或与排放不对应。",
                ),
                ("Give rising levels with one emission each.", "请给出递增的档位，每档一个排放量。"),
            )


def avoided(load: ArrayLike, saved: ArrayLike, held: Response) -> float:
    r"""Return what is avoided per MWh saved: emissions at the load, less those at the load without it, over what is saved.

    :math:`\sum_t [E(L_t) - E(L_t - s_t)] / \sum_t s_t`, E linear between levels.

    Parameters
    ----------
    load, saved : array_like, shape (hours,)
        Regional fossil load, and what is saved or made clean in each hour, in MW; zero or more.
    held : Response
        Of the region.

    Raises
    ------
    BadTable
        If nothing is saved, or more than the load in an hour.

    References
    ----------
    EPA, AVERT user manual, statistical module; Fisher et al. 2015, J. Air & Waste Management Association 65.

    Examples
    --------
    >>> avoided([100.0, 200.0], [10.0, 10.0], Response(np.array([0.0, 300.0]), np.array([0.0, 240.0])))
    0.8
    """
    loads, less = np.asarray(load, np.float64), np.asarray(saved, np.float64)
    good = (
        loads.shape == less.shape and loads.ndim == 1 and np.isfinite(loads).all() and np.isfinite(less).all()
    )
    if not good or (less < 0).any() or not less.sum() > 0 or (less > loads).any():
        raise BadTable(
            (
                "Nothing is saved, or more than the load in some hour.",
                "没有节约量，或某小时的节约量大于负荷。",
            ),
            ("Give hourly savings from zero up to the load.", "逐小时节约量须为零或正数，且不超过负荷。"),
        )
    before, after = (np.interp(each, held.edges, held.tonnes) for each in (loads, loads - less))
    return float(round((before - after).sum() / less.sum(), 12))
