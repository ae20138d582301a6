"""What was promised in or by a region, as its page tells it."""

from dataclasses import dataclass

from tanlu.accord.register import Register
from tanlu.actions.commitments import about_region
from tanlu.text import Lang


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with where it stands."""

    id: str
    text: str
    state: str
    reason: str
    last: str


def promises_of(code: str, register: Register, on: str, lang: Lang) -> tuple[Promise, ...]:
    """Return what the register holds that names the region, with where each stands on an ISO day."""
    return tuple(
        Promise(
            each.commitment.id,
            each.commitment.text(lang),
            each.standing.label(lang),
            each.standing.reason(lang),
            each.standing.last.label(lang) if each.standing.last else "",
        )
        for each in about_region(register, code, on)
    )
