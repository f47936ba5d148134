"""The language of a text, by its script and by the words that every text of it has."""

import re
from collections import Counter

from servanda.intake.article.model import Language

LEAST_WORDS = 4  # of the commonest words; fewer say nothing
LEAST_SHARE = 0.5  # of all letters in the script of the language

COMMON_WORDS: dict[Language, str] = {
    "en": "the of and to in that is was for on with as by at from it has have be are not said",
    "ar": "في من على إلى الى أن ان عن التي الذي هذا هذه مع بعد كما قال لا ما",
    "he": "של את על עם לא כי הוא היא זה או גם כל אל בין אמר לפי אשר יש",
}
_OTHERS_OF_ARABIC_SCRIPT = re.compile("[پچژگکیےۓٹڈڑںھہۆێڕڵ]")  # Persian, Urdu, Kurdish
_SCRIPTS: dict[Language, re.Pattern[str]] = {
    "en": re.compile("[A-Za-z\u00c0-\u024f]"),
    "ar": re.compile("[\u0620-\u064a\u0671-\u06d3]"),
    "he": re.compile("[\u05d0-\u05ea]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> Language | None:
    """English, Arabic or Hebrew; None for any other and for too short a text."""
    letters = len(_LETTER.findall(text))
    for language, script in _SCRIPTS.items():
        own = len(script.findall(text))
        if letters and own / letters > LEAST_SHARE:
            return language if _is_in(text, language) else None
    return None


def common_words(text: str) -> Counter[Language]:
    """How many of the commonest words of each language stand in a text."""
    words = Counter(word.lower() for word in _WORD.findall(text))
    return Counter(
        {
            language: sum(words[word] for word in common.split())
            for language, common in COMMON_WORDS.items()
        }
    )


def _is_in(text: str, language: Language) -> bool:
    words = len(_WORD.findall(text))
    found = common_words(text)[language]
    if language == "ar" and len(_OTHERS_OF_ARABIC_SCRIPT.findall(text)) > words / 10:
        return False
    # Hebrew and Arabic join many of their little words to the next, so that fewer stand alone.
    return found >= LEAST_WORDS and found / words > (0.12 if language == "en" else 0.02)
