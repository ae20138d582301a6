"""The library of practices: look one up, and see how it fits a region."""

import json
import tomllib
from pathlib import Path

from tanlu.accord.library import Library, library, parse_library
from tanlu.accord.practice import Fit, Practice
from tanlu.errors import BadFolder, NoFigure, why
from tanlu.registers.regions import region


def open_library(place: Path | None) -> Library:
    """Read a library of one's own, TOML or JSON in the form of the packaged one; the packaged one for None.

    Raises
    ------
    BadFolder, BadRecord
        If it cannot be read.
    """
    if place is None:
        return library()
    try:
        text = place.read_text("utf-8-sig")
        data = json.loads(text) if place.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise BadFolder(
            (f"{place} cannot be read: {why(error)[0]}.", f"无法读取 {place}：{why(error)[1]}。"),
            (
                "Correct the file at that place; it is TOML in UTF-8.",
                "请改正该处；文件应为 UTF-8 编码的 TOML。",
            ),
        ) from error
    return parse_library(data, place.name)


def find(held: Library, theme: str = "") -> tuple[Practice, ...]:
    """Return the practices of a theme, or all.

    Raises
    ------
    NoFigure
        If no practice has the theme; the themes are named.
    """
    found = tuple(each for each in held.practices if not theme or theme in each.themes)
    if found:
        return found
    themes = ", ".join(sorted({one for each in held.practices for one in each.themes}))
    raise NoFigure(
        (f"No practice has the theme {theme!r}.", f"没有主题为 {theme!r} 的做法。"),
        (f"Themes: {themes}.", f"现有主题：{themes}。"),
    )


def fits(held: Library, code: str, theme: str = "") -> tuple[Fit, ...]:
    """Return how practices fit a region, those worth a look first.

    Raises
    ------
    UnknownName
        If the region is unknown.
    """
    return held.fits(region(code).code, find(held, theme))
