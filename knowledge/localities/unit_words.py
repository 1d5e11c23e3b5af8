"""Words that say what kind of unit a name is: xã, huyện, kota, ward, مدينة and so on."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.localities.units import Level
from knowledge.normalize import Word, words_of


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit word found beside a name."""

    typed: str
    """Folded, as typed ("huyen", "h", "kota")."""
    kinds: frozenset[str]
    """Kinds of units it can mean."""
    length: int
    """How many words of the text it takes."""
    strength: float
    """How surely it is a unit word: 3 for "phường", 2 for "phuong", 1.5 for "p"."""


LEVELS = {
    "Tỉnh": Level.PROVINCE, "Thành phố": Level.DISTRICT, "Huyện": Level.DISTRICT,
    "Quận": Level.DISTRICT, "Thị xã": Level.DISTRICT, "Xã": Level.COMMUNE,
    "Phường": Level.COMMUNE, "Thị trấn": Level.COMMUNE, "Đặc khu": Level.COMMUNE,
}  # fmt: skip
"""The level of each kind of unit; the six cities that are provinces are found by their name."""

_PROVINCE, _CITY, _DISTRICT, _QUARTER = "Tỉnh", "Thành phố", "Huyện", "Quận"
_TOWN, _COMMUNE, _WARD, _TOWNSHIP, _ZONE = "Thị xã", "Xã", "Phường", "Thị trấn", "Đặc khu"

_BEFORE = {
    "tỉnh": (_PROVINCE,), "thành phố": (_CITY,), "tp": (_CITY,), "t p": (_CITY,),
    "thành fố": (_CITY,), "tphố": (_CITY,), "tpho": (_CITY,), "huyện": (_DISTRICT,),
    "quận": (_QUARTER,), "thị xã": (_TOWN,), "tx": (_TOWN,), "t x": (_TOWN,),
    "xã": (_COMMUNE,), "phường": (_WARD,), "fường": (_WARD,), "phườg": (_WARD,),
    "thị trấn": (_TOWNSHIP,), "tt": (_TOWNSHIP,), "t t": (_TOWNSHIP,), "đặc khu": (_ZONE,),
    "đảo": (_ZONE, _DISTRICT), "huyện đảo": (_DISTRICT, _ZONE),
    "p": (_WARD,), "ph": (_WARD,), "f": (_WARD,), "q": (_QUARTER,), "h": (_DISTRICT,),
    "x": (_COMMUNE,), "t": (_PROVINCE,),
    # English
    "commune": (_COMMUNE, _WARD, _ZONE), "ward": (_WARD,), "district": (_DISTRICT, _QUARTER),
    "province": (_PROVINCE,), "city of": (_CITY, _TOWN), "province of": (_PROVINCE,),
    "district of": (_DISTRICT, _QUARTER), "commune of": (_COMMUNE,), "town of": (_TOWN,),
    "city": (_CITY,), "town": (_TOWN, _TOWNSHIP), "ward of": (_WARD,),
    # Indonesian
    "provinsi": (_PROVINCE,), "propinsi": (_PROVINCE,), "prov": (_PROVINCE,),
    "kota": (_CITY, _TOWN), "kabupaten": (_DISTRICT,), "kab": (_DISTRICT,),
    "distrik": (_DISTRICT, _QUARTER), "kecamatan": (_DISTRICT, _QUARTER, _COMMUNE),
    "kec": (_DISTRICT, _QUARTER), "kelurahan": (_WARD,), "kel": (_WARD,),
    "desa": (_COMMUNE,), "komune": (_COMMUNE, _WARD), "pulau": (_ZONE, _DISTRICT),
    # Arabic
    "محافظة": (_PROVINCE, _CITY), "مقاطعة": (_PROVINCE, _DISTRICT, _CITY),
    "إقليم": (_PROVINCE,), "ولاية": (_PROVINCE,), "مدينة": (_CITY, _TOWN),
    "حي": (_WARD, _QUARTER), "منطقة": (_DISTRICT, _QUARTER, _ZONE), "بلدية": (_COMMUNE, _WARD),
    "بلدة": (_TOWN, _TOWNSHIP, _COMMUNE), "قرية": (_COMMUNE,), "ناحية": (_COMMUNE, _DISTRICT),
    "كوميون": (_COMMUNE,), "دائرة": (_WARD, _QUARTER), "جزيرة": (_ZONE, _DISTRICT),
}  # fmt: skip
_AFTER = {
    "ward": (_WARD,), "commune": (_COMMUNE, _WARD, _ZONE), "district": (_DISTRICT, _QUARTER),
    "province": (_PROVINCE,), "city": (_CITY, _TOWN), "town": (_TOWN, _TOWNSHIP),
    "township": (_TOWNSHIP,), "village": (_COMMUNE,), "island": (_ZONE, _DISTRICT),
    "prov": (_PROVINCE,),
}  # fmt: skip

