"""👍 and 👎: kept for the question, without the person."""

from telegram.error import BadRequest

from bot.context import BotContext
from bot.replies import Rate
from bot.storage import DatabaseUnavailableError, feedbacks
from handlers.choices import not_now
from handlers.keyboards import rated
from handlers.sending import is_unchanged
from handlers.taps import Notice, Tap


async def rate(tap: Tap, context: BotContext, rating: Rate) -> Notice:
    """Keep the rating, and put thanks in place of the buttons; twice is the same as once."""
    services, press = context.services, tap.press
    try:
        async with services.database.session() as session:
            is_kept = await feedbacks.rate(
                session,
                press.question_key or "",
                is_helpful=rating.is_helpful,
                now=services.clock(),
            )
    except DatabaseUnavailableError:
        return not_now(context)
    try:
        await tap.query.edit_message_reply_markup(rated(tap.keyboard, press, tap.texts))
    except BadRequest as error:
        if not is_unchanged(error) and tap.keyboard is not None:
            raise
    if not is_kept:
        return Notice(tap.texts("This answer is too old to be rated. Thank you all the same."))
    if rating.is_helpful:
        return Notice(tap.texts("Thank you, I am glad it helped."))
    return Notice(tap.texts("I am sorry. Try it below in another way, or in other words."))
