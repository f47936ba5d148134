"""Tenses: whether what some words tell lies behind, is, or lies ahead."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from servanda.intake.statements.dates import Tense

AHEAD_MODALS = {"will", "'ll", "shall", "would", "wo", "may", "might", "must", "should", "ought"}
AHEAD_VERBS = {
    "expect", "plan", "intend", "schedule", "hope", "prepare", "aim", "promise", "pledge", "vow",
    "want", "agree", "threaten", "propose", "decide", "demand", "slate",
}  # fmt: skip


def tense_of(doc: Doc, tokens: Iterable[int]) -> Tense:
    """The tense of the topmost verb among some tokens."""
    own = frozenset(tokens)
    verbs = [doc[i] for i in sorted(own) if doc[i].pos_ in ("VERB", "AUX")]
    top = next(
        (verb for verb in verbs if verb.head.i not in own or verb.dep_ in ("ROOT", "ccomp")), None
    )
    return "present" if top is None else tense_of_verb(top)


def tense_of_verb(verb: Token) -> Tense:
    """The tense of a verb with its auxiliaries; `is expected to` and `plans to` lie ahead."""
    if lies_ahead(verb):
        return "future"
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    finite = next((each for each in auxiliaries if each.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb.tag_ == "VBD" or (finite is not None and finite.tag_ == "VBD"):
        return "past"
    if finite is not None and finite.lemma_ == "have":
        return "past"
    if verb.tag_ == "VBN" and finite is None:
        return "past"
    if (
        verb.tag_ == "VBG"
        and finite is None
        and verb.dep_ in ("advcl", "acl", "xcomp", "pcomp", "conj")
        and verb.head.i != verb.i
        and verb.head.pos_ in ("VERB", "AUX")
    ):
        return tense_of_verb(verb.head)
    return "present"


def lies_ahead(verb: Token) -> bool:
    """Whether a verb tells of what is still to come."""
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in AHEAD_MODALS:
            return True
    if verb.lemma_ in AHEAD_VERBS and any(child.dep_ == "xcomp" for child in verb.children):
        return True
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    going = (
        verb.lemma_ == "go"
        and verb.tag_ == "VBG"
        and any(child.dep_ == "xcomp" for child in verb.children)
    )
    if going:
        return True
    if infinitive:
        # `Minister to visit Cairo` in a headline; `due to arrive`.
        return verb.head.i == verb.i or verb.head.lemma_ in AHEAD_VERBS | {
            "set",
            "due",
            "ready",
            "go",
        }
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(child.dep_ in ("aux", "auxpass", "nsubj") for child in verb.children)
    ):
        return lies_ahead(verb.head)
    return False
