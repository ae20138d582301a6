"""Series of a person's own: declared with the table that first uses them, and carried by every release that does."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from tanlu.errors import BadTable, BrokenRelease, TanluError
from tanlu.registers.indicators import OWN_PREFIX, Series, all_series, hold_own, own_series, packaged_series
from tanlu.registers.tables import nearest
from tanlu.registers.units import unit
from tanlu.text import Text

CELLS: Final = ("title_en", "title_zh", "unit", "definition_en", "definition_zh")
"""What a declaration must say; :data:`OPTIONAL` may follow."""
OPTIONAL: Final = ("kind", "frequency")
_ID: Final = re.compile(rf"{OWN_PREFIX}[a-z0-9][a-z0-9_]*", re.ASCII)
_ALONE: Final = Text(
    "A series of your own, compared only with itself: how its definition stands to others has not been reviewed.",
    "自有指标，只与自身比较：其定义与其他指标的关系未经审核。",
)
YOURS: Final = Text("your own", "自有")


def declare(name: str, said: Mapping[str, str]) -> Series:
    """Return a series as a mapping file or an export declares it.

    Parameters
    ----------
    name : str
        Its id, which begins with ``own_``.
    said : mapping of str to str
        The cells of :data:`CELLS`, and perhaps of :data:`OPTIONAL`.

    Raises
    ------
    BadTable
        If the id is taken or of another form, a text is missing in a language, or the unit or kind is unknown.
    """
    _demand_id(name)
    lost = next((key for key in CELLS if not str(said.get(key, "")).strip()), None)
    if lost:
        raise BadTable(
            (
                f"The series {name} lacks {lost}; both languages are needed.",
                f"指标 {name} 缺少 {lost}；须同时提供中英文。",
            ),
            (f"Give {', '.join(CELLS)}.", f"请填写 {'、'.join(CELLS)}。"),
        )
    return Series(
        id=name,
        title=Text(said["title_en"], said["title_zh"]),
        unit=_unit(name, said["unit"]),
        frequency=_known(name, "frequency", said.get("frequency", "") or "annual"),
        kind=_known(name, "kind", said.get("kind", "") or "level"),
        concept=name,
        scope="scope_not_stated",
        definition=Text(said["definition_en"], said["definition_zh"]),
        comparability=_ALONE,
        source=YOURS.en,
    )


def _demand_id(name: str) -> None:
    if name in packaged_series():
        raise BadTable(
            (f"{name} is a series of the register already.", f"{name} 已是指标登记表中的指标。"),
            (
                f"Use it as it is, or call yours {OWN_PREFIX}{name}.",
                f"请直接使用该指标，或将自有指标命名为 {OWN_PREFIX}{name}。",
            ),
        )
    if not _ID.fullmatch(name):
        raise BadTable(
            (f"{name!r} cannot be the id of a series of your own.", f"{name!r} 不能作为自有指标的编号。"),
            (
                f"Begin with {OWN_PREFIX}, and use small letters, digits and low lines, such as own_heat_supply.",
                f"请以 {OWN_PREFIX} 开头，只用小写字母、数字和下划线，如 own_heat_supply。",
            ),
        )


def _unit(name: str, written: str) -> str:
    try:
        return unit(written).code
    except TanluError as error:
        raise BadTable(
            (f"The series {name}: {error.what[0]}", f"指标 {name}：{error.what[1]}"), error.do
        ) from error


def _known(name: str, field: str, word: str) -> str:
    words = {str(getattr(each, field)) for each in packaged_series().values()}
    if word in words:
        return word
    offers = nearest(word, words) or sorted(words)
    raise BadTable(
        (f"The series {name}: {word!r} is no {field}.", f"指标 {name}：{field} 不能为 {word!r}。"),
        (f"Write one of {', '.join(offers)}.", f"可用：{'、'.join(offers)}。"),
    )


def cells(found: Series) -> dict[str, str]:
    """Return a series as the cells that declare it, its id first."""
    return {
        "id": found.id,
        "title_en": found.title.en,
        "title_zh": found.title.zh,
        "unit": found.unit,
        "definition_en": found.definition.en,
        "definition_zh": found.definition.zh,
        "kind": found.kind,
        "frequency": found.frequency,
    }


def from_cells(rows: Iterable[Mapping[str, Any]]) -> tuple[Series, ...]:
    """Return the series of a descriptor or export; raises as :func:`declare` does."""
    return tuple(
        declare(str(row.get("id", "")), {key: str(cell) for key, cell in row.items()}) for row in rows
    )


def gather(declared: Iterable[tuple[str, tuple[Series, ...]]]) -> dict[str, Series]:
    """Return the series of several releases, by id.

    Parameters
    ----------
    declared : iterable of (str, tuple of Series)
        Name of each release, and what it declares.

    Raises
    ------
    BrokenRelease
        If two releases declare one id differently.
    """
    found: dict[str, tuple[str, Series]] = {}
    for release, each_series in declared:
        for each in each_series:
            first, held = found.setdefault(each.id, (release, each))
            if held != each:
                raise BrokenRelease(
                    (f"The releases {first} and {release} declare {each.id} differently.",
                     f"数据版本 {first} 与 {release} 对 {each.id} 的定义不同。"),
                    ("Put one of the two away under TANLU_HOME/removed.", "请将其中一个移到 TANLU_HOME/removed。"),
                )  # fmt: skip
    return {name: each for name, (_, each) in found.items()}


@contextmanager
def also(declared: Iterable[Series]) -> Iterator[None]:
    """Let series be known while a table that declares them is read.

    Raises
    ------
    BadTable
        If one is held already and was declared differently.
    """
    before = own_series()
    known = dict(before)
    for each in declared:
        if known.setdefault(each.id, each) != each:
            raise BadTable(
                (f"{each.id} is declared already, and differently.", f"{each.id} 已有定义，且与此不同。"),
                ("Take its definition over, or give yours another id.", "请沿用已有定义，或另取编号。"),
            )
    hold_own(known)
    try:
        yield
    finally:
        hold_own(before)


def used(names: Iterable[str]) -> tuple[Series, ...]:
    """Return the own series among these ids, by id."""
    return tuple(all_series()[name] for name in sorted(set(names) & own_series().keys()))
