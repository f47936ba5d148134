"""What came of an import, in words and as JSON."""

from servanda.cli.screen import Screen, standard_output
from servanda.intake.incidents.importing import Order
from servanda.intake.incidents.model import ImportSummary
from servanda.intake.incidents.reasons import REASONS, REMARKS
from servanda.publish.answer_json import JsonObject

SCHEMA = "servanda/incidents/1"


def print_summary(summary: ImportSummary, order: Order) -> None:
    """Every row is in one of the three sums; every reason has its number."""
    screen = standard_output()
    screen.line(f"{summary.source}, from {order.file.name} as {order.mapping.name}", "bold")
    _numbers(screen, [
        (summary.read, "rows read, which are"),
        (summary.accepted, _accepted(summary)),
        (summary.unchanged, "unchanged"),
        (summary.quarantined, "quarantined"),
    ])  # fmt: skip
    if summary.deleted or order.export == "complete":
        _numbers(screen, [(summary.deleted, "held rows gone, which the export no longer has")])
    _named(screen, "Quarantined, because", summary.reasons, REASONS)
    _named(screen, "Remarked on accepted or unchanged rows", summary.remarks, REMARKS)
    if order.mapping.assumes:
        screen.line("Taken for granted", "underline")
        for one in order.mapping.assumes:
            screen.line(f"  {one}")
    if not (summary.accepted or summary.deleted):
        screen.line("No incident changed.")


def summary_json(summary: ImportSummary, order: Order) -> JsonObject:
    return {
        "schema": SCHEMA,
        "source": summary.source,
        "file": order.file.name,
        "format": order.mapping.name,
        "known": order.known.isoformat(),
        "export": order.export,
        "read": summary.read,
        "accepted": summary.accepted,
        "unchanged": summary.unchanged,
        "corrected": summary.corrected,
        "deleted": summary.deleted,
        "quarantined": summary.quarantined,
        "reasons": dict(summary.reasons),
        "remarks": dict(summary.remarks),
        "assumes": list(order.mapping.assumes),
    }


def _accepted(summary: ImportSummary) -> str:
    if not summary.corrected:
        return "accepted"
    return f"accepted, {summary.corrected:,} of them corrections"


def _numbers(screen: Screen, rows: list[tuple[int, str]]) -> None:
    for number, words in rows:
        screen.line(f"{number:>11,} {words}")


def _named(screen: Screen, title: str, counted: dict[str, int], told: dict[str, str]) -> None:
    if counted:
        screen.line(title, "underline")
    for name, number in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        screen.line(f"{number:>11,} {name}: {told[name]}")
