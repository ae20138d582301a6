"""The record that answers may be collected: what was permitted, by whom, for which form, until when."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tanlu.errors import BadForm

JURISDICTION: Final = "jurisdiction"


@dataclass(frozen=True, slots=True)
class Permit:
    """A record of permission.

    Parameters
    ----------
    fields : mapping of str to object
        As written.
    rows : mapping of str to object
        Under which authority answers may leave row by row; empty for none.
    """

    fields: Mapping[str, Any]
    rows: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a field as text; empty where it is not filled."""
        return str(self.fields.get(name, "")).strip()

    def said(self, name: str) -> bool | None:
        """Return a field that is true or false; None where it does not say."""
        found = self.fields.get(name)
        return found if isinstance(found, bool) else None


def read_permit(text: str, name: str) -> Permit:
    """Return a record of permission.

    Parameters
    ----------
    text : str
        TOML.
    name : str
        Of its file, for errors.

    Raises
    ------
    BadForm
        If it is no TOML, or a date in it is none.

    Examples
    --------
    >>> read_permit('jurisdiction = "CN"', "permit.toml").text("jurisdiction")
    'CN'
    """
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadForm(
            (f"{name} is no TOML: {error}.", f"{name} 不是有效的 TOML：{error}。"),
            ("Correct the line named.", "请改正所示的行。"),
        ) from error
    rows = held.pop("rows", {})
    return Permit(held, rows if isinstance(rows, dict) else {})


def day_of(said: object, name: str) -> date | None:
    """Return a date of a record; None where it is not filled.

    Raises
    ------
    BadForm
        If it is no date.
    """
    if said is None or said == "":
        return None
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(str(said))
    except ValueError as error:
        raise BadForm(
            (f"{name} is {said!r}, which is no date.", f"{name} 为“{said}”，不是日期。"),
            ("Write it as 2026-11-30.", "请写作 2026-11-30。"),
        ) from error


EXAMPLE: Final = """# The record that answers may be collected. 准予收集答卷的记录。
form_id = "{form_id}"
form_version = "{version}"
jurisdiction = ""          # CN, US-WY ...
collection_authority = ""  # who is responsible · 责任单位
data_location = ""         # where the answers are kept · 答卷存放地
may_leave_country = false
# valid_until = 2027-12-31

# In China · 在中国：
# foreign_related = true
# licensed_body = ""
# approval_ref = ""
# overseas_ngo = false

# Row by row, answers leave only with this. 逐行答卷须有此节方可导出。
# [rows]
# granted_by = ""
# recipient = ""
# until = 2027-12-31
# abroad = false
# quasi = []               # columns that tell people apart, if they may leave · 可识别个人的列
"""
"""A record to fill in."""
