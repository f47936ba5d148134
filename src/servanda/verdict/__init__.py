"""Verdicts: what follows from an agreement and its evidence, for every date, with the reasons."""
