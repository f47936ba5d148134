"""The head of every answer: which agreement, and what exactly was asked."""

from collections.abc import Sequence

from servanda.agreement.model import Agreement
from servanda.cli.screen import Screen
from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.publish.wording import Dates, iso_day, public_words, question_words, what_if_words
from servanda.verdict.assessment import Question
from servanda.workspace.files import is_ladder

_SEPARATOR = " · "


def print_heading(
    screen: Screen,
    agreement: Agreement,
    question: Question,
    between: Sequence[str] = (),
    errors: Sequence[Diagnostic] = (),
    against: str | None = None,
) -> None:
    """The question in words; `between` where viewpoints are compared instead of one asked,
    `against` what was known before, where the answer is held against that.

    With errors in the input it says so, for a reader who does not see where they were printed.
    """
    screen.line(agreement.title, "bold")
    words = question_words(question, terminal_dates(agreement))
    parts = [
        f"at {words.at}",
        f"known {words.known}",
        f"proof {words.proof}",
        f"between {listed(between)}" if between else f"viewpoint {words.viewpoint}",
    ]
    if against is not None:
        parts.append(f"against {against}")
    if words.readings:
        parts.append(f"reading {words.readings}")
    if words.ladder:
        parts.append(f"own ladder ({words.ladder})")
    for line in _filled(parts, screen.width):
        screen.line(line, "dim")
    if question.public:
        screen.line(public_words(question), "bold")
    for line in what_if_words(question):
        screen.line(f"What if, {line}", "bold")
    if errors:
        number = f"{len(errors)} error{'s' * (len(errors) > 1)} in the input"
        screen.line(f"{number}: {_despite(errors)}", "bold red")
    screen.line()


def _despite(errors: Sequence[Diagnostic]) -> str:
    """What becomes of the answer: texts are read without what is wrong, a ladder not at all."""
    about_ladder = sum(is_ladder(each.span.path) for each in errors)
    said = []
    if about_ladder < len(errors):
        said.append("what follows leaves out what could not be read")
    if about_ladder:
        said.append("the standard ladder weighs in place of the faulty `ladder.toml`")
    return listed(said)


def terminal_dates(agreement: Agreement) -> Dates:
    """Dates as `--at` takes them."""
    return Dates(agreement.calendar, iso_day)


def _filled(parts: list[str], width: int) -> list[str]:
    """Lines of whole parts: a part is never broken where a line has room for it."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = lines[-1] + _SEPARATOR + part
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
