"""What is held of each indicator."""

from dataclasses import dataclass

from tanlu.actions.evidence import list_series
from tanlu.evidence.store import Store
from tanlu.text import Lang


@dataclass(frozen=True, slots=True)
class Holding:
    """An indicator: how many regions and figures, from when to when."""

    name: str
    title: str
    regions: int
    figures: int
    first: str
    last: str


def holdings(store: Store, lang: Lang) -> tuple[Holding, ...]:
    """Return what is held of each indicator, by title."""
    found: dict[str, list[tuple[str, int, str, str]]] = {}
    titles = {}
    for each in list_series(store):
        found.setdefault(each.series.id, []).append((each.region.code, each.count, each.first, each.last))
        titles[each.series.id] = each.series.title(lang)
    rows = (
        Holding(
            name,
            titles[name],
            len({code for code, *_ in held}),
            sum(count for _, count, *_ in held),
            min(first for *_, first, _ in held),
            max(last for *_, last in held),
        )
        for name, held in found.items()
    )
    return tuple(sorted(rows, key=lambda each: each.title))
