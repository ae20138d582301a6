"""A backup that either database can take back: every row as JSON, with its hashes; keys and sessions are never in it."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.core import serializers
from django.db import connection, transaction
from django.db.models import Model

from tanlu import __version__
from tanlu.errors import BadFolder, CannotWrite
from tanlu.web.audit.operations import prove
from tanlu.web.ledger import files
from tanlu.web.ledger.models import Evidence

_OURS: Final = (
    "audit",
    "dialogues",
    "people",
    "delegations",
    "ballots",
    "wordings",
    "ledger",
    "results",
    "proposals",
    "suggestions",
    "challenges",
    "ratings",
    "paper",
)
"""Apps whose rows are kept; sessions are begun again, jobs run again."""
_FILES: Final = "evidence/"
_FORMAT: Final = "tanlu-site-backup"
_MOST: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds.

    Parameters
    ----------
    rows : int
        Rows of all tables.
    lines : int
        Lines of the audit.
    last : str
        Hash of the last line.
    """

    rows: int
    lines: int
    last: str


def _models() -> list[type[Model]]:
    """Return the tables, those that others rest on first."""
    found = [model for app in _OURS for model in apps.get_app_config(app).get_models()]
    return sorted(found, key=lambda model: (len(_rests_on(model, set())), model.__name__))


def _rests_on(model: type[Model], met: set[type[Model]]) -> set[type[Model]]:
    for field in model._meta.get_fields():  # noqa: SLF001 - Django's own way to ask a model
        other = field.related_model if field.many_to_one and field.concrete else None
        if isinstance(other, type) and other not in met and other is not model:
            met |= {other} | _rests_on(other, met | {other})
    return met


def _lines(model: type[Model]) -> Iterator[str]:
    rows = model._default_manager.order_by("pk").iterator()  # noqa: SLF001 - as above
    for each in rows:
        yield json.dumps(
            json.loads(serializers.serialize("json", [each]))[0], ensure_ascii=False, sort_keys=True
        )


def back_up(path: Path) -> Kept:
    """Write a backup, all of it or nothing.

    Raises
    ------
    CannotWrite
        If the file cannot be written.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tables = {model._meta.label_lower: "\n".join(_lines(model)) for model in _models()}  # noqa: SLF001
        chain = prove()
    digests = {name: sha256(text.encode()).hexdigest() for name, text in tables.items()}
    counts = {name: text.count("\n") + 1 if text else 0 for name, text in tables.items()}
    manifest = {
        "format": _FORMAT,
        "version": 1,
        "made_by": __version__,
        "tables": list(tables),
        "rows": counts,
        "sha256": digests,
        "audit": [chain.length, chain.last],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        for name, text in tables.items():
            archive.writestr(f"{name}.jsonl", text)
        for each in Evidence.objects.all():
            held = files.folder() / each.sha256
            if held.is_file():
                archive.write(held, f"{_FILES}{each.sha256}")
    _put(path, out.getvalue())
    return Kept(sum(counts.values()), chain.length, chain.last)


def _put(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotWrite(
            (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
            ("Choose another place; no backup was made.", "请另选位置；未生成备份。"),
        ) from error


def restore(path: Path) -> Kept:
    """Take a backup back into an empty database, all of it or nothing.

    Raises
    ------
    BadFolder
        If it is no backup, or was changed.
    CannotWrite
        If the database holds people or dialogues already.
    """
    manifest, tables = _read(path)
    with transaction.atomic():
        full = [model for model in _models() if model._default_manager.exists()]  # noqa: SLF001
        if full:
            raise CannotWrite(
                ("The database is not empty.", "数据库不是空的。"),
                (
                    "Restore into a new one: set another TANLU_HOME or TANLU_DATABASE_URL. Nothing was changed.",
                    "请恢复到新库：另设 TANLU_HOME 或 TANLU_DATABASE_URL。未作任何改动。",
                ),
            )
        count = 0
        for name in manifest["tables"]:
            lines = [line for line in tables[name].split("\n") if line]
            for each in serializers.deserialize("json", f"[{','.join(lines)}]"):
                each.save()
                count += 1
        _bring_files(path)
        _after_ids()
        chain = prove()
        if [chain.length, chain.last] != manifest["audit"]:
            raise _changed(path)
    return Kept(count, chain.length, chain.last)


def _read(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST:
                raise _no_backup(path)
            manifest = json.loads(archive.read("manifest.json"))
            tables = {name: archive.read(f"{name}.jsonl").decode() for name in manifest["tables"]}
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise _no_backup(path) from error
    if manifest.get("format") != _FORMAT:
        raise _no_backup(path)
    if any(
        sha256(text.encode()).hexdigest() != manifest["sha256"].get(name) for name, text in tables.items()
    ):
        raise _changed(path)
    return manifest, tables


def _bring_files(path: Path) -> None:
    """Put evidence files back; each is called by its hash, which is held against it."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith(_FILES):
                continue
            data = archive.read(name)
            if f"{_FILES}{sha256(data).hexdigest()}" != name:
                raise _changed(path)
            files.keep(data)


def _after_ids() -> None:
    """Let new rows of PostgreSQL have ids after those that were brought."""
    from django.core.management.color import no_style  # noqa: PLC0415 - only here

    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(sql)


def _no_backup(path: Path) -> BadFolder:
    return BadFolder(
        (f"{path} is no backup of a site.", f"{path} 不是网站备份。"),
        ("Name a file that `tanlu site backup` wrote.", "请指定由 `tanlu site backup` 生成的文件。"),
    )


def _changed(path: Path) -> BadFolder:
    return BadFolder(
        (f"{path} was changed after it was written.", f"{path} 在生成之后被改动过。"),
        ("Take another backup; nothing was restored.", "请改用其他备份；未恢复任何内容。"),
    )
