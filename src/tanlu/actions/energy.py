"""Power systems and plants of one's own: read them from a file, solve them, say what follows."""

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from tanlu.accord.entry import Entry
from tanlu.accord.reading import entries
from tanlu.analysis.energy.capture import Captured, Plant, Running, capture_cost
from tanlu.analysis.energy.system import Link, Rules, Source, Storage, System
from tanlu.analysis.finance.basis import Basis
from tanlu.errors import BadFolder, why
from tanlu.text import Text

if TYPE_CHECKING:
    from tanlu.analysis.energy.buildout import Plan

Floats = NDArray[np.float64]
Columns = Mapping[str, Floats]

_UNBOUNDED: Final = float("inf")


def example(name: str) -> str:
    """Return the text of an example: ``buildout`` or ``capture``."""
    return (files("tanlu.actions") / "data" / f"{name}.toml").read_text("utf-8")


def _load(path: Path | None, name: str) -> dict[str, Any]:
    if path is None:
        return tomllib.loads(example(name))
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadFolder(
            (f"{path} cannot be read: {why(error)[0]}.", f"无法读取 {path}：{why(error)[1]}。"),
            (
                f"Correct the file at that place; `tanlu {name} --example` prints one to start from.",
                f"请改正该处；`tanlu {name} --example` 可输出示例文件。",
            ),
        ) from error


@dataclass(frozen=True, slots=True)
class Asked:
    """A system as a file tells it.

    Parameters
    ----------
    title : Text
    system : System
    basis : Basis
    fictional : bool
    """

    title: Text
    system: System
    basis: Basis
    fictional: bool


def load_system(path: Path | None) -> Asked:
    """Read a power system; the invented example for None.

    Raises
    ------
    BadFolder, BadRecord, BadTable
        If it cannot be read, an entry is wrong, or its parts do not fit.
    """
    data = _load(path, "buildout")
    file = path.name if path else "buildout.toml"
    head = Entry({key: value for key, value in data.items() if key not in _LISTS}, file)
    held = _series(path, head.word("series", ""))
    hours = _profile(head, "hours", held)
    if hours is None:
        raise head.bad(
            "lacks 'hours'",
            "缺少 'hours'",
            "Say how many hours each step stands for.",
            "请注明每个时段代表的小时数。",
        )
    zones = entries(data, "zone", lambda at: (at.word("id"), _needed(at, "demand", held, "demand")), file)
    sites = entries(data, "site", lambda at: (at.word("id"), _number(at, "limit", None)), file)
    rules = Rules(
        co2=_maybe(head, "co2"), jobs=_maybe(head, "jobs"), coal_least=_maybe(head, "coal_least"),
        coal_most=_maybe(head, "coal_most"), sites=dict(sites),
    )  # fmt: skip
    year = head.whole("price_year") or 0
    asked = Asked(
        title=head.text("title"),
        system=System(
            zones=tuple(name for name, _ in zones),
            demand=_stacked(head, [demand for _, demand in zones], len(hours)),
            hours=hours,
            sources=tuple(entries(data, "source", lambda at: _source(at, held), file)),
            storages=tuple(entries(data, "storage", _storage, file)),
            links=tuple(entries(data, "link", _link, file)),
            rules=rules,
        ),
        basis=Basis("real", head.word("currency"), year),
        fictional=head.word("fictional", "").lower() == "true",
    )
    head.close()
    return asked


_LISTS: Final = ("zone", "source", "storage", "link", "site")


def _series(path: Path | None, name: str) -> Columns:
    """Return the columns of the CSV file beside, by name."""
    if not name or path is None:
        return {}
    place = path.parent / name
    try:
        rows = list(csv.DictReader(io.StringIO(place.read_text("utf-8-sig"))))
        return {key: np.array([float(row[key]) for row in rows]) for key in (rows[0] if rows else {})}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadFolder(
            (
                f"{place} cannot be read as columns of numbers: {error}.",
                f"无法将 {place} 读作数值列：{error}。",
            ),
            ("Give a header and one number in each cell.", "请给出表头，每格一个数值。"),
        ) from error


def _profile(at: Entry, name: str, held: Columns, column: str = "") -> Floats | None:
    at.seen.add(name)
    value = at.data.get(name)
    if value is None:
        return held.get(column or name)
    if isinstance(value, str) and value in held:
        return held[value]
    try:
        return np.array([float(each) for each in value])
    except (TypeError, ValueError) as error:
        raise at.bad(
            f"has {name} that is no list of numbers", f"的 {name} 不是数值列表",
            "Write [1, 2, 3], or the name of a column.", "请写 [1, 2, 3]，或写列名。",
        ) from error  # fmt: skip


