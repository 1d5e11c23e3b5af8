"""answerCallbackQuery and answerInlineQuery."""

from ..errors import BadRequest
from ..events import EventKind
from ..json_values import Json, JsonObject, as_object, as_text, json_list
from ..keyboards import read_inline_markup
from .call import Call, Method

MAX_ANSWER_LENGTH = 200
MAX_INLINE_RESULTS = 50


def answer_callback_query(call: Call) -> Json:
    """End the waiting sign on a button, with a notice or an alert."""
    query_id = call.parameters.text("callback_query_id")
    query = call.state.queries.open_callback(query_id, now=call.state.now())
    text = call.parameters.text("text")
    if len(text) > MAX_ANSWER_LENGTH:
        raise BadRequest("MESSAGE_TOO_LONG")
    query.answer = {
        "text": text,
        "show_alert": call.parameters.flag("show_alert"),
        "url": call.parameters.text("url"),
    }
    call.state.events.emit(
        EventKind.CALLBACK_ANSWER,
        query.chat_id,
        {"query_id": query_id, "user_id": query.user_id, "answer": query.answer},
    )
    return True


def answer_inline_query(call: Call) -> Json:
    """Offer results below the line the member is typing."""
    query_id = call.parameters.text("inline_query_id")
    query = call.state.queries.open_inline(query_id, now=call.state.now())
    results = call.parameters.objects("results")
    if len(results) > MAX_INLINE_RESULTS:
        raise BadRequest("RESULTS_TOO_MUCH")
    ids = [as_text(result.get("id")) for result in results]
    if len(set(ids)) < len(ids):
        raise BadRequest("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(call, result)
    query.results, query.is_answered = results, True
    query.next_offset = call.parameters.text("next_offset")
    call.state.events.emit(
        EventKind.INLINE_RESULTS,
        query.user_id,
        {"query_id": query_id, "query": query.query, "results": json_list(results)},
    )
    return True


def _check_result(call: Call, result: JsonObject) -> None:
    if not 1 <= len(as_text(result.get("id")).encode()) <= 64:
        raise BadRequest("RESULT_ID_INVALID")
    type_ = as_text(result.get("type"))
    if not type_:
        raise BadRequest("can't parse inline query result: Can't find field \"type\"")
    if type_ == "article" and not as_text(result.get("title")):
        raise BadRequest("RESULT_TITLE_INVALID")
    read_inline_markup(result.get("reply_markup"))
    content = result.get("input_message_content")
    if type_ == "article" and content is None:
        raise BadRequest("message text is empty")
    if content is not None and "message_text" in as_object(content):
        values = as_object(content)
        text: JsonObject = {
            "text": values["message_text"],
            "parse_mode": values.get("parse_mode"),
            "entities": values.get("entities"),
        }
        call.parameters.part(text).message_text()


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
