"""The bot edits, deletes, copies and forwards."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument
from telegram.error import BadRequest

from bot.playground import Person, Playground

pytestmark = pytest.mark.asyncio

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Có", callback_data="yes")]])


async def test_edited_text_loses_its_keyboard_and_gains_the_mark(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "một", reply_markup=YES)
    await lan.next_message()
    await bot.edit_message_text("<i>hai</i>", lan.id, sent.message_id, parse_mode="HTML")
    seen = await lan.next_edit()
    assert (seen.html, seen.keyboard, seen.is_edited) == ("<i>hai</i>", [], True)
    assert lan.last == seen


async def test_edited_keyboard_does_not_mark_the_message(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "một")
    await bot.edit_message_reply_markup(lan.id, sent.message_id, reply_markup=YES)
    seen = await lan.next_edit()
    assert (seen.keyboard, seen.is_edited) == ([["Có"]], False)


async def test_unchanged_message_is_refused(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "một", reply_markup=YES)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("một", lan.id, sent.message_id, reply_markup=YES)


async def test_what_cannot_be_edited(bot: Bot, lan: Person) -> None:
    (hers,) = await lan.messages()
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", lan.id, hers.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", lan.id, 999)
    document = await bot.send_document(lan.id, b"x", filename="a.txt")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", lan.id, document.message_id)


async def test_caption_and_media_are_edited(bot: Bot, lan: Person) -> None:
    sent = await bot.send_document(lan.id, b"old", filename="a.txt", caption="cũ")
    await bot.edit_message_caption(lan.id, sent.message_id, caption="mới")
    assert (await lan.next_edit()).text == "mới"
    media = InputMediaDocument(
        b"new", caption="<b>mới hơn</b>", parse_mode="HTML", filename="b.txt"
    )
    await bot.edit_message_media(media, lan.id, sent.message_id)
    seen = await lan.next_edit()
    assert seen.html == "<b>mới hơn</b>"
    downloaded = await (await bot.get_file(seen.file_id)).download_as_bytearray()
    assert bytes(downloaded) == b"new"


async def test_messages_of_both_sides_are_deleted(bot: Bot, lan: Person) -> None:
    (hers,) = await lan.messages()
    sent = await bot.send_message(lan.id, "một")
    await bot.delete_message(lan.id, hers.message_id)
    assert await lan.next_deletion() == hers.message_id
    await bot.delete_messages(lan.id, [sent.message_id, 999])
    assert await lan.messages() == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(lan.id, sent.message_id)


async def test_copy_is_new_and_forward_names_its_origin(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    officer = await playground.person("Hoa", role="officer")
    wrote = await officer.says("<b>Họp</b> chi hội", is_html=True)
    copied = await bot.copy_message(lan.id, officer.id, wrote.message_id)
    seen = await lan.next_message()
    assert (seen.message_id, seen.html) == (copied.message_id, "<b>Họp</b> chi hội")
    forwarded = await bot.forward_message(lan.id, officer.id, wrote.message_id)
    assert forwarded.forward_origin is not None
    ids = await bot.copy_messages(lan.id, officer.id, [wrote.message_id, 999])
    assert len(ids) == 1


async def test_copied_file_may_get_another_caption(bot: Bot, lan: Person) -> None:
    hers = await lan.sends_file(b"x", "a.pdf", caption="cũ")
    await bot.copy_message(lan.id, lan.id, hers.message_id, caption="mới")
    assert (await lan.next_message()).text == "mới"


async def test_protected_messages_stay_where_they_are(bot: Bot, lan: Person) -> None:
    sent = await bot.send_message(lan.id, "kín", protect_content=True)
    with pytest.raises(BadRequest, match="Message can't be copied"):
        await bot.copy_message(lan.id, lan.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await bot.forward_message(lan.id, lan.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(lan.id, lan.id, 999)
