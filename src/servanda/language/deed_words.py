"""A deed in the words of the language, as an agreement or a claim would write it."""

from servanda.language.listing import listed
from servanda.language.verbs import third_person
from servanda.values.deed import Deed


def deed_words(deed: Deed) -> str:
    """The whole deed: `hamas releases 7 living-hostages to israel via icrc`."""
    amount = str(deed.amount) if deed.amount is not None else ""
    shares = " and ".join(f"of which {share.amount} {share.class_name}" for share in deed.shares)
    places = (("to", deed.to), ("from", deed.origin), ("via", deed.via), ("in", deed.place))
    where = " ".join(f"{word} {name}" for word, name in places if name)
    other = "each other" if deed.mutual else ""
    parts = (listed(deed.actors), _verb(deed), amount, deed.thing or "", other, shares, where)
    return " ".join(part for part in parts if part)


def short_deed(deed: Deed) -> str:
    """Who does what to which thing: `hamas releases living-hostages`."""
    parts = (listed(deed.actors), _verb(deed), deed.thing)
    return " ".join(part for part in parts if part)


def _verb(deed: Deed) -> str:
    return third_person(deed.action) if len(deed.actors) == 1 else deed.action
