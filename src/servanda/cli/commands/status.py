"""`servanda status`: who owes what, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from servanda.cli.options import Asked, json_option, path_argument, question_options
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.agreement.model import Agreement
    from servanda.cli.screen import Screen
    from servanda.language.diagnostic import Diagnostic
    from servanda.publish.sentence import Sentence
    from servanda.publish.signs import AnyVerdict
    from servanda.verdict.assessment import Assessment, Verdict
    from servanda.verdict.grounds import Key


@click.command(
    short_help="Who owes what, and how each thing stands.",
    epilog="""\b
Examples:
  servanda status examples/gaza-2025
  servanda status examples/gaza-2025 --at 2025-12-31 --viewpoint israel
  servanda status examples/gaza-2025 --at 2026-02-28 --known 2025-10-22
  servanda status examples/gaza-2025 --at 2025-12-31 --sentences
  servanda status examples/gaza-2025 --proof corroborated --json""",
)
@path_argument
@click.option(
    "--sentences", "as_sentences", is_flag=True, help="A sentence for each, as for a report."
)
@question_options
@json_option
def status(path: Place, as_sentences: bool, asked: Asked, as_json: bool) -> None:
    """Every stipulation, phase and fund: its state, against what is owed, and why.

    With --sentences each is a sentence that says no more than the evidence does: a fact, an
    allegation with its author, or what is not known and why.
    """
    from servanda.cli.inquiry import inquire, leave
    from servanda.verdict.assess import assess

    inquiry = inquire(path, asked)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.answers import status_answer

        print_json(status_answer(inquiry.matter))
        leave(inquiry)
        return
    assessment = assess(inquiry.agreement, inquiry.record, inquiry.viewpoint, inquiry.question)
    if as_sentences:
        from servanda.cli.screen import standard_output
        from servanda.publish.answers import sentences_of

        told = sentences_of(inquiry.matter)
        print_sentences(standard_output(), assessment, inquiry.agreement, told, inquiry.errors)
    else:
        from servanda.cli.screen import standard_output

        print_status(standard_output(), assessment, inquiry.agreement, path, inquiry.errors)
    leave(inquiry)


def print_sentences(
    screen: Screen,
    assessment: Assessment,
    agreement: Agreement,
    told: Mapping[Key, Sentence],
    errors: Sequence[Diagnostic] = (),
) -> None:
    """Each under its name, in the order of the other form."""
    from servanda.cli.heading import print_heading
    from servanda.publish.sentence import key_of

    print_heading(screen, agreement, assessment.question, errors=errors)
    every: tuple[AnyVerdict, ...] = (
        *assessment.phases,
        *assessment.stipulations,
        *assessment.funds,
    )
    for verdict in every:
        sentence = told[key_of(verdict)]
        screen.line(f"{verdict.name}, {sentence.standing}", "bold")
        screen.line(sentence.text)
        screen.line()


def print_status(
    screen: Screen,
    assessment: Assessment,
    agreement: Agreement,
    path: Place,
    errors: Sequence[Diagnostic] = (),
) -> None:
    """Phases first, then what each bearer owes, then the money."""
    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.cli.rows import fund_row, phase_row, stipulation_row
    from servanda.cli.tables import print_groups
    from servanda.publish.wording import actor_words

    dates = terminal_dates(agreement)
    print_heading(screen, agreement, assessment.question, errors=errors)
    phases = ("Phases", [phase_row(each, dates) for each in assessment.phases])
    owed = [
        (actor_words(bearer, agreement), [stipulation_row(each, dates) for each in verdicts])
        for bearer, verdicts in by_bearer(assessment.stipulations)
    ]
    funds = ("Funds", [fund_row(each) for each in assessment.funds])
    print_groups(screen, [phases, *owed, funds])
    _print_footer(screen, assessment, path)


def by_bearer(verdicts: Iterable[Verdict]) -> list[tuple[tuple[str, ...], list[Verdict]]]:
    """Grouped by who owes; bearers and stipulations in the order of the text."""
    groups: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.bearer, []).append(verdict)
    return list(groups.items())


def _print_footer(screen: Screen, assessment: Assessment, path: Place) -> None:
    from rich.text import Text

    from servanda.cli.tones import legend

    screen.print(legend(screen))
    if assessment.question.public:  # where it was asked is nobody's business outside
        return
    unclear = next((v for v in assessment.stipulations if v.contested), None) or next(
        iter(assessment.stipulations), None
    )
    screen.print(Text())
    if unclear is not None:
        screen.line(f"Why?  servanda explain {path} {unclear.name}", "dim")
    screen.line(f"What next?  servanda blockers {path}", "dim")
