"""Entries of a public record are numbered without those that nothing shows."""

from servanda.publish.public_record import public_record
from servanda.workspace.building import build
from tests.publication.editions import policy

AGREEMENT = """# Accord

```servanda
agreement accord "Accord"
  time zone UTC
  in force 2026-01-01 00:00

party north "North"
party south "South"

action fire "opens fire"
action release "sets free"
thing lorry "lorries"
thing prisoner "prisoners"

ban quiet "No fire"
  south must not fire lorry

duty free "Release"
  north releases 2 prisoner to south
  by 2026-02-20
```
"""
RECORD = """# Record

```servanda
source gazette "Gazette"

occasion vote "the vote" every 4 years from 2024-11-05

report R1 "A date, and a promise"
  by gazette
  on 2026-01-04

claim gazette says
  vote happens
  on 2026-01-04

claim gazette promises
  north releases 2 prisoner to south
  on 2026-01-05

report R2 "What became of it"
  by gazette
  on 2026-01-06

claim gazette says
  resolves R1.2 as late
  on 2026-01-06

report R3 "Shots"
  by gazette
  on 2026-01-08

claim gazette says
  south fires lorry
  on 2026-01-08
```
"""


def test_what_is_shown_nowhere_takes_no_number() -> None:
    made = build({"agreement.md": AGREEMENT, "record/r.md": RECORD})
    assert made.agreement is not None
    assert not [one for one in made.diagnostics if one.severity == "error"], made.diagnostics
    told = public_record(
        made.record,
        made.agreement,
        policy(places="[]", exact="[]", movements="[]", attribution='"show"', sources='"all"'),
        made.agreement.calendar.midnight(made.agreement.calendar.local(1770000000).date()),
    ).record
    assert [one.id for one in told.claims] == ["R1.1"]
    assert list(told.reports) == ["R1"]
