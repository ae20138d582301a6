"""Where a commitment stands follows from dated evidence and from dates alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.accord.instrument import UPDATES, Commitment, Instrument, Search, Update
from tanlu.accord.status import STATES, Case, Standing, derive, expiry, months_between, standing_of
from tanlu.period import PartialDate
from tanlu.text import Text

WORDS = Text("-", "-")
ON = "2026-11-28"


def paper(dated="2016-09", **given):
    date = PartialDate.parse(dated) if dated else None
    return Instrument("p", "mou", WORDS, WORDS, None, (), date, "s", **given)


def task(due="", **given):
    return Commitment("c", "p", "assess", WORDS, due=PartialDate.parse(due) if due else None, **given)


def update(date, says="step", by="", name="u"):
    return Update(name, "c", PartialDate.parse(date), says, WORDS, "s", by)


def stand(commitment=None, instrument=None, *updates, on=ON, searches=(), successors=()):
    case = Case(
        commitment or task(), instrument or paper(), tuple(updates), tuple(searches), tuple(successors)
    )
    return derive(case, on)


def test_silence_since_the_signing_is_told_with_its_year():
    found = stand()
    assert found.label == Text("no evidence found since 2016", "2016年以来未发现证据")
    assert "no search is recorded" in found.reason.en
    assert found.evidence is None


def test_a_search_is_told_with_its_date_and_what_it_found():
    looked = Search("c", PartialDate.parse("2026-11-01"), WORDS, Text("nothing about an office.", "未发现。"))
    found = stand(searches=[looked])
    assert found.state == "no_evidence"
    assert found.reason.en.endswith("Last search 1 November 2026: nothing about an office.")


@pytest.mark.parametrize(
    ("updates", "due", "state"),
    [
        ([("2026-03", "step")], "", "active"),
        ([("2019-03", "step")], "", "dormant"),
        ([("2019-03", "step")], "2020", "overdue"),
        ([], "2017", "overdue"),
        ([("2019-03", "done")], "2017", "fulfilled"),
        ([("2019-03", "done"), ("2020-03", "step")], "", "fulfilled"),
        ([("2019-03", "ended")], "", "lapsed"),
        ([], "2026-12", "no_evidence"),
        ([], "2026-11", "no_evidence"),  # the month is not over
    ],
)
def test_the_states(updates, due, state):
    made = [update(date, says, name=f"u{place}") for place, (date, says) in enumerate(updates)]
    assert stand(task(due), None, *made).state == state


def test_a_date_known_by_its_month_is_overdue_only_after_its_last_day():
    assert stand(task("2026-11"), None, on="2026-11-30").state == "no_evidence"
    assert stand(task("2026-11"), None, on="2026-12-01").state == "overdue"


def test_what_is_not_yet_made_has_no_status_of_silence():
    assert stand(instrument=paper("2027-01")).state == "not_yet"


def test_evidence_of_the_owner_does_not_satisfy_a_rule_of_independence():
    own = stand(task(owner="us", rule="independent"), None, update("2026-01", "done", by="us"))
    assert own.state == "active"
    assert any("independent of the owner" in each.en for each in own.notes)
    nobody = stand(task(owner="us", rule="independent"), None, update("2026-01", "done"))
    assert nobody.state == "active"
    other = stand(task(owner="us", rule="independent"), None, update("2026-01", "done", by="them"))
    assert other.state == "fulfilled"


def test_a_successor_supersedes_from_its_day_on():
    later = [("next", PartialDate.parse("2020-05-01"))]
    assert stand(successors=later, on="2020-04-30").state == "no_evidence"
    assert stand(successors=later, on="2020-05-01").state == "superseded"


def test_a_term_that_ran_out_lapses():
    short = paper("2016-09-30", term_months=12)
    assert expiry(short) == "2017-09-30"
    assert stand(instrument=short, on="2017-09-30").state == "active"
    assert stand(instrument=short, on="2017-10-01").state == "lapsed"
    assert expiry(paper("2016-08-31", term_months=6)) == "2017-02-28"
    assert expiry(paper("", term_months=6)) == ""


def test_what_lacks_owner_or_date_is_valid_and_says_so():
    notes = " ".join(each.en for each in stand(task()).notes)
    assert "who is to do it" in notes
    assert "never be overdue" in notes
    assert stand(task(), paper("")).last is None


@pytest.mark.parametrize(
    ("date", "on", "months"),
    [
        ("2016-09-11", "2016-10-10", 0),
        ("2016-09-11", "2016-10-11", 1),
        ("2016", "2016-06-01", -7),
        ("2024-11-28", ON, 24),
    ],
)
def test_months(date, on, months):
    assert months_between(PartialDate.parse(date), on) == months


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2015", "2017-03", "2024-06-01", "2026-11"]), st.sampled_from(list(UPDATES))
        )
    ),
    st.sampled_from(["", "2017", "2030"]),
    st.randoms(),
)
def test_the_order_of_the_files_changes_nothing(found, due, shuffled):
    made = [update(date, says, name=f"u{place}") for place, (date, says) in enumerate(found)]
    other = list(made)
    shuffled.shuffle(other)
    one, two = stand(task(due), None, *made), stand(task(due), None, *other)
    assert one.state == two.state
    assert one.state in STATES


@given(st.sampled_from(["2016-09", "2020-01-01", "2026-11-28"]), st.sampled_from(["", "2017", "2030-01-01"]))
def test_nothing_moves_to_done_without_evidence(dated, due):
    for year in range(2016, 2040):
        assert stand(task(due), paper(dated), on=f"{year}-12-31").state not in {"fulfilled", "superseded"}


def test_an_instrument_is_as_alive_as_its_liveliest_commitment():
    states = [Standing(each, WORDS, None) for each in ("no_evidence", "dormant")]
    assert standing_of(states) == "dormant"
    assert standing_of([]) == "no_evidence"
