"""Funds: pledged, paid, withheld by the text or by a linkage that somebody holds."""

from servanda.evidence.viewpoint import NEUTRAL, Viewpoint
from servanda.values.quantity import NOTHING, Range, exactly
from servanda.verdict.assessment import FundVerdict
from tests.verdict.small_world import small_world

MONEY = """
actor donors "donors"
actor trust "the trust"
action pledge "promises money"
action pay "hands over money"
source donors-office "an office of the donors"
  camp donors
  speaks for donors
duty maps
  north delivers 1 maps to south
"""
FUND = """
fund rebuilding
  pledged by donors
  paid by donors
  held by trust
"""
AT = "2025-12-01"
HOLDING = Viewpoint("south", "S", linkages_of=frozenset({"south"}))
LINKED = "  linkage south: withheld until maps done\n"


def money(action: str, number: int, when: str = "2025-10-05", says: str = "says",
          who: str = "observer", thing: str = "coins") -> str:  # fmt: skip
    return f"claim {who} {says}\n  donors {action} {number} {thing}\n  on {when}\n\n"


def delivered(when: str = "2025-11-01") -> str:
    return f"claim observer says\n  north delivers 1 maps to south\n  on {when}\n\n"


def fund(claims: str, clauses: str = "", viewpoint: Viewpoint = NEUTRAL, at: str = AT,
         text: str = FUND) -> FundVerdict:  # fmt: skip
    world = small_world(MONEY + text + clauses, claims)
    (verdict,) = world.assessment(at, viewpoint).funds
    return verdict


def test_nobody_has_pledged() -> None:
    verdict = fund("")
    assert (verdict.state, verdict.pledged, verdict.paid) == ("none pledged", NOTHING, NOTHING)


def test_pledged() -> None:
    verdict = fund(money("pledge", 10) + money("pledge", 5, "2025-10-20"))
    assert (verdict.state, verdict.pledged, verdict.paid) == ("pledged", exactly(15), NOTHING)
    assert (verdict.unit, verdict.releasable) == ("coins", NOTHING)


def test_partly_paid_and_paid() -> None:
    pledged = money("pledge", 10)
    part = fund(pledged + money("pay", 4))
    whole = fund(pledged + money("pay", 10))
    assert (part.state, part.paid, part.releasable) == ("partly paid", exactly(4), exactly(4))
    assert (whole.state, whole.paid) == ("paid", exactly(10))


def test_at_its_date() -> None:
    claims = money("pledge", 10, "2025-10-05") + money("pay", 4, "2025-11-05")
    states = [fund(claims, at=at).state for at in ("2025-10-05", "2025-10-06", "2025-11-06")]
    assert states == ["none pledged", "pledged", "partly paid"]


def test_a_plan_to_pay_is_no_payment() -> None:
    assert fund(money("pledge", 10) + money("pay", 4, says="promises")).state == "pledged"


def test_withheld_by_the_text() -> None:
    claims = money("pledge", 10) + money("pay", 4)
    verdict = fund(claims, "  withheld until maps done\n")
    assert (verdict.state, verdict.releasable) == ("withheld", NOTHING)
    assert verdict.withheld_because == ("maps done (in the text)",)
    after = fund(claims + delivered(), "  withheld until maps done\n")
    assert (after.state, after.releasable, after.withheld_because) == (
        "partly paid", exactly(4), (),
    )  # fmt: skip


def test_a_linkage_withholds_only_where_it_is_held() -> None:
    claims = money("pledge", 10) + money("pay", 4)
    not_held, held = fund(claims, LINKED), fund(claims, LINKED, HOLDING)
    assert (not_held.state, not_held.releasable) == ("partly paid", exactly(4))
    assert "not in the text" in not_held.because
    assert (held.state, held.releasable) == ("withheld", NOTHING)
    (why,) = held.withheld_because
    assert why.startswith("maps done (not in the text")


