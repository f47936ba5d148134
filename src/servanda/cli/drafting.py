"""One call of `servanda intake`: the folder it is for, and what becomes of each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.cli.inquiry import opened
from servanda.cli.leaving import UsedWrongly
from servanda.intake.article.copies import Sketch, copies_of, sketch_of, sketch_written
from servanda.intake.article.dateline import dateline_of, weekday_said
from servanda.intake.article.model import Article, Refused
from servanda.intake.article.taken import (
    Taken,
    add_taken,
    pages_of,
    read_taken,
    taken,
    taken_before,
)
from servanda.intake.draft.asking import ask
from servanda.intake.draft.ground import Ground
from servanda.intake.draft.model import Draft
from servanda.intake.draft.persons import masked
from servanda.intake.draft.propose import Setting, added, propose
from servanda.intake.draft.reading import DraftError
from servanda.workspace import now
from servanda.workspace.drafts import drafts_of, ground, keep_draft
from servanda.workspace.files import DRAFTS, WorkspaceError

if TYPE_CHECKING:
    from servanda.cli.articles import Offered
    from servanda.cli.intake_options import Options
    from servanda.intake.statements.model import Found
    from servanda.record.model import Report

TAKEN = "taken.jsonl"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that was kept, and what to say of it; `copy_of` is the report that it is chained to,
    `is_near_copy` whether another draft has most of its words."""

    draft: Draft
    file: Path
    remarks: tuple[str, ...]
    copy_of: str | None = None
    is_near_copy: bool = False


@dataclass(frozen=True, slots=True)
class TakenBefore:
    """Nothing was to be done, for the article was taken before, as this."""

    taken_as: str


@dataclass(slots=True)
class Drafting:
    """Articles are taken one after the other; each is kept before the next is read."""

    folder: Path
    options: Options
    ground: Ground
    today: date
    earlier: list[Taken]
    sketches: list[tuple[str, str, Sketch]]  # day, name and sketch of each draft that is there

    @property
    def pages_seen(self) -> frozenset[str]:
        return pages_of(self.earlier)

    def take(self, offered: Offered) -> Drafted | TakenBefore | Refused:
        """The draft that came of an article, which is kept, or why there is none."""
        article = offered.read
        if isinstance(article, Refused):
            return article
        entry = taken(article.sha256, article.address, "")
        before = taken_before(entry, self.earlier)
        if before is not None:
            return TakenBefore(before.taken_as)
        article = self.completed(article)
        if isinstance(article, Refused):
            return article
        copy_of, notices = self.original(article)
        draft, remarks = self.drafted(article, copy_of, notices)
        kept = keep_draft(draft, self.folder)
        file = f"{DRAFTS}/{draft.name}.md"
        self.sketches.append((str(article.published), draft.name, sketch_of(article.text)))
        self.remember(replace(entry, taken_as=file))
        remarks = (*article.remarks, *remarks)
        return Drafted(draft, kept.file, remarks, copy_of, is_near_copy=bool(notices))

    def completed(self, article: Article) -> Article | Refused:
        """The article with its day and outlet, which the user says where it does not."""
        published = self.options.published or article.published
        publisher = self.options.publisher or article.publisher
        if published is None:
            return self.undated(article)
        if publisher is None:
            return Refused("it does not say who published it", 'say it: --by "The Gazette"')
        day_from = None if self.options.published else article.day_from
        return replace(article, published=published, publisher=publisher, day_from=day_from)

    def undated(self, article: Article) -> Refused:
        """An article without a day, with what its dateline says of it."""
        line = dateline_of(article.text)
        weekday = weekday_said(article.text)
        latest = None if line is None else line.latest(self.today, weekday)
        if line is None or latest is None:
            return Refused("it does not say when it appeared", "say it: --on 2025-10-22")
        said = f"its dateline says `{line.words}`, and nothing in it tells of which year"
        fits = "" if latest.weekday() != weekday else f", a {latest:%A}, as in its words"
        return Refused(said, f"say it: --on {latest}{fits}, if it is of that year")

    def drafted(
        self, article: Article, copy_of: str | None, notices: tuple[str, ...]
    ) -> tuple[Draft, tuple[str, ...]]:
        assert article.published is not None and article.publisher is not None, "completed"
        found, remarks = statements_in(article, self.ground)
        notices = (*((article.day_from,) if article.day_from else ()), *notices)
        names = frozenset(name for _, name, _ in self.sketches)
        setting = Setting(article.published, article.publisher, copy_of, names, notices)
        draft = propose(article, found, self.ground, setting)
        if self.options.model is not None:
            draft, about_model = self.with_model(draft, article)
            remarks = (*remarks, *about_model)
        if self.options.keeps_text:
            words = masked(article.text, draft.withheld)
            draft = replace(draft, article=replace(draft.article, text=words))
        return draft, remarks

    def original(self, article: Article) -> tuple[str | None, tuple[str, ...]]:
        """The report of which the article is a near copy, if that is in the record; and what to
        notice of one that is not."""
        day = str(article.published)
        earlier = sorted((one for one in self.sketches if one[0] <= day), key=lambda one: one[:2])
        copy = copies_of(article.text, [(name, sketch) for _, name, sketch in earlier])
        if copy is None:
            return None, ()
        share = f"{100 * copy.share:.0f}% of its words, in runs of five, stand in {copy.name}"
        if copy.kind == "holds":
            return None, (f"{share}, which it holds nearly whole: what both say is one origin",)
        if copy.name in self.ground.record.reports:
            return copy.name, (f"{share}, so it is proposed as its copy",)
        later = f"confirm {copy.name} first, then add `copy of {copy.name}` to this report"
        return None, (f"{share}, which is not in the record yet: {later}",)

    def with_model(self, draft: Draft, article: Article) -> tuple[Draft, tuple[str, ...]]:
        """What a model proposes beside the rules; whatever it answers, the rules' draft stands."""
        address, name = self.options.model or "", self.options.model_name or ""
        assert article.published is not None, "completed"
        try:
            answered = ask(article, article.published, address, name)
        except DraftError as fault:
            return draft, (f"the model gave nothing: {fault}; the draft is that of the rules",)
        more = added(draft, article, answered.found, f"model {name}", self.ground)
        return more, answered.left_out

    def remember(self, entry: Taken) -> None:
        self.earlier.append(entry)
        problem = add_taken(self.folder / DRAFTS / TAKEN, [entry])
        if problem is not None:
            raise UsedWrongly(f"{problem.message}; {problem.hint}")


