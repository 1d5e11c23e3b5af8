"""The knowledge that answers now: its files, its version, and how it was read.

What has been published in the data folder goes before what ships with the program; while
nothing has been published, the shipped folder (or the one that CHIHOI_KNOWLEDGE_DIR names)
answers. The first publish puts that folder into the history as version 1, so that it too can
be brought back. A damaged version gives way to the newest whole one before it.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from bot.editing.quiet import quietly
from knowledge.answer import Answerer
from knowledge.editing.merge import Collision, merge
from knowledge.editing.probes import Probe, probes_of
from knowledge.editing.proposal import Contents, Proposal, lay_over
from knowledge.editing.version import Version
from knowledge.editing.versions import DamagedVersionError, Versions
from knowledge.loader import Loaded, load_contents, read_folder, version_of
from knowledge.localities import Gazetteer
from knowledge.problems import Problem

logger = logging.getLogger(__name__)

VERSIONS_FOLDER = "knowledge"
"""Under CHIHOI_DATA_DIR: where published versions are."""
PROBLEMS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Current:
    """Files, and the published version they are; None for a folder that is not published."""

    contents: Contents
    content: str
    """Content version of the files: the parent of a proposal made now."""
    version: Version | None = None
    unreadable: tuple[Problem, ...] = ()


def read_current(versions: Versions, unpublished: Current) -> Current:
    """Return the newest whole version; *unpublished* where there is none."""
    try:
        history = versions.history()
    except DamagedVersionError as error:
        logger.error("the pointer leads to a damaged version: %s", error)  # noqa: TRY400
        history = []
    for version in history:
        try:
            return Current(versions.contents(version), version.content, version)
        except DamagedVersionError as error:
            logger.error("%s; the one before it answers", error)  # noqa: TRY400
    return unpublished


def read_unpublished(folder: Path) -> Current:
    """Return the files of *folder*, as what answers while nothing is published."""
    contents, unreadable = read_folder(folder)
    return Current(contents, version_of(contents), None, tuple(unreadable))


def laid_over(
    versions: Versions, proposal: Proposal, current: Current
) -> dict[str, bytes] | tuple[Collision, ...]:
    """Return the files with *proposal* in them, or the places where it collides.

    Where something was published since the proposal was made, the two are merged.
    """
    if proposal.parent == current.content:
        return lay_over(current.contents, proposal)
    parent = versions.find(proposal.parent)
    if parent is None:  # nobody knows what she saw: nothing may be overwritten
        return tuple(Collision(name, "", "", "") for name in sorted(proposal.names))
    base = versions.contents(parent)
    merged = merge(base, current.contents, lay_over(base, proposal))
    return merged.collisions or dict(merged.contents)


def published_since(versions: Versions, proposal: Proposal) -> tuple[Version, ...]:
    """Return what was published since *proposal* was made, newest first."""
    since: list[Version] = []
    for version in versions.history():
        if version.content == proposal.parent:
            break
        since.append(version)
    return tuple(since)


def golden_probes(folder: Path) -> tuple[Probe, ...]:
    """Return the golden questions beside the knowledge in *folder*; none where it has none."""
    path = folder / "golden" / "questions.jsonl"
    try:
        return probes_of(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        logger.warning("golden questions are not used: %s: %s", path.name, error)
        return ()


def load_current(current: Current) -> Loaded:
    """Return *current* loaded; without a base where it cannot be used, which is logged."""
    with quietly():
        loaded = load_contents(current.contents)
    problems = (*current.unreadable, *loaded.problems)
    if current.unreadable:
        loaded = Loaded(None, problems, loaded.files)
    if loaded.base is None:
        logger.error(
            "knowledge base unusable (%d errors), only emergencies are answered;"
            " see `chihoi knowledge check`: %s",
            len(loaded.errors),
            "; ".join(
                f"{problem.file}:{problem.line}:{problem.column} {problem.code}"
                for problem in loaded.errors[:PROBLEMS_SHOWN]
            ),
        )
    return loaded


def answerer_of(loaded: Loaded, gazetteer: Gazetteer, models_folder: Path) -> Answerer:
    """Return the answerer of *loaded*; takes seconds where its models are not stored."""
    if loaded.base is None:
        return Answerer.without_knowledge(gazetteer)
    with quietly():
        return Answerer.build(loaded.base, gazetteer, models_folder)
