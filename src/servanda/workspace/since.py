"""What has come since an edition, and which of its verdicts no longer hold.

The question is the same, put again with what is known now. What came since is what the reader of
the edition may see now and the edition did not rest on; a verdict is named as changed through it by
the machinery of `verdict.changed`. Where the agreement is another, or something that was read then
cannot be read any more, the two answers are only held side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement, Fund, Phase
from servanda.agreement.subjects import Subject, subjects
from servanda.publish.answers import Matter, sentences_of
from servanda.publish.sentence import Sentence
from servanda.record.entries import every_entry
from servanda.record.model import Record
from servanda.store.log import Logged
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question
from servanda.verdict.changed import NOT_THERE, Change, changed, news_for
from servanda.verdict.grounds import Key
from servanda.verdict.told import Told, everything_told
from servanda.workspace.editions import (
    Read,
    Sealed,
    entries_since,
    question_now,
    read_now,
    read_then,
)
from servanda.workspace.replaying import is_as_sealed


@dataclass(frozen=True, slots=True)
class Arrived:
    """A statement that came since, and when it was witnessed."""

    logged: Logged
    known: Instant


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A verdict, or its sentence, that is another now.

    `change` has the entries that made the verdict another; None where the verdict is the same and
    only its sentence is not, or where the two answers could only be held side by side. `news` are
    the entries that came since and that the reasons of its subject rest on.
    """

    key: Key
    before: Told
    after: Told
    then: Sentence | None
    now: Sentence | None
    change: Change | None
    news: tuple[str, ...]

    @property
    def is_of_verdict(self) -> bool:
        return self.before != self.after

    @property
    def entries(self) -> tuple[str, ...]:
        """The first of the smallest sets of entries that made it so; where the verdict is the same,
        what its reasons now rest on."""
        if self.change is not None:
            return self.change.sets[0] if self.change.sets else ()
        return self.news


@dataclass(frozen=True, slots=True)
class Since:
    """An edition held against what is known now: `then` and `now` are the questions.

    `is_agreement_same` is false where its text is another; `is_comparable` where the record of then
    is still part of the record of now; `is_reproduced` where what was sealed can be made again.
    """

    sealed: Sealed
    then: Question
    now: Question
    agreement: Agreement
    record: Record
    arrived: tuple[Arrived, ...]
    overtaken: tuple[Overtaken, ...]
    is_agreement_same: bool
    is_comparable: bool
    is_reproduced: bool


def since(where: str, sealed: Sealed) -> Since:
    edition = sealed.edition
    then, now = read_then(where, edition.basis), read_now(where, edition.basis.reader)
    first = question_now(edition, then.workspace)
    later = question_now(edition, now.workspace)
    later = replace(later, known=max(now.head.time, first.known + 1))
    record = _with_news(then.workspace.record, now.workspace.record, first.known)
    before = then.matter(first)
    after = replace(now.matter(later), record=record)
    told = everything_told(before.agreement, before.record, before.viewpoint, first)
    is_comparable = (
        everything_told(after.agreement, record, after.viewpoint, replace(later, known=first.known))
        == told
    )
    return Since(
        sealed,
        first,
        later,
        now.agreement,
        record,
        tuple(Arrived(*one) for one in entries_since(where, edition.basis)),
        tuple(_overtaken(before, after, told, is_comparable, names_in(sealed, now))),
        edition.basis.agreement == now.basis.agreement,
        is_comparable,
        is_as_sealed(where, then, edition),
    )


def names_in(sealed: Sealed, read: Read) -> frozenset[str]:
    """The names of which an edition tells: all, or those that its answer is about."""
    edition, agreement = sealed.edition, read.agreement
    if edition.subject is not None:
        return frozenset({edition.subject.partition("/")[0]})
    told = [one for one in subjects(agreement) if edition.answer == "status" or _waits(one)]
    return frozenset(each.name for each in told)


def _waits(subject: Subject) -> bool:
    """Whether it is of what `blockers` tells without a name."""
    return isinstance(subject, Phase | Fund)


def _overtaken(
    before: Matter,
    after: Matter,
    told: Mapping[Key, Told],
    is_comparable: bool,
    names: frozenset[str],
) -> list[Overtaken]:
    told_now = everything_told(after.agreement, after.record, after.viewpoint, after.question)
    then, now = sentences_of(before), sentences_of(after)
    now_as_then = sentences_of(after, before.question)
    changes: dict[Key, Change] = {}
    news: Mapping[str, tuple[str, ...]] = {}
    if is_comparable:
        earlier = replace(after.question, known=before.question.known)
        asked = (after.agreement, after.record, after.viewpoint, earlier, after.question)
        changes = {(one.name, one.bearer, one.limb): one for one in changed(*asked)}
        apart = {key[0] for key in then if then[key] != now_as_then.get(key)}
        news = news_for(apart, *asked)
    found = []
    for key in dict.fromkeys((*then, *now, *told, *told_now)):
        one = Overtaken(
            key,
            told.get(key, NOT_THERE),
            told_now.get(key, NOT_THERE),
            then.get(key),
            now.get(key),
            changes.get(key),
            news.get(key[0], ()),
        )
        is_told_otherwise = then.get(key) != now_as_then.get(key)
        if key[0] in names and (one.is_of_verdict or is_told_otherwise):
            found.append(one)
    return found


def _with_news(then: Record, now: Record, known: Instant) -> Record:
    """The record of now, in which what was not in that of then became known after it: it may have
    been logged before, and withheld until an embargo ended."""
    fresh = _names(now) - _names(then)
    news = {name: max(now.witnessed.get(name, known), known + 1) for name in fresh}
    return replace(now, witnessed={**now.witnessed, **news})


def _names(record: Record) -> frozenset[str]:
    entries = (*every_entry(record), *record.retractions)
    return frozenset((*(one.id for one in entries), *record.reports))
