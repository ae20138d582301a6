"""A round of a survey as it may leave: suppressed estimates, non-response by language, and the gate's verdicts.

The rows of people stay where they are; what leaves here is all that a brief ever sees.
"""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.actions.examples import put_example
from tanlu.actions.scales import ScaleAsked, scale_of
from tanlu.actions.study import demand_column, parse_table
from tanlu.analysis.survey.asked import Asked, Table, Wanted, drawn, tabulate
from tanlu.analysis.survey.publication import Rules, Told, publish
from tanlu.errors import BadFolder, BadTable
from tanlu.study.survey import Question, Scale, Survey, read_survey

FILES: Final = ("survey.toml", "answers.csv")
PAPER: Final = "papers/estimates.json"


def example_table() -> Table:
    """Return the invented answers."""
    return parse_table(FILES[1], _packaged(FILES[1]))


def write_round_example(folder: Path) -> None:
    """Write the invented survey into a folder that does not hold one.

    Raises
    ------
    BadFolder
        If one of its files is there already, or cannot be written.
    """
    put_example(folder, {each: _packaged(each) for each in FILES})


def tell_round(folder: Path | None, day: str = "", rules: Rules | None = None) -> dict[str, Any]:
    """Return what may be told of the survey in a folder; of the invented one for None.

    Parameters
    ----------
    folder : Path or None
        With ``survey.toml`` and ``answers.csv``.
    day : str
        ISO date; today if empty.
    rules : Rules, optional
        Of publication.

    Raises
    ------
    BadFolder, BadDocument, BadTable, UnknownName
        If a file is missing, or does not hold what the other says.
    """
    description, answers = (_read(folder, name) for name in FILES)
    survey, table = read_survey(description), parse_table(FILES[1], answers)
    for name in (survey.region, survey.language, *(each.column for each in survey.questions)):
        demand_column(name, table)
    _demand_known(survey, table)
    limits = rules or Rules()
    table = _sided(survey, table)
    held = drawn(survey.drawn, table)
    told = publish(tabulate(_asked(survey), table), limits, convenience=survey.drawn.convenience)
    return {
        "on": day or datetime.now(UTC).date().isoformat(),
        "title": survey.title.to_json(),
        "fictional": survey.fictional,
        "convenience": survey.drawn.convenience,
        "design": {"strata": len(held.first.drawn), "clusters": len(held.first.group), "df": held.df()},
        "rules": {"answers": limits.answers, "people": limits.people, "widest": limits.widest},
        "people": _people(survey, table, limits),
        "regions": {key: each.to_json() for key, each in survey.regions.items()},
        "languages": {key: each.to_json() for key, each in survey.languages.items()},
        "answers": [
            {"id": each.id, "label": each.label.to_json(), "side": each.side} for each in survey.answers
        ],
        "opinions": [_question(each, told) for each in survey.opinions],
        "shares": [_question(each, told, each.category) for each in survey.shares],
        "means": [_question(each, told) for each in survey.means],
        "silence": [_silence(each, survey, table, limits) for each in survey.questions],
        "scales": [_scale(each, survey, table) for each in survey.scales],
    }


def papers(source: Path | None, day: str = "") -> dict[str, bytes]:
    """Return what may be told as the paper of a brief; the rows stay where they are.

    Raises
    ------
    BadFolder, BadDocument, BadTable, UnknownName
        As :func:`tell_round`.
    """
    return {PAPER: json.dumps(tell_round(source, day), ensure_ascii=False, indent=1).encode()}


def _asked(survey: Survey) -> Asked:
    shares = dict.fromkeys(each.column for each in (*survey.opinions, *survey.shares))
    wanted = (
        *(Wanted("proportion", (each,)) for each in shares),
        *(Wanted("mean", (each.column,)) for each in survey.means),
    )
    return Asked(survey.drawn, wanted, (survey.region,))


