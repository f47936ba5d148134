"""That an entry no longer stands is told by what a reader may see, and by nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as some

from servanda.record.marking import Marking
from servanda.store.access import Reader, may_see
from servanda.store.canonical import Json
from servanda.store.entry import Entry
from servanda.store.log import Logged
from servanda.store.marked import written_marking
from servanda.workspace.withdrawn_entries import withdrawn_in
from tests.store.test_access import NOW, READERS, logs, markings, seen

LATER_SORTS = {"correction": "", "retraction": "retraction-"}


@dataclass(frozen=True)
class Later:
    """A correction or retraction of one of the entries of a log, by its place among them."""

    kind: str
    target: int
    marking: Marking
    number: int


laters = some.lists(
    some.builds(
        Later, some.sampled_from(sorted(LATER_SORTS)), some.integers(0, 20), markings,
        some.integers(1, 12),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


others_of = some.lists(some.integers(0, 20), min_size=4, max_size=4)


@given(logs(), laters, others_of, some.sampled_from(READERS))
def test_what_no_longer_stands_is_told_by_what_may_be_seen(
    both: tuple[list[Logged], list[Logged]], later: list[Later], others: list[int], reader: Reader
) -> None:
    """Whatever else a correction that is withheld is of, and whatever it says: the same is told."""
    log = both[0]
    one = [*log, *_taken_back(log, later)]
    other = [*log, *_taken_back(log, _where_withheld(later, others, reader))]
    first, second = (_told_of(each, reader) for each in (one, other))
    assert first == second
    shown = {each.entry.key for each in one} - seen(one, reader).withheld
    for key, steps in first.items():
        assert key in shown
        assert shown >= {by for _, by in steps}


def _where_withheld(later: list[Later], others: list[int], reader: Reader) -> list[Later]:
    """Of another entry, where its marking withholds it."""
    return [
        one if may_see(reader, one.marking, "Mission", NOW) else replace(one, target=other)
        for one, other in zip(later, others, strict=False)
    ]


def _told_of(
    log: Sequence[Logged], reader: Reader
) -> Mapping[tuple[str, str], list[tuple[str, tuple[str, str]]]]:
    sight = seen(log, reader).sight
    found = withdrawn_in(one for one in log if sight.shows(one.entry))
    return {key: [(each.name, each.by.entry.key) for each in steps] for key, steps in found.items()}


def _taken_back(log: Sequence[Logged], later: Sequence[Later]) -> list[Logged]:
    """In a later report that anybody may see, by a source of its own."""
    said = [one.entry for one in log if one.entry.kind in ("claim", "report")]
    report: dict[str, Json] = {"text": 'report T1 "Later"\n  by icrc\n  on 2026-01-26\n'}
    entries = [Entry("report", "T1", report)]
    counts = dict.fromkeys(LATER_SORTS, 0)
    for one in later:
        counts[one.kind] += 1
        name = f"T1.{LATER_SORTS[one.kind]}{counts[one.kind]}"
        target = said[one.target % len(said)].name
        text = f"{one.kind} of {target}\n  north releases {one.number} prisoners to south\n"
        holds: dict[str, Json] = {"text": text, "report": "T1"}
        holds["names"] = ["entry:T1", f"entry:{target}"]
        if not one.marking.is_open:
            holds["marking"] = written_marking(one.marking)
        entries.append(Entry(one.kind, name, holds))
    return [Logged(len(log) + at, entry) for at, entry in enumerate(entries)]
