"""Cues and their stances, from `cues.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from spacy.tokens import Doc

from servanda.intake.statements.candidate import Candidate
from servanda.record.model import Stance


@dataclass(frozen=True, slots=True)
class Cues:
    """The file of cues: stances by lemma, what limits them, how outlets and people are called."""

    stances: dict[str, Stance]
    only: dict[str, frozenset[str]]
    words: dict[str, Stance]
    endings: frozenset[str]
    outlets: frozenset[str]
    works: frozenset[str]
    interviews: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    cited: frozenset[str]
    groups: frozenset[str]
    papers: frozenset[str]
    denied: frozenset[str]


@cache
def cues() -> Cues:
    """The cues that are shipped."""
    held = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    known = set(get_args(Stance))
    assert set(held["stance"]) | set(held["words"]) <= known
    outlets = held["outlets"]
    return Cues(
        {lemma: cast(Stance, name) for name, lemmas in held["stance"].items() for lemma in lemmas},
        {lemma: frozenset(words) for lemma, words in held["stance_only"].items()},
        {word: cast(Stance, name) for name, words in held["words"].items() for word in words},
        frozenset(outlets["endings"]), frozenset(outlets["names"]), frozenset(outlets["works"]),
        frozenset(outlets["interviews"]),
        frozenset(held["people"]["nouns"]), frozenset(held["people"]["bodies"]),
        frozenset(held["people"]["cited"]), frozenset(held["people"]["groups"]),
        frozenset(held["people"]["papers"]), frozenset(held["denied"]["nouns"]),
    )  # fmt: skip


def stance_of(doc: Doc, candidate: Candidate, content: frozenset[int], direct: bool) -> Stance:
    """The stance of a statement: its cue's, or for a plain one what the words said make of it."""
    known, anchor = cues(), doc[candidate.anchor]
    own = known.stances.get(anchor.lemma_.lower())
    negated = any(child.dep_ == "neg" for child in anchor.children)
    if own == "denies" and negated:
        return "says"
    if own is None or not _is_meant(doc, candidate, content):
        own = known.stances.get("expect") if candidate.construction == "seeming" else None
    return own or _of_words(doc, content, direct)


def has_stance(doc: Doc, candidate: Candidate, content: frozenset[int]) -> bool:
    """Whether a cue is one that is listed, and stands as it must: `intends to`, `called for`."""
    listed = doc[candidate.anchor].lemma_.lower() in cues().stances
    return listed and _is_meant(doc, candidate, content)


def _is_meant(doc: Doc, candidate: Candidate, content: frozenset[int]) -> bool:
    """Whether a cue stands with one of the words that it needs for its stance."""
    only = cues().only.get(doc[candidate.anchor].lemma_.lower())
    if only is None:
        return True
    first = [doc[i].lower_ for i in sorted(content)[:1]] + [doc[i].lower_ for i in candidate.cue]
    return bool(only & {*first, *candidate.construction.split()})


def _of_words(doc: Doc, content: frozenset[int], direct: bool) -> Stance:
    """The stance that the main verb of what is said gives it."""
    known = cues()
    main = next(
        (
            doc[i]
            for i in sorted(content)
            if doc[i].pos_ in ("VERB", "AUX")
            and (doc[i].head.i not in content or doc[i].dep_ in ("ROOT", "ccomp"))
        ),
        None,
    )
    if main is None:
        return "says"
    around = {child.lower_ for child in main.children if child.dep_ in ("aux", "auxpass")} | {
        main.lower_
    }
    speaks = any(child.dep_ == "nsubj" and child.lower_ in ("i", "we") for child in main.children)
    if direct and speaks and around & {"will", "'ll", "shall"}:
        return "promises"
    is_denied = any(child.dep_ == "neg" for child in main.children)
    if is_denied and around & {"could", "might", "may"}:
        return "says"  # `it could not confirm`: nothing is expected
    for word in around:
        if word in known.words:
            return known.words[word]
    own = known.stances.get(main.lemma_.lower())
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in main.children)
    if own in ("expects", "plans") and (passive or main.lemma_ in ("plan", "intend")):
        return own
    # `The talks are to be held`
    to_come = main.lemma_ == "be" and any(
        child.dep_ == "xcomp" and any(each.lower_ == "to" for each in child.children)
        for child in main.children
    )
    if to_come and main.tag_ in ("VBP", "VBZ"):
        return "plans"
    if any(child.lower_ == "due" and child.dep_ == "acomp" for child in main.children) or (
        passive and main.lemma_ in ("set", "slate", "bill")
    ):
        return "plans"
    return "says"
