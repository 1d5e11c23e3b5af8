"""The context of one update, typed: what python-telegram-bot hands to every handler.

One context is made for an update and shared by all handler groups: whoever recognises the
member in the first group sets `visit` and `texts`, the rest read them.
"""

from typing import TypeAlias

from telegram.ext import Application, CallbackContext, ExtBot

from bot.i18n import Texts
from bot.member import Member
from bot.recognition import Visit, Visitor
from bot.services import Services

Bag: TypeAlias = dict[object, object]
"""What we never use: python-telegram-bot's string-keyed bags."""


class BotData:
    """What lives as long as the application."""

    services: Services
    """Set by `bot.app` before the first update."""


class BotContext(CallbackContext[ExtBot[None], Bag, Bag, BotData]):
    """One update's context."""

    visitor: Visitor
    visit: Visit
    texts: Texts
    """The bot's sentences in the member's language. These three are set in group -1."""

    @property
    def services(self) -> Services:
        """What handlers may use."""
        return self.bot_data.services

    @property
    def member(self) -> Member:
        """Who is talking to us."""
        return self.visit.member


BotApplication: TypeAlias = Application[ExtBot[None], BotContext, Bag, Bag, BotData, None]
"""The application; without a job queue, for `bot.maintenance` does what comes round."""
