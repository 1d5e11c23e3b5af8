"""What people do: write, tap, send, block. Each act becomes the update Telegram would send."""

from dataclasses import dataclass

from .entities import FormattedText
from .events import EventKind
from .files import Upload
from .json_values import JsonObject, as_flag, as_text
from .keyboards import Markup
from .messages import Contact, Content, Dressing, Location, Media, Message, Text
from .people import Chat, Group, MemberStatus, User
from .queries import CallbackQuery
from .state import State


class Impossible(ValueError):
    """Nobody could do this in a real client; the message says why."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one chat."""

    state: State
    user: User
    chat: Chat

    def says(self, text: FormattedText, *, reply_to: Message | None = None) -> Message:
        """Send a text; commands, links and mentions in it are marked."""
        if not text.text.strip():
            raise Impossible("an empty message cannot be sent")
        return self.sends(Text(text.trimmed().with_detected()), Dressing(reply_to=reply_to))

    def sends(self, content: Content, dressing: Dressing | None = None) -> Message:
        """Put *content* into the chat and tell the bot if it may see it."""
        self._check_can_write()
        message = self.state.post(self.chat, self.user, content, dressing or Dressing())
        self._close_one_time_keyboard()
        self._tell("message", message)
        return message

    def sends_file(self, upload: Upload, *, kind: str, caption: str = "") -> Message:
        """Send a file as *kind*: photo, document, voice, sticker, video or audio."""
        stored = self.state.files.store(upload, kind=kind)
        text = FormattedText(caption).trimmed().with_detected()
        return self.sends(Media(kind, stored, text))

    def forwards(self, original: Message) -> Message:
        """Pass on a message she can see."""
        if original.dressing.is_protected:
            raise Impossible("the message is protected from forwarding")
        origin: JsonObject = {
            "type": "user",
            "date": original.date,
            "sender_user": original.sender.to_json(),
        }
        return self.sends(original.content, Dressing(forward_origin=origin))

    def edits(self, message: Message, text: FormattedText) -> Message:
        """Change one of her own texts or captions."""
        if message.sender is not self.user:
            raise Impossible("only one's own messages can be edited")
        fresh = text.trimmed().with_detected()
        match message.content:
            case Text():
                content: Content = Text(fresh)
            case Media(kind=kind, file=file):
                content = Media(kind, file, fresh)
            case _:
                raise Impossible("this message has no text to edit")
        edited = message.edited(content, message.dressing.markup, at=int(self.state.now()))
        self.state.replace(edited)
        self._tell("edited_message", edited)
        return edited

    def taps_inline(self, message: Message, button: JsonObject) -> JsonObject:
        """Tap an inline *button*; return what the client does: ask the bot or open a link."""
        if "callback_data" not in button:
            return {key: value for key, value in button.items() if key != "text"}
        if self.chat.id > 0 and self.user.has_blocked:
            raise Impossible(f"{self.user.first_name} has blocked the bot")
        query = CallbackQuery(
            self.state.queries.next_id(),
            self.user.id,
            self.chat.id,
            message.message_id,
            as_text(button["callback_data"]),
            self.state.now(),
        )
        self.state.queries.callback[query.id] = query
        content: JsonObject = {
            "id": query.id,
            "from": self.user.to_json(),
            "chat_instance": str(9_000_000_000 + abs(self.chat.id)),
            "data": query.data,
        }
        if message.dressing.via_bot is not None:
            content["inline_message_id"] = f"{self.chat.id}_{message.message_id}"
        else:
            content["message"] = message.to_json()
        self.state.updates.put("callback_query", content, chat_id=self.chat.id)
        return {"query_id": query.id}

    def taps_reply(self, button: JsonObject) -> JsonObject:
        """Tap a button of the reply keyboard: it writes its label, or shares what it asks for."""
        if as_flag(button.get("request_contact")):
            contact = Contact(f"+84{self.user.id % 10**9:09d}", self.user.first_name, self.user.id)
            return {"message_id": self.sends(contact).message_id}
        if as_flag(button.get("request_location")):
            return {"message_id": self.sends(Location(21.0278, 105.8342)).message_id}
        return {"message_id": self.says(FormattedText(as_text(button["text"]))).message_id}

    def find_button(self, label: str) -> tuple[Message | None, JsonObject]:
        """Return the newest button with *label*; the message is None on the reply keyboard."""
        conversation = self.state.conversation(self.chat.id)
        for message in reversed(conversation.messages.values()):
            if message.inline_markup and (button := message.inline_markup.button(label)):
                return message, button
        keyboard = conversation.reply_keyboard
        if keyboard and (button := keyboard.button(label)):
            return None, button
        raise Impossible(f"no button {label!r} in sight; there are {self.labels()}")

    def labels(self) -> list[str]:
        """Return the labels of all buttons in sight, newest message first."""
        conversation = self.state.conversation(self.chat.id)
        markups: list[Markup | None] = [
            message.inline_markup for message in reversed(conversation.messages.values())
        ]
        markups.append(conversation.reply_keyboard)
        rows = [row for markup in markups if markup for row in markup.rows]
        return [as_text(button["text"]) for row in rows for button in row]

    def _check_can_write(self) -> None:
        if self.user.is_deactivated:
            raise Impossible(f"the account of {self.user.first_name} is deactivated")
        if isinstance(self.chat, Group):
            if not self.chat.has(self.user.id):
                raise Impossible(f"{self.user.first_name} is not in {self.chat.title}")
            return
        if self.user.has_blocked:
            raise Impossible(f"{self.user.first_name} has blocked the bot")
        self.user.has_started = True

    def _close_one_time_keyboard(self) -> None:
        conversation = self.state.conversation(self.chat.id)
        keyboard = conversation.reply_keyboard
        if keyboard is not None and as_flag(keyboard.json.get("one_time_keyboard")):
            conversation.reply_keyboard = None
            self.state.events.emit(EventKind.CHAT, self.chat.id)

    def _tell(self, type_: str, message: Message) -> None:
        if not isinstance(self.chat, Group) or _bot_sees(self.state, self.chat, message):
            self.state.updates.put(type_, message.to_json(), chat_id=self.chat.id)


def _bot_sees(state: State, group: Group, message: Message) -> bool:
    """Say whether the bot, in privacy mode, receives this message of *group*."""
    account = state.account
    if not group.has(account.id):
        return False
    if state.options.reads_all_group_messages:
        return True
    if group.status(account.id) is MemberStatus.ADMINISTRATOR or message.dressing.via_bot:
        return True
    if message.dressing.reply_to is not None and message.dressing.reply_to.is_from_bot:
        return True
    name = f"@{account.username}".lower()
    text = message.content.text
    if name in (mention.lower() for mention in text.of_type("mention")):
        return True
    return any(
        "@" not in command or command.lower().endswith(name)
        for command in text.of_type("bot_command")
    )
