"""One published version of the knowledge: who, when, why, after which."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One published version of the knowledge."""

    number: int
    """1, 2, 3 … in the order of publishing."""
    content: str
    """Hash of its files: `KnowledgeBase.version`."""
    parent: int
    """Number of the version it followed; 0 for the first."""
    author: str
    """Who published it; an id or a name, as the caller has it."""
    at: datetime
    why: str
    restores: int = 0
    """Number of the earlier version whose content was brought back; 0 for none."""

    @property
    def key(self) -> str:
        """Its name: `0007-ab12cd34ef56`."""
        return f"{self.number:04d}-{self.content}"

    def as_json(self) -> str:
        """Return it as text, for its record."""
        return json.dumps({**asdict(self), "at": self.at.isoformat()}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Version":
        """Return the version that `as_json` wrote down; raises ValueError for other texts."""
        try:
            record = json.loads(text)
            return cls(**{**record, "at": datetime.fromisoformat(record["at"])})
        except (TypeError, KeyError) as error:
            raise ValueError(f"not a version's record: {error}") from error
