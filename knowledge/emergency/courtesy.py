"""Greetings and thanks around a message, which say nothing of the danger in it.

A frightened woman is polite too. Without this, "em cảm ơn chị ạ" at the end would make a cry
look like the harmless questions that end so.
"""

from collections.abc import Sequence
from itertools import takewhile

from knowledge.emergency.reading import Piece

MIN_LEFT = 3
"""Words that must be left: a message of thanks alone is read whole."""
REACH = 9
"""Words from either end within which a greeting or thanks is looked for."""

_GREETINGS = frozenset("chao hello hi halo hallo alo مرحبا السلام assalamualaikum salam".split())
_THANKS = frozenset("thanks thank makasih mksh terima shukran شكرا mercy".split())
_AROUND = frozenset(
    "a ah ak da vang xin kinh thua gui em con toi minh chau chi co bac di anh hoi cac ca nha moi "
    "nguoi oi ad ban bot nhieu truoc rat nhe nhen nghen phu nu lhpn cam on cam "
    "you so much very in advance all everyone sister dear union please "
    "kasih banyak ya kak kakak bu ibu mbak sebelumnya semua "
    "عليكم ورحمه الله وبركاته جزيلا لكم لك كثيرا سلفا اختي ktir".split()
)
"""Words that only go with a greeting or thanks, when nothing else stands between."""
_HERSELF = frozenset("em con toi minh chau".split())
_BEFORE_THANKS = _HERSELF | {"a", "ah", "da", "xin"}


def without_courtesy(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return *pieces* without a greeting in front and thanks behind."""
    begin, end = _behind_greeting(pieces), _before_thanks(pieces)
    return pieces[begin:end] if end - begin >= MIN_LEFT else pieces


def _behind_greeting(pieces: Sequence[Piece]) -> int:
    words = [piece.folded for piece in pieces[:REACH]]
    opening = list(takewhile(lambda word: word in _AROUND or word in _GREETINGS, words))
    found = [number for number, word in enumerate(opening) if word in _GREETINGS]
    if not found:
        return 0
    # "chào chị, em bị …": whom she greets goes, she herself ("em", "con") stays.
    last = found[-1] + 1
    while last < len(opening) and opening[last] not in _HERSELF:
        last += 1
    return last


def _before_thanks(pieces: Sequence[Piece]) -> int:
    words = [piece.folded for piece in pieces]
    first = max(0, len(words) - REACH)
    for number in range(first, len(words)):
        is_thanks = words[number] in _THANKS or words[number : number + 2] == ["cam", "on"]
        if is_thanks and all(word in _AROUND or word in _THANKS for word in words[number:]):
            before = takewhile(lambda word: word in _BEFORE_THANKS, reversed(words[:number]))
            return number - len(list(before))
    return len(words)
