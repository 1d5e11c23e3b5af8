"""The directory of offices: the nearest one that somebody has filled in."""

from collections.abc import Sequence

from knowledge.localities import Level, Locality
from knowledge.model import Contact
from knowledge.normalize import words_of
from knowledge.verdicts import Office

CENTRE, PROVINCE, COMMUNE = "centre", "province", "commune"
UNION = "union"
COUNTERS = frozenset(("one_stop", "reception"))
SUPPORT_LINES = frozenset(("counselling", "legal_aid"))


class Directory:
    """Looks up offices by place. Hoà and Hòa are one name."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        """Index *contacts*, in their order."""
        self._contacts = tuple(contacts)

    def office_for(self, locality: Locality | None, *, with_support: bool = False) -> Office:
        """Return whom to see for *locality* (None: the whole country).

        With *with_support* the counselling and legal-aid lines of the province come too.
        """
        wanted = _wanted_level(locality)
        known = None
        fell_back = False
        for level in _levels_from(wanted):
            known = self._union(level, locality)
            if known is not None:
                break
            fell_back = True
        return Office(
            contact=known,
            wanted_level=wanted,
            fell_back=fell_back,
            counter=self._counter(locality),
            others=self._support(locality) if with_support else (),
        )

    def filled_share(self, province: str) -> tuple[int, int]:
        """Return how many Union offices of *province* are filled, and how many are listed."""
        listed = [it for it in self._contacts if it.kind == UNION and _same(it.province, province)]
        return sum(not it.is_empty for it in listed), len(listed)

    def _union(self, level: str, locality: Locality | None) -> Contact | None:
        for contact in self._contacts:
            if contact.kind == UNION and contact.level == level and not contact.is_empty:
                if contact.former:
                    continue
                if level == CENTRE or _serves(contact, level, locality):
                    return contact
        return None

    def _counter(self, locality: Locality | None) -> Contact | None:
        if locality is None or locality.level is Level.COUNTRY:
            return None
        levels = (COMMUNE, PROVINCE) if locality.level is Level.COMMUNE else (PROVINCE,)
        for level in levels:
            for contact in self._contacts:
                if contact.kind in COUNTERS and contact.level == level and not contact.is_empty:
                    if _serves(contact, level, locality):
                        return contact
        return None

    def _support(self, locality: Locality | None) -> tuple[Contact, ...]:
        if locality is None:
            return ()
        return tuple(
            contact
            for contact in self._contacts
            if contact.kind in SUPPORT_LINES
            and contact.level == PROVINCE
            and not contact.is_empty
            and _same(contact.province, locality.province)
        )[:2]


def _wanted_level(locality: Locality | None) -> str:
    if locality is None or locality.level is Level.COUNTRY:
        return CENTRE
    return COMMUNE if locality.level is Level.COMMUNE else PROVINCE


def _levels_from(level: str) -> tuple[str, ...]:
    levels = (COMMUNE, PROVINCE, CENTRE)
    return levels[levels.index(level) :]


def _serves(contact: Contact, level: str, locality: Locality | None) -> bool:
    if locality is None or not _same(contact.province, locality.province):
        return False
    return level == PROVINCE or _same(contact.commune, locality.name)


def _same(one: str, other: str) -> bool:
    """Whether both are one name: Hoà is Hòa, but Tân Thạnh is not Tân Thành."""
    return [it.exact for it in words_of(one)] == [it.exact for it in words_of(other)]
