"""Consent, codebook, search, agreement, traces, passages: the rules, each able to fail."""

import re
from itertools import pairwise

import numpy as np
import pytest

from tanlu.analysis.scales.agreement import agreement
from tanlu.analysis.scales.ratings import read_cells
from tanlu.errors import BadRecord, BadReference, HeldBack, UnknownName
from tanlu.study.interviews.agree import ONE_CODER, RARE, agreements, segments
from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.consent import USES, Consent, Use, allows, read_uses
from tanlu.study.interviews.example import example
from tanlu.study.interviews.identify import traces
from tanlu.study.interviews.kept import read_project, to_text
from tanlu.study.interviews.model import Coding, Project, Transcript
from tanlu.study.interviews.passage import Cut, changed
from tanlu.study.interviews.quoting import speaker
from tanlu.study.interviews.search import search
from tanlu.text import Text
from tests.study.interviews.making import guid

DAY = "2026-11-28"


def consent(*uses, until=""):
    return Consent("2026-01-01", read_uses(uses), "v1", "zh", "written", until)


def test_each_use_is_agreed_to_on_its_own():
    held = consent("analysis", "quote")
    assert allows(held, DAY, Use.QUOTE)
    for other in set(USES) - {Use.ANALYSIS, Use.QUOTE}:
        assert not allows(held, DAY, other)
    assert not allows(held, "2025-12-31", Use.QUOTE)
    assert not allows(consent("analysis", until="2026-11-27"), DAY)
    assert not allows(consent(), DAY)


@pytest.mark.parametrize("uses", [["quote"], ["analysis", "name"], ["analysis", "sell"]])
def test_what_does_not_hold_together_is_refused(uses):
    with pytest.raises(BadRecord):
        consent(*uses)


@pytest.mark.parametrize("day", ["2026-13-01", "28.11.2026", "20261128", ""])
def test_a_day_is_a_day(day):
    with pytest.raises(BadRecord):
        Consent(day, read_uses(["analysis"]), "v1", "zh", "written")


TEXTS = (
    "山西的煤炭转型。公正转型要看就业。", "怀俄明（怀俄明州）也在转型，煤炭就业少了。", "ＧＤＰ 与 gdp，陕西不是山西。",
    "A just transition; transitions, COAL and charcoal.",
    "煤\n炭换行也要找到；煤礦是繁体。",
)  # fmt: skip


def hits(query):
    return search([Transcript(str(at), f"P{at}", "zh", text) for at, text in enumerate(TEXTS)], query)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("煤炭", 3), ("转型", 3), ("公正转型", 1), ("怀俄明", 2), ("山西", 2), ("就业", 2), ("正转", 1), ("GDP", 2),
        ("ｇｄｐ", 2), ("coal", 1),
        ("transition", 1), ("transition*", 2), ("just transition", 1), ("煤矿", 1), ("新疆", 0), ("煤", 4),
    ],
)  # fmt: skip
def test_words_are_found_wherever_they_stand(query, count):
    found = hits(query)
    assert len(found) == count
    for each in found:
        text = TEXTS[int(each.transcript)]
        assert text[each.start : each.end] == each.found
        assert each.before + each.found + each.after in text


def test_a_query_without_a_word_is_refused():
    with pytest.raises(BadReference):
        hits("，。 *")


def test_segments_hold_every_letter_once():
    for each in example()[0].transcripts:
        for unit in ("sentence", "turn"):
            parts = segments(each.text, unit)
            kept = "".join(each.text[start:end] for start, end in parts)
            assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", each.text)
            assert all(a[1] <= b[0] for a, b in pairwise(parts))


CODES = (
    Code(guid(1), "income"),
    Code(guid(2), "pay", parent=guid(1)),
    Code(guid(3), "arrears", parent=guid(1)),
)


