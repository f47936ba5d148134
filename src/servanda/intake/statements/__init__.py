"""Statements: who says what in an article, found by rules over the grammar of its sentences."""
