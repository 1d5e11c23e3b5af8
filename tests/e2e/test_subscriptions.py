"""What a member wants to hear: one tap under an announcement, or all at /subscriptions."""

import pytest

from bot.announcements.audience import Subject
from bot.playground import Person
from bot.storage import subscriptions
from knowledge.model import Language
from tests.e2e.house import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def wanted(house: House, person: Person) -> frozenset[Subject]:
    async with house.bot.services.database.reading() as session:
        return await subscriptions.wanted(session, person.id)


async def test_each_is_switched_and_only_urgent_is_one_tap(
    house: House, language: Language
) -> None:
    mai, texts = await house.member(language), house.texts(language)
    await mai.says("/subscriptions")
    shown = await mai.next_message()
    assert len(shown.labels) == 5
    await mai.taps(texts("Loans and savings"))
    assert any(label.startswith("⬜") for label in (await mai.next_edit()).labels)
    assert await wanted(house, mai) == frozenset(Subject) - {Subject.CREDIT}
    await mai.taps(texts("Only what is urgent"))
    await mai.next_edit()
    assert await wanted(house, mai) == {Subject.URGENT}
    await mai.taps(texts("Meetings and events"))
    await mai.next_edit()
    assert await wanted(house, mai) == {Subject.URGENT, Subject.EVENTS}
