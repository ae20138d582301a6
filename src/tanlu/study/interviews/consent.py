"""What a person agreed to, and until when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tanlu.errors import BadRecord
from tanlu.text import Text


class Use(StrEnum):
    """Something that may be done with an interview, each agreed to on its own."""

    ANALYSIS = "analysis"
    QUOTE = "quote"
    NAME = "name"
    PUBLISH = "publish"
    ABROAD = "abroad"


USES: Final[dict[Use, Text]] = {
    Use.ANALYSIS: Text("use in analysis", "用于分析"),
    Use.QUOTE: Text("quote without a name", "匿名引用"),
    Use.NAME: Text("quote by name", "具名引用"),
    Use.PUBLISH: Text("publish the transcript", "公开访谈记录"),
    Use.ABROAD: Text("share abroad", "提供给境外"),
}
HOW: Final = ("written", "oral", "online")


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person agreed to.

    Parameters
    ----------
    given : str
        Day, as 2026-11-28.
    uses : frozenset of Use
    form : str
        Version of the form, or its SHA-256.
    language : str
        Of the form that was read.
    how : str
        ``written``, ``oral`` or ``online``.
    until : str
        Last day; empty for no end.
    """

    given: str
    uses: frozenset[Use]
    form: str
    language: str
    how: str
    until: str = ""

    def __post_init__(self) -> None:
        check_day(self.given)
        if self.until:
            check_day(self.until)
        if not self.form.strip() or self.how not in HOW:
            raise BadRecord(
                ("A consent lacks the version of its form, or how it was given.", "知情同意缺少表单版本或同意方式。"),
                (f"Say which form was used, and one of {', '.join(HOW)}.",
                 "请写明表单版本，并从 written（书面）、oral（口头）、online（网上）中选择同意方式。"),
            )  # fmt: skip
        if self.uses and Use.ANALYSIS not in self.uses:
            raise BadRecord(
                ("Nothing can be quoted or shared that may not be read for analysis.",
                 "未同意用于分析的访谈，不能引用或提供给他人。"),
                ("Add analysis to what was agreed to, if it was.", "若当事人确已同意，请补上 analysis。"),
            )  # fmt: skip
        if Use.NAME in self.uses and Use.QUOTE not in self.uses:
            raise BadRecord(
                ("A quotation by name is agreed to, but no quotation.", "同意具名引用，却未同意引用。"),
                ("Add quote, or leave out name.", "请补上 quote，或去掉 name。"),
            )


def check_day(day: str) -> None:
    """Refuse what is no day.

    Raises
    ------
    BadRecord
        With the form that a day has.
    """
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII):
            date.fromisoformat(day)
            return
    except ValueError:
        pass
    raise BadRecord(
        (f"{day!r} is no day.", f"{day!r} 不是有效日期。"),
        ("Write it as 2026-11-28.", "请写成 2026-11-28 的形式。"),
    )


def read_uses(words: Iterable[str]) -> frozenset[Use]:
    """Read what was agreed to.

    Raises
    ------
    BadRecord
        If a word is none of `USES`.

    Examples
    --------
    >>> sorted(read_uses(["quote", "analysis"]))
    [<Use.ANALYSIS: 'analysis'>, <Use.QUOTE: 'quote'>]
    """
    given = {each.strip().lower() for each in words if each.strip()}
    unknown = sorted(given - set(Use))
    if unknown:
        listed = ", ".join(Use)
        raise BadRecord(
            (
                f"{', '.join(unknown)} is nothing that can be agreed to.",
                f"{'、'.join(unknown)} 不是可同意的用途。",
            ),
            (f"Write some of {listed}.", f"请从 {listed} 中选择。"),
        )
    return frozenset(Use(each) for each in given)


def allows(consent: Consent | None, on: str, *uses: Use) -> bool:
    """Tell whether all of these uses are agreed to on a day.

    Examples
    --------
    >>> held = Consent("2026-03-01", frozenset({Use.ANALYSIS}), "v1", "zh", "written", "2027-01-01")
    >>> allows(held, "2026-11-28", Use.ANALYSIS), allows(held, "2027-01-02", Use.ANALYSIS), allows(None, "2026-11-28")
    (True, False, False)
    """
    if consent is None or on < consent.given or (consent.until and on > consent.until):
        return False
    return Use.ANALYSIS in consent.uses and consent.uses.issuperset(uses)
