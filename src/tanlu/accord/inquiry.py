"""People who ask to take part: why their data are kept, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tanlu.errors import BadDialogue

LONGEST = 3
"""Years after which a purpose has to be stated anew."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Someone who asked, or was named by others.

    Parameters
    ----------
    id : str
    received, expires : str
        ISO days; after the second it is deleted.
    purpose : str
        What it is kept for.
    name, contact : str
    country, sector : str
        For the balance of a room; may be empty.
    """

    id: str
    received: str
    expires: str
    purpose: str
    name: str
    contact: str
    country: str = ""
    sector: str = ""


def read_inquiry(data: Mapping[str, Any]) -> Inquiry:
    """Read an inquiry.

    Raises
    ------
    BadDialogue
        If it has no purpose or no expiry: personal data without either are not kept.

    Examples
    --------
    >>> read_inquiry({"id": "q1", "received": "2026-01-05", "expires": "2026-07-01", "purpose": "invitation"}).id
    'q1'
    """
    cells = {name: str(data.get(name, "") or "").strip() for name in Inquiry.__dataclass_fields__}
    if not cells["purpose"] or not cells["expires"]:
        raise BadDialogue(
            (
                "An inquiry without a purpose and an expiry is not kept.",
                "没有用途和保存期限的来函信息不予保存。",
            ),
            ("Say what it is kept for, and until which day.", "请写明用途及保存至何日。"),
        )
    days = [_day(cells[name]) for name in ("received", "expires")]
    if days[1] < days[0] or days[1].year - days[0].year > LONGEST:
        raise BadDialogue(
            (
                f"The expiry {cells['expires']} is before {cells['received']} or more than {LONGEST} years after it.",
                f"保存期限 {cells['expires']} 早于收到日期，或超过{LONGEST}年。",
            ),
            ("Give a day within three years.", "请给出三年以内的日期。"),
        )  # fmt: skip
    return Inquiry(**cells)


def expired(inquiries: Iterable[Inquiry], today: str) -> tuple[Inquiry, ...]:
    """Return those whose day has passed."""
    return tuple(each for each in inquiries if each.expires < today)


def balance(inquiries: Iterable[Inquiry], attribute: str) -> dict[str, int]:
    """Count by country or sector; what is not stated has its own count."""
    counts: dict[str, int] = {}
    for each in inquiries:
        value = str(asdict(each).get(attribute, "")) or "not stated"
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDialogue(
            (f"{text!r} is not a day.", f"{text!r} 不是日期。"), ("Write 2026-07-01.", "请写成 2026-07-01。")
        ) from error
