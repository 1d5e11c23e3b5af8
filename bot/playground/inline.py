"""Inline mode from the member's side: typing after @bot, and choosing a result."""

from .actions import Actor, Impossible
from .entities import FormattedText
from .json_values import JsonObject, as_number, as_object, as_text
from .keyboards import read_inline_markup
from .messages import Content, Dressing, Location, Media, Message, Text
from .parameters import Parameters
from .queries import InlineQuery


def ask(actor: Actor, query: str, *, offset: str = "") -> InlineQuery:
    """Send an inline query; the results come as an event when the bot has answered."""
    state = actor.state
    asked = InlineQuery(state.queries.next_id(), actor.user.id, query, state.now())
    state.queries.inline[asked.id] = asked
    content: JsonObject = {
        "id": asked.id,
        "from": actor.user.to_json(),
        "query": query,
        "offset": offset,
        "chat_type": "sender" if actor.chat.type == "private" else actor.chat.type,
    }
    state.updates.put("inline_query", content)
    return asked


def choose(actor: Actor, query_id: str, result_id: str) -> Message:
    """Post the chosen result in the chat; the bot gets chosen_inline_result and the message."""
    state = actor.state
    query = state.queries.inline.get(query_id)
    offered = query.results if query else []
    result = next((one for one in offered if as_text(one.get("id")) == result_id), None)
    if query is None or result is None:
        raise Impossible("this result was not offered")
    markup = read_inline_markup(result.get("reply_markup"))
    dressing = Dressing(markup=markup, via_bot=state.account)
    message = actor.sends(_content(actor, result), dressing)
    chosen: JsonObject = {
        "result_id": result_id,
        "from": actor.user.to_json(),
        "query": query.query,
    }
    if markup is not None:
        chosen["inline_message_id"] = f"{actor.chat.id}_{message.message_id}"
    state.updates.put("chosen_inline_result", chosen)
    return message


def _content(actor: Actor, result: JsonObject) -> Content:
    given = result.get("input_message_content")
    if given is not None:
        content = as_object(given)
        latitude = as_number(content.get("latitude"))
        longitude = as_number(content.get("longitude"))
        if latitude is not None and longitude is not None:
            return Location(latitude, longitude)
        parameters = Parameters(content)
        return Text(parameters.formatted("message_text", entities="entities"))
    kind = as_text(result.get("type"))
    file_id = as_text(result.get(f"{kind}_file_id"))
    if not file_id:
        return Text(FormattedText(as_text(result.get("title"))))
    caption = Parameters(result).caption()
    return Media(kind, actor.state.files.find(file_id, kind=kind), caption)
