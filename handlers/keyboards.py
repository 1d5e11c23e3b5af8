"""Buttons on Telegram: the actions of a reply, and what a tap changes in them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.i18n import Texts
from bot.replies import Button, Rate, Reply, ShowOffice, ShowTopics
from handlers.callback_data import Press, decode, encode
from handlers.render import render_line
from knowledge.model import Language

logger = logging.getLogger(__name__)

MAX_LABEL = 60
"""Characters of a label; a phone shows about 40 of them, and Telegram cuts the rest."""
MAX_SHARED_LABEL = 18
"""Characters of a label that shares its row: two of them fill a phone's width."""

Rows = list[list[InlineKeyboardButton]]


@dataclass(frozen=True, slots=True)
class Origin:
    """What the buttons of a reply refer to."""

    question_key: str | None = None
    """For 👍/👎; without it they are not shown."""
    question_message_id: int | None = None
    """The member's own message, for a button that removes it."""


NO_ORIGIN = Origin()


def inline_keyboard(reply: Reply, origin: Origin = NO_ORIGIN) -> InlineKeyboardMarkup | None:
    """Return the buttons of *reply*; None where it has none that can be shown."""
    rows: Rows = []
    for row in reply.rows:
        buttons = [
            made for button in row if (made := _button(button, reply.language, origin)) is not None
        ]
        if any(len(button.text) > MAX_SHARED_LABEL for button in buttons):
            rows += [[button] for button in buttons]
        elif buttons:
            rows.append(buttons)
    return InlineKeyboardMarkup(rows) if rows else None


def rated(markup: InlineKeyboardMarkup | None, press: Press, texts: Texts) -> InlineKeyboardMarkup:
    """Return *markup* with thanks in place of 👍/👎; after 👎 with other ways to an answer.

    Pressing the thanks rates the same way again, so nothing changes any more.
    """
    rows: Rows = [
        list(row) for row in (markup.inline_keyboard if markup else ()) if not _rates(row)
    ]
    is_helpful = isinstance(press.action, Rate) and press.action.is_helpful
    thanks = texts("🙏 Thank you") if is_helpful else texts("🙏 Thank you for telling me")
    added = [Button(thanks, press.action)]
    if not is_helpful:
        added = [
            Button(texts("All topics"), ShowTopics()),
            Button(texts("Whom to see near me"), ShowOffice()),
            *added,
        ]
    origin = Origin(question_key=press.question_key)
    shown = {button.callback_data for row in rows for button in row}
    for button in added:
        made = _button(button, press.language, origin)
        if made is not None and made.callback_data not in shown:
            rows.append([made])
    return InlineKeyboardMarkup(rows)


def location_keyboard(texts: Texts) -> ReplyKeyboardMarkup:
    """Return the keyboard in place of the letters with which she can send where she is."""
    send = KeyboardButton(f"📍 {texts('Send where I am')}", request_location=True)
    return ReplyKeyboardMarkup([[send]], resize_keyboard=True, one_time_keyboard=True)


def link_button(label: str, url: str) -> InlineKeyboardMarkup:
    """Return one button that opens *url*."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=url)]])


def _button(button: Button, language: Language, origin: Origin) -> InlineKeyboardButton | None:
    press = Press(
        button.action,
        language,
        question_key=origin.question_key,
        question_message_id=origin.question_message_id,
    )
    data = encode(press)
    if data is None:
        logger.debug("no button for %s", type(button.action).__name__)
        return None
    label = button.label if len(button.label) <= MAX_LABEL else f"{button.label[: MAX_LABEL - 1]}…"
    shown = render_line(label, is_right_to_left=language.is_right_to_left)
    return InlineKeyboardButton(shown, callback_data=data)


def _rates(row: Sequence[InlineKeyboardButton]) -> bool:
    """Whether a row holds the buttons for rating, or the thanks for it."""
    presses = [decode(str(button.callback_data)) for button in row]
    return any(press is not None and isinstance(press.action, Rate) for press in presses)
