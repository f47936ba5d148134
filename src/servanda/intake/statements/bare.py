"""Words that deny without telling what: `that is a lie`."""

import re

FALSE = (
    r"(?:an? )?(?:complete(?:ly)?|total(?:ly)?|utter(?:ly)?|outright|pure(?:ly)?|blatant(?:ly)?"
    r"|simply|entirely|big|absolutely)?\s*"
    r"(?:lies?|false(?:hood)?|untrue|not true|fabricat(?:ion|ions|ed)|baseless|groundless"
    r"|unfounded|nonsense|incorrect|inaccurate|not correct|not accurate|without basis)"
)
BARE = re.compile(
    rf"(?:that|this|it|these|those|they)(?:['’]s|['’]re| is| are| was| were)(?: all)? {FALSE}", re.I
)


def is_bare_denial(words: str) -> bool:
    """Whether the words say of something that it is not so, and no more."""
    return BARE.fullmatch(" ".join(words.strip(" .,!“”\"'’").split())) is not None
