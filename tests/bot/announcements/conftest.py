"""A scene on either database."""

import pytest

from bot.storage import Database
from tests.bot.announcements.office import Scene, open_scene
from tests.clock import FixedClock


@pytest.fixture
def scene(database: Database, clock: FixedClock) -> Scene:
    """It is 15:00 in Vietnam."""
    return open_scene(database, clock)
