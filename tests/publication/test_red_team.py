"""Nobody who has only the public editions of a month recovers what the mission protects.

The same attacks succeed on the editions without a policy, and, each, where the protection that
stops it is switched off: so that they fail is the policy's doing and not theirs.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.application import application
from servanda.cli.publication import ANSWERS
from servanda.evidence.viewpoint import NEUTRAL
from servanda.publish.public_check import known_otherwise
from servanda.publish.public_record import public_record
from servanda.verdict.assess import assess
from servanda.verdict.assessment import Question
from tests.publication import attacks
from tests.publication.attacks import ATTACKS, Attack
from tests.publication.editions import DAYS, POLICY, Editions, built, policy, published, without
from tests.publication.mission import World, texts

# What no single word of the policy switches off.
ALWAYS: tuple[Attack, ...] = (
    attacks.addresses,
    attacks.gaps,
    attacks.put_in_mouths,
    attacks.movements_ahead,
)
TOML = "".join(f"{word} = {value}\n" for word, value in POLICY.items())
EVERY = (*ATTACKS, *ALWAYS)


def name(attack: Attack) -> str:
    return attack.__name__


@pytest.fixture(scope="module")
def public() -> Editions:
    return published(World(), policy())


@pytest.fixture(scope="module")
def whole() -> Editions:
    return published(World(), None)


@pytest.fixture(scope="module")
def weakened() -> dict[str, Editions]:
    return {off: published(World(), without(off)) for off in sorted(set(ATTACKS.values()))}


@pytest.mark.parametrize("attack", EVERY, ids=name)
def test_nothing_is_recovered_from_what_is_public(attack: Attack, public: Editions) -> None:
    assert attack(public) == set()


@pytest.mark.parametrize("attack", EVERY, ids=name)
def test_the_same_attack_succeeds_without_a_policy(attack: Attack, whole: Editions) -> None:
    assert attack(whole)


@pytest.mark.parametrize("attack", ATTACKS, ids=name)
def test_the_same_attack_succeeds_without_its_protection(
    attack: Attack, weakened: dict[str, Editions]
) -> None:
    assert attack(weakened[ATTACKS[attack]])


FAULTS = {  # what may stand in what is withheld, none of which can be read
    "a misspelt deed": "claim gazette says\n  army relaeses 12 prisoner\n  on 2026-02-03",
    "an unknown source": "claim baker says\n  army kills 1 civilian\n  on 2026-02-03",
    "an unknown place": "claim gazette says\n  army kills 1 civilian in tower\n  on 2026-02-03",
    "two errors": "claim baker says\n  army kills 1 civilian in tower\n  on 2026-02-03",
    "no language at all": "we meet the nurse at nine",
}


@pytest.mark.parametrize("command", ANSWERS)
def test_errors_in_what_is_withheld_tell_nothing(command: str, tmp_path: Path) -> None:
    """Attack: how many errors there are, and of which kind, is read off what is printed; inside it
    can be."""
    public, inside = set[str](), set[str]()
    for what, fault in FAULTS.items():
        folder = tmp_path / what
        for file, text in {**texts(World()), "publication.toml": TOML}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        (folder / "record" / "secret.md").write_text(f"# S\n\n```servanda\n{fault}\n```\n")
        named = {"explain": ("no-killing",), "history": ("no-killing",), "page": ("-o", "-")}
        asked = (command, str(folder), *named.get(command, ()), "--at", "2026-02-05")
        public.add(CliRunner().invoke(application, [*asked, "--public"]).output)
        inside.add(CliRunner().invoke(application, asked).output.replace(str(folder), ""))
    assert len(public) == 1
    assert len(inside) > 1


def test_something_is_told_nevertheless(public: Editions) -> None:
    last = public.by_day[max(public.by_day)]["status"]["stipulations"]
    told = {one["name"]: one["state"] for one in last}
    assert told["no-attacks"] == "breached"
    assert told["prisoners"] == "done"
    assert told["no-killing"] == "undetermined"  # it happened; nobody is said to have done it


def test_the_public_is_told_less_and_nothing_that_is_known_otherwise() -> None:
    agreement, record = built(World())
    for day in DAYS:
        at = agreement.calendar.midnight(day)
        told = public_record(record, agreement, policy(), at)
        question = Question(told.at, told.known, "alleged", NEUTRAL.name)
        whole = assess(agreement, record, NEUTRAL, question)
        public = assess(told.agreement, told.record, NEUTRAL, question)
        assert list(known_otherwise(whole, public)) == [], day
