"""One request of the bot: its parameters, and what nearly every method reads from them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from ..errors import CHAT_NOT_FOUND, BadRequest
from ..events import EventKind
from ..json_values import Json, as_flag, as_integer
from ..keyboards import read_markup
from ..messages import Content, Dressing, Message
from ..parameters import Parameters
from ..people import Chat
from ..state import State


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed flood control and faults. `method` is spelt as in the Bot API."""

    state: State
    method: str
    parameters: Parameters
    request_number: int

    def chat(self, name: str = "chat_id") -> Chat:
        """Return the chat parameter *name* points to, an id or an @username."""
        given = self.parameters.text(name)
        if not given:
            raise BadRequest(f"{name} is empty")
        chat_id = as_integer(given)
        if chat_id is not None:
            return self.state.chat(chat_id)
        for user in self.state.users.values():
            if user.username and f"@{user.username}".lower() == given.lower():
                return user
        raise BadRequest(CHAT_NOT_FOUND)

    def reachable_chat(self) -> Chat:
        """Return the chat of `chat_id`, refused when the bot may not write there."""
        chat = self.chat()
        self.state.check_reachable(chat)
        return chat

    def dressing(self, chat: Chat) -> Dressing:
        """Return the options all sending methods share."""
        return Dressing(
            reply_to=self._reply_to(chat),
            markup=read_markup(self.parameters.structure("reply_markup")),
            is_protected=self.parameters.flag("protect_content"),
            message_thread_id=self.parameters.integer("message_thread_id"),
        )

    def send(self, chat: Chat, content: Content, dressing: Dressing) -> Message:
        """Put a message of the bot into *chat* and note it in the journal."""
        state = self.state
        message = state.post(chat, state.account, content, dressing)
        state.journal.accept(
            self.method, message, request_number=self.request_number, at=state.now()
        )
        return message

    def own_message(self, missing: str) -> Message:
        """Return the message to edit, refused with *missing* or when it is not the bot's."""
        inline_message_id = self.parameters.text("inline_message_id")
        if inline_message_id:
            chat_id, _, message_id = inline_message_id.partition("_")
            message = self.state.message(int(chat_id), int(message_id))
        else:
            chat = self.reachable_chat()
            message = self.state.message(chat.id, self.parameters.message_id())
        if message is None:
            raise BadRequest(missing)
        if not message.is_from_bot and message.dressing.via_bot is None:
            raise BadRequest("message can't be edited")
        return message

    def typing(self, chat: Chat, action: str) -> None:
        """Show everyone in *chat* what the bot is doing."""
        self.state.events.emit(EventKind.TYPING, chat.id, {"action": action})

    def _reply_to(self, chat: Chat) -> Message | None:
        reply = self.parameters.object("reply_parameters")
        message_id = as_integer(reply.get("message_id"))
        if message_id is None:
            message_id = self.parameters.integer("reply_to_message_id")
        if message_id is None or not self.state.options.keeps_history:
            return None
        message = self.state.message(chat.id, message_id)
        if message is None:
            if as_flag(reply.get("allow_sending_without_reply")):
                return None
            raise BadRequest("message to be replied not found")
        return replace(message, dressing=replace(message.dressing, reply_to=None))


Method: TypeAlias = Callable[[Call], Json] | Callable[[Call], Awaitable[Json]]
"""A method of the Bot API: gives what stands under `result`, raises `BotApiError`."""
