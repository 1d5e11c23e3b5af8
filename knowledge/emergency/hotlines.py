"""The numbers, with what they are for: each stands here once, by the rule of contacts.yaml.

What an authority confirmed after the merger of 2025-07-01 is told as it stands; what is known
from elsewhere is told with the day of the information. No shelter's address, no person's
number, nothing that was only remembered.
"""

from dataclasses import dataclass

from knowledge.emergency.kinds import Country, Kind
from knowledge.model import Language, LocalText


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number to call."""

    number: str
    purpose: LocalText
    """What it is for, when it answers, what it costs."""


def _line(number: str, *, vi: str, en: str, id_: str, ar: str) -> Hotline:
    texts = {Language.VI: vi, Language.EN: en, Language.ID: id_, Language.AR: ar}
    return Hotline(number, texts)


POLICE = _line(
    "113",
    vi="công an, khi đang nguy hiểm (ngày đêm, miễn phí)",
    en="police, in danger now (day and night, free)",
    id_="polisi, saat bahaya (24 jam, gratis)",
    ar="الشرطة عند الخطر (ليلاً ونهاراً، مجاناً)",
)
AMBULANCE = _line(
    "115",
    vi="cấp cứu, khi bị thương, ngộ độc (ngày đêm, miễn phí)",
    en="ambulance, for wounds or poisoning (day and night, free)",
    id_="ambulans, bila terluka atau keracunan (24 jam, gratis)",
    ar="الإسعاف عند الإصابة أو التسمم (ليلاً ونهاراً، مجاناً)",
)
RESCUE = _line(
    "112",
    vi="cứu nạn khi tai nạn, thiên tai (ngày đêm, miễn phí)",
    en="rescue in accidents and disasters (day and night, free)",
    id_="penyelamatan saat kecelakaan dan bencana (24 jam, gratis)",
    ar="الإنقاذ في الحوادث والكوارث (ليلاً ونهاراً، مجاناً)",
)
CHILDREN = _line(
    "111",
    vi="bảo vệ trẻ em dưới 18 tuổi (ngày đêm, miễn phí)",
    en="child protection, under 18 (day and night, free)",
    id_="perlindungan anak di bawah 18 tahun (24 jam, gratis)",
    ar="حماية الأطفال دون 18 سنة (ليلاً ونهاراً، مجاناً)",
)
TRAFFICKING = _line(
    "111",
    vi="phòng, chống mua bán người và bảo vệ trẻ em (ngày đêm, miễn phí)",
    en="against human trafficking, and child protection (day and night, free)",
    id_="anti perdagangan orang dan perlindungan anak (24 jam, gratis)",
    ar="مكافحة الاتجار بالبشر وحماية الأطفال (ليلاً ونهاراً، مجاناً)",
)
PEACE_HOUSE = _line(
    "1900 969 680",
    vi="Ngôi nhà Bình yên của Hội: tư vấn, chỗ ở tạm (ngày đêm; có thể tính cước; "
    "thông tin ngày 9/10/2026)",
    en="the Union's Peace House: advice and shelter (day and night; may be charged; "
    "as of 9 October 2026)",
    id_="Rumah Damai milik Persatuan: konseling, tempat tinggal sementara (24 jam; "
    "mungkin berbayar; informasi 9/10/2026)",
    ar="بيت السلام التابع للاتحاد: مشورة ومأوى (ليلاً ونهاراً؛ قد تُحتسب تكلفة المكالمة؛ "
    "معلومة 9/10/2026)",
)
FARMERS_UNION = _line(
    "1800 1768",
    vi="Hội Nông dân, người bị bạo lực gọi hoặc nhắn tin (ngày đêm, miễn phí; "
    "thông tin ngày 10/6/2026)",
    en="Farmers' Union, for survivors of violence, call or text (day and night, free; "
    "as of 10 June 2026)",
    id_="Persatuan Petani, untuk korban kekerasan, telepon atau SMS (24 jam, gratis; "
    "informasi 10/6/2026)",
    ar="اتحاد المزارعين، للمعنَّفات، اتصال أو رسالة (ليلاً ونهاراً، مجاناً؛ معلومة 10/6/2026)",
)
TOMORROW = _line(
    "096 306 1414",
    vi="Ngày Mai, nghe người tuyệt vọng (thứ Tư đến Chủ nhật, 13:00–20:30; "
    "thông tin ngày 9/10/2026)",
    en="Ngày Mai, listens to people in despair (Wednesday to Sunday, 13:00–20:30; "
    "as of 9 October 2026)",
    id_="Ngày Mai, mendengarkan orang yang putus asa (Rabu–Minggu, 13:00–20:30; "
    "informasi 9/10/2026)",
    ar="«نغاي ماي»، يستمع لمن فقد الأمل (الأربعاء إلى الأحد، 13:00–20:30؛ معلومة 9/10/2026)",
)
CONSULAR = _line(
    "+84 981 84 84 84",
    vi="bảo hộ công dân Việt Nam ở nước ngoài (ngày đêm; cước như gọi về Việt Nam; "
    "thông tin ngày 27/9/2026)",
    en="protection of Vietnamese citizens abroad (day and night; charged like a call to "
    "Vietnam; as of 27 September 2026)",
    id_="perlindungan warga Vietnam di luar negeri (24 jam; tarif seperti menelepon ke "
    "Vietnam; informasi 27/9/2026)",
    ar="حماية المواطنين الفيتناميين في الخارج (ليلاً ونهاراً؛ بتكلفة الاتصال بفيتنام؛ "
    "معلومة 27/9/2026)",
)
KOREA = _line(
    "1577-1366",
    vi="trong Hàn Quốc: Danuri, có tiếng Việt (ngày đêm; thông tin cũ, chưa gọi kiểm tra)",
    en="inside Korea: Danuri, in Vietnamese (day and night; older information, not re-checked)",
    id_="di Korea: Danuri, berbahasa Vietnam (24 jam; informasi lama, belum dicek ulang)",
    ar="داخل كوريا: دانوري، بالفيتنامية (ليلاً ونهاراً؛ معلومة قديمة لم يُعَد التحقق منها)",
)
TAIWAN = _line(
    "113",
    vi="trong Đài Loan: đường dây bảo vệ, có phiên dịch tiếng Việt (ngày đêm, miễn phí; "
    "thông tin tháng 8/2020)",
    en="inside Taiwan: protection line with Vietnamese interpreters (day and night, free; "
    "as of August 2020)",
    id_="di Taiwan: saluran perlindungan dengan juru bahasa Vietnam (24 jam, gratis; "
    "informasi Agustus 2020)",
    ar="داخل تايوان: خط الحماية مع ترجمة فيتنامية (ليلاً ونهاراً، مجاناً؛ معلومة أغسطس 2020)",
)

BY_KIND: dict[Kind, tuple[Hotline, ...]] = {
    Kind.VIOLENCE: (POLICE, PEACE_HOUSE, AMBULANCE, FARMERS_UNION),
    Kind.SEXUAL: (POLICE, PEACE_HOUSE, AMBULANCE, CHILDREN),
    Kind.CHILD: (CHILDREN, POLICE, AMBULANCE, PEACE_HOUSE),
    Kind.MINOR: (CHILDREN, POLICE, AMBULANCE),
    Kind.SUICIDE: (AMBULANCE, POLICE, TOMORROW, PEACE_HOUSE),
    Kind.TRAFFICKING: (POLICE, TRAFFICKING, PEACE_HOUSE),
    Kind.THREAT: (POLICE, PEACE_HOUSE, CHILDREN),
    Kind.HELP: (POLICE, AMBULANCE, RESCUE, PEACE_HOUSE),
}
"""Whom to call inside Việt Nam, in calling order."""

BY_COUNTRY: dict[Country, Hotline] = {Country.KOREA: KOREA, Country.TAIWAN: TAIWAN}
"""Lines of a host country; told only to somebody who names that country."""
