"""From an officer's message to a copy: its words, its formatting, its file."""

from collections.abc import Sequence

from telegram import Message, MessageEntity

from bot.announcements.announcement import Copy, Entity, MediaKind, Medium

_KEPT = {
    MessageEntity.BOLD,
    MessageEntity.ITALIC,
    MessageEntity.UNDERLINE,
    MessageEntity.STRIKETHROUGH,
    MessageEntity.SPOILER,
    MessageEntity.BLOCKQUOTE,
    MessageEntity.EXPANDABLE_BLOCKQUOTE,
    MessageEntity.CODE,
    MessageEntity.PRE,
    MessageEntity.TEXT_LINK,
}
"""Formatting that a bot may send. Addresses, mentions and numbers Telegram finds by itself."""


def read_copy(message: Message) -> Copy | None:
    """Return what *message* holds, forwarded or not; None where it cannot be announced."""
    if message.text:
        return Copy(message.text, _entities(message.entities))
    medium = _medium(message)
    if medium is None:
        return None
    return Copy(message.caption or "", _entities(message.caption_entities), (medium,))


def join_album(copy: Copy, part: Copy) -> Copy:
    """Return *copy* with the next picture of its album; the first caption stays."""
    if copy.text or not part.text:
        return Copy(copy.text, copy.entities, copy.media + part.media)
    return Copy(part.text, part.entities, copy.media + part.media)


def _medium(message: Message) -> Medium | None:
    if message.photo:
        return Medium(MediaKind.PHOTO, message.photo[-1].file_id)
    if message.animation:  # Telegram sends it as a document too
        return None
    if message.document:
        return Medium(MediaKind.DOCUMENT, message.document.file_id)
    if message.video:
        return Medium(MediaKind.VIDEO, message.video.file_id)
    if message.voice:
        return Medium(MediaKind.VOICE, message.voice.file_id)
    if message.audio:
        return Medium(MediaKind.AUDIO, message.audio.file_id)
    return None


def _entities(entities: Sequence[MessageEntity]) -> tuple[Entity, ...]:
    return tuple(
        Entity(one.type, one.offset, one.length, _extra(one))
        for one in entities
        if one.type in _KEPT
    )


def _extra(entity: MessageEntity) -> dict[str, str]:
    extra = {"url": entity.url, "language": entity.language}
    return {name: value for name, value in extra.items() if value}
