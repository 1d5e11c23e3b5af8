"""The compiled register: complete, fresh, and right in spots that people ask about."""

from importlib.util import find_spec

import pytest

from knowledge.localities import FormerUnit, Gazetteer, Level, Locality
from knowledge.localities.register import Unit, load_register
from knowledge.localities.tables import DATA_FILE

MAX_BYTES = 250_000
UNITS = load_register().units


def former(level: Level) -> list[FormerUnit]:
    return [u.place for u in UNITS if isinstance(u.place, FormerUnit) and u.place.level is level]


def test_register_holds_every_unit_of_today_and_before() -> None:
    register = load_register()
    assert (len(register.provinces), len(register.communes)) == (34, 3_321)
    levels = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
    assert [len(former(level)) for level in levels] == [63, 696, 10_035]


def test_kinds_of_communes_add_up() -> None:
    kinds = [commune.kind for commune in load_register().communes]
    # 2,621 + 687 + 13 = 3,321
    assert [kinds.count(kind) for kind in ("Xã", "Phường", "Đặc khu")] == [2_621, 687, 13]


def test_file_is_small() -> None:
    assert DATA_FILE.stat().st_size < MAX_BYTES


@pytest.mark.skipif(find_spec("vietnamadminunits") is None, reason="development dependency")
def test_file_is_what_the_package_compiles_to() -> None:
    from knowledge.localities.compile import compiled

    assert DATA_FILE.read_bytes() == compiled()


@pytest.mark.parametrize(
    ("old", "today"),
    [
        pytest.param(("Hà Giang", "Tuyên Quang"), "Tuyên Quang", id="tuyen-quang"),
        pytest.param(("Yên Bái", "Lào Cai"), "Lào Cai", id="lao-cai"),
        pytest.param(("Bắc Kạn", "Thái Nguyên"), "Thái Nguyên", id="thai-nguyen"),
        pytest.param(("Vĩnh Phúc", "Hoà Bình", "Phú Thọ"), "Phú Thọ", id="phu-tho"),
        pytest.param(("Bắc Giang", "Bắc Ninh"), "Bắc Ninh", id="bac-ninh"),
        pytest.param(("Thái Bình", "Hưng Yên"), "Hưng Yên", id="hung-yen"),
        pytest.param(("Hải Dương", "Hải Phòng"), "Hải Phòng", id="hai-phong"),
        pytest.param(("Hà Nam", "Nam Định", "Ninh Bình"), "Ninh Bình", id="ninh-binh"),
        pytest.param(("Quảng Bình", "Quảng Trị"), "Quảng Trị", id="quang-tri"),
        pytest.param(("Quảng Nam", "Đà Nẵng"), "Đà Nẵng", id="da-nang"),
        pytest.param(("Kon Tum", "Quảng Ngãi"), "Quảng Ngãi", id="quang-ngai"),
        pytest.param(("Bình Định", "Gia Lai"), "Gia Lai", id="gia-lai"),
        pytest.param(("Ninh Thuận", "Khánh Hoà"), "Khánh Hoà", id="khanh-hoa"),
        pytest.param(("Bình Thuận", "Đắk Nông", "Lâm Đồng"), "Lâm Đồng", id="lam-dong"),
        pytest.param(("Phú Yên", "Đắk Lắk"), "Đắk Lắk", id="dak-lak"),
        pytest.param(
            ("Bình Dương", "Bà Rịa - Vũng Tàu", "Hồ Chí Minh"), "Hồ Chí Minh", id="ho-chi-minh"
        ),
        pytest.param(("Bình Phước", "Đồng Nai"), "Đồng Nai", id="dong-nai"),
        pytest.param(("Long An", "Tây Ninh"), "Tây Ninh", id="tay-ninh"),
        pytest.param(("Sóc Trăng", "Hậu Giang", "Cần Thơ"), "Cần Thơ", id="can-tho"),
        pytest.param(("Bến Tre", "Trà Vinh", "Vĩnh Long"), "Vĩnh Long", id="vinh-long"),
        pytest.param(("Tiền Giang", "Đồng Tháp"), "Đồng Tháp", id="dong-thap"),
        pytest.param(("Bạc Liêu", "Cà Mau"), "Cà Mau", id="ca-mau"),
        pytest.param(("Kiên Giang", "An Giang"), "An Giang", id="an-giang"),
    ],
)
def test_merged_provinces(old: tuple[str, ...], today: str) -> None:
    found = {place.short for place in former(Level.PROVINCE) if place.today.short == today}
    assert found == set(old)


@pytest.mark.parametrize(
    ("commune", "district", "today"),
    [
        pytest.param("Phường Lạc Đạo", "Thành phố Phan Thiết", "Phường Phan Thiết", id="lac-dao"),
        pytest.param("Phường Phú Trinh", "Thành phố Phan Thiết", "Phường Phan Thiết", id="trinh"),
        pytest.param("Phường Gia Cẩm", "Thành phố Việt Trì", "Phường Việt Trì", id="gia-cam"),
        pytest.param("Phường Hùng Vương", "Thị xã Phú Thọ", "Phường Phú Thọ", id="hung-vuong"),
        pytest.param("Phường 10", "Thành phố Đà Lạt", "Phường Xuân Hương - Đà Lạt", id="da-lat"),
    ],
)
def test_former_communes_lead_to_their_successor(commune: str, district: str, today: str) -> None:
    (found,) = [p for p in former(Level.COMMUNE) if p.name == commune and p.district == district]
    assert found.became[0].name == today


def test_islands_without_communes_have_successors() -> None:
    islands = {p.short: p.became[0].name for p in former(Level.DISTRICT) if len(p.became) == 1}
    assert islands["Côn Đảo"] == "Đặc khu Côn Đảo"
    assert islands["Lý Sơn"] == "Đặc khu Lý Sơn"


def test_every_former_unit_lies_in_the_province_of_what_it_became() -> None:
    def is_astray(unit: Unit) -> bool:
        place = unit.place
        return isinstance(place, FormerUnit) and any(
            locality.province != place.today.short for locality in place.became
        )

    assert not [unit for unit in UNITS if is_astray(unit)]


def test_every_former_unit_became_something() -> None:
    assert not [u for u in UNITS if isinstance(u.place, FormerUnit) and not u.place.became]


def test_codes_are_unique_and_found_again() -> None:
    gazetteer = Gazetteer.load()
    places = [unit.place for unit in UNITS if isinstance(unit.place, Locality)]
    assert [gazetteer.by_code(place.code) for place in places] == places
