"""Do both languages of a form say the same? The room of parity reads every cell beside its twin."""

import re
from dataclasses import dataclass
from typing import Any, Final

from tanlu.parity.check import check
from tanlu.parity.findings import Finding
from tanlu.parity.segment import Reading, Segment
from tanlu.study.forms.defects import CLASSES, Defect, at
from tanlu.study.forms.languages import Cell, cells
from tanlu.study.forms.logic import SHOWN
from tanlu.study.forms.model import Form
from tanlu.text import Text

HEARD: Final = ("hedge", "polarity", "term_consistency")
"""What the room only asks a reader to look at, but what turns an answer round in a questionnaire."""
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Hint:
    """A place that a reader of both languages should look at.

    Parameters
    ----------
    sheet, column : str
    line : int
    why : Text
    """

    sheet: str
    line: int
    column: str
    why: Text

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"sheet": self.sheet, "line": self.line, "column": self.column, "why": self.why.to_json()}


def parity_defects(form: Form) -> tuple[tuple[Defect, ...], tuple[Hint, ...]]:
    """Return where the cells of a form do not say the same in both languages, and where one should look.

    Cells that repeat (the choices of a scale, copied) are read once and reported where they first stand.
    """
    pairs: dict[tuple[str, str], Cell] = {}
    for cell in cells(form):
        if cell.en and cell.zh and cell.en != cell.zh:
            pairs.setdefault((_read(cell.en), _read(cell.zh)), cell)
    if not pairs:
        return (), ()
    held = list(pairs.values())
    found = check(
        Reading("en", "form", tuple(Segment(en, at_, "paragraph") for at_, (en, _) in enumerate(pairs, 1))),
        Reading("zh", "form", tuple(Segment(zh, at_, "paragraph") for at_, (_, zh) in enumerate(pairs, 1))),
        in_step=True,
    )
    defects = tuple(_defect(each, _cell(each, held)) for each in found.findings if _blocks(each))
    return defects, tuple(_hint(each, _cell(each, held)) for each in found.findings if not _blocks(each))


def _blocks(each: Finding) -> bool:
    return each.kind in CLASSES and (each.severity == "error" or each.kind in HEARD)


def _cell(each: Finding, held: list[Cell]) -> Cell:
    return held[(each.en_line or each.zh_line) - 1]


def _read(text: str) -> str:
    """Return a cell as it is heard: on one line, the answers it shows taken out."""
    return _SPACES.sub(" ", SHOWN.sub("…", text)).strip()


def _defect(each: Finding, cell: Cell) -> Defect:
    return at(each.kind, cell.sheet, cell.row, cell.column, each.why.en, each.why.zh)


def _hint(each: Finding, cell: Cell) -> Hint:
    return Hint(cell.sheet, cell.row.line, cell.column, each.why)
