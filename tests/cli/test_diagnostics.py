"""A diagnostic shows the place, the line with carets, and a hint, whatever the line holds."""

from collections.abc import Callable
from typing import Any

from servanda.cli.diagnostics import print_diagnostics, summary
from servanda.language.diagnostic import Diagnostic
from servanda.values.span import Span

TEXTS = {"plan.md": "first\n  hamas relases 20 hostages\n漢字 hamsa\n" + "x" * 5000 + " hamsa y"}


def complaint(line: int, column: int, end: int, hint: str | None = None) -> Diagnostic:
    return Diagnostic(
        "unknown-name", "error", Span("plan.md", line, column, line, end), "Point 4", "odd", hint
    )


def shown(paper: Callable[..., Any], diagnostic: Diagnostic, width: int = 80) -> list[str]:
    page = paper(width)
    print_diagnostics(page.screen, [diagnostic], TEXTS)
    lines: list[str] = page.lines
    return lines


def test_a_diagnostic_in_full(paper: Callable[..., Any]) -> None:
    assert shown(paper, complaint(2, 9, 16, "did you mean 'releases'?")) == [
        "plan.md:2:9: error[unknown-name]: odd (Point 4)",
        "    hamas relases 20 hostages",
        "          ^^^^^^^",
        "  hint: did you mean 'releases'?",
        "",
    ]


def test_carets_stand_under_wide_characters(paper: Callable[..., Any]) -> None:
    assert shown(paper, complaint(3, 4, 9))[1:3] == ["  漢字 hamsa", "       ^^^^^"]


def test_a_line_of_any_length_is_cut_to_what_matters(paper: Callable[..., Any]) -> None:
    _, source, carets, *_ = shown(paper, complaint(4, 5002, 5007))
    assert len(source) <= 80
    assert source[carets.index("^") : carets.rindex("^") + 1] == "hamsa"


def test_a_place_outside_the_text_shows_no_line(paper: Callable[..., Any]) -> None:
    assert len(shown(paper, complaint(99, 1, 2))) == 2
    other = Diagnostic("not-text", "error", Span("b.md", 1, 1, 1, 1), "", "not UTF-8")
    assert shown(paper, other) == ["b.md:1:1: error[not-text]: not UTF-8", ""]


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first(
    paper: Callable[..., Any],
) -> None:
    long = Diagnostic("odd", "warning", Span("plan.md", 1, 3, 3, 2), "", "odd")
    assert shown(paper, long)[2] == "    ^^^"


def test_summaries() -> None:
    error, warning = complaint(1, 1, 2), Diagnostic("w", "warning", Span("", 1, 1, 1, 1), "", "")
    assert summary([]) == "no errors and no warnings"
    assert summary([error, warning, warning]) == "1 error and 2 warnings"
