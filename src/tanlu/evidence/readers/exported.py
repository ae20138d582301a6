"""JSON as `tanlu evidence export --format json` writes it: figures, and what they need to be understood."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from tanlu.errors import BadTable
from tanlu.evidence.own_series import from_cells
from tanlu.registers.indicators import Series
from tanlu.text import Text

NUMBERS: Final = ("value", "low", "high")
_LOOKS: Final = re.compile(r"\s*[\[{]\s*[\"{\[\]}]")
_KEYS: Final = ("release", "published", "figures", "series", "sources")
_SHAPE: Final = (
    'Write {"figures": [{"series": ..., "region": ..., "year": ..., "value": ..., "unit": ..., "source": ...}]}.',
    '请写成 {"figures": [{"series": ..., "region": ..., "year": ..., "value": ..., "unit": ..., "source": ...}]}。',
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What a JSON file holds.

    Parameters
    ----------
    header : tuple of str
        Every key of a figure, in the order in which they are first met.
    figures : tuple of dict
        As written.
    series : tuple of Series
        Series of the person's own that it declares.
    sources : dict of str to dict
        Cells of the sources that it describes, by id.
    strange : tuple of str
        Keys of the whole that mean nothing.
    """

    header: tuple[str, ...]
    figures: tuple[dict[str, Any], ...]
    series: tuple[Series, ...]
    sources: dict[str, dict[str, str]]
    strange: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the header as row 0, then each figure by its number; only sound figures are in it."""
        yield 0, list(self.header)
        for number, each in enumerate(self.figures, 1):
            if not fault(each):
                yield number, [_cell(each.get(key)) for key in self.header]

    def faults(self) -> Iterator[tuple[int, str, Text]]:
        """Yield number, key and reason of each figure that cannot be read."""
        for number, each in enumerate(self.figures, 1):
            found = fault(each)
            if found:
                yield number, *found


def looks_like_json(path: Path, head: str) -> bool:
    """Return whether a file is to be read as JSON: called so, or beginning so."""
    return path.suffix.casefold() == ".json" or _LOOKS.match(head) is not None


def read_exported(path: Path, encoding: str) -> Exported:
    """Read a JSON file.

    Raises
    ------
    BadTable
        If it is no JSON, cut short, or of another shape.
    """
    text = path.read_text(encoding)
    try:
        whole = json.loads(text, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise _broken(path, text, error) from error
    except RecursionError as error:
        raise _shape(path, "it is nested too deeply", "嵌套层次过深") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("figures"), list):
        raise _shape(path, "it has no list called figures", "没有名为 figures 的列表")
    figures = whole["figures"]
    odd = next((number for number, each in enumerate(figures, 1) if not isinstance(each, dict)), None)
    if odd:
        raise _shape(path, f"figure {odd} is no object", f"第 {odd} 个数字不是对象")
    return Exported(
        header=tuple(dict.fromkeys(key for each in figures for key in each)),
        figures=tuple(figures),
        series=from_cells(_described(path, whole, "series")),
        sources={str(each["id"]): each for each in _described(path, whole, "sources")},
        strange=tuple(key for key in whole if key not in _KEYS),
    )


def _described(path: Path, whole: dict[str, Any], key: str) -> list[dict[str, str]]:
    found = whole.get(key, [])
    sound = isinstance(found, list) and all(
        isinstance(each, dict) and each.get("id") and all(isinstance(cell, str) for cell in each.values())
        for each in found
    )
    if not sound:
        raise _shape(
            path,
            f"{key} is no list of objects with an id and texts",
            f"{key} 不是由带编号的文本对象组成的列表",
        )
    return list(found)


def _constant(name: str) -> NoReturn:
    raise BadTable(
        (f"The JSON holds {name}, which is no number.", f"JSON 中有 {name}，它不是数字。"),
        ("Write null and a status such as missing.", "请写 null，并注明状态，如 missing。"),
    )


def _broken(path: Path, text: str, error: json.JSONDecodeError) -> BadTable:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return BadTable(
            (
                f"{path.name} is cut short: the JSON ends in the middle.",
                f"{path.name} 不完整：JSON 在中途结束。",
            ),
            ("Export or copy it again.", "请重新导出或复制。"),
        )
    return BadTable(
        (
            f"{path.name} is not JSON: line {error.lineno}, column {error.colno} cannot be read.",
            f"{path.name} 不是 JSON：第 {error.lineno} 行第 {error.colno} 列无法读取。",
        ),
        ("Mend it there, or export it again.", "请修正该处，或重新导出。"),
    )


def _shape(path: Path, why: str, why_zh: str) -> BadTable:
    return BadTable(
        (f"{path.name} is JSON of another shape: {why}.", f"{path.name} 的 JSON 结构不符：{why_zh}。"), _SHAPE
    )


def fault(figure: dict[str, Any]) -> tuple[str, Text] | None:
    """Return the key and the reason why a figure cannot be read, if there is one."""
    for key, cell in figure.items():
        if key in NUMBERS:
            if isinstance(cell, str):
                return key, Text(
                    f"{cell!r} is text; write the number without quotation marks, or null.",
                    f"{cell!r} 是文本；请写不带引号的数字，或写 null。",
                )
            if isinstance(cell, bool) or not isinstance(cell, int | float | None):
                return key, Text("This is no number.", "此处不是数字。")
        elif isinstance(cell, bool | list | dict | float):
            return key, Text("This is no text.", "此处不是文本。")
    return None


def _cell(cell: Any) -> str:  # noqa: ANN401 - text, a number or nothing
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell).strip()
