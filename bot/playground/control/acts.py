"""Control routes for what a person does: each is what her client would do for her."""

from aiohttp import web

from .. import inline
from ..actions import Impossible
from ..json_values import JsonObject, as_text
from ..messages import Contact, Location
from .requests import Act, answer, read_act

MEDIA_KINDS = frozenset({"photo", "document", "voice", "sticker", "video", "audio"})


async def say(request: web.Request) -> web.Response:
    """Write `text`, as a reply to `reply_to_message_id` if given."""
    act = await read_act(request)
    message = act.actor.says(act.text(), reply_to=act.message("reply_to_message_id"))
    return answer(act.state.as_seen(message))


async def edit(request: web.Request) -> web.Response:
    """Change her message `message_id` to `text`."""
    act = await read_act(request)
    return answer(act.state.as_seen(act.actor.edits(act.existing_message(), act.text())))


async def forward(request: web.Request) -> web.Response:
    """Forward `message_id` of `from_chat_id` into the chat."""
    act = await read_act(request)
    return answer(act.state.as_seen(act.actor.forwards(act.existing_message())))


async def tap(request: web.Request) -> web.Response:
    """Tap the button with `label`, or with callback `data`; newest first without `message_id`.

    Answers with what follows: `query_id` of a callback query, `message_id` of what a reply
    button wrote, or the button's `url`, `copy_text`, `switch_inline_query`.
    """
    act = await read_act(request)
    message, button = act.message(), None
    label, data = act.parameters.text("label"), act.parameters.text("data")
    if message is None:
        message, button = act.actor.find_button(label)
    elif message.inline_markup is not None:
        button = message.inline_markup.button(label) if label else _by_data(act, data)
    if button is None:
        raise Impossible(f"this message has no button {label or data!r}")
    if message is None:
        return answer(act.actor.taps_reply(button))
    return answer(act.actor.taps_inline(message, button))


def _by_data(act: Act, data: str) -> JsonObject | None:
    markup = act.existing_message().inline_markup
    buttons = [button for row in markup.rows for button in row] if markup else []
    return next((one for one in buttons if as_text(one.get("callback_data")) == data), None)


async def send_file(request: web.Request) -> web.Response:
    """Send the uploaded `file` as `kind` with `caption`."""
    act = await read_act(request)
    kind = act.parameters.text("kind") or "document"
    upload = act.parameters.uploads.get("file")
    if upload is None or kind not in MEDIA_KINDS:
        raise Impossible(f"a file and a kind are needed: one of {sorted(MEDIA_KINDS)}")
    caption = act.parameters.text("caption")
    return answer(act.state.as_seen(act.actor.sends_file(upload, kind=kind, caption=caption)))


async def send_location(request: web.Request) -> web.Response:
    """Send `latitude` and `longitude`."""
    act = await read_act(request)
    latitude = act.parameters.number("latitude")
    longitude = act.parameters.number("longitude")
    if latitude is None or longitude is None:
        raise Impossible("latitude and longitude are needed")
    return answer(act.state.as_seen(act.actor.sends(Location(latitude, longitude))))


async def send_contact(request: web.Request) -> web.Response:
    """Send `phone_number` under `first_name`; her own by default."""
    act = await read_act(request)
    user = act.actor.user
    name = act.parameters.text("first_name") or user.first_name
    phone_number = act.parameters.text("phone_number")
    contact = Contact(phone_number, name, user.id if name == user.first_name else None)
    return answer(act.state.as_seen(act.actor.sends(contact)))


async def ask_inline(request: web.Request) -> web.Response:
    """Type `query` after the bot's name."""
    act = await read_act(request)
    asked = inline.ask(
        act.actor, act.parameters.text("query"), offset=act.parameters.text("offset")
    )
    return answer({"query_id": asked.id})


async def choose_inline(request: web.Request) -> web.Response:
    """Choose `result_id` among the results of `query_id`."""
    act = await read_act(request)
    message = inline.choose(
        act.actor, act.parameters.text("query_id"), act.parameters.text("result_id")
    )
    return answer(act.state.as_seen(message))


ROUTES = [
    web.post("/control/people/{user_id}/messages", say),
    web.post("/control/people/{user_id}/edits", edit),
    web.post("/control/people/{user_id}/forwards", forward),
    web.post("/control/people/{user_id}/taps", tap),
    web.post("/control/people/{user_id}/files", send_file),
    web.post("/control/people/{user_id}/locations", send_location),
    web.post("/control/people/{user_id}/contacts", send_contact),
    web.post("/control/people/{user_id}/inline_queries", ask_inline),
    web.post("/control/people/{user_id}/chosen_results", choose_inline),
]
