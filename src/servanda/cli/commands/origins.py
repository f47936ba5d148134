"""`servanda origins`: from many reports back to few origins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.options import (
    Asked,
    json_option,
    path_argument,
    picture_option,
    question_options,
)
from servanda.workspace.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.tree import Tree

    from servanda.cli.inquiry import Inquiry
    from servanda.cli.screen import Screen
    from servanda.evidence.origin_tree import OriginTree
    from servanda.record.model import Claim, Entry, Record, Report, Retraction
    from servanda.verdict.foundations import Foundation

MOST_TIES = 6


@click.command(
    short_help="From many reports to few origins.",
    epilog="""\b
Examples:
  servanda origins examples/gaza-2025
  servanda origins examples/gaza-2025 article-2025-10-22
  servanda origins examples/gaza-2025 F016.1
  servanda origins examples/gaza-2025 return-remains --at 2025-12-31
  servanda origins examples/gaza-2025 article-2025-10-22 --graph article.svg""",
)
@path_argument
@click.argument("what", required=False)
@picture_option("Draw it: origins on the left, reports on the right.")
@question_options
@json_option
def origins(
    path: Place, what: str | None, picture: Path | None, asked: Asked, as_json: bool
) -> None:
    """Who said it first, and through whom we came to hear of it.

    WHAT is a report, a claim (for the issue it bears on), any other entry (`F016.visit-1`), a
    stipulation, or nothing: then it tells which corroborated issues would fall with one origin, and
    which rest on a circle.
    """
    from servanda.cli.inquiry import inquire, leave

    inquiry = inquire(path, asked)
    from servanda.publish.origins_asked import origins_asked
    from servanda.record.in_time import as_known

    known = as_known(inquiry.record, inquiry.question.known)
    _require_known(what, inquiry.record, known)
    inquiry = replace(inquiry, record=known)
    asked_of = origins_asked(what, inquiry.agreement, known, inquiry.viewpoint, inquiry.question)
    tree, claims, founded = asked_of.tree, asked_of.claims, asked_of.founded
    entry = asked_of.entry
    is_there = what is None or what in known.reports or what in _names(inquiry)
    if not is_there and not founded:
        from servanda.cli.leaving import UsedWrongly

        raise UsedWrongly(_unknown(what or "", inquiry))
    if picture is not None:
        _draw(picture, tree, what, inquiry)
    if as_json:
        from servanda.cli.json_output import print_json
        from servanda.publish.origins_json import origins_json

        print_json(origins_json(what, tree, claims, founded, inquiry.agreement, inquiry.question))
    elif picture is None and entry is not None:
        _print_entry(entry, tree, inquiry)
    elif picture is None:
        _print(what, tree, claims, founded, inquiry)
    leave(inquiry)


# --- What is asked about -------------------------------------------------------------------------


def _ids(record: Record) -> set[str]:
    from servanda.publish.origins_asked import no_claims

    return {one.id for one in (*record.claims, *no_claims(record))}


def _require_known(what: str | None, record: Record, known: Record) -> None:
    """Leaves where a report or an entry entered the record only later."""
    later = {*record.reports, *_ids(record)} - {*known.reports, *_ids(known)}
    if what in later:
        from servanda.cli.leaving import UsedWrongly

        raise UsedWrongly(f"'{what}' was not known by then: --known leaves it out")


def _names(inquiry: Inquiry) -> frozenset[str]:
    from servanda.cli.inquiry import known_names
    from servanda.publish.origins_asked import no_claims

    others = (one.id for one in no_claims(inquiry.record))
    claims = (claim.id for claim in inquiry.record.claims)
    return frozenset((*known_names(inquiry.agreement), *claims, *others))


def _unknown(what: str, inquiry: Inquiry) -> str:
    from difflib import get_close_matches

    close = get_close_matches(what, (*inquiry.record.reports, *_names(inquiry)), n=1)
    hint = f"Did you mean '{close[0]}'?" if close else "Name a report, an entry or a stipulation."
    return f"no report, entry or stipulation is named '{what}'. {hint}"


# --- In words ------------------------------------------------------------------------------------


def _print(
    what: str | None,
    tree: OriginTree,
    claims: Sequence[Claim],
    founded: Sequence[Foundation],
    inquiry: Inquiry,
) -> None:
    from servanda.cli.heading import print_heading
    from servanda.cli.screen import standard_output
    from servanda.publish.origin_words import count_words

    screen = standard_output()
    print_heading(screen, inquiry.agreement, inquiry.question, errors=inquiry.errors)
    report = inquiry.record.reports.get(what) if what else None
    if report is not None:
        screen.line(f"{report.id}: {report.title}, by {report.publisher}", "bold")
    if what is None or report is not None:
        screen.line(f"{count_words(tree)}.{_later_words(report, tree, inquiry)}")
    if what is None:
        _print_falling(screen, founded)
    elif report is not None:
        screen.print(*_roots(screen, tree, _words(inquiry)))
        _print_ties(screen, tree)
        _print_violations(screen, claims, inquiry)
    else:
        for one in founded:
            _print_side(screen, one, inquiry)
        if not founded:
            _print_unweighed(screen, what or "", tree, inquiry)


def _later_words(report: Report | None, tree: OriginTree, inquiry: Inquiry) -> str:
    """How many statements, of a report or of all, are left out: those of a later time than --at."""
    every = inquiry.record.claims
    asked = sum(report is None or claim.report == report.id for claim in every)
    later = asked - len(tree.claims)
    return f" {later} more {'is' if later == 1 else 'are'} of a later time." if later else ""


def _print_unweighed(screen: Screen, what: str, tree: OriginTree, inquiry: Inquiry) -> None:
    """What bears on no issue by then: a claim in words only, or a stipulation of silence."""
    if not tree.claims:
        screen.line("No claim bears on it so far.")
        return
    screen.line(f"{what} weighs on no issue so far.", "bold")
    screen.print(*_roots(screen, tree, _words(inquiry)))


def _print_entry(entry: Entry | Retraction, tree: OriginTree, inquiry: Inquiry) -> None:
    """Who said what is no claim; what it does is not weighed for or against anything."""
    from servanda.cli.heading import print_heading, terminal_dates
    from servanda.cli.screen import standard_output
    from servanda.publish.entry_words import entry_words

    screen = standard_output()
    print_heading(screen, inquiry.agreement, inquiry.question, errors=inquiry.errors)
    words = entry_words(entry, inquiry.agreement, terminal_dates(inquiry.agreement))
    screen.print(*_roots(screen, tree, {entry.id: words}))
    screen.line("It is no claim, and stands on neither side of an issue.")


def _print_side(screen: Screen, one: Foundation, inquiry: Inquiry) -> None:
    from servanda.publish.origin_words import count_words, group_words, side_words

    screen.line(f"{one.name}: {one.kind}, {side_words(one)}", "bold")
    possible = f", possibly {one.possible.word}" if one.possible != one.grade else ""
    screen.line(f"  {one.grade.word}{possible}; {count_words(one.tree)}.")
    screen.print(*_roots(screen, one.tree, _words(inquiry)))
    for number in one.falls_without:
        screen.line(f"  Not {one.grade.word} without {group_words(one.tree.groups[number])}.")
    if one.is_circular:
        screen.line("  Circular: each cites the other.")
    _print_ties(screen, one.tree)
    screen.line()


def _print_falling(screen: Screen, founded: Sequence[Foundation]) -> None:
    """Of the whole record: what would fall with one origin, and what is circular."""
    from servanda.publish.origin_words import group_words, side_words

    corroborated = [one for one in founded if one.grade.word == "corroborated"]
    falling = [one for one in corroborated if one.falls_without]
    screen.line(_falling_words(len(corroborated), len(falling)))
    for one in falling:
        screen.line(f"  {one.name}, {one.kind} {one.claims[0].id}, {side_words(one)}")
        for number in one.falls_without:
            screen.line(f"    without {group_words(one.tree.groups[number])}", "dim")
    circular = [one for one in founded if one.is_circular]
    how_many = len(circular) or "none"
    screen.line(f"Sides that rest on voices that cite one another: {how_many}.")
    for one in circular:
        screen.line(f"  {one.name}, {one.kind} {one.claims[0].id}, {one.side}")


def _falling_words(corroborated: int, falling: int) -> str:
    if not corroborated:
        return "No side of an issue is corroborated."
    one = corroborated == 1
    sides = "1 side of an issue is" if one else f"{corroborated} sides of issues are"
    if not falling:
        return f"{sides} corroborated, and would be if any one origin fell."
    return f"{sides} corroborated; {falling} of them would no longer be if one origin fell:"


def _print_violations(screen: Screen, claims: Sequence[Claim], inquiry: Inquiry) -> None:
    """Whose violations a report tells of, and whose it does not."""
    from servanda.evidence.origin_tree import about_bans_in_words, violations_told
    from servanda.publish.origin_words import not_weighed_words
    from servanda.publish.wording import actor_words

    told = violations_told(claims, inquiry.agreement)
    in_words = not_weighed_words(about_bans_in_words(claims, inquiry.agreement))
    if not any(told.values()):
        screen.line("Of deeds, nothing is recorded of it that tells of a violation of a ban.")
    else:
        screen.line("Violations of bans that it tells of, as deeds:")
        for actor, ids in told.items():
            named = actor_words((actor,), inquiry.agreement)
            screen.line(f"  {named}: {', '.join(ids) or 'none'}")
    if in_words:
        screen.line(in_words)


def _print_ties(screen: Screen, tree: OriginTree) -> None:
    from servanda.publish.origin_words import tie_words

    unsure = [tie for tie in tree.ties if not tie[2].is_sure]
    for first, second, tie in unsure[:MOST_TIES]:
        screen.line(f"  {tie_words(first, second, tie)}", "dim")
    if len(unsure) > MOST_TIES:
        screen.line(f"  and {len(unsure) - MOST_TIES} more such pairs (--json has all)", "dim")


def _roots(screen: Screen, tree: OriginTree, words: Mapping[str, str]) -> list[Tree]:
    from rich.tree import Tree

    from servanda.publish.origin_words import grade_words, group_words, origin_words, path_words

    found = []
    for group in tree.groups:
        number = sum(len(root.claims) for root in group)
        graded = grade_words(group[0]) if len(group) == 1 else ""
        named = f"{group_words(group)}{graded}: {number}"
        top = Tree(screen.text(named, "bold"), guide_style="dim")
        for root in group:
            for path in root.paths:
                voice = f"{origin_words(root.origin)}{grade_words(root)} "
                who = voice if len(group) > 1 else ""
                way = top.add(screen.text(f"{who}{path_words(path)}", "cyan"))
                for claim in path.claims:
                    way.add(screen.text(f"{claim}: {words[claim]}"))
        found.append(top)
    return found


def _words(inquiry: Inquiry) -> Mapping[str, str]:
    from servanda.cli.heading import terminal_dates
    from servanda.publish.claim_words import statements_by_id

    agreement = inquiry.agreement
    return statements_by_id(inquiry.record, agreement, terminal_dates(agreement))


# --- As a picture --------------------------------------------------------------------------------


def _draw(picture: Path, tree: OriginTree, what: str | None, inquiry: Inquiry) -> None:
    from servanda.cli.drawing import write_drawing
    from servanda.cli.heading import terminal_dates
    from servanda.publish.origin_picture import origins_svg
    from servanda.publish.origins_asked import no_claims
    from servanda.publish.wording import asked_words

    reports = inquiry.record.reports
    entries = (*inquiry.record.claims, *no_claims(inquiry.record))
    report_of = {one.id: f"{one.report}: {reports[one.report].title}" for one in entries}
    asked = asked_words(inquiry.question, terminal_dates(inquiry.agreement))
    title = f"{inquiry.agreement.title}: origins of {what or 'the record'}, {asked}"
    stance_of = {claim.id: claim.stance for claim in inquiry.record.claims}
    write_drawing(picture, origins_svg(tree, title, report_of, stance_of))
