"""What changes about ballots on paper: each one function, in one transaction.

When a round opens, everyone who votes on paper gets a box like everyone else, under the number of a sheet and not under
their name; so there are never more votes than people, and nothing joins a sheet to a person.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from tanlu.errors import BadDialogue, BadTable
from tanlu.web.audit.operations import record
from tanlu.web.ballots.box import CHOICES, Choice, Content, handle_of, seal, unseal
from tanlu.web.ballots.keys import held_key
from tanlu.web.ballots.models import Round, SealedBallot
from tanlu.web.ballots.operations import key_name, sheet_name
from tanlu.web.paper.models import OnPaper
from tanlu.web.people.models import Person, Seat

_NUMBER: Final = re.compile("[0-9]{1,6}")
WRITTEN: Final[dict[str, Choice]] = {
    "agree": 1, "disagree": -1, "pass": 0, "": None, "同意": 1, "不同意": -1, "略过": 0, "1": 1, "-1": -1, "0": 0,
}  # fmt: skip
"""What may stand in a cell of an imported sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of an open round: its number, the group it counts for, and whether it was typed in."""

    number: int
    group: str
    typed: bool


def mark(seat: Seat, *, on_paper: bool, by: Person) -> None:
    """Let somebody vote on paper, or not, in rounds that open from now on."""
    with transaction.atomic():
        if on_paper:
            OnPaper.objects.get_or_create(seat=seat)
        else:
            OnPaper.objects.filter(seat=seat).delete()
        record(by, "paper.mark", seat.person.handle, on_paper=on_paper)


def sheets(asked: Round) -> list[Sheet]:
    """Return the sheets of an open round, by number."""
    key = held_key(key_name(asked))
    found: list[Sheet] = []
    while box := SealedBallot.objects.filter(
        pk=handle_of(key, sheet_name(len(found) + 1)), round=asked
    ).first():
        content = unseal(key, box.handle, bytes(box.box))
        typed = any(each is not None for each in content.choices)
        found.append(Sheet(len(found) + 1, content.group, typed))
    return found


def keep(asked: Round, sheet: int, choices: Sequence[Choice], *, by: Person) -> None:
    """Type a sheet in, or type it in again: what was typed before is replaced.

    Raises
    ------
    BadDialogue
        If the round is not open, there is no such sheet, or the answers are not those of the statements.
    """
    keep_all(asked, {sheet: tuple(choices)}, by=by)


def keep_all(asked: Round, typed: dict[int, tuple[Choice, ...]], *, by: Person) -> None:
    """Keep several sheets, all of them or none; raises as :func:`keep` does."""
    with transaction.atomic():
        now = Round.objects.select_for_update().get(pk=asked.pk)
        if now.state != "open":
            raise BadDialogue(
                ("Voting in this round is not open.", "本轮投票未开放。"),
                ("Nothing was changed.", "未作任何改动。"),
            )
        key = held_key(key_name(now))
        for number, choices in typed.items():
            box = SealedBallot.objects.filter(pk=handle_of(key, sheet_name(number)), round=now).first()
            if box is None:
                raise BadDialogue(
                    (f"There is no sheet {number} in this round.", f"本轮没有第{number}号纸质选票。"),
                    (
                        "There are as many as people were marked before it opened.",
                        "数量以开启前标记的人数为准。",
                    ),
                )
            content = unseal(key, box.handle, bytes(box.box))
            if len(choices) != len(content.choices) or any(each not in CHOICES for each in choices):
                raise BadDialogue(
                    (
                        f"Sheet {number} has not one answer for each statement.",
                        f"第{number}号选票的回答与陈述不对应。",
                    ),
                    ("Leave an answer open where none was given.", "未作答的请留空。"),
                )
            sealed = seal(key, box.handle, Content(content.group, content.receipt, choices))
            SealedBallot.objects.filter(pk=box.pk).update(box=sealed)
        record(by, "paper.keep", f"{now.dialogue.slug}/{now.number}", sheets=len(typed))


def read(data: bytes, statements: int) -> dict[int, tuple[Choice, ...]]:
    """Return the sheets of a CSV: a column ``sheet``, then one column a statement, headed by its number.

    Raises
    ------
    BadTable
        If it cannot be read, a column is missing, a sheet stands twice or a cell holds no answer.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadTable(
            ("The table is no CSV in UTF-8.", "该表格不是 UTF-8 编码的 CSV。"),
            ("Save it so, and send it again.", "请另存后重新上传。"),
        ) from error
    found: dict[int, tuple[Choice, ...]] = {}
    columns = [str(at) for at in range(1, statements + 1)]
    for line, row in enumerate(rows, 2):
        cells = [(row.get(name) or "").strip().lower() for name in columns if name in row]
        sheet = (row.get("sheet") or "").strip()
        if (
            not _NUMBER.fullmatch(sheet)
            or int(sheet) in found
            or len(cells) != statements
            or set(cells) - set(WRITTEN)
        ):
            raise BadTable(
                (f"Line {line} cannot be taken: a sheet stands once, with an answer or nothing for each statement.",
                 f"第{line}行无法读取：每张选票只列一行，每条陈述填一个答案或留空。"),
                (f"Its columns are sheet, {', '.join(columns)}; answers are agree, disagree, pass.",
                 f"列为 sheet、{'、'.join(columns)}；答案写同意、不同意或略过。"),
            )  # fmt: skip
        found[int(sheet)] = tuple(WRITTEN[each] for each in cells)
    if not found:
        raise BadTable(
            ("The table holds no sheet.", "表格中没有选票。"),
            (f"Its columns are sheet, {', '.join(columns)}.", f"列为 sheet、{'、'.join(columns)}。"),
        )
    return found
