"""A bot at work on the local Telegram, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import OpenBot, open_bot
from bot.i18n import Catalogs, Texts
from bot.playground import LocalTelegram, Options, Person, Playground, SeenMessage
from bot.playground.actions import Actor
from bot.settings import Settings
from handlers import buttons_under, introduce, notify, register, watch
from knowledge.model import Language
from tests.clock import FixedClock

NAMES = {Language.VI: "Lan", Language.EN: "Joan", Language.ID: "Sari", Language.AR: "ليلى"}


@dataclass(frozen=True, slots=True)
class House:
    """A bot at work, the Telegram it works on, and the people who may come."""

    telegram: LocalTelegram
    bot: OpenBot
    playground: Playground
    catalogs: Catalogs
    clock: FixedClock

    async def member(self, language: Language = Language.VI) -> Person:
        """Return somebody new whose app is in *language*."""
        return await self.playground.person(NAMES[language], language_code=language.value)

    async def tap_data(self, person: Person, message: SeenMessage, data: str) -> None:
        """Send a callback with any *data*, as a forged client or an old message would."""
        user, chat = self.telegram.state.users[person.id], message.chat_id
        original = self.telegram.state.message(chat, message.message_id)
        if original is None:
            raise LookupError("the message is gone")
        Actor(self.telegram.state, user, user).taps_inline(original, {"callback_data": data})

    def texts(self, language: Language = Language.VI) -> Texts:
        """Return the bot's sentences in *language*."""
        return self.catalogs.for_language(language)


@asynccontextmanager
async def opened(
    folder: Path, options: Options | None = None, **variables: str
) -> AsyncIterator[House]:
    """A house with a database of its own in *folder*."""
    async with (
        LocalTelegram(options) as telegram,
        serving(telegram, folder, FixedClock(), **variables) as house,
    ):
        yield house


@asynccontextmanager
async def serving(
    telegram: LocalTelegram, folder: Path, clock: FixedClock, **variables: str
) -> AsyncIterator[House]:
    """A bot on *telegram*; a second one on the same *folder* is the first one, restarted."""
    settings = Settings.from_environ(
        {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.api_url,
            "CHIHOI_DATA_DIR": str(folder),
            "CHIHOI_PORT": "0",
            **variables,
        }
    )
    async with (
        open_bot(
            settings,
            register,
            introduce=introduce,
            buttons=buttons_under,
            notify=notify,
            watch=watch,
            clock=clock,
        ) as bot,
        Playground(telegram.page_url) as playground,
    ):
        yield House(telegram, bot, playground, bot.services.catalogs, clock)
