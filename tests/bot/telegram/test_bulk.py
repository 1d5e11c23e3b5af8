"""The bulk lane over HTTP: what is sent, and which outcome each answer of Telegram is."""

from collections.abc import AsyncIterator

import pytest

from bot.announcements.announcement import Copy, Entity, MediaKind, Medium
from bot.announcements.delivery import (
    Blocked,
    Button,
    Migrated,
    NotSent,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    TooFast,
    Unclear,
)
from bot.playground import Fault, FaultKind, LocalTelegram, Person, Playground
from bot.telegram.bulk import BulkMessenger, bulk_messenger
from tests.conftest import MakeSettings

PARCEL = Parcel(
    Copy("Họp chi hội 😀 chiều nay", (Entity("bold", 0, 4), Entity("italic", 14, 9))),
    ((Button("Dừng nhận", callback_data="off"), Button("Xem thêm", url="https://t.me/x")),),
)


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram() as started:
        yield started


@pytest.fixture
async def lan(telegram: LocalTelegram) -> AsyncIterator[Person]:
    async with Playground(telegram.page_url) as playground:
        person = await playground.person("Lan")
        await person.starts()
        yield person


@pytest.fixture
async def messenger(
    telegram: LocalTelegram, make_settings: MakeSettings
) -> AsyncIterator[BulkMessenger]:
    settings = make_settings(TELEGRAM_BOT_TOKEN=telegram.token, TELEGRAM_API_URL=telegram.api_url)
    async with bulk_messenger(settings) as opened:
        yield opened


async def test_a_text_comes_with_its_formatting_and_buttons(
    messenger: BulkMessenger, lan: Person
) -> None:
    outcome = await messenger.send(lan.id, PARCEL)
    seen = await lan.next_message()
    assert outcome == Sent(seen.message_id)
    assert seen.html == "<b>Họp </b>chi hội 😀<i> chiều na</i>y"
    assert seen.labels == ["Dừng nhận", "Xem thêm"]


async def test_files_and_albums(messenger: BulkMessenger, lan: Person) -> None:
    leaflet = await lan.sends_file(b"x", "a.pdf")
    medium = Medium(MediaKind.DOCUMENT, leaflet.file_id)
    await messenger.send(lan.id, Parcel(Copy("Ảnh", media=(medium,)), PARCEL.buttons))
    seen = await lan.next_message()
    assert (seen.kind, seen.text, seen.labels) == ("document", "Ảnh", ["Dừng nhận", "Xem thêm"])
    outcome = await messenger.send(lan.id, Parcel(Copy("Ảnh", media=(medium, medium))))
    first, second = await lan.next_message(), await lan.next_message()
    assert outcome == Sent(first.message_id)
    assert (first.text, second.text) == ("Ảnh", "")


@pytest.mark.parametrize(
    ("fault", "kind", "arrives"),
    [
        pytest.param(Fault(FaultKind.TOO_MANY_REQUESTS, retry_after_seconds=7), TooFast, False,
                     id="429"),
        pytest.param(Fault(FaultKind.FORBIDDEN), Blocked, False, id="403"),
        pytest.param(Fault(FaultKind.BAD_REQUEST), Rejected, False, id="400"),
        pytest.param(Fault(FaultKind.SERVER_ERROR), Unclear, False, id="500"),
        pytest.param(Fault(FaultKind.RESET_BEFORE), Unclear, False, id="reset-before"),
        pytest.param(Fault(FaultKind.RESET_AFTER), Unclear, True, id="reset-after"),
    ],
)  # fmt: skip
async def test_outcomes(
    telegram: LocalTelegram, messenger: BulkMessenger, lan: Person,
    fault: Fault, kind: type[Outcome], arrives: bool,
) -> None:  # fmt: skip
    telegram.state.faults.add(fault)
    outcome = await messenger.send(lan.id, PARCEL)
    assert isinstance(outcome, kind)
    if isinstance(outcome, TooFast):
        assert outcome.retry_after_seconds == 7
    assert telegram.state.journal.per_chat[lan.id] == int(arrives)


async def test_a_refused_connection_never_left(
    telegram: LocalTelegram, messenger: BulkMessenger
) -> None:
    await telegram.stop()
    assert isinstance(await messenger.send(1, PARCEL), NotSent)


async def test_a_group_that_moved_tells_where(
    telegram: LocalTelegram, messenger: BulkMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from telegram import Bot
    from telegram.error import ChatMigrated

    async def moved(*_: object, **__: object) -> None:
        raise ChatMigrated(-100_777)

    monkeypatch.setattr(Bot, "send_message", moved)
    assert await messenger.send(-5, PARCEL) == Migrated(-100_777)
