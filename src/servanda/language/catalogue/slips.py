"""Slips in the record, found by the rules of `servanda.analysis`, which only warn."""

from servanda.language.catalogue.page import Mistake


class TwoOffices(Mistake):
    """Somebody is given two things at once of which one can have only one.

    Where an action is declared `single object`, an actor can do it to only one object at a time: a
    person holds one office, a delegation has one head. Claims about times that do not overlap raise
    nothing (people change office), and neither do denials, plans, promises and demands.

    Why it matters:
        One of the claims is likely a slip of the pen, in the source or in the record, and whatever
        is put down to the office goes to the wrong person.

    Example:
        claim gazette says
          new-minister holds-office north/foreign-minister
          on 2026-01-20

        claim gazette says
          new-minister holds-office north/defence-minister
          on 2026-01-20

    How to mend:
        Look at the chains and correct the claim that was copied wrongly. If the sources themselves
        differ, leave both and the doubt with them: which is mistaken is not decided here.

            new-minister holds-office north/foreign-minister
    """


class CoverageWithoutAccess(Mistake):
    """A body is said to have covered what it was denied access to.

    A report says that it was present, with access; another, or the same, that it was kept out of
    the same area on some of these days.

    Why it matters:
        Where somebody was there, silence shows that nothing was done. Of days without access it
        shows nothing.

    Example:
        coverage by watch
          of north attacks south
          in valley
          from 2026-01-10 to 2026-01-24
          said by watch

        access denied to watch
          in valley
          from 2026-01-15 to 2026-01-18

    How to mend:
        Leave these days out of the coverage, or correct the one that is wrong:

            coverage by watch
              of north attacks south
              in valley
              from 2026-01-10 to 2026-01-14
              said by watch
    """


class OccasionInWrongYear(Mistake):
    """An occasion is placed in years in which it does not fall.

    An occasion is declared with its first date and its rhythm. A claim is a slip if it places it
    wholly in other years; one that leaves room for the right year raises nothing, and neither do
    denials. Of the years before the first date nothing is known.

    Why it matters:
        What a source says about a date that cannot be is a measure of the rest of what it says.

    Example:
        occasion general-election "the general election" every 4 years from 2024-11-05

        claim gazette expects
          general-election happens
          in 2026

    How to mend:
        Correct the year if it was copied wrongly. If the source says so, leave it: the warning
        belongs to the source.

            general-election happens
            in 2028
    """


class RivalCommand(Mistake):
    """Two are said to do at once what only one can do.

    Where an action is declared `single actor`, an object has only one such actor at a time: a force
    has one commander. Actors named together in one claim are one joint command. What is claimed is
    also compared with `led by` in the declaration of a body. Denials, plans, promises and demands
    raise nothing.

    Why it matters:
        Who answers for the deeds of a force depends on who commands it.

    Example:
        body force "the joint force" led by north
        action lead "commands" single actor

        claim gazette says
          south leads force
          in 2026-01

    How to mend:
        Correct the claim if it was copied wrongly; if the declaration is out of date, correct that.
        If the sources differ, leave both: which side is right is not decided here.

            north leads force
            in 2026-01
    """


class MoreThanTheWhole(Mistake):
    """More is told event by event than there is in all.

    A total reaches over the events of its time, and a level may count how many there are of a
    thing. Only what is established counts; a total under a rule of its own (`counting entries`) may
    count other things, and raises nothing.

    Why it matters:
        One of the numbers is wrong, or an event is told twice. A verdict that rests on them is
        contested.

    Example:
        claim gazette says
          north releases 27 prisoners to south
          on 2026-01-20

        claim gazette says
          north releases 20 prisoners to south in total up to 2026-01-24

    How to mend:
        Correct the number that was copied wrongly. If the sources themselves differ, leave both:
        the verdict says that it is contested.

            north releases 7 prisoners to south
            on 2026-01-20
    """
