"""Roles (`/roles`): admins see who has one, give and take them."""

from collections.abc import Sequence

from telegram import Message, MessageOriginHiddenUser, MessageOriginUser, Update
from telegram.error import TelegramError

from bot.context import BotContext
from bot.errand import Errand, Step
from bot.officers import Done, Grant, Revocation
from bot.replies.office_steps import AddRole, ListRoles, OnRole, RoleAct
from bot.replies.role_cards import (
    PAGE,
    area_asked,
    area_offered,
    person_asked,
    person_shown,
    person_unknown,
    revoking_asked,
    role_refused,
    role_told,
    roles_listed,
)
from bot.roles import Actor, Role
from bot.storage import DatabaseUnavailableError
from handlers.choices import not_now
from handlers.groups import is_private, point_to_private
from handlers.menus import show_commands_of
from handlers.seats import Seat, seat_after, seat_at
from handlers.sending import send_text
from handlers.taps import SILENT, Notice, Tap, gone
from handlers.telling import tell
from knowledge.localities import COUNTRY, Choice, Place
from knowledge.normalize import fold

_WHOLE_COUNTRY = frozenset({"ca nuoc", "viet nam", "vietnam", "toan quoc"})


async def roles(update: Update, context: BotContext) -> None:
    """List who has a role (`/roles`)."""
    message = update.effective_message
    if message is None:
        return
    if not is_private(update):
        await point_to_private(message, context, "office")
        return
    try:
        seat = await seat_after(message, context)
        if seat.actor.is_admin:
            await _list(seat, 0)
        else:
            await seat.say(_admins_only(seat))
    except DatabaseUnavailableError:
        await send_text(context.bot, message, not_now(context).text, context.texts.language)


async def on_roles(tap: Tap, context: BotContext, step: ListRoles | AddRole | OnRole) -> Notice:
    """Do what a button says; who is no admin (any more) is refused at every one."""
    seat = await seat_at(tap, context)
    if not seat.actor.is_admin:
        return Notice(_admins_only(seat), is_alert=True)
    match step:
        case ListRoles(page):
            await seat.leave()
            await _list(seat, page)
        case AddRole():
            await seat.keep(Errand(Step.PERSON, is_first=False))
            await seat.show(person_asked(seat.texts))
        case OnRole():
            return await _on_person(tap, seat, step)
    return SILENT


async def _list(seat: Seat, page: int) -> None:
    people = await seat.context.services.officers.everyone()
    names = await _names_of(seat, people[page * PAGE : (page + 1) * PAGE])
    await seat.show(roles_listed(people, names, page, seat.texts))


async def _on_person(tap: Tap, seat: Seat, step: OnRole) -> Notice:
    person = await seat.context.services.officers.actor(step.telegram_id)
    match step.act:
        case RoleAct.SHOW:
            await seat.leave()
            await show_person(seat, person)
        case RoleAct.AREA:
            await seat.keep(Errand(Step.AREA, argument=str(step.telegram_id), is_first=False))
            await seat.show(area_asked(step.telegram_id, seat.texts))
        case RoleAct.ASK_REVOKE:
            name = await _name_of(seat, person)
            await seat.show(revoking_asked(person, name, seat.texts))
        case RoleAct.REVOKE:
            officers = seat.context.services.officers
            return await _tell_change(seat, await officers.revoke(seat.actor, step.telegram_id))
        case RoleAct.ADMIN:
            return await _grant(tap, seat, step, Role.ADMIN)
        case RoleAct.OFFICER:
            return await _grant(tap, seat, step, Role.OFFICER)
    return SILENT


async def _grant(tap: Tap, seat: Seat, step: OnRole, role: Role) -> Notice:
    """Give a role; an admin who gets a place stays admin, an officer made admin keeps hers."""
    services = seat.context.services
    before = await services.officers.actor(step.telegram_id)
    area = services.gazetteer.by_code(step.argument) if step.argument else before.area
    if role is Role.OFFICER and area is None:
        return gone(tap)
    role = Role.ADMIN if before.is_admin else role
    granted = await services.officers.grant(seat.actor, step.telegram_id, role, area)
    return await _tell_change(seat, granted)


async def _tell_change(seat: Seat, done: Grant | Revocation) -> Notice:
    """Tell both of a change, and change her commands; or tell why there was none."""
    if not isinstance(done, Done):
        return Notice(role_refused(done, seat.texts), is_alert=True)
    await seat.leave()
    services, after = seat.context.services, done.after
    await show_commands_of(seat.context.bot, services, after)
    if after.telegram_id != seat.actor.telegram_id:
        await tell(
            seat.context.bot, services, after.telegram_id, lambda texts: role_told(after, texts)
        )
    await show_person(seat, after)
    return SILENT


async def show_person(seat: Seat, person: Actor) -> None:
    """Show what somebody is, and what can be made of her."""
    await seat.show(person_shown(person, await _name_of(seat, person), seat.texts))


async def person_named(seat: Seat, message: Message) -> None:
    """Take a forwarded message, a contact or a number for the person who gets a role."""
    if not seat.actor.is_admin:
        await seat.leave()
        await seat.say(_admins_only(seat))
        return
    telegram_id = _person_in(message)
    if telegram_id is None:
        is_hidden = isinstance(message.forward_origin, MessageOriginHiddenUser)
        await seat.show(person_unknown(seat.texts, is_hidden=is_hidden))
        return
    await seat.leave()
    await show_person(seat, await seat.context.services.officers.actor(telegram_id))


async def area_named(seat: Seat, text: str, telegram_id: int) -> None:
    """Take *text* for the place of an officer, and ask to confirm it."""
    if not seat.actor.is_admin:
        await seat.leave()
        await seat.say(_admins_only(seat))
        return
    if fold(text) in _WHOLE_COUNTRY:
        places: Sequence[Place] = [Place(COUNTRY)]
    else:
        match seat.context.services.gazetteer.resolve(text, expects_place=True):
            case Place() as found:
                places = [found]
            case Choice(found_places):
                places = found_places
            case None:
                await seat.say(seat.texts("I know no place of this name. Please write it again, "
                                          "with its province."))  # fmt: skip
                return
    await seat.show(area_offered(telegram_id, places, seat.texts))


def _person_in(message: Message) -> int | None:
    if isinstance(message.forward_origin, MessageOriginUser):
        user = message.forward_origin.sender_user
        return None if user.is_bot else user.id
    if message.contact is not None:
        return message.contact.user_id
    text = (message.text or "").strip()
    is_number = text.isascii() and text.isdigit() and len(text) <= 15 and int(text) > 0
    return int(text) if is_number else None


async def _names_of(seat: Seat, people: Sequence[Actor]) -> dict[int, str]:
    return {one.telegram_id: await _name_of(seat, one) for one in people}


async def _name_of(seat: Seat, person: Actor) -> str:
    """Return her name as Telegram has it; her number where she never came to us."""
    try:
        chat = await seat.context.bot.get_chat(person.telegram_id)
    except TelegramError:
        return str(person.telegram_id)
    return chat.full_name or str(person.telegram_id)


def _admins_only(seat: Seat) -> str:
    return seat.texts("Only admins can do this. Nothing was done.")
