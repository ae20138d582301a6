"""The codebook of interviews: see it, take one in, write it out."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from tanlu import __version__
from tanlu.actions.interview_files import file_bytes
from tanlu.actions.interviews import held, keep
from tanlu.errors import BadDocument, BadRecord, CannotWrite
from tanlu.study.interviews.codebook import COLUMNS, Code, check_codes
from tanlu.study.interviews.refi.codes import read_qdc, write_qdc


def codebook(folder: Path) -> tuple[tuple[Code, ...], dict[str, int]]:
    """Return the codes, and how often each is used."""
    project = held(folder).project
    return project.codes, {
        each.guid: sum(one.code == each.guid for one in project.codings) for each in project.codes
    }


def take_codebook(folder: Path, file: Path) -> tuple[int, int, int]:
    """Take in a codebook (.qdc or .csv); return how many codes are new, changed, and how many sets are not kept.

    Raises
    ------
    BadDocument, BadRecord
        If it cannot be read, or does not hold together with what is there.
    """
    at = held(folder)
    if file.suffix.lower() == ".csv":
        codes, sets = _read_csv(file_bytes(file), file, at.project.codes), 0
    else:
        codes, sets = read_qdc(file_bytes(file), file.name)
    before = {each.guid: each for each in at.project.codes}
    after = {**before, **{each.guid: each for each in codes}}
    check_codes(tuple(after.values()))
    keep(at.store, replace(at.project, codes=tuple(after.values())))
    changes = sum(before[guid] != each for guid, each in after.items() if guid in before)
    return len(after) - len(before), changes, sets


def write_codebook(folder: Path, out: Path) -> int:
    """Write the codebook (.qdc or .csv); return how many codes it holds. Examples stay: they are somebody's words."""
    codes = tuple(replace(each, example="") for each in held(folder).project.codes)
    data = _to_csv(codes) if out.suffix.lower() == ".csv" else write_qdc(codes, f"Tanlu {__version__}")
    try:
        out.write_bytes(data)
    except OSError as error:
        raise CannotWrite(
            (f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}（{error.strerror}）。"),
            ("Choose a folder that may be written to.", "请选择可写的文件夹。"),
        ) from error
    return len(codes)


def _to_csv(codes: Sequence[Code]) -> bytes:
    names = {each.guid: each.label for each in codes}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for each in codes:
        row = {name: getattr(each, name) for name in COLUMNS}
        writer.writerow(
            {**row, "parent": names.get(each.parent, ""), "codable": "yes" if each.codable else "no"}
        )
    return ("\ufeff" + out.getvalue()).encode()


def _read_csv(data: bytes, file: Path, known: Sequence[Code]) -> tuple[Code, ...]:
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadDocument(
            (f"{file} cannot be read as a CSV in UTF-8.", f"无法将 {file} 作为UTF-8编码的CSV读取。"),
            ("Save it as CSV UTF-8.", "请另存为UTF-8编码的CSV。"),
        ) from error
    if not rows or not {"name", "name_zh"} & set(rows[0]):
        raise BadRecord(
            (f"{file} has no column `name` or `name_zh`, or no row.", f"{file} 缺少 name 或 name_zh 列，或没有数据。"),
            (f"Columns: {', '.join(COLUMNS)}; one of the names is enough.",
             f"可用的列：{'、'.join(COLUMNS)}；有一个名称即可。"),
        )  # fmt: skip
    cells = [{name: (value or "").strip() for name, value in row.items() if name in COLUMNS} for row in rows]
    labels = {each.label: each.guid for each in known}
    made = []
    for row in cells:
        label = " ".join(each for each in (row.get("name", ""), row.get("name_zh", "")) if each)
        guid = row.get("guid") or labels.get(label) or str(uuid4())
        labels[label] = guid
        made.append({**row, "guid": guid.lower()})
    return tuple(_from_row(each, labels) for each in made)


def _from_row(row: Mapping[str, str], labels: Mapping[str, str]) -> Code:
    above = row.get("parent", "")
    short = {
        name: guid for label, guid in labels.items() for name in (label, label.rpartition(" ")[0]) if name
    }
    texts = {name: row.get(name, "") for name in COLUMNS if name not in ("parent", "codable")}
    codable = row.get("codable", "yes").lower() not in ("no", "false", "0", "否")
    return Code(**texts, parent=short.get(above, above), codable=codable)
