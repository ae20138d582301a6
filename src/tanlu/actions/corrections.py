"""Correct an entry of a register, withdraw one that was a mistake, put it back: each a dated entry of its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tanlu.accord.corrections import ACTS, BY, CORRECTABLE, ENTRIES, Correction, corrected
from tanlu.accord.reading import parse
from tanlu.actions.commitments import today
from tanlu.actions.register_stores import CORRECTION, RegisterStore, register_at
from tanlu.errors import BadRecord
from tanlu.registers.tables import nearest
from tanlu.text import Text


def correct(
    place: Path | RegisterStore,
    kind: str,
    entry: str,
    cells: Mapping[str, Any],
    *,
    reason: Text,
    by: str = "keeper",
) -> Correction:
    """Correct cells of an entry; what stood there before is told beside it.

    Parameters
    ----------
    place : Path or RegisterStore
        Of the register.
    kind, entry : str
        Kind and id of the entry.
    cells : mapping
        New values by cell, texts as ``text_en`` and ``text_zh``; None or an empty word takes a cell out.
    reason : Text
        Why; everyone reads it.
    by : str
        A key of :data:`tanlu.accord.corrections.BY`.

    Raises
    ------
    BadRecord
        If there is no such entry or cell, nothing changes, or the register could not be read with it; nothing is kept then.
    BadFolder, CannotWrite
        If the register is no folder, or cannot be written.
    """
    return _keep(place, "correct", kind, entry, cells, reason=reason, by=by)


def withdraw(
    place: Path | RegisterStore, kind: str, entry: str, *, reason: Text, by: str = "keeper"
) -> Correction:
    """Withdraw an entry that was made by mistake; that it stood there stays told. Raises as :func:`correct` does."""
    return _keep(place, "withdraw", kind, entry, {}, reason=reason, by=by)


def restore(
    place: Path | RegisterStore, kind: str, entry: str, *, reason: Text, by: str = "keeper"
) -> Correction:
    """Put a withdrawn entry back as it stood. Raises as :func:`correct` does."""
    return _keep(place, "restore", kind, entry, {}, reason=reason, by=by)


def _keep(
    place: Path | RegisterStore,
    act: str,
    kind: str,
    entry: str,
    cells: Mapping[str, Any],
    *,
    reason: Text,
    by: str,
) -> Correction:
    store = register_at(place)
    made, told = prepared(store, act, kind, entry, cells, reason=reason, by=by)
    store.put(CORRECTION, made)
    return told


def prepared(
    store: RegisterStore,
    act: str,
    kind: str,
    entry: str,
    cells: Mapping[str, Any],
    *,
    reason: Text,
    by: str,
) -> tuple[dict[str, Any], Correction]:
    """Return a correction as it would be kept and as it would be told, keeping nothing; raises as :func:`correct` does."""
    if by not in BY or act not in ACTS:
        raise BadRecord(
            (f"{by!r} is no capacity.", f"{by!r} 不是可用的身份。"),
            (f"Use one of: {', '.join(BY)}.", f"可用：{'、'.join(BY)}。"),
        )
    data = store.load()
    _demand_there(data, act, kind, entry)
    made = {
        "id": _next(store, entry),
        "act": act,
        "kind": kind,
        "entry": entry,
        "date": today(),
        "by": by,
        "reason_en": reason.en,
        "reason_zh": reason.zh,
        "cells": _changed(data, kind, entry, cells) if act == "correct" else {},
    }
    try:
        register = parse(as_it_would_stand(store, made), store.name)
    except BadRecord as error:
        if act != "withdraw":
            raise
        raise BadRecord(
            (
                f"Other entries rest on {entry}: {error.what[0]}",
                f"其他条目以 {entry} 为依据：{error.what[1]}",
            ),
            (
                "Withdraw or correct those first; nothing was kept.",
                "请先撤回或更正相关条目；未保存任何内容。",
            ),
        ) from error
    return made, register.corrections[-1]


def as_it_would_stand(store: RegisterStore, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain data of a register with a correction that is not kept yet."""
    return corrected(store.base(), [*store.corrections(), made])


def _demand_there(data: Mapping[str, Any], act: str, kind: str, entry: str) -> None:
    """Refuse what is not there; what was withdrawn is there for putting back, and for nothing else."""
    if kind not in CORRECTABLE:
        raise BadRecord(
            (f"Entries of the kind {kind!r} are not corrected.", f"{kind!r} 类条目不能更正。"),
            (f"Use one of: {', '.join(CORRECTABLE)}.", f"可用：{'、'.join(CORRECTABLE)}。"),
        )
    known = [str(each.get("id")) for each in data.get(kind, ())]
    if act == "restore":
        acts = [
            each["act"]
            for each in data.get("correction", ())
            if (each["kind"], each["entry"]) == (kind, entry)
        ]
        if entry in known or "withdraw" not in acts:
            raise BadRecord(
                (f"The {kind} {entry!r} is not withdrawn.", f"{ENTRIES[kind].zh} {entry!r} 未被撤回。"),
                ("Only what was withdrawn is put back.", "只有已撤回的条目可以恢复。"),
            )
    elif entry not in known:
        near = ", ".join(nearest(entry, known))
        raise BadRecord(
            (f"There is no {kind} called {entry!r}.", f"没有名为 {entry!r} 的{ENTRIES[kind].zh}。"),
            (
                f"Try: {near}." if near else "Look it up in the register.",
                f"可试：{near}。" if near else "请查登记册。",
            ),
        )


def _changed(data: Mapping[str, Any], kind: str, entry: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells whose value is another one."""
    before = next(each for each in data[kind] if each.get("id") == entry)
    known = {name for cell in CORRECTABLE[kind] for name in (cell, f"{cell}_en", f"{cell}_zh")}
    lost = sorted(cells.keys() - known)
    if lost:
        raise BadRecord(
            (
                f"{lost[0]!r} is no cell of a {kind} that is corrected.",
                f"{lost[0]!r} 不是{ENTRIES[kind].zh}中可更正的项目。",
            ),
            (
                f"Use one of: {', '.join(CORRECTABLE[kind])}; texts with _en and _zh.",
                f"可用：{'、'.join(CORRECTABLE[kind])}；文字须加 _en 和 _zh。",
            ),
        )
    found = {
        name: value or None for name, value in cells.items() if (value or None) != (before.get(name) or None)
    }
    if not found:
        raise BadRecord(
            ("Nothing would change.", "没有任何改动。"), ("Change at least one cell.", "请至少改动一项。")
        )
    return found


def _next(store: RegisterStore, entry: str) -> str:
    number = 1 + max((int(str(each["id"]).split("-")[0]) for each in store.corrections()), default=0)
    return f"{number:04d}-{entry}"
