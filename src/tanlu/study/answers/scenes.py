"""Was a question asked of a person, and does an answer fit? The form's own expressions say so."""

from collections.abc import Mapping
from functools import lru_cache

from tanlu.study.answers.model import Sent
from tanlu.study.forms.expression.evaluate import Scene, holds
from tanlu.study.forms.expression.syntax import Call, walk
from tanlu.study.forms.expression.values import Many, Value, day, number
from tanlu.study.forms.logic import tree
from tanlu.study.forms.model import NUMERIC, Form, Item


class Scenes:
    """What each row of answers knows: its own cells, those above it, and all those of repeats beneath."""

    def __init__(self, form: Form, rows: tuple[Sent, ...]) -> None:
        self.form = form
        self.rows = rows
        self._keys = {each.key: each for each in rows}
        self._under: dict[str, list[Sent]] = {}
        for each in rows:
            self._under.setdefault(each.parent, []).append(each)
        self._known: dict[tuple[str, str], Mapping[str, Value | Many]] = {}

    def asked(self, row: Sent, item: Item) -> bool:
        """Return whether the form asked a question in a row."""
        for name in (*item.groups, item.name):
            relevant = self.form.by_name[name].row("relevant") if name in self.form.by_name else ""
            if relevant and _timeless(relevant) and not holds(tree(relevant), self._scene(row)):
                return False
        return True

    def fits(self, row: Sent, item: Item) -> bool:
        """Return whether an answer fits the constraint of its question."""
        constraint = item.row("constraint")
        if not constraint or not _timeless(constraint):
            return True
        return holds(tree(constraint), self._scene(row, typed(item, row.cells[item.name])))

    def _scene(self, row: Sent, here: Value = "") -> Scene:
        same = (
            [each for each in self._under.get(row.parent, ()) if each.level == row.level]
            if row.level
            else [row]
        )
        return Scene(self._answers(row), here, position=same.index(row) + 1)

    def _answers(self, row: Sent) -> Mapping[str, Value | Many]:
        key = row.level, row.key
        if key not in self._known:
            above = self._keys.get(row.parent) if row.level else None
            found: dict[str, Value | Many] = dict(self._answers(above)) if above else {}
            for name, many in self._beneath(row).items():
                found[name] = tuple(many)
            found |= {name: typed(self.form.by_name[name], cell) for name, cell in row.cells.items()}
            self._known[key] = found
        return self._known[key]

    def _beneath(self, row: Sent) -> dict[str, list[Value]]:
        found: dict[str, list[Value]] = {}
        for each in self._under.get(row.key, ()):
            for item in self.form.questions:
                if item.level == each.level:
                    cell = each.cells.get(item.name, "")
                    found.setdefault(item.name, []).append(typed(item, cell) if cell else "")
            for name, many in self._beneath(each).items():
                found.setdefault(name, []).extend(many)
        return found


@lru_cache(maxsize=4096)
def _timeless(text: str) -> bool:
    """Return whether an expression says the same on every day: the day of an answer is not known here."""
    return not any(isinstance(each, Call) and each.function in {"today", "now"} for each in walk(tree(text)))


def typed(item: Item, cell: str) -> Value:
    """Return a cell as what its question makes of it: a number, a day, or the text.

    Examples
    --------
    >>> from tanlu.study.forms.sheets import Row
    >>> typed(Item(Row(2, {}), "question", "integer", "", "age", (), ""), "42")
    42.0
    """
    if item.type in NUMERIC:
        return number(cell)
    return day(cell) if item.type == "date" else cell
