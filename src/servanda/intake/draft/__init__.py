"""Drafts: what was found in an article, as a report that a person accepts, mends or rejects."""
