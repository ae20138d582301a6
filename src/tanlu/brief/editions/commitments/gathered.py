"""What the commitments edition tells, gathered from the register that lies among its papers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tanlu.accord.instrument import Commitment, Instrument
from tanlu.accord.network import Network, network
from tanlu.accord.reading import parse
from tanlu.accord.register import Origin, Register
from tanlu.accord.status import Standing
from tanlu.errors import BadFolder
from tanlu.evidence.source import Source
from tanlu.evidence.store import Store
from tanlu.text import Text

PAPER: Final = "papers/register.json"
TERMS: Final = Text("Told in our own words", "以自己的文字转述")
UNDATED: Final = "0000"


@dataclass(frozen=True, slots=True)
class Told:
    """A register on a day, with what follows from it.

    Parameters
    ----------
    store : Store
        The evidence, for a document that holds none of it.
    register : Register
        As its paper holds it.
    on : str
        ISO day.
    standings : dict of str to Standing
        By commitment.
    net : Network
        Of its organisations.
    """

    store: Store
    register: Register
    on: str
    standings: dict[str, Standing]
    net: Network

    def names(self, ids: Sequence[str]) -> Text:
        """Return the names of organisations, in order."""
        found = [self.register.organisations[each].name for each in ids]
        return Text("; ".join(each.en for each in found), "；".join(each.zh for each in found))

    def of(self, instrument: Instrument) -> tuple[Commitment, ...]:
        """Return the commitments of an instrument."""
        return tuple(each for each in self.register.commitments if each.instrument == instrument.id)


def gather(store: Store, papers: dict[str, bytes]) -> Told:
    """Read the register among the papers.

    Raises
    ------
    BadFolder
        If there is none, or it cannot be read.
    BadRecord
        If an entry of it cannot be taken in.
    """
    try:
        data = json.loads(papers[PAPER])
        on = str(data.pop("on"))
    except (KeyError, ValueError, AttributeError) as error:
        raise BadFolder(
            (f"{PAPER} is missing or cannot be read.", f"{PAPER} 缺失或无法读取。"),
            ("Take the folder again from where it came.", "请从原处重新取得该文件夹。"),
        ) from error
    register = parse(data, PAPER)
    standings = register.standings(on)
    countries = {each.id: each.country for each in register.organisations.values()}
    net = network(register.instruments, countries, tuple(standings.values()))
    return Told(store, register, on, standings, net)


def source_of(origin: Origin) -> Source:
    """Return the source of an entry as a document lists it."""
    return Source(
        id=origin.id,
        title=origin.title,
        publisher=origin.publisher,
        published=origin.published or UNDATED,
        url=origin.url,
        accessed=origin.accessed,
        licence=TERMS,
        language=origin.language,
        locator="",
        note=origin.note,
    )
