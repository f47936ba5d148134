"""Spans, instants, quantities, deeds: plain values that everything above shares."""