def _demand_known(survey: Survey, table: Table) -> None:
    known = {
        survey.region: set(survey.regions), survey.language: set(survey.languages),
        **{each.column: {one.id for one in survey.answers} for each in survey.opinions},
    }  # fmt: skip
    for column, names in known.items():
        strange = sorted(set(table.words(column).tolist()) - names - {""})
        if strange:
            raise BadTable(
                (f"{FILES[1]}, column {column!r}: {strange[0]!r} is not described in {FILES[0]}.",
                 f"{FILES[1]} 的列“{column}”：{FILES[0]} 未说明“{strange[0]}”。"),
                ("Describe it there in both languages, or correct the answer.", "请在其中用两种语言说明，或更正该答案。"),
            )  # fmt: skip


def _sided(survey: Survey, table: Table) -> Table:
    """Return the answers with opinions by their side: four cells, of which fewer are too small to tell than of six."""
    side = {each.id: each.side for each in survey.answers}
    columns = {
        each.column: [side.get(one, "") for one in table.words(each.column)] for each in survey.opinions
    }
    return Table({**table.columns, **columns})


def _people(survey: Survey, table: Table, rules: Rules) -> dict[str, int | None]:
    words = table.words(survey.region)
    counts = {key: int((words == key).sum()) for key in survey.regions}
    # To the nearest ten: with the answers to each question, exact counts would tell how many kept silent.
    return {key: round(count, -1) if count >= rules.answers else None for key, count in counts.items()}


def _question(each: Question, told: tuple[Told, ...], category: str = "") -> dict[str, Any]:
    rows = [
        row
        for row in told
        if row.row.variable == each.column
        and row.row.domain
        and (not category or row.row.category == category)
    ]
    return {
        "column": each.column,
        "text": each.text.to_json(),
        "unit": each.unit.to_json() if each.unit else None,
        "cells": [_cell(row) for row in rows],
    }


def _cell(told: Told) -> dict[str, Any]:
    found, shown = told.row.found, not told.held_back
    return {
        "region": told.row.group, "category": told.row.category, "value": found.value, "error": found.error,
        "low": found.low, "high": found.high, "n": found.n if shown else None, "df": found.df if shown else None,
        "deff": found.deff, "held_back": told.held_back, "why": told.why.to_json() if told.why else None,
    }  # fmt: skip


def _silence(each: Question, survey: Survey, table: Table, rules: Rules) -> dict[str, Any]:
    """Return which share of each language did not answer; nothing of a language with few rows."""
    asked, words = table.words(each.column), table.words(survey.language)
    shares = {}
    for name in survey.languages:
        inside = words == name
        silent, count = int((inside & (asked == "")).sum()), int(inside.sum())
        # To the nearest 5%, so that the number of people who kept silent is not told to one.
        shares[name] = round(20 * silent / count) / 20 if count >= 2 * rules.answers else None
    return {"text": each.text.to_json(), "shares": shares}


def _scale(each: Scale, survey: Survey, table: Table) -> dict[str, Any]:
    asked = ScaleAsked(
        each.items, survey.language, each.reverse, each.own, each.vignettes, survey.drawn.convenience
    )
    found = scale_of(table, asked).to_json()
    return {
        "title": each.title.to_json(), "items": found["items"], "reliability": found["reliability"],
        "ladder": found["ladder"], "verdict": found["verdict"], "differences": found["differences"],
    }  # fmt: skip


def _packaged(name: str) -> str:
    return (files("tanlu.study") / "data" / "survey" / name).read_text("utf-8")


def _read(folder: Path | None, name: str) -> str:
    if folder is None:
        return _packaged(name)
    try:
        return (folder / name).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadFolder(
            (f"{folder / name} is missing or cannot be read.", f"{folder / name} 缺失或无法读取。"),
            (f"A round holds {', '.join(FILES)}; `tanlu study round --example DIR` writes one to start from.",
             f"一轮调查的文件夹含 {'、'.join(FILES)}；`tanlu study round --example DIR` 可生成示例。"),
        ) from error  # fmt: skip
