"""Changing and removing messages."""

from dataclasses import replace

from ..errors import NOT_MODIFIED, BadRequest
from ..json_values import Json, WrongShape, as_integers
from ..keyboards import Markup, read_inline_markup
from ..messages import Content, Media, Message, Text
from ..people import Group, MemberStatus
from .call import Call, Method
from .media import read_input_media

DELETABLE_FOR_SECONDS = 48 * 3600

_TO_EDIT = "message to edit not found"


def edit_message_text(call: Call) -> Json:
    """Put another text into a text message; without `reply_markup` its keyboard goes."""
    text = call.parameters.message_text()
    message = call.own_message(_TO_EDIT)
    if not isinstance(message.content, Text):
        raise BadRequest("there is no text in the message to edit")
    preview = call.parameters.object("link_preview_options")
    return _apply(call, message, Text(text, preview or None), _markup(call))


def edit_message_caption(call: Call) -> Json:
    """Put another caption under a file."""
    caption = call.parameters.caption()
    message = call.own_message(_TO_EDIT)
    if not isinstance(message.content, Media):
        raise BadRequest("there is no caption in the message to edit")
    above = call.parameters.flag("show_caption_above_media")
    content = replace(message.content, text=caption, caption_above=above)
    return _apply(call, message, content, _markup(call))


def edit_message_media(call: Call) -> Json:
    """Put another file, with its caption, into the message."""
    message = call.own_message(_TO_EDIT)
    return _apply(call, message, read_input_media(call), _markup(call))


def edit_message_reply_markup(call: Call) -> Json:
    """Put another keyboard under the message, or none; this does not mark it as edited."""
    message = call.own_message(_TO_EDIT)
    return _apply(call, message, message.content, _markup(call))


def _markup(call: Call) -> Markup | None:
    return read_inline_markup(call.parameters.structure("reply_markup"))


def _apply(call: Call, message: Message, content: Content, markup: Markup | None) -> Json:
    is_same_content = content == message.content
    if is_same_content and markup == message.inline_markup:
        raise BadRequest(NOT_MODIFIED)
    edited_at = None if is_same_content else int(call.state.now())
    edited = message.edited(content, markup, at=edited_at)
    call.state.replace(edited)
    return True if call.parameters.has("inline_message_id") else edited.to_json()


def delete_message(call: Call) -> Json:
    """Remove a message, the bot's or (where it may) someone's."""
    chat = call.reachable_chat()
    message = call.state.message(chat.id, call.parameters.message_id())
    if message is None:
        raise BadRequest("message to delete not found")
    if not _can_delete(call, message):
        raise BadRequest("message can't be deleted for everyone")
    call.state.remove(message)
    return True


def delete_messages(call: Call) -> Json:
    """Remove several messages; those that are gone or must stay are passed over."""
    chat = call.reachable_chat()
    try:
        message_ids = as_integers(call.parameters.structure("message_ids"))
    except WrongShape as error:
        raise BadRequest("message identifiers are not specified") from error
    if not 1 <= len(message_ids) <= 100:
        raise BadRequest("wrong number of message identifiers: 1 to 100 expected")
    for message_id in message_ids:
        message = call.state.message(chat.id, message_id)
        if message is not None and _can_delete(call, message):
            call.state.remove(message)
    return True


def _can_delete(call: Call, message: Message) -> bool:
    state = call.state
    if isinstance(message.chat, Group) and not message.is_from_bot:
        return message.chat.status(state.account.id) is MemberStatus.ADMINISTRATOR
    return state.now() - message.date < DELETABLE_FOR_SECONDS


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
