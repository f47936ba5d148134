"""What can be wrong with one stipulation, phase or fund, whatever its names mean."""

from collections.abc import Iterable, Iterator, Sequence

from servanda.agreement.check_terms import DEADLINES, Complaint, check_terms
from servanda.agreement.clauses import is_limb
from servanda.language import clause as written
from servanda.language.clause import LinkageClause, ReadingClause, StipulationClause
from servanda.language.diagnostic import Diagnostic
from servanda.language.listing import listed
from servanda.language.phrase import DeedPhrase, LevelPhrase, Node, WordsPhrase
from servanda.language.tree import Statement, StipulationHeader, StipulationKind
from servanda.values.quantity import UNBOUNDED

DEED_KINDS: frozenset[StipulationKind] = frozenset({"duty", "ban", "quota", "right", "aim"})
POWER: frozenset[StipulationKind] = frozenset({"power"})
CHOICES: frozenset[StipulationKind] = frozenset({"power", "right"})
LASTING: frozenset[StipulationKind] = frozenset({"duty", "ban", "quota"})
DUTY: frozenset[StipulationKind] = frozenset({"duty"})
RATIO: frozenset[StipulationKind] = frozenset({"duty", "right"})
FUND: frozenset[StipulationKind] = frozenset({"fund"})
PHASE: frozenset[StipulationKind] = frozenset({"phase"})

# The table of docs/language.md: which clause stands under which kinds, and what it is called.
TAKEN_BY: dict[type[Node], tuple[str, frozenset[StipulationKind]]] = {
    DeedPhrase: ("a deed", DEED_KINDS),
    LevelPhrase: ("a level", DEED_KINDS),
    WordsPhrase: ("a deed in words", DEED_KINDS),
    written.MayClause: ("`may` (who may do which act)", POWER),
    written.FormClause: ("`form`", POWER),
    written.StageClause: ("`stage`", DUTY),
    written.InStepClause: ("`in step with`", DUTY),
    written.BetweenClause: ("`between`", DUTY),
    written.DaysClause: ("a day counted from a condition", DUTY),
    written.BeforeClause: ("`before`", DUTY),
    written.OpenWhileClause: ("`open while`", PHASE),
    written.ConsequenceClause: ("`if ...,`", LASTING),
    written.ReplacesClause: ("`replaces`", DEED_KINDS | POWER),
    written.NotPublicClause: ("`not public`", DEED_KINDS),
    written.FromClause: ("`from`", DEED_KINDS | POWER),
    written.WithinClause: ("`within`", DUTY),
    written.ByClause: ("`by`", DUTY),
    written.AsSoonAsPossibleClause: ("`as soon as possible`", DUTY),
    written.AheadClause: ("`at least ... before`", DUTY),
    written.ForClause: ("`for`", LASTING | CHOICES),
    written.RenewedClause: ("`renewed for`", LASTING | CHOICES),
    written.LongerClause: ("`longer by`", LASTING | CHOICES),
    written.UntilClause: ("`until`", LASTING | CHOICES),
    written.WhileClause: ("`while`", LASTING | CHOICES),
    written.UnlessClause: ("`unless`", LASTING),
    written.SuspendedWhileClause: ("`suspended while`", LASTING | {"right"}),
    written.BestEffortClause: ("`best effort`", DUTY),
    written.OutcomeAlsoClause: ("`outcome also when`", DUTY),
    written.ComparedClause: ("`compared`", DUTY),
    written.CountingOnlyClause: ("`counting only`", DUTY),
    written.GraceClause: ("`grace`", DUTY),
    written.PledgedByClause: ("`pledged by`", FUND),
    written.PaidByClause: ("`paid by`", FUND),
    written.HeldByClause: ("`held by`", FUND),
    written.WithheldUntilClause: ("`withheld until`", FUND),
    written.TrancheClause: ("`tranche`", FUND),
    written.BeginsClause: ("`begins when`", PHASE),
    written.EndsClause: ("`ends when`", PHASE),
}
REPEATED = (
    DeedPhrase,
    LevelPhrase,
    WordsPhrase,
    written.OutcomeAlsoClause,
    written.MayClause,
    written.StageClause,
    written.TrancheClause,
    written.ConsequenceClause,
    written.ReadWithClause,
    ReadingClause,
    LinkageClause,
)
RATIO_CLAUSES = (written.ComparedClause, written.CountingOnlyClause, written.GraceClause)
Clauses = Sequence[StipulationClause]


