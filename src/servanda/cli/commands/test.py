"""`servanda test`: whether the verdicts are those that the texts themselves expect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import json_option, path_argument
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from servanda.agreement.model import Agreement
    from servanda.cli.screen import Screen
    from servanda.verdict.trial import Trial


@click.command(
    short_help="Whether the verdicts are those that the texts expect.",
    epilog="""\b
Examples:
  servanda test examples/lebanon-2024
  servanda test draft-agreement --json""",
)
@path_argument
@json_option
def test(path: Place, as_json: bool) -> None:
    """Tries every expectation that stands in a `servanda-test` fence of the texts.

    Those that do not hold are shown, each with its place, what was expected, what the verdict is
    instead, and why. Exit code 1 if there is any, or if the texts have errors. Of a log only
    whoever has it gets them: what is expected says what follows from all that is in it.
    """
    from servanda.cli.diagnostics import print_diagnostics
    from servanda.cli.inquiry import opened
    from servanda.cli.leaving import INPUT_HAS_ERRORS
    from servanda.cli.screen import standard_error, standard_output
    from servanda.verdict.trial import try_all
    from servanda.workspace.place import Address, base_of

    workspace = opened(path)
    errors = [each for each in workspace.diagnostics if each.severity == "error"]
    print_diagnostics(standard_error(), errors, workspace.texts, base_of(path))
    if workspace.agreement is None:
        raise SystemExit(INPUT_HAS_ERRORS)
    trials = try_all(
        workspace.agreement, workspace.record, workspace.viewpoints, workspace.expected
    )
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.trial_words import trials_json

        print_json(trials_json(trials, workspace.agreement))
    elif isinstance(path, Address) and path.reader is not None:
        standard_output().line("What the documents of a log expect is for whoever has the log.")
    else:
        print_trials(standard_output(), trials, workspace.agreement, base_of(path))
    if errors or not all(trial.holds for trial in trials):
        raise SystemExit(INPUT_HAS_ERRORS)


def print_trials(
    screen: Screen, trials: tuple[Trial, ...], agreement: Agreement, folder: Path | None
) -> None:
    failing = [trial for trial in trials if not trial.holds]
    for trial in failing:
        print_failing(screen, trial, agreement, folder)
    if not trials:
        screen.line("No test stands in these texts: write one in a ```servanda-test fence.")
    elif failing:
        screen.line(f"{len(failing)} of {len(trials)} expectations do not hold.")
    else:
        screen.line(f"All {len(trials)} expectations hold." if len(trials) > 1 else "It holds.")


def print_failing(screen: Screen, trial: Trial, agreement: Agreement, folder: Path | None) -> None:
    """The place, what was expected, and each verdict that is otherwise, with why."""
    from servanda.publish.trial_words import asked_words, expected_words, given_words

    expected = trial.expected
    where = str(expected.span) if folder is None else str(folder / str(expected.span))
    place = screen.text(f"{where}: ")
    place.append_text(screen.text(expected_words(expected), "bold"))
    if expected.article:
        place.append_text(screen.text(f" ({expected.article})", "dim"))
    screen.unbroken(place)
    screen.line(f"  {asked_words(expected, agreement)}", "dim")
    for verdict in trial.failing:
        screen.line(f"  it is {given_words(verdict)}", "red")
        screen.unbroken(screen.text(f"    {verdict.because}"))
    if not trial.meant:
        screen.line("  there is no verdict on it of these bearers and this limb", "red")
    screen.line()
