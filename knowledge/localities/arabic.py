"""Vietnamese place names in Arabic letters.

Arabic has no fixed spelling for Vietnamese: Phú Thọ is met as فو ثو, فوثو and فو تو. So
both sides are brought to one rough Latin sound: letters that writers exchange count as
one, and spaces do not count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.localities.names import Name
from knowledge.localities.register import load_register
from knowledge.normalize import Word, fold_word, words_of

MIN_LIKENESS = 84.0
"""Likeness (0 to 100, rapidfuzz ratio) of two rough sounds: one differing vowel in six."""

ARABIC_SPELLINGS = {
    "Hà Nội": "هانوي، هنوي، ها نوي",
    "Hồ Chí Minh": "هوشي منه، هو شي مينه، هوتشي مينه، سايغون، سايجون، سايكون",
    "Huế": "هيو، هوه، هيوي", "Hải Phòng": "هايفونج، هاي فونج", "Đà Nẵng": "دانانج، دا نانج",
    "Gia Lai": "زيا لاي، جا لاي، غيا لاي", "Khánh Hoà": "كانه هوا، خانه هوا، خان هوا",
    "Đắk Lắk": "داك لاك، داكلاك", "Vũng Tàu": "فونغ تاو", "Trà Vinh": "تشا فينه",
    "Nghệ An": "نغي ان، نجي آن، نغه آن", "Quảng Nam": "قوانغ نام، كوانج نام",
    "Hà Giang": "ها زيانغ، ها جيانج، ها يانغ", "Điện Biên": "ديين بيين، دين بين",
}  # fmt: skip
"""Spellings whose sound is not that of the name."""

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d",
    "ر": "r", "ز": "j", "س": "s", "ش": "c", "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "ع": "a",
    "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u",
    "ي": "i", "ء": "",
}  # fmt: skip
_JOINED = (("tc", "c"), ("ng", "n"), ("nj", "n"), ("nh", "n"), ("th", "t"), ("tr", "t"))
_DOUBLED = re.compile(r"(.)\1+")

_ONSETS = {
    "ngh": "n", "ng": "n", "nh": "n", "gh": "g", "gi": "j", "kh": "k", "ph": "f", "th": "t",
    "tr": "t", "ch": "c", "qu": "ku", "c": "k", "p": "b", "v": "f", "x": "s",
}  # fmt: skip
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi(?=.)|kh|ph|th|tr|ch|qu|[^aeiouy]?)(.*?)(ng|nh|ch|[cmnptk]?)$"
)
_VOWELS = (("uyê", "ui"), ("uye", "ui"), ("ươ", "u"), ("iê", "i"), ("yê", "i"), ("uô", "u"))
_VOWEL = str.maketrans("ăâeêyoôơuư", "aaiiiuuuuu")
_CODAS = {"ng": "n", "nh": "n", "ch": "k", "c": "k", "p": "b"}


@lru_cache(maxsize=8192)
def sound_of_arabic(word: str) -> str:
    """Return the rough sound of one folded Arabic *word*; "" if it has other letters."""
    sound = ""
    for letter in word:
        if letter not in _LETTERS:
            return ""
        sound += _LETTERS[letter]
    for spelled, heard in _JOINED:
        sound = sound.replace(spelled, heard)
    return _DOUBLED.sub(r"\1", sound)


def sound_of_vietnamese(name: str) -> str:
    """Return the rough sound of a marked Vietnamese *name*, without spaces."""
    sounds = []
    for word in words_of(name):
        toneless = "".join(c for c in word.exact if not "\u0300" <= c <= "\u036f")
        sounds.append(_syllable(toneless.replace("đ", "d")))
    return _DOUBLED.sub(r"\1", "".join(sounds))


@lru_cache(maxsize=8192)
def _syllable(syllable: str) -> str:
    match = _SYLLABLE.match(syllable)
    if match is None:
        return fold_word(syllable)
    onset, vowel, coda = match.groups()
    for spelled, heard in _VOWELS:
        vowel = vowel.replace(spelled, heard)
    return _ONSETS.get(onset, onset) + vowel.translate(_VOWEL) + _CODAS.get(coda, coda)


@lru_cache(maxsize=1)
def load_arabic_names() -> dict[str, Name]:
    """Return the names by their sound, built at the first Arabic question."""
    table: dict[str, Name] = {}
    for unit in load_register().units:
        sound = sound_of_vietnamese(unit.place.short)
        name = table.setdefault(sound, Name((sound,)))
        name.add((sound,), unit)
    for official, forms in ARABIC_SPELLINGS.items():
        own = table[sound_of_vietnamese(official)]
        for form in forms.split("، "):
            table[joined_sound(word.folded for word in words_of(form))] = own
    return table


@lru_cache(maxsize=1)
def _known() -> list[str]:
    return [
        sound for sound, name in load_arabic_names().items()
        if (name.is_province or name.is_city) and len(sound) > 4
    ]  # fmt: skip


def arabic_from(
    words: Sequence[Word], first: int, *, has_cue: bool
) -> Iterator[tuple[int, Name, bool]]:
    """Yield names that the Arabic words from *first* on sound like, longest first.

    Each comes with the index behind it and whether its first word carried the preposition
    ب or ل. Without *has_cue* (a unit word or "in" before) only provinces and cities.
    """
    table = load_arabic_names()
    for last in range(min(first + 5, len(words)), first, -1):
        letters = [word.folded for word in words[first:last]]
        for prefix in ("", "ب", "ل", "و", "وب"):
            if not letters[0].startswith(prefix) or len(letters[0]) == len(prefix):
                continue
            sound = joined_sound([letters[0][len(prefix) :], *letters[1:]])
            if len(sound) < 3 or (prefix and len(sound) < 4):
                continue
            is_surer = has_cue or prefix in ("ب", "ل")
            name = table.get(sound)
            if name is None and is_surer and len(sound) > 4:
                best = process.extractOne(
                    sound, _known(), scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS
                )
                name = table[best[0]] if best else None
            if name is not None and (has_cue or name.is_province or name.is_city):
                yield last, name, prefix in ("ب", "ل")
                return


def joined_sound(letters: Iterable[str]) -> str:
    """Return the rough sound of several folded Arabic words; "" if one has other letters."""
    sounds = [sound_of_arabic(word) for word in letters]
    return _DOUBLED.sub(r"\1", "".join(sounds)) if all(sounds) else ""
