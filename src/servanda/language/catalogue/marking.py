"""Mistakes in who may see a statement."""

from servanda.language.catalogue.page import Mistake


class UnknownMarking(Mistake):
    """A level of handling is none of the five.

    They are those of the Traffic Light Protocol 2.0: `clear` (anybody), `green` (whoever the log
    knows), `amber` (organisations that take part), `amber-strict` (the organisation that filed it)
    and `red` (those named under `releasable to`).

    Why it matters:
        Nobody can say who may see what is marked with another word.

    Example:
        marking secret

    How to mend:
        Choose a level, and name who may see it beside you:

            marking red
            releasable to mission
    """
