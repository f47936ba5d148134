"""What the commands on a log say."""

from pathlib import Path

from servanda.cli.screen import Screen
from servanda.store.envelope import Envelope
from servanda.store.head import Head, written_time
from servanda.store.key import PublicKey
from servanda.store.log import Log, Logged
from servanda.store.proof import Consistency, Inclusion
from servanda.store.refusal import shown
from servanda.store.verifying import Verified
from servanda.workspace.checking import Checked, Compared
from servanda.workspace.files import printable


def print_begun(screen: Screen, log: Log, keeper: str, keys: Path) -> None:
    screen.line(f"A log begins at {shown(log.where)}.")
    screen.line(f"Its name   {log.name}")
    screen.line(
        f"Its keeper {keeper}, whose private key is in {keys}: keep a copy of it elsewhere."
    )
    screen.line(
        f"Hand {keys / f'{keeper}.pub'} to whoever is to verify the log, by another way than the "
        "log itself."
    )


def print_made(screen: Screen, name: str, key: PublicKey, keys: Path) -> None:
    screen.line(f"A key of {name} ({key.id}) is made.")
    screen.line(f"Private {keys / f'{name}.key'}: for nobody but you; keep a copy of it elsewhere.")
    screen.line(f"Public  {keys / f'{name}.pub'}: for the keeper of the log, who lets you in.")


def print_released_to(screen: Screen, name: str, count: int) -> None:
    what = "1 statement or table is" if count == 1 else f"{count:,} statements and tables are"
    screen.line(
        f"In the log {what} releasable to {printable(name)}, which is this key from now on. If an "
        "organisation of that name was meant, revoke the key: readers and organisations are told "
        "apart by their names alone.",
        "yellow",
    )


def print_made_for(screen: Screen, name: str, private: Path) -> None:
    screen.line(
        f"A private key was made for that, {private}: whoever has it signs as {name}. Who makes "
        "their own, with `servanda log new-key`, hands you the public half: --public."
    )


def print_head(screen: Screen, head: Head, envelope: Envelope) -> None:
    screen.line(f"log      {head.log}")
    screen.line(f"entries  {head.size:,}")
    screen.line(f"root     {head.root.hex()}")
    screen.line(f"time     {written_time(head.time)}")
    screen.line(f"head     number {head.number:,}, signed by {envelope.key}")


def print_verified(screen: Screen, found: Checked, where: str) -> None:
    where = shown(where)
    match found.what:
        case Verified() as log:
            screen.line(f"{where}: {log.entries:,} entries under {log.heads:,} heads")
        case Inclusion(position=position):
            screen.line(f"{where}: a proof of entry {position:,}")
        case Consistency():
            screen.line(f"{where}: a proof that a log goes on from an earlier head")
    for fault in found.faults:
        screen.line(f"✗ {fault.where} {fault.what}", "bold red")
    if not found.faults:
        screen.line(
            "✓ Everything holds: nothing was changed, removed, reordered or back-dated.", "green"
        )
    for warning in found.warnings:
        screen.line(f"! {warning}.", "yellow")
    if found.faults:
        return
    if isinstance(found.what, Verified):
        screen.line(f"  Its name is {found.what.log}.")
        if not found.is_key_given:
            keeper = found.what.keeper.raw.hex() if found.what.keeper else "nobody"
            screen.line(f"  As far as you trust its keeper's key, {keeper}: give it with --key.")
        screen.line(
            "  It goes on from the head that was given: nothing before that was cut off."
            if found.is_head_given
            else "  Entries cut off at its end show only against a head kept elsewhere: --since."
        )


def print_dumped_changed(screen: Screen, where: str, why: str) -> None:
    screen.line(
        f"{shown(where)} {why}; this is all of it as it stands, and it does not hold.", "bold red"
    )


def print_backed_up(screen: Screen, found: Checked, where: str, to: str) -> None:
    if found.faults:
        screen.line(
            f"✗ {shown(where)} does not hold, and {shown(to)} is a copy of it, no better: go back "
            "to an earlier backup.",
            "bold red",
        )
    print_verified(screen, found, to)


def print_compared(screen: Screen, found: Compared, first: str, second: str) -> None:
    first, second = shown(first), shown(second)
    for name, copy in ((first, found.first), (second, found.second)):
        size = f"{copy.head.size:,} entries, {written_time(copy.head.time)}" if copy.head else ""
        screen.line(f"{name}: {size or 'no head that can be read'}")
        if copy.changed:
            screen.line(f"✗ {name} {copy.changed}", "bold red")
    if found.parts_at is None:
        screen.line(f"✓ They agree as far as both go{_goes_on(found)}.", "green")
        return
    screen.line(f"✗ They part at entry {found.parts_at:,}:", "bold red")
    for name, one in ((first, found.of_first), (second, found.of_second)):
        screen.line(f"  {name}: {_named(one)}")


def _goes_on(found: Compared) -> str:
    """By how much, where heads tell."""
    first, second = found.first, found.second
    if not first.head or not second.head or first.changed or second.changed:
        return ""
    longer = abs(first.head.size - second.head.size)
    return f"; one goes on by {longer:,}" if longer else ""


def _named(one: Logged | None) -> str:
    if one is None:
        return "nothing"
    return f"{one.entry.kind} {one.entry.name}" if one.entry.name else "what cannot be read"
