"""What a new office is called in four languages, and its id."""

from collections.abc import Container

from knowledge.localities import Level, Locality
from knowledge.model import Language
from knowledge.normalize import fold
from knowledge.positions import Plain

_UNION = {
    Language.VI: "Hội LHPN {place}",
    Language.EN: "{place} Women's Union",
    Language.ID: "Persatuan Wanita {place}",
    Language.AR: "اتحاد المرأة في {place}",
}


def office_names(kind: str, place: Locality, given: str) -> dict[str, Plain] | None:
    """Return the names of an office at *place*; None where nobody has said what it is called.

    The Union's is known everywhere; other offices have the name that was *given*.
    """
    if given:
        return {Language.VI.value: given}
    if kind != "union":
        return None
    names: dict[str, Plain] = {}
    for language, text in _UNION.items():
        shown = place.shown(language.value)
        if language is Language.VI and place.kind:
            shown = f"{place.kind.lower()} {place.short}"
        names[language.value] = text.format(place=shown)
    return names


def office_id(kind: str, place: Locality, taken: Container[str]) -> str:
    """Return an id such as `union-xa-muong-khuong` that is not *taken*."""
    is_commune = place.level is Level.COMMUNE
    stem = "-".join([kind, *fold(place.name if is_commune else place.short).split()])
    stem = stem.replace("_", "-")
    for candidate in (stem, "-".join([stem, *fold(place.province).split()])):
        if candidate not in taken:
            return candidate
    return f"{stem}-{place.code}"
