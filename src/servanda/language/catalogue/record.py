"""Mistakes in the record: reports, claims, coverage, engagements."""

from servanda.language.catalogue.page import Mistake


class EntryWithoutReport(Mistake):
    """A claim, coverage, engagement or position stands in no report.

    Everything in the record came to us in a report: what follows a `report` header, to the next
    one, belongs to it.

    Why it matters:
        Without a report nobody can say who published it and when it became known, so it supports
        nothing.

    Example:
        claim gazette says
          north releases 7 prisoners to south
          on 2026-01-23

    How to mend:
        Put the report before it:

            report R1 "Seven released"
              by gazette
              on 2026-01-25
    """


class ReportWithoutPublisher(Mistake):
    """A report does not say who published it.

    `by SOURCE` stands under every report.

    Why it matters:
        The publisher is the last link of every chain. Ten reports of one publisher may be one
        origin, so a report by nobody cannot be weighed.

    Example:
        report R1 "Seven released"
          on 2026-01-25

    How to mend:
        Add the publisher, and declare it as a source:

            by gazette
    """


class ReportWithoutDate(Mistake):
    """A report does not say when it appeared.

    `on DATE` under a report is the day on which it was published.

    Why it matters:
        "What was known on that day?" is answered from this date, and nothing in a report can have
        happened after it.

    Example:
        report R1 "Seven released"
          by gazette

    How to mend:
        Add the day of publication:

            on 2026-01-25
    """


class RecordedBeforePublished(Mistake):
    """A report was recorded before it was published.

    `recorded` is the day on which the report was entered here.

    Why it matters:
        It would have been known before anybody could have read it, and an answer about that time
        would rest on the future. Most often the year is wrong.

    Example:
        recorded 2025-01-26

    How to mend:
        Correct the date that is wrong:

            recorded 2026-01-26
    """


class ChainLoops(Mistake):
    """A link stands twice in a chain, or a report cites itself.

    A chain runs from the origin through those who passed it on to the publisher.

    Why it matters:
        What comes back to somebody who said it before has no independent origin; a chain in a
        circle would have none at all.

    Example:
        claim herald via wire via herald says

    How to mend:
        Begin with the one who said it first, and name each link once. The publisher of the report
        is added by itself.

            claim herald via wire says
    """


class ClaimWithoutContent(Mistake):
    """A claim claims nothing.

    The first line under a claim says what is claimed: a deed, a total, a level, words.

    Why it matters:
        Somebody is named as having said something, and nobody can see what.

    Example:
        claim gazette says
          on 2026-01-23

    How to mend:
        Add what is claimed; what no deed can say is quoted in words.

            north releases 7 prisoners to south
    """


class ClaimWithoutMoment(Mistake):
    """A claim, engagement or position does not say when.

    It needs a clause such as `on DATE`, `between DATE and DATE` or `in 2026-01`.

    Why it matters:
        Whether a deed was in time, or done at all before a date, depends on its moment. It can be
        vague; it cannot be absent.

    Example:
        claim gazette says
          north releases 7 prisoners to south

    How to mend:
        Add when it happened, as precisely as the report tells and no more:

            on 2026-01-23
    """


class EventAfterReport(Mistake):
    """A report tells of what had not happened when it appeared.

    The moment lies wholly after the day of the report, and the claim is not one about the future.

    Why it matters:
        Nobody can have seen it. Either a date is wrong, or the report only said that it would
        happen, which is not the same.

    Example:
        claim gazette says
          north releases 7 prisoners to south
          on 2026-02-23

    How to mend:
        Correct the date; if it was announced, let somebody `promise`, `plan` or `expect` it, and
        mark an engagement as `planned`.

            on 2026-01-23
    """


class StateWithoutFinding(Mistake):
    """A report states what only a finding, a ruling or an act can.

    Whether a duty is done or breached is a verdict. It is computed here; a report can only quote
    the finding of a body with `finds` or `rules`.

    Why it matters:
        If a newspaper's "violated the accord" were counted, the verdict would rest on a headline
        instead of on what was done.

    Example:
        claim gazette says
          release-prisoners is breached

    How to mend:
        Report the deed; or quote the body whose finding it is:

            claim monitors-office via gazette finds
              release-prisoners is breached
    """


