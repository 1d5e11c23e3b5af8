"""Writing an admin's file back: every line that the edit does not concern stays as it is.

The new content is compared with the old one, and only the lines of what differs are cut out
or put in; comments, blank lines, order, quotes and line ends of everything else are hers.
(A round trip through ruamel.yaml was measured first: it is byte-identical on an unchanged
file, but what is added behind an entry lands behind the blank line and the comments that
follow it, so that they end up inside the entry; and an unevenly indented file is re-laid.)
"""

import difflib
from dataclasses import dataclass

from knowledge.editing.nodes import Mapping, Node, Scalar, Sequence, Spot, lines_of, tree_of
from knowledge.editing.scalars import block, block_scalar, entry, fits_block, flow, scalar
from knowledge.positions import Plain, read_document


class NotRewrittenError(ValueError):
    """The file cannot be changed so: it is not readable, or the result would differ."""


@dataclass(frozen=True, slots=True)
class _Splice:
    """Text between two spots is replaced by other text."""

    start: Spot
    end: Spot
    text: str


def rewrite(data: bytes, target: Plain) -> bytes:
    """Return the file *data* changed so that it holds *target*, and nothing else changed.

    Raises:
        NotRewrittenError: Where *data* is not a sound YAML file, or no edit leads there.
    """
    before = read_document("", data)
    if before.problems:
        raise NotRewrittenError(before.problems[0].code)
    text = data.decode("utf-8-sig")
    lines = lines_of(text)
    root = tree_of(text, lines)
    if root is None or isinstance(root, Scalar):
        raise NotRewrittenError("no mapping")
    editor = _Editor(lines)
    editor.change(root, before.content, target)
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    after = mark + editor.result().encode("utf-8", "replace")
    again = read_document("", after)
    if again.problems or again.content != target:
        raise NotRewrittenError("the result reads otherwise")
    return after


class _Editor:
    """Collects the splices of one file."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._splices: list[_Splice] = []
        first = lines[0] if lines else ""
        self._newline = "\r\n" if first.endswith("\r\n") else "\n"

    def result(self) -> str:
        """Return the text with every splice made, from the last to the first."""
        lines = list(self._lines)
        order = sorted(enumerate(self._splices), key=lambda it: (it[1].start, it[0]), reverse=True)
        for _, it in order:
            (first, begin), (last, end) = it.start, it.end
            while len(lines) <= last:
                if lines and not lines[-1].endswith(("\n", "\r")):
                    lines[-1] += self._newline
                lines.append("")
            joined = lines[first][:begin] + it.text + lines[last][end:]
            lines[first : last + 1] = [joined]
        return "".join(lines)

    def change(self, node: Node, old: Plain, new: Plain) -> None:
        """Note what makes *node*, which holds *old*, hold *new*."""
        if old == new:
            return
        if isinstance(node, Scalar) or type(old) is not type(new) or not new or node.is_flow:
            self._replace(node, new)
        elif isinstance(node, Mapping) and isinstance(old, dict) and isinstance(new, dict):
            self._change_mapping(node, old, new)
        elif isinstance(node, Sequence) and isinstance(old, list) and isinstance(new, list):
            self._change_sequence(node, old, new)

    def _change_mapping(self, node: Mapping, old: dict[str, Plain], new: dict[str, Plain]) -> None:
        names = list(old)
        kept = [name for name in new if name in old]
        if not kept or names[0] not in new or len(names) != len(node.keys):
            self._replace(node, new)
            return
        indent = node.keys[0].start[1]
        for name, key, held in zip(names, node.keys, node.values, strict=True):
            if name in new:
                self.change(held, old[name], new[name])
            else:
                self._cut(key.start[0], held.end[0])
        behind = names[0]
        for name, value in new.items():
            if name in old:
                behind = name
            else:
                after = node.values[names.index(behind)].end[0]
                self._put(after, entry(name, value, indent))

    def _change_sequence(self, node: Sequence, old: list[Plain], new: list[Plain]) -> None:
        indent = node.start[1]
        matcher = difflib.SequenceMatcher(
            None, [_likeness(it) for it in old], [_likeness(it) for it in new], autojunk=False
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
                for item, was, becomes in zip(
                    node.items[i1:i2], old[i1:i2], new[j1:j2], strict=True
                ):
                    self.change(item, was, becomes)
            else:
                for item in node.items[i1:i2]:
                    self._cut(self._dash_line(item, indent), item.end[0])
                after = self._line_before(node, i1, i2)
                self._put(after, block(new[j1:j2], indent))

    def _line_before(self, node: Sequence, start: int, stop: int) -> int:
        """Return the line behind which items that replace *start* to *stop* are put."""
        if stop > start:
            return node.items[stop - 1].end[0]
        if start:
            return node.items[start - 1].end[0]
        return self._dash_line(node.items[0], node.start[1]) - 1

    def _dash_line(self, item: Node, column: int) -> int:
        line = item.start[0]
        while line > 0 and self._lines[line][column : column + 1] != "-":
            line -= 1
        return line

    def _replace(self, node: Node, new: Plain) -> None:
        """Put *new* in the place of a whole value."""
        if isinstance(node, Scalar):
            self._splices.append(_Splice(node.start, node.end, self._inline(node, new)))
        elif node.is_flow or not new:
            text = flow(new) if not isinstance(new, str) else scalar(new, like="'")
            self._splices.append(_Splice(node.start, node.end, text))
        elif isinstance(new, str):
            self._splices.append(_Splice(node.start, node.end, scalar(new)))
        else:
            indent = node.start[1]
            body = self._newline.join(block(new, indent))
            self._splices.append(_Splice(node.start, node.end, body[indent:]))

    def _inline(self, node: Scalar, new: Plain) -> str:
        if not isinstance(new, str):
            return flow(new) if self._has_value_before(node) else f" {flow(new)}"
        if node.style in ("|", ">") and fits_block(new):
            indent = self._indent_of(node.start[0]) + 2
            return self._newline.join(block_scalar(new, indent))
        text = scalar(new, like=node.style)
        return text if self._has_value_before(node) else f" {text}"

    def _has_value_before(self, node: Scalar) -> bool:
        """Whether a space stands before the value (it does not after a bare `key:`)."""
        line, column = node.start
        return column == 0 or self._lines[line][column - 1] in " ['{,-"

    def _indent_of(self, line: int) -> int:
        text = self._lines[line]
        return len(text) - len(text.lstrip(" -"))

    def _cut(self, first: int, last: int) -> None:
        self._splices.append(_Splice((first, 0), (last + 1, 0), ""))

    def _put(self, after: int, lines: list[str]) -> None:
        if lines:
            text = "".join(line + self._newline for line in lines)
            self._splices.append(_Splice((after + 1, 0), (after + 1, 0), text))


def _likeness(value: Plain) -> str:
    """Return what tells whether two items are the same entry: its id, or all of it."""
    if isinstance(value, dict) and "id" in value:
        return f"id {value['id']}"
    return repr(value)
