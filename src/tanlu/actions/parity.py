"""Check whether an English text and its Chinese twin say the same, and keep what people reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tanlu.errors import BadDocument, CannotWrite
from tanlu.parity.check import Checked, check
from tanlu.parity.readers.files import read_bilingual, read_pair
from tanlu.parity.record import Accepted, read_record, write_record
from tanlu.parity.segment import Reading, Segment
from tanlu.parity.view import side_by_side
from tanlu.registers.terms import Term, read_terms, terms
from tanlu.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Texts:
    """The files of a pair, and what goes with them.

    Parameters
    ----------
    first : Path
        The English file, or one file that holds both languages.
    second : Path or None
        The Chinese file.
    terms : Path or None
        A person's own terms.
    record : Path or None
        Where reviews are kept; without it, beside the first file.
    """

    first: Path
    second: Path | None = None
    terms: Path | None = None
    record: Path | None = None

    @property
    def kept(self) -> Path:
        """The file of the review record."""
        return self.record or self.first.with_name(f"{self.first.stem}.parity.json")


def check_texts(texts: Texts) -> Checked:
    """Return where two texts do not say the same.

    Raises
    ------
    BadDocument
        If a file cannot be read as one language or both, or the texts share almost nothing.
    BadTable
        If the file of terms cannot be read.
    """
    en, zh = read_pair(texts.first, texts.second) if texts.second else read_bilingual(texts.first)
    own = read_terms(texts.terms) if texts.terms else ()
    return check(en, zh, own, read_record(texts.kept))


def check_words(words: Text) -> Checked:
    """Return where the two halves of one short text do not say the same; nothing of it rests on a review.

    Examples
    --------
    >>> [each.kind for each in check_words(Text("Train 300 miners.", "培训矿工二百人。")).errors]
    ['number']
    """
    halves: dict[Lang, str] = {"en": words.en, "zh": words.zh}
    en, zh = (Reading(lang, lang, (Segment(half, 1, "paragraph"),)) for lang, half in halves.items())
    return check(en, zh, in_step=True)


def accept(texts: Texts, ids: Iterable[str], by: str, why: str, today: date | None = None) -> list[Accepted]:
    """Let findings rest, with who, when and why; they stay quiet until either side of the place changes.

    Raises
    ------
    BadDocument
        If an id is no finding of these texts, or nobody or no reason is named; nothing is kept then.
    CannotWrite
        If the record cannot be written.
    """
    if not by.strip() or not why.strip():
        raise BadDocument(
            ("An exception needs a person and a reason.", "保留例外须写明由谁决定、理由是什么。"),
            ("Give both: --by NAME --why REASON", "请同时给出：--by 姓名 --why 理由"),
        )
    found = check_texts(texts)
    known = {each.id: each for each in (*found.findings, *found.rested)}
    wanted = tuple(ids)
    for each in wanted:
        if each not in known:
            raise BadDocument(
                (f"These texts have no finding {each}.", f"这两份文本没有编号为 {each} 的问题。"),
                ("`tanlu parity check` lists the ids.", "运行 `tanlu parity check` 可查看编号。"),
            )
    record = read_record(texts.kept)
    when = (today or date.today()).isoformat()  # noqa: DTZ011 - the day where the person is
    fresh = [Accepted(each, by.strip(), when, why.strip(), known[each].why.en) for each in wanted]
    record.accepted.update({each.id: each for each in fresh})
    write_record(texts.kept, record)
    return fresh


def withdraw(texts: Texts, ids: Iterable[str]) -> list[Accepted]:
    """Take back exceptions, so that their findings speak again.

    Raises
    ------
    BadDocument
        If an id was never accepted; nothing is changed then.
    """
    record = read_record(texts.kept)
    wanted = tuple(ids)
    for each in wanted:
        if each not in record.accepted:
            raise BadDocument(
                (
                    f"{texts.kept.name} holds no exception {each}.",
                    f"{texts.kept.name} 中没有编号为 {each} 的例外。",
                ),
                (
                    "`tanlu parity check --all` lists what rests.",
                    "运行 `tanlu parity check --all` 可查看已保留的例外。",
                ),
            )
    gone = [record.accepted.pop(each) for each in wanted]
    write_record(texts.kept, record)
    return gone


def review(texts: Texts, by: str, today: date | None = None) -> int:
    """Record that a person found the whole translation right, so that a later change of the source is reported.

    Returns
    -------
    int
        How many pairs of segments were recorded.

    Raises
    ------
    BadDocument
        If nobody is named, or errors still stand.
    """
    if not by.strip():
        raise BadDocument(
            ("A review needs a person.", "审校须写明由谁完成。"), ("Give one: --by NAME", "请给出：--by 姓名")
        )
    found = check_texts(texts)
    standing = [each for each in found.errors if each.kind != "drift"]
    if standing:
        raise BadDocument(
            (f"{len(standing)} errors still stand; a review would cover them up.",
             f"仍有 {len(standing)} 处错误，此时登记审校会将其掩盖。"),
            ("Put them right or let them rest (`tanlu parity accept`), then record the review.",
             "请先改正，或用 `tanlu parity accept` 保留例外，再登记审校。"),
        )  # fmt: skip
    record = read_record(texts.kept)
    count = record.review(found.comparison, by.strip(), (today or date.today()).isoformat())  # noqa: DTZ011
    write_record(texts.kept, record)
    return count


def write_view(found: Checked, path: Path, lang: Lang) -> Path:
    """Write the two texts side by side as one HTML file.

    Raises
    ------
    CannotWrite
        If the file cannot be written.
    """
    part = path.with_suffix(path.suffix + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(side_by_side(found, lang), "utf-8")
        part.replace(path)
    except OSError as error:
        raise CannotWrite(
            (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
            ("Choose another file with --html.", "请用 --html 指定其他文件。"),
        ) from error
    return path


def find_terms(word: str, own: Path | None = None) -> tuple[Term, ...]:
    """Return the terms that hold a word in either language; all of them for an empty word."""
    wanted = word.strip().casefold()
    rows = (*(read_terms(own) if own else ()), *terms())
    return tuple(
        each for each in rows if any(wanted in said.casefold() for said in (*each.en, *each.zh, *each.avoid))
    )
