"""References and facts."""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from tanlu.errors import BadReference
from tanlu.registers.regions import region
from tanlu.text import Text

Status = Literal[
    "reported", "provisional", "revised", "estimated", "projected", "missing", "suppressed", "not_applicable"
]
STATUSES: Final[dict[Status, Text]] = {
    "reported": Text("reported", "已公布"),
    "provisional": Text("provisional", "初步数"),
    "revised": Text("revised", "修订数"),
    "estimated": Text("estimated", "估计数"),
    "projected": Text("projected", "预测或目标"),
    "missing": Text("not measured", "无数据"),
    "suppressed": Text("withheld", "不予披露"),
    "not_applicable": Text("not applicable", "不适用"),
}
ABSENT: Final[frozenset[Status]] = frozenset({"missing", "suppressed", "not_applicable"})

_REF: Final = re.compile(
    r"(?P<series>[a-z][a-z0-9_]*)(?:\[(?P<dims>[^\[\]]*)\])?"
    r"/(?P<region>[A-Za-z]{2}-[A-Za-z0-9]{1,3}|[A-Za-z]{3,5})/(?P<period>\d{4})"
    r"(?:~(?P<source>[A-Za-z0-9_]+))?(?:@(?P<release>[A-Za-z0-9._-]+))?",
    re.ASCII,
)
_NAMED: Final = re.compile(r"[a-z][a-z0-9_]*(?:\[[^\[\]]*\])?/(?P<name>[^/]*[^/\W\d_][^/]*)/\d{4}(?:[~@].*)?")
_DIM: Final = re.compile(r"[a-z][a-z0-9_]*=[a-z0-9_.+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """The readable address of one figure: ``series[dim=value]/region/period~source@release``.

    Without ``~source`` it resolves through the preference table; without ``@release`` through the
    newest release that holds it.

    Parameters
    ----------
    series, region, period : str
        Indicator id, region code, year.
    dims : str
        Sorted ``key=value`` pairs joined by commas; empty for most series.
    source, release : str
        Empty where the reference leaves them open.
    """

    series: str
    region: str
    period: str
    dims: str = ""
    source: str = ""
    release: str = ""

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read the written form.

        Raises
        ------
        BadReference
            If ``text`` has another shape.
        UnknownName
            If a name stands where the region's code belongs; the codes it may mean are offered.

        Examples
        --------
        >>> str(Ref.parse("coal_production/us-wy/2023~eia_coalpublic"))
        'coal_production/US-WY/2023~eia_coalpublic'
        """
        match = _REF.fullmatch(text.strip())
        dims = match["dims"] if match else None
        if not match or (
            dims is not None and not all(_DIM.fullmatch(part.strip()) for part in dims.split(","))
        ):
            named = None if match else _NAMED.fullmatch(text.strip())
            if named:
                region(named["name"])
            raise BadReference(
                (f"{text!r} is not a reference.", f"{text!r} 不是引用地址。"),
                (
                    "Write series/region/year, such as coal_production/US-WY/2023.",
                    "请写成“指标/地区/年份”，例如 coal_production/US-WY/2023。",
                ),
            )
        return cls(
            series=match["series"],
            region=match["region"].upper(),
            period=match["period"],
            dims=",".join(sorted(part.strip() for part in dims.split(","))) if dims else "",
            source=match["source"] or "",
            release=match["release"] or "",
        )

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what rivals share: series, dimensions, region and period."""
        return self.series, self.dims, self.region, self.period

    def open(self) -> "Ref":
        """Return the reference without source and release."""
        return replace(self, source="", release="")

    def __str__(self) -> str:
        dims = f"[{self.dims}]" if self.dims else ""
        source = f"~{self.source}" if self.source else ""
        release = f"@{self.release}" if self.release else ""
        return f"{self.series}{dims}/{self.region}/{self.period}{source}{release}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure, or one stated absence of a figure.

    Parameters
    ----------
    ref : Ref
        The full address, source and release included.
    value : float or None
        In ``unit``, exactly as the source gives it. None if and only if ``status`` says why.
    unit : str
        Code of the unit of the source.
    status : Status
        Where the figure stands; absence is a status, never zero and never NaN.
    low, high : float or None
        Bounds in ``unit``, where the source gives them.
    scope : str
        Code of what is covered.
    locator : str
        Where inside the source.
    note : Text or None
        What a reader should know about this row.
    published : str
        ISO date of publication (the last day it can be), which ``as_of`` compares.
    row : int
        Number of the row in the release file, counted from zero.
    """

    ref: Ref
    value: float | None
    unit: str
    status: Status
    low: float | None
    high: float | None
    scope: str
    locator: str
    note: Text | None
    published: str
    row: int

    @property
    def year(self) -> int:
        """Return the year of the period."""
        return int(self.ref.period)
