"""`servanda page`: the status as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, path_argument, question_options
from servanda.cli.pipe import write_out
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.cli.inquiry import Inquiry


@click.command(
    short_help="Write the status as one HTML page.",
    epilog="""\b
Examples:
  servanda page examples/gaza-2025 -o gaza.html
  servanda page examples/gaza-2025 --at 2025-12-31 --viewpoint hamas \\
      -o gaza-hamas.html""",
)
@path_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write; '-' prints the page.",
)
@question_options
def page(path: Place, output: Path, asked: Asked) -> None:
    """Write the status as one self-contained, printable HTML page.

    The page needs no network and no script: text beside verdicts, reasons that unfold, and a chart
    of all states over time.
    """
    from servanda.cli.inquiry import inquire, leave
    from servanda.cli.leaving import UsedWrongly

    if not output.parent.is_dir():  # said at once, not after the work
        raise UsedWrongly(f"there is no folder '{output.parent}' to write into")
    inquiry = inquire(path, asked)
    html = page_of(inquiry)
    if str(output) == "-":
        write_out(html)
    else:
        from servanda.workspace.atomic_file import write_atomically

        write_atomically(output, html)
        click.echo(f"wrote {output}", err=True)
    leave(inquiry)


def page_of(inquiry: Inquiry) -> str:
    """Everything the page shows, asked for once."""
    from dataclasses import replace

    from servanda.evidence.positions import positions
    from servanda.publish.page import Contents
    from servanda.publish.page import page as written
    from servanda.verdict.assess import assess, history
    from servanda.verdict.blockers import blockers
    from servanda.verdict.disputes import disputes
    from servanda.verdict.expectations import expectations
    from servanda.verdict.grounds import grounds
    from servanda.verdict.reasons import explain_all

    agreement, record = inquiry.agreement, inquiry.record
    viewpoint, question = inquiry.viewpoint, inquiry.question
    assessment = assess(agreement, record, viewpoint, question)
    # What sides say, and what lies ahead, is asked by questions that are none for the public.
    spoken = replace(record, claims=(), engagements=()) if question.public else record
    others = [each for each in inquiry.workspace.viewpoints.values() if each != viewpoint]
    return written(
        Contents(
            assessment=assessment,
            agreement=agreement,
            record=record,
            viewpoint=viewpoint,
            tracks=history(agreement, record, viewpoint, question),
            reasons=explain_all(agreement, record, viewpoint, question),
            blockers=blockers(agreement, record, viewpoint, question, None),
            disputes=tuple(
                (other, disputes(agreement, record, viewpoint, other, question)) for other in others
            ),
            texts=inquiry.workspace.texts,
            grounds=grounds(agreement, record, viewpoint, question),
            positions=positions(agreement, spoken, question.at, question.known),
            expectations=expectations(agreement, spoken, viewpoint, question),
        )
    )
