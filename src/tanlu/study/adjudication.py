"""What came of contested scores once raters had exchanged their evidence and rated again."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tanlu.study.ratings import Rating, bad
from tanlu.text import Text

Outcome = Literal["agreed", "narrowed", "stands"]
OUTCOMES: Final[dict[Outcome, Text]] = {
    "agreed": Text("agreed after exchanging evidence", "交换证据后达成一致"),
    "narrowed": Text("narrowed, and not agreed", "分歧缩小，尚未一致"),
    "stands": Text("the disagreement stands", "分歧依旧"),
}
OPEN: Final = Text("evidence not exchanged yet", "尚未交换证据")
_COLUMNS: Final = ("region", "indicator", "outcome", "date")
_APART: Final = 2


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What came of one contested cell."""

    region: str
    indicator: str
    outcome: Outcome


def read_adjudications(
    text: str, first: Sequence[Rating], last: Sequence[Rating], file: str = "adjudications.csv"
) -> tuple[Adjudication, ...]:
    r"""Read outcomes, and refuse one that the ratings do not bear out.

    With :math:`s` the steps between the highest and the lowest score that evidence carries, before (the first rating of
    each rater) and after (the last): agreed is :math:`s = 0`; narrowed :math:`0 < s < s_0`; stands
    :math:`s \ge s_0`; and :math:`s_0 \ge 2`, since nothing else is contested.

    Parameters
    ----------
    text : str
        Columns region, indicator, outcome, date.
    first, last : sequence of Rating
        As :func:`tanlu.study.ratings.read_rounds` returns them.
    file : str

    Raises
    ------
    BadRecord
        If a column is missing, an outcome is unknown, two rows tell of one cell, or the ratings say otherwise.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    lacking = [each for each in _COLUMNS if each not in (reader.fieldnames or ())]
    if lacking:
        raise bad(file, f"lacks the column {', '.join(lacking)}", f"缺少列：{'、'.join(lacking)}",
                  f"Its columns are {', '.join(_COLUMNS)}.", f"应有的列：{'、'.join(_COLUMNS)}。")  # fmt: skip
    found: dict[tuple[str, str], Adjudication] = {}
    for at, row in enumerate(reader, 2):
        place, cell = f"{file}:{at}", ((row["region"] or "").strip(), (row["indicator"] or "").strip())
        outcome = next((each for each in OUTCOMES if each == (row["outcome"] or "").strip()), None)
        if outcome is None:
            raise bad(place, f"has the outcome {row['outcome']!r}", f"的结果为 {row['outcome']!r}",
                      f"Write one of {', '.join(OUTCOMES)}.",
                      "请写 agreed（一致）、narrowed（缩小）或 stands（依旧）。")  # fmt: skip
        if cell in found:
            raise bad(place, "tells of a cell that a row before it told of", "与前面某行说的是同一项",
                      "Keep one of them.", "请只保留一行。")  # fmt: skip
        _demand_borne_out(outcome, steps(first, *cell), steps(last, *cell), place)
        found[cell] = Adjudication(*cell, outcome)
    return tuple(found.values())


def steps(ratings: Iterable[Rating], region: str, indicator: str) -> int:
    """Return how many steps apart the scores of a cell lie, as far as evidence carries them."""
    held = [each.capped for each in ratings if (each.region, each.indicator) == (region, indicator)]
    known = [each for each in held if each is not None]
    return max(known) - min(known) if known else 0


def outcome_of(before: int, after: int) -> Outcome:
    """Return what came of a disagreement.

    Examples
    --------
    >>> outcome_of(3, 0), outcome_of(3, 1), outcome_of(2, 2)
    ('agreed', 'narrowed', 'stands')
    """
    if after == 0:
        return "agreed"
    return "narrowed" if after < before else "stands"


def _demand_borne_out(outcome: Outcome, before: int, after: int, place: str) -> None:
    if before < _APART:
        raise bad(place, "adjudicates a cell whose first ratings were not contested", "所裁定的一项起初并无争议",
                  "Leave the row out.", "请删去该行。")  # fmt: skip
    true = outcome_of(before, after)
    if outcome != true:
        raise bad(place, f"says {outcome}, and the ratings say {true}", f"写的是 {outcome}，而评定显示为 {true}",
                  "Enter the new ratings in ratings.csv, or correct the outcome.",
                  "请在 ratings.csv 中补录新的评定，或更正结果。")  # fmt: skip
