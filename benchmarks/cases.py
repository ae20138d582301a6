"""The registry of cases: what is measured, at which sizes, and what it may cost."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import futures, peers, questionnaires, surveys, synthetic

Command = list[str]

REF = "coal_production/US-WY/2023"
TEN = ("CN-SX", "CN-NM", "CN-SN", "US-WY", "US-WV", "CN-XJ", "US-PA", "US-KY", "US-IL", "CN-GZ")

TWENTY = (*TEN, "CN-AH", "CN-HA", "CN-SD", "US-IN", "US-MT", "US-ND", "US-TX", "USA", "CHN", "WORLD")
INDICATORS = (
    "coal_output", "coal_production", "population", "gdp_current", "energy_co2", "generation_total",
    "generation_wind", "employment_total", "coal_jobs", "installed_capacity_wind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is measured.

    Parameters
    ----------
    id : str
        Its name in the table and on the command line.
    what : str
        What is done, in a few words.
    command : callable
        Takes a size and the scratch folder and returns the arguments of a Python process.
    sizes : tuple of int
        Sizes, smallest first; ``(1,)`` where the case has none.
    unit : str
        What a size counts.
    seconds, megabytes : float or None
        The budget at the smallest size.
    home : callable or None
        Makes the ``TANLU_HOME`` of a size; by default an empty one.
    against : str
        The peer or the case that this one is compared with.
    at_most : float or None
        How many times the CPU-seconds of ``against`` it may take, at the largest size.
    needs : str
        A module without which the case is left out.
    at_least : float or None
        How many times the CPU-seconds of ``against`` a peer takes at the least, at the largest size.
    runs : int or None
        How often it is run, with no run before to warm up, where one run costs a minute or more.
    """

    id: str
    what: str
    command: Callable[[int, Path], Command]
    sizes: tuple[int, ...] = (1,)
    unit: str = ""
    seconds: float | None = None
    megabytes: float | None = None
    home: Callable[[int, Path], Path] | None = None
    against: str = ""
    at_most: float | None = None
    needs: str = ""
    at_least: float | None = None
    runs: int | None = None


def tanlu(*words: str) -> Command:
    """Return the arguments that run a Tanlu command."""
    return ["-c", "from tanlu.cli import main; main()", *words]


def _brief(size: int, scratch: Path) -> Command:
    codes = TEN[:size] if size != 5 else ()
    return tanlu("brief", *codes, "--format", "html", "--out", str(scratch / "brief"))


def _paper(_size: int, scratch: Path) -> Command:
    return tanlu("brief", "--lang", "en", "--format", "pdf", "--out", str(scratch / "paper"))


def _folder(scratch: Path) -> Path:
    """Return the folder of the default brief, written once beside what is measured."""
    folder = scratch / "verified"
    if not folder.exists():
        from tanlu.actions.briefs import write_brief
        from tanlu.evidence.store import Store

        write_brief(Store.open(), out=folder)
    return folder / "regions"


def _parity(pages: int, scratch: Path) -> Command:
    en, zh = synthetic.twins(pages, scratch)
    checked = "from pathlib import Path; from tanlu.actions.parity import Texts, check_texts;"
    return ["-c", f"{checked} print(len(check_texts(Texts(Path({str(en)!r}), Path({str(zh)!r}))).findings))"]


def _open(_size: int, _scratch: Path) -> Command:
    return ["-c", "from tanlu.actions.home import open_store; open_store()"]


def _import(rows: int, scratch: Path) -> Command:
    return tanlu("evidence", "import", str(synthetic.table(rows, scratch)), "--dry-run", "--format", "json")


def _panel(rows: int, scratch: Path) -> Command:
    return tanlu("evidence", "panel", str(synthetic.panel(rows, scratch)), "--format", "csv")


