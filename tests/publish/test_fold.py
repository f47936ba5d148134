"""Short trees: what moved nothing is folded, what decides stays, each claim is counted once."""

from dataclasses import replace

from servanda.publish.fold import MOST_LINES, folded, is_folded, lines_of, shown_children
from servanda.verdict.assessment import Reason


def claim(number: int, *, decisive: bool = False) -> Reason:
    chain = Reason("chain", "icrc via wire")
    text = f"F{number}.1: icrc says"
    return Reason("claim", text, f"F{number}.1", decisive, (chain, Reason("report", "R: a title")))


def issue(first: int, last: int, decisive: int | None = None) -> Reason:
    claims = tuple(claim(one, decisive=one == decisive) for one in range(first, last))
    side = Reason("side", "for at least 1: alleged", children=claims)
    return Reason("issue", f"event {first}: 1, established", f"event:{first}", children=(side,))


def shown(tree: Reason) -> list[Reason]:
    return [tree, *(one for child in shown_children(tree) for one in shown(child))]


def everything(tree: Reason) -> list[Reason]:
    return [tree, *(one for child in tree.children for one in everything(child))]


def test_a_short_tree_loses_nothing() -> None:
    tree = Reason("verdict", "done", children=(issue(1, 3),))
    (short,) = folded([tree], {})
    assert short == tree
    assert not is_folded([short])


def test_a_longer_one_loses_first_the_lines_below_its_claims() -> None:
    tree = Reason("verdict", "done", children=(issue(1, 30),))
    (short,) = folded([tree], {"F1.1": "north delivers 1 maps"})
    assert [one.text for one in shown(short) if one.kind == "claim"][:2] == [
        "F1.1: icrc says: north delivers 1 maps (icrc via wire)", "F2.1: icrc says (icrc via wire)",
    ]  # fmt: skip
    assert not is_folded([short])


def test_many_claims_that_say_the_same_are_told_in_one_line() -> None:
    tree = Reason("verdict", "done", children=(issue(1, 80, decisive=40),))
    (short,) = folded([tree], {})
    texts = [one.text for one in shown(short)]
    assert "… 78 more claims on this, all alike" in texts
    assert [one.ref for one in shown(short) if one.kind == "claim"] == ["F40.1"]


def test_a_claim_that_stands_in_two_places_is_counted_once() -> None:
    issues = tuple(issue(1, 30) for _ in range(5))
    condition = Reason("condition", "maps done: holds", children=issues)
    filler = tuple(issue(100 * one, 100 * one + 20) for one in range(1, 15))
    (short,) = folded([Reason("verdict", "done", children=(condition, *filler))], {})
    texts = [one.text for one in shown(short)]
    assert "maps done: holds … 29 claims on this" in texts


def test_a_large_tree_keeps_to_its_lines_and_loses_no_decisive_leaf() -> None:
    counters = tuple(
        Reason("counter", f"counter {one}", children=(issue(10 * one, 10 * one + 9, 10 * one + 3),))
        for one in range(1, 4)
    )
    many = tuple(
        Reason("counter", f"more {one}", children=(issue(1000 * one, 1000 * one + 20),))
        for one in range(1, 9)
    )
    tree = Reason("verdict", "done", children=(*counters, *many))
    (short,) = folded([tree], {})
    assert lines_of(short) <= MOST_LINES < lines_of(tree)
    assert [one.ref for one in shown(short) if one.decisive] == ["F13.1", "F23.1", "F33.1"]
    assert is_folded([short])


def test_nothing_is_lost_below_what_is_folded() -> None:
    tree = Reason("verdict", "done", children=tuple(issue(50 * i, 50 * i + 40) for i in range(9)))
    (short,) = folded([tree], {})
    kept = {one.ref for one in everything(short) if one.kind == "claim"}
    assert kept == {one.ref for one in everything(tree) if one.kind == "claim"}


def test_issues_that_stand_under_two_counters_are_unfolded_once() -> None:
    issues = tuple(issue(10 * one, 10 * one + 9) for one in range(1, 9))
    mine, other = Reason("counter", "done", children=issues), Reason("counter", "come about",
                                                                    children=issues)  # fmt: skip
    (short,) = folded([Reason("verdict", "done", children=(mine, other))], {})
    assert [one.text for one in shown(short) if one.kind == "more"][-1] == "… 8 issues as above"
    assert any(one.kind == "claim" for one in shown(short))


def test_links_by_rule_take_one_line_and_entries_their_own() -> None:
    links = tuple(Reason("link", f"F{one}.1 and F1.1 are one event: a label") for one in range(40))
    entry = Reason("link", 'F2.1 and F3.1 are two events: because "two days"', "R1.link-1")
    told = Reason("issue", "event 1: 1, established", children=(issue(1, 30), *links, entry))
    (short,) = folded([Reason("verdict", "done", children=(told,))], {})
    assert [one.text for one in shown(short) if one.kind in ("link", "more")] == [
        entry.text, "… 40 links by rule between these claims",
    ]  # fmt: skip


def test_of_many_rows_of_a_table_the_first_are_told_with_their_words() -> None:
    rows = tuple(
        Reason("issue", f"event {n}: 1, established", f"event:U.incidents-1-a-{n}", children=(
            Reason("side", "for at least 1: alleged", children=(
                Reason("claim", f"U.incidents-1-a-{n}: data says", f"U.incidents-1-a-{n}"),
            )),
        ))
        for n in range(40)
    )  # fmt: skip
    tree = Reason("verdict", "breached", children=(Reason("counter", "done: 40", children=rows),))
    (short,) = folded([tree], {"U.incidents-1-a-0": 'north attacks, at "Hill", with 2 killed'})
    assert [one.text for one in shown(short)][2:] == [
        'U.incidents-1-a-0: data says: north attacks, at "Hill", with 2 killed',
        "U.incidents-1-a-1: data says", "U.incidents-1-a-2: data says",
        "… 37 more claims like these",
    ]  # fmt: skip


def test_a_side_that_decides_nothing_names_its_claims() -> None:
    issues = tuple(
        replace(one, text=f"event {number}: 0 to 1, undetermined")
        for number, one in enumerate(issue(50 * i, 50 * i + 40) for i in range(12))
    )
    tree = Reason("verdict", "done", children=(Reason("counter", "done", children=issues),))
    (short,) = folded([tree], {}, most=40)
    sides = [one.text for one in shown(short) if one.kind == "side"]
    assert "for at least 1: alleged: F0.1, F1.1, F2.1 and 37 more" in sides


def test_a_reading_on_the_same_evidence_keeps_its_result() -> None:
    above = Reason("above", "done by the bearer: 1 (as above)")
    reading = Reason("reading", "maps as steps: best effort", children=(above,))
    tree = Reason("verdict", "done", children=(issue(1, 80), reading))
    (short,) = folded([tree], {})
    assert shown(short)[-1].text == "maps as steps: best effort, on the same as above"
