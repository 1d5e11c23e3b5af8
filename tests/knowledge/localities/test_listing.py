"""Menus, typed search, the nearest commune, and names in other languages."""

import pytest

from knowledge.localities import COUNTRY, Gazetteer, Locality
from knowledge.localities.compile import modern_tone


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def province(gazetteer: Gazetteer, short: str) -> Locality:
    return next(p for p in gazetteer.provinces() if p.short == short)


def test_provinces_are_in_alphabetical_order(gazetteer: Gazetteer) -> None:
    names = [p.short for p in gazetteer.provinces()]
    assert len(names) == 34
    # a before â, c before d before đ; Cà before Cao (ca is a part of cao)
    assert names[:9] == [
        "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk",
        "Điện Biên", "Đồng Nai",
    ]  # fmt: skip
    assert names[-1] == "Vĩnh Long"


def test_communes_of_a_province(gazetteer: Gazetteer) -> None:
    communes = gazetteer.communes(province(gazetteer, "Thanh Hoá"))
    assert len(communes) == 166
    assert {c.province for c in communes} == {"Thanh Hoá"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("hac th", "Phường Hạc Thành", id="begun"),
        pytest.param("phường hạc", "Phường Hạc Thành", id="unit-word"),
        pytest.param("gia lia", "Tỉnh Gia Lai", id="slip"),
        pytest.param("phu tho", "Tỉnh Phú Thọ", id="province-first"),
    ],
)
def test_search(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert gazetteer.search(text)[0].locality.name == name


def test_search_finds_old_names(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("lac dao", province="Lâm Đồng")
    assert [(p.locality.name, p.former and p.former.name) for p in found] == [
        ("Phường Phan Thiết", "Phường Lạc Đạo")
    ]


def test_search_keeps_to_the_limit(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.search("tan", limit=5)) == 5


def test_nearest_commune(gazetteer: Gazetteer) -> None:
    # the harbour of Phan Thiết
    assert gazetteer.nearest(10.93, 108.1)[0].locality.name == "Phường Phan Thiết"


def test_nothing_is_near_abroad(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest(48.85, 2.35) == []


@pytest.mark.parametrize(
    ("code", "language", "shown"),
    [
        pytest.param("25", "vi", "Tỉnh Phú Thọ", id="province-vi"),
        pytest.param("25", "en", "Phu Tho province", id="province-en"),
        pytest.param("25", "id", "Provinsi Phu Tho", id="province-id"),
        pytest.param("25", "ar", "مقاطعة فو ثو", id="province-ar"),
        pytest.param("46", "en", "Hue city", id="city-en"),
        pytest.param("VN", "en", "Vietnam", id="country-en"),
    ],
)
def test_names_in_other_languages(
    gazetteer: Gazetteer, code: str, language: str, shown: str
) -> None:
    locality = gazetteer.by_code(code)
    assert locality is not None
    assert locality.shown(language) == shown


def test_communes_in_other_languages(gazetteer: Gazetteer) -> None:
    ward = gazetteer.search("phường Hạc Thành")[0].locality
    shown = [ward.shown(language) for language in ("en", "id", "ar")]
    assert shown == ["Hac Thanh ward", "Kelurahan Hac Thanh", "حي Hac Thanh"]


def test_country_lies_in_no_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.province_of(COUNTRY) is None


@pytest.mark.parametrize(
    ("old", "modern"),
    [("Hòa", "Hoà"), ("Thủy", "Thuỷ"), ("Quý", "Quý"), ("Hoành", "Hoành"), ("HÒA", "HOÀ")],
)
def test_tone_marks_stand_in_the_modern_place(old: str, modern: str) -> None:
    assert modern_tone(old) == modern
