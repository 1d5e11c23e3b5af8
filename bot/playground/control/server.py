"""Control routes about the server: events, faults, limits, the journal, files."""

import asyncio

from aiohttp import web

from ..api import STATE, read_parameters
from ..events import Event
from ..faults import fault_from_json
from ..json_values import dump_json, json_list
from ..limits import limits_from_json
from ..state import State
from .requests import answer

MAX_WAIT_SECONDS = 60.0
_HEARTBEAT_SECONDS = 15.0
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


async def list_events(request: web.Request) -> web.Response:
    """Return the events after `after` that `user_id` can see (all without it).

    Waits up to `wait_seconds` for the first.
    """
    state, parameters = request.app[STATE], await read_parameters(request)
    number, user_id = parameters.integer("after") or 0, parameters.integer("user_id")
    wait_seconds = min(parameters.number("wait_seconds") or 0, MAX_WAIT_SECONDS)
    deadline = asyncio.get_running_loop().time() + wait_seconds
    seen: list[Event] = []
    while not seen:
        left_seconds = max(0.0, deadline - asyncio.get_running_loop().time())
        events = await state.events.wait_after(number, timeout_seconds=left_seconds)
        if not events:
            break
        number = events[-1].number
        seen = [event for event in events if _is_visible(state, event, user_id)]
    return answer(json_list(event.to_json() for event in seen))


def _is_visible(state: State, event: Event, user_id: int | None) -> bool:
    if user_id is None or event.chat_id in (0, user_id):
        return True
    group = state.groups.get(event.chat_id)
    return group is not None and group.has(user_id)


async def stream_events(request: web.Request) -> web.StreamResponse:
    """Send events as they happen (server-sent events), from `after` or the client's last one."""
    events = request.app[STATE].events
    number = int(request.headers.get("Last-Event-ID") or request.query.get("after") or 0)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    while not events.is_closed:
        found = await events.wait_after(number, timeout_seconds=_HEARTBEAT_SECONDS)
        try:
            await response.write(b"".join(map(_frame, found)) or b": still here\n\n")
        except (ConnectionError, asyncio.CancelledError):
            break  # the page is gone; it reconnects by itself and asks for what it missed
        number = found[-1].number if found else number
    return response


def _frame(event: Event) -> bytes:
    return b"id: %d\ndata: %s\n\n" % (event.number, dump_json(event.to_json()))


async def list_faults(request: web.Request) -> web.Response:
    """Return the faults that are on."""
    faults = request.app[STATE].faults
    return answer(
        {"faults": json_list(fault.to_json() for fault in faults.active()), "hits": faults.hits}
    )


async def add_fault(request: web.Request) -> web.Response:
    """Switch a fault on; the fields are those of `Fault`."""
    parameters = await read_parameters(request)
    fault = fault_from_json(parameters.values)
    request.app[STATE].faults.add(fault)
    return answer(fault.to_json(), status=201)


async def clear_faults(request: web.Request) -> web.Response:
    """Switch all faults off."""
    request.app[STATE].faults.clear()
    return answer({})


async def show_limits(request: web.Request) -> web.Response:
    """Return the flood limits in force."""
    return answer(request.app[STATE].flood.limits.to_json())


async def set_limits(request: web.Request) -> web.Response:
    """Put other flood limits in force, each as `[messages, seconds]`; missing is none."""
    parameters = await read_parameters(request)
    flood = request.app[STATE].flood
    flood.limits = limits_from_json(parameters.values)
    return answer(flood.limits.to_json())


async def list_accepted(request: web.Request) -> web.Response:
    """Return accepted messages after number `after`, up to `limit`, of `chat_id` or all."""
    state, parameters = request.app[STATE], await read_parameters(request)
    entries = state.journal.select(
        after=parameters.integer("after") or 0,
        limit=parameters.integer("limit") or 1000,
        chat_id=parameters.integer("chat_id"),
    )
    return answer(json_list(entry.to_json() for entry in entries))


async def summarise_journal(request: web.Request) -> web.Response:
    """Return how many messages were accepted, and who was sent several."""
    return answer(request.app[STATE].journal.summary())


async def clear_journal(request: web.Request) -> web.Response:
    """Empty the journal."""
    request.app[STATE].journal.clear()
    return answer({})


async def show_file(request: web.Request) -> web.Response:
    """Hand out a file to the page: pictures to look at, everything else to save."""
    stored = request.app[STATE].files.by_id.get(request.match_info["file_id"])
    if stored is None:
        raise web.HTTPNotFound(text="there is no such file")
    mime_type = stored.upload.mime_type
    if mime_type in _PICTURES or mime_type.startswith("audio/"):
        return web.Response(body=stored.upload.content, content_type=mime_type)
    headers = {"Content-Disposition": "attachment"}
    return web.Response(
        body=stored.upload.content, content_type="application/octet-stream", headers=headers
    )


ROUTES = [
    web.get("/control/events", list_events),
    web.get("/control/events/stream", stream_events),
    web.get("/control/faults", list_faults),
    web.post("/control/faults", add_fault),
    web.delete("/control/faults", clear_faults),
    web.get("/control/limits", show_limits),
    web.put("/control/limits", set_limits),
    web.get("/control/journal", list_accepted),
    web.get("/control/journal/summary", summarise_journal),
    web.delete("/control/journal", clear_journal),
    web.get("/control/files/{file_id}", show_file),
]
