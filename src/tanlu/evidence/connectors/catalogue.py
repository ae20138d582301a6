"""Every connector, by the name it has on the command line."""

from pathlib import Path
from typing import Final

from tanlu.errors import UnknownName
from tanlu.evidence.connectors import bea, census, eia, eia_mines, gcb, gem, nbs, owid, qcew, worldbank
from tanlu.evidence.connectors.answers import understood
from tanlu.evidence.connectors.model import Connector, Wish
from tanlu.evidence.readers.shape import Taken
from tanlu.registers.tables import nearest

_SINGLE: Final = (eia_mines, qcew, bea, census, worldbank, owid, gcb, nbs, gem)
CONNECTORS: Final[dict[str, Connector]] = {
    each.id: each for each in (*eia.CONNECTORS, *(room.CONNECTOR for room in _SINGLE))
}


def connector(name: str) -> Connector:
    """Return a connector by its name.

    Raises
    ------
    UnknownName
        If there is none by that name.
    """
    if name in CONNECTORS:
        return CONNECTORS[name]
    offers = nearest(name, CONNECTORS) or tuple(CONNECTORS)
    raise UnknownName(
        (f"No source is called {name!r}.", f"没有名为 {name!r} 的数据来源。"),
        (f"Did you mean {', '.join(offers)}?", f"您要找的是否是：{'、'.join(offers)}？"),
    )


def read_answers(house: Connector, files: tuple[Path, ...], wish: Wish) -> Taken:
    """Read answers, or files downloaded by hand; no network, no clock.

    Raises
    ------
    NoAnswer
        If an answer has another shape.
    BadTable
        If a file cannot be read.
    """
    with understood(house.id):
        return house.parse(files, wish, house)
