"""What cannot be compared is refused by a clear sentence in both languages, in bounded time, and nothing is written."""

import random
import resource
import time

import pytest

from tanlu.actions.parity import Texts, check_texts
from tanlu.errors import BadDocument, BadTable
from tanlu.parity.readers import files

EN = "The five regions met in Taiyuan in May 2025. They agreed on three points.\n"
ZH = "五个地区于2025年5月在太原会面，商定三点共识。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def texts(folder, en, zh, names=("en.md", "zh.md")):
    for name, held in zip(names, (en, zh), strict=True):
        if held is not None:
            (folder / name).write_bytes(held if isinstance(held, bytes) else held.encode())
    return Texts(folder / names[0], folder / names[1])


@pytest.mark.parametrize(
    ("en", "zh", "said_en", "said_zh"),
    [
        (ZH, EN, "The languages are swapped: en.md is Chinese", "两种语言放反了"),
        (EN, "", "zh.md holds no text", "zh.md 没有文字内容"),
        ("  \n\n", ZH, "en.md holds no text", "en.md 没有文字内容"),
        (EN, EN, "are the same file", "是同一个文件"),
        (EN, EN + "More.", "zh.md should be Chinese, and is not", "zh.md 应为中文"),
        (EN, "12 34 56", "zh.md should be Chinese", "zh.md 应为中文"),
        (EN, ZH.encode("gb18030"), "zh.md is not UTF-8: line 1", "不是UTF-8编码：第 1 行"),
        (EN, (ZH + "\n").encode() + ZH.encode("gb18030"), "zh.md is not UTF-8: line 3", "第 3 行"),
        (b"%PDF-1.7\n%\xe2\xe3", ZH, "en.md is a PDF", "en.md 是PDF"),
        (OLE, ZH, "locked by a password", "设有密码"),
        (None, ZH, "cannot be opened (No such file", "无法打开"),
        (EN, "煤" * (files.LONGEST + 1), "its line breaks are lost", "换行可能已经丢失"),
    ],
    ids=["swapped", "empty", "blank", "same bytes", "both English", "no words", "GB18030", "GB18030 below", "PDF",
         "password", "absent", "one endless line"],
)  # fmt: skip
def test_bad_input_is_refused_by_a_sentence(tmp_path, en, zh, said_en, said_zh):
    asked = texts(tmp_path, en, zh)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(BadDocument) as caught:
        check_texts(asked)
    assert said_en in caught.value.what[0]
    assert said_zh in caught.value.what[1]
    assert all(caught.value.do)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_same_file_twice_is_refused(tmp_path):
    path = texts(tmp_path, EN, None).first
    with pytest.raises(BadDocument, match="are the same file"):
        check_texts(Texts(path, path))


def test_a_file_of_one_language_given_alone_is_refused(tmp_path):
    path = texts(tmp_path, EN, None).first
    with pytest.raises(BadDocument, match=r"en\.md holds no Chinese") as caught:
        check_texts(Texts(path))
    assert "没有中文" in caught.value.what[1]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    asked = texts(tmp_path, EN, ZH)
    monkeypatch.setattr(files, "LARGEST", 10)
    monkeypatch.setattr(type(asked.first), "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(BadDocument, match="at most") as caught:
        check_texts(asked)
    assert "最多可读取" in caught.value.what[1]


def test_too_many_paragraphs_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST", 3)
    with pytest.raises(BadDocument, match="at most 3 are compared") as caught:
        check_texts(texts(tmp_path, (EN + "\n") * 4, ZH))
    assert "最多可核对 3 段" in caught.value.what[1]


def test_own_terms_that_cannot_be_read_are_refused(tmp_path):
    asked = texts(tmp_path, EN, ZH)
    with pytest.raises(BadTable):
        check_texts(Texts(asked.first, asked.second, terms=tmp_path / "absent.csv"))


def test_ten_thousand_paragraphs_with_nothing_in_common_are_refused_soon(tmp_path):
    chance = random.Random(7)
    words = (
        (
            "river",
            "music",
            "garden",
            "winter",
            "letter",
            "window",
            "painter",
            "silver",
            "morning",
            "kitchen",
            "island",
        ),
        (
            "文学",
            "哲学",
            "航海",
            "星空",
            "钢琴",
            "沙漠",
            "雕塑",
            "舞蹈",
            "诗歌",
            "绘画",
            "棋局",
            "园艺",
            "厨房",
            "骑士",
        ),
    )
    made = []
    for known, space in zip(words, (" ", ""), strict=True):
        paragraphs = (space.join(chance.choices(known, k=chance.randint(5, 40))) for _ in range(10_000))
        made.append("\n\n".join(f"{each}。" if not space else f"{each}." for each in paragraphs))
    asked = texts(tmp_path, *made)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadDocument, match="share almost nothing: 0 of 10000") as caught:
        check_texts(asked)
    assert "几乎没有共同内容" in caught.value.what[1]
    assert time.process_time() - began < 15  # about 4 on an idle machine
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300 * 1024  # kilobytes
    assert {path.name for path in tmp_path.iterdir()} == {"en.md", "zh.md"}


def test_a_long_paragraph_of_alike_sentences_is_no_stranger(tmp_path):
    asked = texts(
        tmp_path,
        "The Shanxi mine had 30 workers in 2020 and about 45% of the coal. " * 60,
        "2020年，山西的这座煤矿有30名工人，占煤炭的约45%。" * 60,
    )
    assert check_texts(asked).errors == ()
