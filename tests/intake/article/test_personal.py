"""Personal data: what leads to a person is found, and counts, days and towns are not."""

import pytest

from servanda.intake.article.personal import personal_data

FOUND = [
    ("telephone", "+972 52-123-4567"), ("telephone", "00970 59 123 4567"),
    ("telephone", "052-123-4567"), ("telephone", "(555) 010-1234"), ("telephone", "0521234567"),
    ("telephone", "0661234567"), ("telephone", "(066) 123-45-67"), ("telephone", "066 123 45 67"),
    ("telephone", "+1 (555) 010-1234"), ("telephone", "+٩٧٠٥٩١٢٣٤٥٦٧"),
    ("mail", "a.person@post.example"), ("mail", "person (at) post (dot) example"),
    ("place", "31.52345, 34.45678"), ("place", "31.5234° N, 34.4567° E"),
    ("place", "31°30'12.5\""), ("place", "31° 30′ 12″"), ("place", "31°30.123'"),
    ("place", "36R XU 1234 5678"), ("place", "8G3QHFW4+2R"), ("place", "///one.two.three"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), FOUND, ids=[words for _, words in FOUND])
def test_what_leads_to_a_person_is_found(kind: str, words: str) -> None:
    text = f"The lists arrived.\nA resident can be reached at {words} in the evening."
    [found] = personal_data(text)
    assert (found.kind, text[found.start : found.end].strip()) == (kind, words)
    assert found.message.startswith("line 2 holds ")
    assert words not in found.message + found.hint


@pytest.mark.parametrize(
    "words",
    [
        "Tel: 1234567",
        "call 123 45 67",
        "ring 1234567",
        "هاتف: ١٢٣٤٥٦٧٨",
        "טלפון 1234567",
        "WhatsApp 12345678",
    ],
)
def test_a_number_that_is_called_a_telephone_is_one(words: str) -> None:
    [found] = personal_data(f"The office says: {words}.")
    assert found.kind == "telephone"


@pytest.mark.parametrize(
    "words",
    [
        "On 2025-10-22 and 22.10.2025, forty trucks.", "from 2025-10-10 to 2025-10-12",
        "1,234,567 people of 2 345 678", "Resolution 2803 (2025)", "between 1948 and 1967",
        "12:00 to 18:30, 600 trucks", "a budget of 53 200 000 000 dollars", "20 of 28, 4 of 28",
        "31.5, 34.4", "31.52, 34.46 (a district)", "3.14159", "@ministry", "1994-1995 and 2005",
        "ISBN 9780306406157", "https://post.example/2025/10/22/1234567890", "500-600-700 trucks",
    ],
)  # fmt: skip
def test_counts_days_and_towns_are_left_alone(words: str) -> None:
    assert personal_data(words) == ()


def test_they_are_told_in_the_order_of_the_text_and_once() -> None:
    text = "geo:31.52345,34.45678 or a@b.example, +972521234567"
    assert [found.kind for found in personal_data(text)] == ["place", "mail", "telephone"]


def test_a_long_text_of_digits_takes_no_time() -> None:
    assert len(personal_data("1 " * 50_000 + "a" * 50_000 + "@" * 50_000)) == 0
