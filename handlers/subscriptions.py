"""What a member wants to hear (`/subscriptions`), and the buttons under an announcement."""

from collections.abc import Collection

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.announcements.audience import URGENT_ONLY, Subject
from bot.context import BotContext
from bot.i18n import Texts
from bot.replies import Reply
from bot.replies.office_steps import GetHelp, SignOff, SignOn
from bot.replies.subscribing import sign_off_button, sign_on_button, subscriptions_shown
from bot.storage import DatabaseUnavailableError, subscriptions
from handlers import office, topics
from handlers.callback_data import decode
from handlers.choices import not_now
from handlers.groups import is_private, point_to_private
from handlers.keyboards import inline_keyboard
from handlers.sending import is_unchanged, send, send_text
from handlers.taps import SILENT, Notice, Tap
from knowledge.model import Facet


async def subscribe(update: Update, context: BotContext) -> None:
    """Show what she gets (`/subscriptions`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "subscriptions")
        return
    try:
        await send(context.bot, message, await _shown(context, context.texts))
    except DatabaseUnavailableError:
        await send_text(context.bot, message, not_now(context).text, context.texts.language)


async def switch(tap: Tap, context: BotContext, step: SignOff | SignOn) -> Notice:
    """End or begin a kind of news; under an announcement, its button turns to the opposite."""
    is_off = isinstance(step, SignOff)
    await _keep(context, {step.subject}, is_off=is_off)
    if step.is_listed:
        await tap.turn_into(await _shown(context, tap.texts))
        return SILENT
    make = sign_on_button if is_off else sign_off_button
    row = inline_keyboard(Reply(tap.texts.language, (), ((make(step.subject, tap.texts),),)))
    await _put_button(tap, row)
    if is_off:
        return Notice(tap.texts("Done. I send you no more of this. All choices: /subscriptions"))
    return Notice(tap.texts("Done. I send you this again."))


async def only_urgent(tap: Tap, context: BotContext) -> Notice:
    """Let her have what is urgent, and nothing else."""
    await _keep(context, URGENT_ONLY, is_off=True)
    await _keep(context, {Subject.URGENT}, is_off=False)
    await tap.turn_into(await _shown(context, tap.texts))
    return SILENT


async def get_help(tap: Tap, context: BotContext, step: GetHelp) -> Notice:
    """Show whom to see: for the topic where it says so, else the office of her place."""
    topic = context.services.knowledge.current.base.topics.get(step.topic)
    if topic is not None and Facet.CONTACT in topic.passages:
        return await topics.open_facet(tap, context, topic.slug, Facet.CONTACT)
    return await office.show_office(tap, context)


async def _shown(context: BotContext, texts: Texts) -> Reply:
    async with context.services.database.reading() as session:
        wanted = await subscriptions.wanted(session, context.visitor.telegram_id)
    return subscriptions_shown(wanted, texts, has_place=context.member.home_code is not None)


async def _keep(context: BotContext, subjects: Collection[Subject], *, is_off: bool) -> None:
    telegram_id, now = context.visitor.telegram_id, context.services.clock()
    async with context.services.database.session() as session:
        if is_off:
            await subscriptions.sign_off(session, telegram_id, subjects, now=now)
        else:
            await subscriptions.sign_on(session, telegram_id, subjects)


async def _put_button(tap: Tap, row: InlineKeyboardMarkup | None) -> None:
    """Put the opposite button in the place of the one tapped."""
    if tap.keyboard is None or row is None:
        return
    rows = []
    for before in tap.keyboard.inline_keyboard:
        press = decode(str(before[0].callback_data))
        is_switch = press is not None and isinstance(press.action, SignOff | SignOn)
        rows.append(row.inline_keyboard[0] if is_switch else before)
    try:
        await tap.query.edit_message_reply_markup(InlineKeyboardMarkup(rows))
    except BadRequest as error:
        if not is_unchanged(error):
            raise
