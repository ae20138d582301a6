"""What the figures say: the numbers and words that the prose asks for, or nothing where they are not known."""

from tanlu.brief.editions.regions.gathered import Gathered
from tanlu.brief.model import Cited
from tanlu.brief.writer import Bindings
from tanlu.evidence.convert import convert
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure
from tanlu.text import Text


def in_column(figure: Figure, unit: str, found: Gathered) -> Cited:
    """Return a figure converted to a column's unit."""
    quantity = convert(figure.value, figure.unit, unit, year=figure.year, store=found.store)
    return Cited(figure, quantity.value, quantity.unit)


def bind(found: Gathered) -> Bindings:
    """Return everything that can be said of these regions."""
    bindings = Bindings()
    for part in (_output, _change, _jobs, _revenue, _power, _growth, _policies, _claim):
        part(found, bindings)
    return bindings


def _value(made: Derived) -> float:
    return made.value


def _output(found: Gathered, to: Bindings) -> None:
    measured = found.measured("coal_output")
    if not measured:
        return
    largest = max(measured, key=_value)
    ends = [("largest", largest)] + ([("smallest", min(measured, key=_value))] if len(measured) > 1 else [])
    for name, made in ends:
        to.place(name, made)
        to.number(f"{name}_output", made)
        to.year(f"{name}_year", made)
    share = found.newest["coal_share_of_world", largest.region]
    if isinstance(share, Derived):
        to.number("largest_share", share)
        to.year("share_year", share)


def _change(found: Gathered, to: Bindings) -> None:
    spans = [(made[0], made[-1]) for made in found.output.values() if len(made) > 1 and made[0].value > 0]
    if not spans:
        return
    rise = max(spans, key=lambda span: span[1].value / span[0].value)
    fall = min(spans, key=lambda span: span[1].value / span[0].value)
    for name, (first, last), holds in (
        ("rise", rise, rise[1].value > rise[0].value),
        ("fall", fall, fall[1].value < fall[0].value),
    ):
        if holds:
            to.place(f"{name}_place", last)
            to.number(f"{name}_first", first)
            to.year(f"{name}_from", first)
            to.number(f"{name}_last", last)
            to.year(f"{name}_to", last)


def _jobs(found: Gathered, to: Bindings) -> None:
    per_mt = found.measured("coal_jobs_per_mt")
    if len(per_mt) > 1:
        for name, made in (("most", max(per_mt, key=_value)), ("least", min(per_mt, key=_value))):
            to.place(f"{name}_place", made)
            to.number(f"{name}_jobs", made, "persons")
            to.year(f"{name}_year", made)
    per_hour = found.measured("coal_per_hour")
    if len(per_hour) > 1:
        for name, made in (
            ("most_hour", max(per_hour, key=_value)),
            ("least_hour", min(per_hour, key=_value)),
        ):
            to.place(f"{name}_place", made)
            to.number(name, made, "t")
    shares = found.measured("coal_jobs_share")
    if shares:
        top = max(shares, key=_value)
        to.place("share_place", top)
        to.number("share_value", top)
        # the year of the share of jobs; the share of world output has its own name
        to.year("jobs_share_year", top)


def _revenue(found: Gathered, to: Bindings) -> None:
    measured = found.measured("coal_revenue_share")
    if measured:
        top = max(measured, key=_value)
        to.place("top_revenue_place", top)
        to.number("top_revenue", top)
        to.year("top_revenue_year", top)


def _power(found: Gathered, to: Bindings) -> None:
    emitted = found.measured("energy_co2")
    if emitted:
        top = max(emitted, key=_value)
        to.place("top_place", top)
        to.number("top_co2", top)
        to.year("top_year", top)
    shares = found.measured("generation")
    if len(shares) > 1:
        for name, made in (("low", min(shares, key=_value)), ("high", max(shares, key=_value))):
            to.place(f"{name}_place", made)
            to.number(f"{name}_share", made)


def _growth(found: Gathered, to: Bindings) -> None:
    spans = [(made[0], made[-1]) for made in found.growth.values() if len(made) > 1]
    if spans:
        first, last = max(spans, key=lambda span: span[1].value - span[0].value)
        to.place("growth_place", last)
        to.number("growth_first", first)
        to.year("growth_from", first)
        to.number("growth_last", last)
        to.year("growth_to", last)


def _policies(found: Gathered, to: Bindings) -> None:
    if found.policies:
        for name, policy in (("first_policy", found.policies[0]), ("last_policy", found.policies[-1])):
            to.words[name] = Text(policy.date.label("en"), policy.date.label("zh"))


def _claim(found: Gathered, to: Bindings) -> None:
    for each in found.claims:
        deciding = each.deciding()
        if each.claim.id == "three_provinces_output" and deciding and deciding.made:
            to.number("claim_output", deciding.made)
            to.year("claim_year", deciding.made)
