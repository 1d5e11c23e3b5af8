"""How the bot presents itself: names and descriptions by language, commands by scope."""

import re
from dataclasses import dataclass, field
from itertools import product

from .errors import BadRequest
from .json_values import Json, JsonObject, WrongShape, as_integer, as_objects, as_text, json_list
from .parameters import Parameters
from .people import Chat, Group, MemberStatus, User

MAX_NAME_LENGTH = 64
MAX_DESCRIPTION_LENGTH = 512
MAX_SHORT_DESCRIPTION_LENGTH = 120
MAX_COMMANDS = 100

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3})?")


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the `/` menu."""

    command: str
    description: str

    def to_json(self) -> JsonObject:
        """Return the Bot API's BotCommand."""
        return {"command": self.command, "description": self.description}


@dataclass(frozen=True, slots=True)
class Scope:
    """The Bot API's BotCommandScope; ids are 0 where the type has none."""

    type: str = "default"
    chat_id: int = 0
    user_id: int = 0


@dataclass(slots=True)
class LocalisedText:
    """A text in several languages; `""` is the language of everyone else."""

    limit: int
    by_language: dict[str, str] = field(default_factory=dict)

    def put(self, text: str, language_code: str) -> None:
        """Set the text for *language_code*; an empty one removes it."""
        if len(text) > self.limit:
            raise BadRequest("text is too long")
        if text:
            self.by_language[language_code] = text
        else:
            self.by_language.pop(language_code, None)

    def get(self, language_code: str) -> str:
        """Return the text someone with *language_code* sees, empty if there is none."""
        return self.by_language.get(language_code) or self.by_language.get("", "")


@dataclass(slots=True)
class Profile:
    """The bot's texts, menu button and command lists."""

    name: LocalisedText = field(default_factory=lambda: LocalisedText(MAX_NAME_LENGTH))
    description: LocalisedText = field(
        default_factory=lambda: LocalisedText(MAX_DESCRIPTION_LENGTH)
    )
    short_description: LocalisedText = field(
        default_factory=lambda: LocalisedText(MAX_SHORT_DESCRIPTION_LENGTH)
    )
    commands: dict[tuple[Scope, str], tuple[Command, ...]] = field(default_factory=dict)
    menu_buttons: dict[int, JsonObject] = field(default_factory=dict)
    """By chat; 0 is the button of all other chats."""

    def commands_for(self, user: User, chat: Chat) -> tuple[Command, ...]:
        """Return the commands *user* sees in *chat*.

        The first list found wins, from the narrowest scope to `default`, in each scope first
        the user's language, then no language.
        """
        for scope, language in product(_scopes(user, chat), (user.language_code, "")):
            commands = self.commands.get((scope, language))
            if commands:
                return commands
        return ()


def _scopes(user: User, chat: Chat) -> list[Scope]:
    if not isinstance(chat, Group):
        return [Scope("chat", chat.id), Scope("all_private_chats"), Scope()]
    scopes = [Scope("chat_member", chat.id, user.id)]
    is_administrator = chat.status(user.id) in (MemberStatus.CREATOR, MemberStatus.ADMINISTRATOR)
    if is_administrator:
        scopes.append(Scope("chat_administrators", chat.id))
    scopes.append(Scope("chat", chat.id))
    if is_administrator:
        scopes.append(Scope("all_chat_administrators"))
    return [*scopes, Scope("all_group_chats"), Scope()]


def read_language(parameters: Parameters) -> str:
    """Return the request's `language_code`, refused if it is no two- or three-letter code."""
    language = parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise BadRequest("invalid language code specified")
    return language


def read_scope(parameters: Parameters) -> Scope:
    """Return the request's `scope`, refused if the type is unknown or an id is missing."""
    json = parameters.object("scope")
    if not json:
        return Scope()
    type_, chat_id = as_text(json.get("type")), as_integer(json.get("chat_id"))
    user_id = as_integer(json.get("user_id"))
    match type_:
        case "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators":
            return Scope(type_)
        case "chat" | "chat_administrators" if chat_id is not None:
            return Scope(type_, chat_id)
        case "chat_member" if chat_id is not None and user_id is not None:
            return Scope(type_, chat_id, user_id)
        case _:
            raise BadRequest("can't parse BotCommandScope: unsupported type or missing identifier")


def read_commands(parameters: Parameters) -> tuple[Command, ...]:
    """Return the request's `commands`; names and descriptions must fit Telegram's rules."""
    try:
        given = as_objects(parameters.structure("commands"))
    except WrongShape as error:
        raise BadRequest("can't parse commands: expected an Array of BotCommand") from error
    if len(given) > MAX_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for json in given:
        name = as_text(json.get("command")).removeprefix("/")
        description = as_text(json.get("description")).strip()
        if not _COMMAND.fullmatch(name):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append(Command(name, description))
    return tuple(commands)


def commands_json(commands: tuple[Command, ...]) -> Json:
    """Return the Bot API's array of BotCommand."""
    return json_list(command.to_json() for command in commands)
