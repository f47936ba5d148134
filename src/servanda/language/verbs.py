"""The third person of a verb, as English bends it."""


def third_person(base: str) -> str:
    """`releases` of `release`, `puts-beyond-use` of `put-beyond-use`."""
    verb, hyphen, rest = base.partition("-")
    return bent(verb) + hyphen + rest


def bent(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb + "s"
