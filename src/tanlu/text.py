"""Text that exists in both languages, and how numbers are written in each."""

import os
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from tanlu.errors import BadText

Lang = Literal["en", "zh"]
LANGS: Final[tuple[Lang, Lang]] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Text:
    """A label or sentence in English and in Simplified Chinese, both required.

    Parameters
    ----------
    en, zh : str
        The two texts. An empty one is refused: an untranslated label cannot be built.

    Raises
    ------
    BadText
        If either text is empty.

    Examples
    --------
    >>> Text("coal", "煤炭")("zh")
    '煤炭'
    """

    en: str
    zh: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.zh.strip():
            raise BadText(
                (
                    f"A text lacks one language: {self.en!r} / {self.zh!r}.",
                    f"文本缺少一种语言：{self.en!r} / {self.zh!r}。",
                ),
                ("Give it in English and in Chinese.", "请同时提供英文和中文。"),
            )

    def __call__(self, lang: Lang) -> str:
        """Return the text in ``lang``."""
        return self.zh if lang == "zh" else self.en

    def to_json(self) -> dict[str, str]:
        """Return both languages as a plain mapping."""
        return {"en": self.en, "zh": self.zh}


def user_lang() -> Lang:
    """Return the language the person reads: ``TANLU_LANG``, else the locale, else English."""
    for name in ("TANLU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def significant(value: float, digits: int = 3) -> str:
    """Write ``value`` with ``digits`` significant figures and no exponent.

    Zeros that the rounding calls for are kept, so that both languages show the same precision.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int
        Significant figures, one or more.

    Examples
    --------
    >>> significant(215.24), significant(33.29), significant(5012), significant(0.0)
    ('215', '33.3', '5010', '0')
    >>> significant(40.0), significant(-0.05678)
    ('40.0', '-0.0568')
    """
    if value == 0:
        return "0"
    return f"{Decimal(f'{value:.{digits - 1}e}'):f}"


def grouped(digits: str, lang: Lang) -> str:
    """Write a plain decimal the way ``lang`` does: thousands in English, a true minus in both.

    Examples
    --------
    >>> grouped("-1234567.5", "en"), grouped("-1234567.5", "zh")
    ('−1,234,567.5', '−1234567.5')
    """
    sign, body = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, dot, rest = body.partition(".")
    if lang == "en":
        whole = f"{int(whole):,}"
    return sign + whole + dot + rest


def exact(value: float, lang: Lang) -> str:
    """Write ``value`` with every digit its source gives.

    Examples
    --------
    >>> exact(237261496.0, "en"), exact(13.57, "zh"), exact(0.00002, "en")
    ('237,261,496', '13.57', '0.00002')
    """
    digits = f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    return grouped(f"{Decimal(digits):f}" if value else "0", lang)
