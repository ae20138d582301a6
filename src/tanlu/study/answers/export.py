"""Answers row by row leave only under authority, without names, and without anyone whom few others resemble."""

import csv
import hmac
import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tanlu.analysis.disclosure.residual import rare
from tanlu.errors import HeldBack
from tanlu.study.answers.model import Answers, Coded, Level, Missing
from tanlu.study.forms.model import NUMERIC, SELECTS, Form, Item
from tanlu.study.forms.permission import Permit, day_of

FEWEST: Final = 5
"""People who share what tells them apart."""
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def demand_authority(form: Form, permit: Permit | None, recipient: str, on: date) -> tuple[str, ...]:
    """Return the columns that the authority lets out although they tell people apart.

    Parameters
    ----------
    form : Form
    permit : Permit or None
        The record of permission.
    recipient : str
        Who would get the rows.
    on : date
        The day.

    Raises
    ------
    HeldBack
        If the record does not say that rows may go to them on this day.
    """
    why = _lacking(form, permit, recipient, on)
    if permit is None or why:
        told = why or ("there is no record of permission", "没有许可记录")
        raise HeldBack(
            (f"Rows are held back: {told[0]}.", f"逐行答卷不予导出：{told[1]}。"),
            ("Fill the section [rows] of the record and give it with --permit; or use `tanlu study answers summary`.",
             "请填写许可记录的 [rows] 一节，并用 --permit 提供；或改用 `tanlu study answers summary`。"),
        )  # fmt: skip
    held = permit.rows.get("quasi", [])
    return tuple(map(str, held)) if isinstance(held, list) else ()


def _lacking(form: Form, permit: Permit | None, recipient: str, on: date) -> tuple[str, str] | None:
    """Return the first thing that the record lacks; None where it lets the rows go."""
    if permit is None:
        return None
    granted, named = (str(permit.rows.get(each, "")).strip() for each in ("granted_by", "recipient"))
    until, abroad = day_of(permit.rows.get("until"), "rows.until"), permit.rows.get("abroad")
    demands = (
        ((permit.text("form_id"), permit.text("form_version")) == (form.id, form.version),
         "the record is about another form or version", "许可记录所指的是另一表单或版本"),
        (bool(granted), "nobody granted it (rows.granted_by)", "未写明由谁授权（rows.granted_by）"),
        (bool(named) and named == recipient.strip(),
         f"it was granted to {named or 'nobody'}, not to {recipient}", f"授权对象为{named or '空'}，不是{recipient}"),
        (until is not None and until >= on,
         f"it ran out ({until or 'no day is given'})", f"授权已到期（{until or '未写明日期'}）"),
        (isinstance(abroad, bool),
         "it does not say whether the rows leave the country (rows.abroad)", "未写明是否出境（rows.abroad）"),
        (abroad is False or permit.said("may_leave_country") is True,
         "they may not leave the country (may_leave_country)", "不得出境（may_leave_country）"),
    )  # fmt: skip
    return next(((en, zh) for held, en, zh in demands if not held), None)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Tables that may leave.

    Parameters
    ----------
    files : tuple of (str, str)
        Name and text of each.
    kept : tuple of str
        Questions that stay.
    """

    files: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]


def leaving(answers: Answers, quasi: tuple[str, ...], form: Form) -> Leaving:
    """Return the tables that may leave: no names, keys of their own, rows in an order of their own.

    A column leaves where ``pii`` says ``none``, or ``quasi`` and the authority names it; a column that says nothing
    stays, and so does one that says ``direct``, whatever the authority names.

    Parameters
    ----------
    answers : Answers
    quasi : tuple of str
        Columns that the authority lets out.
    form : Form
        For the name of the table.

    Raises
    ------
    HeldBack
        If fewer than five people share a combination of what tells them apart.
    """
    columns = {each.name: tuple(_columns(each, quasi)) for each in answers.levels}
    _demand_crowd(answers.levels[0], tuple(each for each in columns[""] if each.row("pii") == "quasi"))
    secret = secrets.token_bytes(32)
    files = tuple(
        (f"{form.id}{'-' + each.name if each.name else ''}.csv", _table(each, columns[each.name], secret))
        for each in answers.levels
    )
    kept = tuple(
        item.name for each in answers.levels for item in each.questions if item not in columns[each.name]
    )
    return Leaving(files, kept)


def _columns(level: Level, quasi: tuple[str, ...]) -> Iterator[Item]:
    for item in level.questions:
        pii = item.row("pii").casefold()
        if pii == "none" or (pii == "quasi" and not level.name and item.name in quasi):
            yield item


def _demand_crowd(level: Level, columns: tuple[Item, ...]) -> None:
    names = [each.name for each in columns]
    people = [{name: str(row.values[name]) for name in names} for row in level.rows]
    found = rare(people, names, FEWEST) if names else ()
    if found:
        told = ", ".join(f"{name} = {value}" for name, value in found[0].descriptors)
        raise HeldBack(
            (
                f"Rows are held back: fewer than {FEWEST} people share {told}.",
                f"逐行答卷不予导出：{told} 不足{FEWEST}人。",
            ),
            (
                "Leave the column out of rows.quasi, or make its categories coarser.",
                "请从 rows.quasi 中去掉该列，或合并类别。",
            ),
        )


def _table(level: Level, columns: tuple[Item, ...], secret: bytes) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    gaps = [each for each in columns if any(isinstance(row.values[each.name], Missing) for row in level.rows)]
    head = ["key", *(["parent"] if level.name else []), "lang", "form_version"]
    writer.writerow([*head, *(each.name for each in columns), *(f"{each.name}.missing" for each in gaps)])
    rows = sorted(level.rows, key=lambda row: _pseudonym(row.key, secret))
    for row in rows:
        writer.writerow([*_keys(level, row, secret), *_cells(row, columns, gaps)])
    return "\ufeff" + out.getvalue()  # without the mark Excel takes Chinese for another encoding


def _keys(level: Level, row: Coded, secret: bytes) -> list[str]:
    parent = [_pseudonym(row.parent, secret)] if level.name else []
    return [_pseudonym(row.key, secret), *parent, safe(row.language), safe(row.version)]


def _cells(row: Coded, columns: tuple[Item, ...], gaps: list[Item]) -> Iterator[str]:
    for item in columns:
        value = row.values[item.name]
        plain = item.type in NUMERIC or item.type in SELECTS
        yield "" if isinstance(value, Missing) else value if plain and _is_number(value) else safe(value)
    for item in gaps:
        value = row.values[item.name]
        yield value.value if isinstance(value, Missing) else ""


def _is_number(said: str) -> bool:
    return said.removeprefix("-").replace(".", "", 1).isdecimal()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("＝1+1"), safe("coal")
    ("'=1+1", "'＝1+1", 'coal')
    """
    return f"'{cell}" if cell.startswith((*_DANGEROUS, "＝", "＋", "－", "＠")) else cell


def _pseudonym(key: str, secret: bytes) -> str:
    return hmac.new(secret, key.encode(), "sha256").hexdigest()[:16]
