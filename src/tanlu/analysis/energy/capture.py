"""Capture of CO2 at a coal plant: what a tonne captured costs, and what a tonne avoided costs."""

from dataclasses import dataclass

from tanlu.analysis.finance.basis import Basis, demand_finite
from tanlu.analysis.finance.levelised import HOURS
from tanlu.analysis.finance.rates import annuity, crf
from tanlu.errors import BadTable
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Plant:
    """A coal plant and its retrofit.

    Parameters
    ----------
    capital : float
        Overnight cost of the retrofit, money per kW net with capture.
    fixed, variable : float
        Costs of the plant with capture: money per kW a year, and per MWh.
    heat_rate : float
        With capture, GJ (or MMBtu) per MWh net.
    heat_penalty : float
        By how much the heat rate rises, as a share of the one without capture.
    output_penalty : float
        By how much net output falls, as a share.
    capture : float
        Share of the CO2 that is captured.
    factor : float
        Tonnes of CO2 per GJ (or MMBtu) of coal.
    fuel_price : float
        Money per GJ (or MMBtu).
    reference_fixed, reference_variable : float
        Costs of the plant without capture, as above.
    """

    capital: float
    fixed: float
    variable: float
    heat_rate: float
    heat_penalty: float
    output_penalty: float
    capture: float
    factor: float
    fuel_price: float
    reference_fixed: float
    reference_variable: float


@dataclass(frozen=True, slots=True)
class Captured:
    """What capture costs and does.

    Parameters
    ----------
    captured : float
        Tonnes per net MWh.
    per_captured, per_avoided : float
        Money per tonne captured (transport and storage left out), and per tonne avoided (with them).
    with_capture, without : float
        Cost of electricity, money per MWh.
    emitted, emitted_without : float
        Tonnes per net MWh.
    coal_more : float
        By how much the plant burns more coal for each net MWh, as a share.
    output_less : float
        By how much its net output falls, as a share.
    credit : float
        The credit per tonne, levelised over the years of recovery.
    basis : Basis
        Real, in the prices of its year.
    """

    captured: float
    per_captured: float
    per_avoided: float
    with_capture: float
    without: float
    emitted: float
    emitted_without: float
    coal_more: float
    output_less: float
    credit: float
    basis: Basis


def levelised_credit(credit: float, years: int, rate: float, life: float) -> float:
    """Return a credit that lasts some years, spread over the life of a plant: c A(r, years) / A(r, life).

    Examples
    --------
    >>> [round(levelised_credit(85.0, 12, rate, 20), 1) for rate in (0.0366, 0.06, 0.08)]
    [58.1, 62.1, 65.2]
    """
    demand_finite(Text("credit", "抵免"), credit, above=-1e-12)
    return credit * annuity(rate, min(years, life)) / annuity(rate, life)


@dataclass(frozen=True, slots=True)
class Running:
    """How a plant with capture runs and is paid for.

    Parameters
    ----------
    capacity_factor : float
        With capture; above 0, at most 1.
    rate, life : float
        Real rate and years of recovery.
    storage : float
        Money per tonne for transport and storage.
    credit, credit_years : float, int
        A credit per tonne stored and for how many years it lasts; it is told beside the cost and not taken off.
    """

    capacity_factor: float
    rate: float
    life: float
    storage: float
    credit: float = 0.0
    credit_years: int = 12


def capture_cost(plant: Plant, running: Running, basis: Basis) -> Captured:
    """Return what a tonne captured and a tonne avoided cost.

    Captured: (COE with - COE without) / tonnes captured per MWh. Avoided: (COE with + transport and storage - COE
    without) / (tonnes emitted without - tonnes emitted with), both per net MWh.

    Parameters
    ----------
    plant : Plant
        The plant and its retrofit.
    running : Running
        How it runs and is paid for.
    basis : Basis
        Must be real.

    Raises
    ------
    BadTable
        If an input is off its range, or capture avoids nothing.

    References
    ----------
    Rubin, Davison & Herzog 2015, Int. J. Greenhouse Gas Control 40:378-400; NREL ATB 2024 for costs of retrofits.
    """
    _demand(plant, running, basis)
    energy = HOURS * running.capacity_factor / 1000
    own_rate = plant.heat_rate / (1 + plant.heat_penalty)
    without = plant.reference_fixed / energy + plant.reference_variable + plant.fuel_price * own_rate
    capital = float(crf(running.rate, running.life)) * plant.capital / energy
    with_capture = capital + plant.fixed / energy + plant.variable + plant.fuel_price * plant.heat_rate
    captured = plant.factor * plant.heat_rate * plant.capture
    emitted, before = plant.factor * plant.heat_rate - captured, plant.factor * own_rate
    if before <= emitted:
        raise BadTable(
            (
                "Capture avoids nothing: the plant emits as much as before.",
                "捕集没有减排：电厂排放不低于改造前。",
            ),
            ("Check the share captured and the heat penalty.", "请检查捕集率和热耗增幅。"),
        )
    extra = with_capture - without
    return Captured(
        captured=captured,
        per_captured=extra / captured,
        per_avoided=(extra + running.storage * captured) / (before - emitted),
        with_capture=with_capture,
        without=without,
        emitted=emitted,
        emitted_without=before,
        coal_more=plant.heat_penalty,
        output_less=plant.output_penalty,
        credit=levelised_credit(running.credit, running.credit_years, running.rate, running.life),
        basis=basis,
    )


def _demand(plant: Plant, running: Running, basis: Basis) -> None:
    demand_finite(Text("capacity factor", "容量系数"), running.capacity_factor, above=0, most=1)
    demand_finite(Text("share captured", "捕集率"), plant.capture, above=0, most=1)
    demand_finite(Text("transport and storage", "运输与封存成本"), running.storage, above=-1e-12)
    if basis.kind != "real":
        raise BadTable(
            ("The cost of capture was asked for on a nominal basis.", "要求以名义口径计算捕集成本。"),
            ("Give a real rate and real costs.", "请给出实际利率和不变价成本。"),
        )
