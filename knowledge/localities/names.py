"""Every name a unit may be called by, in a tree of folded syllables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.localities.abbreviations import ABBREVIATIONS, SPELLINGS
from knowledge.localities.everyday import EverydayWords, load_everyday_words
from knowledge.localities.register import Register, Unit, load_register
from knowledge.localities.units import Level
from knowledge.normalize import Word, exact_form, fold_word, words_of

Syllables = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Name:
    """One folded name and the units that bear it, by their marked spelling."""

    folded: Syllables
    spellings: dict[Syllables, tuple[int, ...]] = field(default_factory=dict)
    """Ids of units by the name's exact syllables."""
    is_province: bool = False
    is_city: bool = False
    """Whether a former city (thành phố or named quận) bears it: known far and wide."""
    is_district: bool = False
    is_abbreviation: bool = False
    """Whether it is an abbreviation that is also an everyday word ("bd", "hn")."""
    is_single: bool = False
    """Whether it is one syllable or number, officially: Huế, Vinh, 5."""
    is_everyday_unmarked: bool = False
    """Whether everyday words look the same without marks."""
    everyday: frozenset[Syllables] = frozenset()
    """Everyday words that look the same without marks, marked."""

    def add(self, exact: Syllables, unit: Unit) -> None:
        """Note that *unit* bears this name, spelt *exact*."""
        ids = self.spellings.get(exact, ())
        if unit.id not in ids:
            self.spellings[exact] = (*ids, unit.id)
        self.is_single |= len(exact) == 1 and " " not in unit.place.short
        if unit.level is Level.PROVINCE:
            self.is_province = True
        elif unit.level is Level.DISTRICT:
            self.is_district = True
            kind, is_number = unit.place.kind, unit.place.short.isdigit()
            self.is_city |= kind == "Thành phố" or (kind == "Quận" and not is_number)


class Node(dict[str, "Node"]):
    """The names that go on from here, by their next syllable."""

    __slots__ = ("name",)

    def __init__(self) -> None:
        """Begin without a name and without branches."""
        super().__init__()
        self.name: Name | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The tree, and the same names in a list."""

    root: Node
    all: dict[Syllables, Name]

    def starting_at(self, words: Sequence[Word], first: int) -> Iterator[tuple[int, Name]]:
        """Yield every name that begins with the word at *first*, with the index behind it."""
        node = self.root.get(words[first].folded)
        last = first + 1
        while node is not None:
            if node.name is not None:
                yield last, node.name
            if last == len(words):
                return
            node = node.get(words[last].folded)
            last += 1


@lru_cache(maxsize=1)
def load_names() -> Names:
    """Return the tree of names, built once."""
    register = load_register()
    everyday = load_everyday_words()
    names = Names(Node(), {})
    for unit in register.units:
        for form in _forms(unit):
            _add(names, form, unit, everyday)
    _add_spellings(names, register, everyday)
    return names


@lru_cache(maxsize=16_384)
def syllables(name: str) -> tuple[Syllables, Syllables]:
    """Return the exact and the folded syllables of *name*."""
    parts = name.split(" ")
    if all(part.isalpha() for part in parts):
        return tuple(map(exact_form, parts)), tuple(map(fold_word, parts))
    words = words_of(name)
    return tuple(w.exact for w in words), tuple(w.folded for w in words)


_ALSO_WRITTEN = (("Đắk", "Đăk"), ("Đăk", "Đắk"), ("Đắk", "Đắc"), ("Pắc", "Pắk"))
_I_FOR_Y = {"y": "i", "ý": "í", "ỳ": "ì", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị"}
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnrstvxBCDĐGHKLMNRSTVX])[yýỳỷỹỵ]\b")


def _forms(unit: Unit) -> Iterator[str]:
    """Yield the ways in which the official name is shortened or joined in writing."""
    short = unit.place.short
    yield short
    if " - " in short:
        first, second = short.split(" - ", 1)
        yield first
        if second not in ("Đà Lạt", "Lăng Cô"):
            yield second
    if "'" in short:
        yield short.replace("'", "")
    for written, also in _ALSO_WRITTEN:
        if written in short:
            yield short.replace(written, also)
    with_i = _FINAL_Y.sub(lambda match: _I_FOR_Y[match.group()], short)
    if with_i != short:
        yield with_i
    number, _, rest = short.partition(" ")
    if number.isdigit() and rest:
        yield f"{rest} {number}"
    if unit.level in (Level.PROVINCE, Level.DISTRICT) and " " in short and "-" not in short:
        yield short.replace(" ", "").replace("'", "")


def _add(names: Names, form: str, unit: Unit, everyday: EverydayWords) -> Name:
    exact, folded = syllables(form)
    name = names.all.get(folded)
    if name is None:
        name = names.all[folded] = Name(folded)
        name.everyday = everyday.marked(folded)
        name.is_everyday_unmarked = everyday.is_everyday(folded)
        node = names.root
        for syllable in folded:
            if syllable not in node:
                node[syllable] = Node()
            node = node[syllable]
        node.name = name
    name.add(exact, unit)
    return name


def _add_spellings(names: Names, register: Register, everyday: EverydayWords) -> None:
    by_official: dict[str, list[Unit]] = {}
    for unit in register.units:
        if unit.place.level is not Level.COMMUNE:
            by_official.setdefault(unit.place.short, []).append(unit)
            full = f"{unit.place.name}, {unit.place.province}"
            by_official.setdefault(full, []).append(unit)
    for table, is_weak in ((SPELLINGS, False), (ABBREVIATIONS, True)):
        for official, forms in table.items():
            for form in forms.split(", "):
                for unit in by_official[official]:
                    name = _add(names, form, unit, everyday)
                    if is_weak:
                        name.is_abbreviation = name.is_everyday_unmarked = True
