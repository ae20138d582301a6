"""A synthetic yearbook: jobs of thirty-one provinces by industry, in the layout that the statisticians print."""

import numpy as np

from tanlu.registers.gbt import classes
from tanlu.registers.regions import regions

LEFT_OUT = {"CN-HK", "CN-MO", "CN-TW"}


def provinces():
    return [each for each in regions().values() if each.parent == "CHN" and each.code not in LEFT_OUT]


def columns(*, sections_only=False):
    """Return the classes printed: divisions of mining, manufacturing and supply, sections of the rest."""
    cut = "" if sections_only else "BCD"
    return [
        each
        for each in classes().values()
        if each.code not in {"12", "T"} and (each.is_section != (each.section in cut))
    ]


def yearbook(years=(2015, 2020), *, sections_only=False, nation=True, seed=7):
    """Return the text of the table, in 万人; Shanxi lives on coal and loses some of it."""
    draw, heads = np.random.default_rng(seed), columns(sections_only=sections_only)
    places = provinces()
    base = np.exp(draw.normal(0, 0.8, (len(places), len(heads)))) * 2
    coal = [each.code for each in heads].index("B" if sections_only else "06")
    shanxi = [each.code for each in places].index("CN-SX")
    base[shanxi, coal] = 90
    lines = [
        "分地区按行业分城镇非私营单位就业人员（虚构示例）" + "," * (len(heads) + 2),
        "," * (len(heads) + 2) + "单位：万人",
        ",".join(["地　区", "年份", "合　计", *(each.title.zh for each in heads)]),
    ]
    for at, year in enumerate(years):
        held = np.round(base * np.exp(draw.normal(0.05 * at, 0.1 * at, base.shape)), 2)
        held[shanxi, coal] = 90 - 20 * at
        rows = [("全　国", held.sum(axis=0))] * nation
        rows += [(each.name.zh, row) for each, row in zip(places, held, strict=True)]
        for name, row in rows:
            lines.append(",".join([name, str(year), f"{row.sum():.2f}", *(f"{each:.2f}" for each in row)]))
    lines.append("注：全部数字均为虚构。" + "," * (len(heads) + 2))
    return "\n".join(lines) + "\n"
