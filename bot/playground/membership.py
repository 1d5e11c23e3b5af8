"""Who lets the bot in: blocking, groups, and the updates that tell the bot about it."""

from .events import EventKind
from .json_values import Json, JsonObject, json_list
from .messages import Service
from .people import BotAccount, Chat, Group, MemberStatus, User, chat_member_json
from .state import State


def block(state: State, user: User, *, is_blocked: bool) -> None:
    """Block or unblock the bot; nothing happens if it is so already."""
    if user.has_blocked == is_blocked:
        return
    user.has_blocked = is_blocked
    before, after = MemberStatus.MEMBER, MemberStatus.KICKED
    if not is_blocked:
        before, after = after, before
    _tell_bot(state, user, user, (before, after))
    state.events.emit(EventKind.CHAT, user.id)


def deactivate(state: State, user: User) -> None:
    """Let the account vanish; Telegram tells the bot nothing."""
    user.is_deactivated = True
    state.events.emit(EventKind.CHAT, user.id)


def set_bot_status(state: State, group: Group, by: User, status: MemberStatus) -> None:
    """Add, promote or remove the bot in *group*."""
    before = group.status(state.account.id)
    group.statuses[state.account.id] = status
    _tell_bot(state, group, by, (before, status))
    if not group.has(state.account.id):
        return
    if before in (MemberStatus.LEFT, MemberStatus.KICKED):
        joined: Json = json_list([state.account.to_json()])
        _post_service(state, group, by, {"new_chat_members": joined})


def set_status(state: State, group: Group, user: User, status: MemberStatus) -> None:
    """Add, promote or remove *user* in *group*."""
    before = group.status(user.id)
    was_in = group.has(user.id)
    group.statuses[user.id] = status
    if group.has(state.account.id):
        content: JsonObject = _change(state, group, user, user, (before, status))
        state.updates.put("chat_member", content, chat_id=group.id)
    if group.has(user.id) and not was_in:
        joined: Json = json_list([user.to_json()])
        _post_service(state, group, user, {"new_chat_members": joined})
    elif was_in and not group.has(user.id):
        _post_service(state, group, user, {"left_chat_member": user.to_json()})


def _post_service(state: State, group: Group, by: User, json: JsonObject) -> None:
    message = state.post(group, by, Service(json))
    if group.has(state.account.id):
        state.updates.put("message", message.to_json(), chat_id=group.id)


def _tell_bot(
    state: State, chat: Chat, by: User, change: tuple[MemberStatus, MemberStatus]
) -> None:
    content = _change(state, chat, by, state.account, change)
    state.updates.put("my_chat_member", content, chat_id=chat.id)


def _change(
    state: State,
    chat: Chat,
    by: User,
    whose: User | BotAccount,
    change: tuple[MemberStatus, MemberStatus],
) -> JsonObject:
    before, after = change
    return {
        "chat": chat.chat_json(),
        "from": by.to_json(),
        "date": int(state.now()),
        "old_chat_member": chat_member_json(whose, before),
        "new_chat_member": chat_member_json(whose, after),
    }
