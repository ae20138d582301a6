"""Totals that are known of the population, and weights made to meet them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.survey.calibration import Distance, calibrate, indicators, poststratify, rake
from tanlu.analysis.survey.design import Design, Floats
from tanlu.analysis.survey.refused import not_calibrated
from tanlu.text import Text

Way = Literal["auto", "linear", "raking", "logit"]
WAYS: Final[tuple[Way, ...]] = ("auto", "linear", "raking", "logit")
EVERYONE: Final = "1"
"""The column that is one for everybody: its total is the population."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What is known of the population.

    Parameters
    ----------
    margins : tuple of (str, tuple of (str, float))
        Columns of categories, each with how many people there are of every category.
    numbers : tuple of (str, float)
        Columns of numbers with their totals; :data:`EVERYONE` is the population itself.
    way : str
        How weights grow. ``auto`` post-stratifies by one margin, rakes several, and is linear with a column of numbers.
    bounds : tuple of float
        Least and greatest factor, for ``logit``.
    """

    margins: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    way: Way = "auto"
    bounds: tuple[float, float] = (0.3, 3.0)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns named."""
        return (*(name for name, _ in self.margins), *(name for name, _ in self.numbers if name != EVERYONE))

    @property
    def distance(self) -> Distance:
        """How weights grow, decided."""
        if self.way != "auto":
            return self.way
        return "raking" if len(self.margins) > 1 and not self.numbers else "linear"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What calibration did to the weights.

    Parameters
    ----------
    low, high : float
        Least and greatest factor.
    kish : float
        Design effect of unequal weights alone, n Σw² / (Σw)².
    effective : float
        Answers that equal weights would need for the same.
    top : float
        Share of all weight that the heaviest 1% of rows hold.
    """

    low: float
    high: float
    kish: float
    effective: float
    top: float


def fitted(
    held: Design,
    totals: Totals,
    words: Callable[[str], NDArray[Any]],
    numbers: Callable[[str], Floats],
) -> Design:
    """Return a design whose weights meet the totals.

    Parameters
    ----------
    held : Design
        Of n rows.
    totals : Totals
    words, numbers : callable
        Return a column as categories (empty where missing) and as numbers (NaN where missing).

    Raises
    ------
    BadTable
        If a row has no category, margins sum to different populations, a category has no row, or no factors meet the
        totals.
    """
    labels = {name: _whole(name, words(name)) for name, _ in totals.margins}
    _demand_sums(totals)
    if totals.distance == "linear" and len(totals.margins) == 1 and not totals.numbers:
        name, counts = totals.margins[0]
        return poststratify(held, labels[name], dict(counts))
    if totals.distance == "raking" and not totals.numbers:
        return rake(held, [(labels[name], dict(counts)) for name, counts in totals.margins])
    columns, wanted = [], []
    for name, counts in totals.margins:
        columns.append(indicators(labels[name], dict(counts)))
        wanted += [count for _, count in counts]
    for name, total in totals.numbers:
        values = np.ones(held.rows) if name == EVERYONE else numbers(name)
        if not np.isfinite(values).all():
            raise _missing(name, int((~np.isfinite(values)).sum()))
        columns.append(values[:, None])
        wanted.append(total)
    found = calibrate(held, np.hstack(columns), wanted, totals.distance, totals.bounds)
    if turned := int((found.weights <= 0).sum()):
        raise not_calibrated(
            Text(
                f"{turned} weights would be zero or negative; raking or logit keep them above zero",
                f"将有{turned}个权数为零或为负；改用 raking 或 logit 可使权数保持大于零",
            )
        )
    return found


def weighed(held: Design) -> Weighed | None:
    """Return what calibration did to the weights; None where there was none.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> found = weighed(poststratify(design(3), ["a", "a", "b"], {"a": 10, "b": 4}))
    >>> found.low, found.high, round(found.kish, 3)
    (4.0, 5.0, 1.01)
    """
    if held.base is None:
        return None
    w, factors = held.weights, held.weights / held.base
    kish = len(w) * float(w @ w) / float(w.sum()) ** 2
    heaviest = np.sort(w)[-max(1, len(w) // 100) :]
    return Weighed(
        float(factors.min()), float(factors.max()), kish, len(w) / kish, float(heaviest.sum() / w.sum())
    )


def _whole(name: str, labels: NDArray[Any]) -> list[str]:
    empty = int((labels == "").sum())
    if empty:
        raise _missing(name, empty)
    found: list[str] = labels.tolist()
    return found


def _missing(name: str, count: int) -> Exception:
    return not_calibrated(
        Text(f"{count} rows have no answer in the column {name!r}", f"列“{name}”有{count}行没有取值")
    )


def _demand_sums(totals: Totals) -> None:
    sums = [(name, sum(count for _, count in counts)) for name, counts in totals.margins]
    sums += [(name, total) for name, total in totals.numbers if name == EVERYONE]
    every = [each for _, each in sums]
    if every and max(every) - min(every) > 1e-6 * max(every):
        raise not_calibrated(
            Text(
                "the margins sum to different populations: "
                + ", ".join(f"{name} {each:.10g}" for name, each in sums),
                "各边缘合计不是同一总体：" + "、".join(f"{name} {each:.10g}" for name, each in sums),
            )
        )
