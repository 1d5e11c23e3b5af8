from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.edits import Edited, add_phrase, set_contact
from knowledge.editing.merge import merge
from knowledge.loader import load_contents
from knowledge.model import Facet, Language
from knowledge.positions import read_document
from tests.knowledge.editing.small_base import changed, small_base

BASE = small_base()
LOAN = "topics/vay-von.yaml"


def with_phrase(phrase: str, language: Language = Language.VI) -> dict[str, bytes]:
    edited = add_phrase(BASE, "vay-von", Facet.OVERVIEW, language, phrase)
    assert isinstance(edited, Edited)
    return {**BASE, edited.name: edited.data}


def with_contact(**fields: str) -> dict[str, bytes]:
    edited = set_contact(BASE, "union-lai-chau", fields)
    assert isinstance(edited, Edited)
    return {**BASE, edited.name: edited.data}


def test_different_files_are_both_taken_as_they_are() -> None:
    theirs = changed(BASE, "signposts.yaml", "công an tỉnh", "công an xã")
    ours = changed(BASE, LOAN, "hộ nghèo", "hộ khó khăn")
    merged = merge(BASE, theirs, ours)
    assert merged.contents == {**theirs, LOAN: ours[LOAN]}


def test_different_languages_of_one_facet_are_merged_with_both_comments() -> None:
    theirs = changed(BASE, LOAN, "Vốn vay cho hộ nghèo làm ăn.", "Vốn cho hộ nghèo.  # chị A")
    ours = changed(BASE, LOAN, "Loans for poor households.", "Loans for the poor.  # B")
    (text,) = {merge(BASE, theirs, ours).contents[LOAN].decode()}
    assert "      vi: Vốn cho hộ nghèo.  # chị A\n      en: Loans for the poor.  # B\n" in text


def test_two_phrases_at_the_same_place_both_stay() -> None:
    merged = merge(BASE, with_phrase("câu của A"), with_phrase("câu của B"))
    base = load_contents(merged.contents).base
    assert base is not None
    phrases = base.topics["vay-von"].passages[Facet.OVERVIEW].phrases[Language.VI]
    assert phrases[-2:] == ("câu của A", "câu của B")


def test_the_same_edit_by_both_is_no_collision() -> None:
    assert merge(BASE, with_phrase("như nhau"), with_phrase("như nhau")).collisions == ()


def test_one_text_changed_by_both_is_named_with_both() -> None:
    theirs = changed(BASE, LOAN, "hộ nghèo làm ăn", "hộ nghèo")
    ours = changed(BASE, LOAN, "hộ nghèo làm ăn", "mọi nhà")
    (collision,) = merge(BASE, theirs, ours).collisions
    assert (collision.file, collision.path) == (LOAN, "facets.overview.passage.vi")
    assert (collision.theirs, collision.ours) == (
        "Vốn vay cho hộ nghèo.",
        "Vốn vay cho mọi nhà.",
    )


def test_fields_of_one_office_are_merged_and_one_field_collides() -> None:
    merged = merge(BASE, with_contact(phone="0213 111 222"), with_contact(address="Số 1"))
    base = load_contents(merged.contents).base
    assert base is not None
    assert (base.contacts[1].phone, base.contacts[1].address) == ("0213 111 222", "Số 1")
    (collision,) = merge(BASE, with_contact(phone="1"), with_contact(phone="2")).collisions
    assert collision.path == "offices.union-lai-chau.phone"


def test_a_file_removed_by_one_and_changed_by_the_other_collides() -> None:
    theirs = {name: data for name, data in BASE.items() if name != LOAN}
    (collision,) = merge(BASE, theirs, with_phrase("câu mới")).collisions
    assert (collision.file, collision.theirs) == (LOAN, "")


def test_a_text_removed_by_one_and_changed_by_the_other_collides() -> None:
    theirs = changed(BASE, LOAN, "      en: Loans for poor households.\n", "")
    ours = changed(BASE, LOAN, "poor households", "the poor")
    (collision,) = merge(BASE, theirs, ours).collisions
    assert (collision.theirs, collision.ours) == ("", "Loans for the poor.")


phrases = st.lists(st.sampled_from("abcdefgh"), max_size=5, unique=True)


@settings(max_examples=200, deadline=2000)
@given(phrases, phrases, phrases)
def test_nothing_that_either_added_is_lost(was: list[str], they: list[str], we: list[str]) -> None:
    def file(items: list[str]) -> dict[str, bytes]:
        return {"a.yaml": ("a:\n" + "".join(f"  - {it}{it}\n" for it in items) or "").encode()}

    merged = merge(file(was), file(they), file(we))
    if merged.collisions:
        return
    content = read_document("", merged.contents["a.yaml"]).content
    assert isinstance(content, dict)
    kept = set(content["a"] or ())
    for items in (they, we):
        for item in set(items) - set(was):
            assert item * 2 in kept
    for item in set(was) & set(they) & set(we):
        assert item * 2 in kept
    for item in set(was) - set(they):
        assert item * 2 not in kept or item not in was
