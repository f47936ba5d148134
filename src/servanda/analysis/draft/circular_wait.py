"""circular-wait: stipulations or phases that wait for one another, so that none can come first.

    duty disarm
      north hands-over weapons
      from withdraw done

    duty withdraw
      south withdraws forces
      from disarm done

Each side may say that the other goes first, and nobody is ever bound. A circle is shown as the
smallest set that is stuck by itself: free any one of its members, and the others come free. With
"and" that is a cycle of waits; where there is an "or", it takes in as many as close every
alternative, and what only waits for a circle without being part of it is left to `cannot-begin`.

*Exact*: within the text as read (where several readings stand open, in the one that is kindest).
Of a knot of very many intertwined circles the first 24 are shown. A side may of course perform of
its own will before it is bound; the rule says that it need not.

*What to do*: let one of them wait for something else, set a date, give it an alternative (`or`),
or divide both into stages that are done in step.
"""

from servanda.analysis.draft.finding import Finding
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.study import Study, finding
from servanda.analysis.draft.waits import in_order_of_waiting, wait_words
from servanda.analysis.draft.words import name_of
from servanda.language.listing import listed


def circular_wait(study: Study) -> tuple[Finding, ...]:
    """Every smallest set of stipulations and phases that wait for one another."""
    return tuple(of_circle(circle, study) for circle in study.bare_circles)


def of_circle(circle: frozenset[str], study: Study) -> Finding:
    members = in_order_of_waiting(circle, study.bare)
    waits = "; ".join(wait_words(one, circle, study) for one in members)
    if len(members) == 1:
        why = f"{waits}: it can begin only once it has begun."
    else:
        who = listed([name_of(study, one) for one in members])
        why = f"{who} wait for one another. {waits}. None of them can come first."
    return finding(
        study,
        "circular-wait",
        members,
        why,
        "Let one of them begin with something else, on a date, or in stages done in step.",
        picture=picture_of(study, study.bare, members, members),
    )
