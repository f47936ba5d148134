"""What became of proposals, as tables of counts."""

from collections.abc import Iterable

from rich import box
from rich.table import Table

from servanda.cli.screen import Screen
from servanda.intake.draft.accuracy import SAID, Accuracy, Outcome

UNSEEN = "What an article says and nobody proposed is not seen here: no share tells of omissions."


def print_accuracy(screen: Screen, found: Accuracy) -> None:
    """Counts first, and shares beside them, never alone."""
    if not found.drafts:
        screen.line("no draft was reviewed yet: servanda review DRAFT")
        return
    drafts = "1 draft" if found.drafts == 1 else f"{found.drafts} drafts"
    rest = f"; {found.waiting} proposals in them still wait" if found.waiting else ""
    sources = f"{found.added} source{'' if found.added == 1 else 's'}"
    missed = f"; {sources} added that nobody had proposed" if found.added else ""
    screen.line(f"{drafts} reviewed{rest}{missed}")
    claims = found.of_claims
    if claims.decided:
        told = f"{claims.accepted} of {claims.decided} claims accepted as proposed"
        screen.line(f"{told} ({share(claims.accepted, claims.decided)})")
    screen.line(UNSEEN)
    said = tuple(one for one in found.by_kind if one[0] in SAID)
    heads = tuple(one for one in found.by_kind if one[0] not in SAID)
    for heading, rows in (
        ("what is said", said),
        ("heads and sources", heads),
        ("what is said, by who proposed", found.by_proposer),
        ("claims by proposed stance", found.by_stance),
    ):
        if rows:
            screen.line()
            screen.print(outcomes_table(screen, heading, rows))
    if found.fields:
        screen.line()
        screen.print(fields_table(screen, found))


def outcomes_table(screen: Screen, heading: str, rows: Iterable[tuple[str, Outcome]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in (heading, "accepted", "mended", "split", "rejected", "as proposed"):
        table.add_column(name, justify="left" if name == heading else "right", overflow="fold")
    for name, one in rows:
        numbers = (one.accepted, one.mended, one.split, one.rejected)
        table.add_row(screen.text(name), *map(str, numbers), share(one.accepted, one.decided))
    return table


def fields_table(screen: Screen, found: Accuracy) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("fields of claims accepted or mended", overflow="fold")
    table.add_column("stayed", justify="right")
    table.add_column("of", justify="right")
    table.add_column("share", justify="right")
    for field, kept in found.fields:
        table.add_row(
            screen.text(field), str(kept.stayed), str(kept.stood), share(kept.stayed, kept.stood)
        )
    return table


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""
