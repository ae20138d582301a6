"""A pipeline and its budget: read them, and what a brief takes along of them."""

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.brief.editions import PAPERS, Papers
from tanlu.brief.editions.finance.reading import Plan, parse_plan
from tanlu.errors import BadFolder, why

PAPER: Final = f"{PAPERS}pipeline.json"


def example() -> str:
    """Return the text of the invented example."""
    return (files("tanlu.brief.editions.finance") / "example.toml").read_text("utf-8")


def load_plan(path: Path | None) -> Plan:
    """Read a pipeline with its budget and floors; the invented example for None.

    Raises
    ------
    BadFolder
        If it cannot be read.
    BadRecord
        If an entry cannot be taken in as it stands.
    """
    return parse_plan(_load(path), path.name if path else "example.toml")


def _load(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return tomllib.loads(example())
    try:
        text = path.read_text("utf-8-sig")
        data = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise BadFolder(
            (f"{path} cannot be read: {why(error)[0]}.", f"无法读取 {path}：{why(error)[1]}。"),
            (
                "Correct the file at that place; `tanlu portfolio --example` prints one to start from.",
                "请改正该处；`tanlu portfolio --example` 可输出示例文件。",
            ),
        ) from error
    if not isinstance(data, dict):
        raise BadFolder(
            (f"{path} holds no pipeline.", f"{path} 不是项目储备文件。"),
            (
                "`tanlu portfolio --example` prints one to start from.",
                "`tanlu portfolio --example` 可输出示例文件。",
            ),
        )
    return data


def papers(source: Path | None, day: str) -> Papers:
    """Return a pipeline as the paper that a brief rests on."""
    from tanlu.actions.commitments import day_of

    data = _load(source)
    parse_plan(data, source.name if source else "example.toml")
    return {
        PAPER: (
            json.dumps({**data, "on": day_of(day)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()
    }
