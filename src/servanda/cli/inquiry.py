"""From a folder and what was typed to a question that can be put, and how to leave afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.agreement.model import Agreement
from servanda.cli.diagnostics import print_diagnostics
from servanda.cli.leaving import INPUT_HAS_ERRORS, NO_ANSWER, UsedWrongly
from servanda.cli.options import Asked
from servanda.cli.screen import standard_error
from servanda.evidence.viewpoint import Viewpoint
from servanda.language.diagnostic import Diagnostic
from servanda.publish.entries import entries
from servanda.record.model import Record
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assessment import Question
from servanda.workspace import Workspace, WorkspaceError, default_question, open_workspace
from servanda.workspace.opening import are_files_others, as_known
from servanda.workspace.place import Place, as_the_public, base_of, log_at

if TYPE_CHECKING:
    from servanda.publish.answers import Matter

# An error would be told of what may be withheld, and what could not be read might weigh.
FAULTY = "--public: the input has errors, and nothing is published from it; ask without --public"


@dataclass(frozen=True)
class Inquiry:
    """Everything an answer needs: what was agreed, what was recorded, and the question."""

    workspace: Workspace
    agreement: Agreement
    record: Record
    viewpoint: Viewpoint
    question: Question

    @cached_property
    def withheld(self) -> tuple[str, ...]:
        """The names of which a verdict would be another with what a reader may not see."""
        whole = self.workspace.whole
        if whole is None:
            return ()
        from servanda.verdict.changed import changed_names

        return changed_names(self.agreement, self.record, whole, self.viewpoint, self.question)

    @property
    def matter(self) -> "Matter":
        from servanda.publish.answers import Matter

        return Matter(self.agreement, self.record, self.viewpoint, self.question)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(each for each in self.workspace.diagnostics if each.severity == "error")


def inquire(path: Place, asked: Asked) -> Inquiry:
    """Opens the folder and puts the question; errors in the input are printed, not fatal, but in
    public, where they are not so much as described.

    What is public is asked of a log as anybody, unless it is said as whom. Leaves the program where
    there is nothing to ask about or the question makes no sense.
    """
    seen = as_the_public(path) if asked.is_public else path
    workspace = opened_for_anybody(seen) if asked.is_public else opened(seen)
    if not asked.is_of_now:  # many questions with one answer each would read off what is withheld
        workspace = replace(workspace, whole=None)
    errors = [each for each in workspace.diagnostics if each.severity == "error"]
    if errors and asked.is_public:
        raise UsedWrongly(FAULTY)
    print_diagnostics(standard_error(), errors, workspace.texts, base_of(path))
    if workspace.agreement is None:
        if not errors:
            raise UsedWrongly(f"there is no agreement in {path} to ask about")
        raise SystemExit(INPUT_HAS_ERRORS)
    question = question_of(workspace, asked)
    for line in amended_since(workspace, question, asked.known):
        standard_error().line(line)
    workspace = known_then(seen, workspace, question.known)
    assert workspace.agreement is not None, "the documents are the same"
    inquiry = Inquiry(
        workspace,
        workspace.agreement,
        record_for(workspace, question),
        workspace.viewpoints[question.viewpoint],
        question,
    )
    if asked.is_public or asked.policy is not None:
        return _published(inquiry, path, seen, asked)
    return inquiry


def _published(inquiry: Inquiry, path: Place, seen: Place, asked: Asked) -> Inquiry:
    """What may be told of it; what is known is asked of the place, and what may be, as seen."""
    from servanda.cli.publication import made_public

    whole = workspace = inquiry.workspace
    if asked.is_public:
        whole = known_then(path, opened(path), inquiry.question.known)
    told = made_public(inquiry.matter, path, asked, whole)
    known = told.question.known  # earlier, by the delay of the policy
    if are_files_others(workspace, known):
        workspace = known_then(seen, workspace, known)
        then = replace(inquiry, workspace=workspace, record=workspace.record)
        told = made_public(then.matter, path, asked, whole)
    published = replace(workspace, record=told.record, texts={}, whole=whole.record)
    return Inquiry(published, told.agreement, told.record, told.viewpoint, told.question)


def question_of(workspace: Workspace, asked: Asked) -> Question:
    """What was typed, with defaults for the rest."""
    question = default_question(
        workspace,
        asked.at,
        asked.known,
        asked.proof,
        asked.viewpoint,
        asked.readings,
        asked.dates_typed_in,
    )
    if isinstance(question, str):
        raise click.UsageError(question)
    return replace(question, assuming=asked.assuming, without=asked.without)


def amended_since(workspace: Workspace, question: Question, typed: str | None) -> Iterator[str]:
    """What is to be said where an agreement reads otherwise in its log than when all that is to be
    known was: an answer goes by it as it reads now."""
    began = min((times[0] for times in workspace.entered.values()), default=NEVER)
    for name, times in workspace.entered.items():
        *_, last = times
        is_new = times[0] > max(began, question.known)
        if question.known >= last or (len(times) < 2 and not is_new):
            continue
        from servanda.store.head import written_time  # only of a log

        if len(times) < 2:
            yield (
                f"{name} was entered at {written_time(last)}, and is read here though it was not "
                "there then."
            )
            continue
        said = f"{name} was entered again at {written_time(last)}, and is read as it is since then"
        if question.known < times[0]:
            yield f"{said}; at the time that you ask about, the log had none."
        else:
            yield (
                f'{said}; `servanda record export LOG FOLDER --known "{typed}"` gives what the log '
                "had then."
            )


def replaced_between(workspace: Workspace, first: Instant, second: Instant) -> Iterator[str]:
    """What is to be said where a file of figures or rows was replaced between two questions: rows
    that are gone are no entries that came in between."""
    for name, times in workspace.versions.items():
        since = [time for time in times[1:] if first < time <= second]
        if since and times[0] <= first:
            from servanda.store.head import written_time  # only of a log

            yield (
                f"{name} was entered again at {written_time(since[-1])}: the first verdicts are by "
                "what it held before, the second by what it holds since."
            )


def record_for(workspace: Workspace, question: Question) -> Record:
    """The record, or what a what-if makes of it; leaves where an assumption cannot be read."""
    if not question.is_what_if:
        return workspace.record
    from servanda.workspace.supposing import suppose

    supposed = suppose(workspace, question)
    if isinstance(supposed, str):
        raise click.UsageError(supposed)
    if supposed.diagnostics:
        print_diagnostics(standard_error(), supposed.diagnostics, supposed.texts)
        raise SystemExit(NO_ANSWER)
    return supposed.record


def opened(path: Place) -> Workspace:
    """The folder at this path; a one-line message and an exit where there is none."""
    try:
        workspace = open_workspace(path)
    except WorkspaceError as error:
        raise UsedWrongly(str(error)) from error
    say_unopened(workspace.unopened)
    return workspace


def opened_for_anybody(path: Place) -> Workspace:
    """The same, as far as no marking keeps it from anybody; a log is opened as one reader."""
    if log_at(path) is not None:
        return opened(path)
    from servanda.workspace.for_anybody import open_for_anybody

    try:
        return open_for_anybody(Path(str(path)))
    except WorkspaceError as error:
        raise UsedWrongly(str(error)) from error


def known_then(path: Place, workspace: Workspace, known: Instant) -> Workspace:
    """What was opened, with the figures and rows that its log had by an instant."""
    try:
        return as_known(path, workspace, known)
    except WorkspaceError as error:
        raise UsedWrongly(str(error)) from error


def say_unopened(count: int) -> None:
    """To whoever has the log; never to a reader, whom it would tell that something is withheld."""
    if count:
        entries = "1 entry of the log is" if count == 1 else f"{count:,} entries of the log are"
        standard_error().line(
            f"{entries} sealed under keys that are not here: what follows is without "
            f"{'it' if count == 1 else 'them'}."
        )


def leave(inquiry: Inquiry) -> None:
    """With code 1 if the input has errors: the answer stands, but on a faulty text."""
    if inquiry.withheld:
        said = (
            "Not for publication: with all that is known, other words would stand for"
            if inquiry.question.public
            else "Evidence that this reader may not see would change what is said of"
        )
        standard_error().line(f"{said}: {', '.join(inquiry.withheld)}.")
    if any(each.severity == "error" for each in inquiry.workspace.diagnostics):
        raise SystemExit(INPUT_HAS_ERRORS)


def known_names(agreement: Agreement) -> tuple[str, ...]:
    """Everything that has a verdict, in the order of the text."""
    return tuple(each.name for each in entries(agreement))


def require_name(name: str, agreement: Agreement) -> None:
    """Leaves with a suggestion where nothing in the agreement has this name."""
    names = known_names(agreement)
    if name in names:
        return
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    hint = f" Did you mean '{close[0]}'?" if close else f" There are: {', '.join(names)}."
    raise UsedWrongly(f"no stipulation, phase or fund is named '{name}'.{hint}")


def require_subject(name: str, agreement: Agreement) -> None:
    """The same, with the path of a stage (`lay-down/first`) as a name, too."""
    if name not in stage_paths(agreement):
        require_name(name, agreement)


def stage_paths(agreement: Agreement) -> tuple[str, ...]:
    """The paths of all stages: `lay-down/first`."""
    from servanda.agreement.model import StageClause

    return tuple(
        f"{stipulation.name}/{clause.name}"
        for stipulation in agreement.stipulations
        for clause in stipulation.clauses
        if isinstance(clause, StageClause)
    )
