"""Cells of a table in the terminal that break where Chinese allows it: no number is torn in two."""

from rich.cells import cell_len
from rich.console import Console, JustifyMethod, OverflowMethod, RenderableType
from rich.containers import Lines
from rich.style import StyleType
from rich.table import Table
from rich.text import Text as Styled

from tanlu.chart.measure import pieces
from tanlu.text import user_lang


class Folding(Styled):
    """Text that a narrow column breaks between characters of Chinese, never inside 3870."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Return the lines of this text in a column of ``width`` cells."""
        lines = self.divide([] if no_wrap else _breaks(self.plain, width))
        for line in lines:
            line.rstrip()
        whole = Styled("\n").join(lines)
        return whole.wrap(
            console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap
        )


def _breaks(plain: str, width: int) -> list[int]:
    found, at, taken = [], 0, 0
    for piece in pieces(plain):
        if "\n" in piece:
            taken = 0
        elif taken and taken + cell_len(piece.rstrip()) > width:
            found.append(at)
            taken = 0
        at, taken = at + len(piece), taken + cell_len(piece)
    return found


class FoldingTable(Table):
    """A table whose Chinese cells fold as Chinese does."""

    def add_row(
        self, *cells: RenderableType | None, style: StyleType | None = None, end_section: bool = False
    ) -> None:
        """Add a row."""
        super().add_row(*map(_cell, cells), style=style, end_section=end_section)


def _cell(cell: RenderableType | None) -> RenderableType | None:
    if user_lang() != "zh" or not isinstance(cell, str | Styled):
        return cell
    whole = Styled.from_markup(cell) if isinstance(cell, str) else cell
    return Folding(justify=whole.justify, overflow=whole.overflow, no_wrap=whole.no_wrap).append_text(whole)
