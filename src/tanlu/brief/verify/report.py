"""What a verification found: layer by layer, each difference with the number that it concerns."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from tanlu.errors import TanluError
from tanlu.text import Text

State = Literal["passed", "failed", "not checked"]
LAYERS: Final[dict[str, Text]] = {
    "files": Text("Files", "文件"),
    "facts": Text("Facts", "原始数字"),
    "computed": Text("Computed", "计算值"),
    "pages": Text("Pages", "页面"),
    "tables": Text("Tables", "表格"),
    "claims": Text("Claims", "论断"),
    "descriptions": Text("Descriptions", "说明文件"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be.

    Parameters
    ----------
    file : str
        Place in the folder.
    number : str
        Address of the number it concerns, or where it stands; empty where a whole file is meant.
    what : Text
        The sentence.
    found, expected : str
        What stands there, and what the facts give; empty where there is nothing to compare.
    """

    file: str
    number: str
    what: Text
    found: str = ""
    expected: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "file": self.file,
            "number": self.number,
            "what": self.what.to_json(),
            "found": self.found,
            "expected": self.expected,
        }


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a verification.

    Parameters
    ----------
    id : str
        A key of :data:`LAYERS`.
    checked : Text
        What was compared, and how much of it.
    differences : tuple of Difference
        In the order of the files.
    is_checked : bool
        False where an earlier layer left nothing to check with.
    """

    id: str
    checked: Text
    differences: tuple[Difference, ...] = ()
    is_checked: bool = True

    @property
    def state(self) -> State:
        """Return how it ended."""
        if not self.is_checked:
            return "not checked"
        return "failed" if self.differences else "passed"


@dataclass(frozen=True, slots=True)
class Report:
    """A verification.

    Parameters
    ----------
    folder, title : str, Text
        What was verified.
    tanlu : str
        Version that wrote the folder.
    layers : tuple of Layer
        In order.
    notes : tuple of Text
        What a reader should know besides: extra files, what could not be compared.
    """

    folder: str
    title: Text
    tanlu: str
    layers: tuple[Layer, ...]
    notes: tuple[Text, ...]

    @property
    def is_verified(self) -> bool:
        """Return whether every layer passed."""
        return all(each.state == "passed" for each in self.layers)

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "folder": self.folder,
            "title": self.title.to_json(),
            "verified": self.is_verified,
            "tanlu": self.tanlu,
            "layers": [
                {
                    "id": each.id,
                    "title": LAYERS[each.id].to_json(),
                    "state": each.state,
                    "checked": each.checked.to_json(),
                    "differences": [found.to_json() for found in each.differences],
                }
                for each in self.layers
            ],
            "notes": [each.to_json() for each in self.notes],
        }


def unreadable(file: str, error: TanluError) -> Difference:
    """Return the difference that a file which cannot be read makes."""
    en, zh = (each.removeprefix(f"{file} ").rstrip(".。") for each in error.what)
    return Difference(file, "", Text(en, zh))


def differs(file: str, number: str, found: str, expected: str) -> Difference:
    """Return the difference between what stands somewhere and what the facts give."""
    return Difference(
        file,
        number,
        Text(
            f"{shown(found, 'en')} here, {shown(expected, 'en')} from the facts",
            f"此处为 {shown(found, 'zh')}，按数据应为 {shown(expected, 'zh')}",
        ),
        found,
        expected,
    )


def shown(words: str, lang: str) -> str:
    """Return words as a sentence quotes them; nothing is said to be nothing."""
    return words or ("nothing" if lang == "en" else "空")
