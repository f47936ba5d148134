"""What has come since an edition, and what of it no longer holds.

The question is the same, put again with what is known now. What was sealed is compared with what is
answered now, all of it but for the times of asking. What came since is what the reader of the
edition may see now and the edition did not rest on. Where what was sealed can be made again as it
was, and the agreement is the same, a verdict is named as changed through it by the machinery of
`verdict.changed`; elsewhere the two answers are only held side by side.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from servanda.agreement.model import Agreement, Fund, Phase
from servanda.agreement.subjects import Subject, subjects
from servanda.publish.answer_difference import Otherwise, is_some_left, otherwise
from servanda.publish.answer_rows import Row, rows_in
from servanda.publish.answers import OF_VERDICTS, Matter, sentences_of, status_answer
from servanda.publish.policy import Policy
from servanda.publish.sentence import Sentence
from servanda.record.entries import every_entry
from servanda.record.model import Record
from servanda.store.log import Logged
from servanda.values.instant import Instant
from servanda.verdict.assessment import Question
from servanda.verdict.changed import NOT_THERE, Change, changed, news_for
from servanda.verdict.grounds import Key
from servanda.verdict.told import Told, everything_told
from servanda.workspace.amended_since import AmendedDocument, amended_since
from servanda.workspace.editions import (
    Read,
    Sealed,
    documents_since,
    entries_since,
    question_now,
    read_now,
    reader_now,
)
from servanda.workspace.logged import Standing
from servanda.workspace.sealed_answer import AnswerNow, SealedAnswer, answer_now, sealed_answer


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

    `overtaken` are verdicts that differ, `otherwise` what reads otherwise of the answer beside
    them, and `news`, by name, the entries that came since and that the reasons of that rest on, as
    far as causes can be named. `rows` is the status of then and now by verdict, as far as that of
    then is known; of a public edition too it is of what the log held, where that can still be told.
    `amended` is what the agreement has otherwise by now, `is_agreement_same` false where its
    documents are others, if only in their prose. `is_comparable` where causes can be named: what
    was sealed is made again as it was, and is part of what is known now. `reader_revoked`: since
    when its reader gets no answer any more, if so; what is answered now is as they would see it.
    """

    sealed: Sealed
    then: Question
    now: Question
    agreement: Agreement
    record: Record
    arrived: tuple[Arrived, ...]
    overtaken: tuple[Overtaken, ...]
    otherwise: tuple[Otherwise, ...]
    news: Mapping[str, tuple[str, ...]]
    rows: tuple[Mapping[Key, Row], Mapping[Key, Row]]
    amended: tuple[AmendedDocument, ...]
    is_agreement_same: bool
    is_comparable: bool
    answer_then: SealedAnswer
    answer_now: AnswerNow
    reader_revoked: Instant | None

    @property
    def is_reproduced(self) -> bool:
        """Whether what was sealed can be made again."""
        return self.answer_then.is_reproduced

    @property
    def is_known(self) -> bool:
        """Whether what was sealed, and what is answered now, can be told at all."""
        return self.answer_then.answer is not None and self.answer_now.answer is not None

    @property
    def is_some_left(self) -> bool:
        """Whether anything stands in what was sealed beside what no longer holds of it."""
        was, is_now = self.answer_then.answer, self.answer_now.answer
        if was is None or is_now is None:
            return False
        if was["answer"] != "status":
            return is_some_left(was, is_now)
        return bool({*self.rows[0]} - {one.key for one in self.overtaken})

    @property
    def holds(self) -> bool:
        """Whether all of it is known to hold."""
        return self.is_known and not self.overtaken and not self.otherwise


