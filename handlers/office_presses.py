"""Taps of officers and admins, and of members under an announcement, handed to who knows them."""

from typing import assert_never

from bot.context import BotContext
from bot.replies.office_steps import (
    AddRole,
    GetHelp,
    ListAnnouncements,
    ListRoles,
    NewDraft,
    OfficeStep,
    OnCourse,
    OnDraft,
    OnRole,
    SignOff,
    SignOn,
    UrgentOnly,
)
from bot.storage import DatabaseUnavailableError
from handlers import announce, announcements, roles, subscriptions
from handlers.choices import not_now
from handlers.groups import private_link
from handlers.taps import Notice, Tap


async def office_press(tap: Tap, context: BotContext, step: OfficeStep) -> Notice:
    """Do *step*; nothing is done where the database is away, and she is told so."""
    if not tap.is_private:
        return Notice(url=private_link(context, "subscriptions"))
    try:
        return await _act(tap, context, step)
    except DatabaseUnavailableError:
        return not_now(context)


async def _act(tap: Tap, context: BotContext, step: OfficeStep) -> Notice:
    match step:
        case NewDraft():
            return await announce.begin(tap, context)
        case OnDraft():
            return await announce.on_draft(tap, context, step)
        case ListAnnouncements():
            return await announcements.list_again(tap, context)
        case OnCourse():
            return await announcements.on_course(tap, context, step)
        case ListRoles() | AddRole() | OnRole():
            return await roles.on_roles(tap, context, step)
        case SignOff() | SignOn():
            return await subscriptions.switch(tap, context, step)
        case UrgentOnly():
            return await subscriptions.only_urgent(tap, context)
        case GetHelp():
            return await subscriptions.get_help(tap, context, step)
        case _:
            assert_never(step)
