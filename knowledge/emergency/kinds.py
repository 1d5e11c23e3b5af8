"""The kinds of danger that the bot tells apart: those that change what is said."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of danger a message tells of."""

    VIOLENCE = "violence"
    """Beaten, threatened, locked up, controlled by somebody near; old and disabled people too."""
    SEXUAL = "sexual"
    """Raped, forced, touched; of an adult."""
    CHILD = "child"
    """A child beaten, neglected, abused, lost, or married off; told by somebody else."""
    MINOR = "minor"
    """A child in any danger, who writes herself: she is spoken to as a child."""
    SUICIDE = "suicide"
    """Somebody wants to die or has hurt or poisoned herself."""
    TRAFFICKING = "trafficking"
    """Sold, held for work or ransom, lured away; forced to marry; abused at work abroad."""
    THREAT = "threat"
    """Blackmailed with pictures, stalked, hunted by loan collectors."""
    HELP = "help"
    """A bare cry for help, or a danger of no other kind."""


class Country(StrEnum):
    """A country with a line of its own that speaks Vietnamese."""

    KOREA = "korea"
    TAIWAN = "taiwan"
