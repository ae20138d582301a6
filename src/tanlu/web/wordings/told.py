"""What the guard finds between the texts of a statement, as the page tells it."""

from dataclasses import dataclass

from tanlu.actions.parity import check_words
from tanlu.parity.findings import CLASSES, SEVERITIES
from tanlu.text import Lang, Text
from tanlu.web.ballots.models import Statement
from tanlu.web.wordings.models import BackTranslation


@dataclass(frozen=True, slots=True)
class Found:
    """One place where two texts do not say the same: how grave, of what class, and why."""

    severity: str
    kind: str
    why: str


def found_in(en: str, zh: str, lang: Lang) -> list[Found]:
    """Return where an English and a Chinese sentence do not say the same."""
    return [
        Found(SEVERITIES[each.severity](lang), CLASSES[each.kind](lang), each.why(lang))
        for each in check_words(Text(en, zh)).findings
    ]


def found_back(statement: Statement, back: BackTranslation, lang: Lang) -> list[Found]:
    """Return where a back-translation does not say what the translation says, read as the original would be."""
    if back.original == "en":
        return found_in(back.text, statement.text_zh, lang)
    return found_in(statement.text_en, back.text, lang)
