"""YAML as plain text values, each with the line and column where it stands.

Scalars stay text until the schema says otherwise: `phone: 0236123456`, `8:30` and `no` are
not what YAML 1.1 makes of them. Built from the parser's events without recursion, so that
neither a hostile nesting nor an alias bomb can exhaust the process.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from knowledge.problems import Problem

MAX_BYTES = 1_048_576
"""Largest file that is read: no file of the base is near it, and admins send files by chat."""
MAX_DEPTH = 16
"""Deepest nesting; the deepest file of the base has 6."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a YAML file holds once types are left to the schema."""

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """One file's content and the position of every value and key in it."""

    file: str
    content: Plain = ""
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, path: Path) -> tuple[int, int]:
        """Return line and column (from 1) of the value at *path*, or of its nearest parent."""
        for length in range(len(path), -1, -1):
            if (position := self.positions.get(path[:length])) is not None:
                return position
        return (1, 1)

    def problem(
        self, path: Path, code: str, *, is_warning: bool = False, **values: object
    ) -> None:
        """Note a problem at *path*."""
        line, column = self.at(path)
        self.problems.append(Problem(self.file, line, column, code, values, is_warning))


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    value: dict[str, Plain] | list[Plain]
    path: Path
    key: str | None = None
    key_lines: dict[str, int] = field(default_factory=dict)


def read_document(file: str, data: bytes) -> Document:
    """Read one YAML file; whatever is wrong with its form stands in `problems`."""
    document = Document(file)
    if len(data) > MAX_BYTES:
        document.problem((), "too_large")
        return document
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        document.problem((), "not_utf8", position=error.start)
        return document
    try:
        _build(document, yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        detail = " ".join(str(error.problem or error.context).split())
        document.problems.append(Problem(file, line, column, "syntax", {"detail": detail}))
    except yaml.reader.ReaderError as error:
        document.problem((), "not_utf8", position=error.position)
    return document


def _build(document: Document, events: Iterator[yaml.Event]) -> None:
    stack: list[_Open] = []
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                _note(document, event, "several_documents")
                return
        elif isinstance(event, yaml.AliasEvent):
            _note(document, event, "alias")
            return
        elif isinstance(event, yaml.ScalarEvent):
            _place(document, stack, event, str(event.value))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if event.anchor is not None:
                _note(document, event, "alias")
                return
            if len(stack) >= MAX_DEPTH:
                _note(document, event, "too_deep", limit=MAX_DEPTH)
                return
            fresh: dict[str, Plain] | list[Plain]
            fresh = {} if isinstance(event, yaml.MappingStartEvent) else []
            path = _place(document, stack, event, fresh)
            stack.append(_Open(fresh, path))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()


def _place(document: Document, stack: list[_Open], event: yaml.Event, value: Plain) -> Path:
    """Put *value* where the event stands; return its path."""
    position = _position(event)
    if not stack:
        document.content = value
        document.positions[()] = position
        return ()
    parent = stack[-1]
    if isinstance(parent.value, list):
        path = (*parent.path, len(parent.value))
        parent.value.append(value)
        document.positions[path] = position
        return path
    if parent.key is None:
        if not isinstance(value, str):
            document.positions[parent.path] = position
            document.problem(parent.path, "syntax", detail="a key must be plain text")
            value = ""
        if value in parent.key_lines:
            first = parent.key_lines[value]
            _note(document, event, "repeated_key", key=value, first=first)
        parent.key_lines.setdefault(value, position[0])
        parent.key = value
        document.positions.setdefault((*parent.path, value), position)
        return parent.path
    path = (*parent.path, parent.key)
    parent.value[parent.key] = value
    parent.key = None
    return path


def _note(document: Document, event: yaml.Event, code: str, **values: object) -> None:
    line, column = _position(event)
    document.problems.append(Problem(document.file, line, column, code, dict(values)))


def _position(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
