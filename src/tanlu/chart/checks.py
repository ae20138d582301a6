"""What a chart refuses to be made of."""

import math

from tanlu.errors import OurFault


def refuse(en: str, zh: str) -> OurFault:
    """Return the error of a chart that cannot be drawn."""
    return OurFault(
        (f"A chart cannot be drawn: {en}.", f"无法绘图：{zh}。"),
        ("Correct the data given to the chart.", "请更正传给图表的数据。"),
    )


def check_finite(key: str, *values: float | None) -> None:
    """Refuse a value that is no number."""
    if any(value is not None and not math.isfinite(value) for value in values):
        raise refuse(
            f"{key} holds a value that is not a number; leave missing points out",
            f"{key} 含有非数值；缺失的点应当略去",
        )


def check_keys(keys: tuple[str, ...], what_en: str, what_zh: str) -> None:
    """Refuse none at all, or two of one key."""
    if not keys:
        raise refuse(f"it has no {what_en}", f"没有{what_zh}")
    if len(set(keys)) != len(keys):
        raise refuse(f"two {what_en} share one key", f"有两个{what_zh}用了同一个键")
