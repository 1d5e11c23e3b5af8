"""How much of the directory is filled, by province, and what must be asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.localities import Gazetteer
from knowledge.model import Contact
from knowledge.normalize import words_of

CONFIRMED_FOR = timedelta(days=183)
"""Six months: after that an office is asked again whether it is still so."""
UNION = "union"


@dataclass(frozen=True, slots=True)
class Filled:
    """One province's share of the directory."""

    province: str
    communes: int
    """Communes that it has."""
    filled_communes: int
    """Those whose Union office somebody has filled in."""
    is_office_filled: bool
    """Whether the province's own Union office is filled in."""

    @property
    def share(self) -> float:
        """Filled offices among all that there should be, 0 to 1."""
        return (self.filled_communes + self.is_office_filled) / (self.communes + 1)


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """An office that nobody has confirmed for six months."""

    contact: Contact
    confirmed_on: str
    """As far as it is known; empty where it is not."""


def filled_by_province(contacts: Iterable[Contact], gazetteer: Gazetteer) -> tuple[Filled, ...]:
    """Return all provinces in alphabetical order."""
    communes: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    provinces: set[tuple[str, ...]] = set()
    for it in contacts:
        if it.kind != UNION or it.is_empty or it.former:
            continue
        if it.level == "commune":
            communes.setdefault(_name(it.province), set()).add(_name(it.commune))
        elif it.level == "province":
            provinces.add(_name(it.province))
    return tuple(
        Filled(
            province.short,
            len(there := {_name(it.name) for it in gazetteer.communes(province)}),
            len(there & communes.get(_name(province.short), set())),
            _name(province.short) in provinces,
        )
        for province in gazetteer.provinces()
    )


def to_confirm_again(contacts: Iterable[Contact], today: date) -> tuple[ToConfirm, ...]:
    """Return the filled offices last confirmed over six months ago, the oldest first.

    A day known only by its month or year counts from its end.
    """
    found = [
        ToConfirm(it, it.seen_on)
        for it in contacts
        if not it.is_empty and not it.former and _last_day(it.seen_on) < today - CONFIRMED_FOR
    ]
    return tuple(sorted(found, key=lambda it: (it.confirmed_on, it.contact.key)))


def _last_day(text: str) -> date:
    """Return the last day that `2025-10`, `2025` or `2025-10-02` may mean; long ago if empty."""
    numbers = [int(part) for part in text.split("-") if part.isdigit()]
    match numbers:
        case [year, month, day]:
            return date(year, month, day)
        case [year, month]:
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        case [year]:
            return date(year, 12, 31)
        case _:
            return date.min


def _name(name: str) -> tuple[str, ...]:
    return tuple(word.exact for word in words_of(name))
