"""Who is cited speaks, and whoever cites them carries it: one sentence for each way to say so."""

import pytest

from tests.intake.statements.reading import only, read, said

CITED = [
    ("The Daily Herald reported, citing three officials, that the crossing had been closed.",
     "three officials", ("The Daily Herald",), "that the crossing had been closed"),
    ("The crossing was closed on Monday, Reuters reported, citing an Eastland official.",
     "an Eastland official", ("Reuters",), "The crossing was closed on Monday"),
    ("Citing an unnamed official, World News reported that the crossing had been closed.",
     "an unnamed official", ("World News",), "that the crossing had been closed"),
    ("World News reported that the crossing had been closed, citing two officials.",
     "two officials", ("World News",), "that the crossing had been closed"),
    ("According to Haaretz, which cited a source in the foreign ministry, it had been closed.",
     "a source in the foreign ministry", ("Haaretz",), "it had been closed"),
    ("According to Haaretz, citing a security source, the crossing had been closed.",
     "a security source", ("Haaretz",), "the crossing had been closed"),
    ("WSJ reported that Channel 12 had quoted an aide as saying that the crossing would close.",
     "an aide", ("Channel 12", "WSJ"), "that the crossing would close"),
    ("The Daily Herald reported that World News had reported that officials said that it closed.",
     "officials", ("World News", "The Daily Herald"), "that it closed"),
    ("Reuters quoted a diplomat as saying that the talks had stalled.",
     "a diplomat", ("Reuters",), "that the talks had stalled"),
    ("The talks had stalled, the minister was quoted as saying by Reuters.",
     "the minister", ("Reuters",), "The talks had stalled"),
    ("A source told AP that the talks had stalled.",
     "A source", ("AP",), "that the talks had stalled"),
    ("The talks had stalled, the minister said in comments carried by Reuters.",
     "the minister", ("Reuters",), "The talks had stalled"),
    ("In an interview with World News, the minister said that the talks had stalled.",
     "the minister", ("World News",), "that the talks had stalled"),
    ("Speaking to Reuters, the minister said that the talks had stalled.",
     "the minister", ("Reuters",), "that the talks had stalled"),
    ("The Lake Daily, which is close to the movement, cited a source as saying that it stalled.",
     "a source", ("The Lake Daily",), "that it stalled"),
    ("Southland will keep the gate closed until further notice, World News reported on Tuesday, "
     "citing two officials.",
     "two officials", ("World News",), "Southland will keep the gate closed until further notice"),
    ("Sources told Reuters that the gate had been sealed, the agency reported.",
     "Sources", ("Reuters",), "that the gate had been sealed"),
    ("Two officials said the talks had stalled, Reuters reported.",
     "Two officials", ("Reuters",), "the talks had stalled"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "via", "content"), CITED)
def test_who_is_cited_speaks_by_way_of_who_cites(
    text: str, speaker: str, via: tuple[str, ...], content: str
) -> None:
    found = only(text)
    assert found.speaker is not None
    assert (found.speaker.whole, found.via, said(text, found)) == (speaker, via, content)


def test_an_outlet_that_cites_another_passes_on_what_that_one_says() -> None:
    found = only("The Daily Herald, quoting World News, said that the crossing had been closed.")
    assert (found.speaker, found.via) == (None, ("World News", "The Daily Herald"))


def test_the_paper_that_is_told_is_the_one_named_last() -> None:
    text = (
        "The talks had stalled, according to Haaretz. "
        "The minister told the paper that nobody would come."
    )
    assert [each.via for each in read(text).statements] == [("Haaretz",), ("Haaretz",)]


@pytest.mark.parametrize("what", ["intelligence", "the weather"])
def test_who_cites_a_reason_speaks(what: str) -> None:
    found = only(f"The army, citing {what}, said that the crossing had been closed.")
    assert found.speaker is not None and found.speaker.words == "The army"


def test_what_a_person_quotes_of_another_is_said_by_that_person() -> None:
    found = only("Ada Lund quoted the president as saying that the talks had stalled.")
    assert found.speaker is not None and found.speaker.words == "Ada Lund"


@pytest.mark.parametrize(
    ("more", "via"),
    [
        ("He added that nobody had left.", ("Reuters",)),
        ("\nHe added that nobody had left.", ()),
        ("The army said that nobody had left.", ()),
    ],
)
def test_who_goes_on_does_so_by_way_of_the_same_outlet(more: str, via: tuple[str, ...]) -> None:
    _, second = read(f"An official told Reuters that the talks had stalled. {more}").statements
    assert second.via == via


def test_who_issues_a_statement_says_what_it_says() -> None:
    found = only("The campaign issued a statement saying that nobody would leave.")
    assert found.speaker is not None and found.speaker.words == "The campaign"


def test_that_somebody_says_nothing_is_no_statement() -> None:
    assert read("The army declined to comment.").statements == ()
