"""What a record teaches: its linked claims in their words, and the titles of its reports."""

from servanda.intake.draft.lessons import lessons_in
from servanda.workspace.building import build
from tests.intake.draft.small import TEXTS, ground

REPORT = """\
# A report

```servanda
report seven "Seven prisoners set free"
  by gazette
  on 2026-01-21

claim gazette says
  north releases 7 prisoners to south
  on 2026-01-20

claim unnamed south "officials" via gazette say
  "it was high time"
  on 2026-01-21
  about release-prisoners
```
"""


def test_a_linked_claim_and_the_title_over_it_teach() -> None:
    record = build({**TEXTS, "record/seven.md": REPORT}).record
    said, title = lessons_in(record, ground().bearing.deeds)
    assert said.speaker == "south" and said.about == {"release-prisoners"}
    assert "high" in said.words
    assert title.speaker is None and title.about == {"release-prisoners"}
    assert "seven" in title.words
