"""Text as the matcher compares it: one Unicode form, one case, marks set apart.

Vietnamese is typed with and without its marks, and the two kinds of writing must be
treated asymmetrically: a word typed without marks may stand for every marked spelling,
a word typed with marks means that spelling. So every word is kept twice: `exact`
(marked, lower case, one spelling for hoà/hòa) and `folded` (marks dropped, đ → d).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_UNWRITTEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\u064b-\u065f\u0670\u0640\u0610-\u061a\u06d6-\u06ed]"
)
"""Invisible and direction characters, and Arabic vowel marks, which are seldom typed."""
_WORD = re.compile(r"\d+|[^\W\d_]+")

_DIGITS = {zero + digit: str(digit) for zero in (0x0660, 0x06F0, 0xFF10) for digit in range(10)}
"""Arabic-Indic, Persian and full-width digits."""
_OTHER_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")

_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "گ": "ك", "ک": "ك", "ی": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف",
    }
)  # fmt: skip


class Word(NamedTuple):
    """One word of a text: how it is compared, and where it stood.

    A tuple, since a dozen are made for every question: a dataclass takes four times as long.
    """

    exact: str
    """Lower case, NFC, tone moved to its modern place; marks kept."""
    folded: str
    """The same without any mark; đ is d; Arabic letters in their plain forms."""
    start: int
    """Offset of its first character in the text given to `words_of`."""
    end: int
    """Offset behind its last character."""

    @property
    def is_marked(self) -> bool:
        """Whether it was typed with Vietnamese (or other) marks."""
        return self.exact != self.folded


def clean(text: str) -> str:
    """Return *text* in NFC, without invisible characters and Arabic vowels, digits as 0-9."""
    if text.isascii():
        return text
    text = _UNWRITTEN.sub("", unicodedata.normalize("NFC", text))
    return text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text


@lru_cache(maxsize=65_536)
def exact_form(word: str) -> str:
    """Return one *word* in lower case with its tone at one fixed place.

    `hoà` and `hòa`, `thuý` and `thúy` are the same word in two spellings that differ even
    in NFC. The tone is taken off its vowel and written behind the word's last letter, so
    both spellings give the same form; the form is for comparing, not for showing.
    """
    word = word.lower()
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    tones: list[str] = _TONE_MARKS.findall(decomposed)
    if not tones:
        return unicodedata.normalize("NFC", _arabic(decomposed))
    bare = _TONE_MARKS.sub("", decomposed)
    return unicodedata.normalize("NFC", bare) + tones[-1]


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return one *word* in lower case without marks: đ is d, Arabic letters are plain."""
    word = word.lower()
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d").replace("ð", "d"))
    return "".join(c for c in _arabic(decomposed) if not unicodedata.combining(c))


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return the words of *text*, folded, with one space between them."""
    return " ".join(word.folded for word in words_of(text))


def words_of(text: str) -> list[Word]:
    """Return the words of *text* in order; digits and letters are parted (`5k3s` → 5 k 3 s).

    Offsets refer to `clean(text)`, which has the same length unless *text* held invisible
    or decomposed characters.
    """
    words: list[Word] = []
    for match in _WORD.finditer(clean(text)):
        raw = match.group()
        words.append(Word(exact_form(raw), fold_word(raw), match.start(), match.end()))
    return words


def _arabic(text: str) -> str:
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    if not any("\u0600" <= c <= "\u06ff" for c in composed):
        return text
    return composed.translate(_ARABIC_LETTERS)
