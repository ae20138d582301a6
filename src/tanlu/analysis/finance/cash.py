"""Cash flows: present value, every internal rate of return or none, modified rate, payback, cover of debt."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.finance.basis import demand_finite
from tanlu.errors import BadTable, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]

_CHUNK: Final = 4096
"""Flows solved together: a block of 30 years stays in the cache."""
_STEPS: Final = 200
_CLOSE: Final = 1e-9
"""A last step of Newton's method that is this short leaves an error of its square."""


def flows_of(flows: ArrayLike) -> Floats:
    """Return flows as a matrix, one a row, time along the columns, the first at time zero.

    Raises
    ------
    BadTable
        If there is none, or one is no number.
    """
    found = np.atleast_2d(np.asarray(flows, np.float64))
    if found.ndim != 2 or not found.size or not np.isfinite(found).all():
        raise BadTable(
            ("A cash flow is empty or holds something that is no number.", "现金流为空，或含有非数值。"),
            ("Give one number a period; zero where nothing flows.", "每期给出一个数，没有现金流的期写零。"),
        )
    return found


def npv(flows: ArrayLike, rate: ArrayLike) -> Floats:
    r"""Return the present value of each flow, :math:`\sum_t c_t (1+r)^{-t}`.

    Parameters
    ----------
    flows : array_like, shape (n, periods + 1) or (periods + 1,)
        The first column at time zero.
    rate : array_like, shape () or (n,)
        Per period, above -1; real for real flows, nominal for nominal ones.

    Returns
    -------
    ndarray, shape (n,)

    Examples
    --------
    >>> npv([-100.0, 60.0, 60.0], 0.10).round(4).tolist()
    [4.1322]
    """
    matrix = flows_of(flows)
    rates = np.asarray(rate, np.float64)
    if not (np.isfinite(rates).all() and (rates > -1).all()):
        raise BadTable(
            ("A discount rate is not above -1.", "折现率须大于 -1。"),
            ("Give it as a share, such as 0.07.", "请写成小数，例如 0.07。"),
        )
    times = np.arange(matrix.shape[1])
    if rates.ndim == 0:
        factors: Floats = (1.0 + rates) ** -times
        return matrix @ factors
    found: Floats = np.einsum("ij,ij->i", matrix, (1.0 + rates[:, None]) ** -times)
    return found


def sign_changes(flows: ArrayLike) -> NDArray[np.int64]:
    """Return how often the sign of each flow changes, zeros passed over: at most so many rates exist (Descartes).

    Examples
    --------
    >>> sign_changes([[-1000.0, 2300.0, -1320.0], [-1.0, 0.0, 2.0]]).tolist()
    [2, 1]
    """
    matrix = flows_of(flows)
    negative = matrix < 0
    count: NDArray[np.int64] = np.count_nonzero(negative[:, 1:] != negative[:, :-1], axis=1)
    gaps = np.flatnonzero((matrix == 0).any(axis=1))
    if gaps.size:
        signs = np.sign(matrix[gaps])
        last, held = signs[:, 0].copy(), np.zeros(len(gaps), np.int64)
        for column in signs.T[1:]:
            held += (column * last) < 0
            last = np.where(column == 0, last, column)
        count[gaps] = held
    return count


@dataclass(frozen=True, slots=True)
class Returns:
    """The internal rates of one cash flow.

    Parameters
    ----------
    rates : tuple of float
        Every rate above -1 at which the flow is worth nothing, lowest first; empty where there is none.
    changes : int
        How often its sign changes.
    note : Text or None
        What must be said with them: none, or several.
    """

    rates: tuple[float, ...]
    changes: int
    note: Text | None

    @property
    def only(self) -> float:
        """Return the rate, where there is exactly one.

        Raises
        ------
        NotIdentified
            If there is none or more than one.
        """
        if len(self.rates) == 1:
            return self.rates[0]
        note = self.note or Text("The flow has no single rate of return.", "该现金流没有唯一的内部收益率。")
        raise NotIdentified(
            (note.en, note.zh),
            ("Use the net present value or the modified rate.", "请改用净现值或修正内部收益率。"),
        )


