"""linkage-changes-outcome: what a condition that one side asserts would do to the agreement.

    quota aid
      south admits 600 trucks each day
      linkage south: suspended while not return-remains done, clock runs

The text does not contain it. Held, it lets North keep the aid suspended by doing nothing; and
where North in turn makes the remains wait for the aid, both stand still. The finding quotes the
linkage, names who asserts it, and says what changes if it is held: what can never begin, what
waits in a circle, who gains a veto. Linkages of one holder are also looked at together with
those of every other, since two that each do no harm can close a circle.

*Exact*: of what follows if it is held. Whether it is held is a matter of viewpoints.

*What to do*: say in the text that the one does not wait for the other, or that it does.
"""

from collections.abc import Iterator

from servanda.agreement.model import Linkage
from servanda.agreement.subjects import Subject
from servanda.analysis.draft.clause_words import clause_words
from servanda.analysis.draft.finding import Finding, Picture
from servanda.analysis.draft.picture import picture_of
from servanda.analysis.draft.preconditions import Way
from servanda.analysis.draft.reading_changes_outcome import ASPECTS
from servanda.analysis.draft.study import Study, View, circles_of, finding
from servanda.analysis.draft.ways import Watch, changes, looked_at, outlook, watch
from servanda.analysis.draft.words import actor_names, name_of
from servanda.language.listing import listed

RULE = "linkage-changes-outcome"
ADVICE = "Say in the text whether the one waits for the other."


def linkage_changes_outcome(study: Study) -> tuple[Finding, ...]:
    """Every linkage that changes an outcome, and the circles that several make together."""
    linked = [subject for subject in study.subjects.values() if subject.linkages]
    if not linked:
        return ()
    watched = watch(study)
    found = [
        one
        for subject in linked
        for linkage in subject.linkages
        for one in of_linkage(subject, linkage, watched, study)
    ]
    return (*found, *together(study))


def of_linkage(
    subject: Subject, linkage: Linkage, watched: Watch, study: Study
) -> Iterator[Finding]:
    way = Way(linkages=frozenset({(subject.name, linkage.holder)}))
    held = looked_at(way, (subject.name,), study)
    before, after = (outlook(seen, watched, study) for seen in (study.whole, held))
    changed = list(changes(before, after, held, study))
    words = listed([said for c in linkage.clauses if (said := clause_words(c, study.agreement))])
    if not words:
        return
    who = actor_names((linkage.holder,), study.agreement)
    effect = f" If it is held, {'; '.join(changed)}." if changed else ""
    aspects = [
        what for what, kinds in ASPECTS if any(isinstance(c, kinds) for c in linkage.clauses)
    ]
    yield finding(
        study,
        RULE,
        (subject.name,),
        f'Not in the text: {who} adds "{words}" to {name_of(study, subject.name)}. That changes '
        f"{listed(aspects)}.{effect}",
        ADVICE,
        actors=(linkage.holder,),
        picture=closed_circle(held, study),
    )


def closed_circle(held: View, study: Study) -> Picture | None:
    """The smallest circle that is there only if the linkage is held."""
    if not newly_stuck(held, study):
        return None
    new = [circle for circle in circles_of(held) if circle not in study.whole_circles]
    return picture_of(study, held, sorted(new[0]), sorted(new[0])) if new else None


def closed_by_one(every: frozenset[tuple[str, str]], study: Study) -> Iterator[frozenset[str]]:
    """The circles that a single linkage closes, of which its own finding speaks."""
    for name, holder in sorted(every):
        held = looked_at(Way(linkages=frozenset({(name, holder)})), (name,), study)
        if newly_stuck(held, study):
            yield from circles_of(held)


def newly_stuck(held: View, study: Study) -> bool:
    """True if something can no longer begin that could."""
    return any(study.whole.can_come(one) and not held.can_come(one) for one in study.subjects)


def together(study: Study) -> Iterator[Finding]:
    """Circles that close only if several linkages are held at once."""
    every = frozenset(
        (subject.name, linkage.holder)
        for subject in study.subjects.values()
        for linkage in subject.linkages
    )
    if len(every) < 2:
        return
    linked = tuple(dict.fromkeys(name for name, _ in sorted(every)))
    held = looked_at(Way(linkages=every), linked, study)
    if not newly_stuck(held, study):
        return
    known = {*study.whole_circles, *closed_by_one(every, study)}
    for circle in circles_of(held):
        if circle in known:
            continue
        members = tuple(sorted(circle))
        holders = tuple(dict.fromkeys(who for name, who in sorted(every) if name in circle))
        yield finding(
            study,
            RULE,
            members,
            f"If the linkages of {actor_names(holders, study.agreement)} are all held, "
            f"{listed([name_of(study, one) for one in members])} wait for one another.",
            ADVICE,
            actors=holders,
            picture=picture_of(study, held, members, members),
        )
