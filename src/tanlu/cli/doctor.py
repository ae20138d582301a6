"""``tanlu doctor``."""

import sys

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json


@click.command(
    help=both(
        "Explain what is here, what is absent, and why.",
        "检查安装情况：哪些部件正常，哪些没有，有何影响。",
    )
)
@format_option
def doctor(form: str) -> None:
    """Examine the installation."""
    from tanlu.actions.doctor import examine, is_healthy

    findings = examine()
    if form == "json":
        put_json(
            [
                {"name": each.name.to_json(), "state": each.state, "detail": each.detail.to_json()}
                for each in findings
            ]
        )
    else:
        from tanlu.cli.tables import print_findings

        print_findings(findings)
    if not is_healthy(findings):
        sys.exit(3)
