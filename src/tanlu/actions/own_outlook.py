"""An outlook with assumptions of one's own, beside the standard one, and looked back on like it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from tanlu.actions.progress import Progress, silent
from tanlu.analysis.coal import outlook as engine
from tanlu.analysis.coal.breaks import Break, halving, line
from tanlu.analysis.coal.coverage import card as look_back
from tanlu.errors import BadReference, NoFigure
from tanlu.evidence.store import Store
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.breaks import TITLES, happened
from tanlu.lineage.tables.outlook import (
    DRAWS,
    HORIZON,
    SEED,
    Drawn,
    card,
    drawn,
    many,
    paths,
    unbroken,
)
from tanlu.text import Text

BREAKS: Final = {
    "": Text("none", "不设断崖"),
    **{name: TITLES[name] for name in ("halving", "appalachia", "basin")},
}
LIMITS: Final = {
    "damping": (50, 95),
    "mixture": (0, 100),
    "wider": (50, 200),
    "years": (1, HORIZON),
    "onset": (0, 9),
}
"""How far each assumption may be moved: shares and the stretch in percent."""
_HALF: Final = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What an outlook is asked for.

    Parameters
    ----------
    region : str
        Code.
    damping, mixture, wider : int
        In percent: what is left of the trend after a year, paths that follow another region, and the stretch.
    years : int
        Ahead.
    cut : str
        A key of :data:`BREAKS`.
    onset : int
        Years ahead after which the break begins.
    """

    region: str = "US-WY"
    damping: int = 85
    mixture: int = 50
    wider: int = 100
    years: int = HORIZON
    cut: str = ""
    onset: int = 0

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            if not low <= getattr(self, name) <= high:
                raise BadReference(
                    (f"{name} has to lie between {low} and {high}.", f"{name} 须在{low}至{high}之间。"),
                    ("Move the slider back into its range.", "请将滑块移回范围内。"),
                )
        if self.cut not in BREAKS:
            raise BadReference(
                (f"{self.cut!r} is no break that is known.", f"没有名为 {self.cut!r} 的断崖情景。"),
                ("Choose one from the list.", "请从列表中选择。"),
            )

    def settings(self) -> engine.Settings:
        """Return the assumptions as the engine takes them."""
        return engine.Settings(self.damping / 100, self.mixture / 100, self.wider / 100)


def _panels(store: Store) -> tuple[Panel, Panel]:
    panels = Tables(store).panels(table_recipes()["coal_outlook"], 0)
    if len(panels) != 2:
        raise NoFigure(
            ("The evidence holds no panel of coal output to draw from.", "数据中没有可用的煤炭产量面板。"),
            ("Use the packaged evidence of a later day.", "请使用较新版本的数据。"),
        )
    return panels[0], panels[1]


def open_regions(store: Store) -> tuple[str, ...]:
    """Return the regions of which enough is known for a band."""
    return tuple(sorted(drawn(*_panels(store))))


def standard(store: Store) -> Asked:
    """Return the assumptions of the standard outlook."""
    used = card(_panels(store)[0]).settings
    return Asked(
        damping=round(100 * used.damping), mixture=round(100 * used.mixture), wider=round(100 * used.wider)
    )


def own_outlook(store: Store, asked: Asked, progress: Progress = silent) -> dict[str, Any]:
    """Return the band that follows from assumptions of one's own beside the standard one, and how both held in the past.

    Parameters
    ----------
    store : Store
        The evidence.
    asked : Asked
    progress : callable
        Told how many steps of how many are done.

    Returns
    -------
    dict
        ``past`` and ``break`` by year in million tonnes, ``own`` and ``standard`` quantiles by year, ``own_card`` and
        ``standard_card`` the share of past cases inside and their number at the last year ahead.

    Raises
    ------
    NoFigure
        If too little is known of the region for any band.
    """
    progress(0, 3, Text("drawing the standard band", "计算标准区间"))
    panels = _panels(store)
    known = drawn(*panels)
    if asked.region not in known:
        raise NoFigure(
            (f"No band is drawn for {asked.region}.", f"{asked.region} 不绘制区间。"),
            (f"Choose one of {', '.join(sorted(known))}.", f"请从 {'、'.join(sorted(known))} 中选择。"),
        )
    usual = known[asked.region]
    path = paths(panels[1], "Mt")[asked.region]
    held = unbroken(path)
    progress(1, 3, Text("drawing your band", "按您的假设计算区间"))
    start = engine.start_of(asked.region, [path[year] for year in held])
    draws = engine.draw(
        [start], many(panels[0]), horizon=HORIZON, draws=DRAWS, seed=SEED, settings=asked.settings()
    )
    own = Drawn(usual.last, usual.output, draws[:, :, 0])
    years = range(usual.last + 1, usual.last + asked.years + 1)
    progress(2, 3, Text("looking back on your band", "回测您的区间"))
    back = look_back(many(panels[0]), horizons=(asked.years,), settings=asked.settings())
    looked = card(panels[0])
    at = looked.horizons.index(asked.years)
    return {
        "asked": asdict(asked),
        "past": {str(year): path[year] for year in held},
        "own": {str(year): own.values(year) for year in years},
        "standard": {str(year): usual.values(year) for year in years},
        "break": _cut(asked, panels, usual),
        "own_card": {"covered": float(back.covered[0]), "cases": int(back.cases[0])},
        "standard_card": {"covered": float(looked.covered[at]), "cases": int(looked.cases[at])},
        "narrower": _narrower(own, usual, asked.years),
    }


def _narrower(own: Drawn, usual: Drawn, years: int) -> float:
    """Return the width of the own band over that of the standard one, in the last year asked for."""
    width = [np.subtract(*np.quantile(each.draws[:, years - 1], (0.9, 0.1))) for each in (own, usual)]
    return float(width[0] / width[1])


def _cut(asked: Asked, panels: tuple[Panel, Panel], usual: Drawn) -> Mapping[str, float]:
    if not asked.cut:
        return {}
    found: tuple[Break, ...] = (
        (halving(_HALF),) if asked.cut == "halving" else happened(asked.cut, panels[0], panels[1])
    )
    if not found:
        return {}
    course = line(usual.output, found[0], asked.onset, asked.years)
    return {str(usual.last + year): float(value) for year, value in enumerate(course, 1)}
