"""`servanda log new-key | key | policy`: who may sign and read, and what readers are told."""

import click

from servanda.cli.log_options import KEYS, STORE, in_words


@click.command(
    "new-key",
    short_help="Make a key of your own; it takes no log.",
    epilog="""\b
Example:
  servanda log new-key badr""",
)
@click.argument("name")
@KEYS
def new_key(name: str) -> None:
    """Make a key with which you sign as NAME, and print where its public half is: a keeper of a log
    enters that, and nobody but you has the other.

    With SERVANDA_PASSPHRASE, or SERVANDA_PASSPHRASE_NAME for this key alone, it is encrypted.
    """
    from servanda.cli.log_words import print_made
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.keys import keys_folder, make_key

    folder = keys_folder()
    with refusals():
        made = make_key(name, folder)
    print_made(standard_output(), name, made.public, folder)


@click.command(
    short_help="Let somebody sign, or stop them.",
    epilog="""\b
Examples:
  servanda log key gaza.log badr --public badr.pub --role author \\
      --for "Monitoring mission"
  servanda log key gaza.log badr --revoke "left the mission" """,
)
@STORE
@click.argument("name")
@click.option(
    "--public",
    metavar="KEY",
    help="Their public key: the file that they handed over. Default: that of your own of this "
    "name, or of a new one.",
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(("keeper", "witness", "author", "approver", "reader")),
    help="What it may sign. May be repeated. Default: author.",
)
@click.option("--for", "organisation", default="", metavar="ORGANISATION", help="For whom.")
@click.option(
    "--revoke",
    metavar="REASON",
    callback=in_words("why the key is revoked"),
    help="From now on NAME signs and reads nothing.",
)
@click.option("--author", metavar="NAME", help="Whose key signs this: a keeper's.")
@KEYS
def key(
    store: str,
    name: str,
    public: str | None,
    roles: tuple[str, ...],
    organisation: str,
    revoke: str | None,
    author: str | None,
) -> None:
    """Enter somebody's public key in the log, with what it may sign; or revoke one."""
    from servanda.cli.log_words import print_made_for, print_released_to
    from servanda.cli.screen import standard_error, standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.people import let_sign, stop

    folder = keys_folder()
    with refusals():
        if revoke is not None:
            standard_output().line(stop(store, name, revoke, author, folder))
            return
        done = let_sign(store, name, public, roles or ("author",), organisation, author, folder)
    standard_output().line(done.told)
    if done.made:
        print_made_for(standard_error(), name, done.made)
    if done.released and name != organisation:
        print_released_to(standard_error(), name, done.released)


@click.command(short_help="Whether readers are told that what they may not see matters.")
@STORE
@click.option(
    "--tell/--silent",
    "tells",
    default=None,
    help="Tell a reader which verdicts would now be others, or say nothing, as without a policy.",
)
@click.option("--author", metavar="NAME", help="Whose key signs this: a keeper's.")
@KEYS
def policy(store: str, tells: bool | None, author: str | None) -> None:
    """Decide what a reader is told where evidence that is withheld would change a verdict; without
    an option, show what was decided.

    Only of how things stand now: not with --at, --known, --proof, --viewpoint, --reading, --assume
    or --without. What it gives away even so stands in docs/log-threats.md.
    """
    from servanda.cli.screen import standard_output
    from servanda.cli.stores import refusals
    from servanda.workspace.keys import keys_folder
    from servanda.workspace.people import policy_words, tell_withheld

    with refusals():
        if tells is None:
            told = policy_words(store)
        else:
            told = tell_withheld(store, tells, author, keys_folder())
    standard_output().line(told)
