"""The conversation on Telegram: read an update, ask, render, send. Thin.

`register` is the table of contents: for each update the first handler that wants it runs, so
the order is the meaning.
"""

from functools import partial

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.context import BotApplication
from handlers import (
    announce,
    announcements,
    ask,
    help,
    media,
    membership,
    place,
    preferences,
    privacy,
    roles,
    start,
    subscriptions,
    topics,
)
from handlers.answered import Answered
from handlers.failures import failed
from handlers.groups import SPOKEN_TO
from handlers.identify import identify
from handlers.inline import inline
from handlers.menus import introduce
from handlers.notices import notify
from handlers.presses import press
from handlers.previews import buttons_under
from handlers.progress import watch
from handlers.typed import typed
from handlers.urgent import CryForHelp, cry

__all__ = ["buttons_under", "introduce", "notify", "register", "watch"]

WHO_IS_THIS = -2
IN_THE_MIDDLE = -1

_NEW = filters.UpdateType.MESSAGE
_EDITED = filters.UpdateType.EDITED_MESSAGE
_WORDS = filters.TEXT | filters.CAPTION
_PRIVATE = filters.ChatType.PRIVATE


def register(application: BotApplication) -> None:
    """Add every handler to *application*."""
    add = application.add_handler
    answered = Answered()

    # Before everything: who is this? In which language? All others read what it sets.
    add(TypeHandler(object, identify), group=WHO_IS_THIS)

    # An officer in the middle of something: her next message, whatever it is, is the answer
    # to what we asked. Everybody else's goes on to what follows; so do cries for help.
    private = (_NEW | _EDITED) & _PRIVATE & ~filters.StatusUpdate.ALL
    add(MessageHandler(private, typed), group=IN_THE_MIDDLE)

    # Somebody in danger is answered whatever form her message has: a text, a caption, words
    # behind a command, an edit, the answer to something we asked.
    add(MessageHandler((_NEW | _EDITED) & SPOKEN_TO & CryForHelp(application.bot_data), cry))

    # Buttons, and typing behind our name elsewhere: nothing else takes these updates.
    add(CallbackQueryHandler(press))
    add(InlineQueryHandler(inline))
    add(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))

    # Commands come before questions, for Telegram sends both as texts. Edited commands are
    # left alone: what they did is done.
    add(CommandHandler("start", start.start, _NEW))
    add(CommandHandler("topics", topics.topics, _NEW))
    add(CommandHandler("place", place.place, _NEW))
    add(CommandHandler("language", preferences.language, _NEW))
    add(CommandHandler("privacy", privacy.privacy, _NEW))
    add(CommandHandler("subscriptions", subscriptions.subscribe, _NEW))
    add(CommandHandler("help", help.help_, _NEW))
    # Officers and admins; each says kindly to others that it is not for them.
    add(CommandHandler("announce", announce.announce, _NEW))
    add(CommandHandler("announcements", announcements.announcements, _NEW))
    add(CommandHandler("roles", roles.roles, _NEW))
    # Any other command; in groups it may be meant for another bot.
    unknown = partial(help.unknown, answered=answered)
    add(MessageHandler(_NEW & _PRIVATE & filters.COMMAND, unknown))

    # A place on the map, before the rest of what is not text. In groups people send each
    # other where they are.
    add(MessageHandler(_NEW & _PRIVATE & filters.LOCATION, place.location))

    # Questions: texts, and captions of pictures and files. Edits after what is new.
    asked = SPOKEN_TO & _WORDS & ~filters.COMMAND
    add(MessageHandler(_NEW & asked, partial(ask.question, answered=answered)))
    add(MessageHandler(_EDITED & asked, partial(ask.edited, answered=answered)))

    # What is left is no text. Groups are full of pictures that are not for us.
    other = _NEW & _PRIVATE & SPOKEN_TO & ~filters.StatusUpdate.ALL
    add(MessageHandler(other, partial(media.media, answered=answered)))

    application.add_error_handler(failed)