class QuantityMissing(Mistake):
    """A total or a rate does not say how many.

    `in total` and `each day` count something.

    Why it matters:
        A total without its number bounds no counter.

    Example:
        north releases prisoners to south in total up to 2026-01-24

    How to mend:
        Add the number, as a range if the report gives one (`7 to 9`, `at least 7`):

            north releases 7 prisoners to south in total up to 2026-01-24
    """


class ClauseMisplaced(Mistake):
    """A clause stands under a claim of another sort than its own.

    A counting rule belongs to a total, a label to an event, a justification to a deed that somebody
    admits, casualties to an event, a total or words.

    Why it matters:
        The clause would have no effect there, and what it says would be missing where it belongs.

    Example:
        claim gazette says
          north releases 7 prisoners to south
          on 2026-01-23
          counting by-name

    How to mend:
        Move the clause, or claim what it belongs to:

            north releases 7 prisoners to south in total up to 2026-01-24
            counting by-name
    """


class AbsurdCasualties(Mistake):
    """A number of casualties that no event can have.

    People are counted in whole numbers, and no single event has more than ten million.

    Why it matters:
        Numbers of the dead are quoted. One that was mistyped, or averaged from several sources,
        must not get into a report.

    Example:
        with 2.5 killed

    How to mend:
        Write what the source says; if it gives a range, write the range.

            with 2 killed
    """


class CoverageIncomplete(Mistake):
    """Coverage does not say of what, from when to when, or on whose word.

    Coverage says that a body was there and would have seen such a deed.

    Why it matters:
        Only coverage turns silence into evidence that nothing happened. So its deeds, its days and
        who says so must all be given.

    Example:
        coverage by north
          of north releases prisoners
          said by gazette

    How to mend:
        Add what is missing:

            from 2026-01-10 to 2026-01-24
    """


class CoveragePastReport(Mistake):
    """Coverage reaches beyond the day of its report.

    A report can only tell what was watched until it appeared.

    Why it matters:
        Days that had not come would count as days on which nothing happened.

    Example:
        from 2026-01-10 to 2026-02-24

    How to mend:
        End the coverage on the day of the report at the latest; a later report carries it on.

            from 2026-01-10 to 2026-01-24
    """


class EngagementWithoutStatus(Mistake):
    """An engagement does not say whether it was planned or held.

    A visit, meeting or call is announced first, and may then take place or not.

    Why it matters:
        A planned meeting that is read as held shows diplomacy that never was.

    Example:
        meeting north with south
          on 2026-01-24

    How to mend:
        Add `held` if the report tells of it afterwards, `planned` if it announces it:

            held
    """


class OccasionWithoutYears(Mistake):
    """An occasion recurs, but not after a number of years.

    An occasion is what falls in some years by law, such as an election.

    Why it matters:
        It is there to notice a claim that places it in a year in which it does not fall. What
        recurs more often falls in every year.

    Example:
        occasion review "review of the accord" every 6 months from 2026-07-10

    How to mend:
        Write the years. What is owed every six months is a `quota`.

            occasion review "review of the accord" every 1 year from 2026-07-10
    """


class UnknownEntry(Mistake):
    """An entry is named that is not in the record.

    Claims have the id of their report, a dot and their place in it: `R1.2` is the second claim of
    R1. Of several speakers each makes a claim of its own. A planned visit is `R1.visit-1`.

    Why it matters:
        Nothing is resolved, linked or taken back, and what was meant is weighed as if nobody had
        told.

    Example:
        resolves R1.7 as came true

    How to mend:
        Write the id of the entry that is meant; of a prediction, that which said it would come:

            resolves R1.1 as came true
    """


class NothingToResolve(Mistake):
    """A claim resolves an entry that did not say that anything would come.

    What somebody promises, plans, expects or threatens comes true, or late, or does not; so does a
    planned engagement. What somebody says has happened is weighed, and a demand is a position.

    Why it matters:
        It would count as a prediction of somebody who made none.

    Example:
        resolves R1.1 as came true

    How to mend:
        Name the entry that foresaw it; or, of what is said to have happened, add a claim that
        says, admits or denies it:

            resolves R1.2 as came true
    """


class ResolvedByNobody(Mistake):
    """What became of a prediction is told by nobody who can be asked.

    Words that were said ahead are resolved by somebody with a name who says, admits, finds or
    rules what became of them.

    Why it matters:
        Whether words came true is an opinion; it is worth what the name behind it is worth.

    Example:
        claim unnamed north "officials" say

    How to mend:
        Name the source that says so, were it the paper itself:

            claim gazette says
    """
