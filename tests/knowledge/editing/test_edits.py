from datetime import date

import pytest

from knowledge.editing.edits import (
    Edited,
    Outcome,
    Refused,
    TopicForm,
    add_phrase,
    add_signpost_phrase,
    add_topic,
    owner_of,
    set_contact,
)
from knowledge.editing.phones import MalformedPhoneError, PersonalPhoneError, office_phone
from knowledge.loader import load_contents
from knowledge.model import Facet, Language
from tests.knowledge.editing.small_base import small_base

BASE = small_base()
TODAY = date(2026, 11, 21)
FORM = TopicForm(
    slug="day-nghe",
    names={Language.VI: "Dạy nghề"},
    facet=Facet.OVERVIEW,
    passage={Language.VI: "Hội mở lớp:\n- may\n- nấu ăn # và hơn nữa", Language.EN: " "},
    phrases={Language.VI: ["học nghề may ở đâu", "'no'", "yes"]},
)


def refusal(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused)
    assert outcome.problem.line_for(Language.VI)
    assert outcome.problem.line_for(Language.EN)
    return outcome.problem.code


def test_a_phrase_is_added_and_the_file_otherwise_kept() -> None:
    edited = add_phrase(BASE, "vay-von", Facet.OVERVIEW, Language.VI, "  mượn\n tiền  ")
    assert isinstance(edited, Edited)
    before = BASE["topics/vay-von.yaml"].decode()
    line = "        - tui muốn mượn tiền ngân hàng\n"
    assert edited.data.decode() == before.replace(line, f"{line}        - mượn tiền\n")


def test_a_language_without_phrases_gets_its_list() -> None:
    edited = add_phrase(BASE, "vay-von", Facet.OVERVIEW, Language.AR, "ما هو القرض؟")
    assert isinstance(edited, Edited)
    base = load_contents({**BASE, edited.name: edited.data}).base
    assert base is not None
    passage = base.topics["vay-von"].passages[Facet.OVERVIEW]
    assert passage.phrases[Language.AR] == ("ما هو القرض؟",)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (add_phrase(BASE, "vay-vonn", Facet.OVERVIEW, Language.VI, "x"), "unknown_file"),
        (add_phrase(BASE, "vay-von", Facet.RESULTS, Language.VI, "x"), "unknown_entry"),
        (add_phrase(BASE, "vay-von", Facet.OVERVIEW, Language.VI, " \n"), "empty_text"),
        (
            add_phrase(BASE, "vay-von", Facet.OVERVIEW, Language.VI, "Vay vốn LÀ GÌ"),
            "phrase_is_there",
        ),
        (add_signpost_phrase(BASE, "pasport", Language.VI, "x"), "unknown_entry"),
        (set_contact(BASE, "union-lai-chaw", {"phone": "1"}), "unknown_entry"),
    ],
)
def test_what_cannot_be_added_is_refused_with_a_reason(outcome: Outcome, code: str) -> None:
    assert refusal(outcome) == code


def test_an_office_is_corrected_in_its_place() -> None:
    fields = {"phone": "0213 3876 123", "confidence": "page", "website": ""}
    edited = set_contact(BASE, "union-lai-chau", fields)
    assert isinstance(edited, Edited)
    assert edited.data.decode().endswith(
        "    confidence: page   # chưa biết\n    phone: '0213 3876 123'\n\n  # cuối tệp\n"
    )


def test_a_new_topic_loads_and_says_that_it_has_no_source() -> None:
    edited = add_topic(BASE, FORM, TODAY)
    assert isinstance(edited, Edited)
    loaded = load_contents({**BASE, edited.name: edited.data})
    assert loaded.problems == ()
    assert loaded.base is not None
    passage = loaded.base.topics["day-nghe"].passages[Facet.OVERVIEW]
    assert passage.text == {Language.VI: "Hội mở lớp:\n- may\n- nấu ăn # và hơn nữa"}
    assert passage.phrases[Language.VI] == ("học nghề may ở đâu", "'no'", "yes")
    assert passage.needs_review


@pytest.mark.parametrize("slug", ["Dạy nghề", "../x", "", "a" * 64, "-a", "vay-von"])
def test_a_topic_needs_a_name_of_its_own(slug: str) -> None:
    form = TopicForm(slug, FORM.names, FORM.facet, FORM.passage, FORM.phrases)
    assert refusal(add_topic(BASE, form, TODAY)) in ("bad_slug", "repeated_entry")


def test_the_owner_of_a_phrase_is_found_without_marks_too() -> None:
    base = load_contents(BASE).base
    assert base is not None
    assert owner_of(base, "mai am tinh thuong la gi", apart_from="vay-von") == "mai-am/overview"
    assert owner_of(base, "mai am tinh thuong la gi", apart_from="mai-am") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0237.3852.033", "0237 3852 033"),
        ("(0237) 3852033", "0237 3852 033"),
        ("+84 24 3728 0936", "024 3728 0936"),
        ("1900969680", "1900 969 680"),
        ("113", "113"),
        ("024 3728 0936 / 0237 3852 033", "024 3728 0936; 0237 3852 033"),
    ],
)
def test_a_phone_number_is_written_one_way(typed: str, kept: str) -> None:
    assert office_phone(typed) == kept


@pytest.mark.parametrize("typed", ["0912 345 678", "+84 912345678", "024 3728 0936; 0912345678"])
def test_a_personal_number_is_refused(typed: str) -> None:
    with pytest.raises(PersonalPhoneError):
        office_phone(typed)


@pytest.mark.parametrize("typed", ["giờ hành chính", "12", "", "0237-abc"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(MalformedPhoneError):
        office_phone(typed)
