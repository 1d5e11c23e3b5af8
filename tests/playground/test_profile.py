"""Names, descriptions and commands by language and scope."""

import pytest
from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeChat, MenuButtonCommands
from telegram import BotCommandScopeAllChatAdministrators as GroupAdministrators
from telegram.error import BadRequest

from bot.playground import Person, Playground

pytestmark = pytest.mark.asyncio


async def test_commands_follow_scope_then_language(
    bot: Bot, lan: Person, playground: Playground
) -> None:
    sari = await playground.person("Sari", language_code="id")
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "Giúp đỡ")], language_code="vi")
    assert await lan.commands() == {"help": "Giúp đỡ"}
    assert await sari.commands() == {"help": "Help"}
    await bot.set_my_commands([("announce", "Thông báo")], scope=BotCommandScopeChat(lan.id))
    assert await lan.commands() == {"announce": "Thông báo"}
    await bot.delete_my_commands(scope=BotCommandScopeChat(lan.id))
    assert await lan.commands() == {"help": "Giúp đỡ"}


async def test_commands_in_groups(bot: Bot, lan: Person, playground: Playground) -> None:
    mai = await playground.person("Mai")
    group = await playground.group("Chi hội 5", lan, mai)
    await bot.set_my_commands([("ask", "Hỏi")], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("close", "Đóng")], scope=GroupAdministrators())
    assert await lan.commands(chat_id=group) == {"close": "Đóng"}
    assert await mai.commands(chat_id=group) == {"ask": "Hỏi"}


async def test_bad_commands_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("Trợ giúp", "x")])
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_DESCRIPTION_INVALID"):
        await bot.set_my_commands([("help", "")])


async def test_texts_fall_back_to_no_language(bot: Bot) -> None:
    await bot.set_my_name("Chị Hội")
    await bot.set_my_name("Sister", language_code="en")
    await bot.set_my_description("Hỏi gì cũng được")
    await bot.set_my_short_description("Trợ lý")
    assert (await bot.get_my_name("en")).name == "Sister"
    assert (await bot.get_my_name("id")).name == "Chị Hội"
    assert (await bot.get_my_description()).description == "Hỏi gì cũng được"
    assert (await bot.get_my_short_description("vi")).short_description == "Trợ lý"
    await bot.set_my_name("")
    assert (await bot.get_my_name()).name == "Bot"


async def test_menu_button_and_farewell(bot: Bot) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert await bot.log_out()
    assert await bot.close()
