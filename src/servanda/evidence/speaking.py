"""Which claims about a level speak at an instant.

Who says from when to when speaks of all these days. Who says only from when speaks until told
otherwise by one that begins later and is at least as strong; beside a weaker one both speak on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.evidence.issue import AFFIRMING, Judge, decide
from servanda.evidence.ladder import Grade, Stake
from servanda.evidence.origins import voice_of
from servanda.record.model import Claim, LevelContent
from servanda.values.instant import BEGINNING, NEVER, Instant, Interval
from servanda.values.quantity import Range


def speaking(
    claims: Sequence[Claim], stake: Stake, judge: Judge
) -> Iterator[tuple[Instant, tuple[Claim, ...]]]:
    """At every instant at which one of the claims (oldest first) begins or ends to speak, those
    that speak from then on."""
    strength = Strength(stake, judge)
    running: list[Claim] = []
    coming = list(reversed(claims))
    for instant in _instants(claims):
        while coming and _begins(coming[-1]) <= instant:
            running = [*_not_for_good(running, coming[-1], strength), coming.pop()]
        running = [claim for claim in running if instant < when_said(claim).end]
        over = [other for other in claims if when_said(other).end <= instant]
        yield (
            instant,
            tuple(
                claim
                for claim in running
                if not any(_replaces(other, claim, strength) for other in running)
                and not any(_is_refuted_by(other, claim, strength) for other in over)
            ),
        )


def level_identity(level: str, claims: Sequence[Claim]) -> str:
    """The identity of the issue that these claims of a level make up."""
    return f"level:{level}:{'+'.join(claim.id for claim in claims)}"


def when_said(claim: Claim) -> Interval:
    return _level(claim).when


def level_range(claim: Claim) -> Range:
    """The level as a claim has it."""
    return _level(claim).range


def meets(one: Range, other: Range) -> bool:
    """Whether they have a number in common."""
    return one.low <= other.high and other.low <= one.high


def contradict(one: Claim, other: Claim) -> bool:
    both = one.stance in AFFIRMING and other.stance in AFFIRMING
    return both and not meets(level_range(one), level_range(other))


@dataclass(frozen=True, slots=True)
class Strength:
    """Two claims about a level compared on the ladder, through the judge's eyes."""

    stake: Stake
    judge: Judge

    def outranks(self, one: Claim, other: Claim) -> bool:
        """On what they contradict each other in; else in either bound of what they both say.
        Whom the viewpoint accepts nobody outranks."""
        eyes = self._judge_of(other).viewpoint
        if voice_of(other.chain, self.judge.sources).camp in eyes.accepts:
            return False
        mine, theirs = level_range(one), level_range(other)
        if mine.low > theirs.high:
            return self._for(one) > self._against(other)
        if mine.high < theirs.low:
            return self._against(one) > self._for(other)
        return self._for(one) > self._for(other) or self._against(one) > self._against(other)

    def _for(self, claim: Claim) -> Grade:
        """Of "so much"."""
        return _carried(decide([claim], [], self.stake, self._judge_of(claim))[0].grade)

    def _against(self, claim: Claim) -> Grade:
        """Of "no more than so much"."""
        return _carried(decide([], [claim], self.stake, self._judge_of(claim))[1].grade)

    def _judge_of(self, claim: Claim) -> Judge:
        """Through the eyes through which the issue is seen that it makes up alone."""
        return self.judge.of(level_identity(_level(claim).level.level, [claim]))


def _carried(grade: Grade) -> Grade:
    """What is conceded of one day is conceded of that day: carried on, it is a word among words."""
    return Grade.ALLEGED if grade == Grade.CONCEDED else grade


def _replaces(later: Claim, earlier: Claim, strength: Strength) -> bool:
    """What was only carried on, or what the same origin said before, unless it is the stronger."""
    is_carried = when_said(earlier).end == NEVER or _origin(earlier) == _origin(later)
    return (
        is_carried
        and when_said(later).start > when_said(earlier).start
        and later.stance in AFFIRMING
        and earlier.stance in AFFIRMING
        and not strength.outranks(earlier, later)
    )


def _is_refuted_by(other: Claim, one: Claim, strength: Strength) -> bool:
    """What began in a window of which a stronger one spoke otherwise is not heard after it."""
    return (
        when_said(one).end == NEVER
        and when_said(other).contains(when_said(one).start)
        and contradict(one, other)
        and strength.outranks(other, one)
    )


def _not_for_good(running: Sequence[Claim], one: Claim, strength: Strength) -> list[Claim]:
    """Those that may speak again: what is carried on, and replaced by what is carried on, is not
    heard again."""
    return [
        other
        for other in running
        if not (when_said(one).end == when_said(other).end == NEVER)
        or not _replaces(one, other, strength)
    ]


def _instants(claims: Sequence[Claim]) -> list[Instant]:
    ends = {when_said(claim).end for claim in claims if when_said(claim).end < NEVER}
    return sorted(ends | {_begins(claim) for claim in claims})


def _begins(claim: Claim) -> Instant:
    """At the first instant of a day nothing dated to that day has happened yet."""
    start = when_said(claim).start
    return BEGINNING if start == BEGINNING else start + 1


def _origin(claim: Claim) -> tuple[str, str | None]:
    return claim.chain.origin.source, claim.chain.origin.description


def _level(claim: Claim) -> LevelContent:
    assert isinstance(claim.content, LevelContent), "a level claim"
    return claim.content
