"""What is told of a cell is when its first incident was, and its whole batches: by property.

Two records that differ by fewer incidents than a batch, in one cell, are not told apart by any
question, except where the difference is the first of the cell, completes a batch, or comes (by
when it became known) before others of it, so that it moves the times of what is told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.publish.public_forms import steps_of
from servanda.publish.public_record import public_record
from servanda.record.model import Claim, EventContent, Origin, Record, Stance
from servanda.values.instant import NEVER, Interval
from servanda.values.quantity import UNBOUNDED, Range
from servanda.verdict.assessment import Standard
from tests.publication.editions import built, edition, policy
from tests.publication.mission import World, _on

AGREEMENT, WHOLE = built(World(deaths=(), watched=None))
ONE = next(
    one
    for one in WHOLE.claims
    if isinstance(one.content, EventContent) and one.content.deed.action == "attack"
)
END = AGREEMENT.calendar.midnight(_on(45))
SIZE = 5

incident = st.tuples(
    st.integers(1, 28),
    st.integers(0, 23),
    st.sampled_from(["old-mill", "stone-barn", "dry-ford"]),
    st.integers(0, 2),  # days until it became known
)
Made = tuple[int, int, str, int]
SOURCES = {  # with how each is told
    "observers-desk": "observers-desk",
    "gazette": "undisclosed-source",
    "field-nurse": "undisclosed-source",
    "army-press": "undisclosed-source-of-army",
}
FEW = policy(sources='["observers-desk"]')


def record_of(incidents: Sequence[Made]) -> Record:
    return replace(WHOLE, claims=tuple(_claim(n, *one) for n, one in enumerate(incidents)))


def _claim(number: int, day: int, hour: int, place: str, later: int) -> Claim:
    assert isinstance(ONE.content, EventContent)
    start = AGREEMENT.calendar.midnight(_on(day)) + hour * 3600
    content = EventContent(
        replace(ONE.content.deed, place=place), Interval(start, start + 60), f"own-{number}"
    )
    known = AGREEMENT.calendar.midnight(_on(day + later + 1)) - 1
    return replace(ONE, id=f"{ONE.report}.{number + 1}", content=content, known=known)


def told(record: Record) -> Sequence[Claim]:
    return public_record(record, AGREEMENT, policy(), END).record.claims


@settings(max_examples=25, deadline=None)
@given(st.lists(incident, min_size=1, max_size=17), st.lists(incident, max_size=SIZE - 1))
def test_fewer_than_a_batch_more_are_not_told_apart(before: list[Made], more: list[Made]) -> None:
    room = SIZE - 1 - len(before) % SIZE
    after = [(28, hour, place, 3) for _, hour, place, _ in more[:room]]  # known after all others
    assert told(record_of(before)) == told(record_of([*before, *after]))


@settings(max_examples=25, deadline=None)
@given(st.lists(incident, min_size=1, max_size=17))
def test_a_cell_is_told_as_one_or_in_whole_batches(incidents: list[Made]) -> None:
    assert len(told(record_of(incidents))) == max(1, len(incidents) // SIZE * SIZE)


@settings(max_examples=20, deadline=None)
@given(st.lists(incident, min_size=1, max_size=12), st.randoms())
def test_neither_order_nor_place_nor_hour_decides_what_is_told(
    incidents: list[Made], random: Random
) -> None:
    other = [(day, (hour + 7) % 24, "dry-ford", later) for day, hour, _, later in incidents]
    random.shuffle(other)
    assert told(record_of(incidents)) == told(record_of(other))


@settings(max_examples=4, deadline=None)
@given(
    st.lists(incident, min_size=6, max_size=8),
    st.sampled_from(["asserted", "alleged", "corroborated", "verified"]),
)
def test_no_question_tells_them_apart(before: list[Made], proof: Standard) -> None:
    after = [*before, (28, 3, "stone-barn", 3)]
    day = _on(45)
    first, second = record_of(before), record_of(after)
    assert edition(AGREEMENT, first, policy(), day, proof) == edition(
        AGREEMENT, second, policy(), day, proof
    )


spoken = st.tuples(incident, st.sampled_from(sorted(SOURCES)), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(spoken, min_size=1, max_size=22), st.integers(1, 31))
def test_of_a_cell_no_source_is_counted(made: list[tuple[Made, str, bool]], day: int) -> None:
    """Whoever tells of them, in one answer as in all that would have been given before."""
    claims = [
        _said(claim, source, finds)
        for claim, (_, source, finds) in zip(_claims(made), made, strict=True)
    ]
    record = replace(WHOLE, claims=tuple(claims))
    sizes = {0, 1, *range(SIZE, 25, SIZE)}
    for known in (NEVER, AGREEMENT.calendar.midnight(_on(day))):
        public = public_record(record, AGREEMENT, FEW, END, known)
        told = public.record.claims
        assert len(told) in sizes
        by = Counter((one.chain.origin.source, one.stance) for one in told)
        actual = Counter((SOURCES[source], stance) for source, stance in map(_by, claims))
        assert all(by[one] in sizes and by[one] <= actual[one] for one in by)


CALM = policy(sources='["observers-desk"]', told_by='"week"')
denied = st.tuples(st.sampled_from(sorted(SOURCES)), st.integers(0, 20))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(spoken, min_size=2, max_size=SIZE - 1),
    st.lists(denied, min_size=1, max_size=4),
    st.data(),
)
def test_who_denies_one_that_is_not_told_changes_nothing(
    made: list[tuple[Made, str, bool]], denials: list[tuple[str, int]], data: st.DataObject
) -> None:
    """Attack: a denial of the second incident took the first out of the answer, and showed it."""
    claims = [
        _said(claim, source, finds)
        for claim, (_, source, finds) in zip(_claims(made), made, strict=True)
    ]
    before = public_record(replace(WHOLE, claims=tuple(claims)), AGREEMENT, CALM, END)
    [first] = before.record.claims
    others = [one for one in claims if not _is_told_as(one, first)]
    if not others:
        return
    about = data.draw(st.sampled_from(others))
    against = [_denial(about, n, *one) for n, one in enumerate(denials)]
    after = public_record(replace(WHOLE, claims=(*claims, *against)), AGREEMENT, CALM, END)
    assert after.record == before.record


def _is_told_as(claim: Claim, first: Claim) -> bool:
    """Whether it may be the one of which this is told."""
    alone = public_record(replace(WHOLE, claims=(claim,)), AGREEMENT, CALM, END).record.claims
    return alone == (first,)


def _denial(claim: Claim, number: int, source: str, later: int) -> Claim:
    said = replace(claim, id=f"{claim.id}{number}", stance="denies", known=claim.known + later)
    return replace(said, chain=replace(claim.chain, origin=Origin(source)))


def test_what_is_said_later_of_the_first_puts_no_other_in_its_place() -> None:
    """Attack: two editions told of two incidents, where there were three."""
    first, second, third = _claims(
        [((day, 5, "old-mill", 0), "gazette", False) for day in (2, 9, 16)]
    )
    later = replace(first, id="Z99.1", known=third.known + 86_400)
    for one in (later, replace(later, stance="denies")):
        one = replace(one, chain=replace(one.chain, origin=Origin("army-press")))
        record = replace(WHOLE, claims=(first, second, third, one))
        weeks = {
            claim.content.when
            for known in (second.known + 7 * 86_400, NEVER)
            for claim in public_record(record, AGREEMENT, CALM, END, known).record.claims
            if isinstance(claim.content, EventContent)
        }
        assert len(weeks) == 1


word = st.tuples(  # by whom, how, so many days after the incident
    st.sampled_from(sorted(SOURCES)),
    st.sampled_from(["says", "finds", "denies"]),
    st.integers(0, 20),
)
few = st.lists(
    st.tuples(incident, st.lists(word, min_size=1, max_size=4)), min_size=1, max_size=SIZE - 1
)


@settings(max_examples=60, deadline=None)
@given(few)
def test_the_editions_of_a_month_tell_of_one_incident_of_a_few(
    made: list[tuple[Made, list[tuple[str, Stance, int]]]],
) -> None:
    """Attack: subtract every edition from every other, where many sources speak of each, deny it
    and find it, days and weeks afterwards."""
    record = replace(WHOLE, claims=tuple(_told_of(made)))
    weeks: set[Interval] = set()
    for day in range(1, 52, 3):
        at = AGREEMENT.calendar.midnight(_on(day))
        for one in public_record(record, AGREEMENT, FEW, at).record.claims:
            weeks.add(_event_of(one).when)
    assert len(weeks) < 2


def _told_of(made: list[tuple[Made, list[tuple[str, Stance, int]]]]) -> Iterator[Claim]:
    for number, (claim, (_, words)) in enumerate(
        zip(record_of([one for one, _ in made]).claims, made, strict=True)
    ):
        for place, (source, stance, later) in enumerate(words):
            chain = replace(claim.chain, origin=Origin(source))
            yield replace(
                claim,
                id=f"Z{number + 1}.{place + 1}",
                chain=chain,
                stance=stance,
                known=claim.known + later * 86_400,
            )


def _event_of(claim: Claim) -> EventContent:
    assert isinstance(claim.content, EventContent)
    return claim.content


def test_three_sources_of_three_incidents_are_one() -> None:
    """Attack: "3 incidents (mission-desk, undisclosed-source, undisclosed-source-of-mission)"."""
    made: list[Made] = [(day, 5, "old-mill", 0) for day in (3, 4, 5)]
    claims = zip(record_of(made).claims, ("observers-desk", "gazette", "army-press"), strict=True)
    record = replace(WHOLE, claims=tuple(_said(one, source, False) for one, source in claims))
    assert len(public_record(record, AGREEMENT, FEW, END).record.claims) == 1


def _claims(made: Sequence[tuple[Made, str, bool]]) -> Sequence[Claim]:
    return record_of([one for one, *_ in made]).claims


def _said(claim: Claim, source: str, finds: bool) -> Claim:
    chain = replace(claim.chain, origin=Origin(source))
    return replace(claim, chain=chain, stance="finds" if finds else "says")


def _by(claim: Claim) -> tuple[str, str]:
    return claim.chain.origin.source, claim.stance


def test_the_first_and_the_last_of_a_batch_do_show() -> None:
    """These are the exceptions."""
    made: list[Made] = [(day, 5, "old-mill", 0) for day in range(1, 20)]
    counts = [len(told(record_of(made[:number]))) for number in range(12)]
    assert counts == [0, 1, 1, 1, 1, 5, 5, 5, 5, 5, 10, 10]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(2, 20))
def test_numbers_of_one_step_are_told_alike_and_truly(low: int, more: int, step: int) -> None:
    number = steps_of(Range(low, low + more), step)
    assert number.low <= low <= low + more <= number.high
    assert steps_of(Range(low, UNBOUNDED), step).high == UNBOUNDED
    if low:
        least = max(1, low // step * step)
        assert steps_of(Range(low, low), step) == steps_of(Range(least, least), step)
