"""``tanlu study interviews``, as a person runs it."""

import shlex
import tomllib

import pytest

from tanlu.study.interviews.refi.offsets import Reading
from tests.cli.running import run
from tests.contract import tree
from tests.study.interviews.making import TEXT, WORDS, foreign, guid


@pytest.fixture
def tanlu(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def ask(*args, lang="en"):
        return run(capsys, monkeypatch, "study", "interviews", *args, lang=lang)

    return ask


@pytest.fixture
def talks(tanlu):
    assert tanlu("new", "talks", "--example").code == 0
    return tanlu


ORDER = (
    "new",
    "add",
    "consent",
    "codebook",
    "export",
    "agree",
    "search",
    "quote",
    "import",
    "status",
    "withdraw",
)


def test_the_examples_of_the_reference_run_one_after_the_other(tanlu, tmp_path):
    told = tomllib.loads((tree.ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))["commands"]
    (tmp_path / "raw.txt").write_text("高永福说，工资拖了。", "utf-8")
    (tmp_path / "codes.csv").write_text("name,name_zh\nhealth,健康\n", "utf-8")
    (tmp_path / "coded.qdpx").write_bytes(foreign(TEXT, WORDS, Reading(wide=True, breaks=True)))
    for name in ORDER:
        for line in told[f"study interviews {name}"]["examples"]:
            words = shlex.split(line)[3:]
            if "--out" in words or words[-1] == "P05":
                words.append("--yes")
            if name == "withdraw" and "--format" in words:
                words[2] = "P04"
            ran = tanlu(*words)
            assert ran.code == 0, (line, ran.err)


def test_what_is_said_is_said_in_both_languages(talks):
    for lang, said in (("en", "These interviews are fictional."), ("zh", "以下访谈为虚构。")):
        assert said in talks("status", "talks", lang=lang).out
    assert "最常" not in talks("agree", "talks", "--draws", "0", lang="zh").out
    assert "使用不足10段：工资（英文）" in talks("agree", "talks", "--draws", "0", lang="zh").out
    assert "共6处，3人。" in talks("search", "talks", "工资", lang="zh").out
    assert "3份记录中均未" not in talks("search", "talks", "新疆", lang="zh").out
    assert "6份记录中均未出现 新疆。" in talks("search", "talks", "新疆", lang="zh").out


def test_agreement_names_no_coder(talks):
    for form in ("text", "json"):
        out = talks("agree", "talks", "--draws", "0", "--format", form).out
        assert "first" not in out
        assert "second" not in out


def test_empty_states_say_what_to_do(tanlu):
    tanlu("new", "t", "--title-en", "A", "--title-zh", "甲")
    assert "Add one: tanlu study interviews add" in tanlu("status", "t").out
    assert "导入" in tanlu("codebook", "t", lang="zh").out
    assert "No codings yet" in tanlu("agree", "t").out
    assert tanlu("status", "nowhere").lines == [
        "nowhere holds no interviews.",
        "Begin: tanlu study interviews new nowhere, with --example for fictional ones.",
    ]


def test_a_withdrawal_asks_once_and_names_what_goes(talks, monkeypatch):
    asked = []
    monkeypatch.setattr("click.confirm", lambda text, **more: asked.append(text) or True)
    out = talks("withdraw", "talks", "P05").out
    assert len(asked) == 1
    assert "P05 will be removed for good: transcripts 1 (481 characters), codings 20" in out
    assert talks("withdraw", "talks", "P05", "--yes").code == 2


def test_no_is_no(talks, monkeypatch):
    import click

    def no(*args, **more):
        raise click.Abort

    monkeypatch.setattr("click.confirm", no)
    assert talks("withdraw", "talks", "P05").code == 130
    assert "P05" in talks("status", "talks").out
    assert talks("quote", "talks", "P01", "--at", "11-30", "--out", "q.md").code == 130
    assert talks("status", "talks", "--format", "json").data["sent"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("quote", "talks"), "needs a pseudonym and a passage"),
        (("quote", "talks", "P01", "--at", "x"), "is no passage"),
        (("quote", "talks", "P01", "--at", "9-9999"), "does not lie"),
        (("quote", "talks", "P01", "--at", "0-10", "--describe", "region"), "share region"),
        (("quote", "talks", "P77", "--at", "0-10"), "No interview is kept"),
        (("quote", "talks", "--code", "heard"), "No code called"),
        (("search", "talks", "。"), "no word"),
        (("import", "talks", "none.qdpx"), "cannot be read"),
        (("import", "talks", "x.qdpx"), "not a ZIP"),
        (("import", "talks", "x.qdpx", "--offsets", "bytes"), "no way to count"),
        (("consent", "talks", "P01", "--given", "soon", "--form", "v", "--language", "zh"), "is no day"),
        (("add", "talks", "x.qdpx", "--describe", "country"), "is no NAME=VALUE"),
        (("new", "talks", "--example"), "holds interviews already"),
        (("new", "other"), "title in both languages"),
    ],
)
def test_mistakes_are_told_in_two_lines(talks, tmp_path, args, said):
    (tmp_path / "x.qdpx").write_text("no project", "utf-8")
    for lang in ("en", "zh"):
        ran = talks(*args, lang=lang)
        assert (ran.code, len(ran.lines)) == (2, 2), ran.err
    assert said in talks(*args).lines[0]


def test_json_for_programs(talks):
    status = talks("status", "talks", "--format", "json")
    assert [each["who"] for each in status.data["interviews"]] == ["P01", "P02", "P03", "P04", "P05", "P06"]
    assert "钱守田" not in status.out
    book = talks("codebook", "talks", "--format", "json").data["codes"]
    assert {each["name"]: each["uses"] for each in book}["income"] == 0
    gone = talks("export", "talks", "o.qdpx", "--publish", "--format", "json").data
    assert (gone["transcripts"], gone["held_back"]) == (2, 4)
    brought = talks("import", "talks", "o.qdpx", "--format", "json").data
    assert brought["offsets"]["basis"] in ("same", "quoted")
    assert not any(brought["new"].values())
    assert (
        talks("withdraw", "talks", "P01", "--yes", "--format", "json").data["recall"][0]["file"] == "o.qdpx"
    )
    assert guid(1) not in status.out
