"""Prose: every number is a reference, and both languages cite the same."""

import pytest

from tanlu.brief.editions.regions.plan import prose
from tanlu.brief.model import Cited, Word
from tanlu.brief.prose import Prose, check, parse
from tanlu.errors import BadText
from tanlu.text import LANGS, Text


def refusal(en, zh):
    with pytest.raises(BadText) as caught:
        check(Prose({"en": parse(en), "zh": parse(zh)}))
    return caught.value


def test_the_shipped_prose_is_sound():
    check(prose())
    assert len(prose().texts["en"]) > 50


@pytest.mark.parametrize("digit", ["7", "７", "〇", "0"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_bare_digit_is_refused(lang, digit, assert_bilingual):
    texts = {"en": "# a.b\nIt fell.", "zh": "# a.b\n产量下降。"}
    texts[lang] = texts[lang].replace("fell", f"fell {digit}").replace("降", f"降{digit}")
    error = refusal(texts["en"], texts["zh"])
    assert_bilingual(error)
    assert "a.b" in error.what[0]
    assert digit in error.what[0]
    assert digit in error.what[1]


def test_a_digit_in_a_reference_is_no_digit():
    check(Prose({"en": parse("# a\n{#top_5} here"), "zh": parse("# a\n此处{#top_5}")}))


@pytest.mark.parametrize(
    ("en", "zh"),
    [("{#one} and {#two}", "{#one}"), ("{#one}", "{#one}和{#one}"), ("none", "{#one}"), ("{#one}", "{@one}")],
)
def test_unequal_numbers_are_refused(en, zh, assert_bilingual):
    error = refusal(f"# k\n{en}", f"# k\n{zh}")
    assert_bilingual(error)
    assert "do not cite the same numbers" in error.what[0]


def test_words_may_stand_as_often_as_a_language_needs():
    check(Prose({"en": parse("# k\n{@place} in {@place}"), "zh": parse("# k\n{@place}")}))


@pytest.mark.parametrize(("en", "zh"), [("# a\nx\n# b\ny", "# a\n甲"), ("# a\nx", "# a\n甲\n# b\n乙")])
def test_a_key_of_one_language_only_is_refused(en, zh, assert_bilingual):
    error = refusal(en, zh)
    assert_bilingual(error)
    assert "'b'" in error.what[0]


@pytest.mark.parametrize("text", ["# a\nx\n# a\ny", "# a\n\n# b\ny", "# a"])
def test_a_key_twice_or_without_text_is_refused(text, assert_bilingual):
    with pytest.raises(BadText) as caught:
        parse(text)
    assert_bilingual(caught.value)


def test_lines_of_one_text_are_joined():
    assert parse("# a\none\n  two\n\n# b\nthree\n") == {"a": "one two", "b": "three"}


@pytest.mark.parametrize("text", ["Mined {#amount}.", "In {@place}."])
def test_a_reference_that_no_plan_binds_is_refused(text, assert_bilingual):
    made = Prose({"en": parse(f"# k\n{text}"), "zh": parse(f"# k\n{text}")})
    assert not made.answers("k", {}, {})
    with pytest.raises(BadText) as caught:
        made.fill("k", "en", {}, {})
    assert_bilingual(caught.value)


def test_filling_keeps_words_numbers_and_order(written):
    number = Cited(next(iter(_figures(written))), 1268.74, "Mt")
    made = Prose({lang: parse("# k\n{@place}: {#amount}!") for lang in LANGS})
    found = made.fill("k", "zh", {"amount": number}, {"place": Text("Shanxi", "山西")})
    assert found == (Word("山西"), Word(": "), number, Word("!"))
    assert made.answers("k", {"amount": number}, {"place": Text("Shanxi", "山西")})


def _figures(written):
    for block in written.documents["en"].lead:
        for each in getattr(block, "inlines", ()):
            if isinstance(each, Cited):
                yield each.figure


def test_a_folder_of_prose_that_breaks_a_rule_is_refused(tmp_path, monkeypatch):
    from tanlu.brief.prose import load

    package = tmp_path / "odd_edition"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "en.md").write_text("# k\nIn 2023.\n", "utf-8")
    (package / "zh.md").write_text("# k\n当年。\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BadText, match="bare digit"):
        load("odd_edition")
