"""`servanda explain`: the reasons behind a verdict."""

from __future__ import annotations

from pathlib import Path

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options


@click.command(
    short_help="The reasons for a verdict, down to the reports.",
    epilog="""\b
Examples:
  servanda explain examples/gaza-2025 return-remains --at 2025-10-14
  servanda explain examples/gaza-2025 aid --at 2025-12-31 --proof corroborated
  servanda explain examples/gaza-2025 hostilities --viewpoint hamas --json""",
)
@path_argument
@click.argument("name")
@question_options
@json_option
def explain(path: Path, name: str, asked: Asked, as_json: bool) -> None:
    """The reasons for one verdict, down to claim, chain and report.

    A leaf marked decisive would, if it alone were removed, change the verdict.
    """
    from servanda.cli.inquiry import inquire, leave, require_subject
    from servanda.verdict.reasons import explain as reasons_for

    inquiry = inquire(path, asked)
    require_subject(name, inquiry.agreement)
    reasons = reasons_for(
        inquiry.agreement, inquiry.record, inquiry.viewpoint, inquiry.question, name
    )
    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.publish.claim_words import words_of_claims

    dates = terminal_dates(inquiry.agreement)
    claimed = words_of_claims(inquiry.record, inquiry.agreement, dates)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answer_json import explain_json

        print_json(explain_json(name, reasons, claimed, inquiry.agreement, inquiry.question))
    else:
        from servanda.cli.screen import standard_output
        from servanda.cli.trees import reason_tree

        screen = standard_output()
        print_heading(screen, inquiry.agreement, inquiry.question, errors=inquiry.errors)
        screen.print(*(reason_tree(screen, reason, claimed) for reason in reasons))
    leave(inquiry)
