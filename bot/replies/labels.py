"""Words short enough for a button, and whole enough to be understood alone."""

from typing import assert_never

from bot.i18n import Texts
from knowledge.localities import Level, Locality, Place
from knowledge.localities.foreign import ARABIC_PROVINCES, unmarked
from knowledge.model import Facet, Language, Topic, local


def facet_label(facet: Facet, texts: Texts) -> str:
    """Return the words of the button that opens *facet*."""
    match facet:
        case Facet.OVERVIEW:
            return texts("What it is")
        case Facet.CRITERIA:
            return texts("Who can take part")
        case Facet.BENEFIT:
            return texts("What you get")
        case Facet.PROCEDURE:
            return texts("How to do it")
        case Facet.RESULTS:
            return texts("Results")
        case Facet.CONTACT:
            return texts("Whom to see")
        case _:
            assert_never(facet)


def topic_label(topic: Topic, language: Language) -> str:
    """Return a short name of *topic*: its first alias, or its full name where it has none."""
    aliases = topic.aliases.get(language)
    name = aliases[0] if aliases else local(topic.name, language)
    return name[:1].upper() + name[1:]


def province_label(short: str, language: Language) -> str:
    """Return the name of a province without its kind; *short* is its Vietnamese one."""
    match language:
        case Language.VI:
            return short
        case Language.AR:
            return ARABIC_PROVINCES.get(short, unmarked(short))
        case _:
            return unmarked(short)


def locality_label(locality: Locality, language: Language) -> str:
    """Return the name of *locality* with its province: so namesakes can be told apart."""
    name = locality.shown(language)
    if locality.level is not Level.COMMUNE:
        return name
    comma = "،" if language is Language.AR else ","
    return f"{name}{comma} {province_label(locality.province, language)}"


def locality_in_text(locality: Locality, language: Language) -> str:
    """Return the same as it stands inside a sentence: Vietnamese writes its kind small there."""
    label = locality_label(locality, language)
    is_kind_first = language is Language.VI and bool(locality.kind)
    return f"{label[:1].lower()}{label[1:]}" if is_kind_first else label


def place_label(place: Place, texts: Texts) -> str:
    """Return the name of *place*, with the old one in brackets if it was called by that."""
    label = locality_label(place.locality, texts.language)
    if place.former is None:
        return label
    former = place.former.shown(texts.language)
    return texts("{place} (formerly {old})", place=label, old=former)
