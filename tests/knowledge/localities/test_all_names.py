"""Every unit of today and before is found by its name, marked, unmarked and with slips."""

import random

import pytest

from knowledge.localities import Choice, Gazetteer, Level, Locality, Place
from knowledge.localities.foreign import unmarked
from knowledge.localities.register import Unit

MIN_FOUND_SHARE = 0.995
MIN_SLIPPED_SHARE = 0.9
"""Share of names with one random slip, unit word and province beside, whose province is found;
95 % on 2026-11-21."""
SLIPPED_NAMES = 300


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def written(gazetteer: Gazetteer, unit: Unit) -> str:
    """Return the unit's name with the units it lies in."""
    place = unit.place
    if place.level is Level.PROVINCE:
        return place.name
    if isinstance(place, Locality):
        return f"{place.name}, {gazetteer.register.provinces[unit.province].name}"
    return ", ".join(filter(None, (place.name, place.district, place.province)))


def provinces_found(gazetteer: Gazetteer, text: str, *, expects_place: bool = False) -> set[str]:
    match gazetteer.resolve(text, expects_place=expects_place):
        case Place(locality):
            return {locality.province}
        case Choice(places):
            return {place.locality.province for place in places}
        case None:
            return set()


@pytest.mark.parametrize("is_marked", [True, False], ids=["marked", "unmarked"])
def test_every_name_leads_to_its_province(gazetteer: Gazetteer, is_marked: bool) -> None:
    missed = []
    for unit in gazetteer.register.units:
        text = f"Hội phụ nữ {written(gazetteer, unit)}"
        if not is_marked:
            text = unmarked(text).lower().replace(",", "")
        if provinces_found(gazetteer, text) != {province_of(gazetteer, unit)}:
            missed.append(text)
    share = 1 - len(missed) / len(gazetteer.register.units)
    print(f"{share:.2%} of {len(gazetteer.register.units)}", *missed, sep="\n  ")
    assert share >= MIN_FOUND_SHARE


def test_names_with_a_slip_lead_to_their_province(gazetteer: Gazetteer) -> None:
    chance = random.Random(2025)
    lower = [u for u in gazetteer.register.units if u.level is not Level.PROVINCE]
    missed = []
    for unit in chance.sample(lower, SLIPPED_NAMES):
        name = with_slip(unmarked(unit.place.short).lower(), chance)
        kind, province = unmarked(unit.place.kind), unmarked(unit.place.province)
        text = f"hoi phu nu {kind} {name} {province}".lower()
        if provinces_found(gazetteer, text, expects_place=True) != {province_of(gazetteer, unit)}:
            missed.append(text)
    share = 1 - len(missed) / SLIPPED_NAMES
    print(f"{share:.1%} of {SLIPPED_NAMES}", *missed, sep="\n  ")
    assert share >= MIN_SLIPPED_SHARE


def province_of(gazetteer: Gazetteer, unit: Unit) -> str:
    return gazetteer.register.provinces[unit.province].short


def with_slip(name: str, chance: random.Random) -> str:
    """Return *name* with one letter left out, doubled, swapped with the next, or wrong."""
    at = chance.choice([i for i, letter in enumerate(name) if letter.isalnum()])
    before, letter, after = name[:at], name[at], name[at + 1 :]
    slips = [
        before + after,
        before + letter * 2 + after,
        before + chance.choice("aeiounthg") + after,
    ]
    if after:
        slips.append(before + after[0] + letter + after[1:])
    return chance.choice(slips)
