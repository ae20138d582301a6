"""What a brief rests on beside the evidence: registers, released votes, pipelines, read into its folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tanlu.brief.editions import Edition, Papers
from tanlu.errors import BadReference

Reader = Callable[[Path | None, str], Papers]


def _commitments(source: Path | None, day: str) -> Papers:
    from tanlu.actions.commitments import papers

    return papers(source, day)


def _finance(source: Path | None, day: str) -> Papers:
    from tanlu.actions.portfolio import papers

    return papers(source, day)


def _dialogue(source: Path | None, day: str) -> Papers:
    from tanlu.actions.votes import papers

    return papers(source, day)


def _progress(source: Path | None, day: str) -> Papers:
    from tanlu.actions.scorecard import papers

    return papers(source, day)


def _survey(source: Path | None, day: str) -> Papers:
    from tanlu.actions.survey_round import papers

    return papers(source, day)


_READERS: Final[dict[str, Reader]] = {
    "commitments": _commitments,
    "dialogue": _dialogue,
    "finance": _finance,
    "progress": _progress,
    "survey": _survey,
}


def papers_of(kind: Edition, source: Path | None, day: str) -> Papers:
    """Return the papers of a brief, by their place in its folder.

    Parameters
    ----------
    kind : Edition
        The kind of brief.
    source : Path or None
        The file or folder named by the person; an edition about papers ships an example or its own for None.
    day : str
        ISO date for which they are told; empty for today.

    Raises
    ------
    BadReference
        If the edition rests on figures alone and a source is named.
    """
    reader = _READERS.get(kind.id)
    if reader:
        return reader(source, day)
    if source is not None:
        raise BadReference(
            (
                f"The brief {kind.id!r} is made from the evidence, not from {source}.",
                f"简报 {kind.id!r} 依据数据生成，不使用 {source}。",
            ),
            ("Leave out --from, or name another brief.", "请去掉 --from，或改用其他简报。"),
        )
    return {}
