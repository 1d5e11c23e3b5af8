"""The shape of knowledge/data/localities.json.gz: one table a kind of unit, column by column."""

from pathlib import Path
from typing import TypedDict

DATA_FILE = Path(__file__).resolve().parent.parent / "data" / "localities.json.gz"


class Names(TypedDict):
    """Columns every table has."""

    kind: list[int]
    """Index into `Tables.kinds`."""
    short: list[str]
    """Name without its kind, tone marks in the modern place."""


class Current(Names):
    """Provinces and communes of today, in the order of their codes."""

    code: list[str]
    latitude: list[float]
    longitude: list[float]
    parent: list[int]
    """Index of a commune's province; for provinces their own index."""


class Former(Names):
    """Provinces, districts and communes before 2025-07-01, in the order of their codes."""

    parent: list[int]
    """Index of a commune's district, of a district's province; of a province's today."""
    became: list[list[int]]
    """Indexes of today's communes, the main one first; empty where lower units tell."""


class Tables(TypedDict):
    """The whole file."""

    kinds: list[str]
    provinces: Current
    communes: Current
    former_provinces: Former
    former_districts: Former
    former_communes: Former
