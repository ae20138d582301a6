"""``tanlu parity`` as people and programs call it, in both languages."""

import json
import re

import pytest

from tests.cli.running import run_fresh
from tests.parity.pairs import EN, WRONG, ZH

LANGS = ("en", "zh")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(en=EN, zh=WRONG):
        for name, held in (("en.md", en), ("zh.md", zh)):
            (tmp_path / name).write_text("\n\n".join(held) + "\n", "utf-8")
        return "en.md", "zh.md"

    return write


def ids(tanlu, pair, *more):
    return {
        each["class"]: each["id"]
        for each in tanlu("parity", "check", *pair, *more, "--format", "json").data["findings"]
    }


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["✕ number · error", "1,300", "Shanxi mined about 1,300 Mt of coal in 2023.", "2 errors, 0 to check",
                "--html FILE"]),
        ("zh", ["✕ 数字 · 错误", "31亿", "2023年，山西省原煤产量约31亿吨。", "错误 2 处，待核 0 处", "--html 文件"]),
    ],
)  # fmt: skip
def test_text_names_class_severity_why_both_places_and_what_next(tanlu, files, lang, parts):
    ran = tanlu("parity", "check", *files(), lang=lang)
    assert ran.code == 1
    assert [each for each in parts if each not in ran.out] == []
    assert re.search(r"^ +3  Shanxi mined", ran.out, re.MULTILINE)
    assert re.search(r"^ +3  2023年", ran.out, re.MULTILINE)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "No difference found in "), ("zh", "未发现不一致之处。")]
)  # fmt: skip
def test_nothing_found_says_so_and_ends_well(tanlu, files, lang, said):
    ran = tanlu("parity", "check", *files(zh=ZH), lang=lang)
    assert ran.code == 0
    assert said in ran.out
    assert ran.out.count("\n") == 1
    assert not ran.err


def test_a_warning_alone_is_no_failure(tanlu, files):
    zh = [each.replace("约13亿", "13亿") for each in ZH]
    ran = tanlu("parity", "check", *files(zh=zh), "--format", "json")
    assert [each["severity"] for each in ran.data["findings"]] == ["warning"]
    assert ran.code == 0


@pytest.mark.parametrize("lang", LANGS)
def test_json_is_the_same_in_both_languages_and_whole(tanlu, files, lang):
    ran = tanlu("parity", "check", *files(), "--format", "json", lang=lang)
    assert ran.code == 1
    assert set(ran.data) == {"en", "zh", "segments", "errors", "findings", "rested"}
    assert (ran.data["en"], ran.data["zh"], ran.data["errors"]) == ("en.md", "zh.md", 2)
    assert ran.data["segments"] == {"en": 4, "zh": 4}
    for each in ran.data["findings"]:
        assert set(each) == {"id", "class", "severity", "en", "zh", "why", "suggestion"}
        assert each["en"]["line"] > 0
        assert each["zh"]["line"] > 0
        assert HAN.search(each["why"]["zh"])


@pytest.mark.parametrize(("lang", "title"), [("en", "Side by side"), ("zh", "中英对照")])
def test_html_is_written_and_named(tanlu, files, tmp_path, lang, title):
    ran = tanlu("parity", "check", *files(), "--html", "out/view.html", lang=lang)
    assert ran.code == 1
    page = (tmp_path / "out" / "view.html").read_text("utf-8")
    assert f"<h1>{title}</h1>" in page
    assert str(tmp_path / "out" / "view.html") in ran.out.replace("\n", "")


def test_one_file_with_both_languages_is_given_alone(tanlu, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "both.txt").write_text(
        "\n".join(x for pair in zip(EN, WRONG, strict=True) for x in pair), "utf-8"
    )
    ran = tanlu("parity", "check", "both.txt", "--format", "json")
    assert ran.code == 1
    assert {each["class"] for each in ran.data["findings"]} == {"number", "date"}


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "The languages are swapped"), ("zh", "两种语言放反了")]
)  # fmt: skip
def test_bad_input_is_told_in_the_readers_language(tanlu, files, tmp_path, lang, said):
    en, zh = files()
    before = sorted(tmp_path.iterdir())
    ran = tanlu("parity", "check", zh, en, "--html", "view.html", lang=lang)
    assert ran.code == 2
    assert said in ran.err
    assert "tanlu parity check en.md zh.md" in ran.err
    assert not ran.out
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("lang", "rests", "kept", "speaks"),
    [("en", ": at rest, by Li Hua on ", "Kept in ", ": speaks again."),
     ("zh", "：已保留，Li Hua，", "记录保存在 ", "：已恢复提示。")],
)  # fmt: skip
def test_a_finding_is_let_rest_and_taken_back(tanlu, files, tmp_path, lang, rests, kept, speaks):
    pair = files()
    number = ids(tanlu, pair)["number"]
    ran = tanlu("parity", "accept", *pair, "--id", number, "--by", "Li Hua", "--why", "as printed", lang=lang)
    assert ran.code == 0
    assert f"{number}{rests}" in ran.out
    assert kept in ran.out
    assert json.loads((tmp_path / "en.parity.json").read_text("utf-8"))["accepted"][0]["why"] == "as printed"
    assert set(ids(tanlu, pair)) == {"date"}
    ran = tanlu("parity", "check", *pair, lang=lang)
    assert number not in ran.out
    assert {"en": ", 1 at rest", "zh": "已保留例外 1 处"}[lang] in ran.out
    ran = tanlu("parity", "check", *pair, "--all", lang=lang)
    assert number in ran.out
    assert {"en": "at rest", "zh": "已保留"}[lang] in ran.out
    ran = tanlu("parity", "accept", *pair, "--id", number, "--undo", lang=lang)
    assert f"{number}{speaks}" in ran.out
    assert set(ids(tanlu, pair)) == {"date", "number"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--by", "Li Hua", "--why", "x", "--id", "00000000"),
            ("no finding 00000000", "没有编号为 00000000 的问题"),
        ),
        (("--id", "00000000"), ("needs a person and a reason", "须写明由谁决定")),
        (("--id", "00000000", "--undo"), ("holds no exception 00000000", "没有编号为 00000000 的例外")),
    ],
    ids=["unknown", "nobody", "never accepted"],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_wrong_exception_is_refused_and_nothing_kept(tanlu, files, tmp_path, words, said, lang):
    ran = tanlu("parity", "accept", *files(), *words, lang=lang)
    assert ran.code == 2
    assert said[lang == "zh"] in ran.err
    assert not (tmp_path / "en.parity.json").exists()


