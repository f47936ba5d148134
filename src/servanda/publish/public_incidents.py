"""Incidents in public: told of a cell, as one that is there at least, and then in whole batches.

A cell has the incidents of one kind of deed by one actor in one place, as these are told, whoever
tells of them. The first of a cell to be claimed is told by itself, since a ban is broken by one.
The others are told in batches of what is told alike but for its times: the same voices, stances and
numbers, so that nothing is made stronger; each once so many are known as the policy asks for, and
all as of one time and known on one day. The first counts in the first batch told, which is of what
is told as it is; batches of other voices wait for that one. So of a cell at least one is told, or
whole batches, and of no source, stance or standard of proof can fewer be counted. What is told of
a cell is thus a function of when the first was, and of its whole batches: whatever is asked of it
afterwards, no two records are told apart that agree in these.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.evidence.event_links import links_of
from servanda.evidence.grouping import same_events, when_of
from servanda.publish.public_forms import UNTOLD_SOURCE
from servanda.record.model import Claim, EventContent, EventLink, Stance
from servanda.values.deed import Deed
from servanda.values.instant import Instant, Interval

EVIDENCE: frozenset[Stance] = frozenset({"says", "denies", "admits", "finds", "rules"})
FIRMEST: Sequence[Stance] = ("rules", "finds", "admits", "says", "denies")

Forms = tuple[str, ...]  # the claims of an incident as they are told, but for their times


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims about one event as they are told, when that was, and when all of them were known."""

    claims: tuple[Claim, ...]
    when: Interval
    known: Instant

    @property
    def forms(self) -> Forms:
        return tuple(sorted(repr(_timeless(one)) for one in self.claims))

    @property
    def is_claimed(self) -> bool:
        return any(one.stance != "denies" for one in self.claims)

    @property
    def cell(self) -> tuple[bool, str]:
        """Whether anybody claims it, and what was done by whom and where, as it is claimed."""
        claimed = [one for one in self.claims if one.stance != "denies"]
        kinds = (repr(_kind(_event(one).deed)) for one in claimed or self.claims)
        return self.is_claimed, min(kinds)


def told_incidents(
    claims: Sequence[Claim],
    links: Iterable[EventLink],
    tell: Callable[[Claim], Claim | None],
    size_for: Callable[[str], int],
) -> Iterator[Claim]:
    """What is told of these claims of single events, with a label for each, so that coarser times
    make no two of them one; `tell` gives each claim as it may be told, or nothing, `size_for` how
    many deeds of an action are told together: of what is no incident, each by itself."""
    cells: dict[tuple[bool, str], list[Incident]] = defaultdict(list)
    for group in _events(claims, links):
        incident = _incident(group, tell)
        if incident is not None:
            cells[incident.cell].append(incident)
    told = (
        one
        for incidents in cells.values()
        for one in batches(incidents, size_for(_event(incidents[0].claims[0]).deed.action))
    )
    for number, one in enumerate(sorted(told, key=_order), start=1):
        for place, claim in enumerate(one.claims):
            yield _at(claim, one, f"event-{number}", f"event-{number}.{place}")


def batches(incidents: Sequence[Incident], size: int) -> Iterator[Incident]:
    """The first of a cell as it was, and every whole batch with the times of all in it; none before
    the batch of the first is whole."""
    if size == 1:
        yield from incidents
        return
    if not incidents[0].is_claimed:
        return  # what somebody denies and nobody claims is none yet, and would show what is coming
    first = min(incidents, key=_by_first_word)
    yield first
    whole = sorted(_whole_batches(incidents, first, size), key=_known_by)
    own = next((batch for batch in whole if batch[0] is first), None)
    if own is None:
        return
    known, end = first.known, first.when.end
    for batch in (own, *(one for one in whole if one is not own)):
        known = max(known, *(one.known for one in batch))
        # No batch is known, or seems over, before one that is told before it.
        end = max(end, *(one.when.end for one in batch))
        when = Interval(min(one.when.start for one in batch), end)
        alike = [replace(one, when=when, known=known) for one in batch]
        yield from alike[1:] if batch is own else alike


