"""``tanlu study``: surveys, coded interviews and ratings."""

import click

from tanlu.cli.speak import both


@click.group(
    help=both(
        "Study how far a transition has come: how far those who code and rate agree.",
        "研究转型的进展：编码者和评定者之间的一致程度。",
    )
)
def study() -> None:
    """Hold the commands together."""
