"""Arabic and Hebrew: what the rules find in sentences of our own, and days in both."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.intake.article.model import Article, Language
from servanda.intake.statements.model import Extent, Found
from servanda.intake.statements.semitic import find_statements_semitic
from servanda.intake.statements.semitic_dates import Tense, dated
from servanda.intake.statements.semitic_text import sentences
from tests.intake.article.semitic.measured import measure

WEDNESDAY = date(2025, 10, 22)


def found(text: str, language: Language | None) -> Found:
    article = Article(text, "text", "0" * 64, published=WEDNESDAY, language=language)
    return find_statements_semitic(article)


@pytest.mark.parametrize("name", ["ar", "he", "ar-unseen", "he-unseen"])
def test_plain_sentences_of_reports_are_read(name: str) -> None:
    assert measure(name).misses == ()


# As the README of the sentences reports them; a change that moves one moves the other.
@pytest.mark.parametrize(
    ("name", "counts"), [("ar-hard", (14, 9, 9, 8)), ("he-hard", (14, 11, 10, 7))]
)
def test_hard_sentences_are_read_in_part(name: str, counts: tuple[int, int, int, int]) -> None:
    got = measure(name)
    assert (got.expected, got.found, got.both, got.speakers) == counts


def test_an_outlet_that_relays_is_in_the_chain() -> None:
    [statement] = found("ونقلت وكالة الساحل عن مصدر مطلع قوله إن الباب مفتوح.", "ar").statements
    assert statement.via == ("وكالة الساحل",)
    assert statement.speaker is not None
    assert (statement.speaker.words, statement.speaker.named) == ("مصدر مطلع", False)
    [statement] = found("השר אמר לסוכנות החוף כי השער פתוח.", "he").statements
    assert (statement.via, statement.speaker and statement.speaker.words) == (
        ("סוכנות החוף",), "השר",
    )  # fmt: skip


def test_a_statement_rests_on_its_places() -> None:
    text = 'ראשון.\nהשר אמר: "השער פתוח".'
    [statement] = found(text, "he").statements
    assert [text[each.start : each.end] for each in statement.content] == ["השער פתוח"]
    assert statement.cue is not None
    assert text[statement.cue.start : statement.cue.end] == "אמר"
    assert statement.speech == "direct"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the gate was open.", "en"),
        ("המשרד לא אישר כי השער פתוח.", "he"),
        ("لم يقل الوزير إن الباب مفتوح.", "ar"),
        ("وقال إن الباب مفتوح.", "ar"),  # nobody was named before
        ('"אין שום מידע על הרשימה הזאת".', "he"),
        ("", "ar"), ("«", "ar"), (": : «»", "ar"), ("قال", "ar"), ("אמר כי", "he"), ('"', "he"),
    ],
)  # fmt: skip
def test_nothing_is_attributed_to_nobody(text: str, language: Language) -> None:
    assert found(text, language).statements == ()


def test_an_acronym_opens_no_quotation() -> None:
    [sentence] = sentences('צה"ל והאו"ם הודיעו כי ד"ר כהן "לא יגיע" לארה"ב.')
    assert [[sentence.tokens[at].plain for at in each] for each in sentence.quoted] == [
        ["לא", "יגיע"]
    ]


def test_a_quotation_is_not_divided_into_sentences() -> None:
    text = "قال: «جئنا. لن نعود». انتهى الاجتماع."
    assert len(list(sentences(text))) == 2


DAYS: list[tuple[str, Tense, str]] = [
    ("في 12 تشرين الثاني 2024", "past", "2024-11-12"),
    ("في ١٢ نوفمبر/تشرين الثاني ٢٠٢٤", "past", "2024-11-12"),
    ("في 3 من شباط", "past", "2026-02-03"),  # nearer than the one before
    ("في 5 حزيران", "past", "2025-06-05"),
    ("في 1 جويلية", "past", "2025-07-01"),
    ("يوم الجمعة", "past", "2025-10-17"),
    ("يوم الجمعة", "future", "2025-10-24"),
    ("الأربعاء", "past", "2025-10-22"),
    ("الأربعاء الماضي", "past", "2025-10-15"),
    ("الأربعاء المقبل", "past", "2025-10-29"),
    ("أول أمس", "past", "2025-10-20"),
    ("بعد غد", "future", "2025-10-24"),
    ("الأسبوع الماضي", "past", "2025-10-12..2025-10-18"),
    ("الشهر المقبل", "future", "2025-11-01..2025-11-30"),
    ("العام الماضي", "past", "2024-01-01..2024-12-31"),
    ("منذ 10 أكتوبر", "past", "2025-10-10..2025-10-22"),
    ("حتى 30 أكتوبر", "future", "2025-10-22..2025-10-30"),
    ("في آذار 2025", "past", "2025-03-01..2025-03-31"),
    ("2025-10-10", "past", "2025-10-10"),
    ("قال أب لطفلين", "past", "-"),  # a father, not August
    ("ב-12 בנובמבר 2024", "past", "2024-11-12"),
    ("ב-12.11.2024", "past", "2024-11-12"),
    ("ב-10.10", "past", "2025-10-10"),
    ("ביום שישי", "past", "2025-10-17"),
    ("ביום שישי הקרוב", "past", "2025-10-24"),
    ("ביום ד'", "past", "2025-10-22"),
    ("בשבת", "past", "2025-10-18"),
    ("מחרתיים", "future", "2025-10-24"),
    ("אמש", "past", "2025-10-21"),
    ("בשבוע שעבר", "past", "2025-10-12..2025-10-18"),
    ("עד 30 באוקטובר", "future", "2025-10-22..2025-10-30"),
    ("שני אנשים", "past", "-"),
    ("3/4 מהמשאיות", "past", "-"),
    ("31.2.2025", "past", "-"),
    ("99 באוקטובר", "past", "-"),
]


@pytest.mark.parametrize(("words", "tense", "days"), DAYS)
def test_days(words: str, tense: Tense, days: str) -> None:
    each = dated(words, Extent(0, len(words)), WEDNESDAY, tense)
    if days == "-":
        assert each.certainty == "published"
        return
    first, _, last = days.partition("..")
    assert (str(each.first), str(each.last)) == (first, last or first)
    assert each.certainty != "published"


@pytest.mark.parametrize(
    ("words", "certainty"),
    [("ב-12 בנובמבר 2024", "stated"), ("في 12 نوفمبر", "resolved"), ("في آذار 2025", "resolved")],
)
def test_what_is_stated_in_full_and_what_is_resolved(words: str, certainty: str) -> None:
    assert dated(words, Extent(0, len(words)), WEDNESDAY, "past").certainty == certainty


PIECES = (
    "قال", "أكد", "إن", "أن", "وقال", ":", "«", "»", ".", "،", ",", "؟", "'", "12", '"', "\n",
    "אמר", "כי", "לפי", "את", "ש", "שהשר", "ו", "נמסר", "מ", "ב", "ל",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["ar", "he"]))
@settings(max_examples=400, deadline=None)
def test_every_place_lies_in_the_text(pieces: list[str], language: Language) -> None:
    text = " ".join(pieces)
    for statement in found(text, language).statements:
        assert all(0 <= each.start < each.end <= len(text) for each in statement.content)
        assert statement.speaker is not None
        place = statement.speaker.extent
        assert text[place.start : place.end] == statement.speaker.words


def test_without_a_day_of_the_article_no_day_is_told() -> None:
    each = dated("يوم الجمعة", Extent(0, 10), None, "past")
    assert (each.first, each.last, each.certainty) == (None, None, "published")
