"""``tanlu study plan``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.planning import Plan, Planned

Command = Callable[..., Any]
_SHARE = click.FloatRange(0, 100)


def _number(flag: str, name: str, en: str, zh: str, kind: Any = float) -> Callable[[Command], Command]:  # noqa: ANN401
    return click.option(flag, name, type=kind, default=None, help=both(en, zh))


@click.command(
    help=both(
        "Plan how many to ask: from a margin of error or a difference to answers and invitations, or back from answers "
        "to what they would tell. Shares, margins of shares, power and rates are in percent.",
        "规划样本量：由误差范围或要检出的差异推算回答数和邀请数，或由回答数反推精度。比例、比例的误差范围、功效、回收率"
        "均以百分数填写。",
    ),
    epilog=both(
        "Examples: tanlu study plan --proportion 50 --margin 5 --deff 1.5 --population 34530 --response 20 · "
        "tanlu study plan --proportion 50 --answers 400 · tanlu study plan --proportion 40 --other 50 --power 80 · "
        "tanlu study plan --sd 12 --difference 3 --cluster 11 --icc 0.05",
        "示例：tanlu study plan --proportion 50 --margin 5 --deff 1.5 --population 34530 --response 20 · "
        "tanlu study plan --proportion 50 --answers 400 · tanlu study plan --proportion 40 --other 50 --power 80 · "
        "tanlu study plan --sd 12 --difference 3 --cluster 11 --icc 0.05",
    ),
)
@_number(
    "--proportion",
    "share",
    "A share is asked; about so many percent.",
    "估计比例；预计约为百分之几。",
    _SHARE,
)
@_number("--sd", "sd", "A mean is asked; its answers spread like this.", "估计均值；答案的标准差。")
@_number("--margin", "margin", "Margin of error wanted.", "所需误差范围。")
@_number(
    "--answers", "answers", "Answers there are, in each group.", "已有的回答数（每组）。", click.IntRange(1)
)
@_number("--other", "other", "Share of a second group.", "第二组的比例。", _SHARE)
@_number("--difference", "difference", "Difference of two means to find.", "要检出的两组均值之差。")
@click.option(
    "--power", type=_SHARE, default=80.0, show_default=True, help=both("Chance to find it.", "检验功效。")
)
@_number("--deff", "deff", "Design effect.", "设计效应。")
@_number("--cluster", "cluster", "Answers in a cluster.", "每群的回答数。")
@_number("--icc", "correlation", "Correlation within clusters.", "群内相关系数。")
@_number("--population", "population", "People in the whole (in each group).", "总体人数（每组）。")
@click.option(
    "--response", type=_SHARE, default=100.0, show_default=True,
    help=both("Of those invited, how many answer.", "回收率。"),
)  # fmt: skip
@click.option(
    "--level", type=click.FloatRange(50, 99.9), default=95.0, show_default=True,
    help=both("Of the margin or test.", "置信水平。"),
)  # fmt: skip
@format_option
def plan(form: str, **said: Any) -> None:  # noqa: ANN401 - one option each
    """Plan a sample."""
    from tanlu.actions.planning import Plan
    from tanlu.actions.planning import plan as planned

    for name in ("share", "other", "power", "response", "level"):
        said[name] = None if said[name] is None else said[name] / 100
    if said["share"] is not None and said["margin"] is not None:
        said["margin"] /= 100
    asked = Plan(**said)
    found = planned(asked)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(found.to_json())
    else:
        _print(asked, found)


def _print(asked: "Plan", found: "Planned") -> None:
    from tanlu.actions.planning import CONVENIENCE
    from tanlu.text import grouped, user_lang

    lang = user_lang()

    def count(value: int) -> str:
        return grouped(str(value), lang)

    each = both(" in each of two groups", "（两组各）") if found.groups == 2 else ""
    lines = [
        both(f"Answers{each}: {count(found.answers)}", f"回答{each}：{count(found.answers)}份"),
        both(f"Invitations{each}: {count(found.invitations)}", f"邀请{each}：{count(found.invitations)}人"),
    ]
    if found.clusters is not None:
        lines.append(both(f"Clusters{each}: {count(found.clusters)}", f"群{each}：{count(found.clusters)}个"))
    if found.margin is not None:
        ends = f"±{100 * found.margin:.2f}" if asked.sd is None else f"±{found.margin:.4g}"
        points = both(" points", "个百分点") if asked.sd is None else ""
        lines.append(both(f"Margin of error: {ends}{points}", f"误差范围：{ends}{points}"))
    if found.power is not None:
        lines.append(both(f"Power: {found.power:.0%}", f"检验功效：{found.power:.0%}"))
    lines.append(both(f"Design effect: {found.deff:.4g}", f"设计效应：{found.deff:.4g}"))
    click.echo("\n".join([*lines, CONVENIENCE(lang)]))
