"""One entry of a register's file, read cell by cell."""

from collections.abc import Mapping, Sequence
from typing import Any

from tanlu.errors import BadRecord, BadReference, BadText
from tanlu.period import PartialDate
from tanlu.registers.tables import nearest
from tanlu.text import Text

Plain = Mapping[str, Any]


class Entry:
    """One entry of a file, read cell by cell; whatever is wrong with a cell is told with the entry's place."""

    __slots__ = ("_where", "data", "seen")

    def __init__(self, data: Plain, where: str) -> None:
        self.data = data
        self._where = where
        self.seen: set[str] = set()

    def word(self, name: str, default: str | None = None) -> str:
        """Return a text cell."""
        self.seen.add(name)
        value = self.data.get(name, default)
        if value is None:
            raise self.bad(f"lacks {name!r}", f"缺少 {name!r}", f"Add {name}.", f"请补上 {name}。")
        return str(value).strip()

    def text(self, name: str) -> Text:
        """Return a text in both languages, from ``name_en`` and ``name_zh``."""
        try:
            return Text(self.word(f"{name}_en"), self.word(f"{name}_zh"))
        except BadText as error:
            raise self.bad(
                f"has {name!r} in one language only",
                f"的 {name!r} 只有一种语言",
                f"Write both {name}_en and {name}_zh.",
                f"请同时填写 {name}_en 和 {name}_zh。",
            ) from error

    def maybe_text(self, name: str) -> Text | None:
        """Return a text in both languages, or None where neither is there."""
        self.seen.update((f"{name}_en", f"{name}_zh"))
        return self.text(name) if f"{name}_en" in self.data or f"{name}_zh" in self.data else None

    def date(self, name: str) -> PartialDate | None:
        """Return a date as precise as it is written, or None."""
        written = self.word(name, "")
        if not written:
            return None
        try:
            return PartialDate.parse(written)
        except BadReference as error:
            raise self.bad(
                f"has {name} = {written!r}, which is no date",
                f"的 {name} = {written!r} 不是日期",
                "Write 2026, 2026-12 or 2026-12-05, with ? behind it where it is uncertain; leave it out where "
                "nobody knows it.",
                "请写成 2026、2026-12 或 2026-12-05，不确定时后加“?”；不知道就留空。",
            ) from error

    def one_of(self, name: str, known: Sequence[str] | Mapping[str, Any], default: str | None = None) -> str:
        """Return a cell that must be one of a few words."""
        found = self.word(name, default)
        if found not in known:
            names = ", ".join(known)
            raise self.bad(
                f"has {name} = {found!r}",
                f"的 {name} 为 {found!r}",
                f"Use one of: {names}.",
                f"可用：{names}。",
            )
        return found

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of words."""
        self.seen.add(name)
        found = self.data.get(name, ())
        if isinstance(found, str) or not all(isinstance(each, str) for each in found):
            raise self.bad(
                f"has {name} that is no list",
                f"的 {name} 不是列表",
                'Write ["a", "b"].',
                '请写成 ["a", "b"]。',
            )
        return tuple(found)

    def entries(self, name: str) -> tuple["Entry", ...]:
        """Return entries within this one."""
        self.seen.add(name)
        return tuple(Entry(each, f"{self._where} {name}") for each in self.data.get(name, ()))

    def part(self, name: str) -> "Entry":
        """Return the entry within this one that has its own cells."""
        self.seen.add(name)
        found = self.data.get(name, {})
        if not isinstance(found, Mapping):
            raise self.bad(
                f"has {name} that is no table",
                f"的 {name} 不是表",
                f"Write {name} = {{ ... }}.",
                f"请写 {name} = {{ ... }}。",
            )
        return Entry(found, f"{self._where} {name}")

    def whole(self, name: str) -> int | None:
        """Return a whole number, or None."""
        self.seen.add(name)
        value = self.data.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        raise self.bad(
            f"has {name} = {value!r}",
            f"的 {name} 为 {value!r}",
            "Give a whole number above zero.",
            "须为正整数。",
        )

    def truth(self, name: str) -> bool:
        """Return yes or no."""
        self.seen.add(name)
        value = self.data.get(name)
        if isinstance(value, bool):
            return value
        raise self.bad(
            f"has {name} = {value!r}",
            f"的 {name} 为 {value!r}",
            "Write true or false.",
            "请写 true 或 false。",
        )

    def bad(self, what: str, what_zh: str, do: str, do_zh: str) -> BadRecord:
        """Return the error that tells what is wrong with this entry."""
        return BadRecord((f"{self._where} {what}.", f"{self._where} {what_zh}。"), (do, do_zh))

    def close(self) -> None:
        """Refuse cells that nothing reads: a misspelt name would else be lost in silence."""
        lost = sorted(self.data.keys() - self.seen)
        if lost:
            near = nearest(lost[0], self.seen)
            hint = f" ({', '.join(near)}?)" if near else ""
            raise self.bad(
                f"has {lost[0]!r}, which this version does not know{hint}",
                f"含有本版本不认识的 {lost[0]!r}{hint}",
                "Correct the name, or take it out.",
                "请改正名称，或将其删去。",
            )
