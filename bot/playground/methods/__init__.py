"""The methods of the Bot API this server plays, one file a noun."""

from . import account, answers, chats, copying, editing, media, profile, sending
from .call import Call, Method

METHODS: dict[str, Method] = {
    **account.METHODS,
    **answers.METHODS,
    **chats.METHODS,
    **copying.METHODS,
    **editing.METHODS,
    **media.METHODS,
    **profile.METHODS,
    **sending.METHODS,
}
"""Every method by its name in the Bot API."""

NAMES: dict[str, str] = {name.lower(): name for name in METHODS}
"""The Bot API's spelling: Telegram does not mind the case of a method's name."""

__all__ = ["METHODS", "NAMES", "Call", "Method"]
