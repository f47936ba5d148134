"""Intake: adapters that read what others publish into the forms of the record.

`article` reads a page, a PDF or a text into an article; `statements` finds in it who says what;
`draft` lays that out as a report that a person reviews; `incidents` reads tables of incidents. What
a machine found is a proposal: nothing enters a record before a person has confirmed it.
"""
