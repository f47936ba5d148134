"""One module for each command.

A module imports only what its options need; everything heavier is imported when the command runs,
so that `--help` and completion answer at once.
"""
