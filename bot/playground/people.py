"""Who is there: the bot, the people who talk to it, and the groups they share."""

from dataclasses import dataclass, field
from enum import StrEnum

from .json_values import JsonObject


class MemberStatus(StrEnum):
    """Status of a user in a chat, with the Bot API's words."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(frozen=True, slots=True)
class BotAccount:
    """The account behind the token."""

    id: int
    first_name: str
    username: str

    def to_json(self) -> JsonObject:
        """Return the Bot API's User."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }


@dataclass(slots=True)
class User:
    """Someone who talks to the bot; also her private chat with it, which has the same id.

    `role` is a label for the page only: the bot never sees it.
    """

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "vi"
    role: str = "member"
    has_started: bool = False
    has_blocked: bool = False
    is_deactivated: bool = False

    type = "private"

    def to_json(self) -> JsonObject:
        """Return the Bot API's User."""
        json: JsonObject = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            json["last_name"] = self.last_name
        if self.username:
            json["username"] = self.username
        if self.language_code:
            json["language_code"] = self.language_code
        return json

    def chat_json(self) -> JsonObject:
        """Return the Bot API's Chat."""
        json: JsonObject = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.last_name:
            json["last_name"] = self.last_name
        if self.username:
            json["username"] = self.username
        return json

    def for_page(self) -> JsonObject:
        """Return what the page and the tests may know, role and state included."""
        return {
            **self.to_json(),
            "role": self.role,
            "has_started": self.has_started,
            "has_blocked": self.has_blocked,
            "is_deactivated": self.is_deactivated,
        }


@dataclass(slots=True)
class Group:
    """A supergroup. `statuses` holds everyone who is or was in it, the bot too."""

    id: int
    title: str
    statuses: dict[int, MemberStatus] = field(default_factory=dict)

    type = "supergroup"

    def chat_json(self) -> JsonObject:
        """Return the Bot API's Chat."""
        return {"id": self.id, "type": "supergroup", "title": self.title}

    def has(self, user_id: int) -> bool:
        """Say whether *user_id* is in the group now."""
        return self.status(user_id) not in {MemberStatus.LEFT, MemberStatus.KICKED}

    def status(self, user_id: int) -> MemberStatus:
        """Return the status of *user_id*; of a stranger, `LEFT`."""
        return self.statuses.get(user_id, MemberStatus.LEFT)

    def for_page(self) -> JsonObject:
        """Return the group with its people, for the page and the tests."""
        return {
            **self.chat_json(),
            "members": {str(user_id): status.value for user_id, status in self.statuses.items()},
        }


Chat = User | Group
"""Where messages are: a private chat (the user herself) or a group."""


def chat_member_json(user: User | BotAccount, status: MemberStatus) -> JsonObject:
    """Return the Bot API's ChatMember of *user*, with the rights its status requires."""
    json: JsonObject = {"user": user.to_json(), "status": status.value}
    match status:
        case MemberStatus.CREATOR:
            json["is_anonymous"] = False
        case MemberStatus.ADMINISTRATOR:
            json.update(_ADMINISTRATOR_RIGHTS)
        case MemberStatus.KICKED:
            json["until_date"] = 0
        case MemberStatus.MEMBER | MemberStatus.LEFT:
            pass
    return json


_ADMINISTRATOR_RIGHTS: JsonObject = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": False,
    "can_send_welcome_messages": False,
}
