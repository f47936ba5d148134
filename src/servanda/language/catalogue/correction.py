"""Mistakes in corrections, in retractions, and in files of figures with revisions."""

from servanda.language.catalogue.page import Mistake


class CorrectsItself(Mistake):
    """A report corrects or retracts what stands in itself, or corrections correct each other.

    A correction is a later entry: the record shows what was claimed, and from when on something
    else was claimed instead.

    Why it matters:
        Where two entries each stand in place of the other, nothing stands at all.

    Example:
        correction of R2.1

    How to mend:
        Name the entry of the earlier report. What was copied wrongly into a report of yours is
        mended where it stands:

            correction of R1.1
    """


class CorrectedBeforeSaid(Mistake):
    """A correction or retraction became known before what it speaks of.

    A report becomes known on the day on which it was recorded, or else published.

    Why it matters:
        On the days in between, something would be corrected that nobody had said yet.

    Example:
        correction of R1.1

    How to mend:
        Correct the date that is wrong, or the id:

            on 2026-01-27
    """


class CorrectedByAnother(Mistake):
    """Something is corrected or retracted by somebody who neither said nor published it.

    A claim can be taken back by its origin and by every outlet through which we heard of it, a
    report by its publisher.

    Why it matters:
        Others can contradict a claim. If they could take it back, it would be gone from the scales
        on the word of its opponents.

    Example:
        said by south-office

    How to mend:
        Name who takes it back; or enter what others hold against it as a claim of their own:

            said by gazette
    """


class NothingToCorrect(Mistake):
    """A correction names what is no claim.

    Coverage, engagements and positions are taken back with a `retraction`, and entered anew.

    Why it matters:
        What stands under a correction is a claim, and would stand in place of something else.

    Example:
        correction of R1.visit-1

    How to mend:
        Correct a claim; or retract the entry, and enter what is so instead:

            retraction of R1.visit-1
    """


class RetractionUnexplained(Mistake):
    """A retraction does not say who makes it, or why.

    Under `retraction of ENTRY` stand `said by CHAIN` and a `note` in your own words.

    Why it matters:
        Something that was said no longer weighs. A reader must be able to see on whose word.

    Example:
        retraction of R1.1

    How to mend:
        Say who takes it back, and why:

            said by gazette
    """
