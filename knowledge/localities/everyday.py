"""When the words of a place's name mean something else: peace, a person, a phrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.normalize import Word, fold, words_of

_WORDS_FILE = Path(__file__).resolve().parent.parent / "data" / "everyday-names.txt"
Syllables = tuple[str, ...]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, for tables that are easier to read unquoted."""
    return frozenset(words.split())


def name_set(names: str) -> frozenset[Syllables]:
    """Return the names of a text, parted by commas, as syllables."""
    return frozenset(tuple(name.split()) for name in names.split(","))


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """Everyday words that are also names of communes or districts."""

    by_folded: dict[Syllables, frozenset[Syllables]]

    def marked(self, folded: Syllables) -> frozenset[Syllables]:
        """Return the marked everyday words that look like *folded* without marks."""
        return self.by_folded.get(folded, frozenset())

    def is_everyday(self, folded: Syllables) -> bool:
        """Whether *folded*, typed without marks, may well be no name at all."""
        return folded in self.by_folded or all(part in _COMMON for part in folded)


@lru_cache(maxsize=1)
def load_everyday_words() -> EverydayWords:
    """Return the words of knowledge/data/everyday-names.txt, read once."""
    table: dict[Syllables, set[Syllables]] = {}
    for line in _WORDS_FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            words = words_of(line)
            folded = tuple(word.folded for word in words)
            table.setdefault(folded, set()).add(tuple(word.exact for word in words))
    return EverydayWords({folded: frozenset(words) for folded, words in table.items()})


_COMMON = word_set("""
    ai an anh ba ban bao be ben bi bo boi bon can cao cau cay chi chiu cho chong chu chung
    chua co con cong cu cua cung da dan dang dau day de den dia dien di do doi dong du dua
    duoc duoi em gi gia giao giup hai hay ho hoc hoi hom huyen it khi kho khong kia la lai
    lam lan len lo loan lon luc luong ma mai mang mat may me minh moi mot mua muon nam nao
    nay neu ngay nghe nghi ngo ngoai nguoi nha nhan nhieu nho nhu nhung no noi nu nua nuoi
    o om ong phai phong phu phuong qua quan quen ra rat roi sao sau so song su ta tai tam
    tap than thang thanh thay the them theo thi thoai thu thuong tien tim tin tinh to toi
    tot tra trai tre tren trong truoc tu tuan tuoi tuong tuyen va van vao vay ve vi viec vo
    voi von vua xa xin xuong y yeu
    """)
"""Syllables without marks so common in questions that two of them seldom make a name."""


def is_common(syllable: str) -> bool:
    """Whether *syllable*, without marks, is among the commonest of questions."""
    return syllable in _COMMON


