"""The newspaper article of 22 October 2025 as claims: who says what, heard through whom.

Its text is not in the repository. Where the shared material lies beside the repository, the last
tests compare: the hash is that of the text, and not four words in a row of it are kept here.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from servanda.agreement.model import Agreement
from servanda.record.model import (
    Claim,
    Engagement,
    EventContent,
    Position,
    Record,
    TotalContent,
)
from servanda.workspace import Workspace, open_workspace

REPORT = "article-2025-10-22"
FILE = Path("record") / "2025-10-22-article.md"
TEXT = Path("reports") / "2025-10-22-rubio-visit.txt"


@dataclass(frozen=True, slots=True)
class Article:
    """What the record holds of one report, its claims by number."""

    workspace: Workspace
    agreement: Agreement
    claims: dict[int, Claim]
    engagements: tuple[Engagement, ...]
    positions: tuple[Position, ...]

    @property
    def record(self) -> Record:
        return self.workspace.record


@pytest.fixture(scope="module")
def article(root: Path) -> Article:
    workspace = open_workspace(root / "examples" / "gaza-2025")
    record = workspace.record
    assert workspace.agreement is not None
    claims = [claim for claim in record.claims if claim.report == REPORT]
    return Article(
        workspace,
        workspace.agreement,
        {int(claim.id.rpartition(".")[2]): claim for claim in claims},
        tuple(each for each in record.engagements if each.report == REPORT),
        tuple(each for each in record.positions if each.report == REPORT),
    )


# --- Statements and their chains -----------------------------------------------------------------

JV = ("jewish-voice",)
POST = ("jpost", "jewish-voice")
TIMES = ("nyt", "jpost", "jewish-voice")

# number: (origin, described as (None: named), via)
CHAINS: dict[int, tuple[str, str | None, tuple[str, ...]]] = {
    1: ("jewish-voice", None, ()),
    2: ("jpost", None, JV),
    6: ("us", "officials", JV),
    8: ("diplomats", "diplomats, of which country is not said", POST),
    10: ("diplomats", "diplomats, of which country is not said", POST),
    12: ("israel", "a diplomat", POST),
    14: ("jpost", None, JV),
    17: ("jpost", None, JV),
    18: ("jewish-voice", None, ()),
    19: ("israel", "an official", POST),
    20: ("us", "officials", TIMES),
    21: ("us", "officials", TIMES),
    22: ("us", "an official", POST),
    24: ("israel", "hard-line members of the governing coalition", POST),
    25: ("israel", "confidants of the prime minister", POST),
    27: ("us", "the administration, nobody in particular", POST),
    29: ("jewish-voice", None, ()),
    33: ("officials", "officials, of which country is not said", JV),
    35: ("israel", "a senior official", POST),
    36: ("israel", "a senior official", POST),
    40: ("israel/prime-minister", None, POST),
    42: ("us/vice-president", None, JV),
    43: ("us/vice-president", None, POST),
    46: ("analysts", "analysts", POST),
    47: ("analysts", "a regional analyst of long experience", JV),
    50: ("israel", "a diplomatic source", POST),
    52: ("jpost", None, JV),
}


def test_every_statement_is_a_claim_under_its_number(article: Article, root: Path) -> None:
    numbers = list(numbers_of(root / "examples" / "gaza-2025" / FILE))
    assert len(numbers) >= 30
    assert [number for number, _ in numbers] == sorted(article.claims)
    for number, (first, last) in numbers:
        span = article.claims[number].span
        assert span is not None
        assert first < span.line <= last, f"claim {number} stands under another heading"


@pytest.mark.parametrize("number", CHAINS)
def test_the_chain_goes_from_the_speaker_to_the_publisher(article: Article, number: int) -> None:
    chain = article.claims[number].chain
    assert (chain.origin.source, chain.origin.description, chain.via) == CHAINS[number]
    assert chain.publisher == "jewish-voice"


def test_many_statements_go_back_to_few_newspapers(article: Article) -> None:
    chains = [claim.chain for claim in article.claims.values()]
    heard_by_the_post = [c for c in chains if "jpost" in (c.origin.source, *c.via)]
    assert len(heard_by_the_post) >= 25
    assert [n for n, claim in article.claims.items() if "nyt" in claim.chain.via] == [20, 21]


@pytest.mark.parametrize(
    ("number", "stance"),
    [(1, "expects"), (20, "expects"), (24, "demands"), (29, "says"), (35, "demands")],
)
def test_the_stance_is_that_of_the_speaker(article: Article, number: int, stance: str) -> None:
    assert article.claims[number].stance == stance


def test_a_feared_resumption_is_expected_and_not_said_to_have_happened(article: Article) -> None:
    resumptions = {
        number: claim.stance
        for number, claim in article.claims.items()
        if isinstance(claim.content, EventContent) and claim.content.deed.action == "resume"
    }
    assert resumptions == {20: "expects", 24: "demands"}


def test_it_reports_violations_of_one_side_only(article: Article) -> None:
    assert attackers(article.claims.values()) == {"hamas"}
    everybody = attackers(article.record.claims)
    assert {"hamas", "israel"} <= everybody, "the record as a whole has those of both"


def test_what_a_claim_bears_on_is_part_of_the_agreement(article: Article) -> None:
    agreement = article.agreement
    names = {each.name for each in agreement.stipulations}
    names |= {each.name for each in agreement.phases} | {each.name for each in agreement.funds}
    assert {name for claim in article.claims.values() for name in claim.about} <= names
    assert article.claims[34].about == ("reconstruction", "decommission")
    assert article.claims[36].about == ("no-governing-role",)


def attackers(claims: Iterable[Claim]) -> set[str]:
    """Those of whom somebody says that they attacked."""
    return {
        actor.split("/")[0]
        for claim in claims
        if isinstance(claim.content, EventContent | TotalContent)
        and claim.content.deed.action == "attack"
        and claim.stance in ("says", "admits", "finds")
        for actor in claim.content.deed.actors
    }


def numbers_of(path: Path) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each number in a heading, with the lines from that heading to the next."""
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = [n for n, line in enumerate(lines, 1) if line.startswith("#")]
    for first, last in zip(headings, [*headings[1:], len(lines)], strict=True):
        numbered = re.match(r"### (\d+)(?: and (\d+))?\.", lines[first - 1])
        for number in numbered.groups() if numbered else ():
            if number is not None:
                yield int(number), (first, last)


