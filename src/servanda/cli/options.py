"""What the commands share: the folder, the parts of a question, and `--json`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from servanda.workspace.place import Address, Place, log_at, place_of

Command = TypeVar("Command", bound=Callable[..., Any])

STANDARDS = ("claimed", "asserted", "alleged", "corroborated", "conceded", "verified", "ruled")


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a question as they were typed; None where the default is meant."""

    at: str | None
    known: str | None
    proof: str | None
    viewpoint: str | None
    readings: tuple[str, ...]
    assuming: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    dates_typed_in: tuple[str, str] = ("--at", "--known")
    is_public: bool = False
    policy: Path | None = None  # None: beside the agreement

    @property
    def is_of_now(self) -> bool:
        """Whether nothing was typed that makes it another question than how things stand."""
        typed = (self.at, self.known, self.proof, self.viewpoint)
        return typed == (None,) * 4 and not (self.readings or self.assuming or self.without)


class PlaceType(click.ParamType[Place]):
    """A folder or document, or a log: a file, or an address."""

    name = "path"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Place:
        return value if isinstance(value, Path | Address) else place_of(str(value))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="file")]


def _looked_for_there(
    context: click.Context, _option: click.Parameter, folder: Path | None
) -> None:
    """Whatever the command opens and signs, it takes keys from there, until it ends."""
    if folder is not None:
        from servanda.workspace.keys import keys_in

        context.with_resource(keys_in(folder))


keys_option = click.option(
    "--keys",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_looked_for_there,
    expose_value=False,
    help="The folder of private keys. Default: SERVANDA_KEYS, or ~/.config/servanda/keys.",
)
reader_option = click.option(
    "--as",
    "reader",
    metavar="READER",
    help="Only what this reader of a log may see: a name that it knows, or anybody.",
)


def path_argument(command: Command) -> Command:
    """Adds `path`, `--as`, which says as whom a log is read, and `--keys`, with which."""

    @wraps(command)
    def with_reader(*arguments: Any, path: Place, reader: str | None, **others: Any) -> Any:
        return command(*arguments, path=read_as(path, reader), **others)

    wrapped: Any = reader_option(keys_option(with_reader))
    finished: Command = click.argument("path", type=PlaceType())(wrapped)
    return finished


def read_as(place: Place, reader: str | None) -> Place:
    """The place as somebody reads it; only a log has readers, and is read with keys."""
    from servanda.workspace.keys import are_keys_said

    if reader is None and not are_keys_said():
        return place
    where = log_at(place)
    if where is None:
        from servanda.cli.leaving import UsedWrongly

        raise UsedWrongly(
            f"--{'as' if reader is not None else 'keys'}: {place} is no log, and whoever has a "
            "folder sees all of it; `servanda record import` puts it into a log"
        )
    return place if reader is None else Address(where, reader)


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON (docs/json.md) instead of words."
)


def picture_option(shows: str) -> Callable[[Command], Command]:
    """`--graph FILE.svg`: the path as `picture`, refused before any work where it cannot be."""
    return click.option(
        "--graph",
        "picture",
        metavar="FILE.svg",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=_drawable,
        help=shows,
    )


def _drawable(
    _context: click.Context, _option: click.Parameter, picture: Path | None
) -> Path | None:
    from servanda.cli.leaving import UsedWrongly

    if picture is None:
        return None
    if picture.suffix.lower() != ".svg":
        raise UsedWrongly(f"--graph: '{picture}' does not end in .svg, and what is drawn is SVG")
    if not picture.parent.is_dir():
        raise UsedWrongly(f"--graph: there is no folder '{picture.parent}'")
    return picture


def question_options(command: Command) -> Command:
    """Adds the options of a question and hands them over together, as `asked`."""
    return _handed_over(command, _DATES + _OTHERS)


def sealed_options(command: Command) -> Command:
    """The same without a what-if: what is sealed is about what was recorded."""
    return _handed_over(command, _DATES + _STANCE + _PUBLIC)


def comparison_options(command: Command) -> Command:
    """The same for two questions that differ in their dates; these the command asks for itself."""
    return _handed_over(command, _DATE_OF_BOTH + _OTHERS)


def _handed_over(command: Command, options: Sequence[Callable[[Any], Any]]) -> Command:
    @wraps(command)
    def with_asked(
        *arguments: Any,
        at: str | None,
        proof: str | None,
        viewpoint: str | None,
        reading: tuple[str, ...],
        assume: tuple[str, ...] = (),
        without: tuple[str, ...] = (),
        known: str | None = None,
        public: bool = False,
        policy: Path | None = None,
        **others: Any,
    ) -> Any:
        asked = Asked(
            at, known, proof, viewpoint, reading, assume, without, is_public=public, policy=policy
        )
        return command(*arguments, asked=asked, **others)

    wrapped: Any = with_asked
    for option in reversed(options):
        wrapped = option(wrapped)
    finished: Command = wrapped
    return finished


_DATES = (
    click.option(
        "--at",
        metavar="DATE",
        help='The date the answer is about: 2025-10-14, or "2025-10-14 12:00". Default: now.',
    ),
    click.option(
        "--known",
        metavar="DATE",
        help="Use only what had been reported by this date, or time as `record show` writes it. "
        "Default: everything.",
    ),
)
_DATE_OF_BOTH = (
    click.option(
        "--at",
        metavar="DATE",
        help="Both verdicts are about this date, each as known on its day. Default: each is about "
        "its own day.",
    ),
)
_STANCE = (
    click.option(
        "--proof",
        type=click.Choice(STANDARDS),
        help="The standard of proof a claim must reach. Default: alleged.",
    ),
    click.option(
        "--viewpoint", metavar="NAME", help="Whose eyes: neutral, or one of viewpoints.md."
    ),
    click.option(
        "--reading",
        metavar="NAME",
        multiple=True,
        help="Read the text in this way wherever it is offered. May be repeated.",
    ),
)
_WHAT_IF = (
    click.option(
        "--assume",
        metavar="CLAIM",
        multiple=True,
        help='What if this, too, had been reported: "icrc says hamas returns 1 hostage-remains '
        'to israel on 2026-01-20". May be repeated.',
    ),
    click.option(
        "--without",
        metavar="NAME",
        multiple=True,
        help="What if this had never been reported: an entry, a report, a source, or unnamed "
        "people as described. May be repeated.",
    ),
)
_PUBLIC = (
    click.option(
        "--public",
        is_flag=True,
        help="Only what may go outside, by the publication policy: docs/publication.md.",
    ),
    click.option(
        "--policy",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The publication policy. Default: publication.toml beside the agreement.",
    ),
)
_OTHERS = _STANCE + _WHAT_IF + _PUBLIC
