"""Personal data in tables: private persons' names, telephone numbers, where households live.

What a mapping declares is done; beside that, columns whose name says that they hold such data are
not read without being declared, and a telephone number or an electronic address in a text that
would be kept sends its row into the quarantine, masked.
"""

import re
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
TELEPHONE = re.compile(
    r"(?<![\w.])\+\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?![\d])"
    r"|(?i:\b(?:tel|phone|telephone|mobile|mob|cell|whatsapp|viber)\b[.: ]{1,3})"
    r"\+?\d(?:[ ()./-]{0,2}\d){5,13}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,3}\b"
)
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


def has_telephone(texts: Sequence[str | None]) -> bool:
    """Whether a telephone number or an electronic address stands in any of these texts."""
    return any(text and _may_hold(text) and TELEPHONE.search(text) for text in texts)


def _may_hold(text: str) -> bool:
    """Quickly: nothing that is looked for is without one of these."""
    return (
        "@" in text
        or "+" in text
        or any(
            word in text.lower() for word in ("tel", "phone", "mob", "cell", "whatsapp", "viber")
        )
    )


def masked(text: str) -> str:
    return TELEPHONE.sub(MASK, text)
