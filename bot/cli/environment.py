"""The settings a command runs with: the environment, and a `.env` file beside it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.settings import Settings

ENV_FILE = Path(".env")
"""Read from the current folder, if it is there; what the environment says wins."""


def read_settings() -> "Settings":
    """Return the settings; where some are wrong, say which and end the program."""
    from bot.settings import Settings, SettingsError

    try:
        return Settings.from_environ_and_file(os.environ, ENV_FILE)
    except SettingsError as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say *message* and end the program as one used wrongly."""
    typer.echo(message, err=True)
    sys.exit(2)
