"""What a button carries: an action, the language it was shown in, and what it refers to.

    1vi:f:de-an-939:b
    │└┬┘ │ └──── arguments of the action, separated by colons
    │ │  └ kind of action
    │ └ language of the message under which the button stands
    └ version of this format

Telegram gives 64 bytes. Buttons live as long as their messages, so kinds and letters are never
used for something else: what is dropped leaves a gap, and another shape means another version.
Anybody can send any data, so everything read is checked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.replies import (
    Action,
    AskOfficer,
    ChoosePlace,
    EraseTrace,
    OpenFacet,
    OpenTopic,
    Rate,
    SetPlace,
    ShowOffice,
    ShowTopics,
)
from bot.replies.office_steps import OfficeStep
from bot.replies.steps import (
    ChooseLanguage,
    EraseData,
    ExportData,
    ForgetPlace,
    KeepPlace,
    ListCommunes,
    ListProvinces,
    OpenGroup,
    ShareLocation,
    ShowPrivacy,
    SkipLanguage,
    SkipPlace,
)
from handlers.office_data import fields_of, step_of
from knowledge.model import Facet, Language

VERSION = "1"
MAX_BYTES = 64

_FACETS = {
    Facet.OVERVIEW: "o",
    Facet.CRITERIA: "c",
    Facet.BENEFIT: "b",
    Facet.PROCEDURE: "p",
    Facet.RESULTS: "r",
    Facet.CONTACT: "k",
}
_FACET_OF = {letter: facet for facet, letter in _FACETS.items()}
_WELL_FORMED = re.compile(r"1(vi|en|id|ar):([a-z]{1,2})((?::[A-Za-z0-9_-]{1,56})*)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"VN|\d{2}|\d{5}")
_PROVINCE_CODE = re.compile(r"\d{2}")
_PAGE = re.compile(r"\d{1,2}")
_KEY = re.compile(r"[A-Za-z0-9_-]{12}")
_MESSAGE_ID = re.compile(r"[1-9]\d{0,18}")


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed."""

    action: Action
    language: Language
    """The language of the message under which it stands."""
    question_key: str | None = None
    """For `Rate`: the question whose answer is rated."""
    question_message_id: int | None = None
    """For `EraseTrace`: the member's own message."""


def encode(press: Press) -> str | None:
    """Return the data of a button; None where it cannot have one: such a button is not shown.

    That is so for `Rate` without a question, `AskOfficer` (there is no inbox yet), and a topic
    whose slug is too long.
    """
    fields = _fields(press)
    if fields is None:
        return None
    data = ":".join([f"{VERSION}{press.language.value}", *fields])
    return data if len(data.encode()) <= MAX_BYTES else None


def decode(data: str) -> Press | None:
    """Return what a button means; None where it is of another version, or forged."""
    found = _WELL_FORMED.fullmatch(data)
    if found is None or len(data) > MAX_BYTES:
        return None
    language, kind, fields = Language(found.group(1)), found.group(2), found.group(3).split(":")
    match kind, fields[1:]:
        case "r", [mark, key] if mark in ("0", "1") and _KEY.fullmatch(key):
            return Press(Rate(mark == "1"), language, question_key=key)
        case "x", []:
            return Press(EraseTrace(), language)
        case "x", [number] if _MESSAGE_ID.fullmatch(number):
            return Press(EraseTrace(), language, question_message_id=int(number))
        case _, []:
            action = _BARE.get(kind) or step_of(kind, [])
        case _:
            action = _action(kind, fields[1:])
    return None if action is None else Press(action, language)


_BARE: Mapping[str, Action] = {
    "m": ShowTopics(),
    "o": ShowOffice(),
    "s": SetPlace(),
    "sl": SkipLanguage(),
    "sp": SkipPlace(),
    "fp": ForgetPlace(),
    "w": ShareLocation(),
    "pr": ShowPrivacy(),
    "ex": ExportData(),
    "e": EraseData(),
    "ey": EraseData(is_confirmed=True),
}
"""Actions that need nothing said of them."""
_BARE_KINDS = {action: kind for kind, action in _BARE.items()}


def _fields(press: Press) -> list[str] | None:
    if isinstance(press.action, OfficeStep):
        return fields_of(press.action)
    match press.action:
        case OpenFacet(topic, facet):
            return ["f", topic, _FACETS[facet]]
        case OpenTopic(topic):
            return ["t", topic]
        case OpenGroup(key):
            return ["g", key]
        case ChoosePlace(code):
            return ["c", code]
        case KeepPlace(code):
            return ["k", code]
        case ListProvinces(page):
            return ["lp", str(page)]
        case ListCommunes(code, page):
            return ["lc", code, str(page)]
        case ChooseLanguage(language, is_first):
            return ["lf" if is_first else "l", language.value]
        case Rate(is_helpful):
            asked = press.question_key
            return None if asked is None else ["r", str(int(is_helpful)), asked]
        case EraseTrace():
            number = press.question_message_id
            return ["x"] if number is None else ["x", str(number)]
        case AskOfficer():
            return None
        case _:
            return [_BARE_KINDS[press.action]]


def _action(kind: str, fields: list[str]) -> Action | None:
    match kind, fields:
        case "f", [topic, letter] if _SLUG.fullmatch(topic) and letter in _FACET_OF:
            return OpenFacet(topic, _FACET_OF[letter])
        case "t", [topic] if _SLUG.fullmatch(topic):
            return OpenTopic(topic)
        case "g", [key] if _SLUG.fullmatch(key):
            return OpenGroup(key)
        case "c", [code] if _CODE.fullmatch(code):
            return ChoosePlace(code)
        case "k", [code] if _CODE.fullmatch(code) and code != "VN":
            return KeepPlace(code)
        case "lp", [page] if _PAGE.fullmatch(page):
            return ListProvinces(int(page))
        case "lc", [code, page] if _PROVINCE_CODE.fullmatch(code) and _PAGE.fullmatch(page):
            return ListCommunes(code, int(page))
        case (("l" | "lf"), [code]) if code in set(Language):
            return ChooseLanguage(Language(code), is_first=kind == "lf")
    return step_of(kind, fields)
