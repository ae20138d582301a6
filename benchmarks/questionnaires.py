"""Cases of questionnaires: a form of many different questions, read, checked in both languages and compiled."""

from itertools import islice, product
from pathlib import Path

Command = list[str]

_WHO = (
    ("Miners", "矿工"),
    ("Drivers", "司机"),
    ("Teachers", "教师"),
    ("Retired workers", "退休职工"),
    ("Young people", "年轻人"),
)
_WHERE = (
    ("at the mine", "在煤矿"), ("in the county", "在县里"), ("at the plant", "在电厂"), ("in the village", "在村里"),
    ("in the town", "在镇上"),
)  # fmt: skip
_WHAT = (
    ("are paid on time", "能按时领到工资"), ("find new work", "能找到新工作"),
    ("are asked before decisions", "在决定之前被征求意见"), ("trust the union", "信任工会"),
    ("have clean water", "有干净的水"),
)  # fmt: skip
_HEAD = (
    "| survey |\n| | type | name | label::English (en) | label::中文 (zh) | relevant | constraint | tr_status_zh |\n"
    "| | integer | age | How old are you? | 您多大年纪？ | | . >= 18 | reviewed |\n"
)
_TAIL = (
    "| choices |\n| | list_name | name | label::English (en) | label::中文 (zh) | tr_status_zh |\n"
    "| | agree | 1 | Strongly disagree | 非常不同意 | reviewed |\n| | agree | 2 | Disagree | 不同意 | reviewed |\n"
    "| | agree | 3 | Neither agree nor disagree | 既不同意也不反对 | reviewed |\n"
    "| | agree | 4 | Agree | 同意 | reviewed |\n| | agree | 5 | Strongly agree | 非常同意 | reviewed |\n"
    "| settings |\n| | form_id | version | form_title |\n| | many | 1 | Many |\n"
)


def form(questions: int) -> str:
    """Return a form of different questions as Markdown."""
    said = product(range(3, 4 + questions // 125), _WHO, _WHERE, _WHAT)
    rows = (
        f"| | select_one agree | q{at} | In the last {n} years, {who[0].lower()} {where[0]} {what[0]}. "
        f"| 过去{n}年，{where[1]}，{who[1]}{what[1]}。 | ${{age}} > {17 + at % 40} | . != '' | reviewed |"
        for at, (n, who, where, what) in enumerate(islice(said, questions))
    )
    return _HEAD + "\n".join(rows) + "\n" + _TAIL


def checked(questions: int, scratch: Path) -> Command:
    """Read, and check every cell in both languages: the command as a person runs it."""
    return _command("check", questions, scratch)


def compiled(questions: int, scratch: Path) -> Command:
    """Read, check, and compile by pyxform, whose import alone takes 0.2 to 0.3 CPU-seconds."""
    return [*_command("convert", questions, scratch), str(scratch / f"form-{questions}.xml")]


def _command(verb: str, questions: int, scratch: Path) -> Command:
    path = scratch / f"form-{questions}.md"
    path.write_text(form(questions), "utf-8")
    return ["-c", "from tanlu.cli import main; main()", "study", "form", verb, str(path)]
