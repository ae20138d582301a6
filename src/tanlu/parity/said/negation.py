"""Whether a stretch of text denies: plain negation, and what leaves the question open."""

from functools import lru_cache

from tanlu.parity.vocabulary import pattern
from tanlu.text import Lang


@lru_cache(maxsize=8_192)
def denies(text: str, lang: Lang) -> bool | None:
    """Return True where a stretch plainly denies, False where it does not, None where it is open.

    Set phrases that only look like negation (不断, not only) are left out first; words that deny in
    meaning alone (缺乏, fail) leave the question open, because the other language may say either.

    Examples
    --------
    >>> denies("It is not binding.", "en"), denies("该备忘录有效期两年。", "zh"), denies("不断完善", "zh")
    (True, False, None)
    """
    kept = pattern("negation", lang, "idle").sub(" " if lang == "en" else "　", text)
    if pattern("negation", lang, "plain").search(kept):
        return True
    return None if pattern("negation", lang, "open").search(text) or kept != text else False
