"""Cards that show how far an announcement has got: one message each, edited as it goes on."""

import logging
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.announcements.announcement import State
from bot.announcements.reports import Progress
from bot.context import BotApplication
from bot.replies import Reply
from bot.replies.announced import card
from bot.replies.refusing import refusal
from bot.services import Services
from bot.storage import cards
from bot.storage.cards import Card
from handlers.seats import Seat
from handlers.sending import put_in_place, send
from handlers.taps import SILENT, Notice
from handlers.telling import chat_of, language_of

logger = logging.getLogger(__name__)

EDIT_EVERY = timedelta(seconds=3)
"""Telegram does not like a message to be edited more often."""
_MOVING = frozenset({State.SCHEDULED, State.RUNNING, State.PAUSED})
"""What may change by itself, so that its card is kept up to date."""


async def show_progress(seat: Seat, announcement_id: int) -> Notice:
    """Show how far it has got, in place of what was tapped or anew, and keep it up to date."""
    services = seat.context.services
    progress = await services.desk.reports.progress(seat.actor, announcement_id)
    if not isinstance(progress, Progress):
        return Notice(refusal(progress, seat.texts), is_alert=True)
    reply, bot = card(progress, seat.texts), seat.context.bot
    message_id = seat.message_id
    if message_id is None or not await put_in_place(bot, seat.chat_id, message_id, reply):
        message_id = (await send(bot, chat_of(seat.chat_id), reply))[-1].message_id
    await keep_up_to_date(services, seat.chat_id, message_id, progress)
    return SILENT


async def keep_up_to_date(
    services: Services, chat_id: int, message_id: int, progress: Progress
) -> None:
    """Edit the message from now on, while something may change by itself."""
    if progress.announcement.state not in _MOVING:
        return
    it = Card(
        progress.announcement.id, chat_id, message_id, progress.counts.done, services.clock()
    )
    async with services.database.session() as session:
        await cards.keep(session, it)


async def watch(application: BotApplication) -> None:
    """Edit the cards that are due. Comes round every second; two processes share the work."""
    services = application.bot_data.services
    async with services.database.reading() as session:
        known = await cards.everyone(session)
    for one in known:
        if services.clock() - one.edited_at >= EDIT_EVERY:
            await _edit(application.bot, services, one)


async def _edit(bot: Bot, services: Services, one: Card) -> None:
    """Bring one card up to date; the last time when nothing more will change."""
    now = services.clock()
    actor = await services.officers.actor(one.chat_id)
    progress = await services.desk.reports.progress(actor, one.announcement_id)
    is_over = not isinstance(progress, Progress) or progress.announcement.state not in _MOVING
    async with services.database.session() as session:
        if is_over:
            is_ours = await cards.drop(session, one)
        else:
            done = progress.counts.done if isinstance(progress, Progress) else 0
            is_ours = await cards.take(session, one, done=done, now=now)
    if not is_ours or not isinstance(progress, Progress):
        return
    try:
        await put_in_place(bot, one.chat_id, one.message_id, await _reply(services, one, progress))
    except TelegramError as error:  # the next round shows it
        logger.info("a card was not edited: %s", error)


async def _reply(services: Services, one: Card, progress: Progress) -> Reply:
    texts = services.catalogs.for_language(await language_of(services, one.chat_id))
    seconds = (services.clock() - one.edited_at).total_seconds()
    gone_on = progress.counts.done - one.done
    return card(progress, texts, per_second=gone_on / seconds if gone_on and seconds else None)
