import pytest

from knowledge.language import detect
from knowledge.loader import Loaded
from knowledge.model import Language
from knowledge.normalize import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chi oi cho em hoi vay von nuoi ga", "vi"),
        ("lãi suất bao nhiêu", "vi"),
        ("hv mún vay thì lm s z ạ", "vi"),
        ("how do i join pls", "en"),
        ("women union phone number", "en"),
        ("sy mau pinjam uang gmn caranya", "id"),
        ("berapa bunganya bu", "id"),
        ("كم الفائدة؟", "ar"),
        ("ana 3ayza a3raf el qard", "ar"),
        ("What is Mẹ đỡ đầu and who can apply?", "en"),
        ("Apa itu đề án 938 ya bu", "id"),
        ("ما هو Đề án 938؟", "ar"),
    ],
)
def test_short_chat_lines(text: str, expected: str) -> None:
    assert detect(text, words_of(text))[0] == expected


@pytest.mark.parametrize("text", ["938", "ok", "👍", "", "TYM?"])
@pytest.mark.parametrize("chosen", list(Language))
def test_the_setting_decides_where_nothing_tells(text: str, chosen: Language) -> None:
    language, is_told = detect(text, words_of(text), chosen)
    assert (language, is_told) == (chosen, False)


def test_the_base_own_phrases_are_told_apart(loaded: Loaded) -> None:
    assert loaded.base is not None
    total = wrong = 0
    for _, passage in loaded.base.passages():
        for language, phrases in passage.phrases.items():
            for phrase in phrases:
                total += 1
                wrong += detect(phrase, words_of(phrase), language)[0] is not language
    assert wrong / total < 0.005
