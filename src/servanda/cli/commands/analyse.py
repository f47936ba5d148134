"""`servanda analyse`: what its authors should know of an agreement before anybody signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import json_option, path_argument
from servanda.cli.pipe import write_out
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from rich.console import RenderableType

    from servanda.analysis.draft import Finding
    from servanda.cli.screen import Screen
    from servanda.workspace import Workspace


@click.command(
    short_help="Circles, vetoes and gaps in an agreement, before anyone signs.",
    epilog="""\b
Examples:
  servanda analyse examples/gaza-2025
  servanda analyse draft-agreement --only circular-wait --only veto
  servanda analyse examples/minsk-2015 --graph svg -o minsk.svg

The rules are described in docs/analysis.md.""",
)
@path_argument
@click.option("--only", metavar="RULE", multiple=True, help="Only this rule. May be repeated.")
@click.option(
    "--graph",
    type=click.Choice(("svg", "dot")),
    help="Draw the findings instead: what waits for what, as SVG or DOT.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file for --graph; without it the graph is printed.",
)
@json_option
def analyse(
    path: Place, only: tuple[str, ...], graph: str | None, output: Path | None, as_json: bool
) -> None:
    """What to know of an agreement before anyone signs: circular waits, what can never begin,
    deadlines that cannot be met, vetoes, gaps in verification, open terms and the rest.

    Every finding says whether it follows exactly from the text or only may be so.
    """
    from servanda.cli.diagnostics import print_diagnostics
    from servanda.cli.inquiry import opened
    from servanda.cli.leaving import INPUT_HAS_ERRORS, UsedWrongly
    from servanda.cli.screen import standard_error, standard_output
    from servanda.workspace.place import base_of

    if output is not None and (graph is None or not output.parent.is_dir()):
        why = "needs --graph" if graph is None else f"there is no folder '{output.parent}'"
        raise UsedWrongly(f"--output: {why}")
    chosen = chosen_rules(only)
    workspace = opened(path)
    errors = [each for each in workspace.diagnostics if each.severity == "error"]
    print_diagnostics(standard_error(), errors, workspace.texts, base_of(path))
    if workspace.agreement is None:
        raise SystemExit(INPUT_HAS_ERRORS)
    found = findings_in(workspace, chosen)
    title = workspace.agreement.title
    if graph is not None:
        write_graph(graph, found, title, output)
    elif as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.analysis_json import analysis_json

        print_json(analysis_json(found, workspace.agreement))
    else:
        print_findings(standard_output(), found, title)
    if errors:
        raise SystemExit(INPUT_HAS_ERRORS)


def chosen_rules(only: Sequence[str]) -> frozenset[str]:
    """The rules named, or all; an unknown name leaves with a suggestion."""
    from difflib import get_close_matches

    from servanda.analysis.draft import DRAFT_RULES, name_of_rule
    from servanda.cli.leaving import UsedWrongly

    known = [name_of_rule(rule) for rule in DRAFT_RULES]
    for name in only:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(known)}."
            raise UsedWrongly(f"no rule is named '{name}'. {hint}")
    return frozenset(only or known)


def findings_in(workspace: Workspace, chosen: frozenset[str]) -> tuple[Finding, ...]:
    """What the chosen rules find; names that the record or a viewpoint uses count as used."""
    from servanda.analysis.draft import DRAFT_RULES, name_of_rule, study
    from servanda.analysis.draft.mentions import mentioned

    assert workspace.agreement is not None, "there is something to analyse"
    ready = study(workspace.agreement, mentioned((workspace.record, workspace.viewpoints)))
    return tuple(
        finding for rule in DRAFT_RULES if name_of_rule(rule) in chosen for finding in rule(ready)
    )


def write_graph(graph: str, found: Iterable[Finding], title: str, output: Path | None) -> None:
    from servanda.publish.graph import dot, svg

    drawn = svg(found, f"{title}: what waits for what") if graph == "svg" else dot(found)
    if output is None:
        write_out(drawn)
    else:
        from servanda.cli.drawing import write_drawing

        write_drawing(output, drawn)


# --- In words ------------------------------------------------------------------------------------


def print_findings(screen: Screen, found: Sequence[Finding], title: str) -> None:
    """Rule by rule: each finding with its articles and what to do."""
    screen.line(title, "bold")
    screen.line(summary(found), "dim")
    rule = ""
    for finding in found:
        if finding.rule != rule:
            rule = finding.rule
            screen.line()
            screen.line(rule, "bold underline")
        screen.print(_finding_lines(screen, finding))


def summary(found: Sequence[Finding]) -> str:
    exact = sum(finding.certainty == "exact" for finding in found)
    count = "1 finding" if len(found) == 1 else f"{len(found)} findings"
    if not found:
        return "nothing found"
    return f"{count}: {exact} exact, {len(found) - exact} that only may be so"


def _finding_lines(screen: Screen, finding: Finding) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding

    certainty = "" if finding.certainty == "exact" else "May: "
    lines = [screen.text(article, "dim") for article in finding.articles[:4]]
    if len(finding.articles) > 4:
        more = len(finding.articles) - 4
        lines.append(screen.text(f"and {more} more article{'s' * (more > 1)}", "dim"))
    lines.append(screen.text(finding.advice, "italic"))
    return Group(
        Padding(screen.text(f"{certainty}{finding.explanation}"), (0, 0, 0, 2), expand=False),
        Padding(Group(*lines), (0, 0, 0, 4), expand=False),
    )
