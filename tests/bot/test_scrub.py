import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scrub import scrub


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("gọi em 0912 345 678 nhé", "gọi em [number] nhé", id="phone"),
        pytest.param("gọi 0912.345.678", "gọi [number]", id="phone with dots"),
        pytest.param("+84 912-345-678", "[number]", id="phone from abroad"),
        pytest.param("(0236) 3823456", "[number]", id="landline"),
        pytest.param("رقمي ٠٩١٢٣٤٥٦٧٨", "رقمي [number]", id="Arabic digits"),
        pytest.param("09​12345678", "[number]", id="split by an invisible character"),
        pytest.param(
            "khong chin mot hai ba bon nam sau bay tam", "[number]", id="phone as dictated"
        ),
        pytest.param("cmnd 012345678", "cmnd [number]", id="9 digits"),
        pytest.param("CCCD: 012345678912", "CCCD: [number]", id="12 digits"),
        pytest.param("hộ chiếu C1234567", "hộ chiếu [number]", id="passport"),
        pytest.param("thẻ 9704 3612 3456 7890 123", "thẻ [number]", id="bank card"),
        pytest.param("thư hoa.lan@gmail.com", "thư [email]", id="e-mail"),
        pytest.param("nhắn @hoa_lan", "nhắn [name]", id="at-name"),
        pytest.param("xem https://fb.com/hoa?x=1", "xem [link]", id="link"),
        pytest.param("fb.com/hoa.lan", "[link]", id="bare link"),
    ],
)
def test_numbers_and_addresses_on_the_net_go(text: str, expected: str) -> None:
    assert scrub(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tôi tên Nguyễn Thị Hoa ở xã Tam Nông", "tôi tên [name] ở xã Tam Nông"),
        ("toi ten hoa o xa tam nong", "toi ten [name] o xa tam nong"),
        ("em tên là Lan, hỏi vay vốn", "em tên là [name], hỏi vay vốn"),
        ("EM TÊN LÀ LAN", "EM TÊN LÀ [name]"),
        ("minh ten lan muon hoi", "minh ten [name] muon hoi"),
        ("chồng em là Nguyễn Văn Tí", "chồng em là [name]"),
        ("tên chồng em là Tí", "tên chồng em là [name]"),
        ("con gái em tên Mai bị ốm", "con gái em tên [name] bị ốm"),
        ("Tôi là Lan", "Tôi là [name]"),
        ("em tên là Chi hỏi thủ tục", "em tên là [name] hỏi thủ tục"),
        ("toi la nguyen thi hoa", "toi la [name]"),
        ("gặp chị Trần Thị Bích Ngọc", "gặp chị [name]"),
        ("My name is Siti Aminah and I live here", "My name is [name] and I live here"),
        ("my husband's name is Tuan", "my husband's name is [name]"),
        ("nama saya Siti Aminah dari Jakarta", "nama saya [name] dari Jakarta"),
        ("saya bernama Dewi", "saya bernama [name]"),
        ("اسمي ليلى وأعيش في هانوي", "اسمي [name] وأعيش في هانوي"),
        ("اسم زوجي أحمد", "اسم زوجي [name]"),
    ],
)
def test_a_name_that_is_announced_goes(text: str, expected: str) -> None:
    assert scrub(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("số nhà 12 ngõ 3 phố Huế", "[address] [address] phố Huế"),
        ("so nha 12/4a", "[address]"),
        ("12/3 đường Trần Phú", "[address] đường Trần Phú"),
        ("hẻm 45 quận 3", "[address] quận 3"),
        ("25 Main Street", "[address]"),
    ],
)
def test_a_house_goes_and_the_place_stays(text: str, expected: str) -> None:
    assert scrub(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "đề án 938 giai đoạn 2021-2025",
        "vay 100.000.000 đồng thì trả bao nhiêu",
        "vay 50000000 co duoc khong",
        "gọi 18001567 hay 1900 6172",
        "111, 113 hay 1022",
        "hạn đến 21/11/2026, 2026-11-21 hay 21.11.2026",
        "chồng em là người nghiện rượu",
        "tôi là hội viên, chương trình tên là gì",
        "em là cán bộ xã",
        "Tôi là Hội viên xã Tam Nông",
        "do van hoa cua xa, ho van con nho",
        "đường Nguyễn Văn Cừ, chợ Lê Văn Tám",
        "hai ba bốn năm nữa",
        "what is the name of this programme",
        "",
    ],
)
def test_what_tells_nothing_of_a_person_stays(text: str) -> None:
    assert scrub(text) == text


@given(st.text(max_size=300))
def test_scrubbing_twice_changes_nothing(text: str) -> None:
    once = scrub(text)
    assert scrub(once) == once


def test_what_a_database_cannot_hold_goes() -> None:
    assert scrub("a\x00b\ud800c\nd") == "abc\nd"


digits = st.text("0123456789", min_size=9, max_size=11).filter(lambda text: text[0] == "0")


@given(
    before=st.text("aăâbcdđe ưởự\n.,", max_size=30),
    phone=digits,
    separator=st.sampled_from(["", " ", ".", "-", ". "]),
    after=st.text("xyz ạ\n?!", max_size=30),
)
def test_no_phone_survives_however_it_is_grouped(
    before: str, phone: str, separator: str, after: str
) -> None:
    grouped = separator.join([phone[:4], phone[4:7], phone[7:]])
    result = scrub(f"{before} {grouped} {after}")
    assert sum(char.isdecimal() for char in result) == 0


@given(
    name=st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True).filter(
        lambda name: name not in ("Gi", "The")
    )
)
def test_no_announced_name_survives(name: str) -> None:
    assert name not in scrub(f"Em tên là {name}, em hỏi vay vốn")
