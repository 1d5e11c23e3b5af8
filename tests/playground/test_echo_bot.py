"""A small bot of python-telegram-bot, whole: by long polling, by webhook, and through the page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from aiohttp import web
from playwright.async_api import Page, async_playwright, expect
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.playground import LocalTelegram, Options, Playground

pytestmark = pytest.mark.asyncio

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

Context: TypeAlias = ContextTypes.DEFAULT_TYPE
EchoBot: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("👍", callback_data="up"),
            InlineKeyboardButton("❗", callback_data="alert"),
        ]
    ]
)


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    assert update.effective_user is not None
    await update.message.reply_html(
        f"Chào <b>{update.effective_user.first_name}</b> {' '.join(context.args or [])}",
        reply_markup=ReplyKeyboardMarkup([["Chủ đề"]]),
    )


async def echo(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(f"{update.message.text} <b>", reply_markup=KEYBOARD)


async def thank(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Cảm ơn", show_alert=query.data == "alert")
    if query.data == "up":
        await query.edit_message_text("<i>Đã sửa</i>", parse_mode="HTML")


def echo_bot(telegram: LocalTelegram) -> EchoBot:
    application = (
        ApplicationBuilder()
        .token(telegram.token)
        .base_url(f"{telegram.api_url}/bot")
        .base_file_url(f"{telegram.api_url}/file/bot")
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(thank))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


@asynccontextmanager
async def polling(telegram: LocalTelegram) -> AsyncIterator[EchoBot]:
    application = echo_bot(telegram)
    assert application.updater is not None
    async with application:
        await application.start()
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        yield application
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def webhook(telegram: LocalTelegram) -> AsyncIterator[EchoBot]:
    application = echo_bot(telegram)

    async def take(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.process_update(update)
        return web.Response()

    app = web.Application()
    app.add_routes([web.post("/", take)])
    runner = web.AppRunner(app)
    async with application:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await application.bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/")
        yield application
        await application.bot.delete_webhook()
        await runner.cleanup()


@pytest.mark.parametrize("running", [polling, webhook])
async def test_bot_cannot_tell_it_from_telegram(
    telegram: LocalTelegram, playground: Playground, running: Any
) -> None:
    async with running(telegram):
        lan = await playground.person("Lan")
        await lan.starts("xa_1")
        assert (await lan.next_message()).html == "Chào <b>Lan</b> xa_1"
        await lan.taps("Chủ đề")
        assert (await lan.next_message()).text == "Chủ đề <b>"
        await lan.taps("👍")
        assert (await lan.next_answer()).text == "Cảm ơn"
        await lan.next_edit()
        assert (lan.last.html, lan.last.keyboard) == ("<i>Đã sửa</i>", [])


@asynccontextmanager
async def browser_page(url: str, errors: list[str]) -> AsyncIterator[Page]:
    """Open *url* on a phone's width; what scripts complain about goes into *errors*."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS
        )
        page = await browser.new_page(viewport={"width": 390, "height": 780})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        await page.goto(url)
        yield page
        await browser.close()


async def sideways_scroll(page: Page) -> int:
    """Return by how many pixels the page is too wide."""
    root = "document.documentElement"
    return int(await page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")
async def test_page_plays_the_bot() -> None:
    errors: list[str] = []
    async with LocalTelegram(Options(first_name="Chị Hội")) as telegram, polling(telegram):
        telegram.invite(("Hương", "vi", "member"), ("ليلى", "ar", "member"))
        async with browser_page(telegram.page_url, errors) as page:
            await page.click("#start")
            await expect(page.locator(".theirs .text b")).to_have_text("Hương")
            await page.click("#reply-keyboard >> text=Chủ đề")
            await expect(page.locator(".theirs .text").last).to_contain_text("Chủ đề <b>")
            await page.click(".inline-keyboard >> text=👍")
            await expect(page.locator("#notice")).to_have_text("Cảm ơn")
            await expect(page.locator(".theirs .text i").last).to_have_text("Đã sửa")
            await expect(page.locator(".theirs time").last).to_contain_text("đã sửa")
            await page.click("#attach")
            await page.click("#menu >> text=Nhãn dán mẫu")
            await expect(page.locator("img.sticker")).to_be_visible()
            assert await sideways_scroll(page) == 0

            await page.set_viewport_size({"width": 1180, "height": 780})
            await page.click("#people >> text=ليلى")
            await page.click("#start")
            await page.fill("#text", "كيف أحصل على قرض؟")
            await page.press("#text", "Enter")
            arabic = page.locator(".theirs .text", has_text="قرض")
            await expect(arabic).to_have_css("direction", "rtl")
            await page.click(".inline-keyboard >> text=❗")
            await expect(page.locator("dialog")).to_contain_text("Cảm ơn")
            await page.click("dialog .primary")
            await page.click("#block")
            await expect(page.locator("#start")).to_have_text("Bỏ chặn")
            assert await sideways_scroll(page) == 0
    assert errors == []
