"""When steps towards a solution are enough: a criterion, its tolerance, and the most steps."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tanlu.errors import BadTable

Criterion = Literal[
    "slopes", "deviance", "totals", "totals and one", "cells", "loadings", "objective", "correlation"
]
_ROUNDING: Final = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Stopping:
    r"""A rule for stopping.

    With :math:`\epsilon` the tolerance, steps end once

    - ``slopes``: no slope moves by :math:`\epsilon` of the largest (or of 1);
    - ``deviance``: :math:`|D - D'| / (|D| + 0.1) < \epsilon` from one deviance to the next;
    - ``totals``: every total is met to :math:`\epsilon` of itself;
    - ``totals and one``: every total T is met to :math:`\epsilon (1 + |T|)`;
    - ``cells``: in a round over the margins no cell moves by :math:`\epsilon`, a count where it is 1 or more, else a share
      of all weights;
    - ``loadings``: no loading moves by :math:`\epsilon`;
    - ``objective``: what is minimised falls by less than :math:`\epsilon` of itself, or of 1 where it is smaller;
    - ``correlation``: the interval that holds it is about as narrow as :math:`\epsilon`.

    Parameters
    ----------
    criterion : str
        What is watched.
    tolerance : float
        Above zero.
    most_steps : int
        After so many steps without an end, a model or calibration is refused.

    Raises
    ------
    BadTable
        If the tolerance is not above zero, or there is no step.

    References
    ----------
    The criteria of R as its manuals print them: stats, ``glm.control``; survey, ``calibrate`` and ``rake``; stats,
    ``optim`` (factr) and ``optimize`` (tol).

    Examples
    --------
    >>> AS_GLM
    Stopping(criterion='deviance', tolerance=1e-08, most_steps=25)
    """

    criterion: Criterion
    tolerance: float
    most_steps: int

    def __post_init__(self) -> None:
        """Refuse a rule that cannot end."""
        if not (np.isfinite(self.tolerance) and self.tolerance > 0) or self.most_steps < 1:
            raise BadTable(
                (
                    f"A rule for stopping has a tolerance of {self.tolerance:g} and {self.most_steps} steps.",
                    f"停止规则的容差为{self.tolerance:g}，最多{self.most_steps}步。",
                ),
                ("Give a tolerance above zero and one step or more.", "容差须大于零，步数至少为一。"),
            )


SETTLED: Final = Stopping("slopes", 1e-12, 100)
"""A model that has converged: the default."""
AS_GLM: Final = Stopping("deviance", 1e-8, 25)
"""Where R's ``glm`` and ``svyglm`` stop unless told otherwise."""
MET: Final = Stopping("totals", 1e-10, 100)
"""Totals that are met: the default."""
AS_CALIBRATE: Final = Stopping("totals and one", 1e-7, 50)
"""Where R's ``calibrate`` stops unless told otherwise."""
AS_RAKE: Final = Stopping("cells", 1.0, 10)
"""Where R's ``rake`` stops unless told otherwise."""
FITTED: Final = Stopping("loadings", 1e-13, 2_000)
"""Loadings that have converged: the default."""
AS_OPTIM: Final = Stopping("objective", 1e7 * _ROUNDING, 100)
"""Where R's ``optim`` stops by L-BFGS-B unless told otherwise, as psych's ``fa`` does for ``minres``."""
NARROW: Final = Stopping("correlation", 1e-10, 500)
"""A correlation that has converged: the default."""
AS_OPTIMIZE: Final = Stopping("correlation", _ROUNDING**0.25, 500)
"""Where R's ``optimize`` stops unless told otherwise, as psych's ``polychoric`` does."""


def unsuited(stopping: Stopping, may: tuple[Criterion, ...]) -> BadTable:
    """Return what is said of a criterion that a method does not watch."""
    return BadTable(
        (
            f"The criterion {stopping.criterion!r} does not belong to this method.",
            f"停止准则 {stopping.criterion!r} 不适用于此方法。",
        ),
        ("Take one of: " + ", ".join(may) + ".", "请选用：" + "、".join(may) + "。"),
    )
