"""Questions in the member's own words, and everything under their answers."""

import pytest

from bot.playground import NothingCame, Person
from bot.storage import feedbacks, questions
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

ABOUT_939 = {
    Language.VI: "đề án 939 là gì",
    Language.EN: "what is project 939",
    Language.ID: "apa itu proyek 939",
    Language.AR: "ما هو المشروع 939",
}
RATED = "👍", "👎"


async def test_a_question_is_answered_with_its_source(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(ABOUT_939[language])
    answer = await lan.next_message()
    assert "939" in answer.html.split("</b>")[0]
    assert "30/6/2017" in answer.text or "30 June 2017" in answer.text
    assert "21/11/2026" in answer.text or "21 November 2026" in answer.text  # last checked
    assert texts("Who can take part") in answer.labels
    assert answer.labels[-2:] == list(RATED)


@pytest.mark.parametrize("asked_in", list(Language), ids=str)
async def test_the_answer_is_in_the_language_of_the_question(
    house: House, asked_in: Language
) -> None:
    lan = await house.member(Language.EN if asked_in is not Language.EN else Language.AR)
    await lan.says(ABOUT_939[asked_in])
    answer = await lan.next_message()
    assert house.texts(asked_in)("Whom to see") in answer.labels


async def test_a_facet_opens_in_a_new_message_and_the_old_buttons_stay(
    house: House, language: Language
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(ABOUT_939[language])
    first = await lan.next_message()
    for facet in ("How to do it", "Whom to see", "How to do it"):
        await lan.taps(texts(facet), message=first)
        opened = await lan.next_message()
        assert texts(facet) in opened.html.split("</b>")[0]
        assert (await lan.next_answer()).text == ""
        quoted = opened.json["reply_to_message"]
        assert isinstance(quoted, dict)
        assert quoted["message_id"] == first.message_id


async def test_a_follow_up_is_about_the_last_topic_for_ten_minutes(house: House) -> None:
    lan = await house.member()
    await lan.says("Vay vốn Ngân hàng Chính sách xã hội cần điều kiện gì?")
    await lan.next_message()
    house.clock.advance(minutes=9)
    await lan.says("thế lãi suất bao nhiêu?")
    assert "Vay vốn" in (await lan.next_message()).html.split("</b>")[0]
    house.clock.advance(minutes=11)
    await lan.says("thế lãi suất bao nhiêu?")
    assert "<b>Vay vốn" not in (await lan.next_message()).html


@pytest.mark.parametrize(("thumb", "is_helpful"), [("👍", True), ("👎", False)])
async def test_a_rating_counts_once_and_is_thanked(
    house: House, language: Language, thumb: str, is_helpful: bool
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(ABOUT_939[language])
    answer = await lan.next_message()
    before = await _ratings(house)
    await lan.taps(thumb, message=answer)
    edited = await lan.next_edit()
    assert not set(RATED) & set(edited.labels)
    assert any("🙏" in label for label in edited.labels)
    assert (texts("All topics") in edited.labels) is not is_helpful
    assert (await lan.next_answer()).text
    await lan.taps("🙏", message=answer)  # the thanks again: nothing changes
    assert (await lan.next_answer()).text
    helped, helped_not = await _ratings(house)
    assert (helped - before[0], helped_not - before[1]) == (int(is_helpful), int(not is_helpful))
    with pytest.raises(NothingCame):
        await lan.next_edit(timeout_seconds=0.1)


async def test_what_may_be_meant_is_asked_back(house: House) -> None:
    lan, texts = await house.member(), house.texts()
    await lan.says("hội phụ nữ xã Tân Lập ở đâu")
    asked = await lan.next_message()
    assert texts("Several places have this name. Which one do you mean?") in asked.text
    assert "Lâm Đồng" in asked.text
    await lan.taps("Lâm Đồng")
    office = await lan.next_message()
    assert "xã Tân Lập, Lâm Đồng" in office.text


async def test_an_office_without_a_place_asks_for_the_place(
    house: House, language: Language
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(
        {
            Language.VI: "cho em hỏi địa chỉ hội phụ nữ",
            Language.EN: "where is the office of the Women's Union",
            Language.ID: "di mana kantor Persatuan Wanita",
            Language.AR: "أين مكتب اتحاد المرأة",
        }[language]
    )
    asked = await lan.next_message()
    assert texts("Choose my place") in asked.labels
    await lan.says("Phan Thiết")
    office = await lan.next_message()
    assert "Phan Thi" in office.text
    assert len(office.labels) == 1  # to keep the place


async def test_an_unknown_thing_is_not_guessed_at(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(
        {
            Language.VI: "cách nấu bún bò Huế ngon",
            Language.EN: "how do I cook a good beef noodle soup",
            Language.ID: "bagaimana cara memasak rendang yang enak",
            Language.AR: "كيف أطبخ شوربة عدس لذيذة",
        }[language]
    )
    answer = await lan.next_message()
    assert "<b>" not in answer.html
    assert texts("All topics") in answer.labels


async def test_an_edited_question_edits_its_answer(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    asked = await lan.says(ABOUT_939[language])
    answer = await lan.next_message()
    await lan.edits(asked, ABOUT_939[language].replace("939", "938"))
    edited = await lan.next_edit()
    assert edited.message_id == answer.message_id
    assert "938" in edited.html.split("</b>")[0]
    assert texts("Whom to see") in edited.labels


async def test_an_edited_question_whose_answer_is_gone_gets_a_new_one(house: House) -> None:
    lan = await house.member()
    asked = await lan.says("???")
    await lan.next_message()
    await lan.edits(asked, ABOUT_939[Language.VI])
    assert "939" in (await lan.next_message()).text


@pytest.mark.parametrize("text", ["???", "🌷🌷", "…"])
async def test_a_text_without_words_is_asked_about(house: House, text: str) -> None:
    lan, texts = await house.member(), house.texts()
    await lan.says(text)
    wanted = texts("What would you like to know? Please write it in words.")
    assert (await lan.next_message()).text == wanted


async def test_of_a_very_long_text_the_beginning_is_read(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.says(f"{ABOUT_939[language]}\n" * 140)
    note = texts("Your message is long: I have read only its beginning for this answer.")
    assert note in (await lan.next_message()).text.replace("\u200f", "")


async def test_a_forwarded_question_is_answered(house: House) -> None:
    lan, hoa = await house.member(), await house.member()
    original = await hoa.says(ABOUT_939[Language.VI])
    await hoa.next_message()
    await _forward(lan, hoa, original.message_id)
    assert "939" in (await lan.next_message()).html.split("</b>")[0]


async def test_a_question_is_kept_without_the_person(house: House) -> None:
    lan = await house.member()
    await lan.says("đề án 939 là gì, gọi lại cho tôi số 0912345678")
    await lan.next_message()
    async with house.bot.services.database.reading() as session:
        (kept,) = await questions.latest(session, limit=1)
    assert kept.text is not None
    assert "0912345678" not in kept.text
    assert kept.topic == "de-an-939"


async def _forward(to: Person, sender: Person, message_id: int) -> None:
    await to.inbox.connection.ask(
        "POST",
        f"people/{to.id}/forwards",
        {"from_chat_id": sender.id, "message_id": message_id},
    )


async def _ratings(house: House) -> tuple[int, int]:
    async with house.bot.services.database.reading() as session:
        long_ago = house.clock.now.replace(year=2000)
        return await feedbacks.count(session, since=long_ago)
