"""Open the files a person gives: which kind they are, which language they are in, both in one."""

import re
from pathlib import Path
from typing import Final

from tanlu.errors import BadDocument
from tanlu.parity.readers.markdown import read_markdown
from tanlu.parity.readers.page import read_page
from tanlu.parity.readers.plain import read_plain
from tanlu.parity.readers.word import read_word
from tanlu.parity.segment import HAN, LATIN, Reading, Segment, language_of, script_of
from tanlu.text import Lang

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that is taken in; 100 pages of text are about 0.5 MB."""
MOST: Final = 50_000
"""Segments of a text that is compared: a book of 5,000 pages."""
LONGEST: Final = 30_000
"""Characters of a segment: ten printed pages without a break; the checks within a paragraph grow with its square."""

_WORD, _PAGE, _MARKDOWN = {".docx"}, {".html", ".htm", ".xhtml"}, {".md", ".markdown"}
_NAMES: Final = {"en": ("English", "英文"), "zh": ("Chinese", "中文")}
_JOIN: Final = re.compile(r"\s*[/／|｜]\s*")


def read_pair(en: Path, zh: Path) -> tuple[Reading, Reading]:
    """Read an English file and its Chinese twin.

    Raises
    ------
    BadDocument
        If a file cannot be read, is empty, holds the other language, or both are one file.
    """
    if en.resolve() == zh.resolve() or _bytes(en) == _bytes(zh):
        raise BadDocument(
            (f"{en.name} and {zh.name} are the same file.", f"{en.name} 与 {zh.name} 是同一个文件。"),
            (
                "Give the English file and the Chinese file; for one file that holds both, give it once.",
                "请分别给出英文文件和中文文件；若一个文件含两种语言，只需给出一次。",
            ),
        )
    readings = (Reading("en", en.name, read_segments(en)), Reading("zh", zh.name, read_segments(zh)))
    found = [language_of(each.segments) for each in readings]
    if found == ["zh", "en"]:
        raise BadDocument(
            (f"The languages are swapped: {en.name} is Chinese and {zh.name} is English.",
             f"两种语言放反了：{en.name} 是中文，{zh.name} 是英文。"),
            (f"Give English first: tanlu parity check {zh.name} {en.name}",
             f"请先给英文：tanlu parity check {zh.name} {en.name}"),
        )  # fmt: skip
    for each, lang in zip(readings, found, strict=True):
        _demand_language(each, lang)
    return readings[0], readings[1]


def read_bilingual(path: Path) -> tuple[Reading, Reading]:
    """Read one file that holds both languages, block by block or on one line with a stroke between.

    Raises
    ------
    BadDocument
        If the file cannot be read, or holds one language only.
    """
    sides: dict[Lang, list[Segment]] = {"en": [], "zh": []}
    for segment in read_segments(path):
        for part in _halves(segment):
            script = script_of(part.text)
            if script:
                sides[script].append(part)
    for lang, segments in sides.items():
        if not segments:
            _refuse_one_language(path, lang)
    return Reading("en", path.name, tuple(sides["en"])), Reading("zh", path.name, tuple(sides["zh"]))


def read_segments(path: Path) -> tuple[Segment, ...]:
    """Return the segments of a file by its kind: Word, HTML, Markdown, else plain text.

    Raises
    ------
    BadDocument
        If it cannot be opened, is too large or long, is locked by a password, is not UTF-8 text, or is empty.
    """
    raw = _bytes(path)
    _refuse_other_kinds(path, raw)
    suffix = path.suffix.lower()
    if suffix in _WORD or raw.startswith(b"PK\x03\x04"):
        segments = read_word(raw, path.name)
    else:
        text = _decoded(path, raw)
        read = read_page if suffix in _PAGE else read_markdown if suffix in _MARKDOWN else read_plain
        segments = read(text)
    if not segments:
        raise BadDocument(
            (f"{path.name} holds no text.", f"{path.name} 没有文字内容。"),
            ("Check that it is the right file, and that it was saved.", "请确认文件无误，并且已经保存。"),
        )
    _refuse_too_long(path, segments)
    return segments


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadDocument(
                (f"{path.name} has {size / 1e6:.0f} MB; at most {LARGEST / 1e6:.0f} MB are taken in.",
                 f"{path.name} 为 {size / 1e6:.0f} MB，最多可读取 {LARGEST / 1e6:.0f} MB。"),
                ("Split it by chapters.", "请按章节拆分。"),
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        raise BadDocument(
            (f"{path} cannot be opened ({error.strerror}).", f"无法打开 {path}（{error.strerror}）。"),
            ("Check the path and the rights to read it.", "请检查路径和读取权限。"),
        ) from error


def _refuse_other_kinds(path: Path, raw: bytes) -> None:
    if raw.startswith(b"%PDF"):
        raise BadDocument(
            (f"{path.name} is a PDF, which holds places on paper rather than paragraphs.",
             f"{path.name} 是PDF，只记录版面位置，不保留段落。"),
            ("Give the text it was made from: Word, Markdown, HTML or plain text.",
             "请提供制作它的原文件：Word、Markdown、HTML或纯文本。"),
        )  # fmt: skip
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadDocument(
            (f"{path.name} is locked by a password, or is a Word file of before 2007.",
             f"{path.name} 设有密码，或是2007年以前的Word格式。"),
            ("Open it in Word, remove the password, and save it as .docx.", "请用Word打开，取消密码，另存为 .docx。"),
        )  # fmt: skip


def _refuse_too_long(path: Path, segments: tuple[Segment, ...]) -> None:
    if len(segments) > MOST:
        raise BadDocument(
            (f"{path.name} has {len(segments):,} paragraphs; at most {MOST:,} are compared.",
             f"{path.name} 有 {len(segments):,} 段，最多可核对 {MOST:,} 段。"),
            ("Split it by chapters.", "请按章节拆分。"),
        )  # fmt: skip
    for each in segments:
        if len(each.text) > LONGEST:
            raise BadDocument(
                ((f"{path.name} has a paragraph of {len(each.text):,} characters at line {each.line}: its line breaks "
                 "are lost."),
                 f"{path.name} 第 {each.line} 行起的一段有 {len(each.text):,} 个字符，换行可能已经丢失。"),
                (f"Break it into paragraphs of at most {LONGEST:,} characters.",
                 f"请重新分段，每段不超过 {LONGEST:,} 个字符。"),
            )  # fmt: skip


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadDocument(
            (f"{path.name} is not UTF-8: line {line} holds a byte that UTF-8 does not have.",
             f"{path.name} 不是UTF-8编码：第 {line} 行含有UTF-8没有的字节。"),
            (f"Save it as UTF-8, or convert it: iconv -f GB18030 -t UTF-8 {path.name}",
             f"请另存为UTF-8，或转换编码：iconv -f GB18030 -t UTF-8 {path.name}"),
        ) from error  # fmt: skip


def _halves(segment: Segment) -> list[Segment]:
    """Return the two halves of a line such as ``Just Transition Study/公正转型研究``, else the segment."""
    text = segment.text
    if not (HAN.search(text) and LATIN.search(text)):
        return [segment]
    parts = _JOIN.split(text)
    scripts = [_pure(part) for part in parts]
    if len(parts) == 2 and set(scripts) == {"en", "zh"}:
        return [Segment(part, segment.line, segment.kind) for part in parts]
    return [segment]


def _pure(part: str) -> Lang | None:
    if not HAN.search(part) and len(LATIN.findall(part)) > 3:
        return "en"
    return "zh" if len(HAN.findall(part)) > 1 and script_of(part) == "zh" else None


def _demand_language(reading: Reading, found: Lang | None) -> None:
    if found == reading.lang:
        return
    want_en, want_zh = _NAMES[reading.lang]
    raise BadDocument(
        (f"{reading.name} should be {want_en}, and is not.", f"{reading.name} 应为{want_zh}，但内容不是{want_zh}。"),
        ("Give English first, then Chinese; for one file that holds both, give it once.",
         "请先给英文，再给中文；若一个文件含两种语言，只需给出一次。"),
    )  # fmt: skip


def _refuse_one_language(path: Path, lacking: Lang) -> None:
    en, zh = _NAMES[lacking]
    raise BadDocument(
        (f"{path.name} holds no {en}.", f"{path.name} 中没有{zh}。"),
        (
            "Give its twin as a second file: tanlu parity check EN ZH",
            "请另给对应译文：tanlu parity check 英文 中文",
        ),
    )
