"""A release of one's own of any size: invented numbers, said to be invented in every row."""

import subprocess
import sys
from pathlib import Path

CODES = ("US-WY", "US-WV", "US-PA", "US-KY", "US-IL", "US-IN", "US-MT", "US-ND", "US-TX")
SIZES = (10_000, 100_000, 1_000_000)
PANELS = (1_000_000, 10_000_000, 50_000_000)
YEARS = 36
WORDS_A_PAGE = 450
NAME = "synthetic"


def home(size: int, scratch: Path) -> Path:
    """Return a ``TANLU_HOME`` that holds a release of this many rows, written once a run."""
    folder = scratch / f"home-{size}"
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "benchmarks.synthetic", str(size), str(folder)], check=True)
    return folder


def facts(size: int, scratch: Path) -> Path:
    """Return the facts of that release."""
    return home(size, scratch) / "releases" / f"{NAME}-{size}" / "facts.parquet"


def write(size: int, folder: Path) -> None:
    """Write the release: every series of the register in every region and year, from as many sources as it takes."""
    import duckdb

    from tanlu.evidence.build import write_release
    from tanlu.registers.indicators import all_series
    from tanlu.registers.regions import regions

    release = folder / "releases" / f"{NAME}-{size}"
    note = "Synthetic, for measuring speed only"
    cells = len(all_series()) * len(regions()) * YEARS
    sources = [
        (f"{NAME}_{place}", note, "合成数据，仅用于测速", "Nobody", "无", "2026", "https://example.org", "2026-11-01",
         "CC0", "en", "", "", "")
        for place in range(size // cells + 1)
    ]  # fmt: skip
    write_release(release, {"facts": [], "sources": sources, "preferences": [], "policies": []},
                  published="2026-12-01", parser="benchmarks 1", raw=())  # fmt: skip
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE TABLE series (place BIGINT, id VARCHAR, unit VARCHAR)")
        connection.executemany(
            "INSERT INTO series VALUES (?, ?, ?)",
            [(place, each.id, each.unit) for place, each in enumerate(all_series().values())],
        )
        connection.execute("CREATE TABLE regions (place BIGINT, code VARCHAR)")
        connection.executemany("INSERT INTO regions VALUES (?, ?)", list(enumerate(regions())))
        connection.execute(
            f"""
            COPY (
                SELECT s.id AS series, '' AS dims, r.code AS region,
                       CAST(1990 + (i // {len(all_series()) * len(regions())}) % {YEARS} AS VARCHAR) AS period,
                       '{NAME}_' || CAST(i // {cells} AS VARCHAR) AS source,
                       CAST(1 + i % 997 AS DOUBLE) AS value, s.unit AS unit, 'estimated' AS status,
                       CAST(NULL AS DOUBLE) AS low, CAST(NULL AS DOUBLE) AS high, 'all_mines' AS scope,
                       'row ' || CAST(i AS VARCHAR) AS locator, '{note}' AS note_en,
                       '合成数据，仅用于测速' AS note_zh, '2026-11-01' AS published
                FROM range({size}) AS t(i)
                JOIN series s ON s.place = i % {len(all_series())}
                JOIN regions r ON r.place = (i // {len(all_series())}) % {len(regions())}
            ) TO '{release / "facts.parquet"}' (FORMAT parquet, COMPRESSION zstd)
            """
        )
    _seal(release, size)


def _seal(release: Path, size: int) -> None:
    """Put the new rows and their SHA-256 into the descriptor."""
    import json

    from tanlu.evidence.release import DESCRIPTOR, digest

    path = release / DESCRIPTOR
    descriptor = json.loads(path.read_text("utf-8"))
    facts_file = release / "facts.parquet"
    for each in descriptor["resources"]:
        if each["name"] == "facts":
            each |= {"rows": size, "bytes": facts_file.stat().st_size, "hash": f"sha256:{digest(facts_file)}"}
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), "utf-8")


