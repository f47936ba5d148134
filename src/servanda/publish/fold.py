"""Reasons, short: what moved nothing is folded into one line, and the rest is told as it stands.

A tree that is short enough loses nothing. Otherwise it is folded, from what matters least, until it
fits: first the lines below its claims, last a decisive leaf.

What is folded away hangs under a node of kind `more`, below which nobody looks who shows a tree; so
what it counts are claims, each once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from servanda.record.entry_names import is_of_row
from servanda.verdict.assessment import Reason

MOST_LINES = 60
LEAST_LINES = 16  # of one tree among several
LINE_WIDTH, INDENT = 76, 4
KEPT_CLAIMS = 2
KEPT_IDS = 3
KEPT_ROWS = 3
LEAVES = ("claim", "coverage")
Fold = Callable[[Reason], Reason]


def folded(
    trees: Sequence[Reason], claimed: Mapping[str, str], most: int = MOST_LINES
) -> tuple[Reason, ...]:
    """The trees in about so many lines, together; each folded no further than it must be. What
    each claim claims is said beside it."""
    told = [_everywhere(tree, lambda node: _with_words(node, claimed)) for tree in trees]
    share = max(most // max(len(trees), 1), LEAST_LINES)
    return tuple(_fitted(tree, share) for tree in told)


def is_folded(trees: Sequence[Reason]) -> bool:
    return any(tree.kind == "more" or is_folded(tree.children) for tree in trees)


def shown_children(tree: Reason) -> tuple[Reason, ...]:
    """What is shown below a node of a folded tree."""
    if tree.kind == "more":
        return ()
    return tuple(child for child in tree.children if child.text)


def _fitted(tree: Reason, most: int) -> Reason:
    if lines_of(tree) > most:
        tree = _told_once(tree, set())
    for fold in FOLDS:
        if lines_of(tree) <= most:
            break
        tree = replace(tree, children=tuple(_everywhere(child, fold) for child in tree.children))
    return tree


def lines_of(tree: Reason, depth: int = 0) -> int:
    """About how many lines a tree takes on a terminal."""
    room = max(LINE_WIDTH - depth * INDENT, 20)
    own = -(-(len(tree.kind) + 2 + len(tree.text)) // room)
    return own + sum(lines_of(child, depth + 1) for child in shown_children(tree))


def _everywhere(tree: Reason, fold: Fold) -> Reason:
    """The fold of a tree all of whose parts were folded before."""
    if tree.kind == "more":
        return tree
    return fold(replace(tree, children=tuple(_everywhere(child, fold) for child in tree.children)))


# --- Folds, from what matters least --------------------------------------------------------------


def _with_words(node: Reason, claimed: Mapping[str, str]) -> Reason:
    words = claimed.get(node.ref or "", "") if node.kind == "claim" else ""
    return replace(node, text=f"{node.text}: {words}") if words else node


def _compact(node: Reason) -> Reason:
    """A claim or a window of coverage on one line, with the way by which it came; a reading in
    which everything is as above, too."""
    if node.kind == "reading" and node.children and all(c.kind == "above" for c in node.children):
        return replace(node, text=f"{node.text}, on the same as above", children=())
    if node.kind not in LEAVES:
        return node
    chain = next((child.text for child in node.children if child.kind == "chain"), "")
    return replace(node, text=f"{node.text} ({chain})" if chain else node.text, children=())


def _told_once(tree: Reason, told: set[Reason]) -> Reason:
    """The tree in which issues that stand under two counters are unfolded under the first."""
    again = [one for one in tree.children if one.kind == "issue" and one.children and one in told]
    told |= {one for one in tree.children if one.kind == "issue"}
    children = tuple(_told_once(child, told) for child in tree.children if child not in again)
    if not again:
        return replace(tree, children=children)
    what = "issue" if len(again) == 1 else "issues"
    text = f"… {len(again)} {what} as above"
    return replace(tree, children=(*children, Reason("more", text, children=tuple(again))))


def _fold_links(node: Reason) -> Reason:
    """Of why claims are about one event, what an entry says; what follows by rule, in one line."""
    by_rule = [child for child in node.children if child.kind == "link" and child.ref is None]
    if len(by_rule) < 2:
        return node
    kept = tuple(child for child in node.children if child not in by_rule)
    text = f"… {len(by_rule)} links by rule between these claims"
    return replace(node, children=(*kept, Reason("more", text, children=tuple(by_rule))))


def _fold_claims(node: Reason) -> Reason:
    """Of many claims on one side the decisive ones and the first."""
    if node.kind != "side" or len(node.children) <= KEPT_CLAIMS:
        return node
    kept = [child for child in node.children if child.decisive] or list(node.children[:1])
    kept = kept[:KEPT_CLAIMS]
    rest = [child for child in node.children if child not in kept]
    return replace(node, children=(*kept, _more("{} more {} on this, all alike", rest)))


def _fold_idle_conditions(node: Reason) -> Reason:
    """A condition that holds no decisive leaf, with all that lies under it."""
    if node.kind != "condition" or _has_decisive(node):
        return node
    return _in_one_line(node)


def _fold_rows(node: Reason) -> Reason:
    """Of many incidents that are rows of a table the first, each as its claim, and how many more;
    they decide nothing one by one, but what they tell is not to be lost."""
    if node.kind != "counter":
        return node
    rows = [one for one in node.children if _is_plain(one) and _is_of_row(one)]
    if len(rows) <= KEPT_ROWS:
        return node
    first = tuple(_only_claim(one) for one in rows[:KEPT_ROWS])
    rest = tuple(one for one in node.children if one not in rows)
    return replace(node, children=(*first, _more("{} more {} like these", rows[KEPT_ROWS:]), *rest))


def _fold_plain_issues(node: Reason) -> Reason:
    """Of the issues of a counter, those that are settled and decide nothing."""
    if node.kind != "counter":
        return node
    plain = [one for one in node.children if _is_plain(one)]
    if len(plain) <= KEPT_CLAIMS:
        return node
    kept = tuple(one for one in node.children if one not in plain)
    text = f"{len(plain)} more that are established and decide nothing alone, on {{}} {{}}"
    return replace(node, children=(*kept, _more(text, plain)))


def _fold_sides(node: Reason) -> Reason:
    """The claims of a side named by their ids, where none of them decides."""
    if node.kind != "side" or _has_decisive(node) or not node.children:
        return node
    claims = list(dict.fromkeys(_claims_in(node)))
    hidden = Reason("more", "", children=node.children)
    more = f" and {len(claims) - KEPT_IDS} more" if len(claims) > KEPT_IDS else ""
    text = f"{node.text}: {', '.join(claims[:KEPT_IDS])}{more}"
    return replace(node, children=(hidden,), text=text)


def _fold_counters(node: Reason) -> Reason:
    """A counter that holds no decisive leaf."""
    if node.kind not in ("counter", "issue") or _has_decisive(node):
        return node
    return _in_one_line(node)


def _fold_conditions(node: Reason) -> Reason:
    """Any condition below the first level, told by what decides in it."""
    if node.kind != "condition" or not shown_children(node):
        return node
    decisive = list({one.ref: one for one in _decisive_in(node)}.values())[:KEPT_CLAIMS]
    more = (_more("{} {} under this", node.children),) if _leaves_in(node) else ()
    return replace(node, children=(*decisive, *more))


def _fold_many(node: Reason) -> Reason:
    """Of more than a handful of anything, what decides first."""
    few = 6
    if len(node.children) <= few:
        return node
    ranked = sorted(node.children, key=lambda one: not (one.decisive or _has_decisive(one)))[:few]
    kept = [one for one in node.children if one in ranked][:few]
    gone = [one for one in node.children if one not in kept]
    on_claims = ", on {} {}" if any(map(_leaves_in, gone)) else ""
    return replace(node, children=(*kept, _more(f"{len(gone)} more like these{on_claims}", gone)))


FOLDS: Sequence[Fold] = (
    _fold_links, _compact, _fold_claims, _fold_idle_conditions, _fold_rows, _fold_plain_issues,
    _fold_sides, _fold_counters, _fold_conditions, _fold_many,
)  # fmt: skip


# --- What lies under a node ----------------------------------------------------------------------


def _more(text: str, hidden: Sequence[Reason]) -> Reason:
    """A line that stands for what is hidden; its braces are how many claims that is."""
    claims = len(frozenset().union(*map(_leaves_of, hidden)))
    return Reason("more", f"… {text.format(claims, _claims(claims))}", children=tuple(hidden))


def _in_one_line(node: Reason) -> Reason:
    claims = _leaves_in(node)
    if not claims or not shown_children(node):
        return node
    hidden = Reason("more", "", children=node.children)
    text = f"{node.text} … {claims} {_claims(claims)} on this"
    return replace(node, children=(hidden,), text=text)


def _claims(number: int) -> str:
    return "claim" if number == 1 else "claims"


def _is_plain(node: Reason) -> bool:
    is_settled = node.text.endswith((", established", ", as claimed"))
    return node.kind == "issue" and is_settled and not _has_decisive(node)


def _is_of_row(node: Reason) -> bool:
    claims = _claims_in(node)
    return len(claims) == 1 and is_of_row(claims[0])


def _only_claim(node: Reason) -> Reason:
    return node if node.kind == "claim" else _only_claim(node.children[0])


def _has_decisive(node: Reason) -> bool:
    return node.decisive or any(_has_decisive(child) for child in node.children)


def _decisive_in(node: Reason) -> list[Reason]:
    own = [node] if node.decisive else []
    return [*own, *(one for child in node.children for one in _decisive_in(child))]


def _claims_in(node: Reason) -> list[str]:
    """The ids of the claims and windows under a node, as they come."""
    own = [node.ref] if node.kind in LEAVES and node.ref else []
    return [*own, *(one for child in node.children for one in _claims_in(child))]


def _leaves_in(node: Reason) -> int:
    """How many claims and windows lie under a node, each counted once."""
    return len(_leaves_of(node))


def _leaves_of(node: Reason) -> frozenset[str]:
    own = {node.ref} if node.kind in LEAVES and node.ref else set[str]()
    return frozenset(own).union(*map(_leaves_of, node.children))
