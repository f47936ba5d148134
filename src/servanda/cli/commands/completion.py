"""`servanda completion`: the script that completes commands and options in a shell."""

from __future__ import annotations

import click

_WHERE = {
    "bash": "servanda completion bash \\\n"
    "      > ~/.local/share/bash-completion/completions/servanda",
    "zsh": "servanda completion zsh > ~/.zfunc/_servanda   (with ~/.zfunc in fpath)",
    "fish": "servanda completion fish > ~/.config/fish/completions/servanda.fish",
}


@click.command(
    short_help="Print the completion script for a shell.",
    epilog="\b\nExamples:\n" + "\n".join(f"  {line}" for line in _WHERE.values()),
)
@click.argument("shell", type=click.Choice(tuple(_WHERE)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for a shell."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None, "every shell offered above is one that click knows"
    root = context.find_root().command
    script = found(root, {}, "servanda", "_SERVANDA_COMPLETE")
    click.echo(script.source_template % script.source_vars())
