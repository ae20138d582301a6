"""What may happen to output: a damped trend with pooled shocks, mixed with real paths of other regions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.coal.panel import WINDOW, Panel, Shocks, shocks
from tanlu.errors import BadTable

Floats = NDArray[np.float64]
Draws = NDArray[np.float32]

SPAN: Final = 10
"""Years of a real path that is taken in one piece; longer horizons chain pieces."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an outlook is drawn.

    Parameters
    ----------
    damping : float
        By how much the trend of the last ten years fades each year.
    mixture : float
        The share of draws that follow a real path of another region from the second year on.
    wider : float
        By how much every deviation from the middle is stretched; above one where the coverage card asks for it.
    """

    damping: float = 0.85
    mixture: float = 0.5
    wider: float = 1.0


@dataclass(frozen=True, slots=True)
class Start:
    """Where an outlook starts.

    Parameters
    ----------
    name : str
        The region; its own path never enters its shocks.
    output : float
        Of the last year known.
    trend : float
        Mean yearly growth of the years before, in logarithms.
    group : str
        Regions of one group share their common shock.
    """

    name: str
    output: float
    trend: float
    group: str = ""


def start_of(name: str, output: ArrayLike, group: str = "", window: int = WINDOW) -> Start:
    """Return the start of a region from its output year by year, the last known last.

    Raises
    ------
    BadTable
        If fewer years than a trend needs are known, or one is not above zero.
    """
    held = np.asarray(output, np.float64)
    if held.size < window + 1 or not (np.isfinite(held) & (held > 0)).all():
        raise BadTable(
            (f"{name}: {held.size} years of output above zero are known, {window + 1} are needed.",
             f"{name}：已知产量{held.size}年，至少需要{window + 1}年且均大于零。"),
            ("Draw no band for it; tell what is planned instead.", "不应绘制区间，请改为说明规划目标。"),
        )  # fmt: skip
    return Start(name, float(held[-1]), float(np.log(held[-1] / held[-1 - window]) / window), group)


def draw(
    starts: Sequence[Start],
    panel: Panel,
    *,
    horizon: int,
    draws: int,
    seed: np.random.SeedSequence | int,
    settings: Settings | None = None,
) -> Draws:
    r"""Return output of regions, drawn together.

    :math:`\ln P_{t+h} = \ln P_t + g \sum_{k=1}^{h} \phi^k + \sum_{k=1}^{h} (c_k + u_k)`: the common shock c of a past year,
    shared by all regions of a group, and a shock u of some other region. A share of the draws follows real growth of
    another region from the second year on, in pieces of ten years. Draws of one number belong together: sums over
    regions are sums of draws, and the same seed gives the same draws whatever else changes.

    Parameters
    ----------
    starts : sequence of Start
        Regions.
    panel : Panel
        What shocks and real paths are taken from; a region's own are left out.
    horizon, draws : int
        Years and paths.
    seed : SeedSequence or int
        All randomness follows from it.
    settings : Settings or None
        How it is drawn.

    Returns
    -------
    ndarray of float32, shape (draws, horizon, regions)

    References
    ----------
    Gardner & McKenzie 1985, Management Science 31:1237-1246 (damped trend); Kahneman & Lovallo 1993, Management Science
    39:17-31 (reference class).
    """
    used = settings or Settings()
    _demand(horizon, draws, used)
    sequence = seed if isinstance(seed, np.random.SeedSequence) else np.random.SeedSequence(seed)
    groups = tuple(dict.fromkeys(each.group for each in starts))
    # One stream a group and one a region, so that a region more changes no other.
    streams = {group: _stream(sequence, "group", group) for group in groups}
    common = {group: _Common.drawn(streams[group], horizon, draws) for group in groups}
    found = np.empty((draws, horizon, len(starts)), np.float32)
    for place, start in enumerate(starts):
        held = shocks(panel.without(start.name), used.damping)
        path = _path(start, held, common[start.group], _stream(sequence, "region", start.name), used)
        found[:, :, place] = start.output * np.exp(path)
    return found


def _demand(horizon: int, draws: int, settings: Settings) -> None:
    good = horizon >= 1 and draws >= 1 and 0 <= settings.mixture <= 1 and 0 <= settings.damping < 1
    if not good or not settings.wider > 0:
        raise BadTable(
            (
                "An outlook needs one year and one path or more, and shares from 0 to 1.",
                "展望至少需要一年、一条路径，比例须在 0 到 1 之间。",
            ),
            ("Correct horizon, draws or settings.", "请更正年数、路径数或参数。"),
        )


def _stream(sequence: np.random.SeedSequence, kind: str, name: str) -> np.random.Generator:
    key = tuple(f"{kind}:{name}".encode())
    own = np.random.SeedSequence(entropy=sequence.entropy, spawn_key=(*sequence.spawn_key, *key))
    return np.random.default_rng(own)


@dataclass(frozen=True, slots=True)
class _Common:
    """What regions of a group share: the years that common shocks and real paths are taken from, as shares of a whole."""

    shock: Draws
    piece: Draws

    @classmethod
    def drawn(cls, stream: np.random.Generator, horizon: int, draws: int) -> "_Common":
        pieces = -(-horizon // SPAN)
        return cls(stream.random((draws, horizon), np.float32), stream.random((draws, pieces), np.float32))


def _path(
    start: Start, held: Shocks, common: _Common, stream: np.random.Generator, settings: Settings
) -> Floats:
    """Return one region's paths as logarithms from its start, shape (draws, horizon)."""
    draws, horizon = common.shock.shape
    when = (common.shock * len(held.common)).astype(np.intp)
    own = held.own.ravel()
    step = held.common[when] + own[stream.integers(0, own.size, (draws, horizon))]
    fade = settings.damping ** np.arange(1, horizon + 1)
    step += start.trend * fade
    real = round(settings.mixture * draws)
    if real and horizon > 1:
        step[:real, 1:] = _real(held.growth, common.piece[:real], stream, horizon)[:, 1:]
    path = np.cumsum(step, axis=1)
    if settings.wider != 1.0:
        middle = np.median(path, axis=0)
        path = middle + settings.wider * (path - middle)
    return np.asarray(path, np.float64)


