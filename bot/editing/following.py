"""Following what other processes, other machines and editors of files do, once a second."""

import asyncio
import logging

from bot.editing.folder import EditedFolder
from bot.editing.press import Press
from bot.editing.workshop import WorkshopError
from knowledge.editing.versions import LockedError

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0


class Following:
    """Runs until cancelled; what goes wrong is logged once and tried again."""

    def __init__(self, press: Press, folder: EditedFolder | None = None) -> None:
        """Follow *press*, and *folder* where files are edited outside the bot."""
        self._press = press
        self._folder = folder
        self._last_failure = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the edited folder does not answer as it is now; for `/ready?detail`."""
        return self._folder.problems if self._folder is not None else ()

    async def run(self) -> None:
        """Look once a second."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def look(self) -> None:
        """Look once."""
        try:
            await self._press.follow()
            if self._folder is not None:
                await self._folder.look()
        except (WorkshopError, LockedError, OSError) as error:
            failure = f"{type(error).__name__}: {error}"
            if failure != self._last_failure:
                logger.warning("the knowledge could not be followed: %s", failure)
            self._last_failure = failure
        else:
            self._last_failure = ""
