"""Write the digests of everything that the packaged release says into ``tests/golden/release.json``.

Run ``python tools/release_digests.py`` after the release was changed on purpose, and read the difference: it
names the series, sources and tables that changed. A digest is the SHA-256 of a text dump in a fixed order with
values by ``repr``, so it does not depend on how Parquet stores them.
"""

import json
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "src" / "tanlu" / "evidence" / "data" / "releases" / "2026-11"
GOLDEN = ROOT / "tests" / "golden" / "release.json"


def dump(folder: Path, table: str) -> list[str]:
    """Return every row of a table as one line of text, in order."""
    sql = f"SELECT * FROM '{str(folder / table).replace(chr(39), chr(39) * 2)}.parquet'"
    return sorted("\t".join(map(repr, row)) for row in duckdb.execute(sql).fetchall())


def digest(lines: list[str]) -> str:
    """Return the SHA-256 of lines."""
    return sha256("\n".join(lines).encode()).hexdigest()


def by_first(lines: list[str]) -> dict[str, str]:
    """Return one digest for all lines that share their first cell, such as a series or a source."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        groups[line.partition("\t")[0].strip("'")].append(line)
    return {name: f"{digest(group)} {len(group)}" for name, group in sorted(groups.items())}


def digests(folder: Path) -> dict[str, dict[str, str]]:
    """Return the digest of each table, each series of facts and each source."""
    tables = {table: dump(folder, table) for table in ("facts", "sources", "preferences", "policies")}
    return {
        "tables": {name: f"{digest(lines)} {len(lines)}" for name, lines in tables.items()},
        "series": by_first(tables["facts"]),
        "sources": by_first(tables["sources"]),
    }


def changed(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> list[str]:
    """Return the names whose digests differ, as ``series coal_production``."""
    return [
        f"{part} {name}"
        for part in old
        for name in sorted({*old[part], *new[part]})
        if old[part].get(name) != new[part].get(name)
    ]


def main() -> None:
    """Write the digests and print what changed."""
    new = digests(RELEASE)
    old = json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.is_file() else {part: {} for part in new}
    GOLDEN.write_text(json.dumps(new, indent=1) + "\n", "utf-8", newline="\n")
    print("\n".join(changed(old, new)) or "nothing changed")


if __name__ == "__main__":
    main()
