"""A YAML file as a tree of places: where each value begins and where its last letter stands.

PyYAML's end marks of lists and mappings point behind the comments that follow; here a node
ends with its last scalar, so that a comment always belongs to what comes after it.
"""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

Spot = tuple[int, int]
"""Line and column, both from 0."""


@dataclass(slots=True)
class Scalar:
    """A text."""

    start: Spot
    end: Spot
    """Behind its last letter."""
    style: str
    """`'`, `"`, `|`, `>` or nothing for a plain one."""


@dataclass(slots=True)
class Mapping:
    """Keys and values in their order."""

    start: Spot
    is_flow: bool
    end: Spot
    keys: list[Scalar] = field(default_factory=list)
    values: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Sequence:
    """Items in their order."""

    start: Spot
    """Of the first dash, or of the bracket."""
    is_flow: bool
    end: Spot
    items: list["Node"] = field(default_factory=list)


Node: TypeAlias = "Scalar | Mapping | Sequence"


def lines_of(text: str) -> list[str]:
    """Return the lines of *text* with their ends, as YAML counts them."""
    lines = []
    start = 0
    for match in _BREAK.finditer(text):
        lines.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        lines.append(text[start:])
    return lines


def tree_of(text: str, lines: list[str]) -> "Node | None":
    """Return the tree of *text*, which `read_document` has found without problems."""
    root: Node | None = None
    stack: list[Mapping | Sequence] = []
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        start, end = _spot(event.start_mark), _spot(event.end_mark)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            if style in ("|", ">"):
                end = _end_of_block(lines, start, end)
            node = Scalar(start, end, style)
        elif isinstance(event, yaml.MappingStartEvent):
            node = Mapping(start, bool(event.flow_style), start)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(start, bool(event.flow_style), start)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = stack.pop()
            closed.end = end if closed.is_flow else _end_of_last(closed)
            continue
        else:
            continue
        if root is None:
            root = node
        else:
            _add(stack[-1], node)
        if not isinstance(node, Scalar):
            stack.append(node)
    return root


def _spot(mark: object) -> Spot:
    """Return where *mark* stands; PyYAML's two parsers have two types of marks."""
    return (int(getattr(mark, "line", 0)), int(getattr(mark, "column", 0)))


def _add(parent: Mapping | Sequence, node: Node) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif len(parent.keys) == len(parent.values) and isinstance(node, Scalar):
        parent.keys.append(node)
    else:
        parent.values.append(node)


def _end_of_last(node: Mapping | Sequence) -> Spot:
    children = node.values if isinstance(node, Mapping) else node.items
    return children[-1].end if children else node.start


def _end_of_block(lines: list[str], start: Spot, end: Spot) -> Spot:
    """Return the end of a text after `|` or `>`, without the blank lines behind it."""
    last = end[0] - 1 if end[1] == 0 or end[0] >= len(lines) else end[0]
    last = min(last, len(lines) - 1)
    while last > start[0] and not lines[last].strip():
        last -= 1
    return (last, len(lines[last].rstrip("\r\n\x85\u2028\u2029")))
