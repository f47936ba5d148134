"""Copies: one story under many mastheads, as a wire agency's story in the papers that print it.

What stands in a copy came through the hands of whoever published the story before. Who is named as
its author, and is only its printer, is replaced by the author: the own words of a copy are the own
words of the original.
"""

from collections.abc import Iterable, Mapping

from servanda.language.near_miss import did_you_mean
from servanda.language.record_clause import CopyOfClause, PublisherClause
from servanda.language.tree import ReportHeader, Statement
from servanda.record.complaint import Building, error
from servanda.record.setting import Setting, Story, every, only


def stories_of(statements: Iterable[Statement]) -> Mapping[str, Story]:
    """Of every report that the documents declare; of two with one id, the first."""
    stories: dict[str, Story] = {}
    for statement in statements:
        if isinstance(statement.header, ReportHeader):
            publishers = every(statement, PublisherClause)
            copied = every(statement, CopyOfClause)
            story = Story(
                publishers[0].publisher.text if publishers else None,
                copied[0].report.text if copied else None,
            )
            stories.setdefault(statement.header.name.text, story)
    return stories


def build_copy_of(
    statement: Statement, header: ReportHeader, setting: Setting
) -> Building[str | None]:
    """The report whose story a report is; None where it is none, or cannot be."""
    clause = yield from only(statement, CopyOfClause)
    if clause is None:
        return None
    name, original = header.name.text, clause.report.text
    if original not in setting.stories:
        hint = did_you_mean(original, setting.stories) or "name the report as in its header"
        yield error("unknown-report", clause.report, f"there is no report `{original}`", hint)
        return None
    before = ancestors(name, setting.stories)
    if name not in before:
        return original
    if name == min(before):  # a loop is told once
        message = f"`{name}` is in the end a copy of itself, so nobody was first with this story"
        hint = "take the line away under the report that was first"
        yield error("copy-loops", clause, message, hint)
    return None


def originals(copy_of: str | None, setting: Setting) -> tuple[str, ...]:
    """Who published the story before, the first of all first."""
    if copy_of is None:
        return ()
    reports = (copy_of, *ancestors(copy_of, setting.stories))
    publishers = (setting.stories[report].publisher for report in reversed(reports))
    return tuple(name for name in publishers if name is not None and name in setting.sources)


def ancestors(report: str, stories: Mapping[str, Story]) -> tuple[str, ...]:
    """The reports of which a report is a copy, one behind the other, as far as they are known."""
    found: list[str] = []
    at = stories[report].copy_of
    while at is not None and at in stories and at not in found:
        found.append(at)
        at = stories[at].copy_of
    return tuple(found)
