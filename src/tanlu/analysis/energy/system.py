"""A power system of one to ten zones: what may be built, what stands already, what must hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from tanlu.errors import BadTable

Floats = NDArray[np.float64]
MOST_ZONES = 10


@dataclass(frozen=True, slots=True)
class Source:
    """A technology in a zone.

    Parameters
    ----------
    id, zone : str
        Its name, and where it stands.
    capital : float
        Money per MW a year: annualised capital and fixed costs, real.
    running : float
        Money per MWh: fuel, variable costs, less credits.
    emissions : float
        Tonnes of CO2 per MWh.
    available : ndarray, shape (steps,), or None
        Share of capacity that can run in each step; always in full for None.
    standing : float
        MW that stand already and cost no capital; they may run or not.
    potential : float
        MW that may be built at most, beyond what stands.
    jobs : float
        Lasting jobs per MW built or standing.
    site : str
        A grid connection that it shares with others; empty for one of its own.
    coal : bool
        Whether floors and ceilings on coal count it.
    """

    id: str
    zone: str
    capital: float
    running: float
    emissions: float = 0.0
    available: Floats | None = None
    standing: float = 0.0
    potential: float = float("inf")
    jobs: float = 0.0
    site: str = ""
    coal: bool = False


@dataclass(frozen=True, slots=True)
class Storage:
    """Storage in a zone, as many hours as it has.

    Parameters
    ----------
    id, zone : str
    capital : float
        Money per MW a year, its energy with it.
    hours : float
        MWh for each MW.
    into, out : float
        Efficiencies, from 0 to 1.
    potential : float
        MW at most.
    jobs : float
        Lasting jobs per MW.
    """

    id: str
    zone: str
    capital: float
    hours: float
    into: float = 0.92
    out: float = 0.92
    potential: float = float("inf")
    jobs: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two zones that stands, the same both ways.

    Parameters
    ----------
    id, one, other : str
    capacity : float
        MW.
    """

    id: str
    one: str
    other: str
    capacity: float


@dataclass(frozen=True, slots=True)
class Rules:
    """What must hold besides the balance.

    Parameters
    ----------
    co2 : float or None
        Tonnes at most over all steps; None for no cap.
    jobs : float or None
        Lasting jobs at least.
    coal_least, coal_most : float or None
        MW of coal that must be kept, and may be.
    sites : mapping of str to float
        MW that each shared connection carries at once: new power may use what the old plant had.
    """

    co2: float | None = None
    jobs: float | None = None
    coal_least: float | None = None
    coal_most: float | None = None
    sites: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class System:
    """A system.

    Parameters
    ----------
    zones : tuple of str
        One to ten.
    demand : ndarray, shape (zones, steps)
        MW.
    hours : ndarray, shape (steps,)
        Hours that each step stands for.
    sources, storages, links : tuple
    rules : Rules
    """

    zones: tuple[str, ...]
    demand: Floats
    hours: Floats
    sources: tuple[Source, ...]
    storages: tuple[Storage, ...] = ()
    links: tuple[Link, ...] = ()
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        _demand_shapes(self)
        _demand_names(self)

    @property
    def plants(self) -> tuple["Source | Storage", ...]:
        """Return everything that may be built: sources, then storages."""
        return (*self.sources, *self.storages)

    @property
    def steps(self) -> int:
        """Return how many steps there are."""
        return len(self.hours)


def _demand_shapes(system: System) -> None:
    zones, steps = len(system.zones), len(system.hours)
    profiles = [each.available for each in system.sources if each.available is not None]
    good = (
        1 <= zones <= MOST_ZONES
        and steps > 0
        and system.demand.shape == (zones, steps)
        and all(each.shape == (steps,) for each in profiles)
    )
    if not good:
        raise BadTable(
            (f"Demand is {system.demand.shape}, for {zones} zones and {steps} steps, or a profile has another length.",
             f"负荷为 {system.demand.shape}，而区域数为{zones}、时段数为{steps}，或出力曲线长度不符。"),
            (f"Give one to {MOST_ZONES} zones, and one value a step.", f"区域数为 1 至 {MOST_ZONES}，每个时段一个值。"),
        )  # fmt: skip
    numbers = [system.demand, system.hours, *profiles]
    if (
        not all(np.isfinite(each).all() and (each >= 0).all() for each in numbers)
        or not (system.hours > 0).all()
    ):
        raise BadTable(
            (
                "Demand, hours or a profile holds something that is no number, or a negative one.",
                "负荷、时长或出力曲线含有非数值或负数。",
            ),
            ("Correct the series; hours are above zero.", "请更正；时长须大于零。"),
        )
    if any((each > 1.000001).any() for each in profiles):
        raise BadTable(
            (
                "A profile is above one: it may be in MW or in percent.",
                "出力曲线大于 1，可能是以兆瓦或百分比计。",
            ),
            ("Give shares of capacity from 0 to 1.", "请给出 0 到 1 的容量比例。"),
        )


def _demand_names(system: System) -> None:
    ids = [each.id for each in system.plants] + [each.id for each in system.links]
    zones = set(system.zones)
    places = [each.zone for each in system.plants]
    places += [end for each in system.links for end in (each.one, each.other)]
    lost = next((each for each in places if each not in zones), "")
    lost = lost or next(
        (each.site for each in system.sources if each.site and each.site not in system.rules.sites), ""
    )
    twice = next((each for each in ids if ids.count(each) > 1), "")
    if lost or twice:
        raise BadTable(
            (f"{twice!r} stands twice." if twice else f"{lost!r} is no zone or site of the system.",
             f"{twice!r} 重复。" if twice else f"{lost!r} 不是系统中的区域或接入点。"),
            ("Correct the name.", "请改正名称。"),
        )  # fmt: skip


def grouped(system: System, size: int) -> System:
    """Return the system with steps averaged in groups; a mean hides the hours that ask for firm capacity.

    Parameters
    ----------
    system : System
    size : int
        Steps in one group; what is left at the end makes a shorter one.

    Notes
    -----
    On one public case, four hours cost 0.7 % of the objective and a day 4.7 % and half of the firm capacity: confirm a
    published number hour by hour.
    """
    if size < 1:
        raise BadTable(
            (f"Groups of {size} steps.", f"每组{size}个时段。"), ("Give one or more.", "须为一或以上。")
        )
    starts = np.arange(0, system.steps, size)
    hours = np.add.reduceat(system.hours, starts)

    def mean(series: Floats) -> Floats:
        return np.asarray(np.add.reduceat(series * system.hours, starts, axis=-1) / hours, np.float64)

    sources = tuple(
        each if each.available is None else replace(each, available=mean(each.available))
        for each in system.sources
    )
    return replace(system, demand=mean(system.demand), hours=hours, sources=sources)
