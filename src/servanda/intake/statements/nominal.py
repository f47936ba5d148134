"""Constructions without a verb that says: nouns (`the claim that`), adjectives (`confident that`),
`according to`, hearsay (`reportedly`) and names before a colon."""

from collections.abc import Iterator

from spacy.tokens import Token

from servanda.intake.statements.candidate import (
    Candidate,
    proposed,
    subject,
    subtree,
    top,
    verb_group,
)

HEARSAY = {"reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly"}
ABOUT = {"of", "for", "to", "about", "on", "against", "with", "in", "over", "that", "from",
         "between", "toward", "towards", "at"}  # fmt: skip


def nominal(token: Token) -> Iterator[Candidate]:
    """The candidates of a word that is no verb."""
    if token.pos_ in ("NOUN", "PROPN"):
        yield from _of_noun(token)
    elif token.pos_ == "ADJ":
        yield from _of_adjective(token)
    if token.lower_ == "according":
        yield from _according(token)
    elif token.lower_ in HEARSAY and token.head.pos_ in ("VERB", "AUX", "ADJ"):
        yield proposed("hearsay", token, [token], subtree(token.head), None)
    elif token.text == ":":
        yield from _after_colon(token)


def _of_noun(noun: Token) -> Iterator[Candidate]:
    source = _holder(noun)
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i:
            marked = next(
                (
                    each.lower_
                    for each in child.children
                    if each.dep_ in ("mark", "aux")
                    and each.lower_ in ("that", "to", "whether", "of")
                ),
                None,
            )
            if marked is not None:
                yield proposed(f"noun {marked}", noun, [noun], subtree(child), source)
        elif child.dep_ == "prep" and child.lower_ in ABOUT:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield proposed(
                        f"noun {child.lower_}", noun, [noun, child], subtree(inner), source
                    )
        elif (
            child.dep_ in ("compound", "amod")
            and child.i < noun.i
            and child.pos_ in ("PROPN", "NOUN")
        ):
            yield proposed("noun compound", noun, [noun], subtree(child), noun)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ in ("ccomp", "attr", "xcomp", "acomp") and child.i > noun.head.i:
                yield proposed(
                    f"noun is {child.dep_}", noun, [noun, noun.head], subtree(child), source
                )


def _of_adjective(adjective: Token) -> Iterator[Candidate]:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd", "xcomp", "conj", "amod"):
        return
    source = subject(verb) if verb.pos_ in ("VERB", "AUX") else None
    if adjective.dep_ == "amod" and adjective.i > verb.i:
        source = verb  # `officials, concerned about`
    cue = [*verb_group(verb), adjective] if adjective.dep_ in ("acomp", "oprd") else [adjective]
    for child in adjective.children:
        if child.dep_ in ("ccomp", "xcomp", "advcl") and child.i > adjective.i:
            yield proposed(f"adjective {child.dep_}", adjective, cue, subtree(child), source)
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield proposed(
                        f"adjective {child.lower_}",
                        adjective,
                        [*cue, child],
                        subtree(inner),
                        source,
                    )


def _according(token: Token) -> Iterator[Candidate]:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    source = next(
        (
            each
            for each in (to.children if to is not None else ())
            if each.dep_ in ("pobj", "pcomp")
        ),
        None,
    )
    phrase = subtree(token) | (subtree(to) if to is not None else frozenset())
    cue = [token, to] if to is not None else [token]
    clause = token.head
    while (
        clause.dep_ not in ("ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis")
        and clause.head.i != clause.i
    ):
        clause = clause.head
    yield proposed("according", token, cue, subtree(clause) - phrase, source)
    highest = top(token.head)
    if highest.i != clause.i:
        yield proposed("according high", token, cue, subtree(highest) - phrase, source)


def _after_colon(colon: Token) -> Iterator[Candidate]:
    """`The minister: The truce holds`; a headline, an interview, a list of voices."""
    doc, start = colon.doc, colon.i
    while start > 0 and "\n" not in doc[start - 1].text and colon.i - start < 12:
        start -= 1
    end = colon.i + 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    if end - colon.i < 3 or start == colon.i or colon.i - start > 8:
        return
    before = [doc[i] for i in range(start, colon.i)]
    nouns = [each for each in before if each.pos_ in ("PROPN", "NOUN")]
    tops = (each for each in nouns if each.head.i == each.i or each.head not in nouns)
    head = next(tops, None)
    if head is not None and not any(each.pos_ in ("VERB", "AUX") for each in before):
        yield proposed("colon", colon, [colon], frozenset(range(colon.i + 1, end)), head)


def _holder(noun: Token) -> Token | None:
    """Whose claim it is: `his claim`, `a claim by officials`, or who makes it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return subject(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with") and noun.head.head.pos_ == "VERB":
        return subject(noun.head.head)
    return None
