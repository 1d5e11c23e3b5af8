"""Everything the local Telegram knows, in memory.

`State` is the one object both sides work on: the Bot API's methods (`methods/`) and what people
do (`actions.py`). It checks nothing about a request; it keeps, numbers and announces.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import (
    BLOCKED,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    KICKED,
    NOT_STARTED,
    BadRequest,
    Forbidden,
)
from .events import EventKind, Events
from .faults import Faults
from .files import Files
from .journal import Journal
from .json_values import JsonObject
from .keyboards import Markup, MarkupKind
from .limits import NO_LIMITS, FloodControl, Limits
from .messages import PLAIN, Content, Dressing, Message
from .people import BotAccount, Chat, Group, User
from .profile import Profile
from .queries import Queries
from .rendering import render_html
from .updates import Updates
from .webhook import Webhook


@dataclass(frozen=True, slots=True)
class Options:
    """How this Telegram is set up.

    `keeps_history=False` is for runs with very many recipients: any positive chat id is taken
    for a member who has started the bot, and of each message only the journal's entry is kept.
    """

    token: str = "700000001:local-telegram-token"  # noqa: S105 - opens nothing but this server
    username: str = "chihoi_local_bot"
    first_name: str = "Bot"
    reads_all_group_messages: bool = False
    """Whether the bot's privacy mode in groups is switched off."""
    keeps_history: bool = True
    limits: Limits = NO_LIMITS
    query_expires_in_seconds: float = 30.0
    webhook_retry_in_seconds: float = 1.0
    clock: Callable[[], float] = time.time


@dataclass(slots=True)
class Conversation:
    """The messages of one chat by id, and the keyboard open in place of the letters."""

    messages: dict[int, Message] = field(default_factory=dict)
    reply_keyboard: Markup | None = None


class State:
    """People, groups, messages, files and everything in flight."""

    def __init__(self, options: Options) -> None:
        """Begin an empty world with only the bot's account."""
        self.options = options
        self.account = BotAccount(
            int(options.token.partition(":")[0]), options.first_name, options.username
        )
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}
        self.conversations: dict[int, Conversation] = {}
        self.files = Files()
        self.profile = Profile()
        self.queries = Queries(options.query_expires_in_seconds)
        self.updates = Updates()
        self.webhook = Webhook(self.updates, options.webhook_retry_in_seconds)
        self.journal = Journal()
        self.flood = FloodControl(options.limits)
        self.faults = Faults()
        self.events = Events()
        self._last_message_id = 0
        self._last_user_id = 5_000_000_000

    def now(self) -> float:
        """Return the time in Unix seconds."""
        return self.options.clock()

    def add_user(self, user: User) -> User:
        """Make *user* known; an id of 0 is replaced by the next free one."""
        if user.id == 0:
            self._last_user_id += 1
            user.id = self._last_user_id
        self.users[user.id] = user
        self.events.emit(EventKind.CHAT, user.id)
        return user

    def add_group(self, group: Group) -> Group:
        """Make *group* known; an id of 0 is replaced by the next free one."""
        if group.id == 0:
            group.id = -1_001_000_000_000 - len(self.groups) - 1
        self.groups[group.id] = group
        self.events.emit(EventKind.CHAT, group.id)
        return group

    def chat(self, chat_id: int) -> Chat:
        """Return the chat, or refuse with "chat not found"."""
        chat = self.users.get(chat_id) or self.groups.get(chat_id)
        if chat is not None:
            return chat
        if not self.options.keeps_history and chat_id > 0:
            return User(chat_id, f"Member {chat_id}", has_started=True)
        raise BadRequest(CHAT_NOT_FOUND)

    def check_reachable(self, chat: Chat) -> None:
        """Refuse when the bot may not write into *chat*."""
        match chat:
            case User(is_deactivated=True):
                raise Forbidden(DEACTIVATED)
            case User(has_blocked=True):
                raise Forbidden(BLOCKED)
            case User(has_started=False):
                raise Forbidden(NOT_STARTED)
            case Group() if not chat.has(self.account.id):
                raise Forbidden(KICKED)
            case _:
                pass

    def conversation(self, chat_id: int) -> Conversation:
        """Return what was said in the chat, empty for a new one."""
        return self.conversations.setdefault(chat_id, Conversation())

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Return a message that is still there."""
        conversation = self.conversations.get(chat_id)
        return conversation.messages.get(message_id) if conversation else None

    def post(
        self, chat: Chat, sender: User | BotAccount, content: Content, dressing: Dressing = PLAIN
    ) -> Message:
        """Put a new message into *chat*."""
        self._last_message_id += 1
        message = Message(self._last_message_id, chat, sender, int(self.now()), content, dressing)
        if self.options.keeps_history:
            conversation = self.conversation(chat.id)
            conversation.messages[message.message_id] = message
            self._show_keyboard(conversation, dressing.markup)
            self.announce(EventKind.MESSAGE, message)
        return message

    def replace(self, message: Message) -> None:
        """Put *message* in the place of the one with its id."""
        self.conversation(message.chat.id).messages[message.message_id] = message
        self.announce(EventKind.EDIT, message)

    def remove(self, message: Message) -> None:
        """Take *message* out of its chat, on both sides."""
        del self.conversation(message.chat.id).messages[message.message_id]
        self.events.emit(EventKind.DELETE, message.chat.id, {"message_id": message.message_id})

    def announce(self, kind: EventKind, message: Message) -> None:
        """Tell the page and waiting tests about *message*."""
        self.events.emit(kind, message.chat.id, self.as_seen(message))

    def as_seen(self, message: Message) -> JsonObject:
        """Return *message* for the page and for tests: with rendered HTML and its buttons."""
        markup = message.dressing.markup
        return {
            "message": message.to_json(),
            "html": render_html(message.content.text),
            "content": message.content.kind,
            "is_from_bot": message.is_from_bot,
            "markup": markup.json if markup else None,
        }

    def _show_keyboard(self, conversation: Conversation, markup: Markup | None) -> None:
        if markup is None:
            return
        if markup.kind is MarkupKind.REPLY:
            conversation.reply_keyboard = markup
        elif markup.kind is MarkupKind.REMOVE:
            conversation.reply_keyboard = None