def _whole_batches(
    incidents: Sequence[Incident], first: Incident, size: int
) -> Iterator[list[Incident]]:
    """Of those that are told alike, in the order in which they became known, after the first."""
    alike: dict[Forms, list[Incident]] = defaultdict(list)
    for one in (first, *sorted((one for one in incidents if one is not first), key=_order)):
        alike[one.forms].append(one)
    for each in alike.values():
        for start in range(0, len(each) // size * size, size):
            yield each[start : start + size]


def _known_by(batch: Sequence[Incident]) -> tuple[Instant, Interval, Forms]:
    return max(map(_order, batch))


def _events(claims: Sequence[Claim], links: Iterable[EventLink]) -> Iterator[tuple[Claim, ...]]:
    """The claims about one event each, of one action and thing."""
    apart: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        content = _event(claim)
        apart[content.deed.action, content.deed.thing].append(claim)
    linked = links_of(links)
    for alike in apart.values():
        yield from same_events(alike, linked)


def _incident(group: Sequence[Claim], tell: Callable[[Claim], Claim | None]) -> Incident | None:
    """At the most precise time that is told of it; None where nothing of it may be told."""
    told = tuple(one for one in map(tell, group) if one is not None)
    if not told:
        return None
    if _may_be_several(told):
        told = (min(told, key=_by_word),)
    return Incident(told, when_of(told), max(one.known for one in told))


def _may_be_several(told: Sequence[Claim]) -> bool:
    """Whether nothing but the time makes these one, of which neither who did it nor to whom is
    told: what was done to two sides would be one deed, and each claim bear the other out."""
    contents = [_event(one) for one in told]
    labels = {content.label for content in contents}
    is_bare = all(one.deed.author == "withheld" and one.deed.thing is None for one in contents)
    return is_bare and len(told) > 1 and (None in labels or len(labels) > 1)


def _by_word(claim: Claim) -> tuple[Instant, int, Interval, str]:
    rank = FIRMEST.index(claim.stance)
    return claim.known, rank, _event(claim).when, repr(_timeless(claim))


def _at(claim: Claim, incident: Incident, label: str, name: str) -> Claim:
    content = replace(_event(claim), when=incident.when, label=label)
    return replace(claim, id=name, report="", content=content, known=incident.known)


def _timeless(claim: Claim) -> Claim:
    """Without what tells one incident of a cell from another."""
    nowhen = Interval(0, 0)
    content = replace(_event(claim), when=nowhen, label=None)
    return replace(claim, id="", report="", known=0, content=content)


def _kind(deed: Deed) -> Deed:
    """Without how many or whom of a thing, which parts no cell from another."""
    return replace(
        deed, amount=None, shares=(), percent=False, number="stated", excepting=(), class_name=None
    )


def _by_first_word(incident: Incident) -> tuple[Instant, int, bool, Interval, Forms]:
    """Which was claimed first; of those of one time, that of the firmest word. Neither a denial nor
    what is said afterwards decides it: else whoever denies one that is not told would take away the
    one that is, and two editions would tell of two incidents where there are fewer than a batch."""
    claimed = [one for one in incident.claims if one.stance != "denies"] or incident.claims
    begun = min(one.known for one in claimed)
    then = [one for one in claimed if one.known == begun]
    rank = min(FIRMEST.index(one.stance) for one in then)
    is_unnamed = all(one.chain.origin.source.startswith(UNTOLD_SOURCE) for one in then)
    return begun, rank, is_unnamed, when_of(then), tuple(sorted(repr(_timeless(o)) for o in then))


def _order(incident: Incident) -> tuple[Instant, Interval, Forms]:
    return incident.known, incident.when, incident.forms


def _event(claim: Claim) -> EventContent:
    assert isinstance(claim.content, EventContent), "only events are told in batches"
    return claim.content