def irr(flow: ArrayLike) -> Returns:
    """Return every internal rate of one cash flow.

    Parameters
    ----------
    flow : array_like, shape (periods + 1,)
        The first at time zero.

    Notes
    -----
    The rates are the positive real roots v of the polynomial in v = 1 / (1 + r): the only one where the sign changes
    once; else from the eigenvalues of its companion matrix, each polished by Newton's method. A flow whose sign never
    changes has none; one that changes several times may have several, and then none of them is *the* rate.

    Examples
    --------
    >>> [round(each, 12) for each in irr([-1000.0, 2300.0, -1320.0]).rates]
    [0.1, 0.2]
    >>> round(irr([-100.0, 39, 59, 55, 20]).only, 5)
    0.28095
    """
    one = flows_of(flow)
    if len(one) != 1:
        raise BadTable(
            ("Several cash flows were given.", "给出了多条现金流。"),
            ("Ask one at a time, or use irr_each for many.", "请逐条计算；多条请用 irr_each。"),
        )
    changes = int(sign_changes(one)[0])
    if changes == 0:
        return Returns(
            (),
            0,
            Text(
                "The flow never changes sign: no rate of return exists.", "现金流始终同号，不存在内部收益率。"
            ),
        )
    if changes == 1:
        return Returns((float(irr_each(one).rates[0]),), 1, None)
    rates = _roots(one[0])
    note = None
    if len(rates) > 1:
        note = Text(
            f"The flow has {len(rates)} rates of return; none of them is the rate.",
            f"该现金流有{len(rates)}个内部收益率，任何一个都不能单独使用。",
        )
    elif not rates:
        note = Text("No rate makes the flow worth nothing.", "没有任何折现率使净现值为零。")
    return Returns(rates, changes, note)


def _roots(flow: Floats) -> tuple[float, ...]:
    used = np.trim_zeros(flow)
    found = np.roots(used[::-1] / np.abs(used).max())
    real = found[(np.abs(found.imag) <= 1e-6 * np.maximum(1.0, np.abs(found))) & (found.real > 0)].real
    polished = sorted(filter(None, (_polish(used, float(each)) for each in real)), reverse=True)
    kept: list[float] = []
    for each in polished:
        if not kept or abs(each - kept[-1]) > 1e-7 * max(1.0, each):
            kept.append(each)
    return tuple(float(1.0 / each - 1.0) for each in kept)


def _polish(flow: Floats, root: float) -> float | None:
    """Return the root nearest to a first guess, or None where the guess was the real part of a pair that misses zero."""
    powers = np.arange(len(flow))
    at = root
    for _ in range(60):
        terms = flow * at**powers
        value, slope = terms.sum(), (terms[1:] * powers[1:]).sum() / at
        if slope == 0 or not np.isfinite(slope):
            break
        step = value / slope
        at -= step
        if not 0 < at < np.inf:
            return None
        if abs(step) <= 1e-15 * at:
            break
    terms = flow * at**powers
    return at if abs(terms.sum()) <= 1e-9 * np.abs(terms).sum() and abs(at - root) <= 1e-3 * root else None


@dataclass(frozen=True, slots=True)
class Many:
    """The internal rates of many cash flows.

    Parameters
    ----------
    rates : ndarray, shape (n,)
        The rate where the sign changes once; where ``known`` is False, 0.0 stands and means nothing.
    known : ndarray of bool, shape (n,)
        Whether the flow has exactly one change of sign, and so one rate.
    changes : ndarray of int, shape (n,)
        How often the sign changes; ask :func:`irr` about those with several.
    """

    rates: Floats
    known: NDArray[np.bool_]
    changes: NDArray[np.int64]


def irr_each(flows: ArrayLike) -> Many:
    """Return the internal rate of each of many cash flows whose sign changes once.

    Parameters
    ----------
    flows : array_like, shape (n, periods + 1)

    Notes
    -----
    A polynomial whose coefficients change sign once has one positive root (Descartes). Newton's method in v = 1/(1+r),
    held in a bracket that halves where a step would leave it, in blocks that stay in the cache.

    Examples
    --------
    >>> irr_each([[-100.0, 39, 59, 55, 20], [1.0, 1.0, 1.0, 1.0, 1.0]]).rates.round(5).tolist()
    [0.28095, 0.0]
    """
    matrix = flows_of(flows)
    changes = sign_changes(matrix)
    known = changes == 1
    rates = np.zeros(len(matrix))
    places = np.flatnonzero(known)
    for start in range(0, len(places), _CHUNK):
        block = places[start : start + _CHUNK]
        rates[block] = 1.0 / _factor(np.ascontiguousarray(matrix[block].T)) - 1.0
    return Many(rates, known, changes)


