"""The block model: numbers in both languages, and the ledger."""

from dataclasses import replace

import pytest

from tanlu.brief.model import Cited, Ledger
from tanlu.brief.phrases import beneath
from tanlu.evidence.convert import Step
from tanlu.lineage.figure import of_derived, of_fact
from tanlu.lineage.lookup import lookup


@pytest.fixture(scope="module")
def share(store):
    return lookup("coal_share_of_world/CN-SX/2023", store)


def test_a_number_is_said_and_shown_bare(share):
    made = Cited(share, 14.919223641664281, "percent")
    assert (made.said("en"), made.said("zh")) == ("14.9%", "14.9%")
    assert made.bare("en") == "14.92"
    assert Cited(share, 1234567.0, "t").bare("en", 7) == "1,234,567"
    assert Cited(share, 1234567.0, "t").bare("zh", 7) == "1234567"


def test_a_ledger_enters_everything_beneath_once(share):
    ledger = Ledger()
    ledger.cite(share)
    ledger.cite(share)
    assert ledger.anchor(share.address) == "d1"
    facts = share.facts()
    assert {str(each.ref) for each in facts} == set(ledger.facts)
    assert [ledger.anchor(str(each)) for each in ledger.facts] == [f"f{n + 1}" for n in range(len(facts))]
    assert [ledger.anchor(each) for each in ledger.derived] == [
        f"d{n + 1}" for n in range(len(ledger.derived))
    ]
    assert ledger.anchor("nothing/here/2000") == ""


def test_a_ledger_keeps_rivals(store):
    answer = store.answer("raw_coal_output_above_scale/CN-SX/2023")
    ledger = Ledger()
    ledger.cite(of_fact(answer))
    assert answer.rivals
    assert ledger.rivals == {str(answer.fact.ref): answer.rivals}


def test_a_rate_of_conversion_has_its_own_row(share):
    """A factor that is itself a figure is entered like any other input."""
    first, second = share.origin.inputs[0], share.facts()[-1]
    step = Step(first.unit, first.unit, 1.0, second)
    made = replace(share.origin, inputs=(replace(first, steps=(step,)),))
    ledger = Ledger()
    ledger.cite(of_derived(made))
    assert ledger.anchor(str(second.ref)).startswith("f")
    assert ledger.anchor(str(second.ref)) in beneath(made, ledger)
