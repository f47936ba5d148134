"""The commands together, and what happens when the world gets in the way."""

import click

from servanda import __version__
from servanda.cli.commands.analyse import analyse
from servanda.cli.commands.blockers import blockers
from servanda.cli.commands.catalogue import catalogue
from servanda.cli.commands.causes import causes
from servanda.cli.commands.changed import changed
from servanda.cli.commands.check import check
from servanda.cli.commands.completion import completion
from servanda.cli.commands.decision import decision
from servanda.cli.commands.disputes import disputes
from servanda.cli.commands.edition import edition
from servanda.cli.commands.expectations import expectations
from servanda.cli.commands.explain import explain
from servanda.cli.commands.format import format_files
from servanda.cli.commands.history import history
from servanda.cli.commands.incidents import incidents
from servanda.cli.commands.intake import intake
from servanda.cli.commands.log import log
from servanda.cli.commands.new import new
from servanda.cli.commands.origins import origins
from servanda.cli.commands.page import page
from servanda.cli.commands.positions import positions
from servanda.cli.commands.record import record
from servanda.cli.commands.replay import replay
from servanda.cli.commands.review import review
from servanda.cli.commands.since import since
from servanda.cli.commands.status import status
from servanda.cli.commands.test import test

COMMANDS = (
    new, status, explain, history, blockers, disputes, origins, positions, expectations, changed,
    causes, page, intake, review, incidents, record, log, edition, replay, since,
    decision, check, analyse, test, catalogue, format_files, completion,
)  # fmt: skip


class Commands(click.Group):
    """Commands in the order in which a newcomer needs them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=Commands,
    commands=list(COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Try:
  servanda new my-agreement
  servanda status examples/gaza-2025 --at 2025-12-31
  servanda explain examples/gaza-2025 return-remains --at 2025-10-14
  servanda page examples/gaza-2025 -o gaza.html

Exit codes: 0 fine, 1 the input has errors, 2 no answer: used wrongly, or what is asked
cannot be read or trusted, and a line that begins with Error says why.""",
)
@click.version_option(__version__, prog_name="servanda")
def application() -> None:
    """Says, for a peace agreement and any date: who owes what, what was done, what was breached,
    on whose word, and what blocks the next phase.

    PATH is a folder with an agreement and, beside it, a record of what was reported.
    """


def run() -> None:
    """Failures of the world (no room, no permission) are one line."""
    try:
        application(prog_name="servanda", standalone_mode=True)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        click.echo(f"Error: {error.strerror or error}{where}", err=True)
        raise SystemExit(2) from None
