"""Questionnaires: read, check, convert, let into the field, and make a page of one that works without a network."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.actions.form_parity import Hint, parity_defects
from tanlu.errors import BadForm, CannotWrite, NotInstalled
from tanlu.study.forms.defects import Defect
from tanlu.study.forms.fielding import Blocked, permission_blocks, status_blocks, unknown_jurisdiction
from tanlu.study.forms.limesurvey import write_limesurvey
from tanlu.study.forms.lint import lint, standing
from tanlu.study.forms.markdown import read_markdown, write_markdown
from tanlu.study.forms.model import Form, form_of
from tanlu.study.forms.permission import EXAMPLE, Permit, read_permit
from tanlu.study.forms.web import page
from tanlu.study.forms.workbook import read_workbook, write_workbook

CORE: Final = "core16.md"
EXACT: Final = ("scale_midpoint", "scale_order", "language_wrong", "translation_same")
"""What says more exactly what a reader of both languages would hear in the same cell."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A form and what is wrong with it.

    Parameters
    ----------
    name : str
        Of its file.
    form : Form
    defects : tuple of Defect
        What keeps it from being used.
    hints : tuple of Hint
        What a reader of both languages should look at; nothing is kept from being used by it.
    """

    name: str
    form: Form
    defects: tuple[Defect, ...]
    hints: tuple[Hint, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        asked = [each for each in self.form.questions if each.asked]
        return {
            "file": self.name, "form": self.form.id, "version": self.form.version, "questions": len(asked),
            "languages": [each.code for each in self.form.tongues], "repeats": [e.name for e in self.form.repeats],
            "defects": [each.to_json() for each in self.defects], "hints": [each.to_json() for each in self.hints],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a form may be fielded.

    Parameters
    ----------
    checked : Checked
    blocked : tuple of Blocked
        Reasons beside the defects.
    unruled : bool
        Whether no rule is on record for where answers are collected, which does not say that there is none.
    """

    checked: Checked
    blocked: tuple[Blocked, ...]
    unruled: bool

    @property
    def open(self) -> bool:
        """Whether nothing stands against it."""
        return not self.blocked and not self.checked.defects

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "may_be_fielded": self.open, "blocked": [each.to_json() for each in self.blocked],
            "no_rule_on_record": self.unruled, **self.checked.to_json(),
        }  # fmt: skip


