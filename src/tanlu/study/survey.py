"""What a survey asked, in both languages: regions, opinions, shares, means and scales, beside a table of answers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from tanlu.analysis.survey.asked import Drawn
from tanlu.errors import BadDocument
from tanlu.text import Text

Side = Literal["against", "middle", "for", "apart"]
SIDES: Final[tuple[Side, ...]] = ("against", "middle", "for", "apart")


@dataclass(frozen=True, slots=True)
class Answer:
    """A possible answer to an opinion.

    Parameters
    ----------
    id : str
        As it stands in the table.
    label : Text
    side : str
        ``apart`` is for those who are not sure.
    """

    id: str
    label: Text
    side: Side


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Parameters
    ----------
    column : str
    text : Text
    category : str
        Of a share; empty else.
    unit : Text or None
        Of a mean.
    """

    column: str
    text: Text
    category: str = ""
    unit: Text | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Items of one scale.

    Parameters
    ----------
    title : Text
    items, reverse, vignettes : tuple of str
    own : str
        The item that vignettes belong to.
    """

    title: Text
    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    vignettes: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was asked, of whom, and how they were drawn."""

    title: Text
    fictional: bool
    region: str
    language: str
    drawn: Drawn
    regions: Mapping[str, Text]
    languages: Mapping[str, Text]
    answers: tuple[Answer, ...]
    opinions: tuple[Question, ...]
    shares: tuple[Question, ...]
    means: tuple[Question, ...]
    scales: tuple[Scale, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every column asked about, once."""
        return tuple({each.column: each for each in (*self.opinions, *self.means, *self.shares)}.values())


def read_survey(text: str, name: str = "survey.toml") -> Survey:
    """Read what a survey asked.

    Parameters
    ----------
    text : str
        TOML.
    name : str
        Of its file.

    Raises
    ------
    BadDocument
        If something is missing or of no known kind.
    """
    try:
        return _survey(tomllib.loads(text))
    except KeyError as error:
        raise _bad(name, f"{error.args[0]!r} is missing", f"缺少 {error.args[0]!r}") from error
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError) as error:
        raise _bad(name, f"it is no such description ({error})", f"格式不符（{error}）") from error


def _survey(data: dict[str, Any]) -> Survey:
    design = data.get("design", {})
    drawn = Drawn(
        design.get("strata", ""), design.get("weights", ""), tuple(design.get("clusters", ())),
        tuple(design.get("fpc", ())), convenience=bool(design.get("convenience", False)),
    )  # fmt: skip
    return Survey(
        _text(data["title"]),
        bool(data.get("fictional", False)),
        str(data["region"]),
        str(data["language"]),
        drawn,
        {key: _text(each) for key, each in data["regions"].items()},
        {key: _text(each) for key, each in data["languages"].items()},
        tuple(_answer(key, each) for key, each in data.get("answers", {}).items()),
        tuple(map(_question, data.get("opinion", ()))),
        tuple(map(_question, data.get("share", ()))),
        tuple(map(_question, data.get("mean", ()))),
        tuple(map(_scale, data.get("scale", ()))),
    )


def _answer(key: str, each: dict[str, Any]) -> Answer:
    if each["side"] not in SIDES:
        raise ValueError(f"side {each['side']!r}")
    return Answer(key, _text(each), each["side"])


def _question(each: dict[str, Any]) -> Question:
    unit = _text(each["unit"]) if "unit" in each else None
    return Question(str(each["column"]), _text(each["text"]), str(each.get("category", "")), unit)


def _scale(each: dict[str, Any]) -> Scale:
    items, reverse, vignettes = (
        tuple(map(str, each.get(name, ()))) for name in ("items", "reverse", "vignettes")
    )
    return Scale(_text(each["title"]), items, reverse, vignettes, str(each.get("own", "")))


def _text(each: Mapping[str, Any]) -> Text:
    return Text(str(each["en"]), str(each["zh"]))


def _bad(name: str, en: str, zh: str) -> BadDocument:
    return BadDocument(
        (f"{name}: {en}.", f"{name}：{zh}。"),
        ("`tanlu study round --example DIR` writes one to start from.",
         "`tanlu study round --example DIR` 可生成示例。"),
    )  # fmt: skip
