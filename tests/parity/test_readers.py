"""What the guard reads from Markdown, plain text, HTML, Word and files that hold both languages."""

import io

import docx
import pytest

from tanlu.errors import BadDocument
from tanlu.parity.readers import word
from tanlu.parity.readers.files import read_bilingual, read_segments
from tanlu.parity.readers.markdown import read_markdown
from tanlu.parity.readers.page import read_page
from tanlu.parity.readers.plain import read_plain
from tanlu.parity.readers.word import read_word
from tests.parity import word_files


def told(segments):
    return [(each.kind, each.text) for each in segments]


def lines(segments):
    return [each.line for each in segments]


MARKDOWN = """---
title: Not said
---
# 1. Coal towns

A paragraph with a [link](https://example.org "title"), *stress* and `code`,
wrapped on two lines.

- first item
  - nested item
1. numbered item

| Year | Output |
|---|---|
| 2023 | 12<br>Mt |

```
print("not said")
```

<div>raw</div>

![A mine at dawn](mine.png)
"""


def test_markdown_keeps_what_is_said_and_drops_its_marks():
    assert told(read_markdown(MARKDOWN)) == [
        ("heading", "Coal towns"),
        ("paragraph", "A paragraph with a link, stress and code, wrapped on two lines."),
        ("item", "first item"),
        ("item", "nested item"),
        ("item", "numbered item"),
        ("row", "Year | Output"),
        ("row", "2023 | 12 Mt"),
        ("paragraph", "A mine at dawn"),
    ]


def test_markdown_knows_its_lines_with_front_matter():
    assert lines(read_markdown(MARKDOWN)) == [4, 6, 9, 10, 11, 13, 15, 23]


def test_a_line_that_opens_with_dashes_is_no_front_matter_without_an_end():
    assert told(read_markdown("---\n\nWords.\n")) == [("paragraph", "Words.")]


def test_chinese_lines_are_joined_without_a_space():
    assert told(read_markdown("煤炭地区\n正在转型。\n")) == [("paragraph", "煤炭地区正在转型。")]


def test_plain_text_knows_titles_items_and_marks_on_their_own_line():
    text = "Goals\n01\nTo meet every year.\n•\n2) To write down what was said.\n\nA line that ends.\n"
    assert told(read_plain(text)) == [
        ("heading", "Goals"),
        ("item", "To meet every year."),
        ("item", "To write down what was said."),
        ("paragraph", "A line that ends."),
    ]
    assert lines(read_plain(text)) == [1, 3, 5, 7]


def test_wrapped_plain_text_is_joined_by_block():
    words = "The county spends what it saves on the school and on the road to the mine. " * 6
    cut, line = [], ""
    for each in words.split():
        if len(line) + len(each) > 60:
            cut.append(line)
            line = ""
        line = f"{line} {each}".strip()
    text = "\n".join([*cut, line]) + "\n\n- An item by itself.\n"
    assert told(read_plain(text)) == [("paragraph", words.strip()), ("item", "An item by itself.")]


def test_wrapped_chinese_is_joined_without_a_space():
    block = "煤炭地区正在转型当地居民关心就业和收入\n" * 7
    assert told(read_plain(block))[0] == ("paragraph", block.replace("\n", ""))


PAGE = """<!doctype html>
<html><head><title>Not said</title><style>p { color: red }</style><body>
<script>var said = "no";</script><template><p>no</p></template><noscript>no</noscript><p hidden>no</p>
<h2>2. Work &amp; pay</h2>
<p>Before<br>after the break
<ul><li>outer<ul><li>inner</ul></ul>
<table><tr><th>Year</th><th>Jobs</th></tr>
<tr><td>2023</td><td><p>4,722</p></td></tr></table>
<p>Last <b>words</b>.</p>
</body></html>
"""


def test_html_keeps_what_is_shown():
    assert told(read_page(PAGE)) == [
        ("heading", "Work & pay"),
        ("paragraph", "Before"),
        ("paragraph", "after the break"),
        ("item", "outer"),
        ("item", "inner"),
        ("row", "Year | Jobs"),
        ("row", "2023 | 4,722"),
        ("paragraph", "Last words."),
    ]


def test_html_knows_its_lines():
    assert lines(read_page(PAGE)) == [4, 5, 5, 6, 6, 7, 8, 9]


@pytest.mark.parametrize("after", ["<body><p>Said", "<p>Said", "</head><p>Said", "<form><p>Said"])
def test_a_head_that_is_never_closed_hides_nothing(after):
    assert told(read_page(f"<html><head><title>Not said</title>{after}")) == [("paragraph", "Said")]


def test_a_page_of_unclosed_elements_takes_no_longer_than_its_length():
    text = "<p><b>word" * 60_000
    assert len(read_page(text)) == 60_000


