"""Each rule finds what is planted in a small text, and leaves the sound text alone."""

from importlib import import_module

import pytest

from servanda.agreement.build import build_agreement
from servanda.analysis import draft
from servanda.analysis.draft import DRAFT_RULES, Finding, name_of_rule
from servanda.language.parse import parse_document

WORDS = """
agreement truce "Truce"
  time zone Asia/Jerusalem
  in force 2026-01-01
party north "North"
party south "South"
guarantor east "East"
verifier monitors "the monitors"
body joint-committee "the joint committee" led by south
body commission "the commission"
area border "the border"
action move "moves"
action release "sets free"
action admit "lets in"
action form "constitutes"
action start "gives the signal for"
action pay "pays"
action pledge "promises"
thing forces "forces"
thing captives "captives"
thing ceasefire "the ceasefire"
thing observers "observers"
event calm "life is normal again"
event signal "the signal" is east starts ceasefire
level gate "the gate" from closed, open
"""

A = "duty a\n  north moves forces to border\n"
B = "duty b\n  south releases captives to north\n"


def found_in(text: str) -> tuple[Finding, ...]:
    parsed = parse_document(f"```servanda\n{WORDS}{text}\n```\n", "all.md")
    agreement, _, _ = build_agreement([parsed.document])
    assert agreement is not None
    assert not [one for one in parsed.diagnostics if one.severity == "error"], parsed.diagnostics
    return draft.analyse(agreement)


def of(rule: str, text: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in found_in(text) if finding.rule == rule)


CASES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("circular-wait", f"{A}  from b done\n{B}  from a done\n", ("a", "b"), "exact"),
    ("circular-wait", f"{A}  from b done or phase p open\n{B}  from a done\n"
     "phase p\n  begins when a done and b done\n", ("a", "b", "p"), "exact"),
    ("cannot-begin", f"ban c\n  north must not move forces\n{A}  from c done\n",
     ("a", "c"), "exact"),
    ("cannot-begin", f"{B}{A}  from b overdue\n", ("a", "b"), "may"),
    ("cannot-begin", f"{A}  from 2026-03-01\n  until 2026-02-01\n", ("a",), "exact"),
    ("suspension-trap", f"{A}  suspended while not b done, clock stops\n"
     f"{B}  suspended while not a done, clock stops\n", ("a", "b"), "exact"),
    ("suspension-trap", f"ban c\n  north must not move captives\n{B}"
     "  suspended while c breached, clock runs\n", ("b", "c"), "may"),
    ("frozen-money", "ban c\n  north must not move forces\nfund f\n  pledged by east\n"
     "  paid by east\n  held by commission\n  withheld until c done\n", ("f", "c"), "exact"),
    ("frozen-money", "fund f\n  pledged by east\n", ("f",), "may"),
    ("impossible-deadline", f"{A}  from 2026-03-01\n  by 2026-02-01\n", ("a",), "exact"),
    ("impossible-deadline", f"{B}  within 10 days of signal\n{A}  from b overdue\n"
     "  within 3 days of signal\n", ("a",), "exact"),
    ("deadline-in-others-hands", f"{B}  within 10 days of signal\n{A}  from b done\n"
     "  within 7 days of signal\n", ("a", "b"), "exact"),
    ("deadline-in-others-hands", f"{B}{A}  from b done\n  by 2026-02-01\n", ("a", "b"), "may"),
    ("ambiguous-clock", f"{A}  within 3 days of signal or b done\n{B}", ("a",), "may"),
    ("ambiguous-clock", f"{A}  reading one: within 3 days of signal\n"
     f"  reading other: within 3 days of b done\n{B}", ("a",), "exact"),
    ("ambiguous-clock", f"{A}  within 3 days of calm\n", ("a",), "exact"),
    ("veto", f"{B}phase p\n  begins when b done\n", ("p", "b"), "exact"),
    ("bottleneck", f"{A}phase p\n  begins when a done\nphase q\n  begins when a done\n"
     "phase r\n  begins when phase p open\n", ("a", "p", "q", "r"), "exact"),
    ("open-term", f"phase p\n  begins when to be agreed\n{A}  from phase p open\n",
     ("p", "a"), "exact"),
    ("open-term", f"{B}  by date to be agreed\n{A}  from b overdue or signal\n", ("b", "a"), "may"),
    ("reading-changes-outcome", f"{A}{B}phase p\n  reading one: begins when a done\n"
     "  reading other: begins when b done\n", ("p",), "exact"),
    ("linkage-changes-outcome", f"{A}{B}  linkage south: suspended while not a done, clock runs\n",
     ("b",), "exact"),
    ("unverified-duty", A, ("a",), "exact"),
    ("own-verifier", f"{B}  verified by joint-committee\n", ("b",), "exact"),
    ("own-verifier", f"{B}  verified by north\n", ("b",), "may"),
    ("verifier-without-access", f"{A}  verified by monitors\n", ("a",), "may"),
    ("body-nobody-forms", f"{A}  verified by commission\n", ("a",), "may"),
    ("duty-against-ban", f"{A}ban c\n  north must not move forces\n", ("a", "c"), "exact"),
    ("duty-against-ban", f"{A}ban c\n  north must not move forces\n  from signal\n",
     ("a", "c"), "may"),
    ("duty-against-ban", "duty d\n  north keeps gate open\n"
     "ban c\n  north must not bring gate to open\n", ("d", "c"), "exact"),
    ("breach-without-consequence", A, ("a",), "exact"),
    ("undefined-compliance", f"{B}{A}  from signal\n  while north complies with b\n",
     ("a", "b"), "exact"),
    ("undefined-name", f"{A}  from calm\n", ("a", "calm"), "exact"),
    ("unused-name", A, ("commission",), "may"),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "concerns", "certainty"), CASES)
