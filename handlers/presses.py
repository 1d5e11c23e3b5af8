"""Every tap on a button: read, checked, handed to whoever knows the action, and answered."""

from typing import assert_never

from telegram import Update

from bot.context import BotContext
from bot.replies import (
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
    Step,
)
from handlers import office, place, preferences, privacy, rating, topics, urgent
from handlers.callback_data import decode
from handlers.groups import private_link
from handlers.office_presses import office_press
from handlers.taps import Notice, Tap, notify


async def press(update: Update, context: BotContext) -> None:
    """Do what a button says, and end its waiting sign; an unknown one is told kindly."""
    query = update.callback_query
    if query is None:
        return
    pressed, message = decode(query.data or ""), query.message
    if pressed is None or message is None:
        old = context.texts(
            "This button is too old to work. Please write your question, or open /topics"
        )
        await notify(query, Notice(old, is_alert=True), context.texts)
        return
    texts = context.services.catalogs.for_language(pressed.language)
    tap = Tap(query, message, pressed, texts)
    await notify(query, await _act(tap, context), texts)


async def _act(tap: Tap, context: BotContext) -> Notice:
    action = tap.press.action
    if isinstance(action, OfficeStep):
        return await office_press(tap, context, action)
    match action:
        case OpenFacet(topic, facet):
            return await topics.open_facet(tap, context, topic, facet)
        case OpenTopic(topic):
            return await topics.open_topic(tap, context, topic)
        case OpenGroup(key):
            return await topics.open_group(tap, context, key)
        case ShowTopics():
            return await topics.show_topics(tap, context)
        case ShowOffice():
            return await office.show_office(tap, context)
        case ChoosePlace(code):
            return await office.choose_place(tap, context, code)
        case Rate() as given:
            return await rating.rate(tap, context, given)
        case EraseTrace():
            return await urgent.erase_trace(tap)
        case AskOfficer():  # comes with the inbox; until then no such button is shown
            return Notice()
        case SetPlace() as personal:
            return await _settle(tap, context, personal)
        case personal:
            return await _settle(tap, context, personal)


async def _settle(tap: Tap, context: BotContext, step: SetPlace | Step) -> Notice:
    """Do what concerns only her; in a group the button leads to our private chat."""
    if not tap.is_private:
        return Notice(url=private_link(context, _payload(step)))
    match step:
        case SetPlace():
            return await place.set_place(tap, context)
        case ListProvinces(page):
            return await place.list_provinces(tap, context, page)
        case ListCommunes(code, page):
            return await place.list_communes(tap, context, code, page)
        case KeepPlace(code):
            return await place.keep_place(tap, context, code)
        case ForgetPlace():
            return await place.forget_place(tap, context)
        case ShareLocation():
            return await place.share_location(tap, context)
        case ChooseLanguage(language, is_first):
            return await preferences.choose(tap, context, language, is_first=is_first)
        case SkipLanguage():
            return await preferences.skip_language(tap, context)
        case SkipPlace():
            return await preferences.skip_place(tap, context)
        case ShowPrivacy():
            return await privacy.show_privacy(tap, context)
        case ExportData():
            return await privacy.export_data(tap, context)
        case EraseData(is_confirmed):
            return await privacy.erase_data(tap, context, is_confirmed=is_confirmed)
        case OpenGroup(key):
            return await topics.open_group(tap, context, key)
        case _:
            assert_never(step)


def _payload(step: SetPlace | Step) -> str:
    """What `/start` is given in the private chat for a button pressed in a group."""
    match step:
        case ChooseLanguage() | SkipLanguage():
            return "language"
        case ShowPrivacy() | ExportData() | EraseData():
            return "privacy"
        case _:
            return "place"
