"""Sending files: photo, document, voice and the like, single or as an album."""

from dataclasses import replace
from functools import partial

from ..entities import NO_TEXT
from ..errors import BadRequest
from ..files import StoredFile
from ..json_values import Json, as_flag, as_text, json_list
from ..messages import Media
from ..parameters import Parameters
from .call import Call, Method

KINDS = ("photo", "document", "voice", "audio", "video", "sticker")
_ALBUM_KINDS = ("photo", "document", "audio", "video")


def read_file(call: Call, given: str, *, field: str, kind: str) -> StoredFile:
    """Return the file a parameter names: uploaded beside it, attached, or known by file_id.

    Telegram would fetch a URL; this server reaches no network and says it failed.
    """
    uploads = call.parameters.uploads
    name = given.removeprefix("attach://") if given.startswith("attach://") else field
    if name in uploads:
        return call.state.files.store(uploads[name], kind=kind)
    if given.startswith(("http://", "https://")):
        raise BadRequest("failed to get HTTP URL content")
    if not given or given.startswith("attach://"):
        raise BadRequest(f"there is no {kind} in the request")
    return call.state.files.find(given, kind=kind)


def read_media(call: Call, parameters: Parameters, *, kind: str, field: str) -> Media:
    """Return the content that *parameters* describe, the file under *field*."""
    file = read_file(call, parameters.text(field), field=field, kind=kind)
    return Media(
        kind,
        file,
        NO_TEXT if kind == "sticker" else parameters.caption(),
        has_spoiler=parameters.flag("has_spoiler"),
        caption_above=parameters.flag("show_caption_above_media"),
    )


def send_media(call: Call, kind: str) -> Json:
    """Send one file as *kind*."""
    chat = call.reachable_chat()
    media = read_media(call, call.parameters, kind=kind, field=kind)
    return call.send(chat, media, call.dressing(chat)).to_json()


def send_media_group(call: Call) -> Json:
    """Send an album; documents and audio files do not mix with other kinds."""
    chat = call.reachable_chat()
    items = call.parameters.objects("media")
    if not 2 <= len(items) <= 10:
        raise BadRequest("wrong number of items in the media group: 2 to 10 expected")
    kinds = {as_text(item.get("type")) for item in items}
    if not kinds <= set(_ALBUM_KINDS):
        raise BadRequest("Can't use the media of the specified type in the album")
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise BadRequest("document and audio can't be mixed with other media types")
    contents = [
        read_media(call, call.parameters.part(item), kind=as_text(item["type"]), field="media")
        for item in items
    ]
    dressing = replace(
        call.dressing(chat), markup=None, media_group_id=str(call.request_number + 10**13)
    )
    return json_list(call.send(chat, content, dressing).to_json() for content in contents)


def read_input_media(call: Call) -> Media:
    """Return the content of editMessageMedia's `media`."""
    item = call.parameters.object("media")
    kind = as_text(item.get("type"))
    if kind not in _ALBUM_KINDS:
        raise BadRequest("can't parse media: unsupported media type")
    media = read_media(call, call.parameters.part(item), kind=kind, field="media")
    return replace(media, has_spoiler=as_flag(item.get("has_spoiler")))


METHODS: dict[str, Method] = {
    "sendMediaGroup": send_media_group,
    **{f"send{kind.title()}": partial(send_media, kind=kind) for kind in KINDS},
}
