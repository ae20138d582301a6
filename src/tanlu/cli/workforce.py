"""``tanlu economy workforce``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.speak import both
from tanlu.errors import BadReference

if TYPE_CHECKING:
    from tanlu.actions.workforce import Rated


def _file(name: str, *, en: str, zh: str, **more: Any) -> Callable[..., Any]:  # noqa: ANN401 - whatever click takes
    return click.option(name, type=click.Path(path_type=Path, dir_okay=False), help=both(en, zh), **more)


@click.command(
    help=both(
        "Show which work the people of an occupation could do, with reasons; or with --displaced and --openings how "
        "many of them the openings could take.\n\nRATINGS are files of O*NET (Skills, Knowledge), or CSV with the "
        "columns occupation, element, and importance (1-5), level (0-7) or both.",
        "显示某职业的人可以转做哪些工作，并说明理由；给出 --displaced 和 --openings 时，计算空缺岗位能接纳多少人。\n\n"
        "RATINGS 为 O*NET 的文件（Skills、Knowledge），或含职业、要素及重要性（1—5）、水平（0—7）的 CSV，后两者至少有一。",
    )
)
@click.option(
    "--from",
    "origin",
    default="",
    metavar="OCCUPATION",
    help=both("Code or title of the occupation.", "职业的代码或名称。"),
)
@_file(
    "--wages",
    en="Wages, jobs, job zones, licences or distances by occupation (OEWS or CSV); may be repeated.",
    zh="各职业的工资、就业人数、准备程度、执业许可或距离（OEWS 或 CSV），可重复给出。",
    multiple=True,
)
@_file(
    "--titles",
    en="Codes and titles, where the ratings have codes only; may be repeated.",
    zh="代码与名称对照表，用于评分只有代码的情形，可重复给出。",
    multiple=True,
)
@_file("--staffing", en="Industries by occupations (OEWS or CSV).", zh="各行业的职业构成（OEWS 或 CSV）。")
@click.option(
    "--industry", default="", metavar="NAICS", help=both("Which industry of it.", "其中的哪个行业。")
)
@click.option(
    "--only-industry",
    "inside",
    is_flag=True,
    help=both("Leave out occupations that this industry does not have.", "略去该行业没有的职业。"),
)
@click.option(
    "--measure",
    type=click.Choice(["standardised", "cosine", "euclid", "jaccard", "gap"]),
    default="standardised",
    show_default=True,
    help=both("How alikeness is measured.", "相似度的算法。"),
)
@click.option(
    "--top",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help=both("Length of the list.", "清单长度。"),
)
@_file(
    "--displaced",
    en="People who lose their work (occupation, people; perhaps wage, place, lat, lon).",
    zh="失去岗位的人（职业、人数；另可有工资、地点、纬度、经度）。",
)
@_file(
    "--openings",
    en="Openings (occupation, openings; perhaps wage, place, lat, lon).",
    zh="空缺岗位（职业、岗位数；另可有工资、地点、纬度、经度）。",
)
@click.option(
    "--within",
    type=float,
    default=80.0,
    show_default=True,
    metavar="KM",
    help=both("How far is within reach.", "多远算在可及范围内。"),
)
@click.option(
    "--least",
    type=float,
    default=75.0,
    show_default=True,
    metavar="PERCENTILE",
    help=both("Moves less alike are not considered.", "相似度百分位低于此值的转换不予考虑。"),
)
@click.option(
    "--wage-weight",
    type=float,
    default=1.0,
    show_default=True,
    help=both("What a lost wage costs.", "工资下降的权重。"),
)
@click.option(
    "--distance-weight",
    type=float,
    default=1.0,
    show_default=True,
    help=both("What the reach costs.", "距离的权重。"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help=both("Text for people, JSON or CSV for programs.", "text 供人阅读，json 或 csv 供程序使用。"),
)
@click.argument("ratings", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
def workforce(ratings: tuple[Path, ...], **said: Any) -> None:  # noqa: ANN401 - one option each
    """Show destinations or an allocation."""
    from tanlu.actions.workforce import Rated, destinations
    from tanlu.cli.workforces import put_matches

    asked = Rated(ratings, said["titles"], said["wages"], said["staffing"], said["industry"], said["measure"])
    if said["displaced"] or said["openings"]:
        _allocate(asked, said)
        return
    if not said["origin"]:
        raise BadReference(
            ("Whose work it is, is not said.", "没有指定职业。"),
            ("Give --from OCCUPATION, or --displaced and --openings.", "请给出 --from 职业，或 --displaced 与 --openings。"),
        )  # fmt: skip
    put_matches(
        destinations(asked, said["origin"], top=said["top"], inside=said["inside"]),
        said["form"],
        said["industry"],
    )


def _allocate(asked: "Rated", said: dict[str, Any]) -> None:
    from tanlu.actions.workforce import allocation
    from tanlu.analysis.economy.workforce.transitions import Weights
    from tanlu.cli.workforces import put_transitions

    if not said["displaced"] or not said["openings"] or said["origin"]:
        raise BadReference(
            (
                "An allocation needs people and openings, and no --from.",
                "分配须同时有失去岗位的人和空缺岗位，且不与 --from 同用。",
            ),
            ("Give --displaced and --openings.", "请给出 --displaced 和 --openings。"),
        )
    weights = Weights(said["wage_weight"], said["distance_weight"], said["within"], said["least"])
    put_transitions(allocation(asked, said["displaced"], said["openings"], weights), said["form"])
