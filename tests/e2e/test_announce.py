"""Announcing, by an officer in her chat, to members in theirs: over HTTP, from /announce to the
report."""

import pytest

from bot.announcements.announcement import State
from bot.announcements.audience import Subject
from bot.playground import Person
from bot.storage import subscriptions
from knowledge.model import Language
from tests.e2e.house import House, opened
from tests.e2e.office import (
    PNG,
    confirm,
    latest,
    member_of,
    officer,
    send_album,
    settled,
    whole,
    write_draft,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_from_the_first_word_to_the_report(office: House) -> None:
    texts, code = office.texts(), "15766"
    lan = await officer(office, code)
    mai, joan = await member_of(office, code), await member_of(office, code, Language.EN)
    await lan.says("/announce")
    asked = await lan.next_message()
    assert texts("Send me what readers of {language} shall get.", language="Tiếng Việt") in (
        asked.text
    )
    await lan.says("<b>Vay vốn</b>: họp lúc 8 giờ", is_html=True)
    assert texts("Write it in {language}", language="English") in (await lan.next_message()).labels
    await lan.taps(texts("Write it in {language}", language="English"))
    await lan.next_edit()
    await lan.says("<b>Loans</b>: meeting at 8", is_html=True)
    assert "✅ English" in (await lan.next_message()).labels
    await lan.taps(texts("Send them the Vietnamese »"))
    await lan.next_edit()  # her area is a commune: no question for whom
    await lan.taps(texts("Loans and savings"))
    previews = [await lan.next_message() for _ in range(5)]
    assert previews[1].html == "<b>Vay vốn</b>: họp lúc 8 giờ"
    assert previews[3].html == "<b>Loans</b>: meeting at 8"
    assert texts.plural("{count} member gets it:", "", 2) in previews[4].text
    await confirm(office, lan)

    english = office.texts(Language.EN)
    got = await joan.next_message(timeout_seconds=10)
    assert got.html == previews[3].html
    assert got.labels == previews[3].labels
    assert (await mai.next_message()).html == previews[1].html
    await joan.taps(english("I need help with this"))
    assert (await joan.next_message()).message_id != got.message_id
    await joan.taps(f"🔕 {english('No more of: {subject}', subject='Loans and savings')}")
    assert (await joan.next_answer()).text == ""
    assert "/subscriptions" in (await joan.next_answer()).text
    async with office.bot.services.database.reading() as session:
        assert Subject.CREDIT not in await subscriptions.wanted(session, joan.id)

    report = await told(lan, texts("Announcement no. {number} has been sent. The report:",
                                   number=(await latest(office, lan)).id))  # fmt: skip
    assert texts("Sent: {number}", number=2) in report
    await settled(lan)
    await lan.says("/announcements")
    await lan.next_message()
    await lan.taps("✅")
    card = await lan.next_edit()
    assert texts("Report by place") in card.labels
    await lan.taps(texts("Report by place"))
    assert "English: 1 / 0 / 0 / 0" in (await lan.next_edit()).text
    await lan.taps(texts("All as a file (CSV)"))
    file = await lan.next_message()
    content = office.telegram.state.files.by_id[file.file_id].upload.content.decode("utf-8-sig")
    assert sorted(line.split(",")[-7:] for line in content.splitlines()[1:]) == [
        ["en", "1", "1", "0", "0", "0", "0"], ["vi", "1", "1", "0", "0", "0", "0"],
    ]  # fmt: skip


async def told(lan: Person, words: str) -> str:
    while words not in (message := await lan.next_message(timeout_seconds=10)).text:
        pass
    return message.text


async def test_an_album_is_kept_together_and_carries_the_first_words(office: House) -> None:
    code = "16171"
    lan, mai = await officer(office, code), await member_of(office, code)
    texts = office.texts()
    await lan.says("/announce")
    await lan.next_message()
    send_album(office, lan, ["Ảnh hội thi", "", ""], group="7001")
    await lan.next_message()
    await lan.taps(texts("Send them the Vietnamese »"))
    await lan.next_edit()
    await lan.taps(texts("Meetings and events"))
    assert texts("Telegram puts no buttons under an album.") in (await whole(office, lan)).text
    await confirm(office, lan)
    got = [await mai.next_message(timeout_seconds=10) for _ in range(3)]
    assert [one.kind for one in got] == ["photo"] * 3
    assert [one.text for one in got] == ["Ảnh hội thi", "", ""]


async def test_a_forwarded_photo_and_a_topic_button(office: House) -> None:
    code = "14923"
    lan, mai = await officer(office, code), await member_of(office, code)
    texts = office.texts()
    photo = await mai.sends_file(PNG, "a.png", kind="photo", caption="Lớp học nghề")
    await mai.next_message()
    await lan.says("/announce")
    await lan.next_message()
    await lan.forwards(photo)
    await lan.next_message()
    await lan.taps(texts("Send them the Vietnamese »"))
    await lan.next_edit()
    await lan.taps(texts("Programmes and policies"))
    await whole(office, lan)
    await lan.taps(texts("Topic button"))
    await lan.taps((await lan.next_edit()).labels[0])
    await lan.next_edit()
    await confirm(office, lan)
    got = await mai.next_message(timeout_seconds=10)
    assert (got.kind, got.text) == ("photo", "Lớp học nghề")
    await mai.taps(texts("Read more about it"))
    assert (await mai.next_message()).text


async def test_at_night_it_waits_for_the_morning_unless_it_is_urgent(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    code = "14923"
    async with opened(tmp_path_factory.mktemp("night")) as house:
        house.clock.advance(hours=8)  # 23:00 in Vietnam
        lan, _ = await officer(house, code), await member_of(house, code)
        texts = house.texts()
        draft = await write_draft(house, lan)
        assert "22/11/2026 07:00" in draft.text
        await confirm(house, lan)
        await settled(lan)
        assert (await latest(house, lan)).state is State.SCHEDULED
        await lan.says("/announcements")
        await lan.next_message()
        await lan.taps("🕗")
        await lan.next_edit()
        await lan.taps(texts("Take it back to change it"))
        await lan.next_edit()
        await lan.taps(texts("Urgent"))
        await lan.next_edit()
        await lan.says("Bão vào đêm nay")
        shown = await whole(house, lan)
        assert texts("Urgent: {reason}", reason="Bão vào đêm nay") in shown.text
        assert "22/11/2026 07:00" in shown.text  # the time it was put off to stays hers
        await lan.taps(texts("Time"))
        await lan.next_edit()
        await settled(lan)
        await lan.taps(texts("As soon as I confirm"))
        await confirm(house, lan, await lan.next_edit())
        await told(lan, texts("Sent: {number}", number=1))
        assert (await latest(house, lan)).state is State.FINISHED
