import io
import time
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.completeness import filled_by_province, to_confirm_again
from knowledge.editing.office_results import Imported, rows_as_text
from knowledge.editing.offices import import_offices
from knowledge.editing.sheets import read_sheet
from knowledge.loader import load_contents
from knowledge.localities import Gazetteer
from knowledge.model import Contact, Language
from tests.knowledge.editing.small_base import small_base

BASE = small_base()
TODAY = date(2026, 11, 21)
GAZETTEER = Gazetteer.load()
HEAD = "Tỉnh,Xã/Phường,Điện thoại,Địa chỉ,Nguồn\n"


def imported(rows: str, head: str = HEAD) -> Imported:
    sheet = read_sheet("a.csv", (head + rows).encode())
    return import_offices(BASE, sheet, gazetteer=GAZETTEER, today=TODAY)


def contacts(result: Imported) -> dict[str, Contact]:
    loaded = load_contents({**BASE, **result.files})
    assert loaded.base is not None, loaded.problems
    return {it.key: it for it in loaded.base.contacts}


def test_an_office_that_is_there_is_corrected() -> None:
    result = imported("Lai Châu,,0213.3876.123,Tầng 2,laichau.gov.vn\n")
    office = contacts(result)["union-lai-chau"]
    assert (office.phone, office.address) == ("0213 3876 123", "Tầng 2")
    assert (office.confidence, office.seen_on) == ("page", "2026-11-21")
    assert list(result.files) == ["contacts.yaml"]


def test_a_new_commune_goes_to_the_file_of_its_province() -> None:
    result = imported("Lào Cai,Xã Mường Khương,0214 3881 123,UBND xã,laocai.gov.vn\n")
    assert list(result.files) == ["contacts/lao-cai.yaml"]
    office = contacts(result)["union-xa-muong-khuong"]
    assert office.commune == "Xã Mường Khương"
    assert office.name[Language.VI] == "Hội LHPN xã Mường Khương"
    assert set(office.name) == set(Language)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        pytest.param("Yên Bái,Xã Mậu A", "Xã Mậu A, Lào Cai", id="old-province"),
        pytest.param("lao cai,xa muong khuong", "Xã Mường Khương, Lào Cai", id="no-marks"),
        pytest.param("Tây Ninh,Xã Tân Thạnh", "Xã Tân Thạnh, Tây Ninh", id="not-tan-thanh"),
        pytest.param("Tây Ninh,Xã Tân Thành", "Xã Tân Thành, Tây Ninh", id="not-tan-thanh-2"),
    ],
)
def test_places_are_known_by_their_old_and_new_names(row: str, place: str) -> None:
    (result,) = imported(f"{row},0214 3881 123,,x\n").results
    assert (result.place, result.problem) == (place, None)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param("Lai Châu,,0912345678,,x", "personal_phone", id="mobile"),
        pytest.param("Lai Châu,,sáng thứ hai,,x", "bad_phone", id="no-number"),
        pytest.param("Lai Châu,,,,x", "nothing_to_take", id="empty"),
        pytest.param("Lai Châu,,0213 3876 123,,", "field_needed", id="no-source"),
        pytest.param(",Xã Không Có Đâu,0213 3876 123,,x", "unknown_place", id="no-such-place"),
        pytest.param("Thanh Hoá,Phường Lam Sơn,0237 3852 033,,x", "place_unclear", id="split"),
        pytest.param(",,0213 3876 123,,x", "no_place", id="nowhere"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, code: str) -> None:
    result = imported(row + "\n")
    (one,) = result.results
    assert one.problem is not None
    assert (one.problem.code, one.number, result.files) == (code, 2, {})
    for language in (Language.VI, Language.EN):
        assert "✗" in rows_as_text(result.results, language)


def test_one_bad_row_does_not_keep_the_others_back() -> None:
    result = imported("Lai Châu,,0213 3876 123,,x\nLai Châu,,0213 3876 124,,x\nX,Y,113,,x\n")
    codes = [it.problem.code if it.problem else "" for it in result.results]
    assert codes == ["", "row_twice", "unknown_place"]
    assert result.taken == 1


def test_excel_titles_dates_and_lost_zeros_are_understood() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH HỘI LHPN CÁC XÃ"])
    sheet.append(["STT", "TỈNH", "SĐT", "Ngày cập nhật", "Nguồn"])
    sheet.append([1, "Lai Châu", 2133876123, date(2026, 3, 4), "x"])
    data = io.BytesIO()
    book.save(data)
    read = read_sheet("a.xlsx", data.getvalue())
    result = import_offices(BASE, read, gazetteer=GAZETTEER, today=TODAY)
    office = contacts(result)["union-lai-chau"]
    assert (office.phone, office.seen_on) == ("0213 3876 123", "2026-03-04")


def test_all_communes_of_the_country_are_taken_in_time() -> None:
    rows = "".join(
        f"{it.province},{it.name},024 1000 {number:04d},,x\n"
        for number, it in enumerate(GAZETTEER.register.communes)
    )
    begun = time.monotonic()
    result = imported(rows)
    assert time.monotonic() - begun < 20
    assert result.taken == len(GAZETTEER.register.communes)
    loaded = load_contents({**BASE, **result.files})
    assert loaded.errors == ()
    assert loaded.base is not None
    filled = filled_by_province(loaded.base.contacts, GAZETTEER)
    assert {it.filled_communes == it.communes for it in filled} == {True}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"a,b\n1,2\n", "no_header", id="no-known-column"),
        pytest.param(b"\xff\x00\xfe", "bad_sheet", id="no-text"),
        pytest.param(b"PK\x03\x04broken", "bad_sheet", id="broken-xlsx"),
        pytest.param(b"x" * 6_000_000, "too_large", id="large"),
        pytest.param((HEAD + "a,b,c,d,e\n" * 5_001).encode(), "too_many_rows", id="rows"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    (problem,) = read_sheet("a.csv", data).problems
    assert problem.code == code
    assert problem.line_for(Language.VI)


@settings(max_examples=100, deadline=2000)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda it: (HEAD + it).encode()))
def test_whatever_a_sheet_holds_is_told(data: bytes) -> None:
    sheet = read_sheet("a.csv", data)
    result = import_offices(BASE, sheet, gazetteer=GAZETTEER, today=TODAY)
    assert rows_as_text(result.results)
    assert load_contents({**BASE, **result.files}).base is not None


def test_offices_are_asked_for_again_after_six_months() -> None:
    def office(key: str, seen_on: str) -> Contact:
        return Contact(key, "union", "centre", {Language.VI: key}, phone="1", seen_on=seen_on)

    days = {"a": "2026-05-21", "b": "2026-05-22", "c": "2025", "d": "", "e": "2026-05"}
    found = to_confirm_again([office(*it) for it in days.items()], TODAY)
    # 183 days before 2026-11-21 is 2026-05-22; May 2026 counts from its last day
    assert [it.contact.key for it in found] == ["d", "c", "a"]
