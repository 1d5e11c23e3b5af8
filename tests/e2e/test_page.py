"""The chat page in a real browser, with the real bot behind it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from knowledge.model import Language
from tests.e2e.house import House

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHROMIUM = Path("/usr/bin/chromium")
QUIETLY = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE, DESK = 390, 1280


@pytest.fixture(scope="module")
def chromium() -> Path:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser test: {CHROMIUM} is missing (apt-get install chromium)")
    return CHROMIUM


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser(chromium: Path) -> AsyncIterator["Browser"]:
    playwright = pytest.importorskip(
        "playwright.async_api", reason="no browser test: playwright is not installed"
    )
    async with playwright.async_playwright() as driver:
        started = await driver.chromium.launch(executable_path=str(chromium), args=list(QUIETLY))
        yield started
        await started.close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    chosen: int = request.param
    return chosen


async def opened_by(browser: "Browser", house: House, language: Language, width: int) -> "Page":
    """The page as somebody new sees it."""
    person = await house.member(language)
    page = await browser.new_page(viewport={"width": width, "height": 844})
    await page.add_init_script(f"localStorage.setItem('me', '{person.id}')")
    await page.goto(house.telegram.page_url)
    await page.locator("#people button").last.click()
    return page


async def write(page: "Page", text: str) -> None:
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def test_a_farmer_begins_asks_and_taps(browser: "Browser", house: House, width: int) -> None:
    page = await opened_by(browser, house, Language.VI, width)
    messages = page.locator("#messages")
    await page.locator("#start").click()
    await messages.get_by_role("button", name="Tiếng Việt").click()
    await messages.get_by_role("button", name="Chọn trong danh sách").wait_for()
    await write(page, "hac thanh")
    await messages.get_by_text("phường Hạc Thành, Thanh Hoá").wait_for()
    await write(page, "de an 939 la gi")
    await messages.locator("b", has_text="Đề án 939").wait_for()
    await messages.get_by_role("button", name="Làm thế nào").click()
    await messages.locator("b", has_text="Làm thế nào").wait_for()
    await messages.get_by_role("button", name="👍").click()
    await messages.get_by_role("button", name="🙏 Em cảm ơn chị").wait_for()
    assert await overflow(page) == 0
    await page.close()


async def test_an_arabic_reader_reads_from_the_right(
    browser: "Browser", house: House, width: int
) -> None:
    page = await opened_by(browser, house, Language.AR, width)
    messages, texts = page.locator("#messages"), house.texts(Language.AR)
    await page.locator("#start").click()
    await messages.get_by_role("button", name=texts("Skip")).wait_for()
    await write(page, "ما هو المشروع 939")
    heading = messages.locator("b", has_text="939").last
    await heading.wait_for()
    is_right_aligned = await heading.evaluate(
        """element => {
            const ends = {};  // of each line: where its rightmost run ends
            for (const {top, right} of element.getClientRects())
                ends[Math.round(top / 5)] = Math.max(ends[Math.round(top / 5)] ?? 0, right);
            const rights = Object.values(ends);
            return rights.length > 1 && Math.max(...rights) - Math.min(...rights) < 3;
        }"""
    )
    assert is_right_aligned
    assert await overflow(page) == 0
    await page.close()


async def test_an_old_button_is_explained(browser: "Browser", house: House) -> None:
    page = await opened_by(browser, house, Language.VI, PHONE)
    messages = page.locator("#messages")
    await page.locator("#start").click()
    await messages.get_by_role("button", name="Bỏ qua").wait_for()
    await write(page, "/topics")
    group = messages.get_by_role("button", name="Vay vốn, quỹ hỗ trợ")
    await group.click()
    await messages.get_by_role("button", name="Quay lại").click()
    await group.wait_for()
    me = await page.evaluate("Number(localStorage.getItem('me'))")
    *_, menu = house.telegram.state.conversation(me).messages.values()
    markup = menu.dressing.markup
    assert markup is not None
    for row in markup.rows:
        for button in row:
            button["callback_data"] = "0vi:gone"
    await page.reload()
    await messages.get_by_role("button", name="Vay vốn, quỹ hỗ trợ").click()
    await page.get_by_text("Nút này cũ rồi").wait_for()
    await page.close()


async def overflow(page: "Page") -> int:
    """Pixels by which the page is wider than the screen."""
    wider: int = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider
