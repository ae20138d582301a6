"""Every error Tanlu raises on purpose, each in both languages.

::

    TanluError
    ├── UserMistake                 exit 2: the person can put it right
    │   ├── UnknownName             a region, series, source, unit, claim or recipe that no register holds
    │   ├── BadReference            a reference, period or number that cannot be read
    │   ├── NoFigure                the reference is sound, but no figure stands there
    │   ├── NotComparable           two figures that must not be joined, or units of different kinds
    │   ├── NotIdentified           a result whose sign or order the data do not settle
    │   ├── BadClaim                a claim file or formula that cannot be checked as written
    │   ├── BadRecord               an entry of a register that cannot be taken in as it stands
    │   ├── BadTable                a table of figures that cannot be taken in as it stands
    │   ├── NoAnswer                a service that cannot be reached, refuses, or answers something else
    │   ├── BadFolder               a folder that holds no brief, or one that cannot be read
    │   ├── CannotWrite             a folder or file that refuses what should be written there
    │   ├── BadDocument             a text in either language that cannot be read as it stands
    │   ├── BadText                 prose that breaks a rule of the guards (a bare digit, unequal references)
    │   ├── HeldBack                something asked for that a rule of disclosure holds back
    │   ├── BadDialogue             a dialogue, session, agenda or ballot that cannot be kept as it is given
    │   ├── BadForm                 a questionnaire that cannot be read or used as it stands
    │   ├── BadAnswers              a file of answers that cannot be taken in as it stands
    │   ├── NoGlyph                 a character that the fonts of paper cannot set
    │   └── NotInstalled            something asked for that needs a package of an extra
    └── OurFault                    exit 3: the package, a release or a file of ours is broken
        ├── CorruptRelease          a release whose bytes do not match their SHA-256
        └── BrokenRelease           a release that breaks a rule of its own (two rows under one full key)
"""

from typing import Final


class TanluError(Exception):
    """An error with two sentences in two languages: what and where, then what to do.

    Parameters
    ----------
    what : tuple of str
        English and Chinese: what is wrong, and where.
    do : tuple of str
        English and Chinese: what to do about it.
    """

    exit_code = 3

    def __init__(self, what: tuple[str, str], do: tuple[str, str]) -> None:
        self.what = what
        self.do = do
        super().__init__(f"{what[0]} {do[0]}")

    def __reduce__(self) -> tuple[type["TanluError"], tuple[tuple[str, str], tuple[str, str]]]:
        """Let it pass from one process to another with all its sentences."""
        return type(self), (self.what, self.do)

    def lines(self, lang: str) -> tuple[str, str]:
        """Return the two sentences in ``lang`` (``"zh"``, or anything else for English)."""
        index = 1 if lang == "zh" else 0
        return self.what[index], self.do[index]


_WHY: Final[dict[type[Exception], tuple[str, str]]] = {
    FileNotFoundError: ("there is no such file", "没有这个文件"),
    IsADirectoryError: ("it is a folder", "这是文件夹"),
    PermissionError: ("it may not be read", "没有读取权限"),
    UnicodeDecodeError: ("it is not UTF-8", "不是 UTF-8 编码"),
}


def why(error: Exception) -> tuple[str, str]:
    """Return in both languages why a file cannot be read; what only its reader can tell stays in the reader's words.

    >>> why(FileNotFoundError(2, "No such file or directory", "x.csv"))
    ('there is no such file', '没有这个文件')
    >>> why(ValueError("line 3"))
    ('line 3', 'line 3')
    """
    return next((words for kind, words in _WHY.items() if isinstance(error, kind)), (str(error), str(error)))


class UserMistake(TanluError):
    """Something the person can put right."""

    exit_code = 2


class UnknownName(UserMistake):
    """No register holds this name."""


class BadReference(UserMistake):
    """A reference, period or number that cannot be read."""


class NoFigure(UserMistake):
    """The reference is sound, but no figure stands there."""


class NotComparable(UserMistake):
    """Two figures that must not be joined."""


class NotIdentified(UserMistake):
    """A result whose sign or order the data do not settle."""


class BadClaim(UserMistake):
    """A claim that cannot be checked as it is written."""


class BadRecord(UserMistake):
    """An entry of a register that cannot be taken in as it stands."""


class BadTable(UserMistake):
    """A table of figures that cannot be taken in as it stands."""


class NoAnswer(UserMistake):
    """A service that cannot be reached, refuses, or answers something else than it should."""


class BadFolder(UserMistake):
    """A folder that holds no brief of ours, or one that this version cannot read."""


class CannotWrite(UserMistake):
    """A folder or file that refuses what should be written there."""


class BadDocument(UserMistake):
    """A text in either language that cannot be read as it stands."""


class BadText(UserMistake):
    """Prose that breaks a rule of the guards."""


class HeldBack(UserMistake):
    """Something asked for that a rule of disclosure holds back."""


class BadDialogue(UserMistake):
    """A dialogue, session, agenda or ballot that cannot be kept as it is given."""


class BadForm(UserMistake):
    """A questionnaire that cannot be read or used as it stands."""


class BadAnswers(UserMistake):
    """A file of answers that cannot be taken in as it stands."""


class NoGlyph(UserMistake):
    """A character that the fonts of paper cannot set."""


class NotInstalled(UserMistake):
    """Something asked for that needs a package of an extra."""


class OurFault(TanluError):
    """The package, a release or a file of ours is broken."""

    exit_code = 3


class CorruptRelease(OurFault):
    """A release whose bytes do not match what its descriptor says."""


class BrokenRelease(OurFault):
    """A release that breaks a rule of its own."""
