"""A small accord of invented parties, assessed by hand: what the renderings are tried on."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from servanda.agreement.model import (
    Actor,
    Agreement,
    ByAgreementClause,
    Linkage,
    Phase,
    Stipulation,
    TextClause,
)
from servanda.evidence.expectation import Expectation
from servanda.evidence.positions import (
    Change,
    Difference,
    Holder,
    Positions,
    Statement,
    Timeline,
)
from servanda.evidence.prediction import Prediction
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.publish.page import Contents
from servanda.record.model import (
    Chain,
    Claim,
    Engagement,
    Origin,
    PostureContent,
    Record,
    Report,
    Source,
)
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Interval
from servanda.values.quantity import UNBOUNDED, Range, exactly
from servanda.values.span import Span
from servanda.verdict.assessment import (
    Assessment,
    Blocker,
    Dispute,
    FundVerdict,
    Incidents,
    Item,
    MinimalSet,
    Outcome,
    Periods,
    PhaseVerdict,
    Question,
    Reason,
    Settlement,
    Step,
    Track,
    Verdict,
)

HOSTILE = "<script>alert(1)</script> [bold]x[/bold] \u202eevil\x1b[31m"

TEXT = """# The Harbour Accord

Signed by both sides. Paraphrased.

## Article 1

The north returns **twelve** boats; see [the text](https://example.org/accord) and
[a trick](javascript:alert(1)).

> Quoted: "the boats <b>shall</b> be returned".

```servanda
duty return-boats "Return of the boats"
  north returns 12 boats to south
```

## Article 2

The south opens the harbour each day.

- mornings
- evenings

```servanda
quota harbour "The harbour stays open"
  south admits 10 ships each day

ban shelling "No shelling"
  north and south must not shell each other
```
"""


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def _stipulation(name: str, title: str, line: int, holder: str | None = None) -> Stipulation:
    return Stipulation(
        name=name,
        kind="duty",
        title=title,
        article="The Harbour Accord › Article 1",
        clauses=(TextClause(("north",), "words"),),
        linkages=(Linkage(holder, (ByAgreementClause(),)),) if holder else (),
        span=Span("accord.md", line, 1, line, 10),
    )


@pytest.fixture
def agreement() -> Agreement:
    return Agreement(
        name="harbour",
        title="The Harbour Accord",
        calendar=Calendar(ZoneInfo("Europe/Athens")),
        in_force=instant("2024-01-01"),
        instruments=(),
        actors={
            "north": Actor("north", "party", "the North"),
            "south": Actor("south", "party", "the South"),
        },
        areas={},
        actions={},
        things={},
        classes={},
        levels={},
        events={},
        stipulations=(
            _stipulation("return-boats", "Return of the boats", 15, "south"),
            _stipulation("harbour", "The harbour stays open", 27),
            _stipulation("shelling", "No shelling", 30),
        ),
        phases=(Phase("two", "Phase two", "Article 2", ()),),
        funds=(),
    )


@pytest.fixture
def question() -> Question:
    return Question(instant("2024-06-01"), NEVER, "alleged", "neutral")


@pytest.fixture
def boats() -> Verdict:
    return Verdict(
        name="return-boats",
        kind="duty",
        title="Return of the boats",
        article="The Harbour Accord › Article 1",
        bearer=("north",),
        limb=None,
        state="overdue",
        cause=None,
        force="in force",
        outcome=Outcome(7, 9, exactly(12), "boats"),
        performance=Range(7, 8),
        timeliness="overdue",
        breach="open",
        due=Interval(instant("2024-02-29T22:00:00"), instant("2024-02-29T22:00:00")),
        since=instant("2024-02-29T22:00:00"),
        contested=True,
        because=f"between 7 and 9 of 12 boats came back {HOSTILE}",
        linkages=("south",),
    )


@pytest.fixture
def assessment(question: Question, boats: Verdict) -> Assessment:
    harbour = Verdict(
        name="harbour",
        kind="quota",
        title="The harbour stays open",
        article="The Harbour Accord › Article 2",
        bearer=("south",),
        limb=None,
        state="undetermined",
        cause="contested",
        force="in force",
        outcome=Outcome(4, UNBOUNDED, Range(10, UNBOUNDED), "ships each day"),
        performance=None,
        timeliness="open",
        breach="undetermined",
        due=None,
        since=None,
        contested=False,
        because="counts differ",
        periods=Periods(150, 20, 90),
        readings=(("strict", "short"), ("wide", "met")),
    )
    shelling = Verdict(
        name="shelling",
        kind="ban",
        title="No shelling",
        article="The Harbour Accord › Article 2",
        bearer=("north", "south"),
        limb=None,
        state="kept",
        cause=None,
        force="in force",
        outcome=None,
        performance=None,
        timeliness="none",
        breach="none",
        due=None,
        since=instant("2024-01-01"),
        contested=False,
        because="no incident is alleged",
        incidents=Incidents(0, 0),
    )
    two = PhaseVerdict(
        "two", "Phase two", "Article 2", "not open", None, None, ("return-boats done",), False, "x"
    )
    fund = FundVerdict(
        "repairs",
        "Repairs",
        "Article 2",
        "withheld",
        None,
        Range(0, 100),
        exactly(0),
        exactly(0),
        "dollars",
        ("the boats are not back",),
        False,
        "held back",
    )
    return Assessment(
        "harbour", "The Harbour Accord", question, (boats, harbour, shelling), (two,), (fund,)
    )


@pytest.fixture
def reasons() -> tuple[Reason, ...]:
    report = Reason("report", "Harbour news, 1 March 2024", "R1")
    says = Reason("claim", "the South says: 7 boats", "R1.1", True, (report,))
    denies = Reason("claim", f"the North denies it {HOSTILE}", "R2.1")
    issue = Reason(
        "issue",
        "boats returned by 1 March",
        None,
        False,
        (
            Reason("side", "for: alleged", None, False, (says,)),
            Reason("side", "against: asserted", None, False, (denies,)),
        ),
    )
    clause = Reason("clause", "north returns 12 boats (Article 1)", None, False, (issue,))
    return (Reason("verdict", "return-boats is overdue", "return-boats", False, (clause,)),)


@pytest.fixture
def record() -> Record:
    when = Interval(instant("2024-03-01"), instant("2024-03-02"))
    claim = Claim(
        "R1.1",
        "R1",
        "says",
        Chain(Origin("southern-press")),
        PostureContent("7 boats", when),
        instant("2024-03-01"),
    )
    return Record(
        sources={"southern-press": Source("southern-press", "Southern Press", "south", grade="C")},
        reports={
            "R1": Report(
                "R1",
                "Trouble over the boats",
                "southern-press",
                0,
                address="https://example.org/r1",
            ),
            "R2": Report("R2", "Trick", "southern-press", 0, address="javascript:alert(2)"),
        },
        claims=(claim,),
    )


@pytest.fixture
def tracks(boats: Verdict, assessment: Assessment) -> tuple[Track, ...]:
    early = replace(boats, state="open", because="not due yet")
    return (
        Track(
            "return-boats",
            ("north",),
            None,
            (
                Step(instant("2024-01-01"), early),
                Step(instant("2024-01-20"), replace(early, state="partly done")),
                Step(instant("2024-02-29T22:00:00"), boats),
            ),
        ),
        Track(
            "harbour",
            ("south",),
            None,
            (Step(instant("2024-01-01"), assessment.stipulations[1]),),
        ),
        Track("two", (), None, (Step(instant("2024-01-01"), assessment.phases[0]),)),
    )


@pytest.fixture
def contents(
    assessment: Assessment,
    agreement: Agreement,
    record: Record,
    tracks: tuple[Track, ...],
    reasons: tuple[Reason, ...],
) -> Contents:
    missing = Blocker("return-boats done", "overdue", ("north",), ("south",), ("strict",))
    ninth = Item(
        "event:R.9", "facts", "the ninth boat", "0", "1", "the ninth boat: neutral 0, south 1"
    )
    alone = MinimalSet((ninth,), (Settlement(("second",), "done"),))
    dispute = Dispute("return-boats", ("north",), None, "overdue", "done", (alone,), 1, 1, True)
    return Contents(
        assessment=assessment,
        agreement=agreement,
        record=record,
        viewpoint=NEUTRAL,
        tracks=tracks,
        reasons={"return-boats": reasons},
        blockers=(("two", (missing,)),),
        disputes=((Viewpoint("south", "the South"), (dispute,)),),
        texts={"accord.md": TEXT, "record/r.md": "# Not shown"},
        grounds={},
        positions=positions_of_north(),
        expectations=(promise_of_north(),),
    )


NORTH = Chain(Origin("north", "people <b>close</b> to it"), ("southern-press",))
MARCH = Interval(instant("2024-03-02"), instant("2024-03-09"))


def positions_of_north() -> Positions:
    """Two positions, the second for now, and a visit that is planned."""
    first = Statement(
        "R1.position-1", "R1", "commits", False, "keeps <b>to it</b>", ("the harvest",), MARCH,
        MARCH.start, NORTH, None,
    )  # fmt: skip
    second = replace(first, id="R1.position-2", attitude="postpones", for_now=True)
    change = Change("R1.position-1", True, True, (Difference("attitude", "commits", "postpones"),))
    line = Timeline(Holder("north"), "return-boats", ((first, None), (second, change)))
    visit = Engagement(
        "R1.visit-1", "R1", "visit", "planned", ("north",), "south", (), MARCH, "to see", NORTH,
        MARCH.start,
    )  # fmt: skip
    return Positions((line,), (visit,))


def promise_of_north() -> Expectation:
    """Words of North, of which nobody has said what became of them."""
    words = PostureContent("all <b>twelve</b>", MARCH)
    claim = Claim("R1.2", "R1", "promises", NORTH, words, MARCH.start)
    prediction = Prediction((claim,), MARCH, MARCH.start)
    return Expectation(prediction, "unknown", "only in words")
