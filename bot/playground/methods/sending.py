"""sendMessage, sendLocation, sendContact, sendChatAction."""

from ..errors import BadRequest
from ..json_values import Json
from ..messages import Contact, Location, Text
from .call import Call, Method

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(call: Call) -> Json:
    """Send a text."""
    chat = call.reachable_chat()
    text = call.parameters.message_text()
    preview = call.parameters.object("link_preview_options")
    message = call.send(chat, Text(text, preview or None), call.dressing(chat))
    return message.to_json()


def send_location(call: Call) -> Json:
    """Send a place."""
    chat = call.reachable_chat()
    latitude, longitude = call.parameters.number("latitude"), call.parameters.number("longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise BadRequest("wrong latitude or longitude specified")
    return call.send(chat, Location(latitude, longitude), call.dressing(chat)).to_json()


def send_contact(call: Call) -> Json:
    """Send a telephone number."""
    chat = call.reachable_chat()
    contact = Contact(call.parameters.text("phone_number"), call.parameters.text("first_name"))
    if not contact.phone_number or not contact.first_name:
        raise BadRequest("phone number and first name must be non-empty")
    return call.send(chat, contact, call.dressing(chat)).to_json()


def send_chat_action(call: Call) -> Json:
    """Show that the bot is at work."""
    chat = call.reachable_chat()
    action = call.parameters.text("action")
    if action not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    call.typing(chat, action)
    return True


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
}
