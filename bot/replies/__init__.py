"""What to say, as values that any channel can render: text blocks and buttons."""

from bot.replies.compose import compose
from bot.replies.menu import topic_menu
from bot.replies.reply import (
    Action,
    AskOfficer,
    Block,
    Bullet,
    Button,
    ChoosePlace,
    EraseTrace,
    Heading,
    Link,
    Note,
    OpenFacet,
    OpenTopic,
    Paragraph,
    Rate,
    Reply,
    SetPlace,
    ShowOffice,
    ShowTopics,
    plain,
)

__all__ = [
    "Action",
    "AskOfficer",
    "Block",
    "Bullet",
    "Button",
    "ChoosePlace",
    "EraseTrace",
    "Heading",
    "Link",
    "Note",
    "OpenFacet",
    "OpenTopic",
    "Paragraph",
    "Rate",
    "Reply",
    "SetPlace",
    "ShowOffice",
    "ShowTopics",
    "compose",
    "plain",
    "topic_menu",
]
