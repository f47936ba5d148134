"""What stands of a record, worked out by going through it day by day, as a clerk would."""

from dataclasses import replace

from servanda.record.model import Claim, Coverage, EventLink, Record, Retraction


def what_stands(record: Record) -> Record:
    """The record without what was taken back or said anew, by everything that is in it."""
    void = taken_back(record)
    said = {claim.id: claim for claim in record.claims}
    chosen: dict[
        str, tuple[int, str]
    ] = {}  # of what was corrected: since when, and in which report
    for claim in sorted(record.claims, key=lambda claim: (claim.known, claim.report)):
        if claim.id not in void:
            for above, batch in ways_down(claim, said):
                chosen[above] = max(batch, chosen.get(above, batch))
    left = [
        claim
        for claim in record.claims
        if claim.id not in void
        and claim.id not in chosen
        and all(chosen.get(above, batch) == batch for above, batch in ways_down(claim, said))
    ]
    return replace(
        record,
        claims=tuple(left),
        coverage=tuple(window for window in record.coverage if window.id not in void),
        links=tuple(link for link in record.links if link.id not in void),
        retractions=(),
    )


def ways_down(claim: Claim, said: dict[str, Claim]) -> list[tuple[str, tuple[int, str]]]:
    """Each entry that the claim corrects in the end, with the correction that leads to it."""
    line = (claim.id, *claim.corrects)
    return [
        (above, (said[below].known, said[below].report))
        for below, above in zip(line, line[1:], strict=False)
        if below in said
    ]


def taken_back(record: Record) -> frozenset[str]:
    """The ids of claims, coverage and links that a retraction in force takes back."""
    void: set[str] = set()
    for one in record.retractions:
        if not is_taken_back(one, record.retractions):
            entries: tuple[Claim | Coverage | EventLink, ...] = (
                *record.claims, *record.coverage, *record.links,
            )  # fmt: skip
            for entry in entries:
                own = one.entry == entry.id or (
                    one.entry == entry.report and one.known >= entry.known
                )
                earlier = entry.corrects if isinstance(entry, Claim) else ()
                names = {*earlier, *(name.split(".")[0] for name in earlier)}
                if own or (one.entry in names and one.known > entry.known):
                    void.add(entry.id)
    return frozenset(void)


def is_taken_back(one: Retraction, others: tuple[Retraction, ...]) -> bool:
    return any(
        other.entry in (one.id, one.report)
        and other.known > one.known
        and not is_taken_back(other, others)
        for other in others
    )
