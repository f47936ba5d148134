"""Personal data in tables: private persons' names, telephone numbers, where households live.

What a mapping declares is done; beside that, columns whose name says that they hold such data are
not read without being declared, and a telephone number or an electronic address in a text that
would be kept sends its row into the quarantine, masked.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from servanda.intake.incidents.tables.rows import TableError

TELLING_NAME = re.compile(
    r"(victims?|persons?|first|last|full|sur|family|father|mother|given|respondent|informant|"
    r"witness)[ _-]?names?|phones?|telephone|tel|mobile|cell[ _-]?phone|msisdn|e-?mail|"
    r"(phone|telephone|mobile|contact)[ _-]?(no|nr|number)|whatsapp|passport([ _-]?(no|number))?|"
    r"(national|identity)[ _-]?(id|number|card)|date[ _-]?of[ _-]?birth|dob|home[ _-]?address|"
    r"household[ _-]?(lat|lon|latitude|longitude|gps|address)",
    re.IGNORECASE,
)
_CALLED = (  # words after which a number of seven digits or more is a telephone
    r"\b(?:tel|(?:tele)?phone|mobile|mob|cell|whatsapp|viber|signal|telegram|ring|call|dial|contact|"
    r"sms|text|fax|тел|телефон|моб|дзвон\w+|звон\w+|هاتف|جوال|واتساب|اتصل|טלפון|נייד)\b[.: ]{1,3}"
    r"(?:(?:at|on|no|nr|number|на|за|по)\b[.: ]{1,3})?"
)
_DAY = r"(?!\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b)"
_BEFORE, _AFTER = r"(?<![\w.,/=+-])", r"(?![\w/]|[.,-]\d)"
TELEPHONE = re.compile(
    r"(?<![\w.])\+\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?![\d])"
    rf"|(?i:{_CALLED}){_DAY}\+?\(?\d(?:[ ()./-]{{0,2}}\d){{5,13}}"
    # As telephones are written in a country, and nothing else: 0661234567, 066 123 45 67,
    # (066) 123-45-67, 02-123-4567, (555) 010-1234; and 00 or 380 before them.
    rf"|{_BEFORE}{_DAY}(?:0[1-9]\d{{8}}|380\d{{9}}|00[1-9](?:[ ().-]{{0,2}}\d){{9,13}}"
    r"|(?:\(0\d{1,4}\) ?|0\d{1,3}[ -])\d{2,3}[ -]?\d{2,3}[ -]?\d{2,4}"
    rf"|\(\d{{3}}\) ?\d{{3}}-\d{{4}}|\d{{3}}-\d{{3}}-\d{{4}}){_AFTER}"
    r"|[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:(?:\.|\s?[(\[]dot[)\]]\s?)[\w-]{2,63}){1,3}\b"
)
# Whom to write to: a name alone, which in the column of who reported is an outlet's. A post in a
# channel (t.me/channel/123) is a source.
HANDLE = re.compile(
    r"(?<![\w.])(?:https?://)?(?:t|telegram|wa)\.me/(?!(?:s/)?\w+/\d)[\w+-]{3,}"
    r"|(?<![\w./@])@[A-Za-z_]\w{3,31}\b(?![(.@\w])"
)
_QUICK = re.compile(r"@|\.me/|[(\[]at[)\]]|(?:\d\D{0,3}){6}\d?")
MASK = "(left out)"
WITHHELD = "(withheld: this table has columns of personal data)"


def telling_columns(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns whose name says that they hold personal data."""
    return tuple(column for column in columns if TELLING_NAME.fullmatch(column.strip()))


def check_declared(read: Iterable[str], declared: Iterable[str]) -> None:
    """No column that is read holds personal data of which the mapping does not say what to do."""
    known = {name.casefold() for name in declared}
    for column in sorted(telling_columns(read)):
        if column.casefold() not in known:
            raise TableError(
                f"the column `{column}` seems to hold personal data, and is read",
                "say in `[[personal]]` what is to be done with it, or do not read it",
            )


def has_telephone(texts: Sequence[str | None], sources: Sequence[str | None] = ()) -> bool:
    """Whether a telephone number, or an electronic address of somebody, stands in any of these
    texts; of sources, whose names may be those of channels, only numbers and mail addresses."""
    return any(_holds(text, (TELEPHONE, HANDLE)) for text in texts) or any(
        _holds(text, (TELEPHONE,)) for text in sources
    )


def _holds(text: str | None, forms: Sequence[re.Pattern[str]]) -> bool:
    if not text or not _QUICK.search(text):
        return False
    western = _western(text)
    return any(form.search(western) for form in forms)


def masked(text: str) -> str:
    for form in (TELEPHONE, HANDLE):
        spans = [found.span() for found in form.finditer(_western(text))]
        for start, end in reversed(spans):
            text = f"{text[:start]}{MASK}{text[end:]}"
    return text


def _western(text: str) -> str:
    """The same length, with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in text)
