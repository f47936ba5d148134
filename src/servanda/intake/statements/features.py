"""Features: what is looked at when a candidate is weighed.

Each is a short name; a lemma is the only word that ever stands in one.
"""

from spacy.tokens import Doc, Token

from servanda.intake.statements.constructions import Candidate
from servanda.intake.statements.quotations import Quotation

FIRST, SECOND = {"i", "we", "me", "us", "my", "our"}, {"you", "your"}
THIRD = {"he", "she", "they", "him", "her", "them", "his", "their"}
EMPTY = {"it", "that", "this", "which", "what", "there"}
NAMES = {"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
PEOPLE = {"PERSON", "ORG", "NORP", "GPE"}


def features(
    doc: Doc,
    candidate: Candidate,
    content: frozenset[int],
    quoted: list[Quotation],
    goes_on: bool,
    cut: str,
    ends: tuple[str, ...],
    around: tuple[str, ...],
) -> list[str]:
    """The features of a candidate with one of its contents: whether it `goes_on` with quotations
    after its sentence, what was `cut` off its end, what else could be (`ends`), and what it lies
    `around`."""
    anchor, construction = doc[candidate.anchor], candidate.construction
    family = construction.split()[0]
    source = "none" if candidate.source is None else _kind(doc[candidate.source])
    quote = _quotation(content, candidate, quoted)
    first, last = min(content), max(content)
    found = [
        "any",
        f"construction {construction}",
        f"lemma {_lemma(anchor)}",
        f"lemma {_lemma(anchor)} {construction}",
        f"lemma {_lemma(anchor)} {family}",
        f"source {source}",
        f"source {source} {construction}",
        f"quote {quote}",
        f"quote {quote} {construction}",
        f"tag {anchor.tag_} {family}",
        f"dep {anchor.dep_} {family}",
        f"length {_length(len(content))} {family}",
        f"side {'before' if last < anchor.i else 'after' if first > anchor.i else 'around'} {family}",
        f"goes on {goes_on} {family}",
        f"head {_head(doc, content).pos_} {_head(doc, content).dep_} {family}",
        f"begins {doc[first].lower_ if doc[first].pos_ in ('SCONJ', 'PART', 'PRON', 'DET', 'ADP') else doc[first].pos_} {family}",
        f"lone {doc[first].lower_ if len(content) == 1 and doc[first].pos_ == 'PRON' else ''} {family}",
        f"thing {_head(doc, content).ent_type_ or _head(doc, content).pos_} {family}",
    ]
    found.append(f"cut {cut} {family}")
    found.extend(f"uncut {each} {family}" for each in ends)
    if cut:
        found.append(f"cut {cut} {_lemma(anchor)}")
    found.extend(f"within {each}" for each in around)
    found.append(f"within any {family}" if around else f"within none {family}")
    for child in anchor.children:
        if child.dep_ == "neg":
            found.append(f"negated {family}")
        if child.tag_ == "MD":
            found.append(f"modal {child.lower_} {family}")
        if child.dep_ == "dobj" and family != "object":
            found.append(f"has object {family}")
        if child.dep_ == "ccomp" and family != "clause":
            found.append(f"has clause {family}")
        if child.dep_ == "xcomp" and family != "infinitive":
            found.append(f"has infinitive {family}")
    if candidate.source is not None:
        found.append(f"noun {_lemma(doc[candidate.source])}")
        found.append(f"noun {_lemma(doc[candidate.source])} {family}")
    if family in ("object", "phrase", "noun", "passive"):
        found.append(
            f"content {_lemma(_head(doc, content))} {family}"
            if _head(doc, content).pos_ == "NOUN"
            else f"content {_head(doc, content).pos_} {family}"
        )
    head = anchor.head
    found.append(f"under {_lemma(head)} {anchor.dep_}" if head.i != anchor.i else "under root")
    found.append(f"under {head.pos_} {family}")
    return found


def _lemma(token: Token) -> str:
    """The lemma of a word; of a name only that it is one."""
    if token.pos_ in ("PROPN", "NUM", "X") or token.ent_type_ in NAMES:
        return "NAME"
    return token.lemma_.lower()


def within(doc: Doc, candidate: Candidate, around: list[Candidate]) -> tuple[str, ...]:
    """What else a candidate's own words are part of, were it a statement."""
    others = (each for each in around if each.anchor != candidate.anchor)
    return tuple(
        sorted({f"{_lemma(doc[each.anchor])} {each.construction.split()[0]}" for each in others})
    )


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
