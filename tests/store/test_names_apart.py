"""No name of a key is that of an organisation: what is released to one is for nobody else."""

import pytest

from servanda.store.database import reading
from servanda.store.fault import NotIntactError
from servanda.store.intact import require_intact
from servanda.store.key import new_key
from servanda.store.keyring import Holder, key_entry
from tests.store.accord import Mission
from tests.store.finding import require_found, require_holds
from tests.store.logs import BEGUN
from tests.store.people import People
from tests.store.test_own_keys import accord, let_in, refused

__all__ = ["accord"]


@pytest.mark.parametrize(
    ("name", "organisation", "told"),
    [
        ("Guests", "Press", "'Guests' is the name of an organisation in the log"),
        ("Guests", "", "'Guests' is the name of an organisation in the log"),
        ("erin", "dana", "'dana' is the name of a key in the log"),
        ("anybody", "Press", "`anybody` is whoever the log does not know"),
        ("erin", "anybody", "`anybody` is whoever the log does not know"),
    ],
)
def test_a_name_of_two_is_refused_before_a_key_is_made(
    accord: Mission, name: str, organisation: str, told: str
) -> None:
    said = refused(accord, *let_in(accord, name, "--for", organisation))
    assert told in said
    assert "nothing was written" in said
    assert not (accord.keys / f"{name}.key").exists()


@pytest.mark.parametrize("whose", [("anybody", "Mission"), ("amal", "anybody")])
def test_no_log_begins_with_anybody(accord: Mission, whose: tuple[str, str]) -> None:
    name, organisation = whose
    place = f"{accord.log}.other"
    begin = ("log", "new", place, "--title", "t", "--keeper", name, "--for", organisation)
    assert "`anybody` is whoever the log does not know" in refused(accord, *begin)


def test_an_organisation_of_one_has_the_name_of_its_key(accord: Mission) -> None:
    place = f"{accord.log}.other"
    begin = ("log", "new", place, "--title", "t", "--keeper", "amal", "--for", "amal")
    accord.says(*begin)
    accord.log = place
    accord.says(*let_in(accord, "badr", "--for", "amal"))
    assert "Everything holds" in accord.says("log", "verify", place, "--key", "amal")


def test_what_is_releasable_to_a_new_key_is_told(accord: Mission) -> None:
    accord.report(
        "later.md",
        '```servanda\nreport R3 "For some"\n  by icrc\n  on 2026-01-22\n'
        '  releasable to "Partner"\n```\n',
    )
    told = accord.run(*let_in(accord, "Partner", "--for", "Press", "--role", "reader"))
    assert "1 statement or table is releasable to Partner, which is this key" in " ".join(
        told.stderr.split()
    )
    told = accord.run(*let_in(accord, "erin", "--for", "Partners", "--role", "reader"))
    assert " releasable to " not in " ".join(told.stderr.split())


@pytest.mark.parametrize(
    ("name", "organisation"),
    [("Guests", "Press"), ("erin", "dana"), ("anybody", ""), ("e", "anybody")],
)
def test_both_verifiers_find_a_name_of_two_that_was_entered_all_the_same(
    people: People, name: str, organisation: str
) -> None:
    require_holds(people.path)
    one = Holder("gast", new_key().public, ("reader",), "Guests", BEGUN)
    people.add(people.amal, key_entry(one))
    require_holds(people.path)
    other = Holder(name, new_key().public, ("reader",), organisation, BEGUN)
    people.add(people.amal, key_entry(other))
    require_found(
        people.path,
        "`anybody` is whoever" if "anybody" in (name, organisation) else "is the name of",
        "has a name or organisation that means another, too [6]",
    )
    with reading(people.log.database) as connection, pytest.raises(NotIntactError):
        require_intact(connection)
