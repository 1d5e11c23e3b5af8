"""The bulk lane to Telegram: a bot of its own, with connections of its own.

Replies go through the application's bot; nothing here can make them wait.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TypedDict

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    MessageEntity,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.announcements.announcement import Entity, MediaKind, Medium
from bot.announcements.delivery import (
    Blocked,
    Button,
    Migrated,
    NotSent,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    TooFast,
    Unclear,
)
from bot.settings import Settings
from bot.telegram.request import AiohttpRequest, NotSentError

_ALBUM = {
    MediaKind.PHOTO: InputMediaPhoto,
    MediaKind.VIDEO: InputMediaVideo,
    MediaKind.DOCUMENT: InputMediaDocument,
    MediaKind.AUDIO: InputMediaAudio,
}


class _FileOptions(TypedDict):
    caption: str | None
    caption_entities: Sequence[MessageEntity] | None
    reply_markup: InlineKeyboardMarkup | None
    allow_paid_broadcast: bool | None


class BulkMessenger:
    """Sends parcels; see `bulk_messenger`."""

    def __init__(self, bot: Bot, *, is_paid: bool) -> None:
        """Send through *bot*; *is_paid* pays Stars for a higher rate."""
        self._bot = bot
        self._is_paid = is_paid or None
        self._markups: dict[int, tuple[Parcel, InlineKeyboardMarkup | None]] = {}

    async def send(self, chat_id: int, parcel: Parcel) -> Outcome:
        """Send *parcel* to *chat_id*, once, and tell what became of it."""
        try:
            message = await self._send(chat_id, parcel)
        except RetryAfter as error:
            return TooFast(_seconds(error.retry_after))
        except ChatMigrated as error:
            return Migrated(error.new_chat_id)
        except Forbidden as error:
            return Blocked(error.message)
        except (BadRequest, InvalidToken) as error:
            return Rejected(error.message)
        except NotSentError as error:
            return NotSent(error.message)
        except NetworkError as error:
            return Unclear(error.message)
        except TelegramError as error:
            return Rejected(error.message)
        return Sent(message.message_id)

    async def _send(self, chat_id: int, parcel: Parcel) -> Message:
        copy = parcel.copy
        entities = [_entity(entity) for entity in copy.entities] or None
        markup = self._markup(parcel)
        if not copy.media:
            return await self._bot.send_message(
                chat_id,
                copy.text,
                entities=entities,
                reply_markup=markup,
                allow_paid_broadcast=self._is_paid,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        if len(copy.media) == 1:
            return await self._send_file(chat_id, copy.media[0], copy.text, entities, markup)
        media = [
            _ALBUM[medium.kind](
                medium.file_id,
                caption=copy.text if number == 0 else None,
                caption_entities=entities if number == 0 else None,
            )
            for number, medium in enumerate(copy.media)
        ]
        sent = await self._bot.send_media_group(chat_id, media, allow_paid_broadcast=self._is_paid)
        return sent[0]

    async def _send_file(
        self,
        chat_id: int,
        medium: Medium,
        caption: str,
        entities: Sequence[MessageEntity] | None,
        markup: InlineKeyboardMarkup | None,
    ) -> Message:
        options = _FileOptions(
            caption=caption or None,
            caption_entities=entities,
            reply_markup=markup,
            allow_paid_broadcast=self._is_paid,
        )
        match medium.kind:
            case MediaKind.PHOTO:
                return await self._bot.send_photo(chat_id, medium.file_id, **options)
            case MediaKind.DOCUMENT:
                return await self._bot.send_document(chat_id, medium.file_id, **options)
            case MediaKind.VIDEO:
                return await self._bot.send_video(chat_id, medium.file_id, **options)
            case MediaKind.VOICE:
                return await self._bot.send_voice(chat_id, medium.file_id, **options)
            case MediaKind.AUDIO:
                return await self._bot.send_audio(chat_id, medium.file_id, **options)

    def _markup(self, parcel: Parcel) -> InlineKeyboardMarkup | None:
        """Build the keyboard once a parcel, not once a recipient."""
        known = self._markups.get(id(parcel))
        if known is None or known[0] is not parcel:
            self._markups.clear()
            known = self._markups[id(parcel)] = (parcel, _markup(parcel.buttons))
        return known[1]


@asynccontextmanager
async def bulk_messenger(settings: Settings) -> AsyncIterator[BulkMessenger]:
    """Yield a messenger with connections of its own; nothing is sent to open it.

    Raises:
        ValueError: Where *settings* have no token.
    """
    if settings.bot_token is None:
        raise ValueError("settings without a token: there is nobody to send as")
    request = AiohttpRequest()
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=request,
        get_updates_request=request,
    )
    await request.initialize()
    try:
        yield BulkMessenger(bot, is_paid=settings.has_paid_broadcasts)
    finally:
        await request.shutdown()


def _seconds(told: int | timedelta) -> float:
    return told.total_seconds() if isinstance(told, timedelta) else float(told)


def _entity(entity: Entity) -> MessageEntity:
    extra = entity.extra
    return MessageEntity(
        entity.type,
        entity.offset,
        entity.length,
        url=extra.get("url"),
        language=extra.get("language"),
        custom_emoji_id=extra.get("custom_emoji_id"),
    )


def _markup(buttons: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    button.label, url=button.url, callback_data=button.callback_data
                )
                for button in row
            ]
            for row in buttons
        ]
    )
