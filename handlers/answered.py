"""Which of our messages answers which of hers: so that an edited question edits its answer.

Kept in this process's memory and nowhere else; after a restart, or in another process, an
edited question gets a new answer. Emergencies are never remembered here.
"""

from collections import OrderedDict
from collections.abc import Sequence

from telegram import Message

REMEMBERED = 5_000
"""Questions remembered; at a few bytes each, about a day of a large province."""


class Answered:
    """The last questions with their answers, and the last albums."""

    def __init__(self, *, limit: int = REMEMBERED) -> None:
        """Remember at most *limit* questions, and as many albums."""
        self._limit = limit
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()
        self._albums: OrderedDict[str, None] = OrderedDict()

    def remember(self, question: Message, answer: Sequence[Message]) -> None:
        """Remember the *answer* to *question*; one in several parts cannot be edited later."""
        key = (question.chat_id, question.message_id)
        self._answers.pop(key, None)
        if len(answer) == 1:
            self._answers[key] = answer[0].message_id
        if len(self._answers) > self._limit:
            self._answers.popitem(last=False)

    def find(self, question: Message) -> int | None:
        """Return the id of the message that answered *question*, if it is remembered."""
        return self._answers.get((question.chat_id, question.message_id))

    def is_new_album(self, group_id: str | None) -> bool:
        """Whether no picture of this album came before; True for a picture by itself."""
        if group_id is None:
            return True
        if group_id in self._albums:
            return False
        self._albums[group_id] = None
        if len(self._albums) > self._limit:
            self._albums.popitem(last=False)
        return True
