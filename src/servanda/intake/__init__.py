"""Intake: adapters that read what others publish into the forms of the record."""
