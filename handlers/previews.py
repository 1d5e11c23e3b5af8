"""What members will see: the buttons under an announcement, and each language's copy."""

from collections.abc import Collection, Sequence
from functools import cache

from telegram import Bot

from bot.announcements.announcement import Announcement
from bot.announcements.delivery import Button, Parcel, Sent
from bot.i18n import Catalogs, Texts
from bot.replies.subscribing import rows_under
from bot.replies.welcome import LANGUAGE_NAMES
from bot.telegram.bulk import BulkMessenger
from handlers.callback_data import Press, encode
from handlers.render import render_line
from handlers.sending import send_text
from handlers.telling import chat_of
from knowledge.model import Language


def buttons_under(announcement: Announcement, language: Language) -> Sequence[Sequence[Button]]:
    """Return the rows of buttons that readers of *language* get under *announcement*."""
    texts = _catalogs().for_language(language)
    rows = []
    for row in rows_under(announcement, texts):
        made = []
        for button in row:
            data = encode(Press(button.action, language))
            label = render_line(button.label, is_right_to_left=language.is_right_to_left)
            if data is not None:
                made.append(Button(label, callback_data=data))
        rows.append(made)
    return rows


async def show_copies(
    bot: Bot,
    chat_id: int,
    announcement: Announcement,
    languages: Collection[Language],
    texts: Texts,
) -> bool:
    """Send each language's copy as its readers will get it; return whether all could be sent.

    Through the same messenger as the announcement itself, so what Telegram would refuse then
    is refused now.
    """
    messenger = BulkMessenger(bot, is_paid=False)
    is_good = True
    for language in Language:
        copy = announcement.copy_for(language)
        if language not in languages or copy is None:
            continue
        title = texts("Readers of {language} see:", language=LANGUAGE_NAMES[language])
        await send_text(bot, chat_of(chat_id), title, texts.language)
        parcel = Parcel(copy, buttons_under(announcement, language))
        outcome = await messenger.send(chat_id, parcel)
        is_good = is_good and isinstance(outcome, Sent)
    return is_good


@cache
def _catalogs() -> Catalogs:
    """The catalogs; workers, which have no services, deliver with these buttons too."""
    return Catalogs.load()
