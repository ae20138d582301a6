"""Sources: who said it, where, when and under which terms."""

from dataclasses import dataclass
from typing import Final

from tanlu.text import Text

LICENCES: Final[dict[str, Text]] = {
    "US federal public domain": Text(
        "US federal government work, public domain", "美国联邦政府作品，公有领域"
    ),
    "CC BY 4.0": Text("CC BY 4.0, attribution", "CC BY 4.0，须署名"),
    "NBS, free with source": Text("NBS, free use with source", "国家统计局，注明来源可使用"),
    "PDDL": Text("Public domain (PDDL)", "公有领域（PDDL）"),
    "public announcement": Text("Public announcement", "公开公告"),
    "cite the yearbook": Text("Cite the yearbook", "须注明年鉴出处"),
    "your own": Text("Your own copy; its terms are yours to keep", "自有数据，使用条款由导入者自行遵守"),
    "single figures only": Text(
        "Single figures, cited; the table itself is not here", "仅引用单个数字，不收录原表"
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that figures come from.

    Parameters
    ----------
    id : str
        The name used after ``~`` in a reference.
    title, publisher : Text
        Together the citation, in both languages.
    published, accessed : str
        ISO date, perhaps only the year.
    url : str
        Address; may be a site where the page address was not kept (the note says so).
    licence : Text
        The terms.
    language : str
        Language of the source itself: ``en``, ``zh`` or ``en,zh``.
    locator : str
        Where inside, such as a path at a commit.
    note : Text or None
        A weakness worth telling a reader.
    """

    id: str
    title: Text
    publisher: Text
    published: str
    url: str
    accessed: str
    licence: Text
    language: str
    locator: str
    note: Text | None

    @property
    def citation(self) -> Text:
        """Return publisher, year and title as one line in each language; ``0000`` and nothing are no year."""
        dated = self.published[:4].strip("0")
        en, zh = (self.published[:4],) * 2 if dated else ("undated", "未注日期")
        zh_title = self.title.zh if self.title.zh.startswith("《") else f"《{self.title.zh}》"
        return Text(
            f"{self.publisher.en} ({en}). {self.title.en}", f"{self.publisher.zh}（{zh}）：{zh_title}"
        )
