"""Mistakes with stages, powers, the acts that use them, and what follows from a breach."""

from servanda.language.catalogue.page import Mistake


class ClauseNotForStage(Mistake):
    """A clause stands in a stage that only the whole duty can have.

    A stage says its part, when it is due and on what it waits. Readings, ratios and what follows
    from a breach belong to the duty.

    Why it matters:
        The clause would be left out of the verdict on the stage and be missing on the duty.

    Example:
        stage first: 5; outcome also when south releases prisoners

    How to mend:
        Move it to a line of its own under the duty:

            stage first: 5
            outcome also when south releases prisoners
    """


class StageNamedTwice(Mistake):
    """Two stages of one duty bear the same name.

    A stage is named everywhere by its duty and its own name, as in `release-prisoners/first`.

    Why it matters:
        Whoever waits for that stage, or extends it, could mean either.

    Example:
        stage first: 5; by 2026-01-24
        stage first: 5; by 2026-02-24

    How to mend:
        Give each stage a name of its own:

            stage first: 5; by 2026-01-24
            stage second: 5; by 2026-02-24
    """


class StagesOfTwoSorts(Mistake):
    """The stages of one duty are measured in two ways.

    Stages are numbers, percentages or areas, and all of a duty are of one sort; `the rest` goes
    with numbers and percentages.

    Why it matters:
        Stages add up to the whole. A number and a percentage cannot be added.

    Example:
        stage first: 5; by 2026-01-24
        stage second: 50 percent; by 2026-02-24

    How to mend:
        Measure them alike:

            stage first: 50 percent; by 2026-01-24
            stage second: 50 percent; by 2026-02-24
    """


class StagesBeyondWhole(Mistake):
    """The stages of a duty make more than the whole.

    Each stage says its own share; what is due with it and those before is added up.

    Why it matters:
        The last stage could never be done. Most often the text gives cumulative shares (30, 60 and
        100 percent), and these were copied.

    Example:
        stage first: 60 percent; by 2026-01-24
        stage second: 100 percent; by 2026-02-24

    How to mend:
        Write what each stage adds:

            stage first: 60 percent; by 2026-01-24
            stage second: 40 percent; by 2026-02-24
    """


class StagesMissing(Mistake):
    """A duty keeps in step with another, and one of the two has no stages.

    `in step with OTHER` makes each stage wait for the other side's stage before it.

    Why it matters:
        Without stages on both sides there is no step to wait for, and neither side would be held
        back.

    Example:
        in step with release-wounded

    How to mend:
        Write the stages on both sides; if the whole waits for the whole, say so:

            from release-wounded done
    """


class WholeMissing(Mistake):
    """Stages are parts of a deed that does not say how much it is in all.

    `the rest` and percentages are parts of the quantity in the deed.

    Why it matters:
        Half of an unknown number is unknown, so no stage could ever be shown to be done.

    Example:
        north releases prisoners to south
        stage first: 50 percent; by 2026-01-24

    How to mend:
        Say the whole in the deed, or write `all` if the thing is counted by a level:

            north releases 10 prisoners to south
    """


class ShareOfClass(Mistake):
    """All of a class, or a percentage of it, is the object of a deed.

    A class as the object is counted in numbers: `north releases 3 wounded to south`. It counts
    towards the thing too: 3 prisoners, of which 3 are wounded.

    Why it matters:
        A percentage is of what a level counts, and what is claimed in percent is claimed of the
        thing. So all of a class could never be shown to be done.

    Example:
        class wounded of prisoners "in need of care"

        duty release-prisoners
          north releases all wounded to south

    How to mend:
        Say how many of the class:

            north releases 3 wounded to south
    """


class UnknownAct(Mistake):
    """A power is to do something that is no act.

    The acts are extend, waive, suspend, resume, withhold, certify, decertify, terminate, replace
    and accept.

    Why it matters:
        Only these change what is owed. A power to do anything else would be written down and never
        have an effect.

    Example:
        north and south may prolong release-prisoners

    How to mend:
        Choose the act whose effect the text means:

            north and south may extend release-prisoners
    """


class ActWithMore(Mistake):
    """An act is claimed with a quantity, a place or another side, which no act has.

    An act is somebody's word about a stipulation: who, which act, on what.

    Why it matters:
        One cannot accept five of a duty. What was meant is probably a deed, and as an act it would
        change what is owed.

    Example:
        south accepts 5 release-prisoners

    How to mend:
        Leave it out; if a deed was meant, name the thing it was done to:

            south accepts release-prisoners
    """


class ActWithoutAuthor(Mistake):
    """Unknown persons are said to have made an act.

    To extend, suspend, waive or end something that was agreed is always somebody's act.

    Why it matters:
        An act works by who makes it. What nobody made moves nothing.

    Example:
        claim gazette says
          unknown persons suspend release-prisoners
          on 2026-01-23

    How to mend:
        Name who makes it:

            north suspends release-prisoners
    """


class ExtensionWithoutTerm(Mistake):
    """An extension does not say until when.

    `extend` moves the date on which something is due or ends.

    Why it matters:
        Without the new date nobody could say whether it is kept.

    Example:
        north and south extend release-prisoners

    How to mend:
        Add the new date, or by how much the old one is moved:

            north and south extend release-prisoners to 2026-02-24
    """


class TermMisplaced(Mistake):
    """A new date stands behind an act or a deed that takes none.

    Only `extend` moves a date.

    Why it matters:
        The date would be lost. A suspension lasts until it is resumed, not until a date.

    Example:
        north and south suspend release-prisoners to 2026-02-24

    How to mend:
        Claim an extension if the date was moved; otherwise leave it out.

            north and south extend release-prisoners to 2026-02-24
    """


class LimitMisplaced(Mistake):
    """A power that is not one to extend has a limit in days.

    `by at most DURATION` says how far a date may be moved.

    Why it matters:
        Nothing else is measured in days, so the limit would never bind anybody.

    Example:
        south may suspend release-prisoners by at most 30 days

    How to mend:
        Take the limit away; for how long the power can be used is said with `until` or `while`.

            south may suspend release-prisoners
    """


class ClockMisplaced(Mistake):
    """A power says what the clock does, and its act stops nothing.

    `, clock stops` and `, clock runs` belong to powers to suspend and to withhold.

    Why it matters:
        Whether time runs on during a suspension moves the deadline. An extension has no such
        time, so the words would promise what never happens.

    Example:
        south may extend release-prisoners, clock stops

    How to mend:
        Take the words away, or choose the act that is meant:

            south may suspend release-prisoners, clock stops
    """


class ConsequenceMisplaced(Mistake):
    """Something is said to follow from a state that has no consequence.

    `if` is followed by `breached`, `overdue` or `done`.

    Why it matters:
        Other states come and go with what is known, so a consequence would come and go with them.

    Example:
        if begun, release-wounded is suspended

    How to mend:
        Name one of the three; for other conditions write `suspended while CONDITION` where the
        effect falls.

            if breached, release-wounded is suspended
    """


class NothingToExtend(Mistake):
    """A power is to extend something that has no date.

    An extension moves the day on which something is due or ends.

    Why it matters:
        There is nothing that it could move, so using the power would change no verdict.

    Example:
        duty release-prisoners
          north releases 10 prisoners to south

        power move-the-date
          north and south may extend release-prisoners

    How to mend:
        Give the stipulation its date; if the parties left it open, `by date to be agreed`.

            duty release-prisoners
              north releases 10 prisoners to south
              by date to be agreed
    """
