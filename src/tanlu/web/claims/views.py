"""Pages of the claims."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tanlu.actions.claims import RELATIONS, Sentence, check_claims, check_sentence
from tanlu.brief.phrases import SHAPES, decided
from tanlu.errors import UserMistake
from tanlu.lineage.figure import of_derived
from tanlu.lineage.hedges import hedges
from tanlu.lineage.recipes import recipes
from tanlu.lineage.verdict import VERDICTS, Checked
from tanlu.period import spans
from tanlu.registers.regions import FIVE, region
from tanlu.registers.units import unit
from tanlu.registers.wording import say as quantity
from tanlu.text import Lang
from tanlu.web.shell.errors import beside_form
from tanlu.web.shell.evidence import evidence, public
from tanlu.web.shell.pages import page
from tanlu.web.shell.shown import Shown, of_figure

_ASKED = {
    "en": "en", "zh": "zh", "measure": "i", "region": "r", "year": "year", "stated": "stated", "unit": "unit",
    "hedge_en": "hedge_en", "hedge_zh": "hedge_zh", "how": "how",
}  # fmt: skip
_NATIONS = ("USA", "CHN", "WORLD")


@dataclass(frozen=True, slots=True)
class Basis:
    """How a claim was recomputed once."""

    label: str
    grade: str
    reason: str
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as a page shows it."""

    id: str
    words: str
    verdict: str
    mark: str
    kind: str
    why: str
    year: int
    shown: Shown | None
    bases: tuple[Basis, ...]
    holds: str
    differs: bool


def card_of(found: Checked, lang: Lang) -> Card:
    """Return a checked claim as a page shows it."""
    year = found.deciding()
    shown = of_figure(of_derived(year.made), lang) if year and year.made else None
    bases = []
    for each in found.bases:
        other = decided(found, each)
        told = of_figure(of_derived(other.made), lang) if other and other.made else None
        bases.append(Basis(each.label(lang), each.comparison.grade, each.comparison.reason(lang), told))
    return Card(
        found.claim.id,
        found.claim.statement(lang),
        VERDICTS[found.by_language[lang]](lang),
        SHAPES[found.by_language[lang]],
        found.by_language[lang].replace(" ", "-"),
        found.why(lang),
        found.claim.year,
        shown,
        tuple(bases),
        spans(found.holds_for, lang) if found.bases else "",
        bool(found.claim.stated) and found.by_language["en"] != found.by_language["zh"],
    )


@public
def claims(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show the claims of the programme with their verdicts."""
    with evidence() as store:
        cards = [card_of(each, lang) for each in check_claims(store)]
    return page(request, "claims.html.jinja", {"cards": cards})


@public
def own(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Check a sentence of a reader's own; the address that results can be sent."""
    ask, card, trouble, taken = request.GET, None, None, ""
    held = {field: ask.get(name, "").strip()[:400] for field, name in _ASKED.items()}
    held["beside"] = ask.get("since" if ask.get("how") == "growth" else "other", "").strip()[:8]
    said = Sentence(**held)
    if ask:
        with evidence() as store:
            try:
                found = check_sentence(said, store)
                card, taken = card_of(found, lang), _taken(found, lang)
            except UserMistake as error:
                trouble = beside_form(error, lang)
    context = {
        "said": said,
        "card": card,
        "taken": taken,
        "trouble": trouble,
        "measures": [
            (each.id, each.title(lang), unit(each.unit).symbol(lang), each.unit)
            for each in recipes().values()
        ],
        "places": [region(code) for code in (*FIVE, *_NATIONS)],
        "relations": [(name, words(lang)) for name, words in RELATIONS.items()],
        "other_code": ask.get("other", "WORLD"),
        "since": ask.get("since", "2015")[:4],
        "words": {
            each: [word for hedge in hedges() for word in hedge.words[each] if word] for each in ("en", "zh")
        },
    }
    return page(request, "own_claim.html.jinja", context, status=400 if trouble else 200)


def _taken(found: Checked, lang: Lang) -> str:
    """Return the number as it was read: who wrote tonnes where millions of them are meant sees it."""
    stated = found.claim.stated
    return quantity(stated.value, found.claim.unit, lang) if stated else ""
