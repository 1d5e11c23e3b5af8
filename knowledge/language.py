"""Which of the four languages a question is written in.

Generic detectors are wrong on half of short chat lines, so this one looks at what tells
these four apart: the script, Vietnamese marks and syllable shapes, and the small words that
every sentence of a language holds. Where nothing tells, the member's own setting decides.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.model import MASTER_LANGUAGE, Language
from knowledge.normalize import Word

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

_INITIAL = "(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_RHYME = (
    "(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|ech|enh|eu|i|ia|ich|"
    "iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|"
    "oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|oong|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|"
    "uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|"
    "uynh|uyt|uyu|y|yem|yen|yet|yeu)"
)
_SYLLABLE = re.compile(f"{_INITIAL}{_RHYME}$")

_WORDS: dict[Language, frozenset[str]] = {
    Language.VI: frozenset(
        "ai anh a ah ad bac bao bay bi bo ba ban biet cac cai can chi cho chong chua co con cua "
        "da dau dang dc de den di do duoc e em gi gio giup ha hay hoi hok hong khi khong ko la "
        "lam lay lai len luon may me minh mot muon nay nao nen neu nghe ngheo nguoi nha nhe nhi "
        "nhieu nhu noi o ong phai phu nu qua ra roi sao sau so tai tat the thi thoi tien tim toi "
        "tre tu tui va vay ve vi voi von vo xa xin xem ntn bn sdt dk hv nhung duoi truoc theo oi "
        "nua dung chung ca het moi vua cung rat qa wa z zay dzay j k vs".split()
    ),
    Language.EN: frozenset(
        "the a an is are was were be been am i you he she it we they my your his her our their "
        "me him us them this that these those what which who whom where when why how do does did "
        "can could will would should may might must have has had not no yes and or but if of in "
        "on at to for from with about by as up out into over after before please pls thanks hi "
        "hello any some all there here get got much many want need help u r im ive dont cant "
        "wat whats wheres hows thx ty lol tell give show know like just still year old now "
        "women woman womens union husband beats hit stop loan money".split()
    ),
    Language.ID: frozenset(
        "yang dan di ke dari untuk dengan ini itu saya aku kami kita anda kamu dia mereka ada "
        "tidak tak bukan apa siapa mana dimana kemana kapan kenapa mengapa bagaimana berapa bisa "
        "boleh harus mau ingin sudah belum akan sedang lagi juga atau tapi kalau jika karena "
        "agar supaya pada oleh dalam akan buat bikin tolong mohon bu ibu bapak pak kak mbak ya "
        "dong sih deh kok nih yg dgn utk dr sy gak ga nggak ngga gmn gimana brp tdk udah udh blm "
        "klo kalo krn aja saja anak suami istri perempuan wanita persatuan desa kantor uang "
        "pinjaman daftar anggota rumah program kelompok cara syarat hari bulan tahun orang apakah "
        "adakah terima kasih makasih selamat pagi siang malam nya bgt banget jd jg tp sm bs lg "
        "gue gw lu lo nomor telepon alamat".split()
    ),
}  # fmt: skip
"""Small words, folded. A word may stand in two lists; shapes and marks then decide."""

_STRONG: dict[Language, frozenset[str]] = {
    language: words - frozenset().union(*(w for other, w in _WORDS.items() if other != language))
    for language, words in _WORDS.items()
}

_ARABIC_CHAT = frozenset(
    "ana enta enti howa heya ehna mesh msh 3ayez 3ayza 3ayzeen 3awza momken bta3 bta3t el elly "
    "illi ely eh leh fein feen ezay ezzay izay kam da di deh dool 3ala 3la men fi fe ma3 law "
    "lw 3shan 3ashan wla wala ya3ni ya3ny shukran shokran salam 7aga 7ad kteer ktir mashi "
    "habibti okhty ummi gozy zawgi bokra delwa2ty dlwa2ty naharda kol 7abeeb wen shu shou "
    "bidi biddi hek ktr mafi fii yalla wallah walla inshallah".split()
)  # fmt: skip
"""Arabic as it is typed on a Latin keyboard."""
_SURE_ARABIC_CHAT = frozenset(word for word in _ARABIC_CHAT if len(word) > 2)
_CHAT_TOKEN = re.compile(r"[a-z0-9]+")
_ARABIC_CHAT_WORD = re.compile(r"(?:[a-z]+[2357][a-z]*|[2357][a-z]{2,})$")

_MARKS_OF_VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]"
)

MIN_EVIDENCE = 1.5
"""Points below which the member's setting decides. Chosen 2026-11-21 on the phrases of the
base (each phrase's own language, no setting given): see CONTRIBUTING, "Language"."""


def detect(
    text: str, words: Sequence[Word], chosen: Language | None = None
) -> tuple[Language, bool]:
    """Return the language of *text* and whether the text itself tells it.

    *words* are `words_of(text)`. Without evidence the answer is *chosen*, or Vietnamese.
    """
    fallback = chosen or MASTER_LANGUAGE
    if not text.isascii():
        arabic = len(_ARABIC.findall(text))
        if arabic and arabic * 2 >= len(_LATIN.findall(text)):
            return Language.AR, True
    points = _points(text.lower(), words)
    best = max(points, key=lambda language: (points[language], language is fallback))
    second = max(value for language, value in points.items() if language is not best)
    if points[best] < MIN_EVIDENCE or points[best] - second < MIN_EVIDENCE / 3:
        if chosen is None or points[best] > points.get(chosen, 0.0) + MIN_EVIDENCE / 3:
            return best if points[best] > 0 else fallback, False
        return chosen, False
    return best, True


def _points(lowered: str, words: Sequence[Word]) -> dict[Language, float]:
    points = {Language.VI: 0.0, Language.EN: 0.0, Language.ID: 0.0}
    if chat := _arabic_chat_words(lowered):
        points[Language.AR] = 1.2 * chat
    latin = [word for word in words if word.folded.isascii() and word.folded.isalpha()]
    if not latin:
        return points
    vietnamese = english = indonesian = 0.0
    if _MARKS_OF_VIETNAMESE.search(lowered):
        marked = sum(1 for word in latin if word.is_marked)
        # Names of places and programmes are quoted with marks in other languages too.
        vietnamese = 3.0 * marked / len(latin) + (0.5 if marked > 1 else 0.2)
    for word in latin:
        vi, en, id_ = _points_of_word(word.folded)
        vietnamese += vi
        english += en
        indonesian += id_
    points[Language.VI], points[Language.EN], points[Language.ID] = (
        vietnamese, english, indonesian,
    )  # fmt: skip
    return points


@lru_cache(maxsize=65_536)
def _points_of_word(folded: str) -> tuple[float, float, float]:
    """Return what one word says for Vietnamese, English and Indonesian."""
    points = {Language.VI: 0.0, Language.EN: 0.0, Language.ID: 0.0}
    for language, strong in _STRONG.items():
        if folded in strong:
            points[language] += 1.0
        elif folded in _WORDS[language]:
            points[language] += 0.4
    if _SYLLABLE.match(folded) is not None and len(folded) > 1:
        points[Language.VI] += 0.25
    elif len(folded) > 3:
        points[Language.VI] -= 0.6
        points[Language.EN] += 0.15
        points[Language.ID] += 0.15 + 0.2 * _indonesian_shape(folded)
    return points[Language.VI], points[Language.EN], points[Language.ID]


def _arabic_chat_words(lowered: str) -> int:
    tokens = _CHAT_TOKEN.findall(lowered)
    if _SURE_ARABIC_CHAT.isdisjoint(tokens):
        return 0
    known = sum(1 for token in tokens if token in _ARABIC_CHAT)
    # Digits inside words (3ayza, a7san) also occur in Vietnamese chat (5k3s, 2tr): such a
    # word counts only beside one that is surely Arabic.
    shaped = sum(
        1 for t in tokens if t not in _ARABIC_CHAT and len(t) > 3 and _ARABIC_CHAT_WORD.match(t)
    )
    return known + shaped if known + shaped >= 2 else 0


def _indonesian_shape(word: str) -> bool:
    prefix = word.startswith(("me", "ber", "pe", "ter", "di", "ke", "se"))
    return prefix or word.endswith(("kan", "an", "nya", "lah", "kah"))
