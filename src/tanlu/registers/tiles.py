"""Where each state and province stands on a map of equal squares; no outline of any country is shipped."""

from dataclasses import dataclass
from functools import cache

from tanlu.registers.regions import region
from tanlu.registers.tables import rows
from tanlu.text import Lang


@dataclass(frozen=True, slots=True)
class Tile:
    """One square.

    Parameters
    ----------
    code : str
        Region code.
    country : str
        ``USA`` or ``CHN``.
    row, column : int
        Place in the country's grid, counted from the top left.
    """

    code: str
    country: str
    row: int
    column: int

    def label(self, lang: Lang) -> str:
        """Return what fits in a square: the two letters of the code, or a province's one character."""
        if lang == "zh" and self.country == "CHN":
            return next(name for name in region(self.code).aliases if len(name) == 1)
        return self.code.partition("-")[2]


@cache
def tiles(country: str) -> tuple[Tile, ...]:
    """Return the squares of a country, in reading order."""
    found = (Tile(row["code"], row["country"], int(row["row"]), int(row["column"])) for row in rows("tiles"))
    return tuple(
        sorted((each for each in found if each.country == country), key=lambda each: (each.row, each.column))
    )


COUNTRIES = ("USA", "CHN")
