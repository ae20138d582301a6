"""Compare the folder's descriptions: Data Package, PROV-JSON, schema.org."""

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from tanlu.brief.verify.report import Difference, differs
from tanlu.text import Text


def compare_json(file: str, found: bytes | None, expected: bytes) -> list[Difference]:
    """Return where a JSON file differs from what it should be; what has a label is named by it."""
    if found is None:
        return [Difference(file, "", Text("is missing", "缺失"))]
    if found == expected:
        return []
    try:
        ours = json.loads(found)
    except ValueError:
        return [Difference(file, "", Text("is not JSON", "不是有效的 JSON"))]
    differences = list(_walk(file, "", ours, json.loads(expected)))
    return differences or [Difference(file, "", Text("is written in another way", "写法不同"))]


def _walk(file: str, place: str, ours: Any, theirs: Any) -> Iterator[Difference]:  # noqa: ANN401 - JSON
    if isinstance(ours, dict) and isinstance(theirs, dict):
        label = theirs.get("prov:label") or theirs.get("name")
        at = label if isinstance(label, str) else place
        for key in {**theirs, **ours}:
            here, there = ours.get(key), theirs.get(key)
            yield from _walk(file, _step(at, key, there or here), here, there)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _walk(file, f"{place}[{number}]", one, other)
    elif isinstance(theirs, dict) and ours is None:
        yield Difference(file, place, Text("is missing", "缺失"))
    elif isinstance(ours, dict) and theirs is None:
        yield Difference(file, place, Text("does not follow from the facts", "数据中没有依据"))
    elif ours != theirs:
        yield differs(file, place, _said(ours), _said(theirs))


def _step(place: str, key: str, below: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(below, dict) and isinstance(below.get("prov:label"), str):
        return str(below["prov:label"])
    return f"{place} {key}".strip()


def _said(value: Any) -> str:  # noqa: ANN401 - JSON
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 96 else f"{text[:95]}…"


def compare_words(file: str, found: bytes | None, expected: bytes) -> list[Difference]:
    """Return the lines in which a text differs from what it should be."""
    if found is None:
        return [Difference(file, "", Text("is missing", "缺失"))]
    if found == expected:
        return []
    ours, theirs = found.decode("utf-8", "replace").splitlines(), expected.decode().splitlines()
    lines = enumerate(zip_longest(ours, theirs, fillvalue=""), start=1)
    differences = [
        differs(file, f"{number}", here, there) for number, (here, there) in lines if here != there
    ]
    return differences or [Difference(file, "", Text("is written in another way", "写法不同"))]
