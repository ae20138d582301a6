"""Which question a heading means: groups stand before its name, with one of several signs between."""

from collections.abc import Iterable, Mapping
from typing import Final

from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Sent
from tanlu.study.forms.model import Form

_SIGNS: Final = ("/", "-", ".", "_", ":")
LANGUAGES: Final = ("lang", "language", "_language", "startlanguage", "UserLanguage", "Q_Language")
VERSIONS: Final = ("form_version", "FormVersion", "formVersion", "__version__", "version")
KEYS: Final = ("respondent_id", "KEY", "_uuid", "ResponseId", "instanceID", "meta-instanceID", "id", "_id")
_TOOLS: Final = frozenset((
    *LANGUAGES, *VERSIONS, *KEYS, "PARENT_KEY", "SubmissionDate", "submitdate", "lastpage", "seed", "startdate",
    "datestamp", "start", "end", "today", "deviceid", "formhub/uuid", "meta/instanceID", "meta-instanceName",
))  # fmt: skip
"""What tools add of their own."""
_TRUE: Final = frozenset({"1", "true", "y", "yes", "1.0"})


class Headings:
    """The headings of a form's answers."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.names: dict[str, str] = {}
        self.split: dict[str, tuple[str, str]] = {}
        for item in form.questions:
            ways = {item.name}
            for start in range(len(item.groups)):
                ways |= {sign.join((*item.groups[start:], item.name)) for sign in _SIGNS}
            for way in ways:
                self.names.setdefault(way, item.name)
                if item.type == "select_multiple":
                    for choice in form.lists.get(item.choices, ()):
                        for sign in _SIGNS:
                            self.split.setdefault(f"{way}{sign}{choice.name}", (item.name, choice.name))
        for item in form.questions:
            self.names[item.name] = item.name

    def unknown(self, headings: Iterable[str]) -> tuple[str, ...]:
        """Return the headings that name no question and no choice."""
        return tuple(
            each
            for each in headings
            if each not in self.names
            and each not in self.split
            and each not in _TOOLS
            and not each.startswith("_")
        )

    def cells(self, line: Mapping[str, str]) -> dict[str, str]:
        """Return the cells of a line by question; choices told one by one are put together."""
        found = {
            self.names[heading]: cell for heading, cell in line.items() if heading in self.names and cell
        }
        apart: dict[str, list[str]] = {}
        for heading, cell in line.items():
            if heading in self.split and heading not in self.names:
                name, code = self.split[heading]
                if name not in found and cell.casefold() in _TRUE:
                    apart.setdefault(name, []).append(code)
        return found | {name: " ".join(codes) for name, codes in apart.items()}

    def sent(
        self, line: Mapping[str, str], place: str, *, level: str = "", key: str = "", parent: str = ""
    ) -> Sent:
        """Return a line as a row of a level."""
        language = next((line[each] for each in LANGUAGES if line.get(each)), "")
        version = next((line[each] for each in VERSIONS if line.get(each) and each not in self.names), "")
        key = key or next((line[each] for each in KEYS if line.get(each) and each not in self.names), place)
        return Sent(level, key, parent, self.cells(line), language_code(language), version, place)


def language_code(said: str) -> str:
    """Return ``en`` or ``zh`` for what a tool calls a language; what it is called otherwise.

    Examples
    --------
    >>> language_code("zh-Hans"), language_code("中文 (zh)"), language_code("EN"), language_code("")
    ('zh', 'zh', 'en', '')
    """
    low = said.casefold()
    if low.startswith("zh") or "(zh" in low or "中文" in low or low == "chinese":
        return "zh"
    return "en" if low.startswith("en") or "(en" in low else said


def demand_rows(rows: object, name: str) -> None:
    """Refuse a file without answers.

    Raises
    ------
    BadAnswers
        If there are none.
    """
    if not rows:
        raise BadAnswers(
            (f"{name} holds no answers.", f"{name} 中没有答卷。"),
            (
                "Export the answers again and look whether anyone has answered.",
                "请重新导出，并确认已有人作答。",
            ),
        )
