"""To whom an edition would release what they may not see otherwise."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from servanda.language.listing import listed
from servanda.record.marking import Marking
from servanda.store.access import ANYBODY, Reader, may_see, reader_of
from servanda.store.edition import Basis
from servanda.store.entry import STATEMENTS
from servanda.store.keyring import Keyring
from servanda.store.log import Hand, keyring
from servanda.store.marked import marking_in
from servanda.values.instant import Instant
from servanda.workspace.editions import Sealed
from servanda.workspace.files import WorkspaceError, printable
from servanda.workspace.keys import keys_folder
from servanda.workspace.logged import Prefix, Standing, filed_by_of, instant_of, seen_by
from servanda.workspace.recording import opened

ELSE = "\0"  # the organisation of somebody who may be let in later
NARROWEST = ("protected", "under embargo", "red", "amber-strict", "amber", "green", "for some only")


def require_none(found: Mapping[str, int]) -> None:
    """`WorkspaceError` where somebody might see an edition and not every statement that it was made
    of, with how many those are, by their marking."""
    words = released_words(found)
    if words:
        raise WorkspaceError(
            f"{words}; narrow it with --marking and --releasable-to, seal what its readers may see "
            "with --as, or say --release to release them"
        )


def released_words(found: Mapping[str, int]) -> str:
    """Of how many statements it tells that somebody may not see otherwise; empty: of none."""
    if not found:
        return ""
    count = sum(found.values())
    each = listed([f"{found[what]:,} {what}" for what in NARROWEST if what in found])
    return (
        f"it may tell of {count:,} statement{'' if count == 1 else 's'} marked narrower than the "
        f"edition ({each})"
    )


def require_no_protected(found: Mapping[str, int]) -> None:
    """`WorkspaceError` where somebody might see an edition and not a protected source that it may
    tell of: no word releases who that is."""
    count = found.get("protected", 0)
    if count:
        several = "a protected source" if count == 1 else f"{count:,} protected sources"
        raise WorkspaceError(
            f"it may tell of {several}, whom not all of its readers may know, and --release does "
            "not release that: seal what its readers may see with --as, or narrow it with "
            "--marking and --releasable-to"
        )


def released_by(where: str, sealed: Sealed, keys: Path | None = None) -> Mapping[str, int]:
    """The same of an edition that was sealed, for those who might see it then, as far as the keys
    that it was made with are here."""
    edition = sealed.edition
    return released(
        edition.basis, where, edition.marking, sealed.author.organisation, keys or keys_folder()
    )


def released(
    basis: Basis, where: str, marking: Marking, sealed_by: str, keys: Path
) -> Mapping[str, int]:
    """How many statements of what kind of marking somebody may not see who may see the edition."""
    prefix = Prefix(basis.size, basis.keys)
    with opened(where) as connection:
        entries, sight = seen_by(connection, basis.reader, basis.read_at, keys, prefix)
        ring = keyring(connection, basis.size)
        filed_by = filed_by_of(connection, entries, ring)
        counting = instant_of(connection, Standing(basis.size, basis.read_at))
    at = basis.read_at
    people = [one for one in _people(ring, counting) if may_see(one, marking, sealed_by, at)]
    found: Counter[str] = Counter()
    for one in entries:
        if one.entry.kind not in STATEMENTS or not sight.shows(one.entry):
            continue
        own, whose = marking_in(one.entry), filed_by[one.position]
        if not all(may_see(each, own, whose, at) for each in people):
            found[_kind_of(own, at)] += 1
    return found


def ring_of(where: str) -> Keyring:
    with opened(where) as connection:
        return keyring(connection)


def sealing_for(ring: Keyring, hand: Hand) -> str:
    """The organisation for which a hand signs."""
    holder = ring.holders.get(hand.author.public.id)
    return holder.organisation if holder else ""


def _people(ring: Keyring, at: Instant) -> Iterator[Reader]:
    """Everybody whose key counts at an instant, and whoever may come: somebody who only reads, or
    takes part, for an organisation that the log does not know yet."""
    yield from (ANYBODY, Reader("", "", True), Reader("", ELSE, True, True))
    for holder in ring.holders.values():
        if holder.counts(at):
            yield reader_of(holder, ring, at)


def _kind_of(marking: Marking, at: Instant) -> str:
    if marking.is_protected:
        return "protected"
    if marking.embargo is not None and at < marking.embargo:
        return "under embargo"
    return marking.level if marking.level != "clear" else "for some only"


def require_known(names: Collection[str], ring: Keyring) -> None:
    """`WorkspaceError` for who is neither a reader nor an organisation that the log knows."""
    known = {
        each
        for holder in ring.holders.values()
        for each in (holder.name, holder.organisation)
        if each
    }
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = (
                f"did you mean {close[0]}?" if close else f"there are: {', '.join(sorted(known))}"
            )
            raise WorkspaceError(
                f"the log knows nobody named {printable(name)}, reader or organisation; {hint}"
            )
