"""People for tests: async clients that live in the local Telegram.

    async with LocalTelegram() as telegram, Playground(telegram.page_url) as playground:
        lan = await playground.person("Lan", language_code="vi")
        await lan.says("/start")
        reply = await lan.next_message(timeout_seconds=5)
        assert reply.html == "Chào <b>Lan</b>"
        await lan.taps("👍")                        # a button by its label
        assert (await lan.next_answer()).text == "Cảm ơn chị"
        assert lan.last.keyboard == []              # the bot took the buttons away

They speak HTTP to the control API, so the bot and the server may be other processes.
"""

import io
from types import TracebackType
from typing import Self

import aiohttp

from .inbox import Inbox
from .json_values import (
    Json,
    JsonObject,
    as_integer,
    as_object,
    as_objects,
    as_text,
    json_list,
    parse_json,
)
from .person import Person
from .seen import NothingCame, SeenAnswer, SeenMessage

__all__ = ["NothingCame", "Person", "Playground", "Refused", "SeenAnswer", "SeenMessage"]


class Refused(RuntimeError):
    """The server says this person cannot do that; the message says why."""


class Playground:
    """The control API of a local Telegram, opened with `async with`."""

    def __init__(self, page_url: str) -> None:
        """Prepare to talk to the server whose page is at *page_url*."""
        self.page_url = page_url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the HTTP session."""
        self._session = aiohttp.ClientSession(self.page_url)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the HTTP session."""
        if self._session is not None:
            await self._session.close()

    async def ask(
        self, method: str, path: str, json: JsonObject | None = None, **form: str | bytes
    ) -> Json:
        """Send a request to `/control/…` and return its JSON; raise `Refused` on refusal."""
        if self._session is None:
            raise RuntimeError("open the playground with `async with` first")
        data = aiohttp.FormData() if form else None
        for name, value in form.items():
            if data is not None and isinstance(value, bytes):
                data.add_field(name, io.BytesIO(value), filename=str(form["file_name"]))
            elif data is not None:
                data.add_field(name, value)
        async with self._session.request(method, f"/control/{path}", json=json, data=data) as got:
            body = await got.text()
            if not got.ok:
                raise Refused(f"{method} {path}: {got.status} {body}")
            return parse_json(body)

    async def person(
        self, first_name: str, *, language_code: str = "vi", role: str = "member", id: int = 0
    ) -> Person:
        """Add a person and return her client."""
        given: JsonObject = {
            "first_name": first_name,
            "language_code": language_code,
            "role": role,
            "id": id,
        }
        added = as_object(await self.ask("POST", "people", given))
        event = as_integer(added["event"]) or 0
        user_id = as_integer(added["id"]) or 0
        return Person(user_id, first_name, Inbox(self, user_id, event))

    async def people(self) -> list[Person]:
        """Return clients of everyone who is there already."""
        state = as_object(await self.ask("GET", "people"))
        event = as_integer(state["event"]) or 0
        people = [
            (as_integer(one["id"]) or 0, as_text(one["first_name"]))
            for one in as_objects(state["people"])
        ]
        return [Person(id_, name, Inbox(self, id_, event)) for id_, name in people]

    async def group(self, title: str, *members: Person, bot_status: str = "member") -> int:
        """Make a group of *members* and the bot, and return its chat id."""
        ids = json_list(person.id for person in members)
        given: JsonObject = {"title": title, "members": ids, "bot_status": bot_status}
        return as_integer(as_object(await self.ask("POST", "groups", given))["id"]) or 0

    async def add_fault(self, kind: str, **fields: Json) -> None:
        """Switch a fault on; *fields* are those of `faults.Fault`."""
        await self.ask("POST", "faults", {"kind": kind, **fields})

    async def clear_faults(self) -> None:
        """Switch all faults off."""
        await self.ask("DELETE", "faults")

    async def accepted(self, *, chat_id: int | None = None) -> list[JsonObject]:
        """Return the journal's entries, of one chat or all."""
        query = f"journal?limit=1000000&chat_id={chat_id if chat_id is not None else ''}"
        return as_objects(await self.ask("GET", query))

    async def summary(self) -> JsonObject:
        """Return the journal's totals: `accepted`, `recipients`, `repeated`, `answers`."""
        return as_object(await self.ask("GET", "journal/summary"))
