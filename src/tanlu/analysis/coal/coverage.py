"""How honest such bands were: for every past year and region, did the later output fall inside?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.coal.outlook import Settings, draw, start_of
from tanlu.analysis.coal.panel import WINDOW, Panel
from tanlu.errors import BadTable

Floats = NDArray[np.float64]

NOMINAL: Final = 0.8
LEAST: Final = 0.70
MOST: Final = 0.88
_STEPS: Final = (1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0)


@dataclass(frozen=True, slots=True)
class Card:
    """A coverage card.

    Parameters
    ----------
    horizons : tuple of int
        Years ahead.
    covered : ndarray, shape (horizons,)
        Share of past cases that fell inside the band.
    cases : ndarray of int, shape (horizons,)
        How many there were.
    width : ndarray, shape (horizons,)
        Mean width of the band, in logarithms.
    below, above : ndarray, shape (horizons,)
        Share of cases below and above it.
    settings : Settings
        How the bands were drawn; ``wider`` above one where they had to be stretched.
    regions : tuple of str
        Regions whose past is in it.
    origins : tuple of int
        First and last year from which was looked ahead.
    """

    horizons: tuple[int, ...]
    covered: Floats
    cases: NDArray[np.int64]
    width: Floats
    below: Floats
    above: Floats
    settings: Settings
    regions: tuple[str, ...]
    origins: tuple[int, int]

    @property
    def holds(self) -> bool:
        """Return whether coverage lies between the bounds at every horizon."""
        return bool(((self.covered >= LEAST) & (self.covered <= MOST)).all())


def card(
    panel: Panel,
    *,
    horizons: Sequence[int] = (1, 2, 3, 5, 7, 10),
    first: int = 0,
    draws: int = 2000,
    seed: int = 1,
    settings: Settings | None = None,
) -> Card:
    """Return how often past output fell inside the band that would have been drawn, each region left out in turn.

    From each year, only what was known by then is used, and the region's own path never enters its shocks or its
    reference class; the share of the mixture is fixed beforehand.

    Parameters
    ----------
    panel : Panel
        Output of many regions.
    horizons : sequence of int
        Years ahead.
    first : int
        First year from which is looked ahead; 0 for the earliest that leaves ten surprises.
    draws, seed : int
        Of each band.
    settings : Settings or None
        How bands are drawn.
    """
    used = settings or Settings()
    begin = max(first, panel.years[0] + 2 * WINDOW + 2)
    origins = range(begin, panel.years[-1])
    if not origins or len(panel.names) < 3:
        raise BadTable(
            ("The panel is too short or too narrow to look back.", "面板年份过短或地区过少，无法回测。"),
            ("Give three regions or more over 25 years or more.", "至少需要三个地区、25年。"),
        )
    longest = max(horizons)
    inside, width = np.full((len(origins), len(panel.names), longest), np.nan), np.zeros(longest)
    seeds = np.random.SeedSequence(seed).spawn(len(origins))
    for place, origin in enumerate(origins):
        known = panel.until(origin)
        end = min(longest, panel.years[-1] - origin)
        later = panel.logs[:, len(known.years) : len(known.years) + end]
        starts = [start_of(name, np.exp(known.path(name))) for name in panel.names]
        for row, start in enumerate(starts):
            found = np.log(
                draw([start], known, horizon=end, draws=draws, seed=seeds[place], settings=used)[:, :, 0]
            )
            low, high = np.quantile(found, [0.1, 0.9], axis=0)
            inside[place, row, :end] = np.where(later[row] < low, -1, np.where(later[row] > high, 1, 0))
            width[:end] += high - low
    return _card(panel, tuple(horizons), (inside, width), used, begin)


def _card(
    panel: Panel, horizons: tuple[int, ...], looked: tuple[Floats, Floats], used: Settings, first: int
) -> Card:
    inside, width = looked
    columns = [each - 1 for each in horizons]
    held = inside[:, :, columns].reshape(-1, len(columns))
    cases = np.isfinite(held).sum(axis=0)
    drawn = np.isfinite(inside).sum(axis=(0, 1))
    return Card(
        horizons=horizons,
        covered=(held == 0).sum(axis=0) / cases,
        cases=cases,
        width=(width / drawn)[columns],
        below=(held < 0).sum(axis=0) / cases,
        above=(held > 0).sum(axis=0) / cases,
        settings=used,
        regions=panel.names,
        origins=(first, panel.years[-1] - 1),
    )


def widened(
    panel: Panel, *, settings: Settings | None = None, first: int = 0, draws: int = 2000, seed: int = 1
) -> Card:
    """Return the card of the narrowest band that covers enough at every horizon, stretched by a stated step.

    Where the band as it is covers between 0.70 and 0.88 at every horizon, it stays. Where it covers less than 0.70 at
    one, every deviation from the middle is stretched by 1.1, 1.25, 1.4, 1.6, 1.8 or 2.0, the first that reaches 0.70 at
    all; where none does, the last is returned, and its card says what it covers.

    Parameters
    ----------
    panel : Panel
    settings : Settings or None
    first, draws, seed : int
        As of :func:`card`.
    """
    used = settings or Settings()
    found = card(panel, settings=used, first=first, draws=draws, seed=seed)
    for step in _STEPS[1:]:
        if (found.covered >= LEAST).all():
            break
        found = card(panel, settings=replace(used, wider=step), first=first, draws=draws, seed=seed)
    return found
