"""What the readers of agencies' files share: codes of the United States, and how a source is described."""

from functools import cache

from tanlu.registers.regions import regions


@cache
def states() -> dict[str, str]:
    """Return region codes by five-digit FIPS code; the nation is 00000."""
    found = {f"{each.fips}000": each.code for each in regions().values() if each.fips}
    return found | {"00000": "USA"}


def source_id(stem: str, name: str) -> str:
    """Return an id that holds the name of the import, so that two vintages never share one.

    Examples
    --------
    >>> source_id("bea_sagdp2", "spring-2026")
    'bea_sagdp2_spring_2026'
    """
    safe = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in name)
    return f"{stem}_{safe}"
