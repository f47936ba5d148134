"""A dateline tells the day of an article that gives none, and its year only if something does."""

from datetime import date

import pytest

from servanda.intake.article.dateline import dateline_of, day_of
from servanda.intake.article.model import Article
from servanda.intake.article.read import read_article

TODAY = date(2026, 11, 29)
REST = "The crossing was closed in the morning, and nobody said why it was closed."


def read(text: str, address: str | None = None) -> Article:
    article = read_article(text.encode(), "text", address, TODAY)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("dateline", "rest", "origin"),
    [
        ("RIVERTOWN, Oct. 22, 2025 (Agency) — ", "", ""),
        ("RIVERTOWN, 22 October 2025 - ", "", ""),
        ("RIVERTOWN, Wednesday, Oct. 22 (Agency) — ", "", ", its year from the weekday"),
        (
            "RIVERTOWN, Oct. 22 (Agency) — ",
            " It had been open since 10 October 2025.",
            ", its year from 2025-10-10, which the article names",
        ),
    ],
)
def test_the_dateline_is_the_day_where_there_is_no_other(
    dateline: str, rest: str, origin: str
) -> None:
    article = read(dateline + REST + rest)
    assert article.published == date(2025, 10, 22)
    assert article.day_from is not None and article.day_from.endswith(f"`){origin}")
    assert article.day_from in article.remarks


def test_the_address_tells_the_year() -> None:
    article = read(f"RIVERTOWN, Oct. 22 (Agency) — {REST}", "https://gazette.example/2025/gate")
    assert article.published == date(2025, 10, 22)


def test_a_year_that_nothing_tells_stays_open() -> None:
    text = f"RIVERTOWN, Oct. 22 (Agency) — {REST}"
    article = read(text)
    assert (article.published, article.day_from) == (None, None)
    line = dateline_of(article.text)
    assert line is not None and line.latest(TODAY) == date(2026, 10, 22)
    assert day_of(line, text, None, TODAY) is None


def test_a_day_that_is_given_counts_and_not_the_dateline() -> None:
    article = read(f"Gate closed\n23 October 2025\nRIVERTOWN, Oct. 22, 2025 — {REST}")
    assert (article.published, article.day_from) == (date(2025, 10, 23), None)


@pytest.mark.parametrize(
    "text", ["The north said: on 20 October - a Monday - it came.", "On Oct. 22 the gate closed."]
)
def test_a_day_within_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


def test_a_dateline_counts_more_than_a_guess_at_the_day_of_a_page() -> None:
    words = "RIVERTOWN, Oct. 22, 2025 (Agency) — " + " ".join([REST] * 4)
    page = f"<html><head><title>Gate</title></head><body><article><p>{words}</p></article></body>"
    article = read_article(page.encode(), "html", None, TODAY)
    assert isinstance(article, Article)
    assert article.published == date(2025, 10, 22)
