"""What the bot may know of a chat and its people."""

from ..errors import BadRequest
from ..events import EventKind
from ..json_values import Json, JsonObject, json_list
from ..people import BotAccount, Group, MemberStatus, User, chat_member_json
from .call import Call, Method

_FULL: JsonObject = {
    "accent_color_id": 3,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


def get_chat(call: Call) -> Json:
    """Return the Bot API's ChatFullInfo, with the fields that are always there."""
    chat = call.chat()
    if isinstance(chat, Group):
        call.state.check_reachable(chat)
    return chat.chat_json() | _FULL


def get_chat_member(call: Call) -> Json:
    """Return one ChatMember."""
    chat = call.chat()
    user_id = call.parameters.integer("user_id")
    user = _user(call, user_id)
    if user is None or user_id is None:
        raise BadRequest("invalid user_id specified")
    if isinstance(chat, Group):
        call.state.check_reachable(chat)
        return chat_member_json(user, chat.status(user_id))
    if user_id not in (chat.id, call.state.account.id):
        raise BadRequest("user not found")
    return chat_member_json(user, MemberStatus.MEMBER)


def get_chat_administrators(call: Call) -> Json:
    """Return the administrators of a group, other bots excluded."""
    chat = call.chat()
    if not isinstance(chat, Group):
        raise BadRequest("there are no administrators in the private chat")
    call.state.check_reachable(chat)
    ranks = (MemberStatus.CREATOR, MemberStatus.ADMINISTRATOR)
    found = [(_user(call, id_), rank) for id_, rank in chat.statuses.items() if rank in ranks]
    return json_list(chat_member_json(user, rank) for user, rank in found if user is not None)


def get_chat_member_count(call: Call) -> Json:
    """Return how many are in the chat, the bot included."""
    chat = call.chat()
    return sum(map(chat.has, chat.statuses)) if isinstance(chat, Group) else 2


def leave_chat(call: Call) -> Json:
    """Leave a group."""
    chat = call.reachable_chat()
    if not isinstance(chat, Group):
        raise BadRequest("chat member status can't be changed in private chats")
    chat.statuses[call.state.account.id] = MemberStatus.LEFT
    call.state.events.emit(EventKind.CHAT, chat.id)
    return True


def _user(call: Call, user_id: int | None) -> User | BotAccount | None:
    account = call.state.account
    return account if user_id == account.id else call.state.users.get(user_id or 0)


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
