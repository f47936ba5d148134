"""Texts and PDFs as articles: parts, encodings, days, languages and letters."""

import hashlib
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from servanda.intake.article.letters import cleaned
from servanda.intake.article.model import Article, Medium, Refused
from servanda.intake.article.published import published
from servanda.intake.article.read import read_article
from tests.intake.article.written import ARABIC, HEBREW, PARAGRAPHS, TODAY, page, pdf

SHARED = Path(__file__).parents[4] / "shared" / "reports" / "2025-10-22-rubio-visit.txt"


def read(data: bytes, medium: Medium | None = None, address: str | None = None) -> Article:
    article = read_article(data, medium, address, TODAY)
    assert isinstance(article, Article), article
    return article


def refusal(data: bytes, medium: Medium | None = None) -> Refused:
    refused = read_article(data, medium, None, TODAY)
    assert isinstance(refused, Refused)
    assert refused.hint
    return refused


# --- Plain text ----------------------------------------------------------------------------------


def test_a_pasted_article_has_title_byline_date_and_paragraphs() -> None:
    head = ["|", "Getting your Sound player ready...", "Gate open, says ministry", "By: A Desk"]
    more = ["Published: October 22, 2025 18:40", PARAGRAPHS[0], "ADVERTISEMENT", "Share this story"]
    data = "\n".join([*head, *more, *PARAGRAPHS[1:]]).encode()
    article = read(data)
    assert (article.title, article.byline) == ("Gate open, says ministry", "A Desk")
    assert article.published == date(2025, 10, 22)
    assert article.text.split("\n") == list(PARAGRAPHS)
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert article.remarks == ("lines that are no words of an article were left out: 3",)


def test_lines_broken_to_a_width_are_joined() -> None:
    words = PARAGRAPHS[0].split()
    broken = "\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))
    data = f"Gate open\n\n{broken}\n\n{broken}\n\n{broken}\n".encode()
    article = read(data)
    assert article.title == "Gate open"
    assert article.text == "\n".join([PARAGRAPHS[0]] * 3)


def test_a_sentence_is_no_title_and_a_speaker_no_byline() -> None:
    text = "By noon the gate was open.\n" + "\n".join(PARAGRAPHS)
    article = read(text.encode())
    assert (article.title, article.byline) == (None, None)
    assert article.text == text


def test_an_article_of_a_newspaper() -> None:
    if not SHARED.exists():
        pytest.skip("the shared reports do not lie beside this checkout")
    article = read_article(SHARED.read_bytes(), "text", SHARED.name, date(2026, 1, 1))
    assert isinstance(article, Article)
    assert article.title is not None and article.title.startswith("Secretary of State")
    assert (article.published, article.language) == (date(2025, 10, 22), "en")
    assert article.byline is not None and "Trinity" not in article.text
    assert len(article.text.split("\n")) == 29


# --- PDF -----------------------------------------------------------------------------------------

LINES = [
    "Gate open, says ministry", "By A Desk", "22 October 2025",
    "The harbour ministry said on Tuesday that forty trucks had passed the north-",
    "ern gate and that the gate would stay open until the end of the week for all.",
    "Nothing more was said.",
    "A monitor who asked not to be named said that the lists had not arrived, and",
    "that the count was lower.",
]  # fmt: skip


def test_a_pdf_has_title_byline_date_and_joined_paragraphs() -> None:
    article = read(pdf([LINES]))
    assert (article.title, article.byline) == ("Gate open, says ministry", "A Desk")
    assert article.published == date(2025, 10, 22)
    first, second = article.text.split("\n")
    assert first.startswith("The harbour ministry said on Tuesday that forty trucks had passed the")
    assert "northern gate" in first and first.endswith("Nothing more was said.")
    assert second.endswith("that the count was lower.")


def test_what_stands_at_the_edge_of_every_page_is_left_out() -> None:
    pages = [["Harbour Post weekly", *LINES[3:], f"Page {number} of 3"] for number in (1, 2, 3)]
    text = read(pdf(pages)).text
    assert "weekly" not in text and "Page" not in text


