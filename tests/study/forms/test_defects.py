"""One planted defect of every class, each found for exactly that reason; the clean form has none."""

import pytest

from tanlu.actions.forms import check, demand_sound
from tanlu.errors import BadForm
from tanlu.study.forms.defects import CLASSES
from tests.study.forms.sample import CLEAN, checked, edited, kinds

PLANTED = {
    "settings": ("| after_mine | 1 |", "| after_mine |  |"),
    "type_unknown": ("| | text | title |", "| | textt | title |"),
    "name_invalid": ("| | note | intro |", "| | note | 1intro |"),
    "name_duplicate": ("| | integer | years |", "| | integer | intro |"),
    "group_unmatched": ("| | end_group |", "| | end_repeat |"),
    "reference_undefined": ("${role} = 'miner'", "${rolle} = 'miner'"),
    "expression": (". >= 18 and . <= 110", ". >= 18 and"),
    "function_unknown": ("count-selected(.) <= 2", "selected-count(.) <= 2"),
    "cycle": ("round(${age} + 10, 0)", "${later} + 1"),
    "list_missing": ("| | note | bye |", "| | select_one nowhere | bye |"),
    "list_unused": ("| | help | family |", "| | helpers | family |"),
    "choice_invalid": ("| | help | family |", "| | help | my family |"),
    "choice_duplicate": ("| | help | family |", "| | help | course |"),
    "mark_unknown": ("| direct |", "| secret |"),
    "scale_lists": ("| | select_one agree | fair |", "| | select_one role | fair |"),
    "accept_unexplained": ("| reviewed |  |  |\n| | integer | age", "| reviewed | length |  |\n| | integer | age"),
    "language_untagged": ("hint::中文 (zh)", "hint::中文（zh）"),
    "language_drift": ("hint::中文 (zh)", "hint::Chinese (zh)"),
    "language_absent": None,
    "translation_missing": ("| help | course | A training course | 培训课程 |", "| help | course | A training course |  |"),
    "label_missing": ("| What was the job? | 做的是什么工作？ |", "|  |  |"),
    "translation_same": ("| A training course | 培训课程 |", "| A training course | A training course |"),
    "language_wrong": ("| A training course | 培训课程 |", "| A training course | Training |"),
    "placeholder": ("十年后您将是 ${later} 岁", "十年后您将是 ${age} 岁"),
    "digits_full_width": ("本调查需要10分钟", "本调查需要１０分钟"),
    "scale_order": None,
    "choice_same": ("| agree | 5 | Strongly agree | 非常同意 |", "| agree | 5 | Strongly agree | 同意 |"),
    "scale_midpoint": ("既不同意也不反对", "一般"),
    "length": ("煤矿关闭之前，有人征求过我的意见。", "煤矿关闭之前有人问过。" * 5),
    "number": ("您须年满18岁。", "您须年满16岁。"),
    "unit": ("| What did it pay a month? | 月收入是多少？ |", "| Did it pay 300 million yuan? | 收入有300万元吗？ |"),
    "date": ("| I was asked before the mine closed. | 煤矿关闭之前，有人征求过我的意见。 |",
             "| I was asked on 14 May 2025. | 2025年5月15日有人征求过我的意见。 |"),
    "hedge": ("| This survey takes 10 minutes. | 本调查需要10分钟。 |",
              "| This survey takes at least 10 minutes. | 本调查最多需要10分钟。 |"),
    "polarity": ("关闭煤矿的决定，过程是公平的。", "关闭煤矿的决定，过程是不公平的。"),
    "name": ("| My family | 家人 |", "| My family in Shanxi | 陕西的家人 |"),
    "instrument": ("| My family | 家人 |", "| The treaty of my county | 本县的谅解备忘录 |"),
    "term": ("| Teacher | 教师 |", "| Nurse | 教师 |"),
    "term_consistency": (
        "| What has helped you? | 哪些帮助对您有用？ |",
        "| Which stakeholders helped you? | 哪些利益相关方帮助过您？ |",
        "| What was the job? | 做的是什么工作？ |",
        "| What was the job, by the stakeholders? | 据利益相关者说，做的是什么工作？ |",
    ),
    "machine_translation": ("| My family | 家人 |", "| A domestic speaker | 国内音箱 |"),
    "scope": (
        "| This survey takes 10 minutes. | 本调查需要10分钟。 |",
        "| The state's survey takes 10 minutes. | 全国调查需要10分钟。 |",
    ),
    "variant_character": ("| 教师 |", "| 教師 |"),
}  # fmt: skip


def special(kind):
    if kind == "language_absent":
        return CLEAN.replace("(zh)", "(fr)")
    if kind == "scale_order":
        text = CLEAN
        for a, b in (
            ("| 非常不同意 |", "| A |"),
            ("| 非常同意 |", "| 非常不同意 |"),
            ("| A |", "| 非常同意 |"),
        ):
            text = edited(a, b, text)
        return text
    text, planted = CLEAN, PLANTED[kind]
    for at in range(0, len(planted), 2):
        text = edited(planted[at], planted[at + 1], text)
    return text


def test_the_clean_form_has_none():
    found = checked()
    assert found.defects == ()


def test_the_core_has_none():
    found = check(None)
    assert found.defects == ()
    concepts = [each for each in found.form.questions if each.row("source") == "Tanlu draft core"]
    assert len(concepts) == 16


@pytest.mark.parametrize("kind", CLASSES)
def test_a_planted_defect_is_found_for_exactly_that_reason(kind):
    found = checked(special(kind))
    assert {each.kind for each in found.defects} == {kind}
    with pytest.raises(BadForm):
        demand_sound(found)


def test_an_other_without_a_language_is_named():
    assert kinds(edited("| | select_one role | role |", "| | select_one role or_other | role |")) == {
        "type_unknown"
    }


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("missing_codes = '' or ${age} > 30", set()),
        ("county = ${age}", {"reference_undefined"}),
        ("name =", {"expression"}),
    ],
)
def test_filters_of_choices_are_checked(filter_, found):
    text = CLEAN.replace("| tr_note |", "| tr_note | choice_filter |", 1)
    row = "| SOC.help |  | none |  | reviewed |  |  |"
    assert kinds(edited(row, f"{row} {filter_} |", text)) == found


def test_every_class_is_planted():
    assert PLANTED.keys() == CLASSES.keys()


def test_a_row_may_let_a_defect_stand_with_a_reason():
    long = special("length")
    row = "| VOX.consulted | consult | none |  | reviewed |  |  |"
    assert (
        kinds(edited(row, row.replace("reviewed |  |", "reviewed | length | as they say it |"), long))
        == set()
    )