def test_a_rule_finds_what_is_planted(
    rule: str, text: str, concerns: tuple[str, ...], certainty: str
) -> None:
    found = of(rule, text)
    matching = [one for one in found if set(concerns) <= set(one.concerns)]
    assert matching, found
    assert any(one.certainty == certainty for one in matching), matching
    assert all(one.explanation and one.advice for one in found)


SOUND: tuple[tuple[str, str], ...] = (
    ("circular-wait", f"{A}  from b done or signal\n{B}  from a done\n"),
    ("cannot-begin", f"{B}  by 2026-02-01\n{A}  from b overdue\n"),
    ("cannot-begin", f"{B}  by date to be agreed\n{A}  from b overdue\n"),
    ("suspension-trap", f"{A}{B}  suspended while not a done, clock stops\n"),
    ("frozen-money", "fund f\n  pledged by east\n  paid by east\n  held by commission\n"),
    ("impossible-deadline", f"{A}  from 2026-01-15\n  by 2026-02-01\n"),
    ("impossible-deadline", f"{A}  within 3 days of signal\n"),
    ("deadline-in-others-hands", f"{B}  within 3 days of signal\n{A}  from b done\n"
     "  within 7 days of signal\n"),
    ("deadline-in-others-hands", f"{B}{A}  within 7 days of b done\n"),
    ("ambiguous-clock", f"{A}  within 3 days of signal\n"),
    ("veto", f"{A}{B}phase p\n  begins when a done or b done\n"),
    ("bottleneck", f"{A}{B}phase p\n  begins when a done or b done\n"),
    ("open-term", f"{A}  by date to be agreed\n"),
    ("linkage-changes-outcome", f"{A}{B}"),
    ("unverified-duty", f"{A}  verified by monitors\n"),
    ("own-verifier", f"{A}  verified by monitors\n"),
    ("verifier-without-access", f"{A}  verified by monitors\n"
     "duty c\n  north admits monitors\n"),
    ("body-nobody-forms", f"{A}  verified by commission\nduty c\n  north forms commission\n"),
    ("duty-against-ban", f"{A}ban c\n  south must not move forces\n"),
    ("duty-against-ban", f"{A}ban c\n  north must not move forces\n  unless signal\n"),
    ("breach-without-consequence", f"{A}{B}  from a done\n  if breached, a is suspended\n"),
    ("undefined-name", f"{A}  from signal\n"),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), SOUND)
def test_a_rule_leaves_a_sound_text_alone(rule: str, text: str) -> None:
    assert of(rule, text) == ()


def test_every_rule_is_tried() -> None:
    assert {rule for rule, *_ in CASES} == {name_of_rule(rule) for rule in DRAFT_RULES}


def test_every_rule_has_its_manual_page() -> None:
    for rule in DRAFT_RULES:
        page = import_module(rule.__module__).__doc__ or ""
        assert page.startswith(f"{name_of_rule(rule)}: "), rule
        assert "*Exact*" in page or "*May*" in page, rule
        assert "*What to do*" in page, rule
        assert "\n\n    " in page, "an example"


def test_a_finding_quotes_the_clause_and_cites_nothing_else() -> None:
    (finding,) = of("circular-wait", f"{A}  from b done\n{B}  from a done\n")
    assert '`a` says "from b done"' in finding.explanation
    assert '`b` says "from a done"' in finding.explanation
    assert finding.picture is not None
    assert {(edge.source, edge.target) for edge in finding.picture.edges} == {
        ("a", "b"),
        ("b", "a"),
    }


def test_the_order_of_findings_is_that_of_the_rules() -> None:
    order = [name_of_rule(rule) for rule in DRAFT_RULES]
    places = [order.index(finding.rule) for finding in found_in(f"{A}  from b done\n{B}")]
    assert places == sorted(places)


# --- What is no finding --------------------------------------------------------------------------


def test_words_are_never_judged_so_nothing_need_follow_from_their_breach() -> None:
    assert (
        of("breach-without-consequence", 'duty c\n  north and south "settle by dialogue"\n') == ()
    )


def test_a_ban_that_ends_when_the_duty_begins_is_not_against_it() -> None:
    ban = "ban c\n  north must not move forces to border\n"
    assert of("duty-against-ban", f"{A}  from calm\n{ban}")
    assert of("duty-against-ban", f"{A}  from calm\n{ban}  until calm\n") == ()


def test_a_party_that_forgoes_what_is_owed_to_it_has_no_veto() -> None:
    assert of("veto", f"{B}  from north moves forces to border\n") == ()
    assert of("veto", f"{B}  from signal\n")


def test_pledge_and_pay_are_used_where_there_is_a_fund() -> None:
    def unused(text: str) -> str:
        return " ".join(one.explanation for one in of("unused-name", text))

    assert "`pay`" in unused(A) and "`pledge`" in unused(A)
    fund = unused(f"{A}fund money\n  pledged by east\n")
    assert "`pay`" not in fund and "`pledge`" not in fund
