import multiprocessing
import os
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.editing.versions import DamagedVersionError, Versions
from tests.knowledge.editing.small_base import changed, small_base

BASE = small_base()
NEXT = changed(BASE, "signposts.yaml", "công an tỉnh", "công an xã")
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def publish(versions: Versions, contents: dict[str, bytes], why: str = "") -> None:
    with versions.locked():
        version = versions.next(contents, author="Lan", at=NOW, why=why)
        versions.write(version, contents)
        versions.use(version)


def publish_and_die(folder: Path, fatal: int) -> None:
    """Publish, and be killed before the step of that number."""
    steps = iter(range(1_000))

    def step(_: str) -> None:
        if next(steps) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    publish(Versions(folder, step=step), NEXT)


def test_a_version_is_published_and_read_again(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    assert versions.current() is None
    publish(versions, BASE, "đầu tiên")
    publish(versions, NEXT, "sửa hộ chiếu")
    current = versions.current()
    assert current is not None
    assert (current.number, current.parent, current.author) == (2, 1, "Lan")
    assert (current.at, current.why) == (NOW, "sửa hộ chiếu")
    assert versions.contents(current) == NEXT
    assert [it.number for it in versions.history()] == [2, 1]


@pytest.mark.parametrize("name", ["1", "0001-{content}", "{content}", "{content:.6}"])
def test_a_version_is_found_by_number_and_hash(tmp_path: Path, name: str) -> None:
    versions = Versions(tmp_path)
    publish(versions, BASE)
    first = versions.current()
    publish(versions, NEXT)
    assert first is not None
    assert versions.find(name.format(content=first.content)) == first
    assert versions.find("77") is None


def test_a_kill_at_any_step_leaves_the_old_or_the_new_version_whole(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    outcomes = []
    for fatal in range(1_000):
        folder = tmp_path / str(fatal)
        publish(Versions(folder), BASE)
        process = context.Process(target=publish_and_die, args=(folder, fatal))
        process.start()
        process.join(20)
        versions = Versions(folder)
        current = versions.current()
        assert current is not None
        contents = versions.contents(current)
        assert contents in (BASE, NEXT)
        outcomes.append(contents == NEXT)
        publish(versions, changed(BASE, "sources.yaml", "Báo Thử", "Báo Sau"))
        after = versions.current()
        assert after is not None
        assert after.number == current.number + 1
        names = [it.name for it in (folder / "versions").iterdir()]
        assert sorted(names) == sorted(it.key for it in versions.history())
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
    # files, record, rename, pointer twice, and once behind it: killed before each
    assert len(outcomes) == len(NEXT) + 6
    assert outcomes == [False] * (len(outcomes) - 2) + [True, True]


def test_what_two_publish_at_once_is_published_one_after_the_other(tmp_path: Path) -> None:
    publish(Versions(tmp_path), BASE)
    threads = [
        threading.Thread(
            target=publish,
            args=(Versions(tmp_path), changed(BASE, "sources.yaml", "Báo Thử", f"Báo {i}")),
        )
        for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = Versions(tmp_path).history()
    assert [it.number for it in history] == list(range(9, 0, -1))
    assert len({it.content for it in history}) == 9


def test_a_version_changed_on_disk_is_noticed(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    publish(versions, BASE)
    current = versions.current()
    assert current is not None
    file = tmp_path / "versions" / current.key / "sources.yaml"
    file.chmod(0o644)
    file.write_bytes(b"sources: {}")
    with pytest.raises(DamagedVersionError):
        versions.contents(current)


def test_unchanged_files_take_no_room_twice(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    publish(versions, BASE)
    publish(versions, NEXT)
    one, two = (tmp_path / "versions" / it.key for it in versions.history())
    assert (one / "sources.yaml").samefile(two / "sources.yaml")
    assert not (one / "signposts.yaml").samefile(two / "signposts.yaml")
