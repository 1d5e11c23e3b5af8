"""What an officer sends, as the copy that members will get."""

from datetime import UTC, datetime

import pytest
from telegram import (
    Animation,
    Chat,
    Document,
    Message,
    MessageEntity,
    PhotoSize,
    User,
    Voice,
)

from bot.announcements.announcement import Copy, Entity, MediaKind, Medium
from handlers.copies import join_album, read_copy

LAN = User(7, "Lan", is_bot=False)
PHOTO = (PhotoSize("small", "s", 1, 1), PhotoSize("large", "l", 9, 9))


def message(**content: object) -> Message:
    return Message(1, datetime(2026, 11, 21, tzinfo=UTC), Chat(7, "private"), LAN, **content)  # type: ignore[arg-type]


def test_formatting_is_kept_and_what_telegram_finds_itself_is_not() -> None:
    bold, link = MessageEntity("bold", 0, 3), MessageEntity("text_link", 4, 4, url="https://a.vn")
    entities = (bold, MessageEntity("hashtag", 9, 4), link)
    assert read_copy(message(text="Họp ở đây #hội", entities=entities)) == Copy(
        "Họp ở đây #hội",
        (Entity("bold", 0, 3), Entity("text_link", 4, 4, {"url": "https://a.vn"})),
    )


@pytest.mark.parametrize(
    ("content", "medium"),
    [
        ({"photo": PHOTO}, Medium(MediaKind.PHOTO, "large")),
        ({"document": Document("d", "d")}, Medium(MediaKind.DOCUMENT, "d")),
        ({"voice": Voice("v", "v", 3)}, Medium(MediaKind.VOICE, "v")),
    ],
    ids=["photo", "document", "voice"],
)
def test_a_file_is_kept_with_its_caption(content: dict[str, object], medium: Medium) -> None:
    assert read_copy(message(caption="Họp", **content)) == Copy("Họp", media=(medium,))


@pytest.mark.parametrize(
    "content",
    [
        {"animation": Animation("a", "a", 1, 1, 1), "document": Document("a", "a")},
        {},
    ],
    ids=["animation", "nothing"],
)
def test_what_cannot_be_announced_is_none(content: dict[str, object]) -> None:
    assert read_copy(message(**content)) is None


def test_an_album_keeps_the_words_under_whichever_picture_has_them() -> None:
    one, two = (Medium(MediaKind.PHOTO, name) for name in "ab")
    joined = join_album(Copy(media=(one,)), Copy("Hội thi", media=(two,)))
    assert joined == Copy("Hội thi", media=(one, two))
    assert join_album(Copy("Đầu", media=(one,)), Copy("Sau", media=(two,))).text == "Đầu"
