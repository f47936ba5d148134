"""The end of the whole agreement, and the beginning of one of its instruments."""

from tests.verdict.small_world import small_world

SIGNED = """
claim observer says
  south signs treaty
  on 2025-10-20
"""
EXTENDED = """
claim north-office and south-office say
  north and south extend truce to 2025-11-20
  on 2025-10-12
"""
TRUCE = (
    "ban truce\n  north must not raid valley\n  until 2025-11-01\n\n"
    "power longer\n  north and south may extend truce\n"
)


def test_an_extension_moves_its_end_also_where_the_agreement_may_lapse() -> None:
    world = small_world(TRUCE, EXTENDED, lapses="signature")
    assert world.verdict("truce", "2025-11-10").force == "in force"
    assert world.verdict("truce", "2025-11-22").force == "lapsed"


def test_no_extension_moves_the_lapse_of_the_agreement() -> None:
    world = small_world(TRUCE, EXTENDED + SIGNED, lapses="signature")
    assert world.verdict("truce", "2025-11-10").force == "lapsed"


def test_no_phase_is_open_once_the_agreement_has_lapsed() -> None:
    phase = "phase watch\n  open while 2025-10-10\n\nphase late\n  begins when 2025-10-25\n"
    world = small_world(
        phase,
        """
claim observer says
  gate is shut
  on 2025-10-15

claim observer says
  gate is open
  on 2025-10-18
""",
        lapses="gate is shut",
    )
    assert world.phase("watch", "2025-10-12").state == "undetermined"
    assert world.phase("watch", "2025-10-20").state == "ended"
    assert world.phase("late", "2025-10-26").state == "ended"


def test_no_phase_of_an_instrument_is_open_before_that_is_in_force() -> None:
    world = small_world(
        """
instrument annex "The annex" of 2025-09-20
  in force 2025-10-10

phase watch
  open while 2025-10-05
"""
    )
    assert world.phase("watch", "2025-10-08").state == "not open"
    assert world.phase("watch", "2025-10-11").state == "open"