def _input_output(sectors: int, scratch: Path) -> Command:
    asked = (
        "import numpy; from pathlib import Path;"
        "from tanlu.analysis.economy.input_output.extraction import extract;"
        "from tanlu.analysis.economy.input_output.leontief import leontief, multipliers;"
        "from tanlu.analysis.economy.input_output.table import IOTable;"
        f"held = numpy.load({str(synthetic.sectors(sectors, scratch))!r});"
        "flows, output, households = (held[name] for name in ('flows', 'output', 'households'));"
        "added = output - flows.sum(axis=0); labels = [str(at) for at in range(len(output))];"
        "table = IOTable.from_domestic(labels, flows, output, added, wages=added / 2, households=households);"
        "system = leontief(table); found = multipliers(system);"
        "print(found.type_1[0], found.type_2[0], extract(system, '0').output_share)"
    )
    return ["-c", asked]


def _workforce(count: int, scratch: Path) -> Command:
    asked = (
        "import numpy; from tanlu.analysis.economy.workforce.ratings import Ratings;"
        "from tanlu.analysis.economy.workforce.similarity import MEASURES, similarity;"
        f"held = numpy.load({str(synthetic.occupations(count, scratch))!r});"
        "rows, columns = held['level'].shape; elements = [str(at) for at in range(columns)];"
        "codes = [f'o{at}' for at in range(rows)];"
        "rated = Ratings.from_arrays(codes, elements, importance=held['importance'], level=held['level']);"
        "print([similarity(rated, kind).pairs.mean() for kind in MEASURES])"
    )
    return ["-c", asked]


def _allocation(groups: int, _scratch: Path) -> Command:
    asked = (
        "import numpy; from tanlu.analysis.economy.workforce.transport import ship;"
        f"draw = numpy.random.default_rng(1); cost = draw.random(({groups}, {6 * groups}));"
        f"supply, demand = draw.integers(0, 1000, {groups}), draw.integers(0, 300, {6 * groups});"
        "print(ship(cost, supply, demand, draw.random(cost.shape) < 0.5).sum())"
    )
    return ["-c", asked]


def _landscape(who: str) -> Callable[[int, Path], Command]:
    return lambda size, scratch: peers.landscape(who, synthetic.levels(size, scratch))


_VOTES = (
    "import numpy as np; from tanlu.analysis.opinion.votes import Votes, count;"
    "held = np.load({path!r}); at, on, vote = (held[name] for name in ('at', 'on', 'vote'));"
    "people, statements = (tuple(map(str, range(int(each.max()) + 1))) for each in (at, on));"
    "votes = Votes.from_arrays(people, statements, at, on, vote);"
)


def _votes(size: int, scratch: Path) -> Command:
    asked = _VOTES.format(path=str(synthetic.conversation(size, scratch))) + (
        "from tanlu.analysis.opinion.declared import declared; from tanlu.analysis.opinion.groups import opinion_groups;"
        "counts = count(votes, np.arange(len(people)) % 2, 2); found = declared(counts, ['a', 'b'], statements);"
        "print(found.labels[0], opinion_groups(votes).verdict)"
    )
    return ["-c", asked]


def _polis(size: int, scratch: Path) -> Command:
    asked = _VOTES.format(path=str(synthetic.conversation(size, scratch))) + (
        "from tanlu.analysis.opinion.polis import polis; found = polis(votes);"
        "print(len(found.counts.roster), found.consensus[0], found.priority[0], len(found.representatives[0]))"
    )
    return ["-c", asked]


