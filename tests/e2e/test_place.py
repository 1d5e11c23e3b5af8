"""The member's own place: typed, picked, sent from the map, removed."""

import pytest

from bot.member import Member
from bot.playground import Person
from bot.privacy import see
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

HAC_THANH = "14797"
IN_HAC_THANH = (19.8028, 105.789)
IN_JAKARTA = (-6.2, 106.8)


async def member_row(house: House, person: Person) -> Member | None:
    return (await see(house.bot.services.database, person.id)).member


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("hac thanh", HAC_THANH, id="toneless"),
        pytest.param("Phường Hạc Thành", HAC_THANH, id="today"),
        pytest.param("em ở phường Hạc Thành, Thanh Hoá", HAC_THANH, id="sentence"),
    ],
)
async def test_a_name_is_typed(house: House, typed: str, code: str) -> None:
    lan = await house.member()
    await lan.says("/place")
    await lan.next_message()
    await lan.says(typed)
    assert "phường Hạc Thành, Thanh Hoá" in (await lan.next_message()).text
    row = await member_row(house, lan)
    assert row is not None
    assert (row.commune_code, row.province_code) == (code, "38")


async def test_an_old_name_offers_what_became_of_it(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/place")
    await lan.next_message()
    await lan.says("phường Đông Thọ")
    offered = await lan.next_message()
    assert texts("Which of these places do you mean?") in offered.text
    await lan.taps(offered.labels[0])
    assert (await lan.next_edit()).message_id == offered.message_id
    row = await member_row(house, lan)
    assert row is not None
    assert row.commune_code == HAC_THANH


async def test_a_place_is_picked_from_the_lists(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/place")
    await lan.next_message()
    await lan.taps(texts("Choose from the list"))
    first = await lan.next_edit()
    await lan.taps(texts("Page {number} »", number=2))
    second = await lan.next_edit()
    assert len(set(first.labels) | set(second.labels)) == 34 + 2
    await lan.taps(
        next(it for it in second.labels if it in ("Thanh Hoá", "Thanh Hoa", "ثانه هوا"))
    )
    communes = await lan.next_edit()
    await lan.taps(communes.labels[0])
    kept = await lan.next_edit()
    assert texts("Whom to see near me") in kept.labels
    row = await member_row(house, lan)
    assert row is not None
    assert row.province_code == "38"
    assert row.commune_code is not None
    assert len(await lan.everything(quiet_seconds=0.05)) == 0  # all in one message


async def test_only_the_province_can_be_kept(house: House) -> None:
    lan, texts = await house.member(), house.texts()
    await lan.says("/place")
    await lan.next_message()
    await lan.says("tỉnh Phú Thọ")
    await lan.next_message()
    await lan.taps(texts("Only {province}", province="Phú Thọ"))
    await lan.next_edit()
    row = await member_row(house, lan)
    assert row is not None
    assert (row.commune_code, row.province_code) == (None, "25")


async def test_where_she_is_is_sent_from_the_map(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/place")
    await lan.next_message()
    await lan.taps(texts("Send where I am"))
    await lan.next_message()
    assert await lan.reply_keyboard() == [[f"📍 {texts('Send where I am')}"]]
    await lan.sends_location(*IN_HAC_THANH)
    assert texts("I have looked it up. The point itself is not kept.") in plain(
        (await lan.next_message()).text
    )
    assert await lan.reply_keyboard() == []
    offered = await lan.next_message()
    assert len(offered.labels) == 4
    await lan.taps(offered.labels[0])
    await lan.next_edit()
    row = await member_row(house, lan)
    assert row is not None
    assert row.commune_code == HAC_THANH


async def test_a_point_by_itself_tells_the_office_and_offers_to_keep_it(
    house: House, language: Language
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.sends_location(*IN_HAC_THANH)
    office = await lan.next_message()
    assert "hacthanh.thanhhoa.gov.vn" in office.html
    assert await member_row(house, lan) is None
    await lan.taps(office.labels[0])
    await lan.next_edit()
    row = await member_row(house, lan)
    assert row is not None
    assert row.commune_code == HAC_THANH
    await lan.says("/place")
    await lan.next_message()
    await lan.taps(texts("Remove my place"))
    await lan.next_edit()
    row = await member_row(house, lan)
    assert row is not None
    assert row.home_code is None


async def test_a_point_abroad_is_told(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.sends_location(*IN_JAKARTA)
    told = texts("This point is not in Vietnam. Write the name of the commune or ward you mean.")
    assert plain((await lan.next_message()).text) == told


async def test_a_name_nobody_knows_is_asked_for_again(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says("/place")
    await lan.next_message()
    await lan.says("Xyzzy Qwop")
    again = await lan.next_message()
    assert again.labels == [texts("Choose from the list")]


async def test_a_question_is_answered_though_a_place_was_asked_for(house: House) -> None:
    lan = await house.member()
    await lan.says("/place")
    await lan.next_message()
    await lan.says("Vay vốn Ngân hàng Chính sách xã hội cần điều kiện gì?")
    assert "Vay vốn" in (await lan.next_message()).html.split("</b>")[0]


async def test_her_office_is_that_of_her_place(house: House) -> None:
    lan, texts = await house.member(), house.texts()
    await lan.says("/place")
    await lan.next_message()
    await lan.says("hạc thành")
    await lan.next_message()
    await lan.taps(texts("Whom to see near me"))
    assert "phường Hạc Thành" in (await lan.next_message()).text
    await lan.says("đề án 939 gặp ai")
    assert "Hạc Thành" in (await lan.next_message()).text


def plain(text: str) -> str:
    """Without the marks that order Arabic."""
    return text.translate({0x200F: None, 0x2068: None, 0x2069: None})
