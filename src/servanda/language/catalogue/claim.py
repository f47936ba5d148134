"""Mistakes in what weighs and links claims: grades, copies, same-event links, denied access."""

from servanda.language.catalogue.page import Mistake


class NoSuchCredibility(Mistake):
    """Information is graded with something else than 1 to 6.

    1 is confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable; 6 says
    that it cannot be judged. How reliable the source is, is another question: `grade B`.

    Why it matters:
        What is graded 5 or 6 corroborates nothing, so verdicts hang on this number.

    Example:
        information 0

    How to mend:
        Write a number from 1 to 6, or take the line away:

            information 3
    """


class UnknownReport(Mistake):
    """A report is said to be a copy of one that is not in the record.

    `copy of R1` names the report whose story this one prints, by its id.

    Why it matters:
        Without the original nobody can say whose story it is, and the copy would count as an origin
        of its own.

    Example:
        copy of R11

    How to mend:
        Write the id as it stands in the header of the original:

            copy of R1
    """


class CopyLoops(Mistake):
    """A report is a copy of itself, directly or through others.

    One of the reports that print a story printed it first.

    Why it matters:
        Chains are followed back to whoever published the story first, and here nobody did.

    Example:
        copy of R2

    How to mend:
        Take the line away under the report that was first:

            report R1 "Ten released"
              by gazette
              on 2026-01-25
    """


class BestOutsideRange(Mistake):
    """The best number of casualties lies outside of the lowest and the highest.

    `40 to 50, best 44 killed` gives the lowest, the highest and the number that the source holds
    best.

    Why it matters:
        The three are shown side by side, and readers would take one of them for the other.

    Example:
        with 40 to 50, best 54 killed

    How to mend:
        Correct the number that is wrong:

            with 40 to 50, best 44 killed
    """


class DenialWithoutDates(Mistake):
    """A denial of access does not say from when it was so.

    `from DATE to DATE` stands under it; without an end it lasted as far as the report can tell.

    Why it matters:
        It is shown beside the coverage of the same days, and without days it could be shown
        nowhere.

    Example:
        access denied to watch
          in valley

    How to mend:
        Add from when, and until when if that is known:

            from 2026-01-15 to 2026-01-18
    """


class LinkWithoutEvent(Mistake):
    """A claim that tells of no single event is linked with another.

    `same event` and `different events` are about claims of events: something that was done once.

    Why it matters:
        Totals and levels are compared by the time of which they speak. To take one for an event
        would count what it counts once more.

    Example:
        same event R1.1 and R2.2 because "both name the same bus"

    How to mend:
        Link the claims of the events themselves:

            same event R1.1 and R2.1 because "both name the same bus"
    """
