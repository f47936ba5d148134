"""Writes the tables of the grammar beside it. Run it after every change of `grammar.lark`.

lark numbers words and states in another order each time it runs. Here they are numbered anew, words
by their names and states as they are come to from the starts, so that the same grammar makes the
same file.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from servanda.language import grammar

State: TypeAlias = dict[str, tuple[int, Any]]  # by word: shift (0) to a state, or reduce (1)


def tables_in_order() -> str:
    """The text of `grammar.tables.json`, whose only order is the grammar's own."""
    kept = json.loads(grammar.tables())
    machine = kept["data"]["parser"]["parser"]
    words: dict[str, str] = machine["tokens"]
    states: dict[int, State] = {
        int(number): {words[word]: (step[0], step[1]) for word, step in steps.items()}
        for number, steps in machine["states"].items()
    }
    new = {old: at for at, old in enumerate(come_to(states, machine["start_states"].values()))}
    assert len(new) == len(states), "every state is come to from some start"
    numbers = {word: number for number, word in enumerate(sorted(words.values()))}
    machine["tokens"] = {str(number): word for word, number in numbers.items()}
    machine["states"] = {
        str(number): {
            str(numbers[word]): [kind, new[aim] if kind == 0 else aim]
            for word, (kind, aim) in sorted(states[old].items())
        }
        for old, number in new.items()
    }
    for ends in ("start_states", "end_states"):
        machine[ends] = {start: new[old] for start, old in sorted(machine[ends].items())}
    return json.dumps(kept, separators=(",", ":")) + "\n"


def come_to(states: dict[int, State], starts: Iterable[int]) -> list[int]:
    """Every state once, the starts first, then each as it is come to, by the names of words."""
    found = list(dict.fromkeys(starts))
    seen = set(found)
    for state in found:  # grows by what is come to from these
        for _, (kind, aim) in sorted(states[state].items()):
            if kind == 0 and aim not in seen:
                seen.add(aim)
                found.append(aim)
    return found


if __name__ == "__main__":
    Path(grammar.__file__).with_name("grammar.tables.json").write_text(tables_in_order())