_BESIDE = {
    "hoa binh": (
        "thoi yeu nen vi doi gin song giu trong muon the chung bien duoc hiep",
        "the on va",
    ),
    "thai binh": ("thoi", "duong"),
    "thanh hoa": ("", "don"),
    "cao bang": ("lai suat trinh do muc luong thu nhap khong", "cap ngan nguoi nhau ai ho cai"),
    "dien bien": ("su tinh theo tam", "phuc xau ra tam benh tot nhu tu cua"),
    "lam dong": ("nguoi ban nghi bo", "ruong ang phuc"),
    "can tho": ("tuyen", "may xay ho moc lam gioi lanh sua son dien theu phu hot gach nail"),
    "ben tre": ("hai moi mot", "em nho con tho mo tuoi"),
    "lai chau": ("gui nuoi tra goi bao nhan giu dua", ""),
    "gia lai": ("tre tuoi nguoi bao danh muc", "com tien gas xang"),
    "nghe an": ("hoc lam theo chua day", "toan ninh com uong mac ngon noi"),
    "long an": ("tay bang hai ba", "toan tam ui uong can com ninh"),
    "hai phong": ("co nha thue xay va", "ngu hoc khach tro kham"),
    "da nang": ("benh chuc nganh", "hon lam roi qua nua them"),
    "ca mau": ("chay ra nhom gom", "me nguoi do sac tinh moi xanh vang"),
    "phu tho": ("lam nghe", "ho xay may ne nail"),
    "hoi an": ("", "toan ninh sinh uong com tet mung"),
    "dong thap": ("muc tien nuoc", "nhat hon"),
    "ho chi minh": (
        "tuong tich theo guong duc cach san lang bac truong presiden president uncle رئيس الرءيس"
        " الرييس الزعيم فكر pemikiran teladan nien chau pemuda mon",
        "thought ideology vi muon youth communist",
    ),
    "hue": ("hoa co chi ba me chau be ten anh cu nguyen", ""),
    "quang nam": ("", ""),
    "ha tinh": ("don", ""),
    "binh dinh": ("hoa", ""),
    "son la": ("", ""),
    "bac ninh": ("", ""),
    "ha nam": ("", "nu"),
    "hung yen": ("", ""),
    "thu duc": ("", ""),
    "thuan an": ("", "toan ninh"),
    "tan an": ("", "toan ninh com"),
    "di an": ("", "com toi sang trua uong cuoi gio tiec ninh mot xin cung chua ngoai o toan"),
    "hoa lu": ("", ""),
    "tu son": ("", ""),
    "phu my": ("", "pham thuat"),
    "ha long": ("", ""),
    "dong ha": ("", ""),
    "soc trang": ("", ""),
    "vinh": ("", ""),
}
_EVERYDAY_BESIDE = {
    tuple(name.split()): (frozenset(before.split()), frozenset(after.split()))
    for name, (before, after) in _BESIDE.items()
    if before or after
}

_GIVEN_NAMES = name_set("""
    thanh hoa, khanh hoa, hoa binh, thai binh, phu tho, vinh phuc, binh thuan, hai duong,
    ninh binh, an giang, ha giang, kien giang, tien giang, vinh long, binh duong, ha nam,
    quang nam, quang ninh, quang binh, quang tri, tra vinh, hue, vinh, hoa lu, thuan an, phu
    my, binh dinh, tuyen quang, ha long, gia lai, long an, phu yen, my tho, tan an, dong ha,
    yen bai, thai nguyen, binh phuoc, ha tinh, long khanh
    """)
"""Names of provinces and cities that women and men bear too."""

_KIN = word_set(
    "chi anh be ong bac thim mo chau ten ms mrs mr miss ibu bu pak bernama nama named nang"
    " السيدة الاخت"
)
_KIN_MARKED = frozenset(w.exact for w in words_of("cô dì chú cậu bà cụ con bạn mẹ nhỏ út"))


def is_everyday_sense(words: Sequence[Word], first: int, last: int, official: str) -> bool:
    """Whether the words beside the name at *first*:*last* show that no place is meant.

    Only for names that would count alone (provinces, cities) and have no unit word;
    *official* is the place's short name, whatever was typed for it.
    """
    name = tuple(fold(official).split())
    before = words[first - 1] if first else None
    beside = _EVERYDAY_BESIDE.get(name)
    if beside is not None:
        if before is not None and before.folded in beside[0]:
            return True
        if last < len(words) and words[last].folded in beside[1]:
            return True
    return name in _GIVEN_NAMES and before is not None and _is_kin(words, first - 1)


def _is_kin(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.folded in _KIN and (not word.is_marked or word.exact in _KIN_EXACT):
        return True
    if word.exact not in _KIN_MARKED:
        return False
    earlier = words[index - 1].folded if index else ""
    if word.folded == "con":
        return earlier != "ba"
    return word.is_marked


_KIN_EXACT = frozenset(w.exact for w in words_of("chị bé ông bác thím mợ cháu tên nàng"))


def is_street(words: Sequence[Word], first: int) -> bool:
    """Whether the name at *first* is a street's: "đường Lê Lợi", "28 phố Huế", "jalan"."""
    if first == 0:
        return False
    before = words[first - 1]
    if before.exact in _STREET:
        return not (before.folded == "pho" and first > 1 and words[first - 2].folded == "thanh")
    return False


_STREET = frozenset(
    w.exact for w in words_of("đường phố ngõ hẻm chợ street road jalan jl trường شارع")
)
