"""What is wrong with a knowledge file: where, what, and what to write instead.

Every problem has a code and values; the sentence is made in the admin's language. All
problems of all files are gathered in one pass, so that a file is mended in one go.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.edit_problems import EDIT_TEXTS
from knowledge.model import Language

_TEXTS: Mapping[str, tuple[str, str, str, str]] = {
    **EDIT_TEXTS,
    # code: (message vi, remedy vi, message en, remedy en)
    "too_large": (
        "tệp nặng hơn 1.024 KB",
        "tách thành nhiều tệp nhỏ hơn",
        "the file has more than 1,024 KB",
        "split it into smaller files",
    ),
    "not_utf8": (
        "tệp không phải UTF-8 (byte thứ {position})",
        "lưu lại tệp với mã UTF-8",
        "the file is not UTF-8 (byte {position})",
        "save it again as UTF-8",
    ),
    "syntax": (
        "sai cú pháp YAML: {detail}",
        "xem lại thụt dòng, dấu hai chấm và dấu nháy quanh chỗ này",
        "YAML syntax error: {detail}",
        "look at the indentation, colons and quotes around here",
    ),
    "alias": (
        "không dùng neo hay bí danh YAML (& và *)",
        "chép hẳn nội dung vào chỗ này",
        "YAML anchors and aliases (& and *) are not allowed",
        "write the content out here",
    ),
    "too_deep": (
        "lồng quá sâu (hơn {limit} tầng)",
        "xem lại thụt dòng: có thể một danh sách bị mở mà không đóng",
        "nested too deeply (more than {limit} levels)",
        "look at the indentation: a list may be left open",
    ),
    "several_documents": (
        "tệp có nhiều tài liệu YAML (dòng ---)",
        "bỏ dòng --- và giữ một tài liệu",
        "the file holds several YAML documents (a line ---)",
        "remove the line --- and keep one document",
    ),
    "repeated_key": (
        "khoá “{key}” viết hai lần (lần đầu ở dòng {first})",
        "gộp hai chỗ làm một",
        "the key “{key}” stands twice (first on line {first})",
        "merge the two",
    ),
    "unknown_key": (
        "không có khoá “{key}” ở đây{hint}",
        "sửa chính tả hoặc xoá dòng này",
        "there is no key “{key}” here{hint}",
        "correct its spelling or delete the line",
    ),
    "missing_key": (
        "thiếu khoá “{key}”",
        "thêm “{key}:” vào mục này",
        "the key “{key}” is missing",
        "add “{key}:” to this entry",
    ),
    "wrong_shape": (
        "chỗ này phải là {expected}",
        "xem phần hướng dẫn ở đầu tệp",
        "this must be {expected}",
        "see the manual at the top of the file",
    ),
    "bad_date": (
        "“{value}” không phải ngày",
        "viết ngày theo kiểu 2026-11-21",
        "“{value}” is not a date",
        "write a date like 2026-11-21",
    ),
    "bad_number": (
        "“{value}” không phải số",
        "viết số không có dấu nghìn, dấu thập phân là dấu chấm: 11.54",
        "“{value}” is not a number",
        "write it without thousands marks, with a point for decimals: 11.54",
    ),
    "bad_choice": (
        "“{value}” không dùng được ở đây",
        "chọn một trong: {allowed}",
        "“{value}” cannot stand here",
        "use one of: {allowed}",
    ),
    "empty_text": (
        "để trống",
        "viết nội dung, hoặc xoá khoá này nếu chưa có",
        "it is empty",
        "write the text, or delete the key if there is none yet",
    ),
    "bad_value": (
        "giá trị không hợp lệ: {detail}",
        "xem phần hướng dẫn ở đầu tệp",
        "the value is not valid: {detail}",
        "see the manual at the top of the file",
    ),
    "no_master": (
        "thiếu bản tiếng Việt (vi)",
        "viết bản tiếng Việt trước, các tiếng khác dịch từ đó",
        "the Vietnamese text (vi) is missing",
        "write the Vietnamese first; the others are translated from it",
    ),
    "missing_language": (
        "chưa có bản {languages}",
        "thêm bản dịch, hoặc ghi nhận là chưa có",
        "no text yet in {languages}",
        "add the translation",
    ),
    "dangling_topic": (
        "không có chủ đề “{slug}”{hint}",
        "sửa tên, hoặc tạo tệp topics/{slug}.yaml",
        "there is no topic “{slug}”{hint}",
        "correct the name, or create topics/{slug}.yaml",
    ),
    "dangling_source": (
        "không có nguồn “{key}” trong sources.yaml",
        "thêm nguồn vào sources.yaml hoặc sửa mã nguồn",
        "there is no source “{key}” in sources.yaml",
        "add the source to sources.yaml or correct its key",
    ),
    "no_source": (
        "đoạn này nêu thông tin mà không ghi nguồn",
        "ghi mã nguồn vào “sources”, hoặc ghi needs_review",
        "this passage states facts but names no source",
        "put a source key into “sources”, or set needs_review",
    ),
    "expired": (
        "đã hết hạn từ {day}",
        "cập nhật nội dung rồi đổi valid_until và checked_on",
        "expired on {day}",
        "update the text, then valid_until and checked_on",
    ),
    "validity_reversed": (
        "valid_until ({until}) trước valid_from ({begin})",
        "đổi lại hai ngày",
        "valid_until ({until}) is before valid_from ({begin})",
        "correct the two dates",
    ),
    "checked_in_future": (
        "checked_on {day} là ngày trong tương lai",
        "ghi ngày đã thực sự kiểm tra",
        "checked_on {day} lies in the future",
        "write the day on which it was really checked",
    ),
    "wrong_alphabet": (
        "bản {language} có chữ không thuộc bảng chữ của tiếng đó: “{sample}”",
        "xoá hoặc dịch chỗ đó; tên riêng để trong ngoặc",
        "the {language} text has letters of another alphabet: “{sample}”",
        "remove or translate them; proper names go in brackets",
    ),
    "few_phrases": (
        "chỉ có {count} câu hỏi mẫu {language}, cần ít nhất {needed}",
        "thêm câu hỏi như chị em vẫn nhắn",
        "only {count} phrases in {language}, at least {needed} are needed",
        "add questions as members really ask them",
    ),
    "repeated_phrase": (
        "câu “{phrase}” đã có ở {elsewhere}",
        "giữ ở một chỗ thôi",
        "the phrase “{phrase}” already stands in {elsewhere}",
        "keep it in one place only",
    ),
    "over_match": (
        "câu “{phrase}” lại tìm ra {found}",
        "viết lại câu cho rõ, hoặc chuyển câu sang đúng chủ đề",
        "the phrase “{phrase}” finds {found} instead",
        "word it more clearly, or move it to the topic it belongs to",
    ),
    "unknown_placeholder": (
        "{{{name}}} không có trong “numbers”",
        "thêm số “{name}” hoặc sửa tên trong câu",
        "{{{name}}} does not stand in “numbers”",
        "add the number “{name}” or correct the name in the sentence",
    ),
    "unused_number": (
        "số “{name}” không được nhắc trong bản {language}",
        "đưa {{{name}}} vào câu",
        "the number “{name}” is not told in the {language} text",
        "put {{{name}}} into the sentence",
    ),
    "bad_phone": (
        "số điện thoại “{value}” không đúng dạng",
        "chỉ viết chữ số và khoảng trắng, ví dụ 0237 3852 033 hoặc +84 24 3728 0936",
        "the phone number “{value}” is malformed",
        "digits and spaces only, e.g. 0237 3852 033 or +84 24 3728 0936",
    ),
    "personal_phone": (
        "“{value}” có vẻ là số di động cá nhân",
        "chỉ ghi số của cơ quan (số cố định, 1800, 1900)",
        "“{value}” looks like a personal mobile number",
        "give only the office's number (landline, 1800, 1900)",
    ),
    "unknown_place": (
        "không có “{value}” trong danh mục hành chính hiện nay{hint}",
        "viết tên chính thức sau ngày 1/7/2025",
        "there is no “{value}” among today's units{hint}",
        "write the official name since 1 July 2025",
    ),
    "repeated_entry": (
        "“{key}” đã có ở {elsewhere}",
        "đổi tên hoặc gộp lại",
        "“{key}” already stands in {elsewhere}",
        "rename or merge it",
    ),
    "unreadable": (
        "không đọc được tệp: {detail}",
        "kiểm tra quyền đọc và đường dẫn",
        "the file cannot be read: {detail}",
        "check its permissions and path",
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place. Lines and columns count from 1."""

    file: str
    """Path relative to the knowledge folder, with forward slashes."""
    line: int
    column: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict, compare=False)
    is_warning: bool = False
    """Whether the knowledge may be used all the same."""

    def message(self, language: Language = Language.VI) -> str:
        """What is wrong, in Vietnamese, or in English for every other language."""
        vi, _, en, _ = _TEXTS[self.code]
        return (vi if language is Language.VI else en).format(**self.values)

    def remedy(self, language: Language = Language.VI) -> str:
        """What to do about it."""
        _, vi, _, en = _TEXTS[self.code]
        return (vi if language is Language.VI else en).format(**self.values)

    def line_for(self, language: Language = Language.VI) -> str:
        """Return `file:line:column: message: remedy` on one line."""
        where = f"{self.file}:{self.line}:{self.column}"
        return f"{where}: {self.message(language)}; {self.remedy(language)}."
