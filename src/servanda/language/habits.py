"""What people write by habit where the language wants another form, and what to tell them."""

import re

NUMBER_WORDS = re.compile(
    r"\b(?<!phase )(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(-[a-z]+)?\b"
)
WRITTEN_DATE = re.compile(
    r"\d{1,4}[./]\d{1,2}[./]\d{1,4}|\d{1,2}(st|nd|rd|th)? [A-Z][a-z]{2,}|[A-Z][a-z]{2,} \d{1,2}\b"
)

MONTH_NAME = re.compile(  # without a day; `may` and `march` are verbs, too
    r"(?i:jan(uary)?|feb(ruary)?|apr(il)?|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|"
    r"nov(ember)?|dec(ember)?|(march|may)(?= \d{4})|mar)\b(?!\.? \d{1,2}\b)|"
    r"(March|May)\b(?! \d{1,2}\b)"
)

# A pattern and what to do about it: looked for where reading stopped, or in the whole line without
# what it quotes.
HERE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"%"), "write `percent`"),
    (re.compile("[“”„«»]"), 'use straight quotation marks: "..."'),
    (re.compile(r"\.\s*$"), "a line ends without a full stop"),
    (re.compile(r":\s*$"), "a header ends without a colon"),
    (
        re.compile(r"(per|a|every) (day|week|month)\b"),
        "write `each day`, `each week`, `each month`",
    ),
    (re.compile(r"(daily|weekly|monthly)\b"), "write `each day`, `each week` or `each month`"),
    (re.compile(r"\d+ [a-z]+ (after|from|following)\b"), "write `within 3 days of CONDITION`"),
    (re.compile(r"(h|hrs?|d|min|mins|yrs?)\b"), "write the unit out, as in `72 hours`"),
    (MONTH_NAME, "a month is written year, month, as in `2025-12`"),
    (re.compile(r"(the )?beginning (of|in)\b"), "write `at the start of 2025-12`"),
    (re.compile(r"the (start|end) of\b"), "write `at the start of` or `at the end of`, not `in`"),
    (WRITTEN_DATE, "dates are written year, month, day, as in `2025-10-13`"),
    (re.compile(r","), "a list is written `a, b and c`"),
)
ANYWHERE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(no|not) later than\b"), "write `by DATE`"),
    (re.compile(r"^\s*(if|when|once|upon|after)\b"),
     "a condition is written `from CONDITION`, `while CONDITION` or `unless CONDITION`"),
    (re.compile(r"(?<!at least )\b\d+ [a-z]+ before its end"),
     "write `at least 6 months before its end`"),
    (re.compile(r"\b(shall|should|will|has to|have to)\b"),
     "say it plainly, without `shall` or `will`: `north releases prisoners`"),
    (re.compile(r"\b(the|an)\b"), "leave out `the` and `an`: names stand alone"),
    (NUMBER_WORDS, "write numbers in figures, as in `10`"),
)  # fmt: skip


def habit_here(rest: str) -> str | None:
    """What to do, if one of these habits shows where reading stopped."""
    return next((hint for pattern, hint in HERE if pattern.match(rest)), None)


def habit_anywhere(line: str) -> str | None:
    """What to do, if one of these habits shows anywhere in a line that cannot be read."""
    return next((hint for pattern, hint in ANYWHERE if pattern.search(line)), None)
