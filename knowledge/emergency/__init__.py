"""Cries for help: recognised before anything else, without the knowledge base."""

from knowledge.emergency.alarm import Alarm, detect
from knowledge.emergency.guidance import Guidance, guidance, hotlines
from knowledge.emergency.hotlines import Hotline
from knowledge.emergency.kinds import Country, Kind

__all__ = ["Alarm", "Country", "Guidance", "Hotline", "Kind", "detect", "guidance", "hotlines"]
