"""Why an officer's wish was not done, and what she can do instead."""

from typing import assert_never

from bot.announcements.announcement import State
from bot.announcements.refusals import Flaw, NotAllowed, Refused, Unknown, WrongState
from bot.i18n import Texts
from bot.replies.welcome import LANGUAGE_NAMES
from knowledge.model import Language


def refusal(refused: Refused, texts: Texts) -> str:
    """Return what is said of an act that was refused; nothing was changed by it."""
    match refused:
        case NotAllowed():
            return texts(
                "This is not yours to do: it belongs to another area or officer, or your role has "
                "changed. Nothing was done."
            )
        case Unknown():
            return texts("There is no such announcement any more. All that there are: "
                         "/announcements")  # fmt: skip
        case WrongState(state):
            return texts(
                "It has moved on in the meantime: {state}. Nothing was done.",
                state=state_label(state, texts),
            )
        case _:
            assert_never(refused)


def state_label(state: State, texts: Texts) -> str:
    """Return the words for where an announcement stands."""
    match state:
        case State.DRAFT:
            return texts("draft")
        case State.AWAITING_APPROVAL:
            return texts("waiting for a second officer")
        case State.SCHEDULED:
            return texts("scheduled")
        case State.AWAITING_DECISION:
            return texts("missed its time, waiting for your word")
        case State.RUNNING:
            return texts("being sent")
        case State.PAUSED:
            return texts("paused")
        case State.CANCELLED:
            return texts("cancelled")
        case State.FINISHED:
            return texts("finished")
        case _:
            assert_never(state)


def flaw_sentence(flaw: Flaw, language: Language | None, texts: Texts) -> str:
    """Return what is wrong with a draft and how to mend it."""
    sentence = _flaw(flaw, texts)
    return sentence if language is None else f"{LANGUAGE_NAMES[language]}: {sentence}"


def _flaw(flaw: Flaw, texts: Texts) -> str:
    match flaw:
        case Flaw.NO_COPY:
            return texts("Nothing is written yet. Please write the text.")
        case Flaw.TOO_LONG:
            return texts(
                "The text is too long: Telegram takes 4,096 characters, and 1,024 under a photo "
                "or file. Please shorten it, or send the text without the file."
            )
        case Flaw.ALBUM_SIZE:
            return texts("An album has ten photos at most. Please send fewer.")
        case Flaw.ALBUM_KINDS:
            return texts(
                "Photos and videos can be sent together; files only with files. Please send them "
                "again, each kind by itself."
            )
        case Flaw.IN_THE_PAST:
            return texts("Its time has passed. Please choose another, or send it now.")
        case Flaw.TOO_FAR_AHEAD:
            return texts("It can be planned 90 days ahead at most. Please choose an earlier day.")
        case Flaw.NO_REASON:
            return texts("What is urgent needs a reason. Please write it in one sentence.")
        case _:
            assert_never(flaw)
