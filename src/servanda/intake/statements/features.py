"""Features: what is looked at when a candidate is weighed.

Each is a short name; a lemma is the only word that ever stands in one.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from servanda.intake.statements.candidate import Candidate
from servanda.intake.statements.contents import Form
from servanda.intake.statements.quotations import Quotation

FIRST, SECOND = {"i", "we", "me", "us", "my", "our"}, {"you", "your"}
THIRD = {"he", "she", "they", "him", "her", "them", "his", "their"}
EMPTY = {"it", "that", "this", "which", "what", "there"}
NAMES = {"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
SMALL = {"SCONJ", "PART", "PRON", "DET", "ADP"}
PEOPLE = {"PERSON", "ORG", "NORP", "GPE"}


def features(
    doc: Doc, candidate: Candidate, form: Form, quoted: list[Quotation], around: list[Candidate]
) -> tuple[str, ...]:
    """The features of a candidate with one form of its content; `around` are the candidates in
    whose contents it lies."""
    found = [
        "any",
        *_of_cue(doc, candidate),
        *_of_source(doc, candidate),
        *_of_content(doc, candidate, form, quoted),
        *_of_surroundings(doc, candidate, around),
    ]
    return tuple(sorted(set(found)))


def _of_cue(doc: Doc, candidate: Candidate) -> Iterator[str]:
    anchor, construction, family = doc[candidate.anchor], candidate.construction, candidate.family
    lemma = _lemma(anchor)
    yield f"construction {construction}"
    yield f"lemma {lemma}"
    yield f"lemma {lemma} {construction}"
    yield f"lemma {lemma} {family}"
    yield f"tag {anchor.tag_} {family}"
    yield f"dep {anchor.dep_} {family}"
    for child in anchor.children:
        if child.dep_ == "neg":
            yield f"negated {family}"
        if child.tag_ == "MD":
            yield f"modal {child.lower_} {family}"
        if child.dep_ in ("dobj", "ccomp", "xcomp"):
            yield f"has {child.dep_} {family}"


def _of_source(doc: Doc, candidate: Candidate) -> Iterator[str]:
    source = None if candidate.source is None else doc[candidate.source]
    kind = "none" if source is None else _kind(source)
    yield f"source {kind}"
    yield f"source {kind} {candidate.construction}"
    if source is not None:
        yield f"noun {_lemma(source)}"
        yield f"noun {_lemma(source)} {candidate.family}"


def _of_content(
    doc: Doc, candidate: Candidate, form: Form, quoted: list[Quotation]
) -> Iterator[str]:
    content, family, anchor = form.content, candidate.family, doc[candidate.anchor]
    head, first, last = _head(doc, content), doc[min(content)], doc[max(content)]
    quote = _quotation(content, candidate, quoted)
    side = "before" if last.i < anchor.i else "after" if first.i > anchor.i else "around"
    yield f"quote {quote}"
    yield f"quote {quote} {candidate.construction}"
    yield f"length {_length(len(content))} {family}"
    yield f"side {side} {family}"
    yield f"head {head.pos_} {head.dep_} {family}"
    yield f"begins {first.lower_ if first.pos_ in SMALL else first.pos_} {family}"
    yield f"thing {head.ent_type_ or head.pos_} {family}"
    if len(content) == 1 and first.pos_ == "PRON":
        yield f"lone {first.lower_} {family}"
    if family in ("object", "phrase", "noun", "passive"):
        yield f"content {_lemma(head) if head.pos_ == 'NOUN' else head.pos_} {family}"
    yield f"goes on {form.goes_on} {family}"
    yield f"cut {form.cut} {family}"
    if form.cut:
        yield f"cut {form.cut} {_lemma(anchor)}"
    for each in form.ends:
        yield f"uncut {each} {family}"


def _of_surroundings(doc: Doc, candidate: Candidate, around: list[Candidate]) -> Iterator[str]:
    anchor, family = doc[candidate.anchor], candidate.family
    others = [each for each in around if each.anchor != candidate.anchor]
    for each in others:
        yield f"within {_lemma(doc[each.anchor])} {each.family}"
    yield f"within {'any' if others else 'none'} {family}"
    head = anchor.head
    yield f"under {_lemma(head)} {anchor.dep_}" if head.i != anchor.i else "under root"
    yield f"under {head.pos_} {family}"


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


def _length(count: int) -> str:
    for bound in (1, 2, 4, 8, 16, 40):
        if count <= bound:
            return str(bound)
    return "long"


def _head(doc: Doc, content: frozenset[int]) -> Token:
    return next(
        (doc[i] for i in sorted(content) if doc[i].head.i not in content and not doc[i].is_punct),
        doc[min(content)],
    )
