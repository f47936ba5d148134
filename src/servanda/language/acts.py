"""The legal acts of the language: what parties and bodies do to what was agreed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from servanda.language.verbs import third_person

Act = Literal[
    "extend", "waive", "suspend", "resume", "withhold",
    "certify", "decertify", "terminate", "replace", "accept",
]  # fmt: skip
ACTS: tuple[Act, ...] = get_args(Act)
FORMS: Mapping[str, Act] = MappingProxyType(
    {form: act for act in ACTS for form in (act, third_person(act))}
)


def act_of(verb: str) -> Act | None:
    """The act that a verb is a form of: `extends` is `extend`."""
    return FORMS.get(verb)
