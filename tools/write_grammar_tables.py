"""Writes the tables of the grammar beside it. Run it after every change of `grammar.lark`."""

from pathlib import Path

from servanda.language import grammar

if __name__ == "__main__":
    Path(grammar.__file__).with_name("grammar.tables.json").write_text(grammar.tables())
