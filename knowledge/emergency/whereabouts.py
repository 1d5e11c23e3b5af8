"""Where the danger is, and whether a child tells of it: what changes whom to call.

Read only from messages that alarm, so it may be generous: a number too many harms less than
a number that reaches nobody.
"""

import re

from knowledge.emergency.features import Message
from knowledge.emergency.kinds import Country

_ABROAD = re.compile(
    r"(?<!\w)(?:"
    # Vietnamese, folded, whole names
    r"dai loan|han quoc|trung quoc|tq|cam ?pu ?chia|campu|cambodia|myanmar|mien dien|malaysia|"
    r"malay|ma lai|singapore|thai lan|nhat ban|a ?rap|saudi|dubai|kuwait|qatar|angola|indonesia|"
    r"hong ?kong|ma ?cao|dai bac|seoul|tokyo|bavet|sihanouk\w*|xihanuc|poipet|myawaddy|khu kk|"
    r"tam giac vang|quang tay|ha khau|dong hung|bang tuong|van nam|bang ?kok|"
    r"(?:ra|o|di|sang) nuoc ngoai|"
    # short names only behind a word of place: "lao" is also Lào Cai, "nhat" Sunday
    r"(?:ben|sang|qua|o|tai|lao dong|du hoc|tts|di|nuoc) (?:lao(?! cai| bao| dong)|nhat|han|dai|"
    r"nga|duc(?! tho| hoa| trong| linh)|phap|anh quoc|uc|tau|"
    r"my(?! tho| hao| loc| dinh| duc| lam| son)|"
    r"thai(?! nguyen| binh| thuy| hoa)|sing|hy lap)|(?:chong|co dau) (?:han|dai|tau|nhat)|"
    r"ben kia bien gioi|qua bien gioi|ben trung|ban sang|qua ben kia|qua ben|nuoc khac|"
    # English and Indonesian
    r"taiwan|korea\w*|china|japan|laos|thailand|macau|riyadh|jeddah|bahrain|oman|jordan|lebanon|"
    r"turkey|russia|poland|germany|france|overseas|abroad|another country|hongkong|kamboja|cina|"
    r"tiongkok|jepang|yordania|luar negeri|negara lain|kuala lumpur|taipei|"
    # money
    r"ringgit|riyal|dinar|dirham|won|dai te|tan dai|riel|baht|van te|"
    # Arabic, folded, with the little words that grow onto a name
    r"[وبلف]?(?:تايوان|كوريا|الصين|ماليزيا|السعوديه|الكويت|دبي|الامارات|قطر|الاردن|لبنان|البحرين|"
    r"كمبوديا|ميانمار|تايلاند|لاوس|اليابان|الرياض|بانكوك|سنغافوره|المانيا|فرنسا|تركيا|مصر|"
    r"الخارج|بلد ثاني)"
    r")(?!\w)"
)
_KOREA = re.compile(
    r"(?<!\w)(?:han quoc|korea\w*|(?:ben|o|sang|qua|chong|du hoc|lao dong) han|seoul|"
    r"[وبلف]?كوريا)(?!\w)"
)
_TAIWAN = re.compile(
    r"(?<!\w)(?:dai loan|taiwan|(?:ben|o|sang|qua|chong) dai|dai bac|taipei|[وبلف]?تايوان)(?!\w)"
)
_IN_VIETNAM = re.compile(
    r"(?<!\w)(?:(?:o|tai|in|di|inside) (?:viet ?nam|ha noi|hanoi|sai gon|saigon|da nang|hcm|"
    r"ho chi minh|hoi an|sa ?pa|hue|nha trang|can tho|da lat|dalat)|"
    r"[وب]?(?:في )?[ب]?(?:فيتنام|هانوي))(?!\w)"
)

_AGE = r"(?:[6-9]|1[0-7])"
_AGE_IN_WORDS = r"(?:sau|bay|tam|chin|muoi(?: (?:mot|hai|ba|bon|lam|sau|bay))?)"
_MINOR_VIETNAMESE = re.compile(
    r"(?<!\w)(?P<who>em|minh|to|chau|con)(?: (?:ten \w+|nay|nam nay|moi|moi co|chi moi|con|la|"
    r"hoc sinh|hs|dan toc \w+|duoc|khong))*? (?:"
    rf"{_AGE} (?:t|toi|tuoi)|{_AGE_IN_WORDS} tuoi|(?:hoc |hk )?lop (?:[1-9]|1[0-2])|"
    rf"hoc sinh lop|(?<=moi )1[0-7]|(?<=con )1[0-7])(?!\w)"
)
_OTHERS = frozenset("con cua nho thang co be nha tro gai trai dua mot hai cac may anh chi".split())
"""Before `em 14 tuổi` they tell of somebody else: con em, con gái em, thằng em."""
_MINOR = re.compile(
    rf"^{_AGE} (?:t|toi|tuoi|tahun|thn|here)(?!\w)|(?<!\w)(?:"
    rf"(?:i am|m) (?:only )?{_AGE}(?! months| weeks| years ago)|"
    rf"(?:umurku|umur saya|usiaku|aku|saya|gue)(?: (?:baru|masih|umur|kelas|siswi))* "
    rf"(?:{_AGE}(?= tahun| thn| th|$| \w)|smp|sma|sd)|"
    rf"عمري {_AGE}|عندي {_AGE}|انا {_AGE}(?: سنه)?|3omri {_AGE}|"
    r"انا (?:طالبه )?ب(?:المتوسط|الاعدادي|الثانوي|الصف)"
    r")(?!\w)"
)


def is_abroad(message: Message) -> bool:
    """Whether it happens outside Việt Nam, by the countries and moneys named."""
    text = _text(message)
    return bool(_ABROAD.search(text)) and not _IN_VIETNAM.search(text)


def country_of(message: Message) -> Country | None:
    """Return the country named, where it has a line of its own."""
    text = _text(message)
    if _KOREA.search(text):
        return Country.KOREA
    return Country.TAIWAN if _TAIWAN.search(text) else None


def is_minor(message: Message) -> bool:
    """Whether somebody under 18 writes of herself."""
    text = _text(message)
    if _MINOR.search(text):
        return True
    for found in _MINOR_VIETNAMESE.finditer(text):
        before = text[: found.start()].rsplit(maxsplit=1)[-1:]
        if not before or before[0] not in _OTHERS | (
            {"chau"} if found["who"] != "chau" else set()
        ):
            return True
    return False


def _text(message: Message) -> str:
    return " ".join(piece.folded for piece in message.pieces)
