"""What a member chooses is kept here, and with her first choice her agreement to that."""

from bot.context import BotContext
from bot.storage import DatabaseUnavailableError, members
from bot.storage.database import Session
from handlers.taps import SILENT, Notice
from knowledge.localities import Level, Locality
from knowledge.model import Language


async def keep_language(context: BotContext, language: Language) -> Notice:
    """Keep the language she chose."""
    try:
        async with context.services.database.session() as session:
            await _agree(session, context)
            await members.choose(session, context.visitor.telegram_id, language)
    except DatabaseUnavailableError:
        return not_now(context)
    return SILENT


async def keep_home(context: BotContext, home: Locality) -> Notice:
    """Keep the province or commune she chose."""
    province = context.services.gazetteer.province_of(home)
    commune_code = home.code if home.level is Level.COMMUNE else None
    try:
        async with context.services.database.session() as session:
            await _agree(session, context)
            await members.settle(
                session,
                context.visitor.telegram_id,
                province_code=province.code if province else None,
                commune_code=commune_code,
            )
    except DatabaseUnavailableError:
        return not_now(context)
    return SILENT


async def forget_home(context: BotContext) -> Notice:
    """Forget her place."""
    try:
        async with context.services.database.session() as session:
            await members.settle(
                session, context.visitor.telegram_id, province_code=None, commune_code=None
            )
    except DatabaseUnavailableError:
        return not_now(context)
    return SILENT


def not_now(context: BotContext) -> Notice:
    """Say that nothing can be kept, shown or erased at the moment."""
    text = context.texts(
        "I cannot reach my records at the moment, so nothing was changed. Please try again in a "
        "few minutes. You can go on asking questions."
    )
    return Notice(text, is_alert=True)


async def _agree(session: Session, context: BotContext) -> None:
    """Keep a row of her from now on; what it is for stood above the button."""
    visitor, now = context.visitor, context.services.clock()
    await members.welcome(
        session, visitor.telegram_id, telegram_language=visitor.telegram_language, now=now
    )
    await members.consent(session, visitor.telegram_id, now=now)
