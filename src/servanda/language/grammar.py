"""The grammar, ready to read lines: built from `grammar.lark` once, on first use.

Building the tables of the grammar takes a quarter of a second, loading them a tenth of that. So
they are kept beside the grammar, with the grammar's hash and the version of the library that made
them; where either differs they are built anew, which is slower and gives the same.
"""

import hashlib
import json
from functools import cache
from typing import Any

import lark
from lark.grammar import Rule
from lark.lexer import TerminalDef
from lark.load_grammar import FromPackageLoader

STARTS = (
    "header",
    "agreement_clause",
    "instrument_clause",
    "actor_clause",
    "area_clause",
    "stipulation_clause",
    "source_clause",
    "report_clause",
    "claim_clause",
    "correction_clause",
    "retraction_clause",
    "figures_clause",
    "incidents_clause",
    "coverage_clause",
    "event_link_clause",
    "engagement_clause",
    "position_clause",
    "viewpoint_clause",
    "test_header",
    "test_clause",
)


@cache
def parser() -> lark.Lark:
    """The one parser of this process."""
    kept = json.loads(beside("grammar.tables.json"))
    if kept["made_for"] != made_for():
        return built()
    data, memo = numbered(kept["data"]), numbered(kept["memo"])
    # As the parsers do that lark's own standalone tool writes.
    loaded: lark.Lark = lark.Lark._load_from_dict(data, memo)  # type: ignore[no-untyped-call]
    return loaded


def built() -> lark.Lark:
    """The parser, made from the grammar."""
    return lark.Lark(
        beside("grammar.lark"), parser="lalr", start=list(STARTS), maybe_placeholders=False
    )


def beside(name: str) -> str:
    """The text of a file of this package, read as lark reads its grammars."""
    _, text = FromPackageLoader(__name__.rpartition(".")[0])(None, name)
    return text


def made_for() -> str:
    """What the kept tables must have been made from to be those of this grammar."""
    digest = hashlib.sha256(beside("grammar.lark").encode()).hexdigest()
    return f"lark {lark.__version__}, sha256 {digest}"


def tables() -> str:
    """The text of `grammar.tables.json` for the grammar as it is."""
    data, memo = built().memo_serialize([TerminalDef, Rule])
    kept = {"made_for": made_for(), "data": data, "memo": memo}
    return json.dumps(kept, separators=(",", ":")) + "\n"


def numbered(value: Any) -> Any:
    """What JSON made of the tables, with its keys made numbers again where they were."""
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: numbered(held) for key, held in value.items()}
    if isinstance(value, list):
        return [numbered(held) for held in value]
    return value
