"""A deed in the words of the language, as an agreement or a claim would write it."""

from servanda.language.listing import listed
from servanda.language.verbs import third_person
from servanda.values.deed import Deed


def deed_words(deed: Deed) -> str:
    """The whole deed: `hamas releases 7 living-hostages to israel via icrc`."""
    shares = " and ".join(f"of which {share.amount} {share.class_name}" for share in deed.shares)
    places = (("to", deed.to), ("from", deed.origin), ("via", deed.via), ("in", deed.place))
    where = " ".join(f"{word} {name}" for word, name in places if name)
    other = "each other" if deed.mutual else ""
    left_out = f"except {listed(deed.excepting)}" if deed.excepting else ""
    amount, thing = amount_words(deed), deed.class_name or deed.thing or ""
    parts = (_doers(deed), _verb(deed), amount, thing, other, shares, left_out, where)
    return " ".join(part for part in parts if part)


def amount_words(deed: Deed) -> str:
    """How many, as far as the words tell: `20`, `30 percent of`, `all`, `a secret number of`."""
    if deed.number == "secret":
        return "a secret number of"
    if deed.number == "to-be-agreed":
        return "a number to be agreed of"
    if deed.amount is None:
        return ""
    if deed.percent:
        return "all" if deed.amount.low == 100 else f"{deed.amount} percent of"
    return str(deed.amount)


def short_deed(deed: Deed) -> str:
    """Who does what to which thing: `hamas releases living-hostages`."""
    parts = (_doers(deed), _verb(deed), deed.class_name or deed.thing)
    return " ".join(part for part in parts if part)


def _doers(deed: Deed) -> str:
    if deed.author == "withheld":
        return "somebody (not told who)"
    return listed(deed.actors) if deed.actors else "unknown persons"


def _verb(deed: Deed) -> str:
    is_of_one = len(deed.actors) == 1 or deed.author == "withheld"
    return third_person(deed.action) if is_of_one else deed.action
