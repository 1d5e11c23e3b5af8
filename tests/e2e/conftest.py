"""The real application on the local Telegram, over HTTP; one bot for all tests of a session.

Every test plays people of its own, so tests share the bot and not a conversation. The models
are fitted once and handed to every bot that a test opens.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from knowledge.answer import Answerer
from knowledge.localities import Gazetteer
from knowledge.model import KnowledgeBase, Language
from tests.e2e.house import House, opened
from tests.shipped import shipped_answerer


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    """The answerer of the packaged knowledge, fitted once."""
    return shipped_answerer()


@pytest.fixture(scope="session", autouse=True)
def fitted_once(answerer: Answerer) -> Iterator[None]:
    """Every bot that these tests open on the packaged knowledge uses it."""
    build = Answerer.build

    def fitted(
        base: KnowledgeBase, gazetteer: Gazetteer, models_folder: Path | None = None
    ) -> Answerer:
        is_packaged = base.version == answerer.base.version
        return answerer if is_packaged else build(base, gazetteer, models_folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Answerer, "build", fitted)
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The house that most tests share."""
    async with opened(tmp_path_factory.mktemp("house")) as open_house:
        yield open_house


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The house in which officers work, so that nobody else's members are counted."""
    async with opened(tmp_path_factory.mktemp("office")) as open_house:
        yield open_house
