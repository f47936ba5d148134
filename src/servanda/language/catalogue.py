"""Every diagnostic that can be given, by its stable name, with what it means in one line.

A test holds that nothing is ever reported under a name that is not listed here.
"""

from collections.abc import Mapping
from types import MappingProxyType

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        # The file
        "not-utf8": "the file is not text in UTF-8",
        "not-text": "the file holds bytes that no text holds",
        "text-too-long": "the file is longer than two million characters",
        "line-too-long": "a line is longer than 20,000 characters",
        "unclosed-fence": "a fenced block is opened and never closed",
        "unknown-fence": "a fence that looks meant for `servanda` does not say exactly that",
        "tab-indentation": "a line is indented with a tab; it counts as two spaces",
        "too-many-problems": "the rest of the file was not read, because so little of it could be",
        # One line
        "unclosed-quote": "a quotation mark is opened and never closed on its line",
        "unknown-header": "a line at the left edge does not begin with a word that starts one",
        "unreadable-header": "a header does not say what it should",
        "unreadable-clause": "a clause does not say what it should",
        "indented-header": "a header does not stand at the left edge",
        "clause-without-header": "an indented line has no header above it",
        "no-clauses-here": "this header takes no clauses",
        "nested-too-deep": "parentheses or negations are nested more than fifty deep",
        "no-such-date": "a date that no calendar has, or a year outside 1900 to 2199",
        "no-such-time": "an hour or an offset that no clock shows",
        "negative-quantity": "a quantity is below nothing",
        "absurd-quantity": "a quantity or duration is beyond anything an agreement could mean",
        "range-backwards": "a range ends below its start",
        "said-twice": "the same is said twice where it can be said once",
        "window-missing": "a total or a rate does not say over which days",
        "window-misplaced": "days are given as a window for something that is no total and no rate",
        # Names
        "declared-twice": "one name is declared twice",
        "unknown-actor": "an actor is used and not declared",
        "unknown-action": "an action is used and not declared",
        "unknown-thing": "what a deed is done to is not declared",
        "unknown-area": "an area is used and not declared",
        "unknown-class": "a class is used and not declared",
        "unknown-level": "a level is used and not declared",
        "unknown-event": "an event is used and not declared",
        "unknown-stipulation": "a stipulation is used that no text contains",
        "unknown-phase": "a phase is used that no text contains",
        "unknown-reading": "a viewpoint reads something in a way that the text does not list",
        "unknown-source": "a source is used and not declared",
        "unknown-occasion": "an occasion is used and not declared",
        # The agreement
        "no-agreement": "no `agreement` header stands in any file",
        "two-agreements": "the `agreement` header stands more than once",
        "no-time-zone": "the agreement does not name its time zone",
        "no-such-time-zone": "the time zone is not one of the IANA database",
        "no-entry-into-force": "the agreement does not say when it came into force",
        "no-such-local-time": "daylight saving skips this hour in the agreement's time zone",
        "clause-not-for-kind": "a clause stands under a kind of stipulation that does not take it",
        "nothing-owed": "a stipulation has no deed, or a phase no gate: nothing follows from it",
        "class-of-another-thing": "a class is used of a thing that it does not divide",
        "not-a-level-word": "a level is said to stand at a word that is not one of its words",
        "level-in-words": "a level of words is set to a number, or one of numbers to a word",
        "comparison-missing": "a ratio does not say whether more than is due will do",
        "gate-only-in-readings": "a phase has no gate in the text, only in its readings",
        "fund-word-missing": "a fund is pledged or paid, and the action of that name is undeclared",
        "ratio-missing": "a clause about a ratio stands where nothing is owed `for each`",
        "deadline-missing": "effort is owed after a deadline, and there is no deadline",
        "period-missing": "a quota does not say how often its amount is due",
        "circular-definition": "an area lies within itself, or an actor stands above itself",
        "waits-for-itself": "a trigger can hold only once what it triggers has begun",
        "bare-event": "many conditions rest on events that are declared and not defined by a deed",
        # The record
        "entry-without-report": "a claim, coverage, engagement or position stands in no report",
        "report-without-publisher": "a report does not say who published it",
        "report-without-date": "a report does not say when it appeared",
        "recorded-before-published": "a report was recorded before it was published",
        "chain-loops": "a link stands twice in a chain, or a report cites itself",
        "claim-without-content": "a claim claims nothing",
        "claim-without-moment": "a claim, engagement or position does not say when",
        "event-after-report": "a report tells of what had not happened when it appeared",
        "state-without-finding": "a report states what only a finding, a ruling or an act can",
        "quantity-missing": "a total or a rate does not say how many",
        "clause-misplaced": "a clause stands under a claim of another sort than its own",
        "absurd-casualties": "a number of casualties that no event can have",
        "coverage-incomplete": "coverage does not say of what, from when to when, or on whose word",
        "coverage-past-report": "coverage reaches beyond the day of its report",
        "engagement-without-status": "an engagement does not say whether it was planned or held",
        "occasion-without-years": "an occasion recurs, but not after a number of years",
        # Viewpoints
        "neutral-takes-a-side": "the neutral viewpoint is given a choice of its own",
        "chosen-both-ways": "a viewpoint takes and leaves the same camp or the same actor's acts",
        "two-readings": "a viewpoint reads in two ways what is read alike",
        "unknown-holder": "a viewpoint holds linkages of somebody who asserts none",
        # Slips in the record, found by the rules of analysis
        "two-offices": "somebody is given two things at once of which one can have only one",
        "occasion-in-wrong-year": "an occasion is placed in years in which it does not fall",
        "rival-command": "two are said to do at once what only one can do",
    }
)
