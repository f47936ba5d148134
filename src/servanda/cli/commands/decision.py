"""`servanda decision`: acts that rest on an edition, and whether their ground still holds."""

from __future__ import annotations

import click

from servanda.cli.log_options import KEYS, READER, STORE, WITNESS, in_words
from servanda.cli.options import json_option


@click.group(
    short_help="Decisions: to open, pay, withhold or waive, on the ground of an edition.",
    epilog="""\b
Examples:
  servanda decision list gaza.log
  servanda decision show gaza.log d1""",
)
def decision() -> None:
    """A decision is signed and cites the edition that it rests on. Where what came later speaks
    against it, it is shown with an alert; nothing is ever done by itself.
    """


@decision.command(
    short_help="Sign a decision.",
    epilog="""\b
Examples:
  servanda decision record gaza.log --name d1 --on 2025-12 --opens two \\
      --because "..." --approver cyra
  servanda decision record gaza.log --name d2 --on 2025-12 \\
      --withholds aid-fund --because "..." --approver cyra""",
)
@STORE
@click.option("--name", required=True, metavar="NAME", help="By which it is found; one for ever.")
@click.option("--on", "edition", required=True, metavar="EDITION", help="What it rests on.")
@click.option("--opens", metavar="PHASE", help="To open a phase.")
@click.option("--pays", metavar="FUND", help="To pay out of a fund.")
@click.option("--withholds", metavar="FUND", help="To withhold a fund.")
@click.option("--waives", metavar="STIPULATION", help="To waive what is stipulated.")
@click.option(
    "--because",
    required=True,
    metavar="TEXT",
    callback=in_words("why it is decided"),
    help="Why.",
)
@click.option("--approver", required=True, metavar="NAME", help="Whose key signs it.")
@WITNESS
@KEYS
def record(
    store: str,
    name: str,
    edition: str,
    opens: str | None,
    pays: str | None,
    withholds: str | None,
    waives: str | None,
    because: str,
    approver: str,
    witness: str | None,
) -> None:
    """Log what was decided, by whom, on the ground of which edition, and why."""
    from servanda.cli.leaving import UsedWrongly
    from servanda.cli.screen import standard_error, standard_output
    from servanda.cli.stores import refusals
    from servanda.store.edition import DEEDS
    from servanda.store.log import open_log
    from servanda.workspace.approving import approving_hand
    from servanda.workspace.decisions import decide
    from servanda.workspace.keys import keys_folder

    typed = zip(DEEDS, (opens, pays, withholds, waives), strict=True)
    given = [(deed, subject) for deed, subject in typed if subject is not None]
    if len(given) != 1:
        raise UsedWrongly("give one of --opens, --pays, --withholds and --waives")
    [(deed, subject)] = given
    with refusals():
        log = open_log(store)
        hand = approving_hand(log, approver, keys_folder(), witness)
        before = decide(log, name, deed, subject, because, edition, hand)
    standard_output().line(f"{approver} {deed} {subject}, on the ground of {edition}.")
    for one in before:
        standard_error().line(
            f"Of {subject} it was decided before: {one.name} {one.deed} it, on the ground of "
            f"{one.edition}. That stays in the log as it is."
        )


@decision.command("list", short_help="The decisions in a log, with alerts.")
@STORE
@READER
@KEYS
@json_option
def list_decisions(store: str, reader: str | None, as_json: bool) -> None:
    """List the decisions that a reader may see, and say where their ground is another now."""
    from servanda.cli.edition_json import decisions_json
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_output
    from servanda.cli.since_words import print_decisions
    from servanda.cli.stores import refusals
    from servanda.workspace.decisions import decisions

    with refusals():
        found = decisions(store, reader)
    if as_json:
        print_json(decisions_json(found))
    else:
        print_decisions(standard_output(), found)


@decision.command(short_help="One decision, with its ground then and now.")
@STORE
@click.argument("name")
@READER
@KEYS
@json_option
def show(store: str, name: str, reader: str | None, as_json: bool) -> None:
    """Show a decision, the edition it cites, and an alert where its ground is another now."""
    from servanda.cli.edition_json import decisions_json
    from servanda.cli.json_output import print_json
    from servanda.cli.screen import standard_output
    from servanda.cli.since_words import print_decisions
    from servanda.cli.stores import refusals
    from servanda.workspace.decisions import decision_named

    with refusals():
        found = decision_named(store, name, reader)
    if as_json:
        print_json(decisions_json((found,)))
    else:
        print_decisions(standard_output(), (found,))
