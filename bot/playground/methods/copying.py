"""copyMessage, copyMessages, forwardMessage, forwardMessages."""

from dataclasses import replace

from ..errors import BadRequest
from ..json_values import Json, JsonObject, WrongShape, as_integers, json_list
from ..messages import Content, Dressing, Media, Message, Service
from ..people import Chat
from .call import Call, Method


def copy_message(call: Call) -> Json:
    """Send the content of a message anew; a given caption replaces the old one."""
    chat = call.reachable_chat()
    original = _original(call, call.parameters.message_id(), verb="copied")
    content: Content = original.content
    if isinstance(content, Media) and call.parameters.has("caption"):
        content = replace(content, text=call.parameters.caption())
    return _message_id(call.send(chat, content, call.dressing(chat)))


def copy_messages(call: Call) -> Json:
    """Copy several messages; those that cannot be copied are left out."""
    return _send_several(call, verb="copied")


def forward_message(call: Call) -> Json:
    """Pass a message on under its sender's name."""
    chat = call.reachable_chat()
    original = _original(call, call.parameters.message_id(), verb="forwarded")
    return call.send(chat, original.content, _forward(call, chat, original)).to_json()


def forward_messages(call: Call) -> Json:
    """Pass several messages on; those that cannot be forwarded are left out."""
    return _send_several(call, verb="forwarded")


def _send_several(call: Call, *, verb: str) -> Json:
    chat = call.reachable_chat()
    try:
        message_ids = as_integers(call.parameters.structure("message_ids"))
    except WrongShape as error:
        raise BadRequest("message identifiers are not specified") from error
    if not 1 <= len(message_ids) <= 100:
        raise BadRequest("wrong number of message identifiers: 1 to 100 expected")
    source = call.chat("from_chat_id")
    found = [call.state.message(source.id, message_id) for message_id in message_ids]
    originals = [message for message in found if message and not message.dressing.is_protected]
    if not originals:
        raise BadRequest(f"there are no messages that can be {verb}")
    sent = []
    for original in originals:
        dressing = call.dressing(chat) if verb == "copied" else _forward(call, chat, original)
        sent.append(_message_id(call.send(chat, original.content, dressing)))
    return json_list(sent)


def _original(call: Call, message_id: int, *, verb: str) -> Message:
    source = call.chat("from_chat_id")
    original = call.state.message(source.id, message_id)
    if original is None:
        raise BadRequest(
            f"message to {verb.replace('copied', 'copy').removesuffix('ed')} not found"
        )
    if original.dressing.is_protected or isinstance(original.content, Service):
        raise BadRequest(f"message can't be {verb}")
    return original


def _forward(call: Call, chat: Chat, original: Message) -> Dressing:
    origin: JsonObject = original.dressing.forward_origin or {
        "type": "user",
        "date": original.date,
        "sender_user": original.sender.to_json(),
    }
    return replace(call.dressing(chat), reply_to=None, markup=None, forward_origin=origin)


def _message_id(message: Message) -> Json:
    return {"message_id": message.message_id}


METHODS: dict[str, Method] = {
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}