# --- Visits, meetings and positions --------------------------------------------------------------


def test_engagements_have_their_dates(article: Article) -> None:
    found = [
        (each.kind, each.status, each.actors, each.to, *days(article, each))
        for each in article.engagements
    ]
    envoys, vice, secretary = ("us/envoys",), ("us/vice-president",), ("us/secretary-of-state",)
    monday, tuesday = date(2025, 10, 20), date(2025, 10, 21)
    thursday, saturday = date(2025, 10, 23), date(2025, 10, 25)
    assert found == [
        ("visit", "held", envoys, "israel", monday, tuesday),
        ("meeting", "held", envoys, None, monday, tuesday),
        ("meeting", "held", envoys, None, monday, tuesday),
        ("visit", "held", vice, "israel", tuesday, date(2025, 10, 22)),
        ("statement", "held", vice, None, tuesday, date(2025, 10, 22)),
        ("visit", "planned", secretary, "israel", thursday, saturday),
        ("meeting", "planned", secretary, None, thursday, saturday),
        ("visit", "planned", secretary, "egypt", date(2025, 10, 24), None),
        ("visit", "planned", secretary, "jordan", date(2025, 10, 24), None),
    ]


def test_the_evening_meeting_began_after_five(article: Article) -> None:
    meeting = article.engagements[1]
    assert article.agreement.calendar.local(meeting.when.start).hour == 17
    assert meeting.counterparts == ("israel/prime-minister",)
    assert meeting.purpose == "passing to the second phase"


def test_the_planned_visit_lasts_forty_eight_hours_on_three_topics(article: Article) -> None:
    visit = article.engagements[5]
    assert visit.when.end - visit.when.start == timedelta(hours=48).total_seconds()
    assert visit.purpose is not None
    assert len(visit.purpose.split(";")) == 3
    assert visit.counterparts == (
        "israel/prime-minister",
        "israel/foreign-minister",
        "israel/defence-minister",
        "israel/border-commanders",
    )


def test_one_prime_minister_is_said_to_hold_two_positions(article: Article) -> None:
    found = {
        each.attitude: (each.chain.origin.source, each.chain.via, len(each.pressures))
        for each in article.positions
        if each.actor == "israel/prime-minister"
    }
    assert found == {"considers": ("us", TIMES, 1), "commits": ("israel", POST, 3)}
    assert all(each.about for each in article.positions)


def days(article: Article, engagement: Engagement) -> tuple[date, date | None]:
    """The first day, and the day on which (or at whose beginning) it was over."""
    calendar = article.agreement.calendar
    first = calendar.local(engagement.when.start).date()
    horizon = calendar.midnight(date(2100, 1, 1))
    end = engagement.when.end
    return first, None if end >= horizon else calendar.local(end).date()


# --- Its words are its own -----------------------------------------------------------------------

# Names and titles, which nobody can say in other words: they do not count, but do not break a run.
NAMES = (
    "the jerusalem post",
    "the new york times",
    "united arab emirates",
    "united states",
    "international stabilization force",
    "secretary of state",
    "vice president",
    "prime minister",
    "gaza strip",
    "hamas",
    "israel",
)
LONGEST_RUN = 3


def test_the_hash_is_that_of_the_text(article: Article, shared: Path) -> None:
    text = (shared / TEXT).read_bytes()
    report = article.record.reports[REPORT]
    assert report.hash == f"sha256:{hashlib.sha256(text).hexdigest()}"
    assert report.language == "en"


def test_no_four_words_in_a_row_are_the_articles(root: Path, shared: Path) -> None:
    taken = runs((shared / TEXT).read_text(encoding="utf-8"))
    files = sorted((root / "examples").rglob("*.md"))
    found = {
        f"{path.relative_to(root)}: {' '.join(run)}"
        for path in files
        for run in runs(path.read_text(encoding="utf-8")) & taken
    }
    assert found == set()


def test_that_comparison_sees(shared: Path) -> None:
    words = (shared / TEXT).read_text(encoding="utf-8").split()
    assert runs(" ".join(words[100:110])) & runs(" ".join(words))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words that has one word more, names not counted, than may be quoted."""
    plain = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    named = re.sub(rf"\b({'|'.join(NAMES)})\b", as_one_word, plain)
    words = named.split()
    found = (shortest_run(words[start:]) for start, word in enumerate(words) if counts(word))
    return {run for run in found if run}


def shortest_run(words: Sequence[str]) -> tuple[str, ...]:
    """The words up to the first that makes them too many; nothing if they end before."""
    counted = [place for place, word in enumerate(words[:40]) if counts(word)]
    return tuple(words[: counted[LONGEST_RUN] + 1]) if len(counted) > LONGEST_RUN else ()


def as_one_word(name: re.Match[str]) -> str:
    return name.group().upper().replace(" ", "-")


def counts(word: str) -> bool:
    return not word.isupper()
