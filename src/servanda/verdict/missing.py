"""What could be missing: claims, deeds and acts that might make a verdict another, the least first.

These are candidates in the language of the record, not answers: each is assumed and the verdict
solved again before anything is said of it. Whoever speaks in one is a source of the record, so
that the words can be put to `--assume` as they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from math import ceil
from typing import Literal

from servanda.agreement.dependencies import leaves
from servanda.agreement.model import (
    Agreement,
    Condition,
    DeedClause,
    Happens,
    IsDone,
    LevelClause,
    LevelStands,
    MayClause,
    PhaseIsDeclaredOpen,
    StipulationIs,
)
from servanda.agreement.subjects import all_clauses, subjects
from servanda.evidence.ladder import Grade, Stake
from servanda.evidence.viewpoint import Viewpoint
from servanda.language.deed_words import deed_words
from servanda.language.listing import listed
from servanda.language.verbs import third_person
from servanda.record.model import Source
from servanda.values.deed import Deed, LevelIs
from servanda.values.instant import BEGINNING
from servanda.values.quantity import UNBOUNDED, exactly, plain
from servanda.verdict.assess import merged
from servanda.verdict.assessment import Question
from servanda.verdict.cases import Cases
from servanda.verdict.judge import Axes
from servanda.verdict.subject import conditions_of
from servanda.verdict.terms import Row, RowKey

MOST_STEPS = 40  # numbers of further performance that are tried one by one
MOST_EACH = 2  # speakers of each rung
WEAK = frozenset({"E", "F"})  # sources whose word would hardly settle anything: not proposed


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be missing: in words, and as `--assume` takes it. Of one `sort` the least stands
    first."""

    kind: Literal["evidence", "performance", "act"]
    sort: str
    words: str
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody on whose word it would stand: as a claim names him, and with which stance."""

    name: str
    says: str
    as_what: str


def candidates(
    key: RowKey, cases: Cases, viewpoint: Viewpoint, question: Question
) -> Iterator[Candidate]:
    """Everything worth trying for one verdict."""
    writer = Writer(cases, question)
    options = cases.options(key[0], viewpoint, question.readings)
    seen: set[Condition] = set()
    for case in options:
        solved = cases.solved(key[0], case)
        for row in solved.subject.rows:
            if row.key == key and case == options[0]:
                yield from writer.on_row(row, merged(key, cases, options, question.at))
        for condition in conditions_of(solved.subject.terms):
            for leaf in leaves(condition):
                if leaf not in seen:
                    seen.add(leaf)
                    yield from writer.on_leaf(leaf)
    yield from writer.acts_on(key[0])


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes candidates in the words of one agreement and its record, before one date."""

    cases: Cases
    question: Question

    @property
    def agreement(self) -> Agreement:
        return self.cases.docket.agreement

    @property
    def day(self) -> date:
        """The last day that was over when the question is asked, and known."""
        at = min(self.question.at, self.question.known)
        return self.agreement.calendar.local(at).date() - timedelta(days=1)

    # --- Speakers --------------------------------------------------------------------------------

    def speakers(
        self, stake: Stake, against: bool = False, via: str | None = None
    ) -> Iterator[Speaker]:
        """Who would be believed at the standard, the least first: somebody who does not gain, two
        of them, whoever it costs something, a body that verifies. Through whose hands it goes is
        asked first."""
        gaining = stake.gain_against if against else stake.gain_for
        losing = stake.lose_by[1 if against else 0]
        proof = self.question.grade
        ungaining = sorted(self._ungaining(gaining, stake), key=lambda one: one.name != via)
        free = ungaining[:MOST_EACH]
        if proof <= Grade.ALLEGED:
            yield from (Speaker(one.name, "says", "a claim of") for one in free[:1])
        if proof <= Grade.CORROBORATED and len(free) > 1:
            yield Speaker(listed([one.name for one in free]), "say", "claims of")
        if proof <= Grade.CONCEDED:
            bound = (one for one in self._sources() if one.speaks_for in losing)
            yield from (Speaker(one.name, "admits", "an admission of") for one in islice(bound, 1))
        stance = "rules" if proof is Grade.RULED else "finds"
        word = "a ruling of" if proof is Grade.RULED else "a finding of"
        for name in sorted(self._verifiers(stake))[:MOST_EACH]:
            yield Speaker(name, stance, word)

    def _verifiers(self, stake: Stake) -> frozenset[str]:
        names = stake.verifiers | {one.name for one in stake.limited}
        recognised = self.cases.docket.judge.viewpoint.recognises
        return (names | recognised) & frozenset(self.cases.docket.record.sources)

    def _ungaining(self, gaining: frozenset[str], stake: Stake) -> Iterator[Source]:
        """Sources of no camp of those who gain: those that see for themselves first."""
        refused = self.cases.docket.judge.viewpoint.refuses
        found = [
            one
            for one in self._sources()
            if one.camp not in gaining | refused and one.name not in stake.verifiers
        ]
        actors = self.agreement.actors
        yield from sorted(
            found,
            key=lambda one: (
                one.camp not in (None, one.name),
                one.speaks_for is not None,
                one.name not in actors,
                one.access is None,
            ),
        )

    def _sources(self) -> Iterator[Source]:
        every = self.cases.docket.record.sources.values()
        yield from (one for one in every if one.grade not in WEAK and " " not in one.name)

    # --- What the row itself measures ------------------------------------------------------------

    def on_row(self, row: Row, axes: Axes) -> Iterator[Candidate]:
        measured = row.measured
        if isinstance(measured, LevelClause):
            yield from self.levels(measured.level, row.stake)
        elif isinstance(measured, DeedClause):
            if row.kind == "ban":
                yield from self.on_ban(measured.deed, row)
            elif measured.each_period is not None:
                yield from self.on_quota(measured, row, axes)
            else:
                yield from self.on_duty(measured.deed, row, axes)
        yield from self.findings(row)

    def on_duty(self, deed: Deed, row: Row, axes: Axes) -> Iterator[Candidate]:
        outcome = axes.outcome
        if outcome is None or deed.percent or deed.number != "stated":
            return
        whole = outcome.target.high if outcome.target else 1
        if whole not in (0, UNBOUNDED):
            yield from self.totals("as many as owed", deed, whole, row.stake, against=False)
        yield from self.totals("no more than this", deed, outcome.low, row.stake, against=True)
        yield from self.coverage("coverage", deed, row.stake)
        if whole != UNBOUNDED:
            yield from self.further(deed, max(ceil(whole - outcome.low), 0), row.stake)

    def totals(
        self, sort: str, deed: Deed, number: float, stake: Stake, *, against: bool
    ) -> Iterator[Candidate]:
        said = f"{self.deed(deed, number)} in total up to {self.day}"
        for one in self.speakers(stake, against, deed.via):
            yield self.evidence(sort, one, said)

    def further(self, deed: Deed, missing: int, stake: Stake) -> Iterator[Candidate]:
        """One more, two more and so on, on the word of those who would be believed at once."""
        speaker = next(self.speakers(stake, via=deed.via), None)
        if speaker is None:
            return
        what = deed.class_name or deed.thing or "times"
        for number in range(1, min(missing, MOST_STEPS) + 1):
            said = f"{self.deed(deed, number)} on {self.day}"
            words = f"{number} more {what} by {self.day}"
            yield Candidate("performance", "further", words, self.claim(speaker, said))

    def on_ban(self, deed: Deed, row: Row) -> Iterator[Candidate]:
        yield from self.coverage("coverage", deed, row.stake)
        said = f"{self.deed(deed, None)} on {self.day}"
        for one in self.speakers(row.stake):
            yield self.evidence("incident", one, said)

    def on_quota(self, clause: DeedClause, row: Row, axes: Axes) -> Iterator[Candidate]:
        target = axes.outcome.target if axes.outcome else None
        if clause.each_period is None or clause.deed.percent or target is None:
            return
        length = clause.each_period
        pace = f"each {length.unit}" if length.amount == 1 else f"every {length}"
        low = target.low if target.low > 0 else target.high
        began = self.agreement.in_force
        start = self.agreement.calendar.local(began).date() if began > BEGINNING else self.day
        for sort, number, against in (
            ("as much as owed", low, False),
            ("less than owed", max(low - 1, 0), True),
        ):
            said = f"{self.deed(clause.deed, number)} {pace} from {start} to {self.day}"
            for one in self.speakers(row.stake, against):
                yield self.evidence(sort, one, said)

    def coverage(self, sort: str, deed: Deed, stake: Stake) -> Iterator[Candidate]:
        """Somebody was there all the time since the agreement is in force, and saw nothing more."""
        began = self.agreement.in_force
        if began <= BEGINNING or began >= self.question.at:
            return
        start = self.agreement.calendar.local(began).date()
        free = [s.name for s in self._ungaining(stake.gain_for | stake.gain_against, stake)]
        competent = sorted(stake.verifiers | {one.name for one in stake.limited})
        told_by = self.cases.docket.record.sources
        for body in [one for one in (*competent, *free) if one in self.agreement.actors][:1]:
            teller = body if body in told_by else next(iter(free), body)
            seen = deed_words(replace(deed, amount=None, shares=()))
            window = f"from {start} to {self.day}"
            text = f"coverage by {body}; of {seen}; {window}; said by {teller}"
            yield Candidate("evidence", sort, f"coverage by {body} of {seen}, {window}", (text,))

    def findings(self, row: Row) -> Iterator[Candidate]:
        """What a competent body may find of the whole."""
        for name in sorted(self._verifiers(row.stake))[:MOST_EACH]:
            for found in ("is done", "is not done", "is breached"):
                said = f"{row.path} {found}; on {self.day}"
                words = f"a finding of {name} that {row.path} {found}"
                speaker = Speaker(name, "finds", "a finding of")
                yield Candidate("evidence", f"finding: {found}", words, self.claim(speaker, said))

    # --- What it waits for -----------------------------------------------------------------------

    def on_leaf(self, leaf: Condition) -> Iterator[Candidate]:
        match leaf:
            case PhaseIsDeclaredOpen(phase, holder):
                said = f"phase {phase} is declared open; on {self.day}"
                words = f"phase {phase} declared open by {holder}"
                yield from self.acts(f"declared {phase}", words, said, (holder,))
            case StipulationIs(name, "certified", stage, by) if by is not None:
                target = f"{name}/{stage}" if stage else name
                said = f"{by} certifies {target}; on {self.day}"
                yield from self.acts(
                    f"certified {target}", f"{target} certified by {by}", said, (by,)
                )
            case StipulationIs(name, "done"):
                yield from self.on_other(name)
            case IsDone(deed):
                yield from self.happened(deed)
            case Happens(event):
                brings = self.agreement.events[event].deed
                if brings is not None:
                    yield from self.happened(brings)
            case LevelStands(level):
                yield from self.levels(level, Stake())
            case _:
                return

    def on_other(self, name: str) -> Iterator[Candidate]:
        """What would make another stipulation done, on which this one waits."""
        case = self.cases.all_options(name)[0]
        for row in self.cases.solved(name, case).subject.rows:
            if isinstance(row.measured, DeedClause) and row.kind == "duty":
                axes = merged(row.key, self.cases, self.cases.all_options(name), self.question.at)
                for one in self.on_duty(row.measured.deed, row, axes):
                    yield replace(one, sort=f"{name}: {one.sort}")

    def happened(self, deed: Deed) -> Iterator[Candidate]:
        said = f"{deed_words(deed)} on {self.day}"
        speaker = next(self.speakers(Stake()), None)
        if speaker is not None:
            words = deed_words(deed)
            yield Candidate(
                "performance", words, f"{words} by {self.day}", self.claim(speaker, said)
            )

    def levels(self, level: LevelIs, stake: Stake) -> Iterator[Candidate]:
        """That it stands as it should, and next to it."""
        words = self.agreement.levels[level.level].words
        for value in dict.fromkeys((level.value, level.value - 1, level.value + 1)):
            if value < 0 or (words and value >= len(words)):
                continue
            name = words[int(value)] if words else plain(value)
            said = f"{level.level} is {name}; from {self.day}"
            for one in self.speakers(stake):
                yield self.evidence("level", one, said)

    # --- Acts ------------------------------------------------------------------------------------

    def acts_on(self, name: str) -> Iterator[Candidate]:
        """What the text gives somebody the power to do to it."""
        tomorrow = self.day + timedelta(days=2)
        for subject in subjects(self.agreement):
            for clause in all_clauses(subject):
                if not isinstance(clause, MayClause) or name not in clause.targets:
                    continue
                verb = third_person(clause.act) if len(clause.actors) == 1 else clause.act
                reach = f" to {tomorrow}" if clause.act == "extend" else ""
                said = f"{listed(clause.actors)} {verb} {name}{reach}"
                yield from self.acts(clause.act, said, f"{said}; on {self.day}", clause.actors)

    def acts(self, sort: str, words: str, said: str, holders: Sequence[str]) -> Iterator[Candidate]:
        """An act told by its holder or, where that is no source, by somebody."""
        names = self.cases.docket.record.sources
        own = [one for one in holders if one in names]
        own += [one.name for one in self._sources() if one.speaks_for in holders]
        others = [one.name for one in islice(self._ungaining(frozenset(), Stake()), 1)]
        for name in dict.fromkeys((*own[:1], *others)):
            yield Candidate("act", sort, words, (f"{name} says {said}",))

    def evidence(self, sort: str, one: Speaker, said: str) -> Candidate:
        """Of a claim, two and an admission the least is enough; a finding is another sort."""
        of_body = one.says in ("finds", "rules")
        words = f"{one.as_what} {one.name} that {said.replace(';', '')}"
        sort = f"{sort}: {one.as_what}" if of_body else sort
        return Candidate("evidence", sort, words, (f"{one.name} {one.says} {said}",))

    # --- Words -----------------------------------------------------------------------------------

    def deed(self, deed: Deed, number: float | None) -> str:
        amount = None if number is None or not (deed.thing or deed.class_name) else exactly(number)
        return deed_words(replace(deed, amount=amount, shares=(), mutual=False))

    def claim(self, speaker: Speaker, said: str) -> tuple[str, ...]:
        return (f"{speaker.name} {speaker.says} {said}",)
