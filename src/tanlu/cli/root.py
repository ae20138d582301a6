"""The root command and its nouns; nothing heavy is imported before a command runs."""

import click

from tanlu import __version__
from tanlu.cli.agreement import agree
from tanlu.cli.answers import answers
from tanlu.cli.areas import areas
from tanlu.cli.brief import brief
from tanlu.cli.cash import cash
from tanlu.cli.claims import claims
from tanlu.cli.coal_outlook import outlook
from tanlu.cli.commitments import commitments
from tanlu.cli.compare import compare
from tanlu.cli.completion import completion
from tanlu.cli.composite import composite
from tanlu.cli.dialogue import dialogue
from tanlu.cli.disclose import disclose
from tanlu.cli.doctor import doctor
from tanlu.cli.economy import economy
from tanlu.cli.energy import buildout, capture
from tanlu.cli.evidence import evidence
from tanlu.cli.figures import figure, trace
from tanlu.cli.fleet import fleet
from tanlu.cli.forms import form
from tanlu.cli.interviews import interviews
from tanlu.cli.panel import panel
from tanlu.cli.parity import parity
from tanlu.cli.planning import plan
from tanlu.cli.portfolio import fund, portfolio
from tanlu.cli.practices import practices
from tanlu.cli.region import region
from tanlu.cli.rounds import survey_round
from tanlu.cli.scales import scales
from tanlu.cli.site import site
from tanlu.cli.speak import both
from tanlu.cli.study import study
from tanlu.cli.up import demo, up
from tanlu.cli.usage import in_our_words
from tanlu.cli.verify import verify
from tanlu.cli.votes import votes


@click.group(
    help=both(
        "Tanlu: from a sourced figure to a bilingual brief for coal regions in transition.",
        "探路：面向转型中的煤炭地区，从有出处的数字到双语简报。",
    ),
    epilog=both(
        "Start with: tanlu brief · tanlu figure coal_production/US-WY/2023 --unit Mt · tanlu claims check",
        "不妨先试：tanlu brief · tanlu figure coal_production/US-WY/2023 --unit 万吨 · tanlu claims check",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="tanlu")
def tanlu() -> None:
    """Hold the commands together."""


for command in (
    brief, figure, trace, compare, region, claims, parity, verify, economy, commitments, practices, portfolio, fund, cash,
    buildout, capture, outlook, fleet, votes, dialogue, disclose, study, evidence, up, demo, site, doctor, completion,
):  # fmt: skip
    tanlu.add_command(command)
evidence.add_command(panel)
study.add_command(agree)
study.add_command(form)
study.add_command(answers)
study.add_command(interviews)
study.add_command(areas)
study.add_command(plan)
study.add_command(scales)
study.add_command(composite)
study.add_command(survey_round)
in_our_words(tanlu)
