"""Answers: read from whatever asked, summed up as far as may be told, and let out under authority."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.actions.forms import check_form, core_form, demand_sound, read_form, read_record
from tanlu.analysis.survey.asked import Asked, Drawn, Table, Wanted, tabulate
from tanlu.analysis.survey.publication import Rules, Told, publish
from tanlu.errors import BadAnswers, CannotWrite
from tanlu.study.answers.coding import code
from tanlu.study.answers.export import demand_authority, leaving
from tanlu.study.answers.model import Answers, Arrived, Level, Missing
from tanlu.study.answers.readers.central import read_central
from tanlu.study.answers.readers.kobo import read_kobo_json, read_kobo_workbook
from tanlu.study.answers.readers.own import MARK, read_own
from tanlu.study.answers.readers.tables import read_csv
from tanlu.study.answers.silence import Silence, apart, silences
from tanlu.study.forms.model import NUMERIC, Form, Item
from tanlu.study.forms.workbook import BROKEN
from tanlu.text import Text

EXAMPLE: Final = "core16_answers.csv"
INVENTED: Final = "invented-"
"""How the keys of the example begin, so that nobody takes them for people."""
FICTIONAL: Final = Text("Invented answers; nobody was asked.", "以下为虚构答卷，没有任何真实受访者。")
_BIGGEST: Final = 500_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """Answers that were read.

    Parameters
    ----------
    name : str
        Of the file or folder.
    form : Form
    kind : Text
        What sort of file it was.
    answers : Answers
    """

    name: str
    form: Form
    kind: Text
    answers: Answers

    @property
    def fictional(self) -> bool:
        """Whether the answers are the invented ones."""
        return all(row.key.startswith(INVENTED) for row in self.answers.levels[0].rows)

    def to_json(self) -> dict[str, Any]:
        """Return what came in, without any answer."""
        return {
            "file": self.name, "fictional": self.fictional, "kind": self.kind.to_json(),
            "form": self.form.id, "version": self.form.version,
            "levels": [_level(each) for each in self.answers.levels],
            "notes": [each.to_json() for each in self.answers.notes],
        }  # fmt: skip


def _level(level: Level) -> dict[str, Any]:
    missing = Counter(
        value.value for row in level.rows for value in row.values.values() if isinstance(value, Missing)
    )
    return {
        "name": level.name, "above": level.above if level.name else None, "rows": len(level.rows),
        "questions": len(level.questions), "cells": len(level.rows) * len(level.questions),
        "missing": {each.value: missing[each.value] for each in Missing},
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What may be told of answers.

    Parameters
    ----------
    read : Read
    told : tuple of Told
        Shares and means, as far as few people are not told of.
    unanswered : tuple of str
        Questions that nobody answered.
    silences : tuple of Silence
    apart : tuple of str
        Questions that one language leaves unanswered far more often.
    """

    read: Read
    told: tuple[Told, ...]
    unanswered: tuple[str, ...]
    silences: tuple[Silence, ...]
    apart: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            **self.read.to_json(), "shares": [_plain(each, *named) for each in self.told if (named := share_of(each))],
            "unanswered": list(self.unanswered), "silence": [each.to_json() for each in self.silences],
            "apart": list(self.apart),
        }  # fmt: skip


def share_of(told: Told) -> tuple[str, str] | None:
    """Return the question and the code that a share is of; None for those who did not choose one of several."""
    name, several, code_ = told.row.variable.partition("/")
    if not several:
        return name, told.row.category
    return (name, code_) if told.row.category == "1" else None


def _plain(told: Told, question: str, code_: str) -> dict[str, Any]:
    row = told.row
    return {
        "question": question, "kind": row.kind, "code": code_, "value": row.found.value,
        "n": None if told.held_back else row.found.n, "why": told.why.to_json() if told.why else None,
    }  # fmt: skip


def new(out: Path) -> Path:
    """Write invented answers to the core, to try things on.

    Raises
    ------
    CannotWrite
        If the file is there already or cannot be written.
    """
    return _write(out, "\ufeff" + (files("tanlu.study") / "data" / "forms" / EXAMPLE).read_text("utf-8"))


def read(path: Path, form: Path | None, version: str = "") -> Read:
    """Read answers with the form that was answered; with the packaged core for None.

    Parameters
    ----------
    path : Path
        JSON or XLSX of KoboToolbox, a zip of ODK Central, CSV of LimeSurvey, Qualtrics or any table with the names of
        the questions, a file that the page saved, or a folder of such files.
    form : Path or None
        The form.
    version : str
        Take only the answers to this version.

    Raises
    ------
    BadAnswers
        If they cannot be taken in as they stand.
    BadForm
        If the form cannot be read or has defects.
    """
    asked = read_form(form) if form else core_form()
    demand_sound(check_form(asked, form.name if form else ""))
    arrived = _arrived(path, asked)
    return Read(path.name, asked, arrived.kind, code(asked, arrived, version))


