"""How many to ask: for a margin of error, or to tell a difference; and what a given number would tell."""

import math
from dataclasses import dataclass

from scipy.special import ndtr, ndtri

from tanlu.errors import BadReference


@dataclass(frozen=True, slots=True)
class Field:
    """What stands between answers and certainty.

    Parameters
    ----------
    deff : float
        Design effect: how many times the variance is that of a simple random sample.
    population : float or None
        People in the whole; endless if None.
    response : float
        Share of those invited who answer.
    level : float
        Of the margin, or one less the size of the test.

    Raises
    ------
    BadReference
        If one of them cannot be.
    """

    deff: float = 1.0
    population: float | None = None
    response: float = 1.0
    level: float = 0.95

    def __post_init__(self) -> None:
        _demand(
            0 < self.response <= 1,
            "the response rate must lie above 0 and up to 100%",
            "回收率须大于0且不超过100%",
        )
        _demand(0 < self.level < 1, "the level must lie between 0 and 100%", "置信水平须在0与100%之间")
        _demand(self.deff > 0, "the design effect must be above zero", "设计效应须大于零")
        _demand(
            self.population is None or self.population > 1,
            "the population must be above one",
            "总体须多于一人",
        )

    @property
    def z(self) -> float:
        """Standard errors on either side."""
        return float(ndtri((1 + self.level) / 2))


@dataclass(frozen=True, slots=True)
class Needed:
    """How many are needed.

    Parameters
    ----------
    answers : int
        In all; in each of two groups, for a difference.
    invitations : int
    exact : float
        Answers before rounding up.
    """

    answers: int
    invitations: int
    exact: float


def design_effect(size: float, correlation: float) -> float:
    r"""Return the design effect of clusters of one size, :math:`1 + (b - 1)\rho`.

    Parameters
    ----------
    size : float
        Answers in a cluster.
    correlation : float
        Within clusters.

    Raises
    ------
    BadReference
        If a cluster has fewer than one answer, or the correlation lies outside of 0 to 1.

    Examples
    --------
    >>> round(design_effect(11, 0.05), 6)
    1.5

    References
    ----------
    Kish (1965), Survey Sampling, section 5.4.
    """
    _demand(size >= 1, "a cluster needs one answer or more", "每群至少须有一个回答")
    _demand(
        0 <= correlation <= 1, "the correlation within clusters must lie from 0 to 1", "群内相关须在0与1之间"
    )
    return 1 + (size - 1) * correlation


def for_margin(spread: float, margin: float, field: Field) -> Needed:
    r"""Return how many answers give a margin of error.

    .. math:: n_0 = \frac{z^2 s^2 \, deff}{e^2}, \qquad n = \frac{n_0}{1 + (n_0 - 1) / N}

    Parameters
    ----------
    spread : float
        Standard deviation of the answers; :math:`\sqrt{p(1-p)}` for a share.
    margin : float
        Half the width of the interval.
    field : Field

    Raises
    ------
    BadReference
        If a spread or a margin is not above zero.

    Examples
    --------
    >>> found = for_margin(0.5, 0.05, Field(deff=1.5, population=34_530, response=0.2))
    >>> found.answers, found.invitations
    (567, 2834)

    References
    ----------
    Cochran (1977), Sampling Techniques, chapter 4.
    """
    _demand(spread > 0 and margin > 0, "spread and margin must be above zero", "离散程度和误差范围须大于零")
    start = field.z**2 * spread**2 * field.deff / margin**2
    return _needed(start if field.population is None else start / (1 + (start - 1) / field.population), field)


def margin_of(spread: float, answers: float, field: Field) -> float:
    r"""Return the margin of error of a number of answers, :math:`z s \sqrt{deff\,(1/n)(N - n)/(N - 1)}`.

    Parameters
    ----------
    spread : float
    answers : float
    field : Field

    Raises
    ------
    BadReference
        If the answers are none, or more than the population.

    Examples
    --------
    >>> round(margin_of(0.5, 567, Field(deff=1.5, population=34_530)), 4)
    0.05
    """
    _demand(spread > 0 and answers >= 1, "spread and answers must be above zero", "离散程度和回答数须大于零")
    left = 1.0
    if field.population is not None:
        _demand(
            answers <= field.population, "more answers than people in the population", "回答数超过总体人数"
        )
        # n solves n = n0 / (1 + (n0 - 1) / N), so n0 = n (N - 1) / (N - n).
        left = (field.population - answers) / (field.population - 1)
    return field.z * spread * math.sqrt(field.deff * left / answers)


def for_difference(spreads: tuple[float, float], difference: float, power: float, field: Field) -> Needed:
    r"""Return how many answers each of two equal groups needs for a difference to be found.

    .. math:: n = \frac{(z_{1-\alpha/2} + z_{power})^2 (s_1^2 + s_2^2)\, deff}{d^2}

    Parameters
    ----------
    spreads : tuple of float
        Of the two groups.
    difference : float
        Not zero.
    power : float
        Chance to find it.
    field : Field
        Its population is that of each group.

    Raises
    ------
    BadReference
        If the difference is zero, or the power not above half of what lies outside the level.

    Examples
    --------
    >>> for_difference((math.sqrt(0.21), math.sqrt(0.24)), 0.1, 0.8, Field()).answers
    354

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, chapter 4.
    """
    _demand(difference != 0, "the difference must not be zero", "差异不能为零")
    _demand(min(spreads) > 0, "spreads must be above zero", "离散程度须大于零")
    _demand((1 - field.level) < power < 1, "the power must lie between the size of the test and 100%",
            "检验功效须大于显著性水平且小于100%")  # fmt: skip
    reach = field.z + float(ndtri(power))
    start = reach**2 * (spreads[0] ** 2 + spreads[1] ** 2) * field.deff / difference**2
    return _needed(start if field.population is None else start / (1 + (start - 1) / field.population), field)


def power_of(spreads: tuple[float, float], difference: float, answers: float, field: Field) -> float:
    """Return the chance to find a difference with a number of answers in each of two groups.

    Parameters
    ----------
    spreads : tuple of float
    difference : float
    answers : float
        In each group.
    field : Field

    Raises
    ------
    BadReference
        As :func:`for_difference` and :func:`margin_of`.

    Examples
    --------
    >>> round(power_of((math.sqrt(0.21), math.sqrt(0.24)), 0.1, 354, Field()), 3)
    0.801
    """
    _demand(difference != 0, "the difference must not be zero", "差异不能为零")
    error = math.hypot(*(margin_of(each, answers, field) / field.z for each in spreads))
    if error == 0:
        return 1.0
    return float(ndtr(abs(difference) / error - field.z))


def _needed(exact: float, field: Field) -> Needed:
    # Rounding noise must not cost an interview.
    answers = max(math.ceil(exact - 1e-9), 1)
    return Needed(answers, max(math.ceil(exact / field.response - 1e-9), answers), exact)


def _demand(holds: bool, en: str, zh: str) -> None:  # noqa: FBT001 - what is demanded
    if not holds:
        raise BadReference(
            (f"Nothing can be planned: {en}.", f"无法规划样本量：{zh}。"),
            ("Change that number.", "请修改该数值。"),
        )
