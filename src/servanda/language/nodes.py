"""Headers and clauses: from what the grammar found in a line to nodes of the syntax tree."""

from datetime import timedelta
from typing import Literal, get_args

from servanda.language import clause, expectation, header_clause, record_clause, tree
from servanda.language import phrase as words
from servanda.language.node_deeds import DeedBuilder, DeedWords
from servanda.language.node_words import Part, Tail, opened
from servanda.language.numbers import read_day_number
from servanda.values.span import Span


class NodeBuilder(DeedBuilder):
    """Builds the node of one line, and notes the problems that no node can hold."""

    # --- Headers -----------------------------------------------------------------------------

    def make_actor_header(self, parts: list[Part], span: Span) -> Part:
        role, name, title, *rest = parts
        binds = next((tail.value for tail in rest if tail.kind == "binding"), ())
        led_by = next((tail.value for tail in rest if tail.kind == "led_by"), None)
        return tree.ActorHeader(role, name, title, binds, led_by, span=span)

    def make_event_header(self, parts: list[Part], span: Span) -> Part:
        name, meaning, *rest = parts
        told = rest[0] if rest else None
        if isinstance(told, words.Date):
            return tree.EventHeader(name, meaning, None, told, span=span)
        return tree.EventHeader(name, meaning, told, span=span)

    def make_level_header_unit(self, parts: list[Part], span: Span) -> Part:
        return tree.LevelHeader(parts[0], parts[1], (), parts[2], span=span)

    def make_claim_header(self, parts: list[Part], span: Span) -> Part:
        return tree.ClaimHeader(parts[0], parts[1], span=span)

    def make_cumulative_figures_header(self, parts: list[Part], span: Span) -> Part:
        return tree.FiguresHeader(parts[0], parts[1], True, span=span)

    def make_engagement_header(self, parts: list[Part], span: Span) -> Part:
        kind, actors, *rest = parts
        to = next((tail.value for tail in rest if tail.kind == "to"), None)
        others = next((tail.value for tail in rest if tail.kind == "with"), ())
        return tree.EngagementHeader(kind, actors, to, others, span=span)

    def make_binding(self, parts: list[Part], span: Span) -> Part:
        return Tail("binding", parts[0], span)

    def make_led_by(self, parts: list[Part], span: Span) -> Part:
        return Tail("led_by", parts[0], span)

    def make_to_actor(self, parts: list[Part], span: Span) -> Part:
        return Tail("to", parts[0], span)

    def make_with_actors(self, parts: list[Part], span: Span) -> Part:
        return Tail("with", parts[0], span)

    # --- Clauses of an agreement -------------------------------------------------------------

    def make_member_clause(self, parts: list[Part], span: Span) -> Part:
        return header_clause.MemberClause(parts[0], *self.term_of(parts[1:]), span=span)

    def make_due_between_clause(self, parts: list[Part], span: Span) -> Part:
        self.check_order(parts[0], parts[1], span)
        return clause.BetweenClause(parts[0], parts[1], span=span)

    def make_days_clause(self, parts: list[Part], span: Span) -> Part:
        *numbers, condition = parts
        for number in numbers:
            self.checked(read_day_number(number.value), 1, number.span)
        first, last = int(numbers[0].value), int(numbers[-1].value)
        if first > last:
            message = "these days end before they start"
            self.complain("range-backwards", span, message, "turn it round")
        return clause.DaysClause(first, last, opened(condition), span=span)

    def make_stage_clause(self, parts: list[Part], span: Span) -> Part:
        name, part, *clauses = parts
        return clause.StageClause(name, part, tuple(clauses), span=span)

    def make_tranche_clause(self, parts: list[Part], span: Span) -> Part:
        name, part, *clauses = parts
        return clause.TrancheClause(name, part, tuple(clauses), span=span)

    def make_stage_amount(self, parts: list[Part], span: Span) -> Part:
        return clause.StagePart(parts[0], span=span)

    def make_stage_amounts(self, parts: list[Part], span: Span) -> Part:
        amounts = tuple(zip(parts[::2], parts[1::2], strict=True))
        return clause.StagePart(amounts=amounts, span=span)

    def make_reading_of_stage(self, parts: list[Part], span: Span) -> Part:
        name, stage, clauses = parts
        return clause.ReadingClause(name, clauses, stage, span=span)

    def make_linkage_of_stage(self, parts: list[Part], span: Span) -> Part:
        holder, stage, clauses = parts
        return clause.LinkageClause(holder, clauses, stage, span=span)

    def make_stage_percent(self, parts: list[Part], span: Span) -> Part:
        self.check_percentage(parts[0])
        return clause.StagePart(parts[0], True, span=span)

    def make_stage_rest(self, parts: list[Part], span: Span) -> Part:
        return clause.StagePart(span=span)

    def make_stage_area(self, parts: list[Part], span: Span) -> Part:
        return clause.StagePart(area=parts[0], span=span)

    def make_may_clause(self, parts: list[Part], span: Span) -> Part:
        actors, act, targets, *rest = parts
        found = {tail.kind: tail.value for tail in rest if isinstance(tail, Tail)}
        limit, notice = found.get("limit"), found.get("notice")
        rule = next((one for one in rest if isinstance(one, str)), "")
        if not rule:
            return clause.MayClause(actors, act, targets, limit, notice, span=span)
        clock: Literal["stops", "runs"] = "stops" if rule.endswith("stops") else "runs"
        return clause.MayClause(actors, act, targets, limit, notice, clock, span=span)

    def make_limit(self, parts: list[Part], span: Span) -> Part:
        return Tail("limit", parts[0], span)

    def make_notice(self, parts: list[Part], span: Span) -> Part:
        return Tail("notice", parts[0], span)

    def make_before_end(self, parts: list[Part], span: Span) -> Part:
        return parts[-1]

    def make_longer_clause(self, parts: list[Part], span: Span) -> Part:
        length, amount, *base = parts
        return clause.LongerClause(length, amount, words.ForEach(*base, span=span), span=span)

    def make_consequence_clause(self, parts: list[Part], span: Span) -> Part:
        state, *rest = parts
        if isinstance(rest[0], clause.MayClause):
            return clause.ConsequenceClause(state, None, None, rest[0], span=span)
        return clause.ConsequenceClause(state, rest[0], rest[1], span=span)

    def make_inline_clauses(self, parts: list[Part], span: Span) -> Part:
        return tuple(parts)

    def make_as_it_stands(self, parts: list[Part], span: Span) -> Part:
        return ()

    def make_by_agreement_clause(self, parts: list[Part], span: Span) -> Part:
        return clause.ByClause(None, span=span)

    def make_suspended_while_clause(self, parts: list[Part], span: Span) -> Part:
        condition, rule = parts
        stops = rule.endswith("stops")
        return clause.SuspendedWhileClause(
            opened(condition), "stops" if stops else "runs", span=span
        )

    def make_best_effort_afterwards_clause(self, parts: list[Part], span: Span) -> Part:
        return clause.BestEffortClause(True, span=span)

    def make_compared_at_least_clause(self, parts: list[Part], span: Span) -> Part:
        return clause.ComparedClause("at-least", span=span)

    def make_compared_exactly_clause(self, parts: list[Part], span: Span) -> Part:
        return clause.ComparedClause("exactly", span=span)

    def make_grace_clause(self, parts: list[Part], span: Span) -> Part:
        length = parts[0] if isinstance(parts[0], words.Length) else None
        return clause.GraceClause(length, span=span)

    # --- Tests -------------------------------------------------------------------------------

    def make_question_header(self, parts: list[Part], span: Span) -> Part:
        at, *rest = parts
        found = {tail.kind: tail.value for tail in rest}
        if len(found) < len(rest):
            self.complain("said-twice", span, "this question says the same twice", "keep one")
        return expectation.QuestionHeader(
            at, found.get("viewpoint"), found.get("proof"), found.get("known"), span=span
        )

    def make_asked_viewpoint(self, parts: list[Part], span: Span) -> Part:
        return Tail("viewpoint", parts[0], span)

    def make_asked_proof(self, parts: list[Part], span: Span) -> Part:
        return Tail("proof", parts[0], span)

    def make_asked_known(self, parts: list[Part], span: Span) -> Part:
        return Tail("known", parts[0], span)

    def make_expectation(self, parts: list[Part], span: Span) -> Part:
        subject, *rest = parts
        found = {part.kind: part.value for part in rest if isinstance(part, Tail)}
        state, *cause = [part for part in rest if isinstance(part, str)]
        return expectation.Expectation(
            subject, found.get("actors", ()), found.get("limb"), state, *cause, span=span
        )

    def make_of_actors(self, parts: list[Part], span: Span) -> Part:
        return Tail("actors", parts[0], span)

    def make_of_limb(self, parts: list[Part], span: Span) -> Part:
        return Tail("limb", parts[0], span)

    def make_state_words(self, parts: list[Part], span: Span) -> Part:
        return " ".join(part if isinstance(part, str) else part.text for part in parts)

    # --- What is claimed ---------------------------------------------------------------------

    def make_claimed_deed(self, parts: list[Part], span: Span) -> Part:
        actors, deed = parts
        phrase = self.deed(actors, deed, span)
        window = next((tail for tail in deed.tails if tail.kind == "window"), None)
        is_total = any(tail.kind == "total" for tail in deed.tails)
        self.check_window(deed, window, is_total)
        if window is None:
            found = {tail.kind: tail.value for tail in deed.tails}
            to_date, by_length = found.get("to_date"), found.get("by_length")
            return record_clause.ClaimedEvent(phrase, to_date, by_length, span=span)
        first, last = window.value
        return record_clause.ClaimedTotal(phrase, first, last, span=span)

    def make_claimed_unattributed(self, parts: list[Part], span: Span) -> Part:
        return record_clause.ClaimedEvent(self.deed((), parts[1], span), span=span)

    def check_window(self, deed: DeedWords, window: Tail | None, is_total: bool) -> None:
        rate = next((tail for tail in deed.tails if tail.kind == "every"), None)
        if is_total and rate is not None:
            self.complain(
                "said-twice", rate.span, "this is said to be a total and a rate", "keep one"
            )
        elif is_total and window is None:
            hint = "add `up to DATE` or `from DATE to DATE`"
            message = "this total does not say over which days, so it bounds nothing"
            self.complain("window-missing", deed.span, message, hint)
        elif rate is not None and (window is None or window.value[0] is None):
            hint = "add `from DATE to DATE`"
            message = "this rate does not say over which days it was so"
            self.complain("window-missing", rate.span, message, hint)
        elif window is not None and not is_total and rate is None:
            hint = "write `in total` before the days, or give the moment in a clause of its own"
            message = "only a total or a rate counts over days, and this is neither"
            self.complain("window-misplaced", window.span, message, hint)
        if sum(tail.kind == "window" for tail in deed.tails) > 1:
            self.complain("said-twice", deed.span, "this gives two windows", "keep one")

    def make_in_total(self, parts: list[Part], span: Span) -> Part:
        return Tail("total", None, span)

    def make_up_to(self, parts: list[Part], span: Span) -> Part:
        return Tail("window", (None, parts[0]), span)

    def make_from_to(self, parts: list[Part], span: Span) -> Part:
        first, last = parts
        self.check_order(first, last, span)
        return Tail("window", (first, last), span)

    def make_claimed_level(self, parts: list[Part], span: Span) -> Part:
        stand = words.Stand("exactly", parts[1], span=parts[1].span)
        return record_clause.ClaimedLevel(parts[0], stand, span=span)

    def make_claimed_level_between(self, parts: list[Part], span: Span) -> Part:
        level, low, high = parts
        if low.value > high.value:
            self.complain(
                "range-backwards", span, "this range ends below its start", "turn it round"
            )
        stand = words.Stand("exactly", low, high, span=low.span)
        return record_clause.ClaimedLevel(level, stand, span=span)

    def make_claimed_level_at_least(self, parts: list[Part], span: Span) -> Part:
        stand = words.Stand("at-least", parts[1], span=parts[1].span)
        return record_clause.ClaimedLevel(parts[0], stand, span=span)

    def make_claimed_level_at_most(self, parts: list[Part], span: Span) -> Part:
        stand = words.Stand("at-most", parts[1], span=parts[1].span)
        return record_clause.ClaimedLevel(parts[0], stand, span=span)

    def make_claimed_partly_done(self, parts: list[Part], span: Span) -> Part:
        return record_clause.ClaimedState(parts[0], "partly-done", span=span)

    def make_claimed_substantially_done(self, parts: list[Part], span: Span) -> Part:
        return record_clause.ClaimedState(parts[0], "substantially-done", span=span)

    def make_claimed_not_done(self, parts: list[Part], span: Span) -> Part:
        return record_clause.ClaimedState(parts[0], "not-done", span=span)

    def make_casualty(self, parts: list[Part], span: Span) -> Part:
        number, *best, harm = parts
        return Tail(harm, record_clause.People(number, best[0] if best else None, span=span), span)

    def make_casualties(self, parts: list[Part], span: Span) -> Part:
        return tuple(parts)

    def make_casualties_clause(self, parts: list[Part], span: Span) -> Part:
        harms: tuple[Tail, ...] = parts[0]
        found = {harm.kind: harm.value for harm in harms}
        if len(found) < len(harms):
            self.complain(
                "said-twice", span, "one kind of harm is counted twice", "keep one number"
            )
        return record_clause.CasualtiesClause(
            found.get("killed"), found.get("injured"), found.get("recovered"), span=span
        )

    def make_came_true(self, parts: list[Part], span: Span) -> Part:
        return "came true"

    def make_came_late(self, parts: list[Part], span: Span) -> Part:
        return "late"

    def make_did_not(self, parts: list[Part], span: Span) -> Part:
        return "did not"

    def make_camp_clause(self, parts: list[Part], span: Span) -> Part:
        return record_clause.CampClause(parts[0], *self.term_of(parts[1:]), span=span)

    def make_speaks_for_clause(self, parts: list[Part], span: Span) -> Part:
        return record_clause.SpeaksForClause(parts[0], *self.term_of(parts[1:]), span=span)

    def make_term_from(self, parts: list[Part], span: Span) -> Part:
        return Tail("from", parts[0], span)

    def make_term_to(self, parts: list[Part], span: Span) -> Part:
        return Tail("to", parts[0], span)

    def term_of(self, tails: list[Tail]) -> tuple[Part, Part]:
        """From when to when; None where the words do not say."""
        found = {tail.kind: tail.value for tail in tails}
        return found.get("from"), found.get("to")

    def make_same_event_header(self, parts: list[Part], span: Span) -> Part:
        return tree.EventLinkHeader(True, *parts, span=span)

    def make_different_events_header(self, parts: list[Part], span: Span) -> Part:
        return tree.EventLinkHeader(False, *parts, span=span)

    def make_information_clause(self, parts: list[Part], span: Span) -> Part:
        grades = get_args(record_clause.Credibility)
        found = next((grade for grade in grades if grade == parts[0].value), None)
        if found is None:
            message = "information is graded from 1 to 6, and this is none of these"
            hint = "write 1 for what others confirm, 6 for what cannot be judged"
            self.complain("no-such-credibility", parts[0].span, message, hint)
        return record_clause.InformationClause(found or 6, span=span)

    # --- When --------------------------------------------------------------------------------

    def make_on_at_clause(self, parts: list[Part], span: Span) -> Part:
        self.check_has_no_hour(parts[0])
        return record_clause.OnClause(parts[0], at=parts[1], span=span)

    def make_on_between_clause(self, parts: list[Part], span: Span) -> Part:
        date, since, until = parts
        self.check_has_no_hour(date)
        if since.time > until.time:
            message = "these hours end before they start"
            following = date.day + timedelta(days=1)
            hours = f"{date.day} {since.time:%H:%M} and {following} {until.time:%H:%M}"
            hint = f"turn them round, or write `between {hours}` for a night"
            self.complain("range-backwards", span, message, hint)
        return record_clause.OnClause(date, since=since, until=until, span=span)

    def make_on_before_clause(self, parts: list[Part], span: Span) -> Part:
        self.check_has_no_hour(parts[0])
        return record_clause.OnClause(parts[0], until=parts[1], span=span)

    def make_on_after_clause(self, parts: list[Part], span: Span) -> Part:
        self.check_has_no_hour(parts[0])
        return record_clause.OnClause(parts[0], since=parts[1], span=span)

    def make_between_clause(self, parts: list[Part], span: Span) -> Part:
        self.check_order(parts[0], parts[1], span)
        return record_clause.BetweenClause(parts[0], parts[1], span=span)

    def make_window_clause(self, parts: list[Part], span: Span) -> Part:
        first, *rest = parts
        if rest and isinstance(rest[0], words.Length):
            return record_clause.WindowClause(first, None, rest[0], span=span)
        if rest:
            self.check_order(first, rest[0], span)
        return record_clause.WindowClause(first, rest[0] if rest else None, span=span)

    def check_order(self, first: words.Date, last: words.Date, span: Span) -> None:
        if first.day > last.day:
            self.complain(
                "range-backwards", span, "these days end before they start", "turn it round"
            )

    def check_has_no_hour(self, date: words.Date) -> None:
        if date.clock is not None:
            self.complain("said-twice", date.span, "this gives the hour twice", "keep one")
