"""The log: an append-only record in a database that people with opposed interests can trust.

Read `entry` (what is logged), `tree` (how it is made tamper-evident), `head` (how it is witnessed)
and `log` (how it is opened, appended to and read), in this order. The format is specified in
docs/log-format.md, well enough to write a second verifier.
"""