def drafting(folder: Path, options: Options) -> Drafting:
    """Opens the folder; leaves the program where it has no agreement."""
    workspace = opened(folder)
    if workspace.agreement is None:
        raise UsedWrongly(f"there is no agreement in {folder} to match an article with")
    calendar = workspace.agreement.calendar
    earlier = read_taken(folder / DRAFTS / TAKEN)
    if isinstance(earlier, Refused):
        raise UsedWrongly(f"{earlier.message}; {earlier.hint}")
    # A draft that somebody deleted may be made again; one whose entry was not written is there.
    there = [one for one in earlier if (folder / one.taken_as).exists()]
    drafts = [each.draft for each in drafts_of(folder) if not isinstance(each, WorkspaceError)]
    drafted = [
        taken(one.article.sha256, one.article.address, f"{DRAFTS}/{one.name}.md") for one in drafts
    ]
    return Drafting(
        folder,
        options,
        ground(workspace),
        calendar.local(now()).date(),
        [*there, *drafted, *recorded(workspace.record.reports.values())],
        [sketch_in(draft) for draft in drafts],
    )


def sketch_in(draft: Draft) -> tuple[str, str, Sketch]:
    article = draft.article
    sketch = sketch_written(article.sketch or "") or Sketch(frozenset())
    return str(article.published), draft.name, sketch


def recorded(reports: Iterable[Report]) -> Iterator[Taken]:
    """What the record has already, by the hash of a report."""
    for report in reports:
        if report.hash and report.hash.startswith("sha256:"):
            yield taken(report.hash.removeprefix("sha256:"), report.address, f"report {report.id}")


def statements_in(article: Article, ground: Ground) -> tuple[Found, tuple[str, ...]]:
    """What rules find in the article's language; each language loads its own."""
    from servanda.intake.statements.model import Found

    outlets = _outlets(ground)
    match article.language:
        case "en":
            from servanda.intake.statements import find_statements

            return find_statements(article, outlets), ()
        case "ar" | "he":
            from servanda.intake.statements.semitic import find_statements_semitic

            weak = "found by marks and cue words only, so expect to mend: see docs/intake.md"
            return find_statements_semitic(article), (weak,)
        case None:
            return Found((), ()), ()


def _outlets(ground: Ground) -> tuple[str, ...]:
    """The titles of the sources through whom one hears of others: of no actor, and of none whose
    word binds one."""
    actors = ground.agreement.actors
    sources = ground.record.sources.values()
    return tuple(one.title for one in sources if one.name not in actors and one.speaks_for is None)


def counted(drafts: Iterable[Draft]) -> str:
    """`12 claims, 2 meetings, 1 source to declare; 3 places with a name or a number withheld`"""
    kinds: Counter[str] = Counter()
    places = 0
    for draft in drafts:
        kinds.update(each.kind for each in draft.proposals)
        places += len(draft.withheld)
    told = (
        number(kinds["claim"], "claim"),
        number(kinds["position"], "position"),
        number(kinds["engagement"], "meeting"),
        number(kinds["source"], "source", " to declare"),
    )
    withheld = number(places, "place", " with a name or a number withheld")
    return "; ".join(filter(None, (", ".join(filter(None, told)) or "nothing found", withheld)))


def number(count: int, word: str, rest: str = "") -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}{rest}" if count else ""
