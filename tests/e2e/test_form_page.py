"""The page of a form in a real browser: filled in both languages, on a phone and a desk, alone, and read back."""

import json
import random

import pytest

from tanlu.actions.answers import read
from tanlu.actions.forms import web
from tanlu.study.answers.model import Missing
from tanlu.study.forms.expression.evaluate import Scene, evaluate
from tanlu.study.forms.expression.functions import FUNCTIONS
from tanlu.study.forms.expression.parser import parse
from tanlu.study.forms.expression.syntax import plain
from tanlu.study.forms.expression.values import Day, text
from tests.e2e.browser import PHONE, WIDE, launched, opened, violations
from tests.study.forms.expressions import ANSWERS, CASES, TODAY
from tests.study.forms.sample import CLEAN

pytestmark = pytest.mark.prove
SIZES = {"wide": WIDE, "phone": PHONE}
LEAVES = [
    ".", "''", "'x y'", "today()", "now()", "position(..)", "true()", "false()", "'2026-02-30'", "'1999-12-31'", "0",
    "1", "2.5", "100", "'煤炭'", "'-3'", "'%Y-%n'", "0.1", "1000000000000", "${unasked}",
]  # fmt: skip
WORDS = {
    "en": {
        "age": "How old are you?", "miner": "Miner", "teacher": "Teacher", "years": "For how many years", "agree": "Agree",
        "pay": "A higher wage", "course": "A training course", "family": "My family", "add": "Add one",
        "title": "What was the job?", "wage": "What did it pay", "finish": "Finish and save",
        "young": "You must be 18 or older.", "wrong": "Some questions need", "two": "Choose up to two.",
        "later": "In ten years you will be 52.",
    },
    "zh": {
        "age": "您多大年纪？", "miner": "矿工", "teacher": "教师", "years": "您在煤矿工作了多少年？", "agree": "同意",
        "pay": "更高的工资", "course": "培训课程", "family": "家人", "add": "添加一项", "title": "做的是什么工作？",
        "wage": "月收入是多少？", "finish": "完成，并将回答存为文件", "young": "您须年满18岁。",
        "wrong": "还有题目需要回答或修改。", "two": "最多选两项。", "later": "十年后您将是 52 岁。",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("form")
    (folder / "form.md").write_text(CLEAN, "utf-8")
    return web(folder / "form.md", folder / "form.html")[0]


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    return web(None, tmp_path_factory.mktemp("core") / "core.html")[0]


def filled(page, words):
    page.get_by_label(words["age"]).fill("42")
    page.get_by_label(words["miner"], exact=True).check()
    page.get_by_label(words["years"]).fill("20")
    page.get_by_role("radio", name=words["agree"], exact=True).first.check()
    page.get_by_label(words["pay"]).check()
    page.get_by_label(words["course"]).check()
    page.get_by_role("button", name=words["add"]).click()
    page.get_by_label(words["title"]).fill("司机 <b>driver</b>")
    page.get_by_label(words["wage"]).fill("4200.5")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", WORDS)
def test_it_is_filled_and_read_back(browser, page, tmp_path, lang, size):
    words = WORDS[lang]
    with opened(browser, page, SIZES[size]) as watched:
        shown = watched.page
        if lang == "zh":
            shown.locator("#switch").click()
        filled(shown, words)
        assert shown.get_by_text(words["later"]).is_visible()
        assert violations(shown) == []
        with shown.expect_download() as waiting:
            shown.get_by_role("button", name=words["finish"]).click()
        saved = tmp_path / "answers.json"
        waiting.value.save_as(saved)
        assert shown.get_by_label(words["age"]).input_value() == "42"
        assert shown.evaluate("localStorage.length") == 0
        assert watched.left_the_machine(page.as_uri()) == []
        assert watched.complaints == []
        assert shown.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    found = read(saved, page.with_name("form.md")).answers
    (row,) = found.levels[0].rows
    assert row.language == lang
    assert row.values == {
        "age": "42", "role": "miner", "years": "20", "heard": "4", "fair": Missing.NOT_COLLECTED,
        "help": "pay course", "later": "52",
    }  # fmt: skip
    assert [each.values for each in found.levels[1].rows] == [
        {"title": "司机 <b>driver</b>", "pay": "4200.5"}
    ]


@pytest.mark.parametrize("lang", WORDS)
def test_what_does_not_fit_is_said_and_nothing_is_saved(browser, page, lang):
    words = WORDS[lang]
    with opened(browser, page, PHONE) as watched:
        shown = watched.page
        if lang == "zh":
            shown.locator("#switch").click()
        shown.get_by_label(words["age"]).fill("17")
        for name in ("pay", "course", "family"):
            shown.get_by_label(words[name]).check()
        shown.get_by_role("button", name=words["finish"]).click()
        assert shown.get_by_text(words["young"]).is_visible()
        assert shown.get_by_text(words["two"]).is_visible()
        assert words["wrong"] in shown.locator("#status").inner_text()
        assert shown.evaluate("document.activeElement.tagName") == "INPUT"
        assert shown.locator("[aria-invalid=true]").count() >= 3
        assert violations(shown) == []


def test_the_switch_keeps_place_and_entries(browser, page):
    with opened(browser, page, PHONE) as watched:
        shown = watched.page
        filled(shown, WORDS["en"])
        shown.evaluate("scrollTo(0, 400)")
        shown.locator("#switch").evaluate("each => each.click()")
        assert abs(shown.evaluate("scrollY") - 400) < 80
        assert shown.evaluate("document.documentElement.lang") == "zh-Hans"
        assert shown.get_by_label(WORDS["zh"]["age"]).input_value() == "42"
        assert shown.get_by_label(WORDS["zh"]["title"]).input_value().startswith("司机")
        english = [each for each in WORDS["en"].values() if shown.get_by_text(each).count()]
        assert english == []


def test_it_opens_in_the_language_of_the_reader(browser, page):
    context = browser.new_context(locale="zh-CN")
    shown = context.new_page()
    shown.goto(page.as_uri())
    assert shown.locator("h1").inner_text() == "煤矿之后"
    shown.locator("#switch").click()
    shown.reload()
    assert shown.locator("h1").inner_text() == "After the mine"
    context.close()


def test_skips_are_kept_but_not_told(browser, page):
    with opened(browser, page) as watched:
        shown = watched.page
        filled(shown, WORDS["en"])
        shown.get_by_label("Teacher").check()
        assert not shown.get_by_label(WORDS["en"]["years"]).is_visible()
        assert "years" not in shown.evaluate("tanlu.made()")["answers"]
        shown.get_by_label("Miner", exact=True).check()
        assert shown.get_by_label(WORDS["en"]["years"]).input_value() == "20"


def test_a_filter_takes_choices_away_and_what_was_chosen_of_them(browser, tmp_path):
    text = CLEAN.replace("| tr_note |", "| tr_note | choice_filter |", 1)
    row = "| SOC.help |  | none |  | reviewed |  |  |"
    text = text.replace(row, f"{row} not(name = 'family') or ${{age}} > 40 |", 1)
    (tmp_path / "form.md").write_text(text, "utf-8")
    made, _ = web(tmp_path / "form.md", tmp_path / "form.html")
    with opened(browser, made) as watched:
        shown = watched.page
        shown.get_by_label(WORDS["en"]["age"]).fill("44")
        shown.get_by_label("My family").check()
        assert shown.evaluate("tanlu.made()")["answers"]["help"] == ["family"]
        shown.get_by_label(WORDS["en"]["age"]).fill("24")
        assert not shown.get_by_label("My family").is_visible()
        assert shown.evaluate("tanlu.made()")["answers"]["help"] is None


def test_what_is_given_beforehand_stands_there(browser, tmp_path):
    text = CLEAN.replace("| tr_note |", "| tr_note | default |", 1)
    for row, value in (
        ("| CTX.role |  | quasi |  | reviewed |  |  |", "teacher"),
        ("| WRK.pay |  | none |  | reviewed |  |  |", "0"),
    ):
        assert row in text
        text = text.replace(row, f"{row} {value} |", 1)
    (tmp_path / "form.md").write_text(text, "utf-8")
    made, _ = web(tmp_path / "form.md", tmp_path / "form.html")
    with opened(browser, made) as watched:
        shown = watched.page
        assert shown.get_by_label("Teacher").is_checked()
        shown.get_by_label(WORDS["en"]["age"]).fill("44")
        shown.get_by_role("button", name=WORDS["en"]["add"]).click()
        answers = shown.evaluate("tanlu.made()")["answers"]
        assert (answers["role"], answers["job"]) == ("teacher", [{"title": None, "pay": "0"}])


def test_a_draft_outlives_the_page_and_is_cleared_on_request(browser, page):
    with opened(browser, page) as watched:
        shown = watched.page
        filled(shown, WORDS["en"])
        shown.reload()
        assert shown.get_by_label(WORDS["en"]["age"]).input_value() == "42"
        assert shown.get_by_label(WORDS["en"]["title"]).input_value().startswith("司机")
        shown.on("dialog", lambda each: each.accept())
        shown.get_by_role("button", name="Clear and start again").click()
        assert shown.get_by_label(WORDS["en"]["age"]).input_value() == ""
        shown.reload()
        assert shown.get_by_label(WORDS["en"]["age"]).input_value() == ""


def test_it_is_worked_by_keyboard_alone(browser, page):
    with opened(browser, page) as watched:
        shown = watched.page
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.id") == "switch"
        shown.keyboard.press("Tab")
        shown.keyboard.type("42")
        shown.keyboard.press("Tab")
        shown.keyboard.press("Space")
        shown.keyboard.press("Tab")
        shown.keyboard.type("20")
        answers = shown.evaluate("tanlu.made()")["answers"]
        assert (answers["age"], answers["role"], answers["years"]) == ("42", "miner", "20")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", WORDS)
def test_the_core_is_readable_for_everyone(browser, core, lang, size, scheme):
    with opened(browser, core, SIZES[size], scheme) as watched:
        shown = watched.page
        if lang == "zh":
            shown.locator("#switch").click()
        shown.locator("input").first.check()
        assert shown.locator("fieldset:visible").count() == 17
        assert violations(shown) == []
        assert watched.complaints == []
        assert shown.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def drawn(chance, depth=0):
    """Return a random expression that can be evaluated."""
    kind = chance.random()
    if depth > 3 or (depth and kind < 0.25):
        return chance.choice([*LEAVES, *(f"${{{name}}}" for name in ANSWERS)])
    if kind < 0.6:
        sign = chance.choice(
            [" + ", " - ", " * ", " div ", " mod ", " = ", " != ", " < ", " >= ", " and ", " or "]
        )
        return f"({drawn(chance, depth + 1)}{sign}{drawn(chance, depth + 1)})"
    name = chance.choice(sorted(set(FUNCTIONS) - {"regex", "pow"}))  # powers differ in the last digit
    least, most = FUNCTIONS[name].least, min(FUNCTIONS[name].most, 3)
    return f"{name}({', '.join(drawn(chance, depth + 1) for _ in range(chance.randint(least, most)))})"


def in_script(browser, page, written):
    answers = {name: {"days": each.days} if isinstance(each, Day) else each for name, each in ANSWERS.items()}
    asked = json.dumps([plain(parse(each)) for each in written])
    with opened(browser, page) as watched:
        return watched.page.evaluate(
            """([asked, answers, now]) => JSON.parse(asked).map((tree) => Expression.text(Expression.evaluate(tree, {
                answer: (name) => name in answers ? answers[name] : "", here: 20, position: 2, now })))""",
            [asked, answers, TODAY.days + 0.5],
        )


def test_the_script_says_what_python_says(browser, page):
    written = [each for each, _ in CASES]
    assert dict(zip(written, in_script(browser, page, written), strict=True)) == dict(CASES)


def test_the_script_and_python_agree_on_random_expressions(browser, page):
    chance = random.Random(8)
    written = [drawn(chance) for _ in range(3_000)]
    scene = Scene(ANSWERS, here=20.0, today=TODAY, now=Day(TODAY.days + 0.5), position=2)
    ours = [text(evaluate(parse(each), scene)) for each in written]
    theirs = in_script(browser, page, written)
    assert len(set(ours)) > 150
    assert [each for each in zip(written, ours, theirs, strict=True) if each[1] != each[2]] == []


def test_both_know_the_same_functions(browser, page):
    with opened(browser, page) as watched:
        assert set(watched.page.evaluate("Expression.names")) == set(FUNCTIONS)
