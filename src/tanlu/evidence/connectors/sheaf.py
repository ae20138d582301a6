"""Rows as a connector collects them, with the source that they cite."""

from collections import Counter
from dataclasses import dataclass, field

from tanlu.evidence.connectors.model import Connector, Wish
from tanlu.evidence.readers.agency import source_id
from tanlu.evidence.readers.shape import Row, Taken, make_row
from tanlu.text import Text


def absent(status: str, en: str, zh: str) -> dict[str, str]:
    """Return the cells of a stated absence."""
    return {"status": status, "note_en": en, "note_zh": zh, "value": ""}


MISSING = absent("missing", "The service gives no figure.", "来源没有给出数字。")


@dataclass(slots=True)
class Sheaf:
    """What a connector reads out of its answers.

    Parameters
    ----------
    connector : Connector
        Whose answers they are.
    wish : Wish
        What was asked for.
    """

    connector: Connector
    wish: Wish
    rows: list[Row] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    left_out: Counter[Text] = field(default_factory=Counter)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, heading: str, **cells: str) -> None:
        """Add a figure; a value that is empty and has no status is a missing one."""
        if not cells.get("value") and not cells.get("status"):
            cells |= MISSING
        self.rows.append(make_row(len(self.rows) + 1, heading, **cells))

    def leave(self, en: str, zh: str, count: int = 1) -> None:
        """Count something that is left out."""
        self.left_out[Text(en, zh)] += count

    def source(self, stem: str, title: Text, *, url: str = "", published: str = "", locator: str = "") -> str:
        """Describe a source of this vintage and return its id."""
        house = self.connector
        made = source_id(stem, self.wish.vintage.removeprefix(f"{house.id}-"))
        self.sources[made] = {
            "title_en": title.en,
            "title_zh": title.zh,
            "publisher_en": house.publisher.en,
            "publisher_zh": house.publisher.zh,
            "url": url or house.page,
            "published": published or self.wish.today,
            "accessed": self.wish.today,
            "licence": house.licence,
            "language": "zh" if house.id == "nbs" else "en",
            "locator": locator,
            "note_en": f"Brought in by the connector {house.id}; the raw answers are kept with the release.",
            "note_zh": f"由连接器 {house.id} 取得；原始返回内容随数据版本保存。",
        }
        return made

    def taken(self) -> Taken:
        """Return the rows as every reader gives them."""
        return Taken(
            layout=self.connector.id,
            rows=iter(self.rows),
            names=self.names,
            left_out=self.left_out,
            sources=self.sources,
        )
