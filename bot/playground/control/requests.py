"""Reading control requests and answering them."""

from dataclasses import dataclass

from aiohttp import web

from ..actions import Actor, Impossible
from ..api import STATE, read_parameters
from ..entities import FormattedText
from ..html_text import parse_html
from ..json_values import Json, dump_json
from ..messages import Message
from ..parameters import Parameters
from ..people import Group, User
from ..state import State


def answer(json: Json, *, status: int = 200) -> web.Response:
    """Return *json* as a response."""
    return web.Response(
        status=status, body=dump_json(json), content_type="application/json", charset="utf-8"
    )


@dataclass(frozen=True, slots=True)
class Act:
    """A request about one person: who, where, and with what."""

    actor: Actor
    parameters: Parameters

    @property
    def state(self) -> State:
        """The world in which it happens."""
        return self.actor.state

    def text(self) -> FormattedText:
        """Return `text`, read as Telegram's HTML when `is_html` is set."""
        text = self.parameters.text("text")
        return parse_html(text) if self.parameters.flag("is_html") else FormattedText(text)

    def message(self, name: str = "message_id") -> Message | None:
        """Return the message parameter *name* names, in the chat or in `from_chat_id`."""
        message_id = self.parameters.integer(name)
        if message_id is None:
            return None
        chat_id = self.parameters.integer("from_chat_id") or self.actor.chat.id
        message = self.state.message(chat_id, message_id)
        if message is None:
            raise Impossible(f"there is no message {message_id} in this chat")
        return message

    def existing_message(self) -> Message:
        """Return the message of `message_id`; it must be named."""
        message = self.message()
        if message is None:
            raise Impossible("message_id is missing")
        return message


async def read_act(request: web.Request) -> Act:
    """Return the act of the person in the path, in her private chat or in `chat_id`."""
    state = request.app[STATE]
    user = find_user(state, request.match_info["user_id"])
    parameters = await read_parameters(request)
    chat_id = parameters.integer("chat_id")
    if chat_id is None or chat_id == user.id:
        return Act(Actor(state, user, user), parameters)
    return Act(Actor(state, user, find_group(state, str(chat_id))), parameters)


def find_user(state: State, user_id: str) -> User:
    """Return the person with *user_id*, or answer 404."""
    user = state.users.get(int(user_id))
    if user is None:
        raise web.HTTPNotFound(text=f"there is no person {user_id}")
    return user


def find_group(state: State, group_id: str) -> Group:
    """Return the group with *group_id*, or answer 404."""
    group = state.groups.get(int(group_id))
    if group is None:
        raise web.HTTPNotFound(text=f"there is no group {group_id}")
    return group
