"""Prose in two languages, where every number is a reference.

A prose file holds texts under keys::

    # output.finding
    {@largest} mined {#largest_output} in {@largest_year}.

``{#name}`` is a number that the plan binds to a figure, ``{@name}`` words that it binds. Both files must hold
the same keys, and each text the same numbers; a digit outside a reference is refused.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from tanlu.brief.model import Cited, Inline, Word
from tanlu.errors import BadText
from tanlu.text import LANGS, Lang, Text

_PLACE: Final = re.compile(r"\{([#@])([a-z][a-z0-9_]*)\}", re.ASCII)
_DIGIT: Final = re.compile(r"[0-9０-９〇]")  # \d would skip none of these, but \w would hide a digit after 降


@dataclass(frozen=True, slots=True)
class Prose:
    """The texts of an edition in both languages, checked."""

    texts: Mapping[Lang, Mapping[str, str]]

    def answers(self, key: str, numbers: Mapping[str, Cited], words: Mapping[str, Text]) -> bool:
        """Return whether everything that the text asks for is bound."""
        bound = {"#": numbers, "@": words}
        return all(
            name in bound[kind] for lang in LANGS for kind, name in _PLACE.findall(self.texts[lang][key])
        )

    def plain(self, key: str, lang: Lang) -> str:
        """Return a text that holds no reference, such as a heading."""
        return self.texts[lang][key]

    def fill(
        self, key: str, lang: Lang, numbers: Mapping[str, Cited], words: Mapping[str, Text]
    ) -> tuple[Inline, ...]:
        """Return a text with its references bound.

        Raises
        ------
        BadText
            If the text asks for a number or word that the plan does not bind.
        """
        text, at = self.texts[lang][key], 0
        found: list[Inline] = []
        for match in _PLACE.finditer(text):
            if match.start() > at:
                found.append(Word(text[at : match.start()]))
            name = match[2]
            if name not in (numbers if match[1] == "#" else words):
                raise _unbound(key, name)
            found.append(numbers[name] if match[1] == "#" else Word(words[name](lang)))
            at = match.end()
        if at < len(text):
            found.append(Word(text[at:]))
        return tuple(found)


def _unbound(key: str, name: str) -> BadText:
    return BadText(
        (
            f"The text {key!r} asks for {name!r}, which its plan does not give.",
            f"文本 {key!r} 引用了 {name!r}，但方案没有提供。",
        ),
        ("Bind it in the plan, or take it out of both languages.", "请在方案中绑定，或在两种语言中都删去。"),
    )


def load(package: str) -> Prose:
    """Read and check ``en.md`` and ``zh.md`` of an edition; raises as :func:`check` does."""
    folder = files(package)
    prose = Prose({lang: parse((folder / f"{lang}.md").read_text("utf-8")) for lang in LANGS})
    check(prose)
    return prose


def parse(text: str) -> dict[str, str]:
    """Split a prose file into texts by key.

    Raises
    ------
    BadText
        If a key stands twice or without a text.
    """
    texts: dict[str, str] = {}
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        key, _, body = part.partition("\n")
        key, body = key.strip(), " ".join(line.strip() for line in body.strip().splitlines())
        if key in texts or not body:
            raise BadText(
                (f"The key {key!r} stands twice or has no text.", f"键 {key!r} 重复或没有文本。"),
                ("Give each key one text.", "每个键对应一段文本。"),
            )
        texts[key] = body
    return texts


def check(prose: Prose) -> None:
    """Refuse prose whose two languages differ in keys or numbers, or that holds a bare digit.

    Raises
    ------
    BadText
        Naming the language, the key and what stands there.
    """
    one, other = (set(prose.texts[lang]) for lang in LANGS)
    if one != other:
        lone = sorted(one ^ other)[0]
        raise BadText(
            (f"The text {lone!r} exists in one language only.", f"文本 {lone!r} 只有一种语言。"),
            ("Write it in the other language too.", "请补上另一种语言。"),
        )
    for key in sorted(one):
        _check_digits(prose, key)
        _check_numbers(prose, key)


def _check_digits(prose: Prose, key: str) -> None:
    for lang in LANGS:
        match = _DIGIT.search(_PLACE.sub("", prose.texts[lang][key]))
        if match:
            raise BadText(
                (
                    f"The {lang} text {key!r} holds the bare digit {match[0]!r}.",
                    f"{lang} 文本 {key!r} 含有裸数字 {match[0]!r}。",
                ),
                ("Write a reference in its place, such as {#output}.", "请改为引用，例如 {#output}。"),
            )


def _check_numbers(prose: Prose, key: str) -> None:
    counts = [
        Counter(name for kind, name in _PLACE.findall(prose.texts[lang][key]) if kind == "#")
        for lang in LANGS
    ]
    if counts[0] != counts[1]:
        differ = sorted((counts[0] - counts[1]) | (counts[1] - counts[0]))
        raise BadText(
            (f"The two texts {key!r} do not cite the same numbers: {', '.join(differ)}.",
             f"两种语言的文本 {key!r} 引用的数字不同：{'、'.join(differ)}。"),
            ("Cite each number equally often in both.", "两种语言须引用同样的数字。"),
        )  # fmt: skip