def table(rows: int, scratch: Path) -> Path:
    """Write a synthetic table to import, every third value with thousands parted by commas."""
    path = scratch / f"panel-{rows}.csv"
    if path.exists():
        return path
    with path.open("w", encoding="utf-8") as file:
        file.write("series,region,year,value,unit,source,dims,note\n")
        for number in range(rows):
            mine, rest = divmod(number, 30 * len(CODES))
            year, code = 1990 + rest % 30, CODES[rest // 30]
            value = f'"{(number * 37) % 1000003:,}"' if number % 3 == 0 else number * 0.125
            file.write(f"coal_production,{code},{year},{value},kt,synthetic,mine=m{mine},synthetic\n")
    return path


def twins(pages: int, scratch: Path) -> tuple[Path, Path]:
    """Write an English text and its Chinese twin: the judging pair of the tests again and again, no paragraph twice.

    Every copy has a mark of its own in each of its paragraphs, so that nothing that was read once can be used again.
    """
    fixtures = Path(__file__).parents[1] / "tests" / "parity" / "fixtures"
    copies = -(-pages * WORDS_A_PAGE // len((fixtures / "clean_en.md").read_text("utf-8").split()))
    made = []
    for side in ("en", "zh"):
        text = (fixtures / f"clean_{side}.md").read_text("utf-8")
        path = scratch / f"twin-{pages}.{side}.md"
        path.write_text("\n\n".join(_marked(text, place, side) for place in range(copies)), "utf-8")
        made.append(path)
    return made[0], made[1]


def _marked(text: str, place: int, side: str) -> str:
    mark = "Q" + "".join(chr(ord("A") + place // 26**power % 26) for power in (2, 1, 0))
    said = {"en": f" ({mark})", "zh": f"（{mark}）"}[side]
    lines = []
    for line in text.splitlines():
        if line.startswith("|") and "---" not in line:
            lines.append(line.rstrip("| ") + f"{said} |")
        else:
            lines.append(line + said if line.strip() and not line.startswith("|") else line)
    return "\n".join(lines)


def panel(rows: int, scratch: Path) -> Path:
    """Write a synthetic panel: every region and year, units enough to fill it, one row in nine without a number."""
    path = scratch / f"panel-{rows}.parquet"
    if not path.exists():
        subprocess.run([sys.executable, "-m", "benchmarks.synthetic", str(rows), str(path)], check=True)
    return path


def write_panel(rows: int, path: Path) -> None:
    """Write the panel by DuckDB, in a process of its own so that its memory is not counted."""
    import duckdb

    from tanlu.registers.regions import regions

    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE TABLE regions (place BIGINT, code VARCHAR)")
        connection.executemany("INSERT INTO regions VALUES (?, ?)", list(enumerate(regions())))
        connection.execute(
            f"""
            COPY (
                SELECT 'coal_production' AS series, r.code AS region,
                       CAST(1990 + (i // {len(regions())}) % {YEARS} AS INTEGER) AS year,
                       'mine ' || CAST(i // {len(regions()) * YEARS} AS VARCHAR) AS mine,
                       CASE WHEN i % 17 = 0 OR i % 19 = 0 THEN NULL ELSE CAST(i % 997 AS DOUBLE) / 8 END AS value,
                       'kt' AS unit, '{NAME}' AS source,
                       CASE WHEN i % 17 = 0 THEN 'missing' WHEN i % 19 = 0 THEN 'suppressed' ELSE 'estimated' END AS status
                FROM range({rows}) AS t(i) JOIN regions r ON r.place = i % {len(regions())}
            ) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
            """
        )


def sectors(count: int, scratch: Path) -> Path:
    """Return an invented input-output table of this many sectors, written once a run."""
    import numpy as np

    path = scratch / f"sectors-{count}.npz"
    if not path.exists():
        draw = np.random.default_rng(1)
        inputs = draw.random((count, count))
        inputs *= draw.uniform(0.3, 0.7, count) / inputs.sum(axis=0)
        final = draw.uniform(1, 10, count)
        output = np.linalg.solve(np.eye(count) - inputs, final)
        np.savez(path, flows=inputs * output, output=output, households=final / 3)
    return path


def occupations(count: int, scratch: Path) -> Path:
    """Return invented ratings of this many occupations on 68 elements, written once a run."""
    import numpy as np

    path = scratch / f"occupations-{count}.npz"
    if not path.exists():
        draw = np.random.default_rng(1)
        np.savez(path, importance=draw.uniform(1, 5, (count, 68)), level=draw.uniform(0, 7, (count, 68)))
    return path


CONVERSATIONS = {225_000: (2_000, 900), 900_000: (12_000, 800), 2_000_000: (33_422, 783)}
"""People and statements by number of votes; the last is the largest conversation on record."""


def conversation(count: int, scratch: Path) -> Path:
    """Return invented votes of two camps as places of people and statements, written once a run."""
    import numpy as np

    path = scratch / f"votes-{count}.npz"
    if not path.exists():
        people, statements = CONVERSATIONS.get(count, (60, 100))
        draw = np.random.default_rng(1)
        # Nobody votes twice on a statement, and the first statements are met by more people than the last.
        weight = np.repeat(np.linspace(2, 1, statements)[None], people, axis=0).ravel()
        key = draw.random(people * statements) ** (1 / weight)
        cells = np.sort(np.argpartition(-key, count - 1)[:count]) if count < key.size else np.arange(key.size)
        at, on = cells // statements, cells % statements
        side, load = draw.choice([-1, 1], people), draw.normal(0, 1.2, statements)
        rate = 1 / (1 + np.exp(-(draw.normal(0, 1, statements)[on] + side[at] * load[on])))
        vote = np.where(draw.random(len(cells)) < rate, 1, -1)
        vote[draw.random(len(cells)) < 0.15] = 0
        np.savez(path, at=at, on=on, vote=vote)
    return path


if __name__ == "__main__":
    wanted = Path(sys.argv[2])
    (write_panel if wanted.suffix == ".parquet" else write)(int(sys.argv[1]), wanted)
