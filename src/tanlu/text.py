"""A label in both languages; neither may be left out."""

from dataclasses import dataclass
from typing import Literal

from tanlu.errors import BadText

Lang = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a person reads, in English and in Simplified Chinese.

    Parameters
    ----------
    en, zh : str
        The text in each language; neither may be empty.
    """

    en: str
    zh: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.zh.strip():
            raise BadText(
                (
                    f"A label lacks one of its languages: {self.en!r}, {self.zh!r}.",
                    f"标签缺少一种语言：{self.en!r}、{self.zh!r}。",
                ),
                ("Give it in English and in Chinese.", "请同时给出英文和中文。"),
            )

    def __call__(self, lang: Lang) -> str:
        """Return the text in ``lang``."""
        return self.zh if lang == "zh" else self.en
