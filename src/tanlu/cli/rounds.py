"""``tanlu study round``."""

from pathlib import Path

import click

from tanlu.cli.speak import both


@click.command(
    "round",
    help=both(
        "Print what may leave of a round of a survey, as JSON: suppressed estimates, who did not answer by language, and "
        "what may be compared. No row leaves.\n\nDIR holds survey.toml and answers.csv; without it, the invented survey.",
        "以 JSON 输出一轮调查可以对外的内容：已隐去小格的估计、各语言的未作答情况，以及哪些可以比较。不输出任何一行回答。"
        "\n\nDIR 含 survey.toml 和 answers.csv；不指定时为虚构调查。",
    ),
    epilog=both(
        "Examples: tanlu study round · tanlu study round --example survey · tanlu brief survey --from survey",
        "示例：tanlu study round · tanlu study round --example survey · tanlu brief survey --from survey",
    ),
)
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--example", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help=both("Write the invented survey into a folder, to start from.", "把虚构调查写入文件夹，供改写。"),
)  # fmt: skip
def survey_round(folder: Path | None, example: Path | None) -> None:
    """Tell a round."""
    from tanlu.actions.survey_round import tell_round, write_round_example
    from tanlu.cli.speak import put_json

    if example is not None:
        write_round_example(example)
        click.echo(both(f"Written to {example}.", f"已写入 {example}。"))
        return
    put_json(tell_round(folder))
