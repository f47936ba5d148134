"""The language: from Markdown with `servanda` blocks to a syntax tree, and back to one layout."""
