"""Reasons as a tree on the terminal."""

from collections.abc import Mapping

from rich.text import Text
from rich.tree import Tree

from servanda.cli.screen import Screen
from servanda.publish.fold import shown_children
from servanda.verdict.assessment import Reason

_STYLES: dict[str, str] = {
    "verdict": "bold",
    "clause": "cyan",
    "reading": "cyan",
    "linkage": "yellow",
    "issue": "bold",
    "report": "dim",
    "chain": "dim",
    "absence": "magenta",
    "no access": "magenta",
    "link": "dim",
    "fault": "bold yellow",
    "more": "dim",
    "withdrawn": "strike",
}
_CITED = ("claim", "report", "coverage", "no access")  # elsewhere the reference is for machines
_CLAIMED = ("claim", "withdrawn")
_DECISIVE = " (decisive)"
_NOT_TRIED = " (not tried alone)"
_UNNAMED = ("verdict", "more")


def reason_tree(screen: Screen, reason: Reason, claimed: Mapping[str, str]) -> Tree:
    """The tree below one verdict, down to claims (with what each claims), chains and reports."""
    tree = Tree(_label(screen, reason, claimed), guide_style="dim")
    for child in shown_children(reason):
        tree.children.append(reason_tree(screen, child, claimed))
    return tree


def _label(screen: Screen, reason: Reason, claimed: Mapping[str, str]) -> Text:
    label = screen.text("" if reason.kind in _UNNAMED else f"{reason.kind}: ", "dim")
    label.append_text(screen.text(reason.text, _STYLES.get(reason.kind, "")))
    if reason.kind in _CLAIMED and reason.ref is not None and reason.ref in claimed:
        label.append_text(screen.text(f": {claimed[reason.ref]}"))
    if reason.kind in _CITED and reason.ref and reason.ref not in reason.text:
        label.append_text(screen.text(f" [{reason.ref}]", "dim"))
    if reason.decisive:
        label.append_text(screen.text(_DECISIVE, "bold"))
    if not reason.tried:
        label.append_text(screen.text(_NOT_TRIED, "dim"))
    return label
