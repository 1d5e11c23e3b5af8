"""The bot sends: what arrives, and what Telegram refuses."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from bot.playground import LocalTelegram, Person, Playground

pytestmark = pytest.mark.asyncio


def buttons(*, url: str | None = None, callback_data: str | None = None) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton("a", url=url, callback_data=callback_data)
    return InlineKeyboardMarkup([[button]])


async def test_html_arrives_as_text_with_entities(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "🌸 <b>Chào</b> chị", parse_mode="HTML")
    seen = await lan.next_message()
    assert sent.text == "🌸 Chào chị"
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [("bold", 3, 4)]
    assert seen.html == "🌸 <b>Chào</b> chị"


async def test_all_options_are_accepted(bot: Bot, lan: Person) -> None:
    first = await bot.send_message(lan.id, "một")
    sent = await bot.send_message(
        lan.id,
        "hai",
        protect_content=True,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(first.message_id),
        message_thread_id=7,
        allow_paid_broadcast=True,
    )
    assert sent.has_protected_content
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == first.message_id
    assert sent.message_thread_id == 7


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("<p>", 'can\'t parse entities: Unsupported start tag "p"', id="tag"),
        pytest.param(" \n ", "Message text is empty", id="blank"),
        pytest.param("<b></b>", "Message text is empty", id="only tags"),
        pytest.param("a" * 4097, "Message is too long", id="too long"),
        # 2,049 astral characters are 4,098 code units
        pytest.param("🌸" * 2049, "Message is too long", id="too long in utf-16"),
    ],
)
async def test_bad_texts_are_refused(bot: Bot, lan: Person, text: str, complaint: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){complaint}"):
        await bot.send_message(lan.id, text, parse_mode="HTML")


async def test_length_counts_after_parsing(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        pytest.param(buttons(callback_data="x" * 65), "BUTTON_DATA_INVALID", id="65 bytes"),
        # 22 times three bytes are 66
        pytest.param(
            buttons(callback_data="ạ" * 22), "BUTTON_DATA_INVALID", id="bytes, not letters"
        ),
        pytest.param(buttons(url="https://"), "URL host is empty", id="empty url"),
        pytest.param(buttons(), "Text buttons are unallowed", id="no action"),
    ],
)
async def test_bad_buttons_are_refused(
    bot: Bot, lan: Person, markup: InlineKeyboardMarkup, complaint: str
) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){complaint}"):
        await bot.send_message(lan.id, "a", reply_markup=markup)


async def test_callback_data_of_64_bytes_fits(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "a", reply_markup=buttons(callback_data="x" * 64))
    assert sent.reply_markup == buttons(callback_data="x" * 64)


async def test_strangers_and_newcomers_cannot_be_written_to(
    bot: Bot, playground: Playground
) -> None:
    newcomer = await playground.person("Mai")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "a")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(newcomer.id, "a")


async def test_who_blocks_or_vanishes_cannot_be_reached(bot: Bot, lan: Person) -> None:
    await lan.blocks()
    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(lan.id, "a")
    await lan.unblocks()
    await bot.send_message(lan.id, "b")
    await lan.vanishes()
    with pytest.raises(Forbidden, match="Forbidden: user is deactivated"):
        await bot.send_message(lan.id, "c")


async def test_reply_to_a_missing_message(bot: Bot, lan: Person) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(lan.id, "a", reply_parameters=ReplyParameters(999))
    lenient = ReplyParameters(999, allow_sending_without_reply=True)
    sent = await bot.send_message(lan.id, "a", reply_parameters=lenient)
    assert sent.reply_to_message is None


async def test_reply_keyboard_opens_writes_and_closes(bot: Bot, lan: Person) -> None:
    keyboard = ReplyKeyboardMarkup([["Hỏi"], [KeyboardButton("Số của tôi", request_contact=True)]])
    await bot.send_message(lan.id, "chọn", reply_markup=keyboard)
    assert await lan.reply_keyboard() == [["Hỏi"], ["Số của tôi"]]
    await lan.taps("Hỏi")
    await lan.taps("Số của tôi")
    said = [(one.kind, one.text) for one in await lan.messages() if not one.is_from_bot]
    assert said == [("text", "/start"), ("text", "Hỏi"), ("contact", "")]
    await bot.send_message(lan.id, "xong", reply_markup=ReplyKeyboardRemove())
    assert await lan.reply_keyboard() == []
    once = ReplyKeyboardMarkup([["Một lần"]], one_time_keyboard=True)
    await bot.send_message(lan.id, "chọn", reply_markup=once)
    await lan.taps("Một lần")
    assert await lan.reply_keyboard() == []


async def test_location_and_action(bot: Bot, lan: Person, telegram: LocalTelegram) -> None:
    before = telegram.state.events.last_number
    await bot.send_chat_action(lan.id, "typing")
    sent = await bot.send_location(lan.id, 21.03, 105.83)
    assert sent.location is not None
    kinds = [event.kind.value for event in telegram.state.events.after(before)]
    assert kinds == ["typing", "message"]
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(lan.id, "dancing")