def test_a_linkage_that_is_satisfied_withholds_nothing() -> None:
    claims = money("pledge", 10) + money("pay", 4) + delivered()
    assert fund(claims, LINKED, HOLDING).state == "partly paid"


def test_what_depends_on_the_reading_is_undetermined() -> None:
    readings = "  reading strict: withheld until maps done\n  reading loose: as it stands\n"
    verdict = fund(money("pledge", 10) + money("pay", 4), readings)
    assert (verdict.state, verdict.cause, verdict.releasable) == (
        "undetermined", "reading", Range(0, 4),
    )  # fmt: skip


def test_a_contested_condition_withholds() -> None:
    denied = "claim second-observer denies\n  north delivers 1 maps to south\n  on 2025-11-01\n\n"
    claims = money("pledge", 10) + money("pay", 4) + delivered() + denied
    verdict = fund(claims, "  withheld until maps done\n")
    assert (verdict.state, verdict.releasable) == ("withheld", NOTHING)


def test_a_contested_payment_is_undetermined() -> None:
    denied = money("pay", 4, says="denies", who="second-observer")
    verdict = fund(money("pledge", 10) + money("pay", 4) + denied)
    assert (verdict.paid, verdict.state) == (Range(0, 4), "undetermined")


def test_what_is_pledged_in_two_units_is_not_added() -> None:
    verdict = fund(money("pledge", 10) + money("pledge", 5, "2025-10-20", thing="keys"))
    assert verdict.pledged != exactly(15)


def test_a_fund_that_names_no_payer_is_paid_by_anybody() -> None:
    verdict = fund(
        money("pledge", 10) + money("pay", 4), text="\nfund rebuilding\n  pledged by donors\n"
    )
    assert "by anybody" in verdict.because
    assert verdict.paid == exactly(4)


def test_a_pledge_to_one_fund_is_not_pledged_to_another() -> None:
    other = "fund relief\n  pledged by donors\n  paid by donors\n"
    pledge = money("pledge", 10).rstrip() + "\n  about rebuilding\n"
    funds = small_world(MONEY + FUND + other, pledge).assessment(AT).funds
    assert [one.pledged for one in funds] == [exactly(10), NOTHING]


def test_sums_that_depend_on_the_reading_are_a_range() -> None:
    readings = "  reading broad: paid by donors and east\n  reading narrow: as it stands\n"
    more = "claim observer says\n  east pay 3 coins\n  on 2025-10-06\n".replace("pay 3", "pays 3")
    verdict = fund(money("pledge", 10) + money("pay", 4) + more, readings)
    assert verdict.paid == Range(4, 7)


# --- Tranches ------------------------------------------------------------------------------------

TRANCHES = """  tranche first: 25 percent
  tranche second: 25 percent; withheld until maps done
  tranche last: the rest; withheld until signature
"""


def test_tranches_become_free_one_by_one() -> None:
    paid = money("pledge", 100) + money("pay", 80)
    before, after = fund(paid, TRANCHES), fund(paid + delivered(), TRANCHES)
    assert [(one.name, one.state) for one in before.tranches] == [
        ("first", "free"), ("second", "withheld"), ("last", "withheld"),
    ]  # fmt: skip
    assert [one.amount for one in before.tranches] == [exactly(25), exactly(25), exactly(50)]
    assert (before.releasable, after.releasable) == (exactly(25), exactly(50))


def test_what_is_paid_out_is_no_longer_releasable() -> None:
    words = 'action disburse "pays out"\n'
    paid = money("pledge", 100) + money("pay", 80) + delivered()
    out = "claim observer says\n  trust disburses 30 coins\n  on 2025-11-10\n\n"
    verdict = fund(paid + out, TRANCHES, text=words + FUND)
    assert verdict.moved == (("disbursed", exactly(30)),)
    assert verdict.releasable == exactly(20)


def test_a_fund_of_which_every_tranche_waits_is_withheld() -> None:
    waiting = "  tranche only: the rest; withheld until maps done\n"
    assert fund(money("pledge", 10) + money("pay", 4), waiting).state == "withheld"
