"""Judge the guard on planted defects: what it says newly, where the clean pair had nothing."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tanlu.parity.check import Checked, check
from tanlu.parity.findings import Finding
from tanlu.parity.readers.files import read_pair
from tanlu.parity.readers.markdown import read_markdown
from tanlu.parity.record import Record
from tanlu.parity.segment import Reading

HERE = Path(__file__).parent
SAME: tuple[frozenset[str], ...] = (
    frozenset({"segment_missing", "segment_extra"}),  # which side is the original is not known
    frozenset({"number", "unit"}),  # 万 for 亿 is a wrong unit and a wrong number
)


@dataclass(frozen=True)
class Set:
    """A pair that is right, and edits that make it wrong."""

    folder: str

    @property
    def defects(self) -> list[dict[str, Any]]:
        return tomllib.loads((HERE / self.folder / "defects.toml").read_text("utf-8"))["defect"]

    def paths(self, name: str, suffix: str) -> list[Path]:
        return [HERE / self.folder / f"{name}_{side}.{suffix}" for side in ("en", "zh")]

    @cache  # noqa: B019 - four sets, as long as the tests run
    def clean(self, name: str = "clean", suffix: str = "md") -> Checked:
        return check(*read_pair(*self.paths(name, suffix)))

    def edited(self, defect: dict[str, Any]) -> Checked:
        """Check the pair with one defect planted."""
        sides = {each.stem[-2:]: each.read_text("utf-8") for each in self.paths("clean", "md")}
        sides[defect["side"]] = sides[defect["side"]].replace(defect["find"], defect["replace"])
        record = None
        if defect["class"] == "drift":
            record = Record()
            record.review(self.clean().comparison, "Reviewer", "2026-01-31")
        return check(
            Reading("en", "en.md", read_markdown(sides["en"])),
            Reading("zh", "zh.md", read_markdown(sides["zh"])),
            record=record,
        )

    def new(self, defect: dict[str, Any]) -> list[Finding]:
        """Return what is found on the edited pair and not on the clean one."""
        known = {each.id for each in self.clean().findings}
        return [each for each in self.edited(defect).findings if each.id not in known]

    def finds(self, defect: dict[str, Any]) -> bool:
        """Return whether a defect is found in its class or one of its ``also`` classes."""
        return bool(allowed(defect) & {each.kind for each in self.new(defect)})


def allowed(defect: dict[str, Any]) -> set[str]:
    """Return the classes that count for a defect."""
    named = {defect["class"], *defect.get("also", ())}
    return named.union(*(each for each in SAME if each & named))


FIRST, SECOND, THIRD, FOURTH = Set("fixtures"), Set("second"), Set("third"), Set("fourth")
