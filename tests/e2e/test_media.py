"""What is not text gets a sentence that says what to do."""

import pytest

from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
PICTURES = "I cannot look at pictures yet. Please write your question in words."
VOICES = (
    "I cannot listen yet. Please press the microphone on your keyboard instead: it writes down "
    "what you say, and then you can send it to me."
)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("photo", PICTURES),
        ("video", PICTURES),
        ("voice", VOICES),
        ("audio", VOICES),
        (
            "sticker",
            "That is kind of you. If you would like to know something, just write it.",
        ),
        (
            "document",
            "I cannot read files. Please write your question in words; papers go to the office, "
            "and I can tell you which one.",
        ),
    ],
)
async def test_each_kind_has_its_sentence(
    house: House, language: Language, kind: str, sentence: str
) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.sends_file(PIXEL, f"file.{kind}", kind=kind)
    told = await lan.next_message()
    assert told.text.replace("\u200f", "") == texts(sentence)
    assert told.labels == [texts("All topics")]


async def test_a_telephone_number_is_not_wanted(house: House, language: Language) -> None:
    lan, texts = await house.member(language), house.texts(language)
    await lan.sends_contact("+84912345678")
    told = texts(
        "I do not need telephone numbers, and I have not kept this one. Please write your "
        "question in words."
    )
    assert (await lan.next_message()).text.replace("\u200f", "") == told


async def test_the_caption_of_a_picture_is_a_question(house: House) -> None:
    lan = await house.member()
    await lan.sends_file(PIXEL, "giay.png", kind="photo", caption="đề án 939 là gì")
    assert "939" in (await lan.next_message()).html.split("</b>")[0]
