"""Dated rules: plans, laws, taxes and programmes, each with its source."""

from dataclasses import dataclass
from typing import Any

from tanlu.period import PartialDate
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Policy:
    """One dated rule of a region.

    Parameters
    ----------
    region : str
        Region code.
    date : PartialDate
        As precise as the source.
    title, kind, summary : Text
        What it is called, what sort of rule it is, what it does.
    source : str
        Source id.
    ref : str
        ``policy/REGION/row@release``, the address of its row.
    """

    region: str
    date: PartialDate
    title: Text
    kind: Text
    summary: Text
    source: str
    ref: str

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> "Policy":
        """Build a policy from a row of the release."""
        code, date, title_en, title_zh, kind_en, kind_zh, en, zh, source, release, number = row
        return cls(
            region=code,
            date=PartialDate.parse(date),
            title=Text(title_en, title_zh),
            kind=Text(kind_en, kind_zh),
            summary=Text(en, zh),
            source=source,
            ref=f"policy/{code}/{number}@{release}",
        )
