"""The fictional interviews, to start from."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final
from uuid import UUID, uuid5

from tanlu.study.interviews.agree import segments
from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.consent import Consent, read_uses
from tanlu.study.interviews.model import Coder, Coding, Project, Transcript
from tanlu.text import Text

_SPACE: Final = UUID("0d5f7c1e-7a0e-4f6c-8c39-3f5d4b1c2a10")


def example() -> tuple[Project, tuple[Mapping[str, str], ...]]:
    """Return the fictional interviews: six people, two languages, two coders."""
    data = tomllib.loads((files("tanlu.study") / "data" / "interviews.toml").read_text("utf-8"))
    made = {each["id"]: str(uuid5(_SPACE, "code:" + each["id"])) for each in data["codes"]}
    codes = tuple(
        Code(**{**{k: v for k, v in each.items() if k != "id"}, "guid": made[each["id"]],
                "parent": made.get(each.get("parent", ""), "")})
        for each in data["codes"]
    )  # fmt: skip
    coders = tuple(Coder(str(uuid5(_SPACE, "coder:" + name)), name) for name in data["coders"])
    transcripts, codings, consents, keys = [], [], {}, []
    for each in data["interviews"]:
        guid = str(uuid5(_SPACE, "transcript:" + each["who"]))
        text = "\n".join(each["text"].split("\n")).strip() + "\n"
        transcripts.append(Transcript(guid, each["who"], each["language"], text, each["descriptors"]))
        consents[each["who"]] = Consent(**{**each["consent"], "uses": read_uses(each["consent"]["uses"])})
        keys.append({"pseudonym": each["who"], **each["key"]})
        codings += _codings(each, guid, text, made, coders)
    project = Project(
        Text(data["title"]["en"], data["title"]["zh"]), fictional=True, transcripts=tuple(transcripts),
        consents=consents, codes=codes, coders=coders, codings=tuple(codings),
    )  # fmt: skip
    return project, tuple(keys)


def _codings(
    row: Mapping[str, Any], guid: str, text: str, made: Mapping[str, str], coders: Sequence[Coder]
) -> list[Coding]:
    parts, found = segments(text), []
    for coder, marks in zip(coders, row["codings"], strict=True):
        for code, numbers in marks.items():
            for at in numbers:
                start, end = parts[at - 1]
                name = f"{row['who']}:{coder.name}:{code}:{at}"
                ids = [str(uuid5(_SPACE, kind + name)) for kind in ("coding:", "selection:")]
                found.append(Coding(ids[0], ids[1], guid, start, end, made[code], coder.guid))
    return found
