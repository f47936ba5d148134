"""A viewpoint: whose eyes. Choices about facts, about the text, and about acts."""

from dataclasses import dataclass, field

from servanda.evidence.ladder import Ladder


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What one side accepts as evidence, how it reads the text, and whose acts it recognises.

    `neutral` prefers no camp in facts, takes every reading that somebody holds as a whole scenario
    (all of them where nobody holds any), holds no linkage,
    and recognises an act by the holder whom the text names.
    """

    name: str
    title: str
    accepts: frozenset[str] = frozenset()  # camps whose word settles an issue they speak on
    refuses: frozenset[str] = frozenset()  # camps whose self-serving word is left out
    recognises: frozenset[str] = frozenset()  # bodies whose findings verify
    reads: tuple[tuple[str, str], ...] = ()  # (stipulation or phase, reading)
    considers: tuple[tuple[str, str], ...] = ()  # neutral: every reading that somebody holds
    linkages_of: frozenset[str] = frozenset()  # whose linkages it holds
    acts_by_text: bool = False  # recognises an act by the holder whom the clause names
    recognises_acts_of: frozenset[str] = frozenset()
    rejects_acts_of: frozenset[str] = field(default=frozenset())
    ladder: Ladder | None = None  # by which it weighs, with all the others; None: the standard one


NEUTRAL = Viewpoint("neutral", "neutral", acts_by_text=True)
