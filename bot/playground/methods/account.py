"""The bot's account: who it is, how it gets its updates and its files."""

from ..errors import WEBHOOK_ACTIVE, BadRequest, Conflict
from ..files import MAX_DOWNLOAD_BYTES
from ..json_values import Json, WrongShape, as_texts, json_list
from .call import Call, Method

MAX_POLL_SECONDS = 50


def get_me(call: Call) -> Json:
    """Return the bot's User with its abilities."""
    return call.state.account.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.state.options.reads_all_group_messages,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(call: Call) -> Json:
    """Return pending updates, waiting up to `timeout` seconds for the first."""
    if call.state.webhook.url:
        raise Conflict(WEBHOOK_ACTIVE)
    _read_allowed_updates(call)
    limit = call.parameters.integer("limit") or 100
    updates = await call.state.updates.poll(
        call.parameters.integer("offset") or 0,
        limit=min(max(limit, 1), 100),
        timeout_seconds=min(call.parameters.number("timeout") or 0, MAX_POLL_SECONDS),
    )
    return json_list(update.to_json() for update in updates)


async def set_webhook(call: Call) -> Json:
    """Have updates posted to `url`; an empty one ends that."""
    url = call.parameters.text("url")
    if not url:
        return await delete_webhook(call)
    max_connections = call.parameters.integer("max_connections") or 40
    if not 1 <= max_connections <= 100:
        raise BadRequest("bad webhook: max_connections must be between 1 and 100")
    if call.parameters.flag("drop_pending_updates"):
        call.state.updates.clear()
    _read_allowed_updates(call)
    call.state.updates.interrupt("terminated by setWebhook request")
    await call.state.webhook.set(
        url,
        secret_token=call.parameters.text("secret_token"),
        max_connections=max_connections,
    )
    return True


async def delete_webhook(call: Call) -> Json:
    """Go back to getUpdates."""
    if call.parameters.flag("drop_pending_updates"):
        call.state.updates.clear()
    await call.state.webhook.stop()
    return True


def get_webhook_info(call: Call) -> Json:
    """Return how delivery is doing."""
    return call.state.webhook.info()


def get_file(call: Call) -> Json:
    """Return the path under which a file can be downloaded."""
    file_id = call.parameters.text("file_id")
    if not file_id:
        raise BadRequest("file_id is empty")
    stored = call.state.files.by_id.get(file_id)
    if stored is None:
        raise BadRequest("wrong file_id or the file is temporarily unavailable")
    if len(stored.upload.content) > MAX_DOWNLOAD_BYTES:
        raise BadRequest("file is too big")
    return stored.to_json() | {"file_path": stored.file_path}


def log_out(call: Call) -> Json:
    """Pretend to move to another server: logOut and close succeed and change nothing."""
    del call
    return True


def _read_allowed_updates(call: Call) -> None:
    if not call.parameters.has("allowed_updates"):
        return
    try:
        call.state.updates.allow(as_texts(call.parameters.structure("allowed_updates") or []))
    except WrongShape as error:
        raise BadRequest("can't parse allowed_updates: array of strings expected") from error


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
    "logOut": log_out,
    "close": log_out,
}
