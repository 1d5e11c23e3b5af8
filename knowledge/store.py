"""The version of the knowledge that answers now; replaced by one assignment."""

from knowledge.answer import Answerer


class KnowledgeStore:
    """Holds the current `Answerer`. A question keeps the one it began with."""

    def __init__(self, answerer: Answerer) -> None:
        """Start with *answerer*."""
        self._current = answerer

    @property
    def current(self) -> Answerer:
        """What answers now."""
        return self._current

    def swap(self, answerer: Answerer) -> Answerer:
        """Let *answerer* answer from now on; return the one it replaces."""
        replaced, self._current = self._current, answerer
        return replaced
