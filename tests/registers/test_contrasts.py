"""The contrast sets are broad, sound, and hold no concept that could accuse itself."""

import re
from collections import Counter

from tanlu.parity.findings import CLASSES
from tanlu.registers.contrasts import concepts, contrasts
from tanlu.registers.tables import rows


def test_the_sets_are_many_and_each_can_tell_two_concepts_apart():
    counted = Counter(each.contrast.id for each in concepts())
    assert len(concepts()) >= 1_000
    assert len(contrasts()) >= 120
    assert set(counted) == set(contrasts())


def test_every_set_is_of_a_class():
    for row in rows("contrasts"):
        assert row["class"] in CLASSES
        assert row["severity"] in {"error", "warning"}


def test_every_concept_has_words_in_both_languages():
    for each in concepts():
        assert each.en, each
        assert each.zh or each.zh_also, each
        assert all(re.search("[A-Za-z]", word) for word in (*each.en, *each.en_also)), each
        assert all(re.search("[\u4e00-\u9fff0-9]", word) for word in (*each.zh, *each.zh_also)), each


def test_one_character_alone_accuses_nothing():
    assert [each.zh for each in concepts() if any(len(word) < 2 for word in each.zh)] == []


def test_no_word_accuses_within_one_set_for_two_concepts_in_both_languages():
    """Else a right pair could be told from itself."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for each in concepts():
        seen.update({(each.contrast.id, en, zh) for en in each.en for zh in each.zh})
    assert [pair for pair, count in seen.items() if count > 1] == []
