"""Let coded interviews out, as far as their owners agreed; the ledger knows what left."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tanlu import __version__
from tanlu.actions.dialogue import today
from tanlu.actions.interviews import Held, found_in, held, keep
from tanlu.errors import CannotWrite, HeldBack
from tanlu.study.interviews.consent import USES, Use
from tanlu.study.interviews.identify import CALLED, traces
from tanlu.study.interviews.model import Project, Sent, Transcript
from tanlu.study.interviews.refi.write import write_qdpx
from tanlu.study.interviews.withdrawal import grams, repeats, unquoted, whole
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Gone:
    """What left with an export, what stayed, and what in it may still tell who speaks (``seen``)."""

    sent: Sent
    transcripts: int
    held_back: int
    codings: int
    stays: tuple[Text, ...]
    seen: tuple[tuple[Text, int], ...]


def send(
    folder: Path, out: Path, *, publish: bool = False, abroad: bool = False, permission: str = ""
) -> Gone:
    """Write the coded interviews as a REFI-QDA project, as far as their owners agreed, and enter it in the ledger.

    Raises
    ------
    HeldBack
        If nobody agreed, or interviews of China would go abroad without a permission on record.
    CannotWrite
        If the file is there already or cannot be written.
    """
    at = held(folder)
    uses = [use for use, asked in ((Use.PUBLISH, publish), (Use.ABROAD, abroad)) if asked]
    allowed = at.project.allowed(today(), *uses)
    if not allowed:
        raise HeldBack(_nobody(uses), (
            "Record consents with `consent`, or ask for less.", "请用 consent 记录知情同意，或缩小用途。"
        ))  # fmt: skip
    demand_permission(allowed, permission, abroad=abroad)
    project = _what_may_go(at, allowed, publish=publish)
    data = write_qdpx(project, f"Tanlu {__version__}")
    sent = put_out(at, out, data, allowed, what="qdpx", permission=permission)
    stays = [
        Text("consents and translations", "知情同意和译文"),
        Text("names of coders: they are numbered", "编码者姓名（改为编号）"),
    ]
    if publish:
        stays.append(Text("notes", "备注"))
    return Gone(
        sent, len(allowed), len(at.project.transcripts) - len(allowed), len(project.codings), tuple(stays),
        _seen(allowed),
    )  # fmt: skip


def _seen(transcripts: Iterable[Transcript]) -> tuple[tuple[Text, int], ...]:
    """Count what may still tell who speaks: rules cannot decide it, so it stays in, and somebody has to look."""
    found = Counter(
        trace.kind.title for each in transcripts for trace in traces(each.text) if trace.kind is not CALLED
    )
    return tuple(found.items())


def _nobody(uses: Sequence[Use]) -> tuple[str, str]:
    asked = [USES[Use.ANALYSIS], *(USES[each] for each in uses)]
    return (f"Nobody agreed to this: {', '.join(each.en for each in asked)}.",
            f"没有受访者同意：{'、'.join(each.zh for each in asked)}。")  # fmt: skip


def demand_permission(transcripts: Iterable[Transcript], permission: str, *, abroad: bool) -> None:
    """Refuse to send interviews of China abroad without the permission that foreign-related surveys need there.

    Raises
    ------
    HeldBack
        With what to look for; it is no legal advice.
    """
    chinese = any(
        each.descriptors.get("country", "").upper().partition("-")[0] == "CN" for each in transcripts
    )
    if abroad and chinese and not permission.strip():
        raise HeldBack(
            ("Interviews made in China would go abroad without a permission on record.",
             "在中国境内所做的访谈将提供给境外，但没有批准记录。"),
            ("Foreign-related surveys there, and handing on their results, need an approval: --permission NUMBER",
             "涉外社会调查及向境外提供其结果，须经统计机构批准。请向中方合作单位核实，并以 --permission 填写批准文号。"),
        )  # fmt: skip


def _what_may_go(at: Held, allowed: tuple[Transcript, ...], *, publish: bool) -> Project:
    project, guids = at.project, {each.guid for each in allowed}
    codings = tuple(each for each in project.codings if each.transcript in guids)
    stays = [each for each in project.transcripts if each.guid not in guids]
    said = {gram for each in stays for gram in grams(each.text)}
    sought = [whole(each.who) for each in stays]

    def named(text: str) -> bool:
        return any(each.search(text) for each in sought)

    left = {
        guid
        for each in project.codings
        if each.transcript not in guids
        for guid in (each.guid, each.selection)
    }
    left |= {each.guid for each in stays}
    notes = tuple(
        each for each in project.notes
        if not publish and not left & set(each.about) and not repeats(f"{each.name}\n{each.text}", said, named)
    )  # fmt: skip
    coders = {each.coder for each in codings} | {each.coder for each in notes}
    return replace(
        project,
        transcripts=allowed,
        codes=tuple(unquoted(each, said, named) for each in project.codes),
        codings=codings,
        notes=notes,
        coders=tuple(each for each in project.coders if each.guid in coders),
    )


def put_out(
    at: Held, out: Path, data: bytes, transcripts: Iterable[Transcript], *, what: str, permission: str = ""
) -> Sent:
    """Write something that leaves, entered in the ledger first, so that a withdrawal can name it.

    Raises
    ------
    CannotWrite
        If the file is there already, cannot be written, or its name tells who is in it.
    """
    taken = [
        each
        for each in (*(one.who for one in at.project.transcripts), *(row["pseudonym"] for row in at.keys))
        if each
    ]
    if any(whole(each).search(out.name) for each in taken) or found_in(out.name, at.people(), certain=True):
        raise CannotWrite(
            ("The name of the file tells who is in it.", "文件名透露了其中的人。"),
            ("Name it after its purpose; the ledger keeps the name.", "请按用途命名；发布记录会保留文件名。"),
        )
    if out.exists():
        raise CannotWrite(
            (f"{out} is there already.", f"{out} 已存在。"),
            (
                "Choose another name: what was sent is on record by its bytes.",
                "请另取文件名：已发出的文件按内容登记在册。",
            ),
        )
    seal = at.seal()
    sent = Sent(
        out.name, today(), what, hashlib.sha256(data).hexdigest(), tuple(seal(each.guid) for each in transcripts),
        permission=permission,
    )  # fmt: skip
    keep(at.store, replace(at.project, sent=(*at.project.sent, sent)))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        keep(at.store, at.project)
        raise CannotWrite(
            (f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}（{error.strerror}）。"),
            ("Choose a folder that may be written to.", "请选择可写的文件夹。"),
        ) from error
    return sent