CASES: tuple[Case, ...] = (
    Case("python", "an empty Python, for comparison", lambda *_: ["-c", ""]),
    Case("help", "tanlu --help", lambda *_: tanlu("--help"), seconds=0.2, against="python"),
    Case("figure", f"tanlu figure {REF}", lambda *_: tanlu("figure", REF, "--unit", "Mt"), seconds=1, against="duckdb"),
    Case("trace", "tanlu trace coal_share_of_world/CN-SX/2023",
         lambda *_: tanlu("trace", "coal_share_of_world/CN-SX/2023"), seconds=1.5),
    Case("claims", "tanlu claims check", lambda *_: tanlu("claims", "check"), seconds=2),
    Case("compare", "10 indicators by 20 regions by 25 years",
         lambda *_: tanlu("compare", *INDICATORS, "--regions", ",".join(TWENTY), "--years", "2000-2024", "--format", "json"),
         seconds=1.5),
    Case("brief", "the default brief in both languages", lambda _, scratch: _brief(5, scratch),
         seconds=6, megabytes=500),
    Case("verify", "verifying the folder of the default brief",
         lambda _, scratch: tanlu("verify", str(_folder(scratch))), seconds=3, megabytes=500),
    Case("brief-regions", "a brief in both languages", _brief, sizes=(2, 5, 10), unit="regions"),
    Case("brief-pdf", "the default brief as PDF in English, more than 20 pages", _paper, seconds=3, against="brief"),
    Case("parity", "parity of two 100-page documents", _parity, sizes=(100,), unit="pages", seconds=10, megabytes=500),
    Case("open", "opening the packaged release", _open, seconds=1),
    Case("open-own", "opening with a release of one's own", _open, sizes=synthetic.SIZES, unit="rows",
         home=synthetic.home),
    Case("figure-own", "one figure beside a release of one's own", lambda *_: tanlu("figure", REF),
         sizes=synthetic.SIZES, unit="rows", home=synthetic.home, against="duckdb-own"),
    Case("import", "a table of one's own, dry run", _import, sizes=(1_000_000,), unit="rows",
         seconds=20, megabytes=1000, against="csv-own"),
    Case("panel", "a panel by region and year, through Ibis on DuckDB", _panel, sizes=synthetic.PANELS, unit="rows",
         against="panel-duckdb", at_most=2, needs="ibis"),
    Case("panel-spark", "the same through Ibis on Spark in local mode",
         lambda size, scratch: peers.spark(synthetic.panel(size, scratch)), sizes=synthetic.PANELS, unit="rows",
         against="panel-duckdb", needs="pyspark"),
    Case("panel-duckdb", "peer: the same SQL in bare DuckDB",
         lambda size, scratch: peers.grouped(synthetic.panel(size, scratch)), sizes=synthetic.PANELS, unit="rows"),
    Case("io", "Leontief inverse, multipliers of type I and II, extraction of a sector", _input_output, sizes=(1_500,),
         unit="sectors", seconds=6, megabytes=400, against="io-lapack", at_most=1.5),
    Case("io-lapack", "peer: the same by bare LAPACK: numpy.linalg.inv twice, solve once",
         lambda size, scratch: peers.lapack(synthetic.sectors(size, scratch)), sizes=(1_500,), unit="sectors"),
    Case("workforce", "similarity of all pairs of occupations on 68 elements, five measures", _workforce, sizes=(879,),
         unit="occupations", seconds=4, megabytes=300),
    Case("workforce-allocation", "displaced groups to six times as many groups of openings, exactly", _allocation,
         sizes=(50,), unit="groups", seconds=1.5, megabytes=150),
    Case("agreement", "ten raters on five steps: alpha, AC2, raw, with 1,000 draws", futures.agreement,
         sizes=(20_000, 200_000), unit="units", seconds=1, megabytes=200),
    Case("robustness", "32 indicators by 50 units: normalisation, aggregation, weights, one left out", futures.robustness,
         sizes=(1_000, 10_000), unit="draws", seconds=3, megabytes=200),
    Case("outlook", "six regions, thirty years, four outcomes with quantiles", futures.outlook, sizes=(10_000, 100_000),
         unit="paths", seconds=1, megabytes=150),
    Case("portfolio", "a portfolio over five periods with floors, gap 0.1%", futures.portfolio, sizes=(1_000,),
         unit="projects", seconds=10, megabytes=400),
    Case("cash-flows", "present value and rate of return of thirty years", futures.cash, sizes=(1_000_000,), unit="flows",
         seconds=3, megabytes=700),
    Case("buildout", "a power system built, solved, and solved again warm", futures.buildout, sizes=(1_460,), unit="steps",
         seconds=6, megabytes=300),
    Case("survey", "a survey's mean with its linearised error, 10,000 clusters", surveys.one_mean, sizes=(1_000_000,),
         unit="rows", seconds=1, megabytes=250),
    Case("survey-domains", "the same in twenty groups", surveys.domains, sizes=(1_000_000,), unit="rows", seconds=2,
         megabytes=250),
    Case("form", "a form of different questions read and checked, every cell in both languages", questionnaires.checked,
         sizes=(500, 2_000), unit="questions", seconds=1, megabytes=150),
    Case("form-compiled", "the same, and compiled by pyxform", questionnaires.compiled, sizes=(500,), unit="questions",
         seconds=1, needs="pyxform"),
    Case("landscape", "RCA, ECI and PCI, proximity, density, COI, COG; a third as many industries", _landscape("tanlu"),
         sizes=(750, 1_500, 3_000), unit="regions", seconds=1, megabytes=500, against="landscape-plain", at_most=1),
    Case("landscape-large", "the same, 5,000 industries", _landscape("tanlu"), sizes=(10_000,), unit="regions",
         seconds=60, megabytes=4000, runs=1),
    Case("landscape-plain", "peer: the same in forty lines of numpy and ARPACK, unchecked", _landscape("plain"),
         sizes=(750, 1_500, 3_000), unit="regions"),
    Case("landscape-ecomplexity", "peer: the same by ecomplexity, with its proximities", _landscape("with-proximity"),
         sizes=(3_000,), unit="regions", against="landscape", at_least=30, needs="ecomplexity", runs=1),
    Case("landscape-ecomplexity-alone", "peer: the same without giving the proximities", _landscape("ecomplexity"),
         sizes=(3_000,), unit="regions", against="landscape", needs="ecomplexity", runs=1),
    Case("landscape-datawheel", "peer: the same by economic-complexity, without COI; proximity is handed over",
         _landscape("datawheel"), sizes=(3_000,), unit="regions", against="landscape", needs="economic_complexity", runs=1),
    Case("landscape-fermi", "peer: RCA, ECI and PCI, proximity by fermi-cref, density by its matrices", _landscape("fermi"),
         sizes=(3_000,), unit="regions", against="landscape", needs="fermi"),
    Case("votes", "60 people by 100 statements: declared groups, opinion groups with 999 permutations", _votes,
         sizes=(6_000,), unit="votes", seconds=3, megabytes=150),
    Case("votes-polis", "Polis-compatible mode, from 2,000 people by 900 statements on", _polis,
         sizes=(225_000, 900_000, 2_000_000), unit="votes", seconds=1.5, against="votes-red-dwarf"),
    Case("votes-largest", "Polis-compatible mode, 33,422 people by 783 statements, 2 million votes",
         lambda _, scratch: _polis(2_000_000, scratch), sizes=(33_422,), unit="people", seconds=20, megabytes=2_000),
    Case("votes-red-dwarf", "peer: the pipeline of red-dwarf",
         lambda size, scratch: peers.red_dwarf(synthetic.conversation(size, scratch)), sizes=(225_000,), unit="votes",
         needs="reddwarf"),
    Case("duckdb", "peer: the same figure by bare DuckDB", lambda *_: peers.duckdb(peers.packaged())),
    Case("csv", "peer: the same figure by csv.DictReader", lambda _, scratch: peers.csv(peers.packaged(), scratch)),
    Case("duckdb-own", "peer: the same by bare DuckDB", lambda size, scratch: peers.duckdb(synthetic.facts(size, scratch)),
         sizes=synthetic.SIZES, unit="rows"),
    Case("csv-own", "peer: the same by csv.DictReader",
         lambda size, scratch: peers.csv(synthetic.facts(size, scratch), scratch), sizes=synthetic.SIZES, unit="rows"),
    Case("site", "60 people voting at once and 32 browsers reading, on a real server",
         lambda *_: ["-m", "benchmarks.network"], needs="granian", runs=1),
)  # fmt: skip
