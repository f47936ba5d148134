"""What would change a verdict, in words and as JSON, and how it was found."""

from servanda.language.listing import listed
from servanda.publish.answer_json import JsonObject
from servanda.verdict.what_if import MOST_EXACT, MOST_SINGLE, Addition, Removal, WhatIf


def headline(change: WhatIf) -> str:
    whose = listed([*change.bearer, *([change.limb] if change.limb else [])])
    words = f"{change.name} ({whose})" if whose else change.name
    cause = f" ({change.cause})" if change.cause else ""
    nothing = ": nothing that was tried" if not change.removals and not change.additions else ""
    return f"What would change {words}, {change.state}{cause}{nothing}"


def state_words(change: Removal | Addition) -> str:
    return f"{change.state} ({change.cause})" if change.cause else change.state


def found_words(change: WhatIf) -> str:
    """How it was found: what was tried, and what was not."""
    number = change.assumed
    tried = f"{number} {'assumption was' if number == 1 else 'assumptions were'} tried"
    return f"{_removed_words(change)} {tried}. Each verdict told here was solved again."


def _removed_words(change: WhatIf) -> str:
    if change.leaves == 0:
        return "It rests on no claim that could be taken away."
    if change.is_exact:
        return f"Every set of the {change.leaves} claims and coverage it rests on was taken away."
    alone = f"the first {MOST_SINGLE}" if change.leaves > MOST_SINGLE else "each"
    return (
        f"It rests on {change.leaves} claims and coverage, more than {MOST_EXACT}, so not every "
        f"set was tried: {alone} alone, then all of a side, of an issue and of an origin together, "
        "cut down to as few as it takes. Other sets may do so too."
    )


def what_if_json(change: WhatIf) -> JsonObject:
    return {
        "name": change.name,
        "bearers": list(change.bearer),
        "limb": change.limb,
        "state": change.state,
        "cause": change.cause,
        "without": [
            {"entries": list(one.entries), "state": one.state, "cause": one.cause}
            for one in change.removals
        ],
        "with": [_with(one) for one in change.additions],
        "leaves": change.leaves,
        "exact": change.is_exact,
        "assumed": change.assumed,
    }


def _with(addition: Addition) -> JsonObject:
    return {
        "kind": addition.kind,
        "words": addition.words,
        "assume": list(addition.assumed),
        "state": addition.state,
        "cause": addition.cause,
    }