@pytest.mark.parametrize(
    ("lang", "done", "refused", "drift"),
    [("en", "4 pairs recorded in", "errors still stand", "source drift"),
     ("zh", "已登记 4 对段落", "仍有 2 处错误", "原文改动")],
)  # fmt: skip
def test_a_review_is_recorded_and_a_later_change_of_the_source_told(tanlu, files, lang, done, refused, drift):
    ran = tanlu("parity", "review", *files(), "--by", "Li Hua", lang=lang)
    assert ran.code == 2
    assert refused in ran.err
    pair = files(zh=ZH)
    ran = tanlu("parity", "review", *pair, "--by", "Li Hua", lang=lang)
    assert ran.code == 0
    assert done in ran.out
    assert tanlu("parity", "check", *pair, lang=lang).code == 0
    files(en=[each.replace("network met", "network's members met") for each in EN], zh=ZH)
    ran = tanlu("parity", "check", *pair, lang=lang)
    assert ran.code == 1
    assert drift in ran.out


def test_the_record_may_stand_elsewhere(tanlu, files, tmp_path):
    pair = files()
    number = ids(tanlu, pair)["number"]
    tanlu("parity", "accept", *pair, "--id", number, "--by", "A", "--why", "B", "--record", "kept.json")
    assert (tmp_path / "kept.json").is_file()
    assert not (tmp_path / "en.parity.json").exists()
    assert set(ids(tanlu, pair, "--record", "kept.json")) == {"date"}
    assert set(ids(tanlu, pair)) == {"date", "number"}


@pytest.mark.parametrize("lang", LANGS)
def test_terms_are_looked_up_in_both_languages(tanlu, lang):
    for word in ("just transition", "公正转型"):
        ran = tanlu("parity", "terms", word, lang=lang)
        assert ran.code == 0
        assert "just transition" in ran.out
        assert "公正转型" in ran.out
    found = tanlu("parity", "terms", "just transition", "--format", "json").data
    assert {"id", "kind", "en", "zh", "avoid", "confirm", "note"} == set(found[0])
    assert any("公平转型" in each["avoid"] for each in found)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "The term base does not hold"), ("zh", "术语库中没有“zzz”")]
)
def test_a_word_that_is_not_held_says_what_to_do(tanlu, lang, said):
    ran = tanlu("parity", "terms", "zzz", lang=lang)
    assert ran.code == 0
    assert said in ran.out
    assert "--terms" in ran.out
    assert tanlu("parity", "terms", "zzz", "--format", "json").data == []


def test_own_terms_are_listed_and_checked(tanlu, files, tmp_path):
    (tmp_path / "own.csv").write_text("en,zh,zh_avoid\ncoal town fund,煤城基金,煤镇资金\n", "utf-8")
    assert tanlu("parity", "terms", "coal town fund", "--terms", "own.csv", "--format", "json").data[0][
        "zh"
    ] == ["煤城基金"]
    pair = files(en=["The coal town fund is open."], zh=["煤镇资金已开放申请。"])
    assert set(ids(tanlu, pair, "--terms", "own.csv")) == {"term"}


def test_a_long_list_is_cut_and_says_how_to_see_the_rest(tanlu, files):
    count = 45
    en = [f"In {1970 + n} the mine sold {n + 200} tonnes." for n in range(1, count + 1)]
    zh = [f"{1970 + n}年，该矿售出{n + 300}吨。" for n in range(1, count + 1)]
    pair = files(en=en, zh=zh)
    total = len(tanlu("parity", "check", *pair, "--format", "json").data["findings"])
    assert total > 40
    assert f"and {total - 40} more: --all" in tanlu("parity", "check", *pair).out
    assert f"另有 {total - 40} 处" in tanlu("parity", "check", *pair, lang="zh").out
    assert "more: --all" not in tanlu("parity", "check", *pair, "--all").out


def test_a_fresh_process_does_the_same(files, tmp_path):
    ran = run_fresh(
        "parity", "check", *files(), env={"TANLU_LANG": "en", "COLUMNS": "200"}, cwd=str(tmp_path)
    )
    assert ran.code == 1
    assert "2 errors, 0 to check" in ran.out
