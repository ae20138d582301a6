"""Does a register hold what its entries name?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tanlu.accord.register import Register
from tanlu.errors import BadRecord
from tanlu.registers.tables import nearest

LINKS: Final = (
    ("roles", "organisation", "organisations"), ("roles", "source", "sources"),
    ("meetings", "source", "sources"), ("meetings", "roles", "roles"),
    ("instruments", "source", "sources"), ("instruments", "supersedes", "instruments"),
    ("instruments", "parties", "organisations"), ("instruments", "offices", "roles"),
    ("commitments", "instrument", "instruments"), ("commitments", "owner", "organisations"),
    ("commitments", "supersedes", "commitments"),
    ("updates", "commitment", "commitments"), ("updates", "source", "sources"), ("updates", "by", "organisations"),
    ("searches", "commitment", "commitments"),
    ("gates", "source", "sources"), ("gates", "commitments", "commitments"),
)  # fmt: skip
"""Kind of entry, the cell that names something, and the kind of what it names."""


def no_twins(ids: Sequence[str], file: str, kind: str) -> None:
    """Refuse two entries of one id."""
    twice = next((each for each in ids if ids.count(each) > 1), None)
    if twice:
        raise BadRecord(
            (f"{file} has two entries {kind} called {twice!r}.", f"{file} 中有两条 {kind} 都叫 {twice!r}。"),
            (
                "Give each its own id; if one replaces the other, say so with supersedes.",
                "请各用不同的 id；若一条取代另一条，请用 supersedes 注明。",
            ),
        )


def check(register: Register, file: str) -> None:
    """Refuse a register in which an id stands twice, or which names what it does not hold.

    Raises
    ------
    BadRecord
        With the entry, the name and the names most like it.
    """
    for kind in ("meetings", "instruments", "commitments", "updates", "gates"):
        no_twins([each.id for each in getattr(register, kind)], file, kind.removesuffix("s"))
    for kind, cell, wanted in LINKS:
        held = _ids(register, wanted)
        for entry, name in _named(register, kind, cell):
            if name and name not in held:
                raise _unknown(f"{file}, {entry}", cell, name, held)


def _entries(register: Register, kind: str) -> Sequence[Any]:
    found = getattr(register, kind)
    return tuple(found.values()) if isinstance(found, Mapping) else found


def _ids(register: Register, kind: str) -> set[str]:
    return {each.id for each in _entries(register, kind)}


def _named(register: Register, kind: str, cell: str) -> Iterator[tuple[str, str]]:
    for each in _entries(register, kind):
        value = getattr(each, cell)
        for name in (value,) if isinstance(value, str) else value:
            yield getattr(each, "id", kind), getattr(name, "organisation", name)


def _unknown(where: str, cell: str, name: str, held: set[str]) -> BadRecord:
    near = nearest(name, held)
    hint = f" ({', '.join(near)}?)" if near else ""
    return BadRecord(
        (
            f"{where}: {cell} names {name!r}, which is not in the register{hint}.",
            f"{where}：{cell} 所写的 {name!r} 不在登记册中{hint}。",
        ),
        ("Add an entry of that id, or correct the name.", "请补上该 id 的条目，或改正名称。"),
    )
