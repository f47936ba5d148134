"""Mistakes on one line: what cannot be read, and what cannot be meant."""

from servanda.language.catalogue.page import Mistake


class UnclosedQuote(Mistake):
    """A quotation mark is opened and never closed on its line.

    Quoted text begins and ends with `"` on the same line.

    Why it matters:
        Whatever follows would be taken for a title, and with it the next clauses.

    Example:
        duty release-prisoners "Release of prisoners

    How to mend:
        Add the closing mark. A quotation inside a title takes single marks.

            duty release-prisoners "Release of prisoners"
    """


class UnknownHeader(Mistake):
    """A line at the left edge does not begin with a word that starts a header.

    What begins at the left edge is a header: `party`, `duty`, `report` and so on. Everything else
    is indented under one.

    Why it matters:
        The line and the clauses under it belong to nothing and have no verdict.

    Example:
        dutty release-prisoners

    How to mend:
        Correct the word. If the line is a clause, indent it by two spaces; if it is a remark, put
        it outside the block or begin it with `#`.

            duty release-prisoners
    """


class UnreadableHeader(Mistake):
    """A header does not say what it should.

    The line begins with the word of a header, but what follows is not what such a header says.
    The message names what can stand at the place where the reading stopped.

    Why it matters:
        What the header would have introduced is not there: its clauses are left out, and no
        complaint is made of names that only it could have declared.

    Example:
        duty Release of prisoners

    How to mend:
        A name is in lower case, with hyphens; the words for people stand in quotes behind it.

            duty release-prisoners
    """


class UnreadableClause(Mistake):
    """A clause does not say what it should.

    The line stops making sense at the place marked. The message names what can stand there, and
    what was probably meant.

    Why it matters:
        The clause is left out. A duty without its deadline is another duty, so a verdict on it is
        worth little until the line is mended.

    Example:
        within 14 dayz of 2026-01-10

    How to mend:
        Correct the word; docs/language.md lists every clause in the form in which it is written.

            within 14 days of 2026-01-10
    """


class IndentedHeader(Mistake):
    """A header does not stand at the left edge.

    An indented line reads like a header and like no clause of the header above it.

    Why it matters:
        By its place it would belong to the statement above. We take it for the header that it
        looks like; if it is something else, the statement above has lost a clause.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south

          aim more-releases

    How to mend:
        Take away the space before the header:

            aim more-releases
              south releases prisoners to north
    """


class ClauseWithoutHeader(Mistake):
    """An indented line has no header above it.

    The line stands at the beginning of a block, or the header above it was turned into a comment.

    Why it matters:
        A deadline or a deed that belongs to no stipulation binds nobody, so it is left out.

    Example:
        ```servanda
          by 2026-01-24

    How to mend:
        Put the line under its header. To set a whole statement aside, put `#` before each line.

            duty release-prisoners
              north releases 10 prisoners to south
              by 2026-01-24
    """


class NoClausesHere(Mistake):
    """This header takes no clauses.

    Some headers say all in one line: `action`, `class`, `event` and others.

    Why it matters:
        The clause has no effect where it stands. Most often it belongs to another statement, and
        is missing there.

    Example:
        action transfer "hands over"
          by 2026-01-24

    How to mend:
        Move the clause under the statement that it limits, or take it away:

            duty release-prisoners
              north releases 10 prisoners to south
              by 2026-01-24
    """


class NestedTooDeep(Mistake):
    """Parentheses or negations are nested more than fifty deep.

    Each `(` and each `not` inside another one is a level.

    Why it matters:
        Nobody can check such a condition, and no text of a treaty needs it. It is left out.

    Example:
        from ((((((((((((((((((((((((((((((((((((((((((((((((((

    How to mend:
        Take away parentheses that change nothing, or say it in several conditions:

            from 2026-01-10
    """


