"""Two admins at once: what each changed since the version both began from, put together.

Files are compared value by value, by topic, facet and language. Where only one of the two
changed a value, her change stands; phrases added or removed by either are all heeded. Where
both changed the same value differently, nothing is merged and both texts are shown.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.editing.nodes import lines_of
from knowledge.editing.proposal import Contents
from knowledge.editing.rewrite import NotRewrittenError, rewrite
from knowledge.positions import Plain, read_document


@dataclass(frozen=True, slots=True)
class Collision:
    """One place that both changed."""

    file: str
    path: str
    """The keys that lead there, with dots: `facets.procedure.passage.vi`; empty: the file."""
    theirs: str
    """What it holds in the version now in use; empty where it was removed."""
    ours: str
    """What the proposal wants it to hold."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one base, unless they collide."""

    contents: Contents = field(default_factory=dict)
    collisions: tuple[Collision, ...] = ()


class _Gone:
    """Stands for a value that is not there."""


_GONE = _Gone()
_Value: TypeAlias = "Plain | _Gone"


def merge(base: Contents, theirs: Contents, ours: Contents) -> Merged:
    """Return *ours* with what *theirs* changed since *base* (or the other way round).

    A file that only one changed is taken from her byte for byte.
    """
    merged: dict[str, bytes] = {}
    collisions: list[Collision] = []
    for name in sorted(base.keys() | theirs.keys() | ours.keys()):
        was, they, we = base.get(name), theirs.get(name), ours.get(name)
        if they == we or we == was:
            chosen = they
        elif they == was:
            chosen = we
        else:
            chosen, found = _merge_file(name, was, they, we)
            collisions.extend(found)
        if chosen is not None:
            merged[name] = chosen
    return Merged({}, tuple(collisions)) if collisions else Merged(merged)


def _merge_file(
    name: str, was: bytes | None, they: bytes | None, we: bytes | None
) -> tuple[bytes | None, list[Collision]]:
    if they is None or we is None:
        both = (_shown(_plain(they)), _shown(_plain(we)))
        return None, [Collision(name, "", *both)]
    collisions: list[Collision] = []
    wanted = _merge_values(_plain(was), _plain(they), _plain(we), (), collisions)
    found = [Collision(name, ".".join(path), a, b) for path, a, b in _told(collisions)]
    if found or isinstance(wanted, _Gone):
        return None, found or [Collision(name, "", "", "")]
    by_lines = _merge_lines(was or b"", they, we)
    if by_lines is not None and read_document(name, by_lines).content == wanted:
        return by_lines, []
    try:
        return rewrite(they, wanted), []
    except NotRewrittenError:
        return None, [Collision(name, "", _shown(_plain(they)), _shown(_plain(we)))]


def _told(collisions: list[Collision]) -> Iterable[tuple[list[str], str, str]]:
    for it in collisions:
        yield it.path.split("\x00") if it.path else [], it.theirs, it.ours


def _merge_values(
    was: _Value, they: _Value, we: _Value, path: tuple[str, ...], found: list[Collision]
) -> _Value:
    if they == we or we == was:
        return they
    if they == was:
        return we
    if isinstance(they, dict) and isinstance(we, dict):
        before = was if isinstance(was, dict) else {}
        return _merge_mappings(before, they, we, path, found)
    if isinstance(they, list) and isinstance(we, list):
        before_list = was if isinstance(was, list) else []
        return _merge_lists(before_list, they, we, path, found)
    found.append(Collision("", "\x00".join(path), _shown(they), _shown(we)))
    return they


def _merge_mappings(
    was: dict[str, Plain],
    they: dict[str, Plain],
    we: dict[str, Plain],
    path: tuple[str, ...],
    found: list[Collision],
) -> dict[str, Plain]:
    merged: dict[str, Plain] = {}
    for key in _in_order(list(they), list(we)):
        value = _merge_values(
            was.get(key, _GONE), they.get(key, _GONE), we.get(key, _GONE), (*path, key), found
        )
        if not isinstance(value, _Gone):
            merged[key] = value
    return merged


def _merge_lists(
    was: list[Plain],
    they: list[Plain],
    we: list[Plain],
    path: tuple[str, ...],
    found: list[Collision],
) -> list[Plain]:
    """Merge by entry: an entry is its `id` where it has one, else its text."""
    before, theirs, ours = _by_id(was), _by_id(they), _by_id(we)
    return list(_merge_mappings(before, theirs, ours, path, found).values())


def _by_id(items: list[Plain]) -> dict[str, Plain]:
    named: dict[str, Plain] = {}
    for item in items:
        key = str(item["id"]) if isinstance(item, dict) and "id" in item else _shown(item)
        while key in named:  # equal entries are told apart by their order
            key += "'"
        named[key] = item
    return named


def _in_order(theirs: list[str], ours: list[str]) -> list[str]:
    """Return all keys: theirs in their order, each of ours behind its neighbour."""
    ordered = list(theirs)
    behind = -1
    for key in ours:
        if key in ordered:
            behind = ordered.index(key)
        else:
            behind += 1
            while behind < len(ordered) and ordered[behind] not in ours:
                behind += 1  # what they added at the same place comes first
            ordered.insert(behind, key)
    return ordered


def _merge_lines(base: bytes, theirs: bytes, ours: bytes) -> bytes | None:
    """Merge line by line, so that both keep their comments; None where lines collide."""
    try:
        old, one, other = (lines_of(it.decode("utf-8")) for it in (base, theirs, ours))
    except UnicodeDecodeError:
        return None
    edits = sorted([*_edits(old, one), *_edits(old, other)], key=lambda it: it[:2])
    result: list[str] = []
    position = 0
    last: tuple[int, int, list[str]] | None = None
    for edit in edits:
        start, stop, lines = edit
        if edit == last:
            continue
        if start < position or (last is not None and start == last[1] and _inserts(edit, last)):
            return None
        result += old[position:start] + lines
        position, last = stop, edit
    return "".join(result + old[position:]).encode()


def _inserts(*edits: tuple[int, int, list[str]]) -> bool:
    """Whether one of *edits* only puts lines in: beside another its place is not certain."""
    return any(start == stop for start, stop, _ in edits)


def _edits(old: list[str], new: list[str]) -> list[tuple[int, int, list[str]]]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        (i1, i2, new[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"
    ]


def _plain(data: bytes | None) -> _Value:
    return _GONE if data is None else read_document("", data).content


def _shown(value: _Value) -> str:
    if isinstance(value, _Gone):
        return ""
    return value if isinstance(value, str) else str(value)