def test_a_pdf_without_text_is_refused_with_what_to_do() -> None:
    refused = refusal(pdf([[], []]))
    assert refused.message == "this PDF holds no text, only pictures of it"
    assert "character recognition" in refused.hint


def test_an_encrypted_pdf_is_refused() -> None:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(pdf([LINES])))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert refusal(out.getvalue()).message == "this PDF is encrypted"


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    assert "101 pages" in refusal(pdf([LINES] * 101)).message


def test_a_pdf_that_explodes_is_refused() -> None:
    bomb = zlib.compress(b" " * 90_000_000, 9)
    assert len(bomb) < 100_000
    assert "this PDF cannot be read" in refusal(pdf([LINES], compressed=bomb)).message


def test_a_large_page_is_refused() -> None:
    large = zlib.compress(b" " * 21_000_000, 9)
    assert "unpacks to more than" in refusal(pdf([LINES], compressed=large)).message


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + b"<<" * 20_000, pdf([LINES])[:300]])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert refusal(data).message


# --- What it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b" \n", "this is empty"),
        (b"PK\x03\x04zip", "an archive or an office document"),
        (b"{\\rtf1 words}", "an RTF document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"words\x00words", "these bytes are no text"),
        (b"a" * 2_000_001, "more than 2,000,000 bytes"),
        (b"word " * 110_000, "more than 500,000"),
        ("\u200b\u200b".encode(), "no words"),
    ],
)
def test_what_is_no_article_is_refused(data: bytes, what: str) -> None:
    assert what in refusal(data).message


def test_the_bytes_go_before_the_hint() -> None:
    assert read(pdf([LINES]), "html").medium == "pdf"
    assert read(page("")).medium == "html"


# --- Encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf(encoding: str) -> None:
    article = read("\n".join(PARAGRAPHS).encode(encoding))
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.remarks == ()


@pytest.mark.parametrize(
    ("encoding", "text", "language"),
    [("cp1252", PARAGRAPHS[1], "en"), ("cp1255", HEBREW, "he"), ("cp1256", ARABIC, "ar")],
)
def test_an_encoding_that_is_not_given_is_guessed_from_the_words(
    encoding: str, text: str, language: str
) -> None:
    article = read(text.encode(encoding))
    assert (article.text, article.language) == (text, language)
    shown = encoding.replace("cp", "windows-")
    assert article.remarks == (f"the encoding is not given: read as {shown}",)


@pytest.mark.parametrize(
    ("named", "encoding", "text"),
    [
        ("windows-1255", "cp1255", HEBREW),
        ("windows-1256", "cp1256", ARABIC),
        ("iso-8859-1", "cp1252", PARAGRAPHS[1]),
    ],
)
def test_a_page_names_its_encoding(named: str, encoding: str, text: str) -> None:
    html = f"<html><head><meta charset='{named}'><title>x</title></head><p>{text}</p></html>"
    article = read(html.encode(encoding))
    assert article.text == text
    assert article.remarks == ()


def test_a_wrong_name_of_an_encoding_is_told() -> None:
    html = f"<html><head><meta charset=windows-1252></head><p>{HEBREW}</p></html>"
    article = read(html.encode())
    assert article.text == HEBREW
    assert article.remarks == (
        "said to be windows-1252, but these bytes are UTF-8 and were read so",
    )


def test_a_server_may_name_the_encoding() -> None:
    article = read_article(HEBREW.encode("cp1255"), "text", None, TODAY, "windows-1255")
    assert isinstance(article, Article)
    assert article.text == HEBREW


def test_bytes_that_no_encoding_reads_are_told() -> None:
    article = read(b"\xef\xbb\xbf" + PARAGRAPHS[0].encode() + b" \xff\xff")
    assert article.remarks == ("2 characters are no UTF-8 and could not be read",)


# --- Days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "day", "remark"),
    [
        ("2025-10-22", date(2025, 10, 22), ""),
        ("Oct. 22, 2025", date(2025, 10, 22), ""),
        ("22nd October 2025", date(2025, 10, 22), ""),
        ("2025-11-02T01:00+14:00", date(2025, 11, 2), ""),  # our tomorrow is there already
        ("2091-01-01", None, "it gives 2091-01-01 as its date, which lies in the future"),
        ("1970-01-01", None, "it gives 1970-01-01 as its date, which lies before 1990"),
        ("10/11/2025", None, "the date `10/11/2025` cannot be read as a day"),
        ("2025-02-30", None, "the date `2025-02-30` cannot be read as a day"),
    ],
)
def test_the_day_of_publication(given: str, day: date | None, remark: str) -> None:
    found = published([given], None, TODAY)
    assert found.day == day
    assert [said.startswith(remark) for said in found.remarks] == [True] * bool(remark)


def test_a_day_that_cannot_be_true_gives_way_to_the_next() -> None:
    found = published(["2091-01-01", "2025-10-22"], None, TODAY)
    assert found.day == date(2025, 10, 22)
    assert len(found.remarks) == 1


def test_the_address_is_the_last_that_is_asked() -> None:
    found = published([], "https://post.example/2025/10/22/gate", TODAY)
    assert found.day == date(2025, 10, 22)
    assert "taken from the address" in found.remarks[0]


# --- Languages and letters -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PARAGRAPHS[0], "en"), (ARABIC, "ar"), (HEBREW, "he"),
        ("Le ministère a déclaré mardi que quarante camions étaient passés par la porte.", None),
        ("این وزارتخانه گفت که چهل کامیون از دروازه گذشتند و پس از آن در شهر می‌مانند.", None),
        ("Министерство порта заявило во вторник, что сорок грузовиков прошли через ворота.", None),
    ],
)  # fmt: skip
def test_the_language(text: str, language: str | None) -> None:
    article = read(text.encode())
    assert article.language == language
    assert any("the language is none of" in remark for remark in article.remarks) is (not language)


@pytest.mark.parametrize(
    ("written", "read_as", "remark"),
    [
        ("mini\u200bstry", "ministry", "1 of the characters of no width was left out"),
        (
            "\u202eyrtsinim\u202c",
            "yrtsinim",
            "2 characters that turn the order of letters round were left out",
        ),
        ("\u200fשלום\u200f", "שלום", "2 right-to-left marks were left out"),
        ("red\x1b[31m", "red[31m", "1 of the control characters was left out"),
        (
            "a\U000e0041\u00ad",
            "a",
            "2 hyphens, tags and selectors that are not shown were left out",
        ),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_told(written: str, read_as: str, remark: str) -> None:
    found = cleaned(written)
    assert found.text == read_as
    assert found.remarks == (remark,)


def test_look_alikes_in_a_name_are_put_right_and_told() -> None:
    found = cleaned("Minister Rаlvik and Rаlvik met Κаrin")  # Cyrillic a, and a Greek K
    assert found.text == "Minister Ralvik and Ralvik met Karin"
    assert found.remarks == (
        "letters of another script that look Latin were put right in `Ralvik`, `Karin`: compare "
        "the names with the page",
    )


def test_a_word_wholly_of_look_alikes_is_told_and_left() -> None:
    found = cleaned("the of and to in that is was " * 3 + "\u0421\u041e\u0420")
    assert found.text.endswith("\u0421\u041e\u0420")
    assert "written wholly in letters of another script" in found.remarks[0]


@pytest.mark.parametrize(
    "text", ["Москва и Минск", "naïve façade", "٢٢ أكتوبر", "µm α-test", "שלום"]
)
def test_honest_letters_are_left_alone(text: str) -> None:
    assert cleaned(text).remarks == ()
    assert cleaned(text).text == text


def test_forms_of_one_letter_become_that_letter() -> None:
    assert cleaned("\ufb01rst \uff37ar \ufefc\u00a0x").text == "first War لا x"
