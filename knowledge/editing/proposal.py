"""A proposal: files laid over a base aside, loaded and checked; nothing is changed by it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from knowledge.checks import check_content
from knowledge.loader import Loaded, load_contents
from knowledge.localities import Gazetteer
from knowledge.problems import Problem

Contents: TypeAlias = Mapping[str, bytes]
"""A whole base as files: relative name with forward slashes → bytes, as they were sent."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody wants changed, and in which version she saw it."""

    parent: str
    """Content version (`KnowledgeBase.version`) of the base that she edited."""
    files: Contents
    removed: frozenset[str] = frozenset()
    """Names of files that are to go."""

    @classmethod
    def replacing(cls, parent: str, current: Contents, contents: Contents) -> "Proposal":
        """Return the proposal that makes *current* (of version *parent*) into *contents*."""
        changed = {name: data for name, data in contents.items() if current.get(name) != data}
        return cls(parent, changed, frozenset(current) - frozenset(contents))

    @property
    def names(self) -> frozenset[str]:
        """The files it is about."""
        return self.removed | self.files.keys()


@dataclass(frozen=True, slots=True)
class Draft:
    """A base as it would be, loaded aside."""

    contents: Contents
    loaded: Loaded
    problems: tuple[Problem, ...] = field(default=())
    """Errors and warnings of form and meaning, by file and line."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being published."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    def warnings_in(self, names: Collection[str]) -> tuple[Problem, ...]:
        """Return the warnings in files of *names*: those that whoever sent them may mend."""
        return tuple(it for it in self.problems if it.is_warning and it.file in names)


def lay_over(current: Contents, proposal: Proposal) -> dict[str, bytes]:
    """Return *current* with the files of *proposal* in their places."""
    kept = {name: data for name, data in current.items() if name not in proposal.removed}
    return {**kept, **proposal.files}


def draft_of(contents: Contents, today: date, gazetteer: Gazetteer) -> Draft:
    """Load *contents* aside and check form and meaning; every problem in one pass."""
    loaded = load_contents(contents)
    found = [*_own(loaded), *check_content(loaded, today, gazetteer)]
    return Draft(contents, loaded, tuple(sorted(found)))


def _own(loaded: Loaded) -> list[Problem]:
    """Return the problems without those that only follow from another.

    A topic whose file cannot be read is missing to every file that names it: telling that
    forty times would hide the one mistake.
    """
    broken = {problem.file for problem in loaded.errors if problem.file not in loaded.files}
    return [
        problem
        for problem in loaded.problems
        if not (
            (problem.code == "dangling_topic"
             and f"topics/{problem.values.get('slug')}.yaml" in broken)
            or (problem.code == "dangling_source" and "sources.yaml" in broken)
        )
    ]  # fmt: skip
