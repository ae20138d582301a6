"""What people have reviewed: findings that may stand, and translations that were right for a source."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tanlu.errors import BadDocument, CannotWrite
from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding, joined
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a person lets stand: who, when (ISO date), why, and what it said."""

    id: str
    by: str
    when: str
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A translation that a person found right: hashes of both sides, who and when, and the source's words then."""

    source: str
    target: str
    by: str
    when: str
    words: str


@dataclass(slots=True)
class Record:
    """The review record of a pair of texts, kept beside them as JSON.

    Parameters
    ----------
    accepted : dict of str to Accepted
        By id of the finding; an id changes as soon as either side of the place does.
    reviewed : dict of str to list of Reviewed
        By hash of the Chinese segment; one rendering may be right for several sources (背景 for Background, Context).
    """

    accepted: dict[str, Accepted] = field(default_factory=dict)
    reviewed: dict[str, list[Reviewed]] = field(default_factory=dict)

    def review(self, seen: Comparison, by: str, when: str) -> int:
        """Keep the hash of the source of every pair; return how many."""
        whole = [each for each in seen.pairs if each.whole]
        fresh: dict[str, dict[str, Reviewed]] = defaultdict(dict)
        for pair in whole:
            words, target = joined(pair.en), fingerprint(joined(pair.zh))
            fresh[target][words] = Reviewed(fingerprint(words), target, by, when, words)
        self.reviewed.update({target: list(found.values()) for target, found in fresh.items()})
        return len(whole)

    def drifted(self, seen: Comparison) -> Iterator[Finding]:
        """Yield the pairs of which one side changed after a person had reviewed them, and the other did not."""
        sources = {each.source: each for found in self.reviewed.values() for each in found}
        for pair in seen.pairs:
            if not pair.whole:
                continue
            known = self.reviewed.get(fingerprint(joined(pair.zh)), [])
            now = fingerprint(joined(pair.en))
            if not known and now in sources:
                before = sources[now]
                why = Text(
                    f"The Chinese changed after {before.by} reviewed it on {before.when}.",
                    f"{before.by} 于 {before.when} 审校后，中文又有改动。",
                )
                yield finding("drift", "warning", pair, why)
            if known and all(each.source != now for each in known):
                before = known[-1]
                why = Text(
                    f"The English changed after {before.by} reviewed this translation on {before.when}. "
                    f"It read: {before.words[:80]}",
                    f"{before.by} 于 {before.when} 审校后，英文有改动，译文未随之修改。原为：{before.words[:80]}",
                )
                yield finding("drift", "error", pair, why)


def fingerprint(text: str) -> str:
    """Return the hash of a segment, white space aside."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def read_record(path: Path) -> Record:
    """Return the record of a file; an absent file is an empty record.

    Raises
    ------
    BadDocument
        If the file is no record.
    """
    if not path.exists():
        return Record()
    try:
        held: dict[str, Any] = json.loads(path.read_text("utf-8"))
        record = Record({each["id"]: Accepted(**each) for each in held["accepted"]})
        for each in held["reviewed"]:
            record.reviewed.setdefault(each["target"], []).append(Reviewed(**each))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadDocument(
            (f"{path} is no review record that can be read.", f"{path} 不是可读取的审校记录。"),
            (
                "Restore it from a copy, or move it away and review again.",
                "请从备份恢复；或将其移走后重新审校。",
            ),
        ) from error
    return record


def write_record(path: Path, record: Record) -> None:
    """Write the record whole, so that a half-written one is never seen.

    Raises
    ------
    CannotWrite
        If the folder refuses it.
    """
    held = {
        "accepted": [vars_of(each) for _, each in sorted(record.accepted.items())],
        "reviewed": [vars_of(each) for _, found in sorted(record.reviewed.items()) for each in found],
    }
    part = path.with_suffix(".part")
    try:
        part.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise CannotWrite(
            (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
            (
                "Check the rights of the folder, or name another file with --record.",
                "请检查目录权限，或用 --record 指定其他文件。",
            ),
        ) from error


def vars_of(each: Accepted | Reviewed) -> dict[str, str]:
    """Return a record line as plain data."""
    return {name: getattr(each, name) for name in each.__slots__}
