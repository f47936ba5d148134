"""`servanda check`: what is wrong with a text, and what is risky in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import json_option, path_argument

if TYPE_CHECKING:
    from servanda.language.diagnostic import Diagnostic
    from servanda.workspace import Workspace


@click.command(
    short_help="Errors and warnings in the texts.",
    epilog="""\b
Examples:
  servanda check examples/gaza-2025
  servanda check draft-agreement --json""",
)
@path_argument
@json_option
def check(path: Path, as_json: bool) -> None:
    """Errors and warnings in an agreement, its record and its viewpoints."""
    from servanda.cli.inquiry import INPUT_HAS_ERRORS, folder_of, opened

    workspace = opened(path)
    found = every_diagnostic(workspace)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import check_json

        print_json(check_json(found))
    else:
        from servanda.cli.diagnostics import print_diagnostics, summary
        from servanda.cli.screen import standard_output

        screen = standard_output()
        print_diagnostics(screen, found, workspace.texts, folder_of(path))
        screen.line(f"{path}: {summary(found)}")
        if found:
            screen.line(f"what each means and how to mend it: servanda catalogue {name_for(found)}")
    if any(each.severity == "error" for each in found):
        raise SystemExit(INPUT_HAS_ERRORS)


def name_for(found: list[Diagnostic]) -> str:
    """The name to ask for, where there is only one."""
    names = {each.name for each in found}
    return names.pop() if len(names) == 1 else "NAME"


def every_diagnostic(workspace: Workspace) -> list[Diagnostic]:
    """What the texts themselves have wrong, and what the rules of analysis find in them."""
    from servanda.analysis import RULES

    found = list(workspace.diagnostics)
    if workspace.agreement is not None:
        for rule in RULES:
            found.extend(rule(workspace.agreement, workspace.record))
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda each: (each.span, each.name))
