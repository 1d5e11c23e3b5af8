"""A message as the detector reads it: words in one spelling, chat abbreviations written out.

Reads what `knowledge.normalize` gives, and mends what people in fear type: stretched letters
(cứuuu), letters parted by dots to slip past somebody's eyes (c.h.ồ.n.g), Arabic on a Latin
keyboard (bydrabny), whose digits are letters.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from knowledge.model import Language
from knowledge.normalize import Word, clean, words_of

MAX_WORDS = 160
"""Words read of one message: a dictated story is longer, but has told of the danger by then."""

OPEN = "ʘ"
"""Stands for "any letters" in the table of signs; a letter that no language here writes."""

_DOTTED = re.compile(r"\b(?:\w[.\-_*]){2,}\w\b")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_CHAT_WORD = re.compile(rf"[a-z0-9'{OPEN}]+")
_DIGIT_LETTERS = re.compile(r"\b[a-z]+[2357][a-z]{2,}")
"""A digit between letters is a letter in Arabic chat; others write `5k`, `b4`, `2tr`."""
_ARABIC_CHAT = frozenset("gozy zogy jawzi jozi amoot amout antaher".split())
FEW_WORDS = 16
"""Words (digits counted apart) of a text in which one such word tells the language."""
_ARABIC = re.compile("[\u0600-\u06ff]")

_CONTRACTED = {"t": "t", "m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_BEFORE_NOT = {"can": "can", "won": "will", "shan": "shall"}

_SKELETON = str.maketrans(
    {
        "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "7", "خ": "5", "د": "d", "ذ": "d",
        "ر": "r", "ز": "z", "س": "s", "ش": "$", "ص": "s", "ض": "d", "ط": "t", "ظ": "d",
        "ع": "3", "غ": "8", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
        "ه": "h", "و": "", "ي": "", "ا": "", "ء": "",
    }
)  # fmt: skip
_CHAT_SOUNDS = (
    ("sh", "$"), ("ch", "$"), ("kh", "5"), ("gh", "8"), ("th", "t"), ("dh", "d"), ("6", "t"),
    ("9", "s"), ("g", "j"), ("p", "b"), ("v", "f"), ("x", "ks"), ("c", "k"),
)  # fmt: skip
_SOUNDLESS = re.compile(r"[aeiouyw2']")


class Piece(NamedTuple):
    """One word of a message."""

    folded: str
    marked: str
    """The marked form, empty where the word was typed without marks."""


def read(text: str, words: Sequence[Word], language: Language) -> list[Piece]:
    """Return the pieces of *text*; *words* are its `words_of`."""
    if is_arabic_chat(text, language):
        return [Piece(_unstretched(w), "") for w in _CHAT_WORD.findall(text.lower())[:MAX_WORDS]]
    if any(sign in text for sign in ".-_*") and _DOTTED.search(text):
        joined = _DOTTED.sub(lambda m: re.sub(r"[.\-_*]", "", m.group()), clean(text))
        words = words_of(joined)
    short = _abbreviations().get(language, {})
    pieces: list[Piece] = []
    contracted = _CONTRACTED if language is Language.EN else {}
    for word in words[:MAX_WORDS]:
        exact, folded = word.exact, word.folded
        if folded in contracted and pieces:
            _contract(pieces, folded)
        elif exact in short:
            pieces.extend(short[exact])
        elif exact == folded:
            pieces.append(Piece(_unstretched(folded), ""))
        else:
            pieces.append(Piece(_unstretched(folded), _unstretched(exact)))
    return pieces


def tongue(text: str, words: Sequence[Word], language: Language) -> Language:
    """Return the language to read *text* in: a bare `sa3dooni` tells too little elsewhere."""
    if language is Language.AR or _ARABIC.search(text):
        return language
    count = sum(word.folded in _ARABIC_CHAT for word in words)
    if any(word.folded.isdecimal() for word in words):
        count += len(_DIGIT_LETTERS.findall(text.lower()))
    return Language.AR if count > 1 or (count and len(words) <= FEW_WORDS) else language


def is_arabic_chat(text: str, language: Language) -> bool:
    """Whether *text* is Arabic on a Latin keyboard."""
    return language is Language.AR and not _ARABIC.search(text)


def without_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the same pieces as if they had been typed without marks."""
    return [Piece(piece.folded, "") for piece in pieces]


@lru_cache(maxsize=16_384)
def skeleton(folded: str) -> str:
    """Return the consonants of an Arabic word, the same for both keyboards.

    Empty where fewer than two are left: such a word tells nothing.
    """
    if _ARABIC.search(folded):
        bare = folded.removeprefix("ال").removesuffix("ه").translate(_SKELETON)
    else:
        bare = folded.removeprefix("el")
        for sound, sign in _CHAT_SOUNDS:
            bare = bare.replace(sound, sign)
        bare = _SOUNDLESS.sub("", bare.removesuffix("h"))
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare if len(bare) > 1 else ""


def _contract(pieces: list[Piece], ending: str) -> None:
    """Write out `don t`, `i m`, `he ll`, as an apostrophe has parted them."""
    last = pieces[-1].folded
    if ending == "t" and last.endswith("n"):
        whole = _BEFORE_NOT.get(last, last[:-1])
        pieces[-1:] = [Piece(whole, ""), Piece("not", "")]
    else:
        pieces.append(Piece(_CONTRACTED[ending], ""))


@lru_cache(maxsize=16_384)
def _unstretched(word: str) -> str:
    return _STRETCHED.sub(r"\1\1", word) if len(word) > 3 else word


@lru_cache(maxsize=1)
def _abbreviations() -> Mapping[Language, Mapping[str, tuple[Piece, ...]]]:
    """Return exact form → words of its meaning, for each language."""
    tables: dict[Language, dict[str, tuple[Piece, ...]]] = {}
    table: dict[str, tuple[Piece, ...]] = {}
    text = files("knowledge.emergency").joinpath("abbreviations.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            table = tables.setdefault(Language(line.strip("[]")), {})
        elif line and not line.startswith("#"):
            short, _, full = line.partition(" = ")
            table[words_of(short)[0].exact] = tuple(
                Piece(word.folded, "") for word in words_of(full)
            )
    return tables
