"""A project of interviews as a document, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tanlu.errors import BadFolder
from tanlu.study.interviews.codebook import Code, check_codes
from tanlu.study.interviews.consent import Consent, read_uses
from tanlu.study.interviews.model import (
    Coder,
    Coding,
    Note,
    Project,
    Removed,
    Sent,
    Transcript,
    Translated,
    Translation,
)
from tanlu.text import Text


def to_text(project: Project) -> str:
    """Return the project as JSON."""
    data = {
        "title": project.title.to_json(),
        "fictional": project.fictional,
        "given": project.given,
        "consents": {
            who: {**asdict(each), "uses": sorted(each.uses)} for who, each in project.consents.items()
        },
        **{name: [asdict(each) for each in getattr(project, name)] for name in _PARTS},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_project(text: str) -> Project:
    """Read a project.

    Raises
    ------
    BadFolder
        If the document is not one of ours, or was changed by hand.
    BadRecord
        If a consent or the codebook does not hold together.
    """
    try:
        data = json.loads(text)
        parts = {name: tuple(make(row) for row in data[name]) for name, make in _PARTS.items()}
        title = Text(data["title"]["en"], data["title"]["zh"])
        consents = {who: _consent(row) for who, row in data["consents"].items()}
        project = Project(
            title, bool(data["fictional"]), consents=consents, given=int(data["given"]), **parts
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFolder(
            ("The interviews cannot be read: their file was changed or cut short.", "无法读取访谈：文件被改动或不完整。"),
            ("Put back a copy; nothing was changed.", "请用备份恢复；未作任何更改。"),
        ) from error  # fmt: skip
    check_codes(project.codes)
    return project


def _consent(row: Mapping[str, Any]) -> Consent:
    return Consent(**{**row, "uses": read_uses(row["uses"])})


def _note(row: Mapping[str, Any]) -> Note:
    return Note(**{**row, "about": tuple(row["about"])})


def _translation(row: Mapping[str, Any]) -> Translation:
    return Translation(**{**row, "status": Translated(row["status"])})


def _sent(row: Mapping[str, Any]) -> Sent:
    return Sent(**{**row, "seals": tuple(row["seals"])})


def _removed(row: Mapping[str, Any]) -> Removed:
    return Removed(row["on"], tuple(row["seals"]))


_PARTS: Mapping[str, Any] = {
    "transcripts": lambda row: Transcript(**row),
    "codes": lambda row: Code(**row),
    "coders": lambda row: Coder(**row),
    "codings": lambda row: Coding(**row),
    "notes": _note,
    "translations": _translation,
    "sent": _sent,
    "removed": _removed,
}
