"""What an article tells that somebody did not say, or may say: `has not confirmed that ...`.

A cue that is denied, that only may or will come, that stands in a condition or a question, or whose
subject is nobody, attributes nothing to its subject. What is told is then all of it with the cue,
by whoever tells it: somebody who speaks around it, or the outlet.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import subtree
from servanda.intake.statements.contents import trimmed
from servanda.intake.statements.proposals import LEAST, Weighed

NEGATIVE = {"not", "n't", "n’t", "never", "hardly", "barely", "scarcely", "nor", "neither"}
NOBODY = {"nobody", "none", "neither", "nothing", "no-one"}
NO = {"no", "neither"}
MODAL = {"may", "might", "could", "would", "will", "can", "should", "must", "shall", "ought",
         "'ll", "’ll", "'d", "’d", "wo", "ca"}  # fmt: skip
CONDITIONS = {"if", "whether", "unless", "until", "lest"}
# Verbs and adjectives of which an infinitive tells what is not done, or not yet.
NOT_DONE = {
    "refuse", "decline", "fail", "avoid", "expect", "plan", "intend", "want", "hope", "prepare",
    "hesitate", "ask", "urge", "demand", "call", "press", "threaten", "promise", "pledge", "wish",
    "need", "allow", "forbid", "try", "seek", "agree", "stop", "set", "schedule",
    "likely", "unlikely", "unable", "able", "ready", "due", "willing", "unwilling", "reluctant",
    "about", "hesitant", "prepared", "expected", "poised", "yet",
}  # fmt: skip
NOT_DONE_BEFORE = {"without", "instead", "than", "short", "from"}  # prepositions: `without saying`
UP = {"ccomp", "xcomp", "pcomp", "prep", "acl", "advcl", "acomp", "conj", "attr", "oprd", "dep"}


def is_unsaid(cue: Token, content: frozenset[int] = frozenset()) -> bool:
    """Whether a cue attributes nothing to its subject; a verb of the content itself, on which a
    parse may hang the cue, tells nothing of that."""
    if cue.pos_ == "NOUN":
        return _is_undone(cue) or (cue.dep_ == "dobj" and _is_negated(cue.head))
    return any(_is_undone(one) or hangs for one, hangs in _upwards(cue, content))


def without_unsaid(doc: Doc, weighed: list[Weighed]) -> tuple[list[Weighed], list[Weighed]]:
    """What was weighed without what is not said, and that apart."""
    said: list[Weighed] = []
    unsaid: list[Weighed] = []
    for each in weighed:
        candidate = each.proposal.candidate
        cue = doc[candidate.anchor]
        source = None if candidate.source is None else doc[candidate.source]
        is_one = source is not None and (
            is_unsaid(cue, each.proposal.content) or is_nobody(source) or is_asked(cue)
        )
        (unsaid if is_one else said).append(each)
    return said, unsaid


def is_nobody(source: Token) -> bool:
    """`No official`."""
    return source.lower_ in NOBODY or any(
        child.lower_ in NO and child.dep_ in ("det", "preconj") for child in source.children
    )


def is_asked(cue: Token) -> bool:
    """`Asked whether`: who is asked has not said what the question is."""
    return (
        cue.lemma_ == "ask" and cue.tag_ == "VBN"
        and not any(child.dep_ == "agent" for child in cue.children)
        and not any(child.lower_ in ("has", "have", "had") for child in cue.children)
    )  # fmt: skip


def told_instead(
    doc: Doc, unsaid: list[Weighed], taken: list[Weighed]
) -> Iterator[tuple[Weighed, frozenset[int]]]:
    """What the outlet tells where nobody else does: the clause around each that would have been a
    statement, with its cue; and the candidate that it was."""
    used = {i for each in taken for i in (*each.proposal.content, *each.proposal.candidate.cue)}
    for each in unsaid:
        anchor = doc[each.proposal.candidate.anchor]
        clause = trimmed(doc, _clause(anchor))
        if each.likelihood < LEAST or clause & used or not clause:
            continue
        used |= clause
        yield each, clause


def _upwards(cue: Token, content: frozenset[int]) -> Iterator[tuple[Token, bool]]:
    """The cue and the verbs in whose clauses it stands, each with whether it does so as what is
    not done."""
    token, came = cue, False
    while True:
        yield token, came
        above = token.head
        is_told = token.dep_ in UP
        if above.i == token.i or above.i in content or not is_told:
            return
        if token.dep_ == "conj" and not _shares(token):
            return
        if token.dep_ == "ccomp" and token.i < above.i:
            return  # a sentence of its own, set before another
        if token.dep_ == "advcl" and not _is_conditional(token) and not _is_infinitive(token):
            return
        came = _is_not_done(token, above)
        token = above


def _is_undone(verb: Token) -> bool:
    """Whether a verb is negated, only possible, in a condition, or of nobody."""
    if verb.pos_ not in ("VERB", "AUX"):
        return any(child.lower_ in NO and child.dep_ == "det" for child in verb.children)
    aux = {child.lower_ for child in verb.children if child.dep_ == "aux" and child.i < verb.i}
    return (
        bool(aux & MODAL)
        or _is_negated(verb)
        or _is_joined_by_nor(verb)
        or _is_conditional(verb)
        or _stops_short(verb)
        or (verb.i > 0 and verb.doc[verb.i - 1].lower_ in ("than", "without"))
        or _is_of_nobody(verb)
    )


def _is_negated(verb: Token) -> bool:
    for child in verb.children:
        follows = verb.doc[child.i + 1].lower_ if child.i + 1 < len(verb.doc) else ""
        if child.lower_ in NEGATIVE and follows not in ("only", "just", "merely"):
            return True
        if child.lower_ == "longer" and any(each.lower_ == "no" for each in child.children):
            return True
    return False


def _is_joined_by_nor(verb: Token) -> bool:
    """`Neither confirmed nor denied`."""
    return verb.dep_ == "conj" and any(
        child.lower_ == "nor" and child.i < verb.i for child in verb.head.children
    )


def _stops_short(verb: Token) -> bool:
    return verb.lemma_ in ("stop", "fall") and any(one.lower_ == "short" for one in verb.children)


def _is_conditional(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in CONDITIONS and child.i < verb.i
               for child in verb.children)  # fmt: skip


def _is_of_nobody(verb: Token) -> bool:
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
    return any(is_nobody(child) for child in subjects)


def _is_not_done(token: Token, above: Token) -> bool:
    """Whether words hang from others as what is not done, or not yet."""
    if token.dep_ == "pcomp" or above.pos_ == "ADP":
        return above.lower_ in NOT_DONE_BEFORE or above.head.lower_ in NOT_DONE_BEFORE
    if token.dep_ == "xcomp" or _is_infinitive(token):
        yet = any(child.lower_ == "yet" for child in above.children)
        return above.lemma_.lower() in NOT_DONE or above.lower_ in NOT_DONE or yet
    return False


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _shares(verb: Token) -> bool:
    """Whether a verb joined to another shares its auxiliaries: `has not confirmed or announced`."""
    if _is_joined_by_nor(verb):
        return True
    own = {child.dep_ for child in verb.children}
    if own & {"aux", "auxpass", "nsubj", "nsubjpass"} or verb.tag_ not in ("VB", "VBN", "VBG"):
        return False
    return not any(child.lower_ == "but" for child in verb.head.children if child.dep_ == "cc")


def _clause(cue: Token) -> frozenset[int]:
    """All that is told with a cue: up to the main verb, without what is joined to it as a clause of
    its own."""
    top = cue
    while top.head.i != top.i:
        if top.dep_ == "conj" and not _shares(top):
            break
        top = top.head
    apart = [child for child in top.children if child.dep_ == "conj" and not _shares(child)]
    return subtree(top) - frozenset(i for child in apart for i in subtree(child))