def coded(marks, text=None):
    """Codings of sentences by number: (coder, code, sentence)."""
    text = text or "。".join(f"第{at}句话在这里" for at in range(30)) + "。"
    parts = segments(text)
    codings = [
        Coding(guid(100 + at), guid(300 + at), guid(10), *parts[place], guid(code), guid(coder))
        for at, (coder, code, place) in enumerate(marks)
    ]
    return [Transcript(guid(10), "P01", "zh", text)], codings


def test_agreement_is_that_of_the_scales_on_the_same_marks():
    first, second = set(range(12)), set(range(3, 15))
    marks = [(8, 2, at) for at in first] + [(9, 2, at) for at in second]
    mean, found = agreements(*coded(marks), CODES, draws=50)
    cells = [["yes" if at in first else "no", "yes" if at in second else "no"] for at in range(30)]
    other = agreement(read_cells(cells, "nominal"), "nominal", draws=50)
    assert found.found.raw == other.raw
    assert found.alpha == other.alpha.value
    assert found.found.gwet.value == other.gwet.value
    assert (found.segments, found.uses, found.coders) == (30, 15, 2)
    assert found.jaccard == pytest.approx(9 / 15, abs=0.02)
    assert mean.alpha == pytest.approx(found.alpha)


def test_a_passage_counts_where_it_covers_half():
    texts, _ = coded([])
    (start, end), (later, last) = segments(texts[0].text)[0], segments(texts[0].text)[1]
    spill = Coding(guid(100), "", guid(10), start, later + 2, guid(2), guid(8))
    other = Coding(guid(101), "", guid(10), start, end, guid(2), guid(9))
    row = agreements(texts, [spill, other], CODES, draws=0)[1]
    assert row.uses == 1
    assert last > later + 4
    assert row.jaccard == pytest.approx((end - start) / (later + 2 - start))


@pytest.mark.parametrize(("before", "uses"), [(2, 1), (3, 2)])
def test_a_passage_over_a_border_counts_where_half_of_it_lies(before, uses):
    texts, _ = coded([])
    (_, end), (later, _) = segments(texts[0].text)[:2]
    both = [
        Coding(guid(100 + at), "", guid(10), end - before, later + 3, guid(2), guid(8 + at)) for at in (0, 1)
    ]
    assert agreements(texts, both, CODES, draws=0)[1].uses == uses


@pytest.mark.parametrize(("before", "uses"), [(3, 2), (4, 3)])
def test_a_long_passage_counts_where_it_covers_half(before, uses):
    texts, _ = coded([])
    (start, end), _, (_, last) = segments(texts[0].text)[:3]
    assert end - start == 8
    both = [Coding(guid(100 + at), "", guid(10), end - before, last, guid(2), guid(8 + at)) for at in (0, 1)]
    assert agreements(texts, both, CODES, draws=0)[1].uses == uses


def test_one_coder_is_not_estimable():
    row = agreements(*coded([(8, 2, at) for at in range(12)]), CODES)[1]
    assert (row.found, row.alpha, row.why) == (None, None, ONE_CODER)


def test_a_rare_code_has_no_coefficient_and_says_so():
    row = agreements(*coded([(coder, 2, at) for coder in (8, 9) for at in range(4)]), CODES)[1]
    assert (row.alpha, row.why) == (None, RARE)
    assert row.jaccard == 1.0


def test_constant_marks_are_not_estimable():
    row = agreements(*coded([(coder, 2, at) for coder in (8, 9) for at in range(30)]), CODES, draws=0)[1]
    assert row.alpha is None
    assert row.why is not None


def test_where_nearly_all_agree_alpha_is_not_read():
    text = "。".join(f"第{at}句话在这里" for at in range(200)) + "。"
    marks = [(8, 2, at) for at in range(6)] + [(9, 2, at) for at in range(5, 11)]
    row = agreements(*coded(marks, text), CODES, draws=0)[1]
    assert row.found.verdict == "uninformative"
    assert row.found.raw.value > 0.9