def read_form(path: Path) -> Form:
    """Read a form: a workbook (``.xlsx``) or Markdown tables (``.md``).

    Raises
    ------
    BadForm
        If it cannot be read as a form.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadForm(
            (f"{path} cannot be read ({error.strerror}).", f"无法读取 {path}（{error.strerror}）。"),
            ("Name a form as .xlsx or .md.", "请指定 .xlsx 或 .md 格式的表单。"),
        ) from error
    if data.startswith(b"PK"):
        return form_of(read_workbook(data), path.name)
    return form_of(read_markdown(decoded(data, path.name)), path.name)


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8.

    Raises
    ------
    BadForm
        If it is in another encoding.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadForm(
            (f"{name} is neither a workbook nor text in UTF-8.", f"{name} 既不是工作簿，也不是 UTF-8 文本。"),
            ("Save it as .xlsx, or as text in UTF-8.", "请另存为 .xlsx 或 UTF-8 文本。"),
        ) from error


def core() -> str:
    """Return the bilingual core of 16 questions, a draft."""
    return (files("tanlu.study") / "data" / "forms" / CORE).read_text("utf-8")


def core_form() -> Form:
    """Return the packaged core, read."""
    return form_of(read_markdown(core()), CORE)


def check(path: Path | None) -> Checked:
    """Return what is wrong with a form; with the packaged core for None.

    Raises
    ------
    BadForm
        If it cannot be read as a form.
    """
    form = read_form(path) if path else core_form()
    return check_form(form, path.name if path else CORE)


def check_form(form: Form, name: str) -> Checked:
    """Return what is wrong with a form that was read."""
    heard, hints = parity_defects(form)
    seen = lint(form)
    told = {(each.sheet, each.line) for each in seen if each.kind in EXACT}
    heard = tuple(each for each in heard if (each.sheet, each.line) not in told)
    return Checked(name, form, standing(form, (*seen, *heard)), hints)


def gate(path: Path | None, permit: Path | None, today: date | None = None) -> Gate:
    """Return whether a form may be fielded, and why not.

    Parameters
    ----------
    path : Path or None
        The form; the packaged core for None.
    permit : Path or None
        The record of permission.
    today : date or None
        The day; today for None.

    Raises
    ------
    BadForm
        If the form or the record cannot be read.
    """
    checked = check(path)
    record = read_record(permit) if permit else None
    on = today or datetime.now(UTC).date()
    reasons = (*status_blocks(checked.form), *permission_blocks(checked.form, record, on))
    return Gate(checked, reasons, record is not None and unknown_jurisdiction(record))


def read_record(path: Path) -> Permit:
    """Read a record of permission.

    Raises
    ------
    BadForm
        If it cannot be read.
    """
    try:
        return read_permit(decoded(path.read_bytes(), path.name), path.name)
    except OSError as error:
        raise BadForm(
            (f"{path} cannot be read ({error.strerror}).", f"无法读取 {path}（{error.strerror}）。"),
            (
                "`tanlu study form new FILE --permit` writes one to fill in.",
                "`tanlu study form new 文件 --permit` 可生成空白记录。",
            ),
        ) from error


def new(out: Path, *, permit: bool = False) -> Path:
    """Write the core of 16 questions, or an empty record of permission, to start from.

    Raises
    ------
    CannotWrite
        If the file is there already or cannot be written.
    """
    if out.exists():
        raise CannotWrite(
            (f"{out} is there already; nothing was written.", f"{out} 已存在，未写入。"),
            ("Name a file that is not there.", "请指定尚不存在的文件。"),
        )
    form = core_form()
    if permit:
        return _write(out, EXAMPLE.format(form_id=form.id, version=form.version).encode())
    return convert_form(form, out)


def convert(path: Path, out: Path) -> Path:
    """Write a form in another format, by the ending of the file.

    ``.xlsx`` and ``.md`` hold the form as it is, defects and all; ``.xml`` (ODK, KoboToolbox), ``.txt`` and ``.tsv``
    (LimeSurvey) are refused while a defect stands.

    Raises
    ------
    BadForm
        If the form cannot be read, has defects, or the other format cannot hold it.
    NotInstalled
        If pyxform is not here, which compiles for ODK.
    CannotWrite
        If the file cannot be written.
    """
    return convert_form(read_form(path), out)


def convert_form(form: Form, out: Path) -> Path:
    """Write a form that was read; see :func:`convert`."""
    ending = out.suffix.casefold()
    if ending == ".xlsx":
        return _write(out, write_workbook(form.sheets))
    if ending == ".md":
        return _write(out, write_markdown(form.sheets).encode())
    if ending in {".xml", ".txt", ".tsv"}:
        demand_sound(check_form(form, out.name))
        made = compiled(form) if ending == ".xml" else write_limesurvey(form)
        return _write(out, made.encode())
    raise BadForm(
        (f"{out.name} has an ending that no format has.", f"{out.name} 的扩展名不对应任何格式。"),
        (
            "Use .xlsx, .md, .xml (ODK, KoboToolbox) or .txt (LimeSurvey).",
            "请使用 .xlsx、.md、.xml（ODK、KoboToolbox）或 .txt（LimeSurvey）。",
        ),
    )


def demand_sound(checked: Checked) -> None:
    """Refuse a form with defects.

    Raises
    ------
    BadForm
        Naming the first of them.
    """
    if not checked.defects:
        return
    first, count = checked.defects[0], len(checked.defects)
    raise BadForm(
        (f"The form has defects ({count}); the first, at {first.place.en}: {first.why.en}",
         f"表单有{count}处问题；首处在{first.place.zh}：{first.why.zh}"),
        ("`tanlu study form check FILE` lists them all.", "`tanlu study form check 文件` 可列出全部。"),
    )  # fmt: skip


def compiled(form: Form) -> str:
    """Return a form as ODK's XForm, made by pyxform.

    Raises
    ------
    NotInstalled
        If pyxform is not here.
    BadForm
        If pyxform refuses it.
    """
    try:
        from pyxform.errors import PyXFormError
        from pyxform.xls2xform import convert as compile_
    except ImportError as error:
        raise NotInstalled(
            (
                "Compiling for ODK needs pyxform, which is not installed.",
                "编译为 ODK 表单需要 pyxform，尚未安装。",
            ),
            (
                "Install tanlu[forms]; or upload the .xlsx, which KoboToolbox and ODK compile themselves.",
                "请安装 tanlu[forms]；或直接上传 .xlsx，由 KoboToolbox 和 ODK 自行编译。",
            ),
        ) from error
    try:
        made: str = compile_(xlsform=write_markdown(form.sheets), file_type=".md").xform
    except PyXFormError as error:
        raise BadForm(
            (f"pyxform refuses the form: {error}", f"pyxform 拒绝该表单：{error}"),
            ("Correct the place it names.", "请改正其所指之处。"),
        ) from error
    return made


def web(path: Path | None, out: Path, permit: Path | None = None) -> tuple[Path, Gate]:
    """Write a form as one page that works without a network; it says so where it may not be fielded.

    Raises
    ------
    BadForm
        If the form has defects, or holds a type that the page cannot ask.
    CannotWrite
        If the file cannot be written.
    """
    found = gate(path, permit)
    demand_sound(found.checked)
    return _write(out, page(found.checked.form, draft=not found.open).encode()), found


def _write(out: Path, data: bytes) -> Path:
    part = out.with_suffix(out.suffix + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        raise CannotWrite(
            (f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}（{error.strerror}）。"),
            ("Choose another file.", "请指定其他文件。"),
        ) from error
    return out
