"""All units as the resolver holds them, read from knowledge/data/localities.json.gz."""

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache

from knowledge.localities.tables import DATA_FILE, Former, Tables
from knowledge.localities.units import FormerUnit, Level, Locality

Parts = list[list[int]]
"""For each former unit, the indexes of today's communes it became."""


@dataclass(slots=True, eq=False)
class Unit:
    """One unit, of today or former, with its place in the hierarchy."""

    id: int
    place: Locality | FormerUnit
    province: int
    """Id of today's province (its own for a province)."""
    parents: frozenset[int]
    """Ids of all units it lies or lay in, today's and former, its own not among them."""
    is_today: bool
    communes: tuple[int, ...] = ()
    """Ids of today's communes it became; its own for a commune of today."""

    @property
    def level(self) -> Level:
        """The level of the place."""
        return self.place.level


@dataclass(frozen=True, slots=True)
class Register:
    """Every unit; its id is its index: provinces, communes, then the former ones."""

    units: tuple[Unit, ...]
    provinces: tuple[Locality, ...]
    """Today's 34, in the order of their codes; their ids are 0 to 33."""
    communes: tuple[Locality, ...]
    """Today's 3,321, in the order of their provinces and codes; their ids follow."""


@lru_cache(maxsize=1)
def load_register() -> Register:
    """Return the register, read once."""
    tables: Tables = json.loads(gzip.decompress(DATA_FILE.read_bytes()))
    builder = _Builder(tables)
    first_province = len(builder.units)
    builder.add_provinces(tables["former_provinces"])
    first_district = len(builder.units)
    districts, communes = tables["former_districts"], tables["former_communes"]
    builder.add_lower(districts, Level.DISTRICT, first_province, _district_parts(tables))
    builder.add_lower(communes, Level.COMMUNE, first_district, communes["became"])
    return Register(tuple(builder.units), builder.provinces, builder.communes)


def _provinces(tables: Tables) -> tuple[Locality, ...]:
    rows, kinds = tables["provinces"], tables["kinds"]
    return tuple(
        Locality(Level.PROVINCE, kinds[kind], short, short, code, latitude, longitude)
        for kind, short, code, latitude, longitude in zip(
            rows["kind"], rows["short"], rows["code"], rows["latitude"], rows["longitude"],
            strict=True,
        )
    )  # fmt: skip


def _communes(tables: Tables, provinces: tuple[Locality, ...]) -> tuple[Locality, ...]:
    rows, kinds = tables["communes"], tables["kinds"]
    return tuple(
        Locality(Level.COMMUNE, kinds[kind], short, provinces[parent].short, code, lat, lon)
        for kind, short, parent, code, lat, lon in zip(
            rows["kind"], rows["short"], rows["parent"], rows["code"], rows["latitude"],
            rows["longitude"], strict=True,
        )
    )  # fmt: skip


def _today_units(
    tables: Tables, provinces: tuple[Locality, ...], communes: tuple[Locality, ...]
) -> list[Unit]:
    """Return the units of today; a commune's parents include its districts and provinces then."""
    first_province = len(provinces) + len(communes)
    first_district = first_province + len(tables["former_provinces"]["short"])
    districts = tables["former_districts"]
    older: list[set[int]] = [set() for _ in communes]
    for district, became in _origins(tables):
        for commune in became:
            older[commune].add(first_district + district)
            older[commune].add(first_province + districts["parent"][district])
    units = [Unit(i, place, i, frozenset(), True) for i, place in enumerate(provinces)]
    for i, (place, parent) in enumerate(zip(communes, tables["communes"]["parent"], strict=True)):
        own = len(provinces) + i
        units.append(Unit(own, place, parent, frozenset(older[i] | {parent}), True, (own,)))
    return units


def _origins(tables: Tables) -> list[tuple[int, list[int]]]:
    """Return pairs of a former district and what one of its communes, or itself, became."""
    former = tables["former_communes"]
    pairs = list(zip(former["parent"], former["became"], strict=True))
    return pairs + list(enumerate(tables["former_districts"]["became"]))


def _district_parts(tables: Tables) -> list[list[int]]:
    """Return today's communes of every former district, those with most of it first."""
    counts: list[dict[int, int]] = [{} for _ in tables["former_districts"]["short"]]
    for district, parts in _origins(tables):
        for rank, part in enumerate(parts):
            counts[district][part] = counts[district].get(part, 0) + (rank == 0)
    return [sorted(count, key=lambda c: (-count[c], c)) for count in counts]


class _Builder:
    """Builds the units, level by level, each from the one above."""

    def __init__(self, tables: Tables) -> None:
        self.kinds = tables["kinds"]
        self.provinces = _provinces(tables)
        self.communes = _communes(tables, self.provinces)
        self.units = _today_units(tables, self.provinces, self.communes)

    def add_provinces(self, rows: Former) -> None:
        for kind, short, today in zip(rows["kind"], rows["short"], rows["parent"], strict=True):
            province = self.provinces[today]
            place = FormerUnit(
                Level.PROVINCE, self.kinds[kind], short, short, None, (province,), province
            )
            parents = frozenset({today})
            self.units.append(Unit(len(self.units), place, today, parents, False))

    def add_lower(self, rows: Former, level: Level, first_above: int, became: Parts) -> None:
        """Add the districts, or the communes, whose upper units begin at *first_above*."""
        shift = len(self.provinces)
        for kind, short, parent, parts in zip(
            rows["kind"], rows["short"], rows["parent"], became, strict=True
        ):
            above = self.units[first_above + parent]
            district = above.place.name if level is Level.COMMUNE else None
            place = FormerUnit(
                level,
                self.kinds[kind],
                short,
                above.place.province,
                district,
                tuple(self.communes[part] for part in parts),
                self.provinces[above.province],
            )
            unit = Unit(len(self.units), place, above.province, above.parents | {above.id}, False)
            unit.communes = tuple(shift + part for part in parts)
            self.units.append(unit)
