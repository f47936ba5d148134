"""The help of every command and group of commands, as a terminal of 80 columns shows it."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from servanda.cli.application import application

WIDTH = 80


def screens_of(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            assert one is not None, "as it is listed"
            yield from screens_of(one, (*path, name))


@pytest.mark.parametrize("path", list(screens_of(application)), ids=" ".join)
def test_every_help_screen_fits(path: tuple[str, ...]) -> None:
    runner = CliRunner(env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"})
    shown = runner.invoke(application, [*path, "--help"], prog_name="servanda")
    assert shown.exit_code == 0
    assert [line for line in shown.output.splitlines() if len(line) > WIDTH] == []
    usage = shown.output.partition("\n\n")[0].splitlines()
    for line in usage:  # no choice is broken in two
        assert line.count("[") == line.count("]")
        assert line.count("{") == line.count("}")