def test_themes_gather_their_codes():
    marks = [(8, 2, at) for at in range(12)] + [(9, 3, at) for at in range(12)]
    apart = [each for each in agreements(*coded(marks), CODES, draws=0) if each.code]
    assert all(each.alpha < 0 for each in apart)
    (theme,) = [each for each in agreements(*coded(marks), CODES, themes=True, draws=0) if each.code]
    assert (theme.code, theme.alpha) == (guid(1), 1.0)


def test_languages_stand_apart():
    project, _ = example()
    found = agreements(project.transcripts, project.codings, project.codes, draws=0)
    assert {each.language for each in found} == {"", "en", "zh"}
    whole = {each.code: each.uses for each in found if not each.language}
    parts = [each for each in found if each.language]
    assert all(sum(each.uses for each in parts if each.code == code) == uses for code, uses in whole.items())


PLANTED = [
    ("我找张师傅问的", ["addressed"]), ("老张和小王都走了", ["addressed", "addressed"]), ("电话13912345678", ["phone"]),
    ("身份证11010519491231002X", ["number"]), ("call 307-555-0188 now", ["phone"]), ("mail me at a.b@c.org", ["mail"]),
    ("SSN 123-45-6789", ["number"]), ("车是晋A12345", ["plate"]), ("在红岩煤矿干", ["workplace"]), ("I'm 47 now", ["age"]),
    ("今年四十三岁", ["age"]), ("at the Black Butte Mine", ["workplace"]), ("Mr. Stieg said so", ["addressed"]),
    ("王家庄村里的地", ["village"]),
]  # fmt: skip
CLEAN = [
    "可是镇上没有厂子要人",
    "工资少了一千多。",
    "在2016年签的",
    "110105194912310021",
    "老师讲得快",
    "They paid 3,000 in 2019.",
    "年产12345678吨",
]


@pytest.mark.parametrize(("text", "kinds"), PLANTED)
def test_planted_traces_are_found(text, kinds):
    assert [each.kind.id for each in traces(text)] == kinds


@pytest.mark.parametrize("text", CLEAN)
def test_plain_words_are_left(text):
    assert traces(text) == ()


def test_places_move_with_the_text():
    text = "李明说，李明和王芳都走了。他们"
    told = changed(text, [Cut(0, 2, "[P01]"), Cut(4, 6, "[P01]"), Cut(7, 9, "X")])
    for word in ("说", "都走了", "他们"):
        start = text.index(word)
        assert told.text[told.at(start) : told.at(start + len(word), end=True)] == word
    assert told.text[told.at(1) : told.at(5, end=True)] == "[P01]说，[P01]"


def people(roles):
    texts = tuple(
        Transcript(guid(at), f"P{at:02d}", "zh", "x", {"role": role}) for at, role in enumerate(roles, 1)
    )
    return Project(Text("a", "甲"), transcripts=texts)


def test_a_speaker_is_described_by_what_five_share():
    held = people(["miner/矿工"] * 5 + ["cook/厨师"] * 4)
    assert speaker(held, held.transcripts[0], ["role"]) == Text(
        "a person interviewed, miner", "一位受访者，矿工"
    )
    with pytest.raises(HeldBack, match="Only 4 of 9"):
        speaker(held, held.transcripts[-1], ["role"])
    with pytest.raises(UnknownName):
        speaker(held, held.transcripts[0], ["county"])


def test_two_interviews_of_one_person_are_one_person():
    texts = tuple(Transcript(guid(at), "P01", "zh", "x", {"role": "miner"}) for at in range(5))
    with pytest.raises(HeldBack, match="Only 1 of 1"):
        speaker(Project(Text("a", "甲"), transcripts=texts), texts[0], ["role"])


def test_a_project_is_kept_whole():
    project, _ = example()
    assert read_project(to_text(project)) == project
    assert np.all([each.who.startswith("P") for each in project.transcripts])
