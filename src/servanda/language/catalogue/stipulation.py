"""Mistakes in one duty, ban, quota, right, aim, fund or phase."""

from servanda.language.catalogue.page import Mistake


class ClauseNotForKind(Mistake):
    """A clause stands under a kind of stipulation that does not take it.

    An aim has no deadline, a ban says what must not be done, only a quota is owed in every period.
    The table in docs/language.md says which clause stands where.

    Why it matters:
        The clause would have no meaning there: an aim cannot be overdue, so a deadline under it
        would promise a verdict that never comes.

    Example:
        aim release-prisoners
          north releases prisoners to south
          by 2026-01-24

    How to mend:
        Move the clause, or choose the kind that the text means:

            duty release-prisoners
              north releases prisoners to south
              by 2026-01-24
    """


class NothingOwed(Mistake):
    """A stipulation has no deed, or a phase no gate: nothing follows from it.

    A duty needs a line that says who does what, a phase when it begins, a fund who gives or keeps
    the money, a power who may do what.

    Why it matters:
        There is nothing that could be done, breached or opened, so it would stand in every report
        without ever having a verdict.

    Example:
        duty release-prisoners
          by 2026-01-24

    How to mend:
        Add the line; what can only be told in words is written
        `north "guarantees that others comply"`.

            north releases 10 prisoners to south
    """


class LoneReading(Mistake):
    """A reading stands alone, so the clause of the text that it replaces is never read.

    A stipulation with readings is always read in exactly one of them. Where there is only one,
    everybody reads it so, and the text's own clause of the same sort counts nowhere.

    Why it matters:
        The text says fourteen days, and every verdict would go by the twenty-one of the reading,
        also in the eyes of those who hold to the words.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south
          by 2026-01-24
          reading late: by 2026-01-31

    How to mend:
        Name the other way to understand the words, or take the reading away if nobody holds the
        words as they stand:

            reading late: by 2026-01-31
            reading literal: as it stands
    """


class UnknownStage(Mistake):
    """A reading or linkage is of a stage that the duty does not have.

    `reading NAME of STAGE: ...` and `linkage ACTOR of STAGE: ...` speak of one stage alone.

    Why it matters:
        What is read or asserted of a stage that is not there would count nowhere.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south
          stage first: 4
          stage second: the rest
          linkage south of third: from 2026-02-01

    How to mend:
        Name a stage that is there, or leave `of ...` out to speak of all of them:

            linkage south of second: from 2026-02-01
    """


class DelayOfState(Mistake):
    """A delay is counted from how a stipulation stands, and not from an event.

    `5 days after d-day` counts from a moment: an event, a deed or a date. That a stipulation is
    done, or a phase open, lasts, and may cease.

    Why it matters:
        From a state that comes and goes no single day can be counted, so the condition would have
        no meaning.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south
          from 5 days after withdraw-forces done

    How to mend:
        Name the deed itself, or give the duty a date counted from it:

            from 5 days after south withdraws forces
    """


class ComparisonMissing(Mistake):
    """A ratio does not say whether more than is due will do.

    `for each` makes what one side owes depend on what the other side did.

    Why it matters:
        Whoever freed three where two were due has done more than enough, or has broken an exact
        exchange. Both readings occur, so the text or each reading has to say which.

    Example:
        north releases 2 prisoners to south for each prisoners that south releases to north

    How to mend:
        Add how it is compared:

            compared at least
    """


class GateOnlyInReadings(Mistake):
    """A phase has no gate in the text, only in its readings.

    Each reading says when the phase begins, and the text itself says nothing.

    Why it matters:
        Readings are ways to understand words that are there. If the parties left the gate open, a
        reader should see that they did.

    Example:
        phase two
          reading north: begins when release-prisoners done
          reading south: begins when 2026-03-01

    How to mend:
        Say what the text says; where it leaves the matter open:

            begins when to be agreed
    """


class RatioMissing(Mistake):
    """A clause about a ratio stands where nothing is owed `for each`.

    `compared`, `counting only` and `grace` say how a ratio is reckoned.

    Why it matters:
        There is no ratio, so the clause changes nothing; probably the deed has lost its
        `for each`.

    Example:
        north releases 10 prisoners to south
        compared at least

    How to mend:
        Complete the deed, or take the clause away:

            north releases 2 prisoners to south for each prisoners that south releases to north
            compared at least
    """


class DeadlineMissing(Mistake):
    """Effort is owed after a deadline, and there is no deadline.

    `best effort afterwards` turns a duty of result into one of effort once its date has passed.

    Why it matters:
        Without a date the change never comes, and the clause promises what it cannot do.

    Example:
        north releases 10 prisoners to south
        best effort afterwards

    How to mend:
        Add the deadline; if effort is owed from the beginning, write `best effort`.

            by 2026-01-24
    """


class TwoDeadlines(Mistake):
    """A duty gives a second deadline in another form.

    `within`, `by`, `between` and `before` each say when a duty is due.

    Why it matters:
        A duty that is due on two dates is overdue on one of them and not on the other; a single
        verdict would hide which was taken.

    Example:
        by 2026-01-24
        within 30 days of 2026-01-10

    How to mend:
        Keep one. If two sides read the text differently, put the other into a `reading`.

            by 2026-01-24
    """


class TermMissing(Mistake):
    """A term is renewed or grows, and there is no term.

    `renewed for` and `longer by` lengthen the time that `for DURATION` gives.

    Why it matters:
        What has no end cannot be prolonged, so the clause would change nothing.

    Example:
        renewed for 30 days unless release-prisoners breached

    How to mend:
        Say for how long the stipulation is in force at first:

            for 60 days
            renewed for 30 days unless release-prisoners breached
    """


class PeriodMissing(Mistake):
    """A quota does not say how often its amount is due.

    A quota is owed anew in every period.

    Why it matters:
        Forty lorries each day and forty in all are different promises, and no window could be
        compared with its target.

    Example:
        quota relief
          south admits 40 trucks

    How to mend:
        Add the period; what is owed once is a `duty`.

            south admits 40 trucks each day
    """


class CeilingInDuty(Mistake):
    """A duty owes at most a quantity, which nobody can fail to do.

    `at most` sets a ceiling; a duty is to do something.

    Why it matters:
        Doing nothing at all keeps to a ceiling, so the duty would be done before it begins.

    Example:
        north deploys at most 500 guards

    How to mend:
        Keep a level at most so high, or put the deed under a `quota` with its period:

            north keeps strength at most 500
    """


class BaseMissing(Mistake):
    """A percentage is owed of a thing that nothing counts.

    `30 percent of weapons` is a part of a number, and the number is a level that somebody reports.

    Why it matters:
        Three tenths of an unknown number are an unknown number: whatever is handed over, it would
        be undetermined whether it was enough.

    Example:
        thing weapons "weapons"

    How to mend:
        Declare the level that counts the thing, and name it behind the thing:

            level stock "the stock of weapons" in pieces
            thing weapons "weapons" counted by stock
    """


class AboutItself(Mistake):
    """A stipulation says of itself what can be said only of another.

    It replaces itself, keeps in step with itself, or suspends itself.

    Why it matters:
        What replaces itself would be superseded in the instant in which it comes into force.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south
          replaces release-prisoners

    How to mend:
        Name the other stipulation, or take the clause away:

            duty release-prisoners
              north releases 10 prisoners to south
              replaces release-wounded
    """