def test_word_reads_headings_items_and_tables():
    made = docx.Document()
    made.add_heading("3. What was agreed", level=1)
    made.add_paragraph("Both sides meet again.")
    made.add_paragraph("data on methane", style="List Bullet")
    table = made.add_table(rows=2, cols=2)
    for at, cell in enumerate(("Year", "Jobs", "2023", "4,722")):
        table.cell(at // 2, at % 2).text = cell
    made.add_paragraph("After the table.")
    held = io.BytesIO()
    made.save(held)
    found = read_word(held.getvalue(), "made.docx")
    assert [each.text for each in found] == [
        "What was agreed",
        "Both sides meet again.",
        "data on methane",
        "Year | Jobs",
        "2023 | 4,722",
        "After the table.",
    ]
    assert next(each.kind for each in found) == "heading"
    assert [each.kind for each in found][3:] == ["row", "row", "paragraph"]
    assert lines(found) == sorted(lines(found))


def test_word_reads_a_text_box_once_and_footnotes_last():
    inner = word_files.paragraph(word_files.run("In the box."))
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    twice = (
        "<w:r><mc:AlternateContent><mc:Choice><wps:txbx>" + box + "</wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = word_files.document(
        word_files.paragraph(word_files.run("Beside the box."), twice),
        word_files.paragraph(word_files.run("After.")),
    )
    notes = word_files.footnotes(word_files.paragraph(word_files.run("Who counted.")))
    assert told(read_word(word_files.packed(body, footnotes=notes), "w.docx")) == [
        ("paragraph", "Beside the box."),
        ("paragraph", "In the box."),
        ("paragraph", "After."),
        ("note", "Who counted."),
    ]


def test_word_leaves_out_what_was_deleted_and_keeps_what_was_inserted():
    deleted = '<w:del w:id="1"><w:r><w:delText>nearly </w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2">' + word_files.run("about ") + "</w:ins>"
    body = word_files.document(
        word_files.paragraph(word_files.run("It is "), deleted, inserted, word_files.run("40%."))
    )
    assert told(read_word(word_files.packed(body), "w.docx")) == [("paragraph", "It is about 40%.")]


def test_word_leaves_out_the_code_of_a_field():
    field = "<w:r><w:instrText>PAGEREF _Toc</w:instrText></w:r>"
    body = word_files.document(word_files.paragraph(word_files.run("Page "), field, word_files.run("7")))
    assert told(read_word(word_files.packed(body), "w.docx")) == [("paragraph", "Page 7")]


ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><d>&a;</d>'
DEEP = word_files.document("<w:sdt>" * 4000 + word_files.paragraph(word_files.run("x")) + "</w:sdt>" * 4000)


@pytest.mark.parametrize(
    ("raw", "en", "zh"),
    [
        (b"PK\x03\x04 and nothing more", "no Word file that can be read", "不是可读取的Word文件"),
        (word_files.packed(ENTITY), "defines XML entities", "自定义XML实体"),
        (word_files.packed(ENTITY.encode("utf-16")), "defines XML entities or is not UTF-8", "不是UTF-8"),
        (word_files.packed("<w:document"), "is damaged: word/document.xml", "已损坏"),
        (word_files.packed(DEEP), "no Word file that can be read", "不是可读取的Word文件"),
    ],
    ids=["torn", "entities", "entities in UTF-16", "malformed", "too deep"],
)
def test_word_refuses_what_is_no_document(raw, en, zh):
    with pytest.raises(BadDocument) as caught:
        read_word(raw, "w.docx")
    assert en in caught.value.what[0]
    assert zh in caught.value.what[1]


def test_word_refuses_broken_compression():
    raw = bytearray(
        word_files.packed(word_files.document(word_files.paragraph(word_files.run("x y z " * 900))))
    )
    raw[60:80] = b"\xff" * 20
    with pytest.raises(BadDocument, match="no Word file"):
        read_word(bytes(raw), "w.docx")


def test_word_refuses_what_unpacks_to_far_more_than_a_book():
    raw = word_files.packed(word_files.document(" " * (word._LARGEST + 1)))
    assert len(raw) < 100_000
    with pytest.raises(BadDocument, match="unpacks to more than") as caught:
        read_word(raw, "w.docx")
    assert "解压后超过" in caught.value.what[1]


def test_word_is_known_by_its_first_bytes(tmp_path):
    path = tmp_path / "misnamed.txt"
    path.write_bytes(word_files.packed(word_files.document(word_files.paragraph(word_files.run("Said.")))))
    assert told(read_segments(path)) == [("paragraph", "Said.")]


def test_one_file_may_hold_both_languages_by_block_and_by_line(tmp_path):
    path = tmp_path / "both.txt"
    path.write_text(
        "Coal towns/煤炭城镇\nThe county/town spends 40%.\n该县支出40%。\nRead and/or write.\n01\n",
        encoding="utf-8",
    )
    en, zh = read_bilingual(path)
    assert [(each.text, each.line) for each in en.segments] == [
        ("Coal towns", 1),
        ("The county/town spends 40%.", 2),
        ("Read and/or write.", 4),
    ]
    assert [(each.text, each.line) for each in zh.segments] == [("煤炭城镇", 1), ("该县支出40%。", 3)]
