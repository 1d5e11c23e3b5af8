"""Names of places as readers of English, Indonesian and Arabic know them."""

import unicodedata

_ENGLISH = {
    "Tỉnh": "province", "Thành phố": "city", "Huyện": "district", "Quận": "district",
    "Thị xã": "town", "Xã": "commune", "Phường": "ward", "Thị trấn": "township",
    "Đặc khu": "special zone",
}  # fmt: skip
_INDONESIAN = {
    "Tỉnh": "Provinsi", "Thành phố": "Kota", "Huyện": "Distrik", "Quận": "Distrik",
    "Thị xã": "Kota", "Xã": "Komune", "Phường": "Kelurahan", "Thị trấn": "Kota kecil",
    "Đặc khu": "Zona khusus",
}  # fmt: skip
_ARABIC = {
    "Tỉnh": "مقاطعة", "Thành phố": "مدينة", "Huyện": "منطقة", "Quận": "منطقة",
    "Thị xã": "مدينة", "Xã": "بلدية", "Phường": "حي", "Thị trấn": "بلدة",
    "Đặc khu": "منطقة خاصة",
}  # fmt: skip
ARABIC_PROVINCES = {
    "An Giang": "آن جيانغ", "Bà Rịa - Vũng Tàu": "با ريا فونغ تاو", "Bạc Liêu": "باك ليو",
    "Bắc Giang": "باك جيانغ", "Bắc Kạn": "باك كان", "Bắc Ninh": "باك نينه",
    "Bến Tre": "بن تري", "Bình Dương": "بينه دونغ", "Bình Định": "بينه دينه",
    "Bình Phước": "بينه فوك", "Bình Thuận": "بينه ثوان", "Cà Mau": "كا ماو",
    "Cao Bằng": "كاو بانغ", "Cần Thơ": "كان ثو", "Đà Nẵng": "دا نانغ", "Đắk Lắk": "داك لاك",
    "Đắk Nông": "داك نونغ", "Điện Biên": "ديان بيان", "Đồng Nai": "دونغ ناي",
    "Đồng Tháp": "دونغ ثاب", "Gia Lai": "جيا لاي", "Hà Giang": "ها جيانغ", "Hà Nam": "ها نام",
    "Hà Nội": "هانوي", "Hà Tĩnh": "ها تينه", "Hải Dương": "هاي دونغ", "Hải Phòng": "هاي فونغ",
    "Hậu Giang": "هاو جيانغ", "Hoà Bình": "هوا بينه", "Hồ Chí Minh": "هو تشي منه",
    "Huế": "هوي", "Hưng Yên": "هونغ ين", "Khánh Hoà": "خانه هوا", "Kiên Giang": "كيان جيانغ",
    "Kon Tum": "كون توم", "Lai Châu": "لاي تشاو", "Lạng Sơn": "لانغ سون", "Lào Cai": "لاو كاي",
    "Lâm Đồng": "لام دونغ", "Long An": "لونغ آن", "Nam Định": "نام دينه", "Nghệ An": "نغي آن",
    "Ninh Bình": "نينه بينه", "Ninh Thuận": "نينه ثوان", "Phú Thọ": "فو ثو",
    "Phú Yên": "فو ين", "Quảng Bình": "كوانغ بينه", "Quảng Nam": "كوانغ نام",
    "Quảng Ngãi": "كوانغ نغاي", "Quảng Ninh": "كوانغ نينه", "Quảng Trị": "كوانغ تري",
    "Sóc Trăng": "سوك ترانغ", "Sơn La": "سون لا", "Tây Ninh": "تاي نينه",
    "Thái Bình": "تاي بينه", "Thái Nguyên": "تاي نغوين", "Thanh Hoá": "ثانه هوا",
    "Tiền Giang": "تيان جيانغ", "Trà Vinh": "ترا فينه", "Tuyên Quang": "توين كوانغ",
    "Vĩnh Long": "فينه لونغ", "Vĩnh Phúc": "فينه فوك", "Yên Bái": "ين باي",
}  # fmt: skip


def unmarked(name: str) -> str:
    """Return *name* in plain Latin letters, its capitals kept: Đà Nẵng → Da Nang."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def shown_name(kind: str, short: str, language: str) -> str:
    """Return a place's name for readers of *language*; *kind* is "" for the country."""
    plain = unmarked(short)
    if not kind:
        return {"en": "Vietnam", "id": "Vietnam", "ar": "فيتنام"}.get(language, short)
    if language == "en":
        return f"{_ENGLISH[kind]} {plain}" if plain.isdigit() else f"{plain} {_ENGLISH[kind]}"
    if language == "id":
        return f"{_INDONESIAN[kind]} {plain}"
    is_province = kind in ("Tỉnh", "Thành phố")
    return f"{_ARABIC[kind]} {ARABIC_PROVINCES.get(short, plain) if is_province else plain}"
