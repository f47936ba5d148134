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


class FiguresMissing(Mistake):
    """A file of figures is named that is not here.

    It lies in the folder of the agreement (or below it, by its path), and its name ends in
    `.jsonl`. A link that leads out of the folder is not followed.

    Why it matters:
        None of its figures is in the record, and nothing shows how they were corrected.

    Example:
        figures "prisoners-revised.jsonl" of "released"

    How to mend:
        Put the file beside the agreement, or correct its name:

            figures "prisoners.jsonl" of "released"
    """


class FiguresUnusable(Mistake):
    """A file of figures is no file of revisions, or more than can be followed.

    Each line is one JSON object with `recorded_at`, `report_date`, `field`, `old` and `new`. A file
    with anything else in it is left out whole.

    Why it matters:
        With some of its corrections missing, the figures would be others than their publisher's.

    Example:
        figures "broken.jsonl" of "released"

    How to mend:
        Mend the line that the message names, or take the file as it was published:

            figures "prisoners.jsonl" of "released"
    """


class UnknownFigure(Mistake):
    """A file of figures has no number for the field and the days that are asked for.

    A field within an object is named with a dot: `verified.killed`. A `cumulative` field needs the
    number of the day before the first, since the total counts from there.

    Why it matters:
        The totals that were meant are not in the record.

    Example:
        figures "prisoners.jsonl" of "relaesed"

    How to mend:
        Name the field as the file does:

            figures "prisoners.jsonl" of "released"
    """


class FiguresWithoutTotal(Mistake):
    """It is not said what the figures of a file count, or over which days.

    Under `figures` stands a total without a number: the file has the numbers.

    Why it matters:
        A number that is not of something is evidence of nothing.

    Example:
        north releases 7 prisoners in total from 2026-01-20 to 2026-01-25

    How to mend:
        Say what is counted and from which day to which, without a number:

            north releases prisoners in total from 2026-01-20 to 2026-01-25
    """


class IncidentsMissing(Mistake):
    """A file of incidents is named that is not here.

    It lies in the folder of the agreement (or below it, by its path), and its name ends in
    `.jsonl`. `servanda incidents extract` writes it from the tables that were imported.

    Why it matters:
        None of its incidents is in the record, and no ban is judged by them.

    Example:
        incidents "atacks.jsonl" of "armed-clash"

    How to mend:
        Put the file beside the agreement, or correct its name:

            incidents "attacks.jsonl" of "armed-clash"
    """


class IncidentsUnusable(Mistake):
    """A file of incidents is no such file, or holds more than can be followed.

    Each line is one JSON object with `id`, `kind`, `starts`, `ends` and `known_from`. A file with
    anything else in it is left out whole.

    Why it matters:
        With rows missing, fewer incidents would be told than the data have.

    Example:
        incidents "broken.jsonl" of "armed-clash"

    How to mend:
        Write the file with `servanda incidents extract`:

            incidents "attacks.jsonl" of "armed-clash"
    """


class IncidentsWithoutDeed(Mistake):
    """It is not said as what the rows of a file of incidents are to be read.

    Under `incidents` stands a deed without a number; of data that do not say who began, it is one
    of `unknown persons`.

    Why it matters:
        A row is evidence of nothing before somebody says of which deed.

    Example:
        north attacks 3 outposts

    How to mend:
        Say which deed each row tells, without a number:

            north attacks outposts
    """


class UnknownKindOfIncident(Mistake):
    """A file of incidents has no row of the kind that is asked for.

    The kinds are those that the data set, or the mapping by which it was imported, gives its rows.

    Why it matters:
        The incidents that were meant are not in the record.

    Example:
        incidents "attacks.jsonl" of "armd-clash"

    How to mend:
        Name the kind as the file does:

            incidents "attacks.jsonl" of "armed-clash"
    """


class NoSuchRows(Mistake):
    """Of a file of incidents no row is left that the entry tells of.

    Rows are chosen by their kind, by the words for the two sides, by their days, and, where the
    deed names an area, by the areas in which they surely lie.

    Why it matters:
        The entry says nothing, and a ban looks as if nothing had been reported.

    Example:
        by "Suoth"

    How to mend:
        Write the side as the file has it:

            by "South"
    """


class SeveralSides(Mistake):
    """Rows that name several sides are told as the deed of one actor.

    What the data say of who did it is theirs; the deed says it in the agreement's words.

    Why it matters:
        What one side is said to have done would be held against the other.

    Example:
        north attacks outposts

    How to mend:
        Choose the rows of one side, and write an entry for each:

            by "North"
    """


class RowsAfterReport(Mistake):
    """Rows of a file of incidents tell of what had not happened when the report appeared.

    They lie wholly after the day of the report. Rows that a later export brought may be later than
    it, but not later than that export.

    Why it matters:
        Nobody can have seen it. Either the report, or its rows, bear a wrong date; often the file
        was extracted anew, and the date of the report is that of the older one.

    Example:
        on 2026-01-15

    How to mend:
        Give the report the day on which the table was published; or choose rows up to its day:

            on 2026-01-22
    """
