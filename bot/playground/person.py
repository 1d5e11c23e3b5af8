"""One person of the local Telegram, as tests play her."""

from dataclasses import dataclass

from .inbox import Inbox
from .json_values import Json, JsonObject, as_list, as_object, as_objects, as_text
from .seen import NothingCame, SeenAnswer, SeenMessage, read_message


@dataclass(slots=True)
class Person:
    """Someone with the bot's chat open. Acts default to her private chat with the bot.

    What the bot does waits in order until it is asked for with `next_…`.
    """

    id: int
    first_name: str
    inbox: Inbox

    @property
    def last(self) -> SeenMessage:
        """The bot's latest message she was given by `next_message`, with later edits."""
        if self.inbox.last is None:
            raise NothingCame(f"{self.first_name} has no message in front of her")
        return self.inbox.last

    async def starts(self, payload: str = "") -> SeenMessage:
        """Press START, or open a link t.me/bot?start=*payload*."""
        return await self.says(f"/start {payload}".rstrip())

    async def says(
        self,
        text: str,
        *,
        chat_id: int | None = None,
        reply_to: SeenMessage | None = None,
        is_html: bool = False,
    ) -> SeenMessage:
        """Write *text*; with *is_html*, formatted as Telegram's HTML."""
        return await self._act_message(
            "messages",
            {
                "chat_id": chat_id,
                "text": text,
                "reply_to_message_id": reply_to.message_id if reply_to else None,
                "is_html": is_html,
            },
        )

    async def edits(self, message: SeenMessage, text: str) -> SeenMessage:
        """Change her own *message*."""
        ids: JsonObject = {"chat_id": message.chat_id, "message_id": message.message_id}
        return await self._act_message("edits", {**ids, "text": text})

    async def forwards(self, message: SeenMessage, *, chat_id: int | None = None) -> SeenMessage:
        """Forward *message* into her chat with the bot, or another."""
        source: JsonObject = {
            "from_chat_id": message.chat_id,
            "message_id": message.message_id,
        }
        return await self._act_message("forwards", {**source, "chat_id": chat_id})

    async def taps(
        self, label: str, *, message: SeenMessage | None = None, chat_id: int | None = None
    ) -> JsonObject:
        """Tap the newest button with *label* (or that contains it), or the one of *message*.

        Returns what follows: `query_id`, `url`, `message_id` …; the bot's answer to a callback
        comes with `next_answer`.
        """
        where: JsonObject = {"chat_id": chat_id}
        if message is not None:
            where = {"chat_id": message.chat_id, "message_id": message.message_id}
        return as_object(await self._act("taps", {**where, "label": label}))

    async def sends_file(
        self,
        content: bytes,
        file_name: str,
        *,
        kind: str = "document",
        caption: str = "",
        chat_id: int | None = None,
    ) -> SeenMessage:
        """Send a file as *kind*: document, photo, voice, sticker, video or audio."""
        sent = await self.inbox.connection.ask(
            "POST",
            f"people/{self.id}/files",
            file=content,
            file_name=file_name,
            kind=kind,
            caption=caption,
            chat_id=str(chat_id or self.id),
        )
        return read_message(as_object(sent))

    async def sends_location(self, latitude: float, longitude: float) -> SeenMessage:
        """Send a place."""
        return await self._act_message("locations", {"latitude": latitude, "longitude": longitude})

    async def sends_contact(self, phone_number: str) -> SeenMessage:
        """Share her telephone number."""
        return await self._act_message("contacts", {"phone_number": phone_number})

    async def asks_inline(self, query: str) -> str:
        """Type *query* after the bot's name; returns the id for `chooses`."""
        asked = await self._act("inline_queries", {"query": query})
        return as_text(as_object(asked)["query_id"])

    async def chooses(self, query_id: str, result_id: str) -> SeenMessage:
        """Choose an inline result."""
        chosen: JsonObject = {"query_id": query_id, "result_id": result_id}
        return await self._act_message("chosen_results", chosen)

    async def blocks(self) -> None:
        """Block the bot."""
        await self._act("block", {})

    async def unblocks(self) -> None:
        """Unblock the bot."""
        await self._act("unblock", {})

    async def vanishes(self) -> None:
        """Delete her account."""
        await self._act("deactivate", {})

    async def next_message(self, *, timeout_seconds: float = 5.0) -> SeenMessage:
        """Return the bot's next message in her chat or in a group, waiting for it."""
        found = await self.inbox.next(
            self.inbox.messages, "message", timeout_seconds=timeout_seconds
        )
        self.inbox.last = found
        return found

    async def next_edit(self, *, timeout_seconds: float = 5.0) -> SeenMessage:
        """Return the bot's next edit of a message, waiting for it."""
        return await self.inbox.next(self.inbox.edits, "edit", timeout_seconds=timeout_seconds)

    async def next_deletion(self, *, timeout_seconds: float = 5.0) -> int:
        """Return the id of the next message that disappears, waiting for it."""
        return await self.inbox.next(
            self.inbox.deletions, "deletion", timeout_seconds=timeout_seconds
        )

    async def next_answer(self, *, timeout_seconds: float = 5.0) -> SeenAnswer:
        """Return the bot's next answer to one of her taps, waiting for it."""
        return await self.inbox.next(self.inbox.answers, "answer", timeout_seconds=timeout_seconds)

    async def next_results(self, *, timeout_seconds: float = 5.0) -> list[JsonObject]:
        """Return the inline results offered next, waiting for them."""
        event = await self.inbox.next(
            self.inbox.results, "inline results", timeout_seconds=timeout_seconds
        )
        return as_objects(event["results"])

    async def everything(self, *, quiet_seconds: float = 0.3) -> list[SeenMessage]:
        """Return all messages not asked for yet, once nothing has happened for that long."""
        while await self.inbox.fetch(wait_seconds=quiet_seconds):
            pass
        found = list(self.inbox.messages)
        self.inbox.messages.clear()
        self.inbox.last = found[-1] if found else self.inbox.last
        return found

    async def messages(self, *, chat_id: int | None = None) -> list[SeenMessage]:
        """Return what stands in the chat now, both sides, oldest first."""
        chat = await self.inbox.connection.ask("GET", f"chats/{chat_id or self.id}/messages")
        return [read_message(one) for one in as_objects(as_object(chat)["messages"])]

    async def reply_keyboard(self) -> list[list[str]]:
        """Return the labels of the keyboard in place of the letters, empty if there is none."""
        chat = await self.inbox.connection.ask("GET", f"chats/{self.id}/messages")
        keyboard = as_object(chat)["reply_keyboard"]
        rows = as_object(keyboard)["keyboard"] if keyboard else []
        return [[as_text(one["text"]) for one in as_objects(row)] for row in as_list(rows)]

    async def commands(self, *, chat_id: int | None = None) -> dict[str, str]:
        """Return the `/` menu she sees: command to description."""
        path = f"people/{self.id}/bot?chat_id={chat_id or self.id}"
        bot = as_object(await self.inbox.connection.ask("GET", path))
        return {
            as_text(one["command"]): as_text(one["description"])
            for one in as_objects(bot["commands"])
        }

    async def _act(self, what: str, json: JsonObject) -> Json:
        given: JsonObject = {name: value for name, value in json.items() if value is not None}
        return await self.inbox.connection.ask("POST", f"people/{self.id}/{what}", given)

    async def _act_message(self, what: str, json: JsonObject) -> SeenMessage:
        return read_message(as_object(await self._act(what, json)))
