"""Whatever stands in a text: something or nothing is found, and it lies in the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.intake.statements.reading import read

PIECES = st.sampled_from(
    [
        "The minister", " said ", "that ", "“", "”", '"', "'s ", "\n", ": ", ", ", ". ", "?", "—",
        "according to ", "The Daily Herald ", "reported ", "on Monday ", "he ", "as ", "31 June ",
        "will arrive in Jordan ", "met with ", "الوزير ", "\u200f", "\u202e", "\x00",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example(" said according to 's The Daily Herald ")
def test_what_is_found_lies_in_the_text(text: str) -> None:
    found = read(text)
    places = [place for each in found.statements for place in each.content]
    places += [each.extent for each in found.meetings]
    places += [each.speaker.extent for each in found.statements if each.speaker is not None]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
