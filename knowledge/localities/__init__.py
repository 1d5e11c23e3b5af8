"""Places: today's 34 provinces and 3,321 communes, the former units, and how people name them."""

from knowledge.localities.gazetteer import Gazetteer
from knowledge.localities.nearest import Near
from knowledge.localities.units import (
    COUNTRY,
    Choice,
    FormerUnit,
    Level,
    Locality,
    Mention,
    Place,
)

__all__ = [
    "COUNTRY",
    "Choice",
    "FormerUnit",
    "Gazetteer",
    "Level",
    "Locality",
    "Mention",
    "Near",
    "Place",
]
