"""Files of ratings: units by raters, or one rating a row. No message names a rater or a unit, only lines and columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tanlu.errors import BadTable, UnknownName
from tanlu.evidence.readers.files import open_grid

_NAMES: Final = {
    "unit": ("unit", "item", "segment", "单元", "条目", "片段"),
    "rater": ("rater", "coder", "observer", "评定者", "编码者", "编码员"),
    "value": ("value", "code", "rating", "取值", "编码", "评定"),
}
_DOUBTFUL: Final = frozenset({"na", "n/a", "nan", "null", "*", ".", "-", "—", "?", "？", "缺失", "未评定"})
"""May stand for no rating, or for a category: whoever asks has to say."""
_MOST_GROUPS: Final = 20


class Coding(NamedTuple):
    """One rating.

    Parameters
    ----------
    line : int
        Of the file.
    unit, rater, value, group : str
        ``value`` is empty where there is no rating, ``group`` where none is asked for.
    """

    line: int
    unit: str
    rater: str
    value: str
    group: str


def read_codings(
    path: Path, by: str = "", missing: Sequence[str] = (), scale: Sequence[str] = ()
) -> tuple[Coding, ...]:
    """Read ratings from a table with units down and raters across, or with the columns unit, rater and value.

    Parameters
    ----------
    path : Path
        CSV or XLSX.
    by : str
        A column that tells groups apart, such as the language.
    missing : sequence of str
        What stands for no rating, besides an empty cell.
    scale : sequence of str
        Values that certainly are ratings.

    Raises
    ------
    BadTable
        If it cannot be read, a unit has no name, a rating occurs twice, or a value may stand for none.
    UnknownName
        If there is no such column as ``by``.
    """
    grid = open_grid(path)
    rows = ((line, cells) for line, cells in grid.rows() if any(cells))
    head = next(rows, (1, []))[1]
    places = {field: _place(head, names) for field, names in _NAMES.items()}
    is_long = all(place is not None for place in places.values())
    group = _group_place(head, by, -1 if not is_long else _sure(places["rater"]), path)
    taken = _long(rows, places, group) if is_long else _wide(rows, head, group, path)
    blank = {each.casefold() for each in missing}
    found = tuple(_read(each, blank, frozenset(scale), path) for each in taken)
    _demand_once(found, path)
    if len({each.group for each in found}) > _MOST_GROUPS:
        raise BadTable(
            (f"{path.name}: the column {by} holds more than {_MOST_GROUPS} groups.",
             f"{path.name}：{by} 列的分组超过{_MOST_GROUPS}个。"),
            ("Choose a column with few groups, such as the language.", "请选择分组较少的列，如语言。"),
        )  # fmt: skip
    return found


def _place(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(head) if cell.casefold() in names), None)


def _sure(place: int | None) -> int:
    return -1 if place is None else place


def _group_place(head: Sequence[str], by: str, rater: int, path: Path) -> int | None:
    if not by:
        return None
    place = next((at for at, cell in enumerate(head) if cell.casefold() == by.casefold()), None)
    if place is None:
        raise UnknownName(
            (f"{path.name} has no column {by}.", f"{path.name} 没有 {by} 列。"),
            ("Check how its first line spells it.", "请核对首行的写法。"),
        )
    if place == rater:
        raise BadTable(
            ("Agreement is not told of single raters.", "不提供单个评定者的一致程度。"),
            ("Choose a column that groups units, such as the language.", "请选择对单元分组的列，如语言。"),
        )
    return place


def _long(
    rows: Iterator[tuple[int, list[str]]], places: dict[str, int | None], group: int | None
) -> Iterator[Coding]:
    unit, rater, value = (_sure(places[field]) for field in ("unit", "rater", "value"))
    for line, cells in rows:
        padded = cells + [""] * (max(unit, rater, value, group or 0) + 1 - len(cells))
        yield Coding(line, padded[unit], padded[rater], padded[value], "" if group is None else padded[group])


def _wide(
    rows: Iterator[tuple[int, list[str]]], head: Sequence[str], group: int | None, path: Path
) -> Iterator[Coding]:
    raters = [at for at in range(1, len(head)) if at != group]
    if not raters or group == 0:
        raise BadTable(
            (f"{path.name} has no column of ratings.", f"{path.name} 没有评定列。"),
            (
                "Put units down and raters across, the unit first; or name the columns unit, rater, value.",
                "请以单元为行、评定者为列，首列为单元；或使用 unit、rater、value 三列。",
            ),
        )
    for line, cells in rows:
        if len(cells) > len(head):
            raise BadTable(
                (f"{path.name}, line {line}: more cells than the first line.", f"{path.name} 第{line}行：单元格多于首行。"),
                ("Put text with a comma in quotation marks.", "含逗号的文字请加英文双引号。"),
            )  # fmt: skip
        padded = cells + [""] * (len(head) - len(cells))
        for at in raters:
            yield Coding(line, padded[0], str(at), padded[at], "" if group is None else padded[group])


def _read(each: Coding, blank: set[str], scale: frozenset[str], path: Path) -> Coding:
    if not each.unit or not each.rater:
        raise BadTable(
            (f"{path.name}, line {each.line}: the unit or the rater has no name.",
             f"{path.name} 第{each.line}行：单元或评定者没有名称。"),
            ("Give each unit and each rater a name or number of its own.", "请为每个单元和评定者各取一个名称或编号。"),
        )  # fmt: skip
    if each.value in scale:
        return each
    folded = each.value.casefold()
    if folded in blank:
        return Coding(each.line, each.unit, each.rater, "", each.group)
    if folded in _DOUBTFUL:
        raise BadTable(
            (
                f"{path.name}, line {each.line}: {each.value!r} may be a value or stand for no rating.",
                f"{path.name} 第{each.line}行：“{each.value}”可能是取值，也可能表示未评定。",
            ),
            (
                f'Say --missing "{each.value}", or name it among --values.',
                f'请用 --missing "{each.value}" 说明，或将其列入 --values。',
            ),
        )
    if scale and each.value:
        # The value stays unsaid: a column of names may have been taken for ratings.
        raise BadTable(
            (f"{path.name}, line {each.line}: a rating is not in the scale that --values gives.",
             f"{path.name} 第{each.line}行：有评定不在 --values 所列的取值中。"),
            ("Add it to --values, correct the file, or say with --missing that it stands for no rating.",
             "请补入 --values、更正文件，或用 --missing 说明它表示未评定。"),
        )  # fmt: skip
    return each


def _demand_once(found: Sequence[Coding], path: Path) -> None:
    first: dict[tuple[str, str], int] = {}
    for each in found:
        before = first.setdefault((each.unit, each.rater), each.line)
        if before != each.line:
            raise BadTable(
                (
                    f"{path.name}: lines {before} and {each.line} rate the same unit by the same rater.",
                    f"{path.name}：第{before}行与第{each.line}行是同一评定者对同一单元的评定。",
                ),
                (
                    "Keep one of them, or give what was rated twice two names.",
                    "请保留其一；若确为两次评定，请分别命名。",
                ),
            )
