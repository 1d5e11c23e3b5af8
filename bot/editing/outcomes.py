"""What can come of proposing and publishing, as values: matched exhaustively by whoever tells."""

from dataclasses import dataclass, field

from knowledge.editing.carets import Excerpt
from knowledge.editing.fates import Fate
from knowledge.editing.merge import Collision
from knowledge.editing.probes import Fallen
from knowledge.editing.proposal import Proposal
from knowledge.editing.review import Review
from knowledge.editing.version import Version
from knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Proposed:
    """It may be published; nothing is changed yet."""

    proposal: Proposal
    review: Review
    warnings: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Faulty:
    """It has errors; nothing was changed."""

    errors: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is what answers already."""


@dataclass(frozen=True, slots=True)
class Colliding:
    """Somebody published meanwhile, and changed the same places; nothing was changed."""

    collisions: tuple[Collision, ...]
    since: tuple[Version, ...] = ()
    """What was published since the proposal was made, newest first."""


@dataclass(frozen=True, slots=True)
class Published:
    """It answers now."""

    version: Version
    merged_with: tuple[Version, ...] = ()
    """Versions published meanwhile, whose changes it keeps."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """It answered for a moment; questions that were right went wrong, so it was put back."""

    fallen: tuple[Fallen, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The edit was not made."""

    problem: Problem
    stolen: tuple[Fate, ...] = field(default=())
    """The evidence, where a phrase steals."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """It could not be done now (disk, database, lock); nothing was changed."""

    reason: str


Proposing = Proposed | Faulty | Unchanged | Colliding | Refused | Unavailable
Publishing = Published | PutBack | Faulty | Unchanged | Colliding | Unavailable
