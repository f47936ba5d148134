"""`servanda check`: what is wrong with a text, and what is risky in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from servanda.cli.options import json_option, path_argument
from servanda.values.instant import NEVER, Instant
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.language.diagnostic import Diagnostic
    from servanda.workspace import Workspace


@click.command(
    short_help="Errors and warnings in the texts.",
    epilog="""\b
Examples:
  servanda check examples/gaza-2025
  servanda check examples/gaza-2025 --known 2025-10-22
  servanda check draft-agreement --json""",
)
@path_argument
@click.option(
    "--known",
    metavar="DATE",
    help="Look for slips only in what had been reported by this date. Default: in everything.",
)
@json_option
def check(path: Place, known: str | None, as_json: bool) -> None:
    """Errors and warnings in an agreement, its record and its viewpoints.

    What was corrected or retracted is no slip any more; mistakes in a text are told at any date.
    """
    from servanda.cli.inquiry import known_then, opened
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.workspace.place import base_of

    workspace = opened(path)
    instant = _known_by(workspace, known)
    workspace = known_then(path, workspace, instant)
    found = every_diagnostic(workspace, instant)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import check_json

        print_json(check_json(found))
    else:
        from servanda.cli.diagnostics import print_diagnostics, summary
        from servanda.cli.screen import standard_output

        screen = standard_output()
        print_diagnostics(screen, found, workspace.texts, base_of(path))
        screen.line(f"{path}: {summary(found)}")
        if found:
            screen.line(f"what each means and how to mend it: servanda catalogue {name_for(found)}")
    if any(each.severity == "error" for each in found):
        raise SystemExit(INPUT_HAS_ERRORS)


def name_for(found: list[Diagnostic]) -> str:
    """The name to ask for, where there is only one."""
    names = {each.name for each in found}
    return names.pop() if len(names) == 1 else "NAME"


def _known_by(workspace: Workspace, typed: str | None) -> Instant:
    from servanda.cli.inquiry import question_of
    from servanda.cli.options import Asked

    if typed is None or workspace.agreement is None:
        return NEVER
    return question_of(workspace, Asked(None, typed, None, None, ())).known


def every_diagnostic(workspace: Workspace, known: Instant = NEVER) -> list[Diagnostic]:
    """What the texts themselves have wrong, and what the rules of analysis find in what stood by
    an instant."""
    from servanda.analysis import RULES
    from servanda.record.in_time import as_known

    found = list(workspace.diagnostics)
    if workspace.agreement is not None:
        for rule in RULES:
            found.extend(rule(workspace.agreement, as_known(workspace.record, known)))
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda each: (each.span, each.name))