def _arrived(path: Path, form: Form) -> Arrived:
    try:
        if path.is_dir():
            return _folder(path, form)
        if path.stat().st_size > _BIGGEST:
            raise _unreadable(path, "it is larger than 500 MB", "超过 500 MB")
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, str(error.strerror), str(error.strerror)) from error
    if data.startswith(b"PK"):
        return (
            read_kobo_workbook(data, form, path.name)
            if _is_workbook(data)
            else read_central(data, form, path.name)
        )
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}:
        held = _json(data, path)
        if isinstance(held, dict) and MARK in held:
            return read_own([(path.name, held)], form)
        return read_kobo_json(held, form, path.name)
    return read_csv(data, form, path.name)


def _folder(path: Path, form: Form) -> Arrived:
    held = [(each.name, _json(each.read_bytes(), each)) for each in sorted(path.glob("*.json"))]
    if not held or not all(isinstance(each, dict) for _, each in held):
        raise _unreadable(path, "it holds no files that a page saved", "其中没有网页存出的答卷文件")
    return read_own(held, form)


def _json(data: bytes, path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, "it is no JSON", "不是有效的 JSON") from error


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return "xl/workbook.xml" in held.namelist()
    except BROKEN:
        return False


def _unreadable(path: Path, en: str, zh: str) -> BadAnswers:
    return BadAnswers(
        (f"{path} cannot be read: {en}.", f"无法读取 {path}：{zh}。"),
        ("Name a file of answers (.json, .csv, .xlsx, .zip) or a folder of files that a page saved.",
         "请指定答卷文件（.json、.csv、.xlsx、.zip），或存有网页答卷文件的文件夹。"),
    )  # fmt: skip


def summary(path: Path, form: Path | None, version: str = "", rules: Rules | None = None) -> Summary:
    """Return what may be told of answers: shares, means, and who leaves what unanswered in which language.

    Raises
    ------
    BadAnswers, BadForm
        As :func:`read`.
    """
    found = read(path, form, version)
    level = found.answers.levels[0]
    columns, wanted, unanswered = _columns(level, found.form)
    rows = tabulate(Asked(Drawn(convenience=True), tuple(wanted)), Table(columns)) if wanted else ()
    quiet = silences(found.answers)
    return Summary(
        found, publish(rows, rules or Rules(), convenience=True), tuple(unanswered), quiet, apart(quiet)
    )


def _columns(level: Level, form: Form) -> tuple[dict[str, list[str]], list[Wanted], list[str]]:
    columns: dict[str, list[str]] = {}
    wanted: list[Wanted] = []
    unanswered: list[str] = []
    for item in level.questions:
        if not item.asked or item.row("pii") == "direct" or not (item.choices or item.type in NUMERIC):
            continue
        cells = [
            "" if isinstance(each, Missing) else each
            for row in level.rows
            for each in [row.values[item.name]]
        ]
        if not any(cells):
            unanswered.append(item.name)
        elif item.type in NUMERIC:
            columns[item.name] = cells
            wanted.append(Wanted("mean", (item.name,)))
        else:
            for name, column in _chosen(item, cells, form).items():
                columns[name] = column
                wanted.append(Wanted("proportion", (name,)))
    return columns, wanted, unanswered


def _chosen(item: Item, cells: list[str], form: Form) -> dict[str, list[str]]:
    if item.type == "select_one":
        return {item.name: cells}
    codes = [each.name for each in form.lists[item.choices] if not each.row("missing_codes")]
    return {
        f"{item.name}/{code_}": ["" if not cell else "1" if code_ in cell.split() else "0" for cell in cells]
        for code_ in codes
    }


@dataclass(frozen=True, slots=True)
class Exported:
    """What left, and what stayed."""

    files: tuple[Path, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for rows, and under which record."""

    permit: Path | None
    recipient: str
    out: Path


def export(
    path: Path, form: Path | None, asked: Request, version: str = "", today: date | None = None
) -> Exported:
    """Write the rows that may leave, as CSV.

    Raises
    ------
    HeldBack
        If the record of permission does not let rows go to whoever asks, or too few people resemble someone.
    BadAnswers, BadForm
        As :func:`read`.
    CannotWrite
        If a file is there already or cannot be written.
    """
    found = read(path, form, version)
    permit = read_record(asked.permit) if asked.permit else None
    quasi = demand_authority(found.form, permit, asked.recipient, today or datetime.now(UTC).date())
    made = leaving(found.answers, quasi, found.form)
    return Exported(tuple(_write(asked.out / name, text) for name, text in made.files), made.kept)


def _write(out: Path, text: str) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise CannotWrite(
            (f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}（{error.strerror}）。"),
            ("Name a file or folder that is not there.", "请指定尚不存在的文件或文件夹。"),
        ) from error
    return out
