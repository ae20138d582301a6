"""From rows as they arrived to tables of codes: labels refused, versions kept apart, what is missing told apart."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Answers, Arrived, Coded, Level, Missing, Sent
from tanlu.study.answers.scenes import Scenes
from tanlu.study.forms.model import NUMERIC, Form, Item
from tanlu.study.forms.structure import MISSING as MEANINGS
from tanlu.text import LANGS, Text

_NUMBER: Final = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_DATE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII)
_HERE: Final = ("start", "end", "deviceid", "username", "audit", "note")


def code(form: Form, arrived: Arrived, version: str = "") -> Answers:
    """Return answers as tables of codes.

    Parameters
    ----------
    form : Form
        The one that was answered.
    arrived : Arrived
        The rows.
    version : str
        Take only the answers to this version; empty where all are to one.

    Raises
    ------
    BadAnswers
        If labels stand for codes, a code is not of its list, versions are mixed, a repeat is flattened, a row stands
        twice or belongs to none, or nothing was answered at all.
    """
    _demand_levels(form, arrived)
    _demand_columns(form, arrived)
    rows = _of_version(form, arrived, version)
    _demand_keys(rows)
    coder = _Coder(form, Scenes(form, rows))
    levels = tuple(coder.level(name) for name in ("", *(each.name for each in form.repeats)))
    coder.refuse()
    silent = {Missing.NOT_ASKED, Missing.NOT_COLLECTED}
    if all(value in silent for level in levels for row in level.rows for value in row.values.values()):
        raise BadAnswers(
            (
                f"All answers of all {len(levels[0].rows)} rows are missing.",
                f"{len(levels[0].rows)}行的全部回答均缺失。",
            ),
            ("See whether the headings are the names of the questions.", "请核对列名是否为题目名称。"),
        )
    return Answers(levels, (*arrived.notes, *coder.notes(), *_unknown(arrived)))


def _demand_levels(form: Form, arrived: Arrived) -> None:
    for repeat in form.repeats:
        counted = re.compile(rf"(?:^|[/.\-_]){re.escape(repeat.name)}(?:\[\d+\]|[/.\-_]?\d+)(?:$|[/.\-_\[])")
        for heading in arrived.unknown:
            if counted.search(heading):
                raise _flattened(repeat.name, heading)
    for row in arrived.rows:
        for name in row.cells:
            item = form.by_name[name]
            if item.level != row.level and item.level:
                raise _flattened(item.level, name)


def _flattened(repeat: str, heading: str) -> BadAnswers:
    return BadAnswers(
        (f"The repeat {repeat} is flattened into the table of the form: heading {heading!r}.",
         f"重复组 {repeat} 被摊平到主表中：列名“{heading}”。"),
        ("Export repeats as tables of their own: JSON or XLSX from KoboToolbox, a zip from ODK Central.",
         "请把重复组导出为单独的表：KoboToolbox 用 JSON 或 XLSX，ODK Central 用 zip。"),
    )  # fmt: skip


def _demand_columns(form: Form, arrived: Arrived) -> None:
    if any(row.cells for row in arrived.rows):
        return
    labels = {form.spoken(item.row, "label", lang): item.name for item in form.questions for lang in LANGS}
    label = next((each for each in arrived.unknown if labels.get(each)), "")
    if label:
        raise BadAnswers(
            (f"The headings are labels: {label!r} is the text of {labels[label]}.",
             f"列名是题目文字：“{label}”是 {labels[label]} 的题面。"),
            ("Export names and codes (in KoboToolbox, XML values and headers).",
             "请导出名称和代码（KoboToolbox 选“XML values and headers”）。"),
        )  # fmt: skip


def _of_version(form: Form, arrived: Arrived, version: str) -> tuple[Sent, ...]:
    counts = Counter(row.version for row in arrived.rows if not row.level and row.version)
    if version:
        kept = {row.key for row in arrived.rows if not row.level and row.version in {version, ""}}
        if version not in counts:
            raise _versions(counts, f"No answer is to version {version}", f"没有版本 {version} 的答卷")
        above = {each.key: each for each in arrived.rows}
        return tuple(row for row in arrived.rows if _root(above, row) in kept)
    if len(counts) > 1:
        raise _versions(
            counts, "Answers to several versions of the form are mixed", "不同版本表单的答卷混在一起"
        )
    if counts and arrived.same_versions and form.version not in counts:
        raise _versions(
            counts,
            f"The form is version {form.version}, the answers are not",
            f"表单版本为 {form.version}，与答卷不符",
        )
    return arrived.rows


def _root(above: Mapping[str, Sent], row: Sent) -> str:
    while row.level and row.parent in above:
        row = above[row.parent]
    return row.key


def _versions(counts: Counter[str], en: str, zh: str) -> BadAnswers:
    told = sorted(counts.items())
    listed = ", ".join(f"{name} ({count})" for name, count in told) or "none"
    listed_zh = "、".join(f"{name}（{count}份）" for name, count in told) or "无"
    return BadAnswers(
        (f"{en}: {listed}.", f"{zh}：{listed_zh}。"),
        ("Read each version with its own form: --form FORM --version VERSION.",
         "请用各自的表单分别读取：--form 表单 --version 版本。"),
    )  # fmt: skip


def _demand_keys(rows: tuple[Sent, ...]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        if (row.level, row.key) in seen:
            first = seen[row.level, row.key]
            raise BadAnswers(
                (
                    f"Two rows have the key {row.key}: {first} and {row.place}.",
                    f"两行编号同为 {row.key}：{first} 与 {row.place}。",
                ),
                ("Take the repeated row out.", "请删除重复的行。"),
            )
        seen[row.level, row.key] = row.place
    keys = {row.key for row in rows}
    for row in rows:
        if row.level and row.parent not in keys:
            raise BadAnswers(
                (
                    f"{row.place} belongs to no answer: {row.parent or 'no key'}.",
                    f"{row.place} 不属于任何答卷：{row.parent or '无编号'}。",
                ),
                ("Export the form and its repeats together.", "请将主表与重复组一并导出。"),
            )


def _unknown(arrived: Arrived) -> tuple[Text, ...]:
    if not arrived.unknown:
        return ()
    some = arrived.unknown[:6]
    more = "…" if len(arrived.unknown) > len(some) else ""
    return (
        Text(
            f"Columns that are no question: {', '.join(some)}{more}.",
            f"不是题目的列：{'、'.join(some)}{more}。",
        ),
    )


@dataclass(slots=True)
class _Coder:
    form: Form
    scenes: Scenes
    wrong: list[tuple[Text, Text]] = field(default_factory=list)
    unasked: Counter[str] = field(default_factory=Counter)
    unfit: Counter[str] = field(default_factory=Counter)
    codes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    labels: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def level(self, name: str) -> Level:
        questions = tuple(
            each for each in self.form.questions if each.level == name and each.type not in _HERE
        )
        above = next((each.level for each in self.form.repeats if each.name == name), "")
        rows = tuple(self.row(row, questions) for row in self.scenes.rows if row.level == name)
        return Level(name, above, questions, rows)

    def row(self, row: Sent, questions: tuple[Item, ...]) -> Coded:
        values = {item.name: self.value(row, item) for item in questions}
        return Coded(row.key, row.parent, row.language, row.version, values)

    def value(self, row: Sent, item: Item) -> str | Missing:
        said = row.cells.get(item.name, "")
        asked = self.scenes.asked(row, item)
        if not said:
            return Missing.NOT_COLLECTED if asked else Missing.NOT_ASKED
        if not asked:
            self.unasked[item.name] += 1
        found = self.coded(row, item, said)
        if not isinstance(found, Missing) and not self.scenes.fits(row, item):
            self.unfit[item.name] += 1
        return found

    def coded(self, row: Sent, item: Item, said: str) -> str | Missing:
        if item.choices:
            return self.chosen(row, item, said)
        if item.type in NUMERIC and not _NUMBER.fullmatch(said):
            self.complain(row, item, said, Text("is no number", "不是数字"))
        if item.type == "date":
            match = _DATE.fullmatch(said)
            if match is None:
                self.complain(row, item, said, Text("is no date (2026-11-30)", "不是日期（2026-11-30）"))
            return match[1] if match else said
        return said

    def chosen(self, row: Sent, item: Item, said: str) -> str | Missing:
        known = self.known(item)
        given = [said] if item.type == "select_one" else said.split()
        taken = [each if each in known else each.removesuffix(".0") for each in given]
        strange = next((each for each in taken if each not in known), None)
        if strange is not None:
            self.refuse_strange(row, item, said, strange)
            return said
        answers = [each for each in taken if not known[each]]
        if answers:
            return " ".join(answers)
        return Missing(MEANINGS[known[taken[0]]])

    def known(self, item: Item) -> Mapping[str, str]:
        if item.choices not in self.codes:
            held = self.form.lists.get(item.choices, ())
            self.codes[item.choices] = {each.name: each.row("missing_codes").casefold() for each in held}
            self.labels[item.choices] = {
                self.form.spoken(each.row, "label", lang).casefold(): each.name
                for each in held
                for lang in LANGS
            }
        return self.codes[item.choices]

    def refuse_strange(self, row: Sent, item: Item, said: str, strange: str) -> None:
        labels = self.labels[item.choices]
        code = labels.get(said.casefold()) or labels.get(
            said.replace(";", ",").split(",")[0].strip().casefold()
        )
        if code:
            why = Text(
                f"is a label, not a code (the code is {code})", f"是选项文字，不是代码（代码为 {code}）"
            )
        else:
            why = Text(
                f"holds {strange!r}, which is no code of {item.choices}",
                f"含“{strange}”，不是 {item.choices} 的代码",
            )
        self.complain(row, item, said, why)

    def complain(self, row: Sent, item: Item, said: str, why: Text) -> None:
        shown = said if len(said) <= 40 else said[:39] + "…"
        self.wrong.append(
            (
                Text(
                    f"{row.place}, {item.name}: {shown!r} {why.en}",
                    f"{row.place}，{item.name}：“{shown}”{why.zh}",
                ),
                why,
            )
        )

    def refuse(self) -> None:
        if not self.wrong:
            return
        first, more = self.wrong[0][0], len(self.wrong) - 1
        raise BadAnswers(
            (f"{first.en}." + (f" {more} more cells are wrong." if more else ""),
             f"{first.zh}。" + (f"另有{more}格有误。" if more else "")),
            ("Export codes, not labels, and read them with the form that was answered.",
             "请导出代码而非文字，并用作答时的表单读取。"),
        )  # fmt: skip

    def notes(self) -> tuple[Text, ...]:
        return (
            *(Text(f"{name}: {count} answered though the form would not ask.", f"{name}：{count}份按表单不应询问却有回答。")
              for name, count in self.unasked.items()),
            *(Text(f"{name}: {count} do not fit the constraint.", f"{name}：{count}份不符合填写条件。")
              for name, count in self.unfit.items()),
        )  # fmt: skip
