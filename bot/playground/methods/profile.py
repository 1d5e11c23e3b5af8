"""Names, descriptions, commands and the menu button."""

from ..errors import BadRequest
from ..events import EventKind
from ..json_values import Json, JsonObject
from ..profile import LocalisedText, commands_json, read_commands, read_language, read_scope
from .call import Call, Method

_DEFAULT_MENU_BUTTON: JsonObject = {"type": "default"}


def set_my_commands(call: Call) -> Json:
    """Replace the commands of a scope and language."""
    key = read_scope(call.parameters), read_language(call.parameters)
    call.state.profile.commands[key] = read_commands(call.parameters)
    return _changed(call)


def delete_my_commands(call: Call) -> Json:
    """Remove the commands of a scope and language; wider ones show again."""
    key = read_scope(call.parameters), read_language(call.parameters)
    call.state.profile.commands.pop(key, None)
    return _changed(call)


def get_my_commands(call: Call) -> Json:
    """Return the commands of exactly this scope and language."""
    key = read_scope(call.parameters), read_language(call.parameters)
    return commands_json(call.state.profile.commands.get(key, ()))


def set_my_name(call: Call) -> Json:
    """Set the bot's name in a language."""
    return _put(call, call.state.profile.name, "name")


def get_my_name(call: Call) -> Json:
    """Return the bot's name in a language, or its account's name."""
    name = call.state.profile.name.get(read_language(call.parameters))
    return {"name": name or call.state.account.first_name}


def set_my_description(call: Call) -> Json:
    """Set what stands in an empty chat."""
    return _put(call, call.state.profile.description, "description")


def get_my_description(call: Call) -> Json:
    """Return what stands in an empty chat."""
    return {"description": call.state.profile.description.get(read_language(call.parameters))}


def set_my_short_description(call: Call) -> Json:
    """Set what stands on the bot's page."""
    return _put(call, call.state.profile.short_description, "short_description")


def get_my_short_description(call: Call) -> Json:
    """Return what stands on the bot's page."""
    text = call.state.profile.short_description.get(read_language(call.parameters))
    return {"short_description": text}


def set_chat_menu_button(call: Call) -> Json:
    """Set the button beside the line of text, for one chat or for all."""
    button = call.parameters.object("menu_button") or _DEFAULT_MENU_BUTTON
    if button.get("type") not in ("commands", "web_app", "default"):
        raise BadRequest("can't parse menu button: unsupported type")
    call.state.profile.menu_buttons[call.parameters.integer("chat_id") or 0] = button
    return True


def get_chat_menu_button(call: Call) -> Json:
    """Return the button beside the line of text."""
    buttons = call.state.profile.menu_buttons
    chat_id = call.parameters.integer("chat_id") or 0
    return buttons.get(chat_id) or buttons.get(0) or _DEFAULT_MENU_BUTTON


def _put(call: Call, texts: LocalisedText, field: str) -> Json:
    texts.put(call.parameters.text(field), read_language(call.parameters))
    return _changed(call)


def _changed(call: Call) -> Json:
    call.state.events.emit(EventKind.CHAT, 0)
    return True


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
