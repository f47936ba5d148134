"""JSON on standard output."""

import json
import sys

from servanda.cli.pipe import write_out
from servanda.cli.safe_text import is_unicode
from servanda.publish.answer_json import JsonObject


def print_json(answer: JsonObject) -> None:
    """Readable, and in ASCII where the output cannot carry more."""
    plain = not is_unicode(sys.stdout.encoding or "ascii")
    write_out(json.dumps(answer, indent=2, ensure_ascii=plain, allow_nan=False) + "\n")
