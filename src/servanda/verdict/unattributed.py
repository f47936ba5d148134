"""Incidents whose author nobody names: which of the events that a ban forbids are such."""

from collections.abc import Iterable, Iterator

from servanda.evidence.issue import Issue
from servanda.record.model import Claim, EventContent, Record


def without_author(events: Iterable[Issue], record: Record, own: frozenset[str]) -> Iterator[Issue]:
    """Of events claimed of unknown persons those that nobody, under the same label, lays at
    somebody's door; and none that was done to one of `own`."""
    events = tuple(events)
    named = frozenset(labels_of_authors(record)) if events else frozenset[str]()
    for issue in events:
        contents = [one.content for one in issue.claims if isinstance(one.content, EventContent)]
        is_named = any(content.label in named for content in contents)
        is_on_own = any(own & {content.deed.thing, content.deed.to} for content in contents)
        if not is_named and not is_on_own:
            yield issue


def labels_of_authors(record: Record) -> Iterator[str]:
    """The labels of events of which somebody names the author."""
    for claim in record.claims:
        label = label_of_author(claim)
        if label is not None:
            yield label


def label_of_author(claim: Claim) -> str | None:
    content = claim.content
    return content.label if isinstance(content, EventContent) and content.deed.actors else None