def check_statement(statement: Statement, header: StipulationHeader) -> tuple[Diagnostic, ...]:
    """Everything wrong with the clauses of one statement, each complaint with its article."""
    return tuple(
        Diagnostic(name, "error", node.span, statement.article, message, hint)
        for name, node, message, hint in complaints(statement, header)
    )


def complaints(statement: Statement, header: StipulationHeader) -> Iterator[Complaint]:
    text = [clause for clause in statement.clauses if isinstance(clause, StipulationClause)]
    readings = [clause for clause in text if isinstance(clause, ReadingClause)]
    linkages = [clause for clause in text if isinstance(clause, LinkageClause)]
    for clauses in (text, *inner_clauses(readings, linkages)):
        for clause in clauses:
            yield from fits_kind(clause, header.kind)
        yield from said_once(clauses)
    yield from readings_once(readings)
    yield from check_terms(header, text)
    if not statement.unread:
        yield from something_owed(header, text, readings)
        yield from with_ratio(text, readings, linkages)
        yield from compared(header, text, readings)
        yield from with_deadline(text, readings)


def inner_clauses(
    readings: Sequence[ReadingClause], linkages: Sequence[LinkageClause]
) -> Iterator[Clauses]:
    yield from (reading.clauses for reading in readings)
    yield from (linkage.clauses for linkage in linkages)


def fits_kind(clause: StipulationClause, kind: StipulationKind) -> Iterator[Complaint]:
    what, kinds = TAKEN_BY.get(type(clause), ("", frozenset({kind})))
    if kind not in kinds:
        hint = f"put it under {listed([article(kind) for kind in sorted(kinds)], 'or')}"
        yield "clause-not-for-kind", clause, f"{article(kind)} takes no {what}", hint
        return
    if isinstance(clause, DeedPhrase | LevelPhrase | WordsPhrase):
        yield from fits_ban(clause, kind)
    if isinstance(clause, DeedPhrase):
        yield from fits_period_and_ratio(clause, kind)


def fits_ban(
    limb: DeedPhrase | LevelPhrase | WordsPhrase, kind: StipulationKind
) -> Iterator[Complaint]:
    if kind == "ban" and not limb.forbidden:
        hint = "write `must not` after the actors"
        message = "a ban says what must not be done, and this says what is to be done"
        yield "clause-not-for-kind", limb, message, hint
    if kind != "ban" and limb.forbidden:
        message = f"{article(kind)} does not say what must not be done"
        yield "clause-not-for-kind", limb, message, "put it under a `ban`"


def fits_period_and_ratio(deed: DeedPhrase, kind: StipulationKind) -> Iterator[Complaint]:
    if deed.every is not None and kind != "quota":
        message = f"{article(kind)} is not owed in every period"
        yield "clause-not-for-kind", deed.every, message, "put it under a `quota`"
    if deed.every is None and kind == "quota":
        hint = "add `each day`, `each week`, `each month` or `every DURATION`"
        message = "this quota does not say how often its amount is owed"
        yield "period-missing", deed, message, hint
    if deed.amount is not None and kind == "duty" and is_ceiling(deed):
        message = "nothing at all is already at most so many: this duty is done before it begins"
        hint = "put it under a `quota` with a period, or keep a level `at most` so many"
        yield "ceiling-in-duty", deed.amount, message, hint
    if deed.for_each is not None and kind not in RATIO:
        message = f"{article(kind)} takes no `for each`"
        yield "clause-not-for-kind", deed.for_each, message, "put it under a `duty`"


def is_ceiling(deed: DeedPhrase) -> bool:
    amount = deed.amount
    return amount is not None and amount.low == 0 and 0 < amount.high < UNBOUNDED


def said_once(clauses: Iterable[StipulationClause]) -> Iterator[Complaint]:
    seen: set[type[Node]] = set()
    for clause in clauses:
        if type(clause) in seen and not isinstance(clause, REPEATED):
            what = TAKEN_BY.get(type(clause), ("`verified by`", frozenset()))[0]
            message = f"{what} is said twice, and only one can hold"
            yield "said-twice", clause, message, "keep one; how a side reads it goes to a `reading`"
        seen.add(type(clause))


