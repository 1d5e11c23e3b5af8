"""The bot's face on Telegram: its name, what it says of itself, the commands behind `/`.

Set in every language at each start, as far as they differ from what is there: Telegram lets
a bot change its name only now and then. Nothing here ever stops the start.
"""

import logging
from collections.abc import Awaitable, Callable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.context import BotApplication
from bot.i18n import Catalogs, Texts
from bot.member import Member
from bot.roles import Actor, Role
from bot.services import Services
from bot.storage import DatabaseUnavailableError, members
from knowledge.model import MASTER_LANGUAGE, Language

logger = logging.getLogger(__name__)

Step = Callable[[], Awaitable[object]]


async def introduce(application: BotApplication) -> None:
    """Tell Telegram what the bot offers."""
    services = application.bot_data.services
    catalogs = services.catalogs
    for language in Language:
        texts = catalogs.for_language(language)
        # Whoever reads none of our languages sees the Union's own: it has no code.
        code = "" if language is MASTER_LANGUAGE else language.value
        for step in _steps(application.bot, texts, code):
            try:
                await step()
            except TelegramError as error:
                logger.warning("menus in %s not set as they should be: %s", language, error)
    try:
        for admin_id in services.admin_ids:  # all others get theirs when they get their role
            actor = await services.officers.actor(admin_id)
            await show_commands_of(application.bot, services, actor)
    except DatabaseUnavailableError as error:
        logger.warning("menus of the admins not set: %s", error)


def member_commands(texts: Texts) -> list[BotCommand]:
    """Return the commands of every member, in private."""
    return [
        BotCommand("topics", texts("All topics")),
        BotCommand("place", texts("Where I live")),
        BotCommand("subscriptions", texts("Which news I get")),
        BotCommand("language", texts("Choose the language")),
        BotCommand("privacy", texts("What is kept about me; erase it")),
        BotCommand("help", texts("What you can do here")),
    ]


def group_commands(texts: Texts) -> list[BotCommand]:
    """Return the commands in groups, where nothing personal is offered."""
    return [
        BotCommand("topics", texts("All topics")),
        BotCommand("help", texts("What you can do here")),
    ]


def commands_of(actor: Actor, texts: Texts) -> list[BotCommand]:
    """Return the commands of somebody, in private: what goes with her role comes first."""
    commands = []
    if actor.is_officer:
        commands.append(BotCommand("announce", texts("Write an announcement")))
    if actor.role is not Role.MEMBER:
        commands.append(BotCommand("announcements", texts("Announcements: how far, reports")))
    if actor.is_admin:
        commands.append(BotCommand("roles", texts("Officers and admins")))
    return [*commands, *member_commands(texts)]


async def show_commands_in(
    bot: Bot,
    chat_id: int,
    chosen: Language,
    app_language: Language,
    catalogs: Catalogs,
    *,
    actor: Actor | None = None,
) -> None:
    """Show one member her commands in the language she chose, where her app has another.

    An *actor* with a role sees them with those of her role, in any case.
    """
    who = actor or Actor(chat_id)
    try:
        if chosen is app_language and who.role is Role.MEMBER:
            await bot.delete_my_commands(BotCommandScopeChat(chat_id))
        else:
            commands = commands_of(who, catalogs.for_language(chosen))
            await bot.set_my_commands(commands, BotCommandScopeChat(chat_id))
    except TelegramError as error:  # she keeps the commands in the language of her app
        logger.warning("commands of one chat not changed: %s", error)


async def show_commands_of(bot: Bot, services: Services, actor: Actor) -> None:
    """Show somebody the commands of her role as it is now; of a member, those of all members."""
    async with services.database.reading() as session:
        member = await members.find(session, actor.telegram_id)
    known = member or Member(actor.telegram_id, MASTER_LANGUAGE)
    await show_commands_in(
        bot, actor.telegram_id, known.locale, known.telegram_language, services.catalogs,
        actor=actor,
    )  # fmt: skip


async def forget_commands(bot: Bot, chat_id: int) -> None:
    """Take back what `show_commands_in` did."""
    try:
        await bot.delete_my_commands(BotCommandScopeChat(chat_id))
    except TelegramError as error:  # the commands stay in the language she had chosen
        logger.warning("commands of one chat not taken back: %s", error)


def _steps(bot: Bot, texts: Texts, code: str) -> list[Step]:
    """Return what is to be done for one language, each by itself."""
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()

    async def name() -> None:
        wanted = texts("Chị Hội – Women's Union")
        if (await bot.get_my_name(code)).name != wanted:
            await bot.set_my_name(wanted, code)

    async def description() -> None:
        wanted = texts(
            "Ask Chị Hội about the programmes of the Vietnam Women's Union: loans, trades, "
            "housing, joining the Union, and whom to see where you live. Press START."
        )
        if (await bot.get_my_description(code)).description != wanted:
            await bot.set_my_description(wanted, code)

    async def short_description() -> None:
        wanted = texts("Answers about the programmes of the Vietnam Women's Union, with source.")
        if (await bot.get_my_short_description(code)).short_description != wanted:
            await bot.set_my_short_description(wanted, code)

    return [
        lambda: _set_commands(bot, member_commands(texts), private, code),
        lambda: _set_commands(bot, group_commands(texts), groups, code),
        name,
        description,
        short_description,
    ]


async def _set_commands(
    bot: Bot, wanted: list[BotCommand], scope: BotCommandScope, code: str
) -> None:
    if list(await bot.get_my_commands(scope, code)) != wanted:
        await bot.set_my_commands(wanted, scope, code)