class NoSuchDate(Mistake):
    """A date that no calendar has, or a year outside 1900 to 2199.

    Dates are written year, month, day: `2026-02-28`.

    Why it matters:
        Guessing the day that was meant could move a deadline, so the clause is left out.

    Example:
        by 2026-02-30

    How to mend:
        Look the day up in the text of the agreement:

            by 2026-02-28
    """


class NoSuchTime(Mistake):
    """An hour or an offset that no clock shows.

    Hours run from `00:00` to `23:59`, offsets from Greenwich up to fourteen hours.

    Why it matters:
        `24:00` may mean the beginning or the end of a day, which is a day's difference in a
        deadline.

    Example:
        by 2026-01-24 24:00

    How to mend:
        Say the end of a day as the next day's `00:00`, or leave the hour out: a bare date includes
        the whole day.

            by 2026-01-25 00:00
    """


class NegativeQuantity(Mistake):
    """A quantity is below nothing.

    A number with a minus stands where something is counted.

    Why it matters:
        Nobody can owe or do less than nothing. A correction of an earlier number is a claim of its
        own, with the number that is now given.

    Example:
        north releases -10 prisoners to south

    How to mend:
        Write the number without the minus; if the deed goes the other way, turn the sentence.

            north releases 10 prisoners to south
    """


class AbsurdQuantity(Mistake):
    """A quantity or duration is beyond anything an agreement could mean.

    Thousands of years, a part greater than its whole, a percentage above 100.

    Why it matters:
        It is almost surely a slip of a key, and sums made with it would be wrong without showing
        it.

    Example:
        for 5,000 years

    How to mend:
        Correct the number:

            for 5 years
    """


class RangeBackwards(Mistake):
    """A range ends below its start.

    `8 to 10`, `from DATE to DATE` and `between TIME and TIME` run from the lower to the higher.

    Why it matters:
        Nothing lies in such a range, so either the two ends were exchanged or one of them is
        wrong; which of the two only the author knows.

    Example:
        north releases 10 to 8 prisoners to south

    How to mend:
        Turn it round, or correct the end that is wrong:

            north releases 8 to 10 prisoners to south
    """


class SaidTwice(Mistake):
    """The same is said twice where it can be said once.

    Two deadlines of one duty, two moments of one claim, one name twice in a list.

    Why it matters:
        Of two deadlines only one can be meant. The first is used; the other is left out.

    Example:
        by 2026-01-24
        by 2026-02-24

    How to mend:
        Keep the one that holds. If the sides read the text differently, say so with `reading`; if
        two things are owed at different times, make two stipulations.

            by 2026-02-24
    """


class WindowMissing(Mistake):
    """A total or a rate does not say over which days.

    `in total` and `each day` count deeds over a time, and the time is not given.

    Why it matters:
        Seven in total up to Saturday and seven in total since Friday bound the counter differently:
        without the days the number supports nothing.

    Example:
        north releases 7 prisoners to south in total

    How to mend:
        Add `up to DATE` for a total from the beginning, or `from DATE to DATE`:

            north releases 7 prisoners to south in total up to 2026-01-24
    """


class WindowMisplaced(Mistake):
    """Days are given as a window for something that is no total and no rate.

    Behind a deed, `from DATE to DATE` gives the window of a total or a rate.

    Why it matters:
        Seven released once between two dates is an event; seven in all those days together is a
        total. They count differently.

    Example:
        north releases 7 prisoners to south from 2026-01-10 to 2026-01-24

    How to mend:
        Add `in total`; or, for one event, give the moment in a clause of its own, such as
        `between DATE and DATE`.

            north releases 7 prisoners to south in total from 2026-01-10 to 2026-01-24
    """


class HolderMisplaced(Mistake):
    """Who did it is asked of a state that is nobody's act.

    `X certified by ACTOR` asks for that actor's certificate. Other states, such as `done`, follow
    from what is known, and are nobody's act.

    Why it matters:
        `done by north` would read as if only deeds of the north counted, which the condition does
        not do.

    Example:
        from release-prisoners done by north

    How to mend:
        Leave the actor out; or ask for a certificate, if the text does.

            from release-prisoners done
    """
