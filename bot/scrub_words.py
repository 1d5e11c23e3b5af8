"""Words that tell a name from what stands around it; folded (lower case, no marks)."""

_NOT_NAMES = """
hoi nguoi phu nong can chi vien hoc giao cong bo ai sao me chu doanh
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""What begins no name after "tôi là", even with a capital: "Tôi là Hội viên"."""

QUESTION_WORDS = frozenset({"gi", "j", "the"})
"""What stands where a name would: "chương trình tên là gì"."""

_AFTER_NAMES = """
o que sinh nam muon can hoi co bi la dang xin va tai thon xa ap hien cho duoc nay da se ma thuoc
lam di mong nho em toi chi
and from i am live want who is in
dan dari tinggal ingin mau saya di yang umur usia
من في و اعيش اريد انا عمري وانا واعيش واريد ساكنة وعمري اسكن واسكن
"""
AFTER_NAMES = frozenset(_AFTER_NAMES.split())
"""What ends a name, because the sentence goes on."""

SURELY_FAMILY = frozenset({"nguyen", "tran", "pham", "huynh", "trinh", "bui", "quach"})
"""Family names that unmarked lower case cannot confuse with words (`do van hoa`, `phan van`)."""

ARABIC_NAME_IS = r"\bاسمي | \bاسمه | \bاسمها | \bاسم\ \w+ | \bيدعى | \bتدعى"
ARABIC_HOUSE_NUMBER = r"رقم المنزل|منزل رقم|بيت رقم"
