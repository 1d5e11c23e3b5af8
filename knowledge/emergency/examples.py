"""The examples that the weights are fitted on: plain text files that anybody can review."""

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from knowledge.emergency.kinds import Kind
from knowledge.model import Language


class Example(NamedTuple):
    """One message, imagined."""

    text: str
    language: Language
    kind: Kind | None
    """None where it is harmless."""
    heading: str
    """The heading it stands under: a kind of danger, or why it is harmless."""


def examples() -> Iterator[Example]:
    """Yield every example of `examples/`, file by file in the order of their names."""
    folder = files("knowledge.emergency").joinpath("examples")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        label, code, ending = file.name.split(".")
        if ending == "txt":
            yield from _read(file.read_text("utf-8"), Language(code), is_danger=label == "danger")


def _read(text: str, language: Language, *, is_danger: bool) -> Iterator[Example]:
    heading = ""
    for line in text.splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            kind = Kind(heading) if is_danger else None
            yield Example(line, language, kind, heading)