Forms = dict[tuple[str, ...], tuple[tuple[str, ...], frozenset[str]]]


def _table(words: dict[str, tuple[str, ...]]) -> Forms:
    table: Forms = {}
    for typed, kinds in words.items():
        parts = words_of(typed)
        exact = tuple(part.exact for part in parts)
        table[tuple(part.folded for part in parts)] = (exact, frozenset(kinds))
    return table


_TABLE_BEFORE, _TABLE_AFTER = _table(_BEFORE), _table(_AFTER)
_LAST_WORDS = frozenset(form[-1] for form in _TABLE_BEFORE)
_FIRST_WORDS = frozenset(form[0] for form in _TABLE_AFTER)
_UNMISTAKABLE = frozenset(
    _f for _w in ("provinsi", "kabupaten", "kelurahan", "kecamatan", "distrik", "province",
                  "district", "commune", "ward", "محافظة", "مقاطعة", "مدينة", "بلدية",
                  "thi xa", "thi tran", "thanh pho", "tp", "tx", "dac khu", "city of",
                  "province of", "district of", "kota")
    for _f in (tuple(part.folded for part in words_of(_w)),)
)  # fmt: skip
"""Unit words that no other word looks like, marked or not."""

_COMPOUNDS = {
    "phuong": "an phap tien thuc huong cham ngon dien dong tay bac nam",
    "quan": "tam ly he trong diem niem su doi nhan sat ao chung ly lao",
    "tinh": "hinh thuong cam yeu nguyen trang than toan tao chat tu tien lai",
    "xa": "hoi nha que xoi lanh bong xi",
    "huyen": "thoai bi ao",
    "t": "", "p": "", "q": "", "h": "", "x": "", "f": "", "ph": "",
}  # fmt: skip
"""Unmarked unit words that with the next word are an everyday word: phuong an = phương án."""
_COMPOUND_WITH = {unit: frozenset(words.split()) for unit, words in _COMPOUNDS.items()}
_PARTS_OF = {
    "phuong": frozenset(("dia", "doi", "phuong", "song", "da", "tay", "dong")),
    "quan": frozenset(("co", "lien", "thoi", "tham", "chu", "khach", "hai", "bao", "tong", "si")),
    "tinh": frozenset(("gia", "cong", "tam", "vi", "uoc", "cap", "may", "gioi", "to", "duong")),
    "xa": frozenset(("hop", "xuat", "cu", "o", "tu", "thi", "cach", "qua", "hoi", "bi")),
    "huyen": frozenset(),
}
"""Words that with the unit word after them are another word: địa phương, cơ quan, gia tinh."""


def unit_word_before(words: Sequence[Word], first: int) -> UnitWord | None:
    """Return the unit word that ends right before the word at *first*, if there is one."""
    if first == 0 or words[first - 1].folded not in _LAST_WORDS:
        return None
    for length in (2, 1):
        if length > first:
            continue
        beside = words[first - length : first]
        folded = tuple(word.folded for word in beside)
        found = _TABLE_BEFORE.get(folded)
        if found is None:
            continue
        exact, kinds = found
        if any(w.is_marked and w.exact != e for w, e in zip(beside, exact, strict=True)):
            continue
        strength = _strength(words, first, beside, folded)
        return UnitWord(" ".join(folded), kinds, length, strength)
    return None


def _is_no_commune(words: Sequence[Word], first: int) -> bool:
    """Whether the word "xã" before *first* is part of: xã hội, hợp tác xã, xã biên giới."""
    if words[first].folded == "hoi" or (first > 1 and words[first - 2].folded in ("tac", "tan")):
        return True
    return [word.folded for word in words[first : first + 2]] == ["bien", "gioi"]


def is_unit_word(word: Word) -> bool:
    """Whether *word* is a full unit word, marked or not: xã, tỉnh, ward."""
    return len(word.folded) > 1 and (word.folded,) in _TABLE_BEFORE


def unit_word_after(words: Sequence[Word], last: int) -> UnitWord | None:
    """Return the unit word that begins at *last* ("Phu Tho province"), if there is one."""
    if last >= len(words) or words[last].folded not in _FIRST_WORDS:
        return None
    _, kinds = _TABLE_AFTER[(words[last].folded,)]
    return UnitWord(words[last].folded, kinds, 1, 3.0)


def _strength(
    words: Sequence[Word], first: int, beside: Sequence[Word], folded: tuple[str, ...]
) -> float:
    unit = folded[-1]
    if unit == "xa" and _is_no_commune(words, first):
        return 0.5
    if folded in _UNMISTAKABLE or any(word.is_marked for word in beside):
        return 3.0
    if len(unit) <= 2:
        return 1.5
    if words[first].folded in _COMPOUND_WITH.get(unit, ()):
        return 0.5
    before = first - len(folded) - 1
    if before >= 0 and words[before].folded in _PARTS_OF.get(unit, ()):
        return 0.5
    return 2.0