def _real(growth: Floats, piece: Draws, stream: np.random.Generator, horizon: int) -> Floats:
    """Return real growth in pieces: the years shared with the group, the region drawn."""
    regions, years = growth.shape
    span = min(SPAN, horizon, years)
    draws = len(piece)
    parts = []
    for at in range(piece.shape[1]):
        first = (piece[:, at] * (years - span + 1)).astype(np.intp)
        which = stream.integers(0, regions, draws)
        parts.append(growth[which[:, None], first[:, None] + np.arange(span)])
    return np.concatenate(parts, axis=1)[:, :horizon]


@dataclass(frozen=True, slots=True)
class Band:
    """Quantiles of draws.

    Parameters
    ----------
    shares : tuple of float
        Which quantiles.
    values : ndarray, shape (quantiles, horizon)
    """

    shares: tuple[float, ...]
    values: Floats


QUANTILES: Final = (0.1, 0.25, 0.5, 0.75, 0.9)


def band(draws: NDArray[np.floating], shares: Sequence[float] = QUANTILES) -> Band:
    """Return quantiles of draws by year, shape of ``draws`` (draws, horizon)."""
    return Band(tuple(shares), np.quantile(draws, shares, axis=0).astype(np.float64))


def met(draws: NDArray[np.floating], year: int, target: float, *, at_most: bool) -> float:
    """Return the share of draws in which a target is met in a year, counted from 1.

    Parameters
    ----------
    draws : ndarray, shape (draws, horizon)
    year : int
        Year of the horizon.
    target : float
        In the unit of the draws.
    at_most : bool
        Whether output is to be no more than the target; else no less.
    """
    held = draws[:, year - 1]
    return float((held <= target).mean() if at_most else (held >= target).mean())


def add(draws: Draws, names: Sequence[str], of: Mapping[str, float]) -> Floats:
    """Return the sum over regions draw by draw; quantiles of parts are never added.

    Parameters
    ----------
    draws : ndarray, shape (draws, horizon, regions)
    names : sequence of str
        Of the regions.
    of : mapping of str to float
        Regions to add, each with a weight (units of a common measure).
    """
    weights = np.array([of.get(each, 0.0) for each in names])
    return np.asarray(draws @ weights, np.float64)