def readings_once(readings: Iterable[ReadingClause]) -> Iterator[Complaint]:
    seen: set[tuple[str, str | None]] = set()
    for reading in readings:
        key = reading.name.text, reading.stage.text if reading.stage else None
        if key in seen:
            message = f"the reading `{reading.name.text}` is given twice"
            yield "said-twice", reading.name, message, "join their clauses with `;`"
        seen.add(key)


def something_owed(
    header: StipulationHeader, text: Clauses, readings: Sequence[ReadingClause]
) -> Iterator[Complaint]:
    """A deed in the text or in every reading; a gate for a phase, somebody's money for a fund."""
    if any(bears(clause, header.kind) for clause in text):
        return
    if readings and all(
        any(bears(clause, header.kind) for clause in reading.clauses) for reading in readings
    ):
        if header.kind == "phase":
            message = "this phase begins only in its readings: what does the text itself say?"
            hint = "add `begins when to be agreed` if the parties left it open"
            yield "gate-only-in-readings", header, message, hint
        return
    match header.kind:
        case "phase":
            message = "this phase has no gate, so it would never open"
            hint = "add `begins when CONDITION`, or `begins when to be agreed`"
        case "fund":
            message = "nobody pledges, pays or holds this fund, so it would stay empty"
            hint = "add `paid by ACTORS`"
        case "power":
            message = "this power does not say who may do what"
            hint = "add a line such as `north and south may extend withdrawal`"
        case kind:
            message = f"this {kind} has no deed, so nothing could be done or breached"
            hint = "add a line that says who does what, such as `north opens bridge`"
    yield "nothing-owed", header, message, hint


def bears(clause: StipulationClause, kind: StipulationKind) -> bool:
    """True for the clauses without which a statement of this kind says nothing."""
    match kind:
        case "phase":
            return isinstance(clause, written.BeginsClause | written.OpenWhileClause)
        case "fund":
            return isinstance(
                clause, written.PledgedByClause | written.PaidByClause | written.HeldByClause
            )
        case _:
            return is_limb(clause)


def with_ratio(
    text: Clauses, readings: Sequence[ReadingClause], linkages: Sequence[LinkageClause]
) -> Iterator[Complaint]:
    """What is said of a ratio needs one, in the text or beside it; its class divides the base."""
    for clauses in (text, *inner_clauses(readings, linkages)):
        bases = [
            clause.for_each
            for clause in (*text, *clauses)
            if isinstance(clause, DeedPhrase) and clause.for_each is not None
        ]
        said = next((clause for clause in clauses if isinstance(clause, RATIO_CLAUSES)), None)
        if said is not None and not bases:
            what, _ = TAKEN_BY[type(said)]
            message = f"{what} says how a ratio is reckoned, and nothing is owed `for each`"
            hint = "add `for each THING that ACTOR ACTION` to the deed, or take this away"
            yield "ratio-missing", said, message, hint


def compared(
    header: StipulationHeader, text: Clauses, readings: Sequence[ReadingClause]
) -> Iterator[Complaint]:
    """A duty's ratio says how it is compared: in the text, or in every reading."""
    ratios = [c for c in text if isinstance(c, DeedPhrase) and c.for_each is not None]
    said = any(isinstance(clause, written.ComparedClause) for clause in text) or (
        bool(readings)
        and all(
            any(isinstance(clause, written.ComparedClause) for clause in reading.clauses)
            for reading in readings
        )
    )
    if ratios and header.kind == "duty" and not said:
        message = "this ratio does not say whether more than is due will do as well"
        hint = "add `compared at least` or `compared exactly`"
        yield "comparison-missing", ratios[0], message, hint


def with_deadline(text: Clauses, readings: Sequence[ReadingClause]) -> Iterator[Complaint]:
    in_text = any(isinstance(clause, DEADLINES) for clause in text)
    in_some = in_text or any(
        isinstance(clause, DEADLINES) for reading in readings for clause in reading.clauses
    )
    for clauses, has_deadline in (
        (text, in_some),
        *((one.clauses, in_text or any(isinstance(c, DEADLINES) for c in one.clauses))
          for one in readings),
    ):  # fmt: skip
        for clause in clauses:
            is_after = isinstance(clause, written.BestEffortClause) and clause.afterwards
            if is_after and not has_deadline:
                hint = "add `within DURATION of CONDITION` or `by DATE`"
                message = "effort is owed once a deadline has passed, and this duty has none"
                yield "deadline-missing", clause, message, hint


def article(kind: str) -> str:
    return f"an {kind}" if kind == "aim" else f"a {kind}"
