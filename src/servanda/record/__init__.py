"""The record: who said what, how we came to hear of it, and when. Append-only; never a fact."""
