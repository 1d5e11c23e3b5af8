"""The line a problem stands on, with a caret under the place: as a value, for any channel."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.model import Language
from knowledge.problems import Problem

MAX_WIDTH = 56
"""Columns of an excerpt: what a cheap phone shows of monospaced text without breaking it."""
_BEFORE = 24
"""Columns kept before the place where a long line is cut."""
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A problem and its line."""

    problem: Problem
    line: str
    """The line of the file, cut to `MAX_WIDTH`; empty where the file has no such line."""
    caret: str
    """Spaces, and `^` under the place; empty with an empty line."""

    def text(self, language: Language = Language.VI) -> str:
        """Return place, what is wrong, line, caret and remedy, each on its own line."""
        it = self.problem
        where = f"{it.file}:{it.line}:{it.column}: {it.message(language)}"
        excerpt = [self.line, self.caret] if self.line else []
        return "\n".join([where, *excerpt, f"→ {it.remedy(language)}."])


def excerpt(problem: Problem, contents: Mapping[str, bytes]) -> Excerpt:
    """Return the excerpt of *problem* from its file in *contents*."""
    text = contents.get(problem.file, b"").decode("utf-8-sig", "replace")
    lines = _BREAKS.split(text)
    if not 0 < problem.line <= len(lines) or not lines[problem.line - 1].strip():
        return Excerpt(problem, "", "")
    line = lines[problem.line - 1].replace("\t", " ")
    place = min(max(problem.column - 1, 0), len(line))
    start = max(0, place - _BEFORE) if len(line) > MAX_WIDTH else 0
    if start < place - MAX_WIDTH + 2:
        start = place - _BEFORE
    end = min(len(line), start + MAX_WIDTH)
    shown = line[start:end]
    shown = shown if start == 0 else f"…{shown[1:]}"
    shown = shown if end == len(line) else f"{shown[:-1]}…"
    shown = "".join(c if c.isprintable() else "?" for c in shown)
    return Excerpt(problem, shown, " " * _width(shown[: place - start]) + "^")


def _width(text: str) -> int:
    """Return the columns that *text* takes: marks take none, wide characters two."""
    columns = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            continue
        columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns
