"""What `since` and the commands on decisions say of editions that were overtaken."""

from collections.abc import Iterator, Sequence

from servanda.cli.edition_words import by_words, question_line
from servanda.cli.screen import Screen
from servanda.publish.answer_difference import Otherwise
from servanda.publish.change_words import entry_line, name_words, told_words
from servanda.publish.change_words import through_words as of_change
from servanda.publish.corrigendum import Corrected, Correction, Reworded, corrigendum
from servanda.publish.wording import Dates, iso_day, question_words
from servanda.store.head import written_time
from servanda.workspace.decisions import Decided
from servanda.workspace.since import Overtaken, Since

MOST_ENTRIES = 12  # that are told of one verdict
MOST_LINES = 8  # that are told of one part that reads otherwise, of then and of now


def print_since(screen: Screen, found: Since, decided: Sequence[Decided]) -> None:
    edition = found.sealed.edition
    screen.line(edition.title, "bold")
    screen.line(question_line(edition, found.agreement.calendar), "dim")
    for remark in remarks(found):
        screen.line(remark)
    screen.line()
    count = len(found.arrived)
    screen.line(f"{count:,} statement{'' if count == 1 else 's'} came since.", "bold")
    for kind, names in _by_kind(found).items():
        screen.line(f"  {kind}: {', '.join(names)}")
    screen.line()
    if found.holds:
        screen.line("✓ All of it holds.", "green")
    for each in corrections(found):
        screen.line(each.name, "bold underline")
        screen.line(f"  then: {each.before}. {each.sentence_before}")
        screen.line(f"  now:  {each.after}. {each.sentence_after}")
        screen.line(f"  {each.through}{':' if each.entries else ''}", "dim")
        for entry_words in each.entries:
            screen.line(f"    {entry_words}")
    if found.otherwise and not found.overtaken and found.is_reproduced:
        screen.line("The verdicts hold; what stands beside them reads otherwise now.", "bold")
    for part in reworded(found):
        screen.line(part.name, "bold underline")
        for words, lines in (("no longer:", part.gone), ("now:      ", part.new)):
            for line in lines:
                screen.line(f"  {words} {line}")
        if part.entries:
            screen.line("  of what came since its reasons rest on:", "dim")
        for entry_words in part.entries:
            screen.line(f"    {entry_words}")
    for decision in decided:
        print_ground(screen, decision)


def _by_kind(found: Since) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for one in found.arrived:
        kinds.setdefault(one.logged.entry.kind, []).append(one.logged.entry.name)
    return kinds


def remarks(found: Since) -> tuple[str, ...]:
    """What limits the comparison."""
    said = []
    if found.sealed.edition.policy is not None:
        said.append(
            "Not for publication: this edition is public, and compared here is what the log held "
            "and holds, not what may go outside."
        )
    if found.reader_revoked is not None:
        said.append(
            f"The key of its reader {found.sealed.edition.basis.reader} is revoked since "
            f"{written_time(found.reader_revoked)}: what is held against it is what they would see "
            "if it were not, and is not for them."
        )
    said.extend(_about_the_agreement(found))
    said.extend(_about_the_sealed(found))
    if not found.is_comparable and found.is_known:
        said.append("The two answers are held side by side, and no entries are named.")
    return tuple(said)


def _about_the_agreement(found: Since) -> Iterator[str]:
    for one in found.amended:
        why = "; ".join(f"“{reason}”" for reason in one.reasons) or "no reason was logged"
        yield (
            f"The agreement was amended since: {one.document} ({', '.join(one.statements)}), {why}."
        )
    if not found.is_agreement_same and not found.amended:
        yield "The agreement's documents are others now."


def _about_the_sealed(found: Since) -> Iterator[str]:
    was, fault = found.answer_then, found.answer_then.fault
    if was.answer is None:
        yield (
            "What was sealed cannot be read any more, nor made again as it was, so it cannot be "
            f"said what of it holds: {fault}."
        )
    elif fault is not None:
        yield (
            f"The answer that was sealed cannot be read ({fault}); what is compared was made again "
            "and has its hash."
        )
    elif not was.is_reproduced:
        yield "What was sealed cannot be made again as it was: `servanda replay` says why."
    elif not found.is_comparable and not found.amended:
        yield "Something that was read then cannot be read now, or reads otherwise."
    if found.answer_now.fault is not None:
        yield f"The question has no answer now: {found.answer_now.fault}."


