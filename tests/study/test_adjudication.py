"""Adjudication: an outcome is what the ratings say, and nothing else."""

import pytest

from tanlu.errors import BadRecord
from tanlu.study.adjudication import read_adjudications
from tanlu.study.ratings import read_rounds
from tanlu.study.region import Region
from tanlu.study.scorecard import scorecard
from tanlu.study.told import from_json, to_json
from tanlu.text import Text

HEAD = "region,indicator,rater,group,outside,score,grade,sources,locator,date\n"
ROWS = "region,indicator,outcome,date\n"


def rounds(first, last, grade="A"):
    """Two raters, first and last scores."""
    rows = [
        (rater, score) for scores in (first, last) for rater, score in zip(("r1", "r2"), scores, strict=True)
    ]
    return read_rounds(
        HEAD
        + "".join(f"X,GOV1,{rater},g{rater},yes,{score},{grade},1,p. 3,2026-09-01\n" for rater, score in rows)
    )


@pytest.mark.parametrize(
    ("first", "last", "true"),
    [((0, 4), (3, 3), "agreed"), ((0, 4), (2, 3), "narrowed"), ((0, 4), (1, 3), "narrowed"),
     ((1, 3), (1, 3), "stands"), ((1, 3), (0, 4), "stands")],
)  # fmt: skip
def test_only_the_true_outcome_is_taken(first, last, true):
    held = rounds(first, last)
    for outcome in ("agreed", "narrowed", "stands"):
        text = f"{ROWS}X,GOV1,{outcome},2026-10-01\n"
        if outcome == true:
            (found,) = read_adjudications(text, *held)
            assert found.outcome == true
        else:
            with pytest.raises(BadRecord, match=f"says {outcome}, and the ratings say {true}"):
                read_adjudications(text, *held)


def test_what_was_not_contested_is_not_adjudicated():
    with pytest.raises(BadRecord, match="not contested"):
        read_adjudications(f"{ROWS}X,GOV1,agreed,2026-10-01\n", *rounds((2, 3), (3, 3)))
    with pytest.raises(BadRecord, match="not contested"):
        read_adjudications(f"{ROWS}X,GOV1,agreed,2026-10-01\n", *rounds((1, 4), (1, 1), grade="D"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("region,indicator\nX,GOV1\n", "lacks the column outcome, date"), (f"{ROWS}X,GOV1,settled,\n", "has the outcome"),
     (f"{ROWS}X,GOV1,stands,\nX,GOV1,stands,\n", "a row before it")],
)  # fmt: skip
def test_rows_that_cannot_be_taken_are_named(text, said):
    with pytest.raises(BadRecord, match=said):
        read_adjudications(text, *rounds((0, 4), (0, 4)))


def test_an_outcome_is_told_and_changes_no_score():
    first, last = rounds((0, 4), (2, 3))
    here = Region("X", "S", Text("X", "某地"))
    outcomes = read_adjudications(f"{ROWS}X,GOV1,narrowed,2026-10-01\n", first, last)
    bare, told = scorecard([here], last, []), scorecard([here], last, [], outcomes)
    assert bare.profiles[0].dimensions == told.profiles[0].dimensions
    cell = told.profiles[0].disputed[0]
    assert (cell.indicator.id, cell.outcome, cell.is_contested) == ("GOV1", "narrowed", False)
    written = to_json(told)
    assert "r1" not in str(written)
    assert to_json(from_json(written)) == written
    assert from_json(written).profiles[0].disputed[0].outcome == "narrowed"
