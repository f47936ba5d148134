"""Servanda: what follows from what was agreed and from what is claimed, with the reasons.

`ARCHITECTURE.md` says what each package is and where to start reading.
"""

__version__ = "0.1.0"
