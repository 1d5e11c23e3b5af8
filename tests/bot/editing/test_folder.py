import logging
from pathlib import Path

import pytest

from bot.editing.folder import EditedFolder, write_folder
from bot.editing.following import Following
from bot.editing.outcomes import Proposed
from bot.editing.shelf import Author
from knowledge.editing.uploads import Upload
from knowledge.loader import read_folder
from tests.bot.editing.conftest import Machine, OpenMachine
from tests.knowledge.editing.small_base import changed, small_base

BASE = small_base()
LOAN = "topics/vay-von.yaml"
OLD = "Vốn vay cho hộ nghèo làm ăn."
NEW = "Vốn vay cho hộ cận nghèo."


@pytest.fixture
def one(machine: OpenMachine) -> Machine:
    return machine()


@pytest.fixture
def following(one: Machine, tmp_path: Path) -> Following:
    return Following(one.press, EditedFolder(one.folder, one.press, tmp_path / "state.json"))


async def look(following: Following) -> None:
    """Long enough for the files to count as being at rest."""
    for _ in range(2):
        await following.look()


def save(one: Machine, old: str, new: str) -> None:
    contents, _ = read_folder(one.folder)
    write_folder(one.folder, changed(contents, LOAN, old, new))


async def publish_in_chat(one: Machine, old: str, new: str) -> None:
    contents = (await one.press.current()).contents
    upload = Upload("vay-von.yaml", changed(contents, LOAN, old, new)[LOAN])
    proposed = await one.hand.files([upload])
    assert isinstance(proposed, Proposed)
    await one.press.publish(proposed.proposal, Author(7, "Lan"))


async def test_a_saved_file_answers(one: Machine, following: Following) -> None:
    await look(following)
    save(one, OLD, NEW)
    await look(following)
    assert one.passage() == NEW
    assert following.problems == ()
    assert [it.author for it in await one.press.history()] == ["CHIHOI_KNOWLEDGE_DIR", "chihoi"]


async def test_a_bad_file_never_replaces_the_good_version(
    one: Machine, following: Following, caplog: pytest.LogCaptureFixture
) -> None:
    await look(following)
    save(one, "checked_on: 2026-11-01  #", "checked_on: hôm qua  #")
    with caplog.at_level(logging.ERROR):
        await look(following)
        await look(following)
    assert one.passage() == OLD
    (problem,) = following.problems
    assert problem.startswith(f"{LOAN}:6:")
    assert len(caplog.records) == 1
    save(one, "checked_on: hôm qua  #", "checked_on: 2026-11-20  #")
    await look(following)
    assert following.problems == ()


async def test_what_is_published_in_the_chat_is_written_to_the_folder(
    one: Machine, following: Following
) -> None:
    await look(following)
    await publish_in_chat(one, OLD, NEW)
    await look(following)
    assert read_folder(one.folder)[0] == changed(BASE, LOAN, OLD, NEW)
    assert [it.number for it in await one.press.history()] == [2, 1]


async def test_a_half_written_folder_is_completed_not_published(
    one: Machine, following: Following
) -> None:
    await look(following)
    await publish_in_chat(one, OLD, NEW)
    (one.folder / "signposts.yaml").touch()
    await look(following)
    assert read_folder(one.folder)[0] == changed(BASE, LOAN, OLD, NEW)
    assert len(await one.press.history()) == 2


async def test_chat_and_folder_edited_at_once_are_merged(
    one: Machine, following: Following
) -> None:
    await look(following)
    save(one, "Loans for poor households.", "Loans for the near-poor.")
    await publish_in_chat(one, OLD, NEW)
    await look(following)
    text = (one.folder / LOAN).read_text("utf-8")
    assert NEW in text
    assert "Loans for the near-poor." in text
    assert one.passage() == NEW


async def test_chat_and_folder_that_collide_lose_nothing(
    one: Machine, following: Following
) -> None:
    await look(following)
    save(one, OLD, "Vốn cho mọi nhà.")
    await publish_in_chat(one, OLD, NEW)
    await look(following)
    assert one.passage() == NEW
    assert "Vốn cho mọi nhà." in (one.folder / LOAN).read_text("utf-8")
    assert "facets.overview.passage.vi" in following.problems[0]
