"""Do both languages say something in every cell, and the same answers within it?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tanlu.study.forms.defects import Defect, at
from tanlu.study.forms.logic import SHOWN
from tanlu.study.forms.model import KEPT, SPOKEN, Form
from tanlu.study.forms.sheets import CHOICES, SURVEY, Row
from tanlu.text import LANGS, Text

_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")
_FULL: Final = re.compile(r"[０-９]|＄|｛|｝")
_SHORTEST: Final = 40
"""Letters from which lengths are compared: short labels differ as they like."""
_MOST: Final = 1.0
"""Chinese characters per English letter; running text has about 0.33."""
_FEWEST: Final = 0.1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell in both languages.

    Parameters
    ----------
    sheet : str
    row : Row
    column : str
        Without the language.
    en, zh : str
    """

    sheet: str
    row: Row
    column: str
    en: str
    zh: str


def cells(form: Form) -> Iterator[Cell]:
    """Yield every cell that respondents read, in both languages, empty or not."""
    for sheet in (SURVEY, CHOICES):
        for row in form.sheet(sheet).rows:
            for column in SPOKEN:
                yield Cell(sheet, row, column, form.spoken(row, column, "en"), form.spoken(row, column, "zh"))


def language_defects(form: Form) -> Iterator[Defect]:
    """Yield what is wrong with the languages of a form, cell by cell."""
    headings = tuple(_tongues(form))
    yield from headings
    if not headings:  # with a language under two names, every cell would seem empty
        for cell in cells(form):
            yield from _cell(form, cell)


def _tongues(form: Form) -> Iterator[Defect]:
    for each in form.tongues:
        if not each.code:
            yield _sheetwide(
                "language_untagged", f"{each.suffix!r} carries no code.", f"“{each.suffix}”未注明代码。"
            )
    codes = [each.code for each in form.tongues if each.code]
    for code in sorted({each for each in codes if codes.count(each) > 1}):
        names = [each.suffix for each in form.tongues if each.code == code]
        yield _sheetwide(
            "language_drift", f"{code} is written {' and '.join(names)}.", f"{code} 写作{'、'.join(names)}。"
        )
    untagged = any(not each.code for each in form.tongues)
    for lang in LANGS:
        if lang not in codes and not untagged:
            yield _sheetwide("language_absent", f"No column is in {lang}.", f"没有 {lang} 语言的列。")


def _sheetwide(kind: str, en: str, zh: str) -> Defect:
    return Defect(kind, SURVEY, 0, "", "", Text(en, zh))


def _cell(form: Form, cell: Cell) -> Iterator[Defect]:
    en, zh = cell.en, cell.zh
    if not en and not zh:
        yield from _nothing(form, cell)
        return
    if not en or not zh:
        lang = "English" if not en else "Chinese", "英文" if not en else "中文"
        yield _in(cell, "translation_missing", f"The {lang[0]} is empty.", f"{lang[1]}为空。")
        return
    yield from _script(cell)
    shown = sorted(SHOWN.findall(en)), sorted(SHOWN.findall(zh))
    if shown[0] != shown[1]:
        told = [", ".join(each) or "nothing" for each in shown], ["、".join(each) or "无" for each in shown]
        yield _in(
            cell, "placeholder", f"English shows {told[0][0]}, Chinese {told[0][1]}.",
            f"英文引用 {told[1][0]}，中文引用 {told[1][1]}。",
        )  # fmt: skip
    full = _FULL.findall(en + zh)
    if full:
        said = "".join(dict.fromkeys(full))
        yield _in(cell, "digits_full_width", f"{said} is full-width.", f"“{said}”为全角。")
    yield from _length(cell)


def _nothing(form: Form, cell: Cell) -> Iterator[Defect]:
    if cell.column != "label":
        return
    item = form.by_name.get(cell.row("name")) if cell.sheet == SURVEY else None
    silent = cell.sheet == SURVEY and (item is None or item.type in KEPT or item.kind != "question")
    pictured = any(heading.startswith(("media::", "image", "audio")) for heading in cell.row.cells)
    if not silent and not pictured:
        yield _in(cell, "label_missing", "There is no label in either language.", "两种语言都没有 label。")


def _script(cell: Cell) -> Iterator[Defect]:
    en, zh = SHOWN.sub("", cell.en), SHOWN.sub("", cell.zh)
    if en.strip() == zh.strip():
        if _LATIN.search(en) or _HAN.search(en):
            yield _in(cell, "translation_same", f"Both say {_short(en)!r}.", f"两者都是“{_short(en)}”。")
    elif _HAN.search(en) and not _LATIN.search(en):
        yield _in(cell, "language_wrong", f"The English is {_short(en)!r}.", f"英文列为“{_short(en)}”。")
    elif _LATIN.search(zh) and not _HAN.search(zh):
        yield _in(cell, "language_wrong", f"The Chinese is {_short(zh)!r}.", f"中文列为“{_short(zh)}”。")


def _length(cell: Cell) -> Iterator[Defect]:
    en, zh = len(cell.en), len(cell.zh)
    if max(en, zh * 2.5) >= _SHORTEST and not _FEWEST <= zh / en <= _MOST:
        longer = ("Chinese", "中文") if zh / en > _MOST else ("English", "英文")
        yield _in(
            cell, "length", f"The {longer[0]} is far longer: {en} letters, {zh} characters.",
            f"{longer[1]}明显过长：英文{en}个字符，中文{zh}个字。",
        )  # fmt: skip


def _in(cell: Cell, kind: str, en: str, zh: str) -> Defect:
    return at(kind, cell.sheet, cell.row, cell.column, en, zh)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
