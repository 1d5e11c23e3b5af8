import pytest

from knowledge.loader import Loaded
from knowledge.normalize import words_of
from knowledge.search.programmes import named_programme, programme_numbers


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("đề án 938 là gì", "de-an-938"),
        ("de an chin ba tam", "de-an-938"),
        ("đề án 01", "de-an-01"),
        ("dự án tám cho vùng cao", "du-an-8"),
        ("project 939 for women", "de-an-939"),
        ("proyek 8 untuk desa", "du-an-8"),
        ("ما هو المشروع ٩٣٨", "de-an-938"),
        ("đề án 2415 thay đề án 939", "de-an-939"),
    ],
)
def test_numbers_of_our_programmes(loaded: Loaded, text: str, topic: str) -> None:
    assert loaded.base is not None
    named = named_programme([it.folded for it in words_of(text)], programme_numbers(loaded.base))
    assert named is not None
    assert named.topic == topic


@pytest.mark.parametrize("text", ["đề án 06 của công an", "dự án 7 về y tế", "project 112"])
def test_numbers_that_only_look_like_ours(loaded: Loaded, text: str) -> None:
    assert loaded.base is not None
    named = named_programme([it.folded for it in words_of(text)], programme_numbers(loaded.base))
    assert named is not None
    assert named.topic is None


@pytest.mark.parametrize(
    "text", ["biên nhận số 939", "xe 29A-938.01", "5 không 3 sạch", "dự án trồng rừng", ""]
)
def test_numbers_that_name_no_programme(loaded: Loaded, text: str) -> None:
    assert loaded.base is not None
    numbers = programme_numbers(loaded.base)
    assert named_programme([it.folded for it in words_of(text)], numbers) is None
