"""What a connector is: what it asks for, how it reads the answers, and whose they are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol
from urllib.parse import urlencode

from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import Taken
from tanlu.text import Text

Kind = Literal["json", "csv", "xlsx"]
Tell = Callable[[int, int, Text], None]
"""Told how many answers of how many are in, and what is being fetched."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a service. The key is no part of it: it is added where the question leaves the machine.

    Parameters
    ----------
    name : str
        File name of the answer, unique within a run.
    path : str
        Below the address of the service.
    query : tuple of (str, str)
        Parameters, without the key.
    body : bytes
        Of a POST; empty for a GET.
    kind : {"json", "csv", "xlsx"}
        What the answer has to be.
    optional : bool
        Whether an answer may be absent (404), as for a year that is not out yet.
    host : str
        Address of another server of the same publisher; no key is sent there.
    """

    name: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: Kind = "json"
    optional: bool = False
    host: str = ""

    def address(self, base: str) -> str:
        """Return the whole address, without a key.

        Examples
        --------
        >>> Request("a.json", "v2/x", (("format", "json"),)).address("https://example.org/")
        'https://example.org/v2/x?format=json'
        """
        start = f"{base.rstrip('/')}/{self.path.lstrip('/')}"
        return f"{start}?{urlencode(self.query)}" if self.query else start


class Ask(Protocol):
    """Gets an answer, from the service or from what an interrupted run left."""

    def __call__(self, request: Request, done: int, whole: int) -> bytes | None:
        """Return the checked bytes; None where an optional answer is not there."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Parameters
    ----------
    years : tuple of int
        First and last year, both included.
    vintage : str
        Name of the release to be: it enters the ids of the sources, so that vintages never share one.
    today : str
        ISO date of the fetch.
    mapping : Mapping
        Names of series that the person decides on.
    """

    years: tuple[int, int]
    vintage: str
    today: str
    mapping: Mapping = field(default_factory=Mapping)

    @property
    def span(self) -> range:
        """Return the years."""
        return range(self.years[0], self.years[1] + 1)


@dataclass(frozen=True, slots=True)
class Connector:
    """A source that can be refreshed.

    Parameters
    ----------
    id : str
        The name on the command line.
    title, publisher : Text
        What it brings, and who publishes it.
    licence : str
        A key of the licences that Tanlu knows.
    base : str
        Address of the service; empty where there is none, and a file is downloaded by hand.
    page : str
        Where a person downloads the same thing by hand.
    by_hand : Text
        What to download there.
    parse : callable
        Reads answers, or files downloaded by hand, into rows; no network, no clock.
    gather : callable or None
        Asks for everything that is needed, in order.
    inspect : callable
        Refuses an answer that is an error in disguise; takes its bytes and the connector.
    key_env, key_parameter : str
        Environment variable of the key, and the parameter that carries it; empty where none is needed.
    key_page : str
        Where a key is had.
    key_optional : bool
        Whether it also answers without one.
    key_refusal : bytes
        Words, in small letters, of a web page that says with status 200 that the key is wrong.
    pause : float
        Least seconds between two questions.
    first_year : int
        Where a refresh begins unless told otherwise; negative counts back from the year of the fetch.
    """

    id: str
    title: Text
    publisher: Text
    licence: str
    base: str
    page: str
    by_hand: Text
    parse: "Callable[[tuple[Path, ...], Wish, Connector], Taken]"
    gather: "Callable[[Ask, Wish], None] | None" = None
    inspect: "Callable[[bytes, Request, Connector], None] | None" = None
    key_env: str = ""
    key_parameter: str = ""
    key_page: str = ""
    key_optional: bool = False
    key_refusal: bytes = b""
    pause: float = 0.5
    first_year: int = 2000


PARSER: Final = "1"
"""Version of the connectors' readers, written into every release."""
