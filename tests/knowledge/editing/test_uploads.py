import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.uploads import MAX_FILES, Upload, unpack
from knowledge.model import Language
from tests.knowledge.editing.small_base import HOUSE, small_base

KNOWN = small_base().keys()


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def codes(*uploads: Upload) -> set[str]:
    unpacked = unpack(uploads, KNOWN)
    assert unpacked.problems == () or unpacked.files == {}
    return {problem.code for problem in unpacked.problems}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param("topics/mai-am.yaml", "topics/mai-am.yaml", id="with-folder"),
        pytest.param("mai-am.yaml", "topics/mai-am.yaml", id="where-the-base-has-it"),
        pytest.param("mai-am (1).yaml", "topics/mai-am.yaml", id="downloaded-twice"),
        pytest.param("mai-am.yml", "topics/mai-am.yaml", id="yml"),
        pytest.param("content/topics/moi.yaml", "topics/moi.yaml", id="folder-around-it"),
        pytest.param("moi.yaml", "topics/moi.yaml", id="new-by-its-keys"),
        pytest.param("contacts.yaml", "contacts.yaml", id="fixed-name"),
        pytest.param("contacts/lai-chau.yaml", "contacts/lai-chau.yaml", id="province"),
    ],
)
def test_a_file_goes_to_its_place(name: str, place: str) -> None:
    assert unpack([Upload(name, HOUSE.encode())], KNOWN).files == {place: HOUSE.encode()}


def test_a_zip_is_laid_out_like_single_files() -> None:
    data = zipped(**{"kho/topics/mai-am.yaml": b"a: b", "__MACOSX/._x": b"", "kho/": b""})
    assert unpack([Upload("kho.zip", data)], KNOWN).files == {"topics/mai-am.yaml": b"a: b"}


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        pytest.param(Upload("a.zip", zipped(**{"../a.yaml": b"x"})), "path_outside", id="dots"),
        pytest.param(Upload("a.zip", zipped(**{"/etc/a.yaml": b"x"})), "path_outside", id="root"),
        pytest.param(
            Upload("a.zip", zipped(**{"..\\..\\a.yaml": b"x"})), "path_outside", id="backslashes"
        ),
        pytest.param(Upload("C:/a.yaml", b"x"), "path_outside", id="drive"),
        pytest.param(Upload("a\x00b.yaml", b"x"), "path_outside", id="nul"),
        pytest.param(Upload("contacts.yaml", b"x" * 1_048_577), "too_large", id="large"),
        pytest.param(
            Upload("a.zip", zipped(**{"contacts.yaml": b"\0" * 50_000_000})),
            "too_large",
            id="bomb",
        ),
        pytest.param(Upload("a.zip", b"PK\x03\x04nonsense"), "bad_zip", id="broken-zip"),
        pytest.param(Upload("a.zip", b"\0" * 5_000_000), "too_large", id="large-zip"),
        pytest.param(
            Upload("a.zip", zipped(**{f"topics/a{i}.yaml": b"" for i in range(51)})),
            "too_many_files",
            id="many",
        ),
        pytest.param(Upload("photo.jpg", b"x"), "not_yaml", id="photo"),
        pytest.param(Upload("Vay Vốn.yaml", HOUSE.encode()), "bad_name", id="name-with-marks"),
        pytest.param(Upload("gi-do.yaml", b"a: b"), "bad_name", id="no-place"),
        pytest.param(Upload("a.zip", zipped()), "no_files", id="empty-zip"),
    ],
)
def test_what_cannot_be_taken_is_refused(upload: Upload, code: str) -> None:
    assert codes(upload) == {code}


def test_one_file_sent_twice_differently_is_refused() -> None:
    assert codes(Upload("contacts.yaml", b"a"), Upload("contacts.yaml", b"b")) == {
        "same_file_twice"
    }


def test_a_link_in_a_zip_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("contacts.yaml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(Upload("a.zip", data.getvalue())) == {"path_outside"}


def test_a_zip_that_lies_about_its_sizes_takes_no_memory() -> None:
    data = bytearray(zipped(**{"contacts.yaml": b"\0" * 900_000}))
    size = (900_000).to_bytes(4, "little")
    lie = (10).to_bytes(4, "little")
    assert codes(Upload("a.zip", bytes(data).replace(size, lie))) <= {"bad_zip", "too_large"}


@settings(max_examples=200, deadline=2000)
@given(st.lists(st.tuples(st.text(max_size=40), st.binary(max_size=200)), max_size=5))
def test_whatever_is_sent_stays_in_the_folder(files: list[tuple[str, bytes]]) -> None:
    begun = time.monotonic()
    unpacked = unpack([Upload(name, data) for name, data in files], KNOWN)
    assert time.monotonic() - begun < 2
    assert len(unpacked.files) <= MAX_FILES
    root = Path("/base")
    for name in unpacked.files:
        assert (root / name).resolve().is_relative_to(root)
    for problem in unpacked.problems:
        for language in Language:
            assert problem.line_for(language)


@settings(max_examples=100, deadline=2000)
@given(st.binary(max_size=300), st.integers(0, 400), st.binary(max_size=20))
def test_damaged_zips_do_no_harm(content: bytes, place: int, noise: bytes) -> None:
    data = zipped(**{"topics/mai-am.yaml": content, "contacts.yaml": b"offices: []"})
    place = min(place, len(data))
    unpack([Upload("a.zip", data[:place] + noise + data[place + len(noise) :])], KNOWN)
