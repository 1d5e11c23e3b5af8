"""Which commune of today a point on the map lies in, or near."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.localities.units import Locality

MAX_DISTANCE_KM = 60.0
"""Further from every commune's centre than this, a point is not in Vietnam; the communes of
the largest area have centres about 30 km from their rims."""
_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Near:
    """A commune near a point."""

    locality: Locality
    distance_km: float
    """From the point to the commune's centre."""


def nearest(
    communes: Sequence[Locality], latitude: float, longitude: float, *, limit: int = 3
) -> list[Near]:
    """Return the communes whose centres are nearest, nearest first; empty if all are far.

    Only centres are known, no borders: near a border the neighbour may come first, so a
    member should be shown the few nearest to choose from.
    """
    shrink = math.cos(math.radians(latitude))
    distances = []
    for commune in communes:
        north = commune.latitude - latitude
        east = (commune.longitude - longitude) * shrink
        distances.append(north * north + east * east)
    order = sorted(range(len(communes)), key=distances.__getitem__)[:limit]
    found = [Near(communes[i], math.sqrt(distances[i]) * _KM_A_DEGREE) for i in order]
    return [near for near in found if near.distance_km <= MAX_DISTANCE_KM]
