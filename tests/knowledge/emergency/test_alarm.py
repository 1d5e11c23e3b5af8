"""What alarms and what does not: the specification by example."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.emergency import Alarm, Country, Kind, detect
from knowledge.language import detect as detect_language
from knowledge.model import Language
from knowledge.normalize import fold, words_of
from tests.knowledge.emergency.measure import held_out, is_alarmed

MIN_RECOGNISED = 0.90
MAX_ALARMED = 0.12
"""Of the held-out look-alikes, which are chosen to be hard; ordinary questions alarm far less."""
MIN_KEPT = 0.97
"""Of the cries that alarm, those that still do without marks or among polite words."""


def alarm_of(text: str) -> Alarm | None:
    words = words_of(text)
    return detect(text, words, detect_language(text, words)[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("cứu", id="one word"),
        pytest.param("cuu em voi", id="bare cry, unmarked"),
        pytest.param("Cứuuu tôi vớiiii!!!", id="stretched"),
        pytest.param("SOS", id="signal"),
        pytest.param("chồng em vừa đánh em chảy máu đầu", id="beaten"),
        pytest.param("chong em vua danh em chay mau dau", id="beaten, unmarked"),
        pytest.param("ck e vừa đáh e, e sợ quá", id="beaten, chat"),
        pytest.param("c.h.ồ.n.g đánh em", id="letters parted by dots"),
        pytest.param("em không muốn sống nữa", id="wish to die"),
        pytest.param("toi bi nhot trong nha, ho giu dien thoai", id="locked up"),
        pytest.param("con gái tôi bị lừa bán sang Campuchia", id="trafficked"),
        pytest.param("my husband hits me, I am scared", id="English"),
        pytest.param("tolong, suami saya memukul saya", id="Indonesian"),
        pytest.param("زوجي يضربني وأنا خائفة", id="Arabic"),
        pytest.param("gozy bydrabny w ana 5ayfa", id="Arabic on a Latin keyboard"),
    ],
)
def test_cry_for_help_is_urgent(text: str) -> None:
    alarm = alarm_of(text)
    assert alarm is not None
    assert alarm.is_urgent


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("chào chị", id="greeting"),
        pytest.param("5 không 3 sạch gồm những gì", id="programme"),
        pytest.param("lãi suất vay hộ nghèo bao nhiêu", id="loan"),
        pytest.param("em ban rau o cho, co duoc vay von khong", id="sell, not friend"),
        pytest.param("cựu chiến binh nữ có được vào hội không", id="veteran, not rescue"),
        pytest.param("đánh giá 5 không 3 sạch cuối năm ai ký", id="assess, not beat"),
        pytest.param("giết gà xong nhúng nước bao nhiêu độ", id="cooking"),
        pytest.param("đội mình thua 3-0 đau quá, tập lại lịch nào", id="sport"),
        pytest.param("mức phạt đánh vợ là bao nhiêu, em soạn câu hỏi hội thi", id="law"),
        pytest.param("xin 50 tờ rơi phòng chống bạo lực gia đình", id="leaflet"),
        pytest.param("bao nhiêu vụ bạo lực gia đình ở Lào Cai năm 2024", id="statistics"),
        pytest.param("where can I get the leaflet on domestic violence", id="English leaflet"),
        pytest.param("berapa bunga pinjaman bank sosial", id="Indonesian loan"),
        pytest.param("ما سعر الفائدة في بنك السياسات", id="Arabic loan"),
    ],
)
def test_harmless_message_is_not_urgent(text: str) -> None:
    alarm = alarm_of(text)
    assert alarm is None or not alarm.is_urgent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("chồng em bóp cổ em rồi đấm vào mặt", Kind.VIOLENCE),
        ("em không muốn sống nữa", Kind.SUICIDE),
        ("em 14 tuổi, dượng hay sờ người em", Kind.MINOR),
        ("chau hoc lop 7, bo chau danh chau", Kind.MINOR),
        ("I'm 12, my dad hits me", Kind.MINOR),
        ("cháu bé hàng xóm bị mẹ ghẻ bỏ đói và đánh", Kind.CHILD),
        ("người yêu cũ doạ tung ảnh nóng, đòi tiền", Kind.THREAT),
        ("em bị lừa bán sang Trung Quốc, họ giữ giấy tờ", Kind.TRAFFICKING),
    ],
)
def test_kind_changes_what_is_said(text: str, kind: Kind) -> None:
    alarm = alarm_of(text)
    assert alarm is not None
    assert alarm.kind == kind


@pytest.mark.parametrize(
    ("text", "is_abroad", "country"),
    [
        ("chồng em đánh em, em đang ở Đài Loan", True, Country.TAIWAN),
        ("chong danh em, em o ben han khong biet tieng", True, Country.KOREA),
        ("my boss beats me, I work in Malaysia", True, None),
        ("انا في السعودية والكفيل يضربني", True, None),
        ("chồng em đánh em, nhà em ở Lào Cai", False, None),
        ("chong danh em tu hom chu nhat", False, None),
        ("I am from Korea, my husband beats me, we live in Hanoi", False, None),
    ],
)
def test_abroad_is_told_apart(text: str, is_abroad: bool, country: Country | None) -> None:
    alarm = alarm_of(text)
    assert alarm is not None
    assert (alarm.is_abroad, alarm.country) == (is_abroad, country)


def test_most_held_out_cries_alarm() -> None:
    cries = [text for kind, text in held_out() if kind != "harmless"]
    assert sum(map(is_alarmed, cries)) / len(cries) >= MIN_RECOGNISED


def test_few_held_out_look_alikes_alarm() -> None:
    harmless = [text for kind, text in held_out() if kind == "harmless"]
    assert sum(map(is_alarmed, harmless)) / len(harmless) <= MAX_ALARMED


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(fold, id="without marks"),
        pytest.param(lambda text: f"dạ em chào chị ạ, {text}", id="polite words before"),
        pytest.param(lambda text: f"{text} ạ, em cảm ơn chị", id="thanks behind"),
        pytest.param(str.upper, id="capitals"),
    ],
)
def test_alarm_survives_other_ways_of_typing(changed: Callable[[str], str]) -> None:
    cries = [t for kind, t in held_out() if kind != "harmless" and is_alarmed(t)]
    vietnamese = [t for t in cries if detect_language(t, words_of(t))[0] is Language.VI]
    kept = [text for text in vietnamese if is_alarmed(changed(text))]
    assert len(kept) / len(vietnamese) >= MIN_KEPT


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(Language))
def test_never_raises(text: str, language: Language) -> None:
    alarm = detect(text, words_of(text), language)
    assert alarm is None or 0.0 <= alarm.confidence <= 1.0