def since(where: str, sealed: Sealed) -> Since:
    edition = sealed.edition
    basis, whose = edition.basis, reader_now(where, edition.basis)
    was = sealed_answer(where, edition)
    now = read_now(where, basis.reader, standing=whose.standing)
    then = was.read if was.is_reproduced else None
    first = question_now(edition, (then or now).workspace)
    later = question_now(edition, now.workspace)
    later = replace(later, known=max(now.head.time, first.known + 1))

    def put_again(policy: Policy | None) -> Matter:
        matter = now.matter(later, policy)
        if then is None:
            return matter
        had = then.matter(first, policy).record
        return replace(matter, record=_with_news(had, matter.record, first.known))

    after = put_again(None)
    is_now = answer_now(where, edition, put_again, first)
    amended = _amended(where, sealed, was, now, whose.standing)
    names = names_in(sealed, now)
    is_comparable = False
    news: Mapping[str, tuple[str, ...]] = {}
    rows: tuple[Mapping[Key, Row], Mapping[Key, Row]]
    if then is not None:
        before = then.matter(first)
        names |= names_in(sealed, then)
        is_comparable = not amended and _is_part(before, after)
        rows = (rows_in(status_answer(before)), rows_in(status_answer(after, first)))
        overtaken = _overtaken(before, after, is_comparable, names)
    else:
        rows = _rows(was, is_now)
        overtaken = _side_by_side(*rows)
    reads_otherwise = _otherwise(was, is_now, overtaken)
    if is_comparable:
        about = {one.name for one in reads_otherwise if one.name is not None}
        news = _news_for(about, first, after)
    return Since(
        sealed,
        first,
        later,
        now.agreement,
        after.record,
        tuple(Arrived(*one) for one in entries_since(where, basis, whose.standing)),
        tuple(overtaken),
        reads_otherwise,
        news,
        rows,
        amended,
        basis.agreement == now.basis.agreement,
        is_comparable,
        was,
        is_now,
        whose.revoked,
    )


def _news_for(
    names: Collection[str], first: Question, after: Matter
) -> Mapping[str, tuple[str, ...]]:
    about = {name.partition("/")[0] for name in names}
    earlier = replace(after.question, known=first.known)
    return news_for(about, after.agreement, after.record, after.viewpoint, earlier, after.question)


def _is_part(before: Matter, after: Matter) -> bool:
    """Whether what is known now, as far as it was known then, tells what was told then."""
    told, again = (
        everything_told(
            one.agreement,
            one.record,
            one.viewpoint,
            replace(one.question, known=before.question.known),
        )
        for one in (before, after)
    )
    return told == again


def _amended(
    where: str, sealed: Sealed, was: SealedAnswer, now: Read, standing: Standing | None
) -> tuple[AmendedDocument, ...]:
    basis = sealed.edition.basis
    if was.read is None or basis.agreement == now.basis.agreement:
        return ()
    texts = was.read.workspace.texts, now.workspace.texts
    return amended_since(*texts, documents_since(where, basis, standing))


def _rows(was: SealedAnswer, is_now: AnswerNow) -> tuple[Mapping[Key, Row], Mapping[Key, Row]]:
    """What both answers say of each verdict, where what they answer is the status."""
    if was.answer is None or is_now.answer is None or was.answer["answer"] != "status":
        return {}, {}
    return rows_in(was.answer), rows_in(is_now.answer)


def _side_by_side(then: Mapping[Key, Row], now: Mapping[Key, Row]) -> list[Overtaken]:
    found = []
    for key in dict.fromkeys((*then, *now)):
        was, is_now = then.get(key, _NO_ROW), now.get(key, _NO_ROW)
        if (was.told, was.sentence) != (is_now.told, is_now.sentence):
            found.append(
                Overtaken(
                    key,
                    was.told,
                    is_now.told,
                    was.sentence if key in then else None,
                    is_now.sentence if key in now else None,
                    None,
                    (),
                )
            )
    return found


_NO_ROW = Row(NOT_THERE, Sentence("unknown", ""))


def _otherwise(
    was: SealedAnswer, is_now: AnswerNow, overtaken: list[Overtaken]
) -> tuple[Otherwise, ...]:
    """What reads otherwise, but what a status says of verdicts that are overtaken: that is told
    with them."""
    if was.answer is None or is_now.answer is None:
        return ()
    told = {one.key[0] for one in overtaken} if was.answer["answer"] == "status" else frozenset()
    found = otherwise(was.answer, is_now.answer)
    return tuple(one for one in found if one.name is None or one.name not in told)


def names_in(sealed: Sealed, read: Read) -> frozenset[str]:
    """The names of whose verdicts an edition tells: all, or those that its answer is about."""
    edition, agreement = sealed.edition, read.agreement
    if edition.answer not in OF_VERDICTS:
        return frozenset()
    if edition.subject is not None:
        return frozenset({edition.subject.partition("/")[0]})
    told = [one for one in subjects(agreement) if edition.answer == "status" or _waits(one)]
    return frozenset(each.name for each in told)


def _waits(subject: Subject) -> bool:
    """Whether it is of what `blockers` tells without a name."""
    return isinstance(subject, Phase | Fund)


def _overtaken(
    before: Matter, after: Matter, is_comparable: bool, names: frozenset[str]
) -> list[Overtaken]:
    told = everything_told(before.agreement, before.record, before.viewpoint, before.question)
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
        news = _news_for(apart, before.question, after)
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