def _needed(at: Entry, name: str, held: Columns, column: str) -> Floats:
    found = _profile(at, name, held, column)
    if found is None:
        raise at.bad(f"lacks {name!r}", f"缺少 {name!r}", f"Add {name}.", f"请补上 {name}。")
    return found


def _stacked(head: Entry, rows: list[Floats], steps: int) -> Floats:
    if not rows or any(len(each) != steps for each in rows):
        raise head.bad(
            f"needs a zone, and demand in each of its {steps} steps", f"至少需要一个区域，且{steps}个时段均有负荷",
            "Give demand one value a step.", "请为每个时段给出负荷。",
        )  # fmt: skip
    return np.vstack(rows)


def _number(at: Entry, name: str, default: float | None) -> float:
    at.seen.add(name)
    value = at.data.get(name, default)
    if value is None or isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124
        raise at.bad(
            f"has {name} = {value!r}",
            f"的 {name} 为 {value!r}",
            f"Give {name} as a number.",
            f"请将 {name} 写成数值。",
        )
    return float(value)


def _maybe(at: Entry, name: str) -> float | None:
    return _number(at, name, None) if name in at.data else None


def _source(at: Entry, held: Columns) -> Source:
    name = at.word("id")
    return Source(
        id=name, zone=at.word("zone"), capital=_number(at, "capital", None), running=_number(at, "running", None),
        emissions=_number(at, "emissions", 0.0), available=_profile(at, "available", held, name),
        standing=_number(at, "standing", 0.0), potential=_number(at, "potential", _UNBOUNDED), jobs=_number(at, "jobs", 0.0),
        site=at.word("site", ""), coal=at.word("coal", "false").lower() == "true",
    )  # fmt: skip


def _storage(at: Entry) -> Storage:
    return Storage(
        at.word("id"), at.word("zone"), _number(at, "capital", None), _number(at, "hours", None), _number(at, "into", 0.92),
        _number(at, "out", 0.92), _number(at, "potential", _UNBOUNDED), _number(at, "jobs", 0.0),
    )  # fmt: skip


def _link(at: Entry) -> Link:
    return Link(at.word("id"), at.word("one"), at.word("other"), _number(at, "capacity", None))


@dataclass(frozen=True, slots=True)
class Built:
    """A build-out.

    Parameters
    ----------
    plan : Plan
        The cheapest.
    near : dict of str to tuple of float
        Least and most MW of each source and storage among systems that cost little more; empty where not asked for.
    jobs : tuple of float or None
        The same of lasting jobs.
    slack : float
        How much more.
    """

    plan: "Plan"
    near: dict[str, tuple[float, float]]
    jobs: tuple[float, float] | None
    slack: float


def build(asked: Asked, *, slack: float = 0.05, ranges: bool = True) -> Built:
    """Return the cheapest system, and how far others of nearly its cost may differ.

    Raises
    ------
    NotIdentified
        If no system meets demand within the rules; the rules in conflict are named.
    """
    from tanlu.analysis.energy.buildout import Model

    model = Model(asked.system)
    plan = model.solve()
    if not ranges:
        return Built(plan, {}, None, slack)
    near = {each.id: model.near({each.id: 1.0}, slack=slack) for each in asked.system.plants}
    standing = sum(each.jobs * each.standing for each in asked.system.sources)
    low, high = model.near({each.id: each.jobs for each in asked.system.plants}, slack=slack)
    return Built(plan, near, (low + standing, high + standing), slack)


def load_capture(path: Path | None) -> Captured:
    """Read a plant with its retrofit and return what capture costs; the example for None.

    Raises
    ------
    BadFolder, BadRecord, BadTable
        If it cannot be read, or an input is off its range.
    """
    data = _load(path, "capture")
    at = Entry(data, path.name if path else "capture.toml")
    plant = Plant(**{name: _number(at, name, None) for name in Plant.__slots__})
    running = Running(
        **{name: _number(at, name, None) for name in ("capacity_factor", "rate", "life", "storage")},
        credit=_number(at, "credit", 0.0),
        credit_years=int(_number(at, "credit_years", 12)),
    )
    basis = Basis("real", at.word("currency"), at.whole("price_year") or 0)
    at.close()
    return capture_cost(plant, running, basis)
