"""The sentence that a person would put into a report for a verdict, which says no more than the
evidence does.

There are three, and they cannot be taken for one another: a **fact** says how it is; an
**allegation** begins with its author and says that it is not established; an **unknown** says that
it is not known, and why. What is established stands apart from what is said beyond it in each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.agreement.model import Agreement
from servanda.language.listing import listed
from servanda.publish.signs import AnyVerdict
from servanda.publish.wording import (
    Dates,
    actor_words,
    amount_words,
    due_words,
    since_words,
    target_words,
    what_if_words,
)
from servanda.record.model import Origin, Record
from servanda.values.instant import NEVER
from servanda.values.quantity import UNBOUNDED, Range, plain
from servanda.verdict.assessment import (
    Assessment,
    FundVerdict,
    Outcome,
    PhaseVerdict,
    Question,
    Verdict,
)
from servanda.verdict.grounds import Grounds, Key, Standing

MOST_NAMES = 4
NOBODY_KNOWN = Grounds("unknown")
RANK: Sequence[Standing] = ("fact", "allegation", "unknown")

# What a verdict's word says of its stipulation, phase or fund.
PREDICATES: Mapping[str, str] = {
    "pending": "is not due, because what it waits for has not come",
    "open": "is open",
    "partly done": "is done in part",
    "substantially done": "is done in substance",
    "done": "is done",
    "done late": "is done late",
    "overdue": "is overdue",
    "excused": "is not done, which is excused",
    "available": "can be made use of",
    "best effort": "is owed by best efforts, which no finding judges",
    "kept": "is kept",
    "breached": "is breached",
    "ended": "has ended",
    "met": "is met",
    "short": "falls short",
    "partly met": "is met in part",
    "exceeded": "is exceeded",
    "tracked": "is stated, tracked and never judged",
    "suspended": "is suspended",
    "waived": "is waived",
    "superseded": "is superseded",
    "not open": "is not open",
    "none pledged": "has no pledges",
    "pledged": "has pledges",
    "partly paid": "is paid in part",
    "paid": "is paid",
    "withheld": "is withheld",
}
UNDATED = ("pending", "tracked", "available", "best effort")  # words that the text alone gives
DATED = frozenset(PREDICATES).difference(UNDATED)
BAN_EXCUSED = "is not kept, which is excused"
QUESTIONS: Mapping[str, str] = {
    "duty": "is done", "ban": "is kept", "quota": "is met", "phase": "is open",
    "right": "can be made use of", "power": "can be made use of", "fund": "can be released",
}  # fmt: skip
CAUSES: Mapping[str, str] = {
    "unreported": "nothing in the record tells",
    "unclaimed": "nobody claims that it is",
    "short of the standard": "what is said does not reach the standard of proof",
    "contested": "accounts differ",
    "not known when": "it is not known at which hour",
    "reading": "it depends on how the text is read",
    "unrecognised act": "nobody says whether the act it hangs on is recognised",
    "not agreed": "it is left to be agreed",
    "author not named": "nobody names the author of what is told",
}
# In public, where only a part of the record is told: of what is missing no more than that.
CAUSES_IN_PUBLIC: Mapping[str, str] = {
    "unreported": "nothing that is told says so",
    "unclaimed": "it is not told that anybody claims so",
    "short of the standard": "what is told does not reach the standard of proof",
    "contested": "accounts that are told differ",
    "not known when": "at which hour is not told",
    "reading": CAUSES["reading"],
    "unrecognised act": "whether the act it hangs on is recognised is not told",
    "not agreed": CAUSES["not agreed"],
    "author not told": "who did what is told is not told itself",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    standing: Standing
    text: str


def sentences(
    assessment: Assessment,
    found: Mapping[Key, Grounds],
    agreement: Agreement,
    record: Record,
    dates: Dates,
) -> Mapping[Key, Sentence]:
    """The sentence for each verdict, by name, bearer and limb."""
    writer = Writer(agreement, record, assessment.question, dates)
    every: tuple[AnyVerdict, ...] = (
        *assessment.stipulations,
        *assessment.phases,
        *assessment.funds,
    )
    return {key_of(one): writer.sentence(one, grounds_for(one, found)) for one in every}


def key_of(verdict: AnyVerdict) -> Key:
    if isinstance(verdict, Verdict):
        return verdict.name, verdict.bearer, verdict.limb
    return verdict.name, (), None


def grounds_for(verdict: AnyVerdict, found: Mapping[Key, Grounds]) -> Grounds:
    """Its own; a whole stands no more firmly than the least firm of its limbs."""
    key = key_of(verdict)
    if key in found:
        return found[key]
    limbs = [one for (name, _, _), one in found.items() if name == verdict.name]
    if verdict.state == "undetermined" or not limbs:
        return NOBODY_KNOWN
    least = max((one.standing for one in limbs), key=RANK.index)
    authors = tuple(dict.fromkeys(author for one in limbs for author in one.alleged_by))
    return Grounds("fact" if least == "fact" else "allegation", alleged_by=authors)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the sentences of one answer."""

    agreement: Agreement
    record: Record
    question: Question
    dates: Dates

    def sentence(self, verdict: AnyVerdict, ground: Grounds) -> Sentence:
        write = {"fact": self.fact, "allegation": self.allegation, "unknown": self.unknown}
        text = write[ground.standing](verdict, ground)
        return Sentence(ground.standing, f"{self.head()}{text}{self.readings(verdict)}.")

    # --- The three sentences ---------------------------------------------------------------------

    def fact(self, verdict: AnyVerdict, ground: Grounds) -> str:
        parts = (
            f"{self.subject(verdict)} {predicate(verdict)}{self.times(verdict, ground)}",
            self.established(verdict, ground),
            self.beyond(verdict, ground),
            self.counts(ground),
            self.contested(verdict, ground),
        )
        return joined(parts)

    def allegation(self, verdict: AnyVerdict, ground: Grounds) -> str:
        authors = self.names(ground.alleged_by or ground.established_by)
        by = f"according to {authors}" if authors else "on claims that are only alleged"
        parts = (
            f"{by}, {self.subject(verdict)} {predicate(verdict)}{self.times(verdict, ground)}",
            self.told(verdict),
            self.unestablished(),
            self.established(verdict, ground),
            self.counts(ground),
            self.contested(verdict, ground),
        )
        return joined(parts)

    def unknown(self, verdict: AnyVerdict, ground: Grounds) -> str:
        kind = "phase" if isinstance(verdict, PhaseVerdict) else (
            "fund" if isinstance(verdict, FundVerdict) else verdict.kind
        )  # fmt: skip
        asked = QUESTIONS.get(kind, "is done")
        due = in_brackets(self.due(verdict))
        causes = CAUSES_IN_PUBLIC if self.question.public else CAUSES
        cause = causes[verdict.cause] if verdict.cause else "its parts differ"
        parts = (
            f"it is not {self.known()} whether {self.subject(verdict)} {asked}{due}: {cause}",
            self.established(verdict, ground),
            self.beyond(verdict, ground),
            self.counts(ground),
            self.contested(verdict, ground),
        )
        return joined(parts)

    # --- Their parts -----------------------------------------------------------------------------

    def head(self) -> str:
        """Of which date, knowing what, in whose eyes and under which standard, where it is not the
        usual one; and that it is no answer about the record, where it is a what-if."""
        supposed = "; ".join(what_if_words(self.question))
        what_if = f"What if, {supposed}: " if supposed else ""
        parts = [f"as of {self.dates.moment(self.question.at)}"]
        if self.question.known < NEVER:
            parts.append(f"as known on {self.dates.moment(self.question.known)}")
        if self.question.viewpoint != "neutral":
            parts.append(f"in the view of {self.question.viewpoint}")
        words = ", ".join(parts)
        return f"{what_if}{words[0].upper()}{words[1:]}, "

    def subject(self, verdict: AnyVerdict) -> str:
        """By its title, with whose it is: a name, so that no verb of it can read as a deed done."""
        title = f"“{verdict.title or verdict.name}”"
        if not isinstance(verdict, Verdict):
            return title
        whose = actor_words(verdict.bearer, self.agreement)
        limb = f", “{verdict.limb}”" if verdict.limb else ""
        return f"{title} ({whose}{limb})"

    def times(self, verdict: AnyVerdict, ground: Grounds) -> str:
        """Since when, of a fact only since it is established; and when it was due."""
        if isinstance(verdict, FundVerdict):
            return ""
        of_fact = isinstance(verdict, Verdict) and ground.standing == "fact"
        if isinstance(verdict, Verdict) and is_timeliness_open(verdict):
            return in_brackets(self.due(verdict), f"whether in time or late is not {self.known()}")
        since = since_words(ground.since if of_fact else verdict.since, self.dates)
        if since and self.question.public:
            since += " at the latest"
        told = f"since {since}" if since and verdict.state in DATED else ""
        return in_brackets(told, self.due(verdict))

    def due(self, verdict: AnyVerdict) -> str:
        due = due_words(verdict.due, self.dates) if isinstance(verdict, Verdict) else ""
        return f"due {due}" if due else ""

    def established(self, verdict: AnyVerdict, ground: Grounds) -> str:
        """The figures that are established, and on whose word."""
        if isinstance(verdict, FundVerdict):
            return f"pledged {amount_words(verdict.pledged)}, paid {amount_words(verdict.paid)}"
        if not isinstance(verdict, Verdict):
            return ""
        by = self.names(ground.established_by)
        words = f" ({by})" if by else ""
        if ground.incidents is not None and ground.incidents.confirmed:
            number = counted(ground.incidents.confirmed, "incident")
            return f"established: {self.least()}{number}{words}"
        if verdict.outcome is None or ground.amount is None or verdict.kind == "ban":
            return ""
        low = min(ground.amount.low, verdict.outcome.low)
        if low <= 0 and not (ground.amount.high == 0 and by):
            return ""
        return f"established: {self.figures(Range(low, low), verdict.outcome)}{words}"

    def beyond(self, verdict: AnyVerdict, ground: Grounds) -> str:
        """What is said beyond what is established, and who says it."""
        told = self.told_beyond(verdict, ground)
        authors = self.names(ground.alleged_by)
        if not told or not (authors or isinstance(verdict, Verdict) and verdict.incidents):
            return ""
        return f"{f'according to {authors}, ' if authors else ''}{told}, {self.merely()}"

    def told_beyond(self, verdict: AnyVerdict, ground: Grounds) -> str:
        if not isinstance(verdict, Verdict):
            return ""
        if verdict.incidents is not None:
            sure = ground.incidents.confirmed if ground.incidents else 0
            more = verdict.incidents.confirmed + verdict.incidents.alleged - sure
            again = " more" if sure else ""
            return (
                f"{self.least()}{plain(more)}{again} {'incident' if more == 1 else 'incidents'}"
                if more
                else ""
            )
        outcome = verdict.outcome
        sure_amount = ground.amount.low if ground.amount else 0
        if outcome is None or outcome.high <= sure_amount or outcome.high == UNBOUNDED:
            return ""
        return self.figures(Range(outcome.low, outcome.high), outcome)

    def told(self, verdict: AnyVerdict) -> str:
        """The figures under the standard that was asked for: as they are told."""
        if not isinstance(verdict, Verdict):
            return ""
        if verdict.incidents is not None and verdict.incidents.confirmed:
            return self.least() + counted(verdict.incidents.confirmed, "incident")
        if verdict.outcome is None or verdict.kind == "ban" or verdict.outcome.high == 0:
            return ""
        return self.figures(Range(verdict.outcome.low, verdict.outcome.high), verdict.outcome)

    def known(self) -> str:
        """What is not known may be what is not told."""
        return "told" if self.question.public else "known"

    def merely(self) -> str:
        """Of what is said beyond what is established: of the public, beyond what it is told is."""
        return (
            "which is not told as established" if self.question.public
            else "which is not established"
        )  # fmt: skip

    def unestablished(self) -> str:
        if self.question.public:
            return "this is told as alleged and not as established"
        return "this is alleged and not established"

    def least(self) -> str:
        """Before a number of incidents, where the public is told of no more than the least."""
        return "at least " if self.question.public else ""

    def figures(self, amount: Range, outcome: Outcome) -> str:
        """So much of what is asked; of a level, where it stands, as what is asked of it is no sum:
        from the least that is established, if anything is."""
        level = self.agreement.levels.get(outcome.unit or "")
        if level is None:
            return of_target(amount, outcome)
        ends = (amount.low, amount.high) if amount.low > 0 else (amount.high,)
        if not level.words:
            return f"{level.name} at {amount_words(Range(ends[0], ends[-1]))}"
        return f"{level.name} {' to '.join(dict.fromkeys(level.words[int(end)] for end in ends))}"

    def counts(self, ground: Grounds) -> str:
        """How many incidents are counted in all, which tells of no single one."""
        most = "up to " if self.question.public else ""  # the end of the range that is told
        told = (f"{most}{plain(n)} by the count of {self.names(w)}" for n, w in ground.counts)
        return ", ".join(told)

    def contested(self, verdict: AnyVerdict, ground: Grounds) -> str:
        if ground.contested_by:
            return f"contested by {self.names(ground.contested_by)}"
        return "contested" if verdict.contested else ""

    def readings(self, verdict: AnyVerdict) -> str:
        """How it stands in each reading, where readings part it."""
        if isinstance(verdict, FundVerdict) or len({word for _, word in verdict.readings}) < 2:
            return ""
        unknown = f"not {self.known()}"
        parts = (
            f"in the reading “{name}” it is {unknown if word == 'undetermined' else word}"
            for name, word in verdict.readings
        )
        return "; " + ", ".join(parts)

    def names(self, origins: Iterable[Origin]) -> str:
        """Who says so, by the title of the source; the unnamed as they are described."""
        found = list(dict.fromkeys(self.name(one) for one in origins))
        if len(found) > MOST_NAMES:
            return f"{', '.join(found[:MOST_NAMES])} and {len(found) - MOST_NAMES} more"
        return listed(found)

    def name(self, origin: Origin) -> str:
        source = self.record.sources.get(origin.source)
        actor = self.agreement.actors.get(origin.source)
        title = source.title if source else actor.title if actor else origin.source
        if origin.description is None:
            return title
        if self.question.public:  # how they were described is not told
            return f"unnamed people ({title})"
        return f"unnamed people described as “{origin.description}” ({title})"


def predicate(verdict: AnyVerdict) -> str:
    if isinstance(verdict, Verdict) and verdict.kind == "ban" and verdict.state == "excused":
        return BAN_EXCUSED
    return PREDICATES[verdict.state]


def is_timeliness_open(verdict: Verdict) -> bool:
    """Done, and dated too loosely to say whether in time."""
    return verdict.state == "done" and verdict.timeliness == "undetermined"


def in_brackets(*parts: str) -> str:
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def of_target(amount: Range, outcome: Outcome) -> str:
    parts = (amount_words(amount), target_words(outcome.target), outcome.unit)
    return " ".join(part for part in parts if part)


def counted(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"


def joined(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)
