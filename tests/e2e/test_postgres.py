"""The same bot on PostgreSQL."""

from pathlib import Path

import pytest

from bot.privacy import see
from tests.e2e.house import opened
from tests.postgres import PostgresServer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_member_begins_asks_rates_and_leaves(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    async with opened(tmp_path, DATABASE_URL=postgres.new_database()) as house:
        lan, texts, database = await house.member(), house.texts(), house.bot.services.database
        await lan.starts()
        await lan.next_message()
        await lan.taps("Tiếng Việt")
        await lan.next_edit()
        await lan.next_message()
        await lan.says("hạc thành")
        await lan.next_message()
        held = await see(database, lan.id)
        assert held.member is not None
        assert held.member.commune_code == "14797"
        await lan.says("đề án 939 là gì")
        await lan.next_message()
        await lan.taps("👍")
        assert any("🙏" in label for label in (await lan.next_edit()).labels)
        await lan.says("/privacy")
        await lan.next_message()
        for label in ("Erase everything", "Yes, erase everything"):
            await lan.taps(texts(label))
            await lan.next_edit()
        assert (await see(database, lan.id)).is_empty
