"""What members do, as the bot sees it: taps, edits, blocking, groups, inline mode."""

from collections.abc import Callable

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest

from bot.playground import LocalTelegram, Options, Person, Playground, Refused

Connect = Callable[[LocalTelegram], Bot]

pytestmark = pytest.mark.asyncio

CHOICE = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("👍 Có ích", callback_data="up"),
            InlineKeyboardButton("👎", callback_data="down"),
        ],
        [InlineKeyboardButton("Trang", url="https://a.vn")],
    ]
)


async def newest(bot: Bot) -> Update:
    """Return the newest update and confirm it with all before."""
    *_, update = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_deep_link_arrives_as_a_command(bot: Bot, lan: Person) -> None:
    await lan.starts("xa_4321")
    message = (await newest(bot)).message
    assert message is not None
    assert message.text == "/start xa_4321"
    assert message.parse_entities(["bot_command"]) == {message.entities[0]: "/start"}
    assert message.from_user is not None
    assert message.from_user.language_code == "vi"


async def test_tap_is_asked_and_answered(bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "hay không?", reply_markup=CHOICE)
    assert (await lan.next_message()).keyboard == [["👍 Có ích", "👎"], ["Trang"]]
    await lan.taps("👍")
    query = (await newest(bot)).callback_query
    assert query is not None
    assert query.data == "up"
    await query.answer("Cảm ơn", show_alert=True)
    answer = await lan.next_answer()
    assert (answer.text, answer.is_alert) == ("Cảm ơn", True)
    assert await lan.taps("Trang") == {"url": "https://a.vn"}


async def test_tapping_what_is_not_there_names_what_is(bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "?", reply_markup=CHOICE)
    with pytest.raises(Refused, match="Trang"):
        await lan.taps("Không có")


async def test_query_expires(connect: Connect) -> None:
    times = iter(range(0, 100_000, 20))
    options = Options(clock=lambda: next(times), query_expires_in_seconds=15)
    async with LocalTelegram(options) as telegram, Playground(telegram.page_url) as playground:
        lan = await playground.person("Lan")
        await lan.starts()
        async with connect(telegram) as bot:
            await bot.send_message(lan.id, "?", reply_markup=CHOICE)
            await lan.taps("👎")
            query = (await newest(bot)).callback_query
            assert query is not None
            with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
                await query.answer()


async def test_edits_locations_and_contacts_reach_the_bot(bot: Bot, lan: Person) -> None:
    said = await lan.says("vay vốn")
    await lan.edits(said, "vay vốn ở đâu")
    edited = (await newest(bot)).edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("vay vốn ở đâu", said.message_id)
    assert edited.edit_date is not None
    await lan.sends_location(10.5, 106.5)
    located = (await newest(bot)).message
    assert located is not None
    assert located.location is not None
    assert located.location.latitude == 10.5
    await lan.sends_contact("+84900000000")
    shared = (await newest(bot)).message
    assert shared is not None
    assert shared.contact is not None
    assert shared.contact.user_id == lan.id


async def test_blocking_and_unblocking_tell_the_bot(bot: Bot, lan: Person) -> None:
    await lan.blocks()
    blocked = (await newest(bot)).my_chat_member
    assert blocked is not None
    assert (blocked.old_chat_member.status, blocked.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(Refused, match="has blocked the bot"):
        await lan.says("a")
    await lan.unblocks()
    unblocked = (await newest(bot)).my_chat_member
    assert unblocked is not None
    assert unblocked.new_chat_member.status == "member"


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        pytest.param("chào các chị", False, id="chatter"),
        pytest.param("/hoi vay vốn", True, id="command"),
        pytest.param("/hoi@other_bot vay", False, id="command of another bot"),
        pytest.param("@chihoi_local_bot vay vốn?", True, id="mention"),
    ],
)
async def test_privacy_in_groups(
    bot: Bot, lan: Person, playground: Playground, text: str, is_seen: bool
) -> None:
    group = await playground.group("Chi hội 5", lan)
    await newest(bot)
    await lan.says(text, chat_id=group)
    assert len(await bot.get_updates()) == is_seen


async def test_replies_in_groups_reach_the_bot(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    mai = await playground.person("Mai")
    group = await playground.group("Chi hội 5", lan, mai)
    asked = await lan.says("/hoi", chat_id=group)
    await bot.send_message(group, "Hỏi gì ạ?", reply_parameters=ReplyParameters(asked.message_id))
    await newest(bot)
    answer = await lan.next_message()
    assert (await mai.next_message()).text == "Hỏi gì ạ?"
    await lan.says("vay vốn", chat_id=group, reply_to=answer)
    message = (await newest(bot)).message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.from_user == bot.bot


async def test_groups_are_known_and_can_be_left(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    group = await playground.group("Chi hội 5", lan, bot_status="administrator")
    assert (await bot.get_chat(group)).title == "Chi hội 5"
    statuses = {one.status for one in await bot.get_chat_administrators(group)}
    assert statuses == {"creator", "administrator"}
    assert (await bot.get_chat_member(group, lan.id)).status == "creator"
    assert await bot.get_chat_member_count(group) == 2
    assert (await bot.get_chat(lan.id)).first_name == "Lan"
    await bot.leave_chat(group)
    assert (await bot.get_chat_member(lan.id, lan.id)).status == "member"


async def test_inline_query_results_and_choice(bot: Bot, lan: Person) -> None:
    query_id = await lan.asks_inline("vay")
    query = (await newest(bot)).inline_query
    assert query is not None
    assert query.query == "vay"
    content = InputTextMessageContent("<b>Vay vốn</b>", parse_mode="HTML")
    await query.answer([InlineQueryResultArticle("1", "Vay vốn", content, reply_markup=CHOICE)])
    (result,) = await lan.next_results()
    assert result["title"] == "Vay vốn"
    chosen = await lan.chooses(query_id, "1")
    assert chosen.html == "<b>Vay vốn</b>"
    updates = await bot.get_updates()
    assert [one.chosen_inline_result is not None for one in updates] == [False, True]
    assert updates[0].message is not None
    assert updates[0].message.via_bot == bot.bot
    inline_message_id = updates[1].chosen_inline_result.inline_message_id  # type: ignore[union-attr]
    assert await bot.edit_message_text("xong", inline_message_id=inline_message_id) is True
