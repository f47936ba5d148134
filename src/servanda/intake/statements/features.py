"""Features: what is looked at when a candidate is weighed.

Each is a short name in which one word stands at most, a lemma with its own particle or preposition
(`call for`) counting as one.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.contents import Form
from servanda.intake.statements.edges import SMALL, length, of_edges
from servanda.intake.statements.quotations import Quotation

FIRST, SECOND = {"i", "we", "me", "us", "my", "our"}, {"you", "your"}
THIRD = {"he", "she", "they", "him", "her", "them", "his", "their"}
EMPTY = {"it", "that", "this", "which", "what", "there"}
NAMES = {"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
ARGUMENTS = {"dobj", "prep", "acomp", "advmod", "xcomp", "ccomp", "npadvmod", "dative", "oprd"}
TITLE = 60  # words of a first line at most
PEOPLE = {"PERSON", "ORG", "NORP", "GPE"}


def features(
    doc: Doc, candidate: Candidate, form: Form, quoted: list[Quotation], around: list[Candidate]
) -> tuple[str, ...]:
    """The features of a candidate with one form of its content; `around` are the candidates in
    whose contents it lies."""
    quote = _quotation(form.content, candidate, quoted)
    found = [
        "any",
        *_of_cue(doc, candidate),
        *_of_arguments(doc[candidate.anchor], candidate.family),
        *_of_source(doc, candidate),
        *_of_content(doc, candidate, form, quote),
        *_of_head(_head(doc, form.content), candidate),
        *_of_cue_and_content(doc, candidate, form, quote),
        *_of_surroundings(doc, candidate, around),
        *_of_sentence(doc[candidate.anchor], candidate.family, quoted),
        *of_edges(doc, candidate, form, quote),
    ]
    return tuple(sorted(set(found)))


def _of_cue(doc: Doc, candidate: Candidate) -> Iterator[str]:
    anchor, construction, family = doc[candidate.anchor], candidate.construction, candidate.family
    lemma = _lemma(anchor)
    yield f"construction {construction}"
    yield f"lemma {lemma}"
    yield f"lemma {lemma} {construction}"
    yield f"lemma {lemma} {family}"
    yield f"lemma {lemma} {anchor.tag_}"
    yield f"tag {anchor.tag_} {family}"
    yield f"dep {anchor.dep_} {family}"
    yield f"deps {anchor.dep_} {anchor.head.dep_} {family}"


def _of_arguments(anchor: Token, family: str) -> Iterator[str]:
    """What else hangs on a cue."""
    lemma = _lemma(anchor)
    for child in anchor.children:
        if child.dep_ == "neg":
            yield f"negated {family}"
            yield f"negated {lemma}"
        if child.tag_ == "MD":
            yield f"modal {child.lower_} {family}"
        if child.dep_ in ("dobj", "ccomp", "xcomp"):
            yield f"has {child.dep_} {family}"
        if child.dep_ in ("prt", "advmod"):
            yield f"{child.dep_} {child.lower_}"
        if child.dep_ == "prt":
            yield f"lemma {lemma} {child.lower_}"
        if child.dep_ in ARGUMENTS:
            yield f"argument {child.dep_} {_lemma(child)} {family}"
            own = _lemma(child) if child.dep_ == "prep" else ""
            yield f"lemma {lemma} {child.dep_} {own}"


def _of_source(doc: Doc, candidate: Candidate) -> Iterator[str]:
    anchor, family = doc[candidate.anchor], candidate.family
    source = None if candidate.source is None else doc[candidate.source]
    kind = "none" if source is None else _kind(source)
    yield f"source {kind}"
    yield f"source {kind} {candidate.construction}"
    yield f"source {kind} {anchor.tag_} {family}"
    yield f"source {kind} {_lemma(anchor)}"
    if source is not None:
        yield f"noun {_lemma(source)}"
        yield f"noun {_lemma(source)} {family}"
        yield f"source {source.dep_} {family}"
        yield f"source with {_determiner(source)} {family}"


def _of_content(doc: Doc, candidate: Candidate, form: Form, quote: str) -> Iterator[str]:
    content, family, anchor = form.content, candidate.family, doc[candidate.anchor]
    head, first, last = _head(doc, content), doc[min(content)], doc[max(content)]
    side = "before" if last.i < anchor.i else "after" if first.i > anchor.i else "around"
    yield f"quote {quote}"
    yield f"quote {quote} {candidate.construction}"
    yield f"length {length(len(content))} {family}"
    yield f"length {length(len(content))} {quote} {candidate.construction}"
    yield f"side {side} {family}"
    yield f"head {head.pos_} {head.dep_} {family}"
    yield f"begins {first.lower_ if first.pos_ in SMALL else first.pos_} {family}"
    yield f"thing {head.ent_type_ or head.pos_} {family}"
    if len(content) == 1 and first.pos_ == "PRON":
        yield f"lone {first.lower_} {family}"
    if family in ("object", "phrase", "noun", "passive"):
        yield f"content {_lemma(head) if head.pos_ == 'NOUN' else head.pos_} {family}"
    verbs = any(doc[i].pos_ in ("VERB", "AUX") for i in content)
    yield f"verbs {verbs} {candidate.construction}"
    yield f"way {form.way} {family}"
    if form.is_cut:
        kind = " ".join(form.way.split()[:2])  # without the conjunction, which is a word
        yield f"way {kind} {_lemma(anchor)}"
    for each in form.ends:
        yield f"uncut {each} {family}"


def _of_head(head: Token, candidate: Candidate) -> Iterator[str]:
    """The word on which the rest of what is said hangs."""
    family = candidate.family
    yield f"head {head.tag_} {head.dep_} {candidate.construction}"
    yield f"head with {_determiner(head)} {family}"
    if head.pos_ in ("VERB", "AUX"):
        own = next((each for each in head.children if each.dep_ in ("nsubj", "nsubjpass")), None)
        yield f"head of {'none' if own is None else _kind(own)} {family}"
        yield f"verb {_lemma(head)} {family}"
        for child in head.children:
            if child.dep_ in ("aux", "mark"):
                yield f"{child.dep_} {child.lower_} {family}"


def _of_cue_and_content(doc: Doc, candidate: Candidate, form: Form, quote: str) -> Iterator[str]:
    """What a cue stands with: the same verb attributes one thing and does another."""
    head, family = _head(doc, form.content), candidate.family
    source = None if candidate.source is None else doc[candidate.source]
    kind = "none" if source is None else _kind(source)
    lemma = _lemma(doc[candidate.anchor])
    yield f"lemma {lemma} quote {quote}"
    yield f"lemma {lemma} {head.pos_} {family}"
    yield f"lemma {lemma} {length(len(form.content))} {family}"
    if head.ent_type_:
        yield f"lemma {lemma} {head.ent_type_} {family}"
    yield f"source {kind} {quote} {family}"
    yield f"source {kind} {head.pos_} {candidate.construction}"


def _of_surroundings(doc: Doc, candidate: Candidate, around: list[Candidate]) -> Iterator[str]:
    anchor, family = doc[candidate.anchor], candidate.family
    others = [each for each in around if each.anchor != candidate.anchor]
    for each in others:
        yield f"within {_lemma(doc[each.anchor])} {each.family}"
    yield f"within {'any' if others else 'none'} {family}"
    head = anchor.head
    yield f"under {_lemma(head)} {anchor.dep_}" if head.i != anchor.i else "under root"
    yield f"under {head.pos_} {family}"
    if head.head.i != head.i != anchor.i:
        yield f"under {_lemma(head.head)} {head.dep_} {anchor.dep_}"


def _of_sentence(anchor: Token, family: str, quoted: list[Quotation]) -> Iterator[str]:
    sentence = anchor.sent
    inside = any(anchor.i in each.tokens for each in quoted)
    beside = any(each.start < sentence.end and each.end > sentence.start for each in quoted)
    yield f"quoted {inside} {beside} {family}"
    # What has one line only has no title.
    line = next((token.i for token in anchor.doc[:TITLE] if "\n" in token.text), 0)
    title = sentence.start < line
    yield f"title {title} {family}"


def _determiner(noun: Token) -> str:
    for child in noun.children:
        if child.dep_ == "det" or (child.dep_ == "poss" and child.pos_ == "PRON"):
            return child.lower_
        if child.dep_ == "poss":
            return "owner"
    return "none"


def _lemma(token: Token) -> str:
    """The lemma of a word; of a name only that it is one."""
    if token.pos_ in ("PROPN", "NUM", "X") or token.ent_type_ in NAMES:
        return "NAME"
    return token.lemma_.lower()


def _kind(token: Token) -> str:
    word = token.lower_
    for name, words in (("first", FIRST), ("second", SECOND), ("third", THIRD), ("empty", EMPTY)):
        if word in words:
            return name
    if token.tag_ in ("WP", "WDT"):
        return "relative"
    if token.ent_type_ in PEOPLE:
        return token.ent_type_
    return token.pos_ + ("s" if token.tag_.endswith("S") else "")


def _quotation(content: frozenset[int], candidate: Candidate, quoted: list[Quotation]) -> str:
    whole = 0
    for each in quoted:
        if candidate.anchor in each.tokens:
            return "inside"
        if each.start in content or each.end - 1 in content:
            whole += len(each.tokens)
    return "none" if not whole else "all" if 1.2 * whole >= len(content) else "part"


def _head(doc: Doc, content: frozenset[int]) -> Token:
    return next(
        (doc[i] for i in sorted(content) if doc[i].head.i not in content and not doc[i].is_punct),
        doc[min(content)],
    )
