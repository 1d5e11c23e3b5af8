"""Updates pushed to us instead of polled."""

import socket
from pathlib import Path

import pytest

from knowledge.model import Language
from tests.e2e.house import opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


async def test_members_are_answered_through_a_webhook(tmp_path: Path) -> None:
    port = str(free_port())
    async with opened(
        tmp_path,
        CHIHOI_PORT=port,
        TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
        TELEGRAM_WEBHOOK_SECRET="only-telegram-knows",
    ) as house:
        sari, texts = await house.member(Language.ID), house.texts(Language.ID)
        await sari.says("apa itu proyek 939")
        answer = await sari.next_message()
        assert "939" in answer.html.split("</b>")[0]
        await sari.taps(texts("How to do it"))
        assert texts("How to do it") in (await sari.next_message()).html
        assert (await sari.next_answer()).text == ""
