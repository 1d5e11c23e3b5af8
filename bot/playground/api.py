"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import asyncio
import socket
import struct
from collections.abc import Awaitable

from aiohttp import web

from .errors import BadRequest, BotApiError, TooManyRequests
from .faults import SENDING, Fault, FaultKind
from .files import Upload
from .json_values import Json, JsonObject, WrongShape, as_object, dump_json, parse_json
from .methods import METHODS, NAMES, Call
from .parameters import Parameters
from .state import State

STATE = web.AppKey("state", State)

_RESET_STATUS = 0
"""Stands in the journal for a request whose connection was reset."""


def bot_api_routes() -> list[web.RouteDef]:
    """Return the routes a bot talks to."""
    return [
        web.route("*", r"/bot{token:[^/]+}/{method}", handle_method),
        web.get(r"/file/bot{token:[^/]+}/{path:.+}", handle_file),
    ]


async def handle_method(request: web.Request) -> web.StreamResponse:
    """Answer one request of the bot, or hurt it as the faults want."""
    state = request.app[STATE]
    request_number = state.journal.begin_request()
    given = request.match_info["method"]
    method = NAMES.get(given.lower(), given)
    if request.match_info["token"] != state.options.token:
        return _failure(BotApiError(401, "Unauthorized"))
    try:
        parameters = await read_parameters(request)
    except WrongShape:
        return _failure(BadRequest("can't parse request parameters"))
    fault = state.faults.draw(method, parameters.integer("chat_id"))
    if fault is not None and fault.kind is FaultKind.RESET_BEFORE:
        return _reset(request, state, method)
    response = await _answer(Call(state, method, parameters, request_number), fault)
    if fault is not None and fault.kind is FaultKind.RESET_AFTER:
        return _reset(request, state, method)
    if fault is not None and fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.delay_seconds)
    state.journal.answers[method, response.status] += 1
    return response


async def _answer(call: Call, fault: Fault | None) -> web.Response:
    try:
        if fault is not None and (error := fault.error()) is not None:
            raise error
        if call.method in SENDING:
            _check_flood(call)
        result = METHODS.get(call.method, _not_played)(call)
        if isinstance(result, Awaitable):
            result = await result
    except BotApiError as error:
        return _failure(error)
    except WrongShape as error:
        return _failure(BadRequest(str(error)))
    return _response(200, {"ok": True, "result": result})


def _not_played(call: Call) -> Json:
    raise BotApiError(404, f"Not Found: method {call.method} is not played here")


def _check_flood(call: Call) -> None:
    flood, parameters = call.state.flood, call.parameters
    chat_id = parameters.integer("chat_id") or 0
    several = parameters.structure("media") or parameters.structure("message_ids")
    retry_after_seconds = flood.admit(
        chat_id,
        messages=len(several) if isinstance(several, list) else 1,
        is_paid=parameters.flag("allow_paid_broadcast"),
        now=call.state.now(),
    )
    if retry_after_seconds is not None:
        raise TooManyRequests(retry_after_seconds)


async def read_parameters(request: web.Request) -> Parameters:
    """Return the request's parameters from query, form, multipart or JSON body."""
    values: JsonObject = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        if body:
            values.update(as_object(parse_json(body)))
    elif request.method == "POST":
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            elif isinstance(value, str):
                values[name] = value
    return Parameters(values, uploads)


async def handle_file(request: web.Request) -> web.StreamResponse:
    """Hand out a file by the `file_path` of getFile."""
    state = request.app[STATE]
    stored = state.files.by_path.get(request.match_info["path"])
    if request.match_info["token"] != state.options.token:
        return _failure(BotApiError(401, "Unauthorized"))
    if stored is None:
        return _failure(BotApiError(404, "Not Found"))
    return web.Response(body=stored.upload.content, content_type="application/octet-stream")


def _response(status: int, json: JsonObject) -> web.Response:
    return web.Response(status=status, body=dump_json(json), content_type="application/json")


def _failure(error: BotApiError) -> web.Response:
    json: JsonObject = {
        "ok": False,
        "error_code": error.error_code,
        "description": error.description,
    }
    if error.retry_after_seconds is not None:
        json["parameters"] = {"retry_after": error.retry_after_seconds}
    return _response(error.error_code, json)


def _reset(request: web.Request, state: State, method: str) -> web.Response:
    """Break the connection with a TCP reset: the asker learns nothing more."""
    state.journal.answers[method, _RESET_STATUS] += 1
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        linger_at_once = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_at_once)
        request.transport.abort()
    return web.Response(status=500)
