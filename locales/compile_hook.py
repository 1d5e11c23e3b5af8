"""Compiles the catalogs when the package is built, so that other gettext tools can read them."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface):
    """Writes a `bot.mo` beside every `bot.po` and takes it into the wheel."""

    def initialize(self, version, build_data):
        """Compile before the files are collected."""
        for source in Path(self.root, "locales").glob("*/LC_MESSAGES/bot.po"):
            target = source.with_suffix(".mo")
            with source.open("rb") as po, target.open("wb") as mo:
                write_mo(mo, read_po(po, locale=source.parent.parent.name))
            build_data["artifacts"].append(target.relative_to(self.root).as_posix())
