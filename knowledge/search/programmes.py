"""Numbers as hard evidence: đề án 938 is one programme, đề án 06 is somebody else's.

The numbers come from the names and aliases of the topics. A number behind a word for
"project" that no topic carries is evidence *against* every topic: without it, "dự án 7"
is pulled to Dự án 8 by the words around the number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import KnowledgeBase
from knowledge.normalize import words_of

_PROJECT_WORDS = (
    ("de", "an"), ("du", "an"), ("dean",), ("duan",), ("project",), ("proyek",), ("scheme",),
    ("المشروع",), ("مشروع",), ("مشروعكم",), ("للمشروع",), ("بالمشروع",), ("والمشروع",),
)  # fmt: skip
"""Words that stand before a programme's number, folded."""

_BY_FIRST_WORD = {
    first: tuple(words for words in _PROJECT_WORDS if words[0] == first)
    for first in {words[0] for words in _PROJECT_WORDS}
}

_BETWEEN = frozenset(("so", "no", "nomor", "number", "رقم", "qd", "ttg"))
"""Words that may stand between the word and the number."""

_SPOKEN_DIGITS = {
    "khong": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5",
    "sau": "6", "bay": "7", "tam": "8", "chin": "9",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
    "nol": "0", "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6",
    "tujuh": "7", "delapan": "8", "sembilan": "9",
    "ثمانيه": "8", "تسعه": "9",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A programme number found in a question."""

    number: str
    topic: str | None
    """Slug of the topic that carries it; None where none does."""


def programme_numbers(base: KnowledgeBase) -> dict[str, str]:
    """Return every number that a name or alias of a topic puts behind a word for project."""
    numbers: dict[str, str] = {}
    for topic in base.topics.values():
        names = list(topic.name.values())
        names.extend(alias for aliases in topic.aliases.values() for alias in aliases)
        for name in names:
            folded = [word.folded for word in words_of(name)]
            if (number := _behind_project_word(folded)) is not None:
                numbers.setdefault(_canonical(number), topic.slug)
    return numbers


def named_programme(folded: Sequence[str], numbers: Mapping[str, str]) -> Named | None:
    """Return the programme that the words name by number, if they do."""
    number = _behind_project_word(folded)
    if number is None:
        return None
    return Named(number, numbers.get(_canonical(number)))


def _behind_project_word(folded: Sequence[str]) -> str | None:
    for index, word in enumerate(folded):
        for words in _BY_FIRST_WORD.get(word, ()):
            end = index + len(words)
            if tuple(folded[index:end]) != words:
                continue
            while end < len(folded) and folded[end] in _BETWEEN:
                end += 1
            if end < len(folded) and folded[end].isdigit() and len(folded[end]) <= 4:
                return folded[end]
            spoken = _spoken(folded[end : end + 4])
            if spoken:
                return spoken
    return None


def _spoken(words: Sequence[str]) -> str:
    """Return the digits at the beginning of *words* ("chín ba tám" → 938), or nothing."""
    digits = ""
    for word in words:
        if (digit := _SPOKEN_DIGITS.get(word)) is None:
            break
        digits += digit
    # One spoken digit is a programme's number only where it cannot be an everyday word.
    return digits if len(digits) > 1 or words[:1] in (["tam"], ["eight"], ["delapan"]) else ""


def _canonical(number: str) -> str:
    return number.lstrip("0") or "0"