def reworded(found: Since) -> tuple[Reworded, ...]:
    """What reads otherwise beside the verdicts, the first lines of each part."""
    dates = Dates(found.agreement.calendar, iso_day)
    return tuple(
        Reworded(
            one.of,
            _first_lines(one.then),
            _first_lines(one.now),
            tuple(_entry_lines(_news_of(one, found), found, dates)),
        )
        for one in found.otherwise
    )


def _news_of(one: Otherwise, found: Since) -> tuple[str, ...]:
    return found.news.get((one.name or "").partition("/")[0], ())


def _first_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    more = len(lines) - MOST_LINES
    return (*lines[:MOST_LINES], *([f"and {more} more: `--json` has them all"] if more > 0 else ()))


def corrections(found: Since) -> tuple[Correction, ...]:
    dates = Dates(found.agreement.calendar, iso_day)
    return tuple(_correction(one, found, dates) for one in found.overtaken)


def _correction(one: Overtaken, found: Since, dates: Dates) -> Correction:
    return Correction(
        name_words(one.key, found.agreement),
        told_words(one.before),
        one.then.text if one.then else "",
        told_words(one.after),
        one.now.text if one.now else "",
        _through(one),
        tuple(_entry_lines(one.entries, found, dates)),
    )


def _entry_lines(names: Sequence[str], found: Since, dates: Dates) -> Iterator[str]:
    for name in names[:MOST_ENTRIES]:
        yield entry_line(name, found.record, found.agreement, dates)
    if len(names) > MOST_ENTRIES:
        yield f"and {len(names) - MOST_ENTRIES} more: `--json` has them all"


def _through(one: Overtaken) -> str:
    if one.change is not None:
        return of_change(one.change)
    if one.is_of_verdict:
        return "the two answers differ; through which entries is not said"
    return "the verdict is the same, and what is said beside it is not" + (
        "; of what came since its reasons rest on" if one.entries else ""
    )


def corrigendum_of(found: Since) -> str:
    calendar = found.agreement.calendar
    known = question_words(found.now, Dates(calendar, iso_day)).known
    edition = Corrected(
        found.sealed.edition.title,
        found.sealed.edition.name,
        found.sealed.author.by,
        written_time(found.sealed.author.known),
        question_line(found.sealed.edition, calendar),
        known,
        remarks(found),
        found.is_known,
        found.is_some_left,
    )
    return corrigendum(edition, corrections(found), reworded(found))


# --- Decisions ---------------------------------------------------------------------------------


def print_decisions(screen: Screen, found: Sequence[Decided]) -> None:
    for one in found:
        decision = one.decision
        screen.line(f"{decision.name}: {decision.deed} {decision.subject}", "bold")
        screen.line(f"  because {decision.because}")
        screen.line(f"  on the edition {decision.edition} ({decision.hash})")
        screen.line(f"  by {by_words(one.by)}")
        if one.others:
            screen.line(f"  of {decision.subject} also: {', '.join(one.others)}")
        print_ground(screen, one)
    screen.line(f"{len(found):,} decision{'' if len(found) == 1 else 's'}", "dim")


def print_ground(screen: Screen, one: Decided) -> None:
    """Nothing where the ground holds, or where that is not for this reader."""
    ground, edition = one.ground, one.edition
    if ground is None or edition is None or ground.word == "holds":
        return
    decision = f"{one.decision.name} {one.decision.deed} {one.decision.subject}"
    if ground.alert is not None:
        screen.line(f"! {ground.alert}: {decision}", "bold red")
    else:
        screen.line(f"  {decision}: its ground is another now, and not against it")
    if ground.word == "unknown":
        screen.line(f"    what {edition.sealed.edition.name} said of it cannot be compared")
    for each in ground.verdicts:
        entries = f" ({', '.join(each.entries)})" if each.entries else ""
        screen.line(f"    {name_words(each.key, edition.agreement)}")
        screen.line(f"    then {told_words(each.before)}")
        screen.line(f"    now  {told_words(each.after)}{entries}")
    for what in ground.waits:
        waits = "no longer waits" if one.decision.deed == "withholds" else "now waits"
        screen.line(f"    {waits} for {what}")
    for part in ground.otherwise:
        screen.line(f"    {part.of} reads otherwise in {edition.sealed.edition.name}")
