"""What the public would be told and is known to be otherwise: withheld evidence must weaken a
verdict, and can make it wrong, where what is missing is what another condition waits for."""

from collections.abc import Iterator

from servanda.publish.sentence import key_of
from servanda.publish.signs import AnyVerdict
from servanda.verdict.assessment import Assessment

# Where times are told coarsely it may be open whether something was done in time.
WEAKER = frozenset({("done late", "done")})


def known_otherwise(whole: Assessment, told: Assessment) -> Iterator[tuple[str, str, str]]:
    """Name, what is known and what would be told, of each verdict on one question of which the
    public would be told another word than is known, and not merely that it is undetermined."""
    known = {key_of(one): one for one in _every(whole)}
    for verdict in _every(told):
        before = known.get(key_of(verdict))
        if before is None:  # of a part of the agreement that the whole puts otherwise
            continue
        words = before.state, verdict.state
        if verdict.state not in ("undetermined", before.state) and words not in WEAKER:
            yield verdict.name, *words


def _every(assessment: Assessment) -> tuple[AnyVerdict, ...]:
    return (*assessment.stipulations, *assessment.phases, *assessment.funds)
