"""`chihoi`, or `python -m bot`: the plug. The only module that imports everything."""

import importlib
import sys

import typer

from bot.settings import SettingsError

GROUPS = (
    "ask",
    "knowledge",
    "editing",
    "run",
    "worker",
    "announce",
    "announcements",
    "office",
    "database",
)
"""Modules of `bot.cli`, in the order in which `chihoi --help` lists their commands."""

program = typer.Typer(
    name="chihoi",
    help="Chị Hội: trợ lý Telegram cho hội viên Hội Phụ nữ / a Telegram assistant.",
    no_args_is_help=True,
    add_completion=False,
    # A traceback with the values of variables could print the token.
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    for group in GROUPS:
        importlib.import_module(f"bot.cli.{group}").register(program)
    try:
        program()
    except SettingsError as error:
        typer.echo(error, err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