def _factor(block: Floats) -> Floats:
    """Return the positive root of each column's polynomial, whose coefficients change sign once."""
    sign = np.sign(block[(block != 0).argmax(axis=0), np.arange(block.shape[1])])
    coefficients = block * -sign  # negative first, so that the polynomial rises through its root
    at = np.ones(block.shape[1])
    low, high = np.zeros_like(at), np.full_like(at, np.inf)
    for _ in range(_STEPS):
        value, slope = _horner(coefficients, at)
        below = value < 0
        low, high = np.where(below, at, low), np.where(below, high, at)
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = at - value / slope
            middle = np.where(np.isinf(high), 2 * at, (low + high) / 2)
        near = np.abs(newton - at) <= _CLOSE * at
        inside = (newton > low) & (newton < high) & (newton < 16 * at)
        at = np.where(near | inside, newton, middle)
        if near.all():
            break
    return at


def _horner(coefficients: Floats, at: Floats) -> tuple[Floats, Floats]:
    value, slope = coefficients[-1].copy(), np.zeros_like(at)
    for row in coefficients[-2::-1]:
        slope *= at
        slope += value
        value *= at
        value += row
    return value, slope


def mirr(flow: ArrayLike, finance_rate: float, reinvest_rate: float) -> float:
    r"""Return the modified rate, :math:`(FV^+(reinvest) / -PV^-(finance))^{1/n} - 1`.

    Raises
    ------
    NotIdentified
        If the flow holds no outlay, or no return.

    Examples
    --------
    >>> round(mirr([-120_000.0, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12), 4)
    0.1261
    """
    one = flows_of(flow)[0]
    demand_finite(Text("rate of finance", "融资利率"), finance_rate)
    demand_finite(Text("rate of reinvestment", "再投资收益率"), reinvest_rate)
    times = np.arange(len(one))
    out = -(np.minimum(one, 0) * (1 + finance_rate) ** -times).sum()
    back = (np.maximum(one, 0) * (1 + reinvest_rate) ** (times[-1] - times)).sum()
    if out <= 0 or back <= 0:
        raise NotIdentified(
            (
                "The flow never changes sign: no modified rate exists.",
                "现金流始终同号，不存在修正内部收益率。",
            ),
            (
                "Give what is paid as negative and what comes back as positive.",
                "支出记为负数，收入记为正数。",
            ),
        )
    return float((back / out) ** (1 / times[-1]) - 1)


def payback(cost: float, saving: float) -> float:
    """Return the simple payback in years, cost / saving; infinite where nothing is saved.

    Examples
    --------
    >>> round(payback(3_790_000, 194_000), 2)
    19.54
    """
    demand_finite(Text("cost", "费用"), cost, above=0)
    demand_finite(Text("saving", "节约额"), saving, above=-1e-300)
    return cost / saving if saving > 0 else float("inf")


def growing(first: float, growth: float, years: int) -> Floats:
    """Return an amount a year that grows from ``first`` at a rate, at the ends of years 1 to ``years``."""
    return np.asarray(first * (1 + growth) ** np.arange(years), np.float64)


@dataclass(frozen=True, slots=True)
class Cover:
    """How a project covers its debt.

    Parameters
    ----------
    yearly : ndarray, shape (years,)
        Debt service cover ratio of each year: cash available over service.
    least : float
        The lowest of them.
    loan_life : float
        Loan life cover ratio: present value of the cash over the years of the loan, over the loan.
    """

    yearly: Floats
    least: float
    loan_life: float


def cover(cash: ArrayLike, service: ArrayLike, debt: float, rate: float) -> Cover:
    """Return the cover ratios of a loan.

    Parameters
    ----------
    cash, service : array_like, shape (years,)
        Cash available for debt service, and service due, at the end of years 1, 2, ...
    debt, rate : float
        The loan and its rate.

    Raises
    ------
    BadTable
        If the two differ in length, or a year has no service.
    """
    have, due = flows_of(cash)[0], flows_of(service)[0]
    demand_finite(Text("loan", "贷款"), debt, above=0)
    if have.shape != due.shape or not (due > 0).all():
        raise BadTable(
            (
                "Cash and debt service differ in years, or a year has no service.",
                "现金与偿债的年数不一致，或某年没有偿债额。",
            ),
            ("Give both for each year of the loan.", "请就贷款期内每一年给出两者。"),
        )
    yearly = have / due
    worth = float(npv(np.concatenate(([0.0], have)), rate)[0])
    return Cover(yearly, float(yearly.min()), worth / debt)
