"""From the tests in a text to what is expected, with every name known and every state possible."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast, get_args

from servanda.agreement.model import Agreement
from servanda.evidence.standard_ladder import standard_ladder
from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.language.diagnostic import Diagnostic
from servanda.language.expectation import Expectation, QuestionHeader
from servanda.language.listing import listed
from servanda.language.near_miss import did_you_mean
from servanda.language.parse_tests import Asked
from servanda.language.phrase import Name
from servanda.language.resolve import Resolver
from servanda.language.vocabulary import SUBJECTS, Vocabulary
from servanda.record.complaint import Building, error, finish
from servanda.record.moment import end_of, first_instant, skipped_hour
from servanda.values.calendar import Calendar
from servanda.values.instant import NEVER, Instant
from servanda.verdict.assessment import Cause, FundWord, PhaseWord, Question, Standard, State
from servanda.verdict.expected import Expected
from servanda.verdict.standards import DEFAULT_STANDARD, STANDARDS, standard_named

CAUSES: tuple[Cause, ...] = tuple(one for one in get_args(Cause) if one != "author not told")


def build_expected(
    asked: Iterable[Asked],
    vocabulary: Vocabulary,
    agreement: Agreement,
    viewpoints: Mapping[str, Viewpoint],
) -> tuple[tuple[Expected, ...], tuple[Diagnostic, ...]]:
    """Everything expected that makes sense, and a complaint for each line that does not."""
    expected: list[Expected] = []
    complaints: list[Diagnostic] = []
    for each in asked:
        builder = ExpectedBuilder(each, vocabulary, agreement, viewpoints)
        found, about = finish(builder.build())
        expected.extend(found)
        complaints.extend(replace(one, article=each.article) for one in about)
    return tuple(expected), tuple(complaints)


class ExpectedBuilder:
    """Builds what is expected of the answer to one question."""

    def __init__(
        self,
        asked: Asked,
        vocabulary: Vocabulary,
        agreement: Agreement,
        viewpoints: Mapping[str, Viewpoint],
    ) -> None:
        self.asked = asked
        self.vocabulary = vocabulary
        self.agreement = agreement
        self.viewpoints = viewpoints

    def build(self) -> Building[list[Expected]]:
        question = yield from self.question(self.asked.question)
        found: list[Expected] = []
        for line in self.asked.expectations:
            expected = yield from self.expected(line, question)
            if expected is not None:
                found.append(expected)
        return found if question is not None else []

    def question(self, header: QuestionHeader) -> Building[Question | None]:
        calendar = self.agreement.calendar
        viewpoint, proof = NEUTRAL.name, self.default_standard()
        problems: list[Diagnostic] = []
        for date in (header.at, header.known):
            problems.extend(skipped_hour(date, calendar) if date is not None else ())
        if header.viewpoint is not None:
            viewpoint = header.viewpoint.text
            if viewpoint not in self.viewpoints:
                problems.append(
                    unknown("unknown-viewpoint", header.viewpoint, "viewpoint", self.viewpoints)
                )
        if header.proof is not None:
            standard = standard_named(header.proof.text)
            if standard is None:
                what = "standard of proof"
                problems.append(unknown("unknown-standard", header.proof, what, STANDARDS))
            proof = standard or proof
        yield from problems
        if problems:
            return None
        known = NEVER if header.known is None else last_instant(header, calendar)
        return Question(first_instant(header.at, calendar), known, proof, viewpoint)

    def default_standard(self) -> Standard:
        """That of the ladder by which all viewpoints here weigh."""
        ladder = self.viewpoints[NEUTRAL.name].ladder or standard_ladder()
        return standard_named(ladder.default_standard) or DEFAULT_STANDARD

    def expected(self, line: Expectation, question: Question | None) -> Building[Expected | None]:
        resolver = Resolver(self.vocabulary)
        name = resolver.known(line.subject, *SUBJECTS)
        bearer = resolver.actors(line.actors)
        problems = list(resolver.complaints)
        if not problems:
            problems.extend(self.impossible(line))
        yield from problems
        if problems or question is None:
            return None
        limb = line.limb.text if line.limb is not None else None
        cause, article = cast(Cause | None, line.cause), self.asked.article
        return Expected(question, name, bearer, limb, line.state, cause, article, line.span)

    def impossible(self, line: Expectation) -> Iterable[Diagnostic]:
        """What can never be: a state of another kind of thing, a cause of what is known."""
        what, states = self.states_of(line.subject.text)
        if line.state not in states:
            hint = did_you_mean(line.state, states) or f"{what} is {listed(sorted(states), 'or')}"
            yield error("impossible-state", line, f"{what} is never `{line.state}`", hint)
        elif line.cause is not None and line.state != "undetermined":
            message = f"only what is undetermined has a cause, and this is `{line.state}`"
            yield error("unknown-cause", line, message, "leave out what stands after the colon")
        elif line.cause is not None and line.cause not in CAUSES:
            hint = did_you_mean(line.cause, CAUSES) or f"a cause is {listed(CAUSES, 'or')}"
            message = f"nothing is undetermined because it is `{line.cause}`"
            yield error("unknown-cause", line, message, hint)

    def states_of(self, name: str) -> tuple[str, frozenset[str]]:
        """What the name stands for, in words, and every state that it can be in."""
        if any(each.name == name for each in self.agreement.phases):
            return "a phase", frozenset(get_args(PhaseWord))
        if any(each.name == name for each in self.agreement.funds):
            return "a fund", frozenset(get_args(FundWord))
        found = next((each for each in self.agreement.stipulations if each.name == name), None)
        kind = found.kind if found is not None else "duty"  # a stage is one of a duty
        return f"a {kind}", frozenset(get_args(State)) - NEVER_OF.get(kind, frozenset())


# What can be said of nothing of the kind. A duty may be breached by a finding.
OF_DEEDS = frozenset(
    {"open", "partly done", "substantially done", "done", "done late", "overdue", "best effort"}
)
OF_QUOTAS = frozenset({"met", "short", "partly met", "exceeded"})
OF_BANS = frozenset({"kept"})
NEVER_OF: Mapping[str, frozenset[str]] = {
    "duty": OF_BANS | {"available"},
    "quota": OF_BANS | {"available"},
    "ban": OF_DEEDS | OF_QUOTAS | {"available"},
    "right": OF_DEEDS | OF_QUOTAS | OF_BANS | {"breached"},
    "power": OF_DEEDS | OF_QUOTAS | OF_BANS | {"breached"},
    "aim": OF_DEEDS | OF_QUOTAS | OF_BANS | {"breached", "available"},
}


def unknown(name: str, node: Name, what: str, known: Iterable[str]) -> Diagnostic:
    known = tuple(known)
    hint = did_you_mean(node.text, known) or f"there is {listed(sorted(known), 'and')}"
    return error(name, node, f"there is no {what} `{node.text}`", hint)


def last_instant(header: QuestionHeader, calendar: Calendar) -> Instant:
    """What was known on a day includes what was published on it."""
    assert header.known is not None, "asked only where a date of knowledge is given"
    if header.known.clock is not None:
        return first_instant(header.known, calendar)
    return end_of(header.known, calendar) - 1
