"""Which layout a file has: looked at, said, and never forced."""

from tanlu.errors import BadTable
from tanlu.evidence.readers import bea, divisions, long, nbs, qcew, wide
from tanlu.evidence.readers.files import Grid
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import Taken
from tanlu.evidence.readers.text import plain
from tanlu.text import Text

LAYOUTS = {
    "long": Text("a long table", "长表"),
    "wide": Text("a wide table with a mapping file", "宽表（附映射文件）"),
    "divisions": Text("a yearbook table of jobs by industry", "年鉴分行业就业表"),
    "nbs": Text("a table of the National Bureau of Statistics", "国家统计局表格"),
    "qcew": Text("an annual file of QCEW", "QCEW 年度文件"),
    "bea": Text("a regional table of BEA", "BEA 地区表"),
    "json": Text("a JSON export", "JSON 导出文件"),
}
_READERS = {"long": long.read, "wide": wide.read, "divisions": divisions.read, "nbs": nbs.read,
            "qcew": qcew.read, "bea": bea.read,
            "json": long.read_exported}  # fmt: skip


def read_table(grid: Grid, mapping: Mapping, name: str) -> Taken:
    """Read a file in the layout that the mapping file names, or else the one it has.

    Raises
    ------
    BadTable
        If no layout fits.
    """
    layout = mapping.layout or _look(grid, mapping)
    if layout not in _READERS or (layout == "json") != (grid.exported is not None):
        raise BadTable(
            (f"No layout is called {layout!r}.", f"没有名为 {layout!r} 的布局。"),
            (f"Layouts are {', '.join(_READERS)}.", f"可用布局：{'、'.join(_READERS)}。"),
        )
    return _READERS[layout](grid, mapping, name)


def _look(grid: Grid, mapping: Mapping) -> str:
    if grid.exported:
        return "json"
    head = grid.head()
    looks = {
        "qcew": qcew.fits(head), "bea": bea.fits(head), "wide": wide.fits(mapping), "long": long.fits(head),
        "divisions": divisions.fits(head), "nbs": nbs.fits(head),
    }  # fmt: skip
    found = next((layout for layout, fits in looks.items() if fits), "")
    if not found:
        raise _none_fits(grid, head[0][1] if head else [])
    return found


def _none_fits(grid: Grid, first: list[str]) -> BadTable:
    seen = [plain(cell)[:30] for cell in first if cell][:6]
    return BadTable(
        (
            f"No layout fits {grid.path.name}; its first row is: {', '.join(seen)}.",
            f"{grid.path.name} 不符合任何布局；首行为：{'、'.join(seen)}。",
        ),
        (
            (
                "Name the columns series, region, year, value, unit, source; or say what they are in a mapping file "
                "(--mapping, see docs/en/own-figures.md)."
            ),
            (
                "请将列命名为 series、region、year、value、unit、source；或用映射文件说明各列"
                "（--mapping，见 docs/zh/own-figures.md）。"
            ),
        ),
    )
