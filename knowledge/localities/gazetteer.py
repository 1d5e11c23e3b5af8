"""The gazetteer: which place a question is about, and what became of the old ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.localities.listing import places_of, search, sorted_by_name
from knowledge.localities.mentions import Asked, cleaned, find_names
from knowledge.localities.names import Names, load_names
from knowledge.localities.nearest import Near, nearest
from knowledge.localities.readings import SAME_RANK, Reading, read_names
from knowledge.localities.register import Register, Unit, load_register
from knowledge.localities.slips import find_slips
from knowledge.localities.units import COUNTRY, Choice, Level, Locality, Mention, Place
from knowledge.normalize import Word, words_of

MAX_CHOICES = 3
MAX_LAG = 2.0
"""A second place this much weaker than the best (in units of evidence) is not asked about."""
_CENTRE = frozenset(["trung uong", "tw", "central", "pusat", "المركزيه", "المركزي"])
"""Folded words for the Union's centre, which is the country's office."""
_ORIGIN = frozenset(["tu", "que", "goc", "from", "dari", "من"])


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of Vietnam, today's and former, by every name members use."""

    register: Register
    names: Names
    units_by_code: dict[str, Unit]

    @classmethod
    def load(cls) -> "Gazetteer":
        """Return the gazetteer; the first call reads the data (about 0.2 s), others do not."""
        register = load_register()
        count = len(register.provinces) + len(register.communes)
        by_code = {
            unit.place.code: unit
            for unit in register.units[:count]
            if isinstance(unit.place, Locality)
        }
        return cls(register, load_names(), by_code)

    def find(
        self,
        text: str,
        *,
        language: str = "vi",
        words: Sequence[Word] | None = None,
        expects_place: bool = False,
        forgives_slips: bool = True,
    ) -> list[Mention]:
        """Return the places named in *text*, in its order; they do not overlap.

        *words* are `words_of(text)` if the caller has them. With *expects_place* (the
        question is for an office) weaker evidence is enough, and spelling is forgiven.
        Without *forgives_slips* misspelt names are not looked for, which is half the time.
        """
        readings = self._read(text, language, words, expects_place, None, forgives_slips)
        mentions = [self._mention(reading) for reading in readings]
        return sorted(mentions, key=lambda mention: mention.first)

    def resolve(
        self,
        text: str,
        *,
        home: Locality | None = None,
        language: str = "vi",
        words: Sequence[Word] | None = None,
        expects_place: bool = False,
    ) -> Place | Choice | None:
        """Return the place *text* is about, the few it could be, or None if it names none.

        A `Choice` can hold a single place: a misspelt commune that must be confirmed. With
        *expects_place*, "trung ương" is the country. *home* is the member's own locality: it
        decides between namesakes, and is never
        the answer by itself.
        """
        if words is None:
            words = words_of(text)
        home_unit = self.units_by_code.get(home.code) if home else None
        readings = self._read(text, language, words, expects_place, home_unit)
        if not readings:
            is_centre = expects_place and any(_CENTRE.intersection(pair) for pair in _pairs(words))
            return Place(COUNTRY) if is_centre else None
        places: list[Place] = []
        readings = _competing(readings, words)
        for reading in readings:
            for place in self._places(reading):
                if place.locality not in [other.locality for other in places]:
                    places.append(place)
        if len(places) == 1 and not self._is_guess(readings[0]):
            return places[0]
        return Choice(tuple(places[:MAX_CHOICES]))

    def search(self, text: str, *, province: str | None = None, limit: int = 8) -> list[Place]:
        """Return places whose name begins as *text* does; see `listing.search`."""
        return search(text, province=province, limit=limit)

    def nearest(self, latitude: float, longitude: float, *, limit: int = 3) -> list[Near]:
        """Return the communes of today nearest to a point; see `nearest.nearest`."""
        return nearest(self.register.communes, latitude, longitude, limit=limit)

    def provinces(self) -> tuple[Locality, ...]:
        """Return today's 34 provinces in alphabetical order."""
        return sorted_by_name(self.register.provinces)

    def communes(self, province: Locality) -> tuple[Locality, ...]:
        """Return today's communes of *province* in alphabetical order."""
        name = province.province
        return sorted_by_name(c for c in self.register.communes if c.province == name)

    def by_code(self, code: str) -> Locality | None:
        """Return the province (two digits), commune (five) or country ("VN") of *code*."""
        if code == COUNTRY.code:
            return COUNTRY
        unit = self.units_by_code.get(code)
        return unit.place if unit is not None and isinstance(unit.place, Locality) else None

    def province_of(self, locality: Locality) -> Locality | None:
        """Return the province *locality* lies in, itself if it is one; None for the country."""
        unit = self.units_by_code.get(locality.code)
        return self.register.provinces[unit.province] if unit is not None else None

    def _read(
        self,
        text: str,
        language: str,
        words: Sequence[Word] | None,
        expects_place: bool,
        home: Unit | None,
        forgives_slips: bool = True,
    ) -> list[Reading]:
        if words is None:
            words = words_of(text)
        if not words:
            return []
        asked = Asked(cleaned(text), words, language, expects_place, home)
        found = find_names(asked, self.names)
        readings = read_names(asked, found, self.register.units)
        if not forgives_slips:
            return readings
        slips = find_slips(asked, found, readings, self.register.units)
        return read_names(asked, found + slips, self.register.units) if slips else readings

    def _mention(self, reading: Reading) -> Mention:
        found = reading.found
        places = self._places(reading)
        spots = [found, *reading.parents]
        return Mention(
            min(spot.start for spot in spots),
            max(spot.end for spot in spots),
            tuple(places),
            len(places) == 1 and not found.is_misspelt,
            found.unit_word.typed if found.unit_word else None,
            found.is_marked,
        )

    def _places(self, reading: Reading) -> list[Place]:
        """Return what the reading can mean, best first, each locality once."""
        limit = reading.score - SAME_RANK
        ranked = sorted(
            (i for i, score in reading.scores.items() if score >= limit),
            key=lambda i: (-reading.scores[i], i),
        )
        units = [self.register.units[unit_id] for unit_id in ranked]
        today = {unit.id for unit in units if unit.is_today}
        places: dict[str, Place] = {}
        for unit in units:
            if not unit.is_today and not today.isdisjoint(unit.communes):
                continue  # its namesake of today is among what it became
            for place in places_of(unit):
                places.setdefault(place.locality.code, place)
        return list(places.values())

    def _is_guess(self, reading: Reading) -> bool:
        """Whether the name was misspelt and only it says which commune is meant."""
        best = self.register.units[max(reading.scores, key=reading.scores.__getitem__)]
        is_commune = best.level is Level.COMMUNE
        return reading.found.is_misspelt and is_commune and not reading.parents


def _competing(readings: Sequence[Reading], words: Sequence[Word]) -> list[Reading]:
    """Return the readings that may be what the text is about, the best first.

    What she came from ("từ Hà Nội", "quê Thái Bình") gives way to any other place.
    """
    origins = [r for r in readings if _is_origin(words, r.found.start)]
    if len(origins) < len(readings):
        readings = [reading for reading in readings if reading not in origins]
    return [r for r in readings[:MAX_CHOICES] if r.score >= readings[0].score - MAX_LAG]


def _pairs(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield each word, and each with the one before it, folded."""
    before = ""
    for word in words:
        yield word.folded, f"{before} {word.folded}"
        before = word.folded


def _is_origin(words: Sequence[Word], start: int) -> bool:
    return start > 0 and words[start - 1].folded in _ORIGIN
