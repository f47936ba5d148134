"""Parses of articles, kept in the user's cache folder so that a second run need not parse."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from spacy.tokens import Doc, DocBin

from servanda.intake.article import dateline
from servanda.intake.statements import grammar
from servanda.intake.statements.grammar import MODEL, PLAIN, parse, vocabulary

FIELDS = ["TAG", "POS", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE", "MORPH"]


def parsed(folder: Path, name: str, texts: Iterable[str]) -> list[Doc]:
    """The parses of some texts, kept in a folder under a name; kept ones of other texts, of another
    model, or of sentences broken by other rules, are made anew."""
    texts = list(texts)
    path = folder / f"{name}-{_digest(texts)}.spacy"
    if path.exists():
        return list(DocBin().from_disk(path).get_docs(vocabulary()))
    docs = [parse(text) for text in texts]
    folder.mkdir(parents=True, exist_ok=True)
    DocBin(attrs=FIELDS, docs=docs).to_disk(path)
    for doc, text in zip(docs, texts, strict=True):
        assert doc.text == text.translate(PLAIN)
    return docs


def _digest(texts: list[str]) -> str:
    rules = [
        Path(each.__file__).read_text(encoding="utf-8")
        for each in (grammar, dateline)
        if each.__file__
    ]
    return sha256("\0".join([MODEL, *rules, *texts]).encode()).hexdigest()[:16]
