"""Both languages have the same pages, every command, recipe and check is in them, and their examples are true."""

import csv
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.resources import files

import pytest

from tanlu.brief.editions import EDITIONS
from tanlu.cli import main
from tanlu.evidence.checks import CHECKS
from tanlu.lineage.recipes import recipes
from tanlu.lineage.tables import table_recipes
from tests.contract import tree

LANGUAGES = ("en", "zh")
FRONT = {"en": "README.md", "zh": "README.zh.md"}
DOCS = tree.ROOT / "docs"
PAGES = [
    path
    for path in tree.files()
    if path.suffix == ".md" and (DOCS in path.parents or path.parent == tree.ROOT)
]
EXAMPLES = [
    f"{lang}/{name}"
    for lang in LANGUAGES
    for name in (
        "first-steps.md",
        "claims.md",
        "verify.md",
        "commitments.md",
        "finance.md",
        "energy.md",
        "dialogue.md",
        "votes.md",
        "study.md",
        "interviews.md",
        "scales.md",
        "composite.md",
    )
]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def text_of(path):
    return path.read_text(encoding="utf-8")


def pages(language):
    folder = DOCS / language
    return {path.relative_to(folder).as_posix() for path in tree.files() if folder in path.parents}


def commands_told():
    path = tree.ROOT / "tools" / "reference" / "commands.toml"
    return tomllib.loads(text_of(path))["commands"]


@pytest.fixture
def tanlu(monkeypatch, tmp_path, capsys):
    """Run a command line as a person types it, and return what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "500")  # nothing folds, so that a line is a line

    def run(line, language):
        monkeypatch.setenv("TANLU_LANG", language)
        monkeypatch.setattr(sys, "argv", shlex.split(line))
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return ended.value.code, printed.out + printed.err

    return run


def test_both_languages_have_the_same_tree():
    assert pages("en") == pages("zh")
    assert pages("en")


def test_both_languages_have_a_front_page():
    english, chinese = (text_of(tree.ROOT / FRONT[language]) for language in LANGUAGES)
    assert "README.zh.md" in english
    assert "README.md" in chinese
    for page in (english, chinese):
        assert page.index("make brief") < page.index("make test") < page.index("![")


def test_what_the_program_tells_is_fresh():
    """Commands, recipes, checks, hedge words and comparisons: run python tools/reference.py after a change."""
    command = [sys.executable, str(tree.ROOT / "tools" / "reference.py"), "--check"]
    made = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert made.returncode == 0, f"stale, run python tools/reference.py: {made.stdout}{made.stderr}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("commands.md", [f"tanlu {name}" for name in commands_told()]),
        ("recipes.md", [*recipes(), *table_recipes()]),
        ("checks.md", [check.id for check in CHECKS]),
        ("brief.md", [f"tanlu brief {name} " for name in EDITIONS]),
    ],
)
def test_everything_is_documented(language, page, names):
    text = text_of(DOCS / language / page)
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_claim_is_documented(language):
    packaged = tomllib.loads((files("tanlu.lineage") / "data" / "claims.toml").read_text("utf-8"))["claim"]
    fields = {name for claim in packaged for name in claim} - {"basis"}
    fields |= {name for claim in packaged for basis in claim.get("basis", ()) for name in basis}
    text = text_of(DOCS / language / "claims.md")
    assert [name for name in sorted(fields) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=tree.relative)
def test_links_lead_to_files(path):
    linked = [target for target in LINK.findall(text_of(path)) if "://" not in target]
    assert [target for target in linked if not (path.parent / target).resolve().is_file()] == []


def test_counts_of_what_was_left_out_are_true():
    with (DOCS / "evidence-terms.csv").open(encoding="utf-8", newline="") as file:
        told_of = {
            row["source"]: (int(row["figures_reviewed"]), int(row["figures_here"]))
            for row in csv.DictReader(file)
        }
    here = {name: count for name, (_, count) in told_of.items()}
    crea = sum(count for name, count in here.items() if name.startswith("crea_"))
    reviewed, held = (sum(pair[place] for pair in told_of.values()) for place in (0, 1))
    assert (round(reviewed, -3), round(held, -2), round(reviewed - held, -2)) == (19_000, 14_400, 4_600)
    english, chinese = (text_of(DOCS / language / "evidence.md") for language in LANGUAGES)
    for count in (here["ceads_prov_2021"], here["ei2024"], here["cpsy_gcam"], crea):
        assert f"| {count} figures" in english
        assert f"{count}个数字" in chinese


def test_pictures_are_light():
    pictures = [path for path in tree.files() if path.parent == DOCS / "pictures"]
    assert {path.name for path in pictures} == {
        f"{name}.{lang}.png"
        for name in ("brief", "trace", "agreements", "compare", "figure", "outlook")
        for lang in LANGUAGES
    }
    assert [path.name for path in pictures if path.stat().st_size > 200_000] == []


def told(block):
    """Return the commands of a console block, each with the lines it is said to print."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def shows(line, expected):
    """Return whether the parts of an expected line, with … between them, stand in a line in that order."""
    at = 0
    for part in (plain(each) for each in expected.split("…")):
        at = line.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@pytest.mark.parametrize("page", EXAMPLES)
def test_examples_print_what_the_page_says(page, tanlu, tmp_path):
    language, files_told, ran = page[:2], {}, 0
    for kind, block in BLOCK.findall(text_of(DOCS / page)):
        if kind in {"toml", "csv"}:
            files_told[kind] = block
        if kind != "console":
            continue
        for line, expected in told(block):
            for name, kind_of_file in re.findall(r"(\S+\.(toml|csv))", line):
                if kind_of_file in files_told:
                    (tmp_path / name).write_text(files_told[kind_of_file], encoding="utf-8")
            printed = [plain(each) for each in tanlu(line, language)[1].splitlines()]
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), f"{line}: {each}\n" + "\n".join(printed)
    assert ran >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_of_the_front_page_run(language, tanlu):
    lines = [
        line.partition("#")[0]
        for kind, block in BLOCK.findall(text_of(tree.ROOT / FRONT[language]))
        for line in block.splitlines()
        if kind == "sh" and line.startswith("tanlu ")
    ]
    assert len(lines) > 4
    assert [line for line in lines if tanlu(line, language)[0] != 0] == []


@pytest.mark.parametrize("name", commands_told())
def test_examples_of_the_reference_run(name, tanlu):
    # test_own_docs, test_panel_command, test_refresh_command, test_parity_command, test_economy_command,
    # test_commitments_command, test_agreement_command, test_interviews_command, test_forms_command,
    # test_answers_command, test_corrections_command and web/test_commands run these
    own = re.compile(
        r"\.toml|evidence (import|remove|export|panel|refresh \w)|parity (check|accept|review)|^tanlu economy "
        r"|commitments (update|undo|correct|withdraw|restore)"
        r"|^tanlu study (agree|interviews|form|answers)|^tanlu (up|demo|site|cash)"
        r"|tanlu site restore|--audit"
    )
    lines = [line for line in commands_told()[name]["examples"] if not own.search(line)]
    assert [line for line in lines if tanlu(line, "en")[0] != 0] == []


def test_an_untrue_example_is_noticed():
    assert shows("a 215.24 Mt b", "a … Mt")
    assert not shows("a 215.24 Mt b", "Mt … a")
