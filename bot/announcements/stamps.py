"""Stamps: what exactly somebody saw before she said yes.

A button that confirms or approves carries the stamp of what stood above it. What was changed
since has another stamp, so an old or repeated press never sends what nobody has looked at.
"""

import hashlib
import json

from bot.announcements.announcement import Announcement
from bot.announcements.json_copies import copies_to_json


def stamp_of(announcement: Announcement) -> str:
    """Return 16 hexadecimal digits that stand for all that readers and officers see of it."""
    scheduled_at = announcement.scheduled_at
    seen = [
        announcement.id,
        copies_to_json(announcement.copies),
        announcement.fallback,
        sorted(place.code for place in announcement.audience.places),
        announcement.audience.subject,
        sorted(announcement.audience.languages),
        announcement.urgent_reason,
        scheduled_at.isoformat() if scheduled_at else None,
        announcement.topic,
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]
